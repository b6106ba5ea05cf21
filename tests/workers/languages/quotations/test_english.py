"""English quotations: whose words, which verb, which words exactly."""

import pytest

from workers.languages.factory import open_language
from workers.languages.language import Quotation

D, R = True, False
# text, is it direct, speaker, verb, words said
QUOTED = [
    ('"We agreed on everything," Putin said.', D, "Putin", "said", "We agreed on everything"),
    ('"We are ready," said President Tokayev.', D, "President Tokayev", "said", "We are ready"),
    ("“We are leaving,” the minister told reporters.", D, "the minister", "told", "We are leaving"),
    ("“Why now?” asked the reporter.", D, "the reporter", "asked", "Why now?"),
    ('He said, "We will win."', D, "He", "said", "We will win."),
    (
        'Tokayev told reporters: "The visit is historic."',
        D,
        "Tokayev",
        "told",
        "The visit is historic.",
    ),
    ("The ministry stated: “No one was hurt.”", D, "The ministry", "stated", "No one was hurt."),
    ('Zelensky wrote on social media: "Thank you."', D, "Zelensky", "wrote", "Thank you."),
    ('He called the visit "historic".', D, "He", "called", "historic"),
    (
        'Macron described the deal as "a turning point".',
        D,
        "Macron",
        "described",
        "a turning point",
    ),
    (
        'According to the ministry, "prices are stable".',
        D,
        "the ministry",
        "According to",
        "prices are stable",
    ),
    ("The minister said that talks had ended.", R, "The minister", "said", "talks had ended"),
    ("The minister said talks had ended.", R, "The minister", "said", "talks had ended"),
    (
        "Officials announced that the bridge was closed.",
        R,
        "Officials",
        "announced",
        "the bridge was closed",
    ),
    ("The WHO warned that cases were rising.", R, "The WHO", "warned", "cases were rising"),
    (
        "The company confirmed that it had paid the fine.",
        R,
        "The company",
        "confirmed",
        "it had paid the fine",
    ),
    ("Talks had ended, the minister said.", R, "the minister", "said", "Talks had ended"),
    ("Three people died, police reported.", R, "police", "reported", "Three people died"),
    (
        "According to the World Bank, prices rose by 5 percent.",
        R,
        "the World Bank",
        "According to",
        "prices rose by 5 percent",
    ),
    (
        "Prices rose by 5 percent, according to the World Bank.",
        R,
        "the World Bank",
        "according to",
        "Prices rose by 5 percent",
    ),
    (
        "The Kremlin said on Monday that Putin would visit Astana.",
        R,
        "The Kremlin",
        "said",
        "Putin would visit Astana",
    ),
    (
        "“We have no plans,” said Maria Zakharova, a spokeswoman for the ministry.",
        D,
        "Maria Zakharova",
        "said",
        "We have no plans",
    ),
    (
        "The report says emissions rose by 2 percent.",
        R,
        "The report",
        "says",
        "emissions rose by 2 percent",
    ),
    ("She added that there was no evidence.", R, "She", "added", "there was no evidence"),
    ('Musk tweeted: "Done."', D, "Musk", "tweeted", "Done."),
    (
        "As the president noted, relations are excellent.",
        R,
        "the president",
        "noted",
        "relations are excellent",
    ),
]

NOT_QUOTED = [
    'The film "Titanic" won 11 Oscars.',
    "The ship “Comet” sank in 1961.",
    "They sang the song “Imagine” at the end.",
    "Prices rose by 5 percent in May.",
]


def quotations(text: str) -> tuple[Quotation, ...]:
    return open_language("en").quotations(text)


@pytest.mark.parametrize(("text", "is_direct", "speaker", "verb", "words"), QUOTED)
def test_words_get_their_speaker(
    text: str, is_direct: bool, speaker: str | None, verb: str | None, words: str
) -> None:
    (found,) = quotations(text)
    assert found.quoted.of(text) == words
    assert (found.speaker.of(text) if found.speaker else None) == speaker
    assert (found.verb.of(text) if found.verb else None) == verb
    assert found.is_direct is is_direct


@pytest.mark.parametrize("text", NOT_QUOTED)
def test_titles_are_no_quotations(text: str) -> None:
    assert quotations(text) == ()


def test_the_second_quote_of_one_speech_has_the_same_speaker() -> None:
    text = '"We are ready," Tokayev said. "We will wait."'
    found = quotations(text)
    assert [(one.quoted.of(text), one.speaker and one.speaker.of(text)) for one in found] == [
        ("We are ready", "Tokayev"),
        ("We will wait.", "Tokayev"),
    ]
