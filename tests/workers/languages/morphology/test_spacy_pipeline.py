"""English as Universal Dependencies."""

from workers.languages.factory import open_language


def relations(text: str) -> dict[str, tuple[str, str]]:
    """Word → relation and head."""
    (sentence,) = open_language("en").parse(text)
    return {
        token.text: (token.relation, sentence.tokens[token.head].text if token.head >= 0 else "")
        for token in sentence.tokens
    }


def test_prepositions_hang_on_their_nouns() -> None:
    found = relations("The president flew to Moscow.")
    assert found["Moscow"] == ("obl", "flew")
    assert found["to"] == ("case", "Moscow")
    assert found["president"] == ("nsubj", "flew")
    assert found["flew"] == ("root", "")


def test_a_noun_of_a_noun_is_a_nominal_modifier() -> None:
    found = relations("The president of Kazakhstan flew home.")
    assert found["Kazakhstan"] == ("nmod", "president")


def test_relations_have_universal_names() -> None:
    found = relations("The bridge that they built was not opened by Putin.")
    assert found["bridge"][0] == "nsubj:pass"
    assert found["was"][0] == "aux:pass"
    assert found["not"][0] == "advmod"
    assert found["built"][0] == "acl:relcl"


def test_lemmas_are_small() -> None:
    assert open_language("en").lemmas("The ministers wouldn't have gone to Moscow.") == (
        "the",
        "minister",
        "would",
        "not",
        "have",
        "go",
        "to",
        "moscow",
    )
