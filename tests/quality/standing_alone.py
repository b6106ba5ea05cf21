"""Whether a claim can be read without its article, by rule."""

from workers.languages.language import Language, Sentence
from workers.pipeline.clause_bounds import find_quoted_tokens
from workers.pipeline.trees import SUBJECTS, Tree

PERSONAL = frozenset({"он", "она", "оно", "они", "его", "ее", "их"})  # lemmas, ё as е
NAMES = frozenset({"NOUN", "PROPN"})
DEMANDS_SUBJECT = ({"Gender": "Masc"}, {"Gender": "Fem"}, {"Person": "1"}, {"Person": "2"})


def stands_alone(text: str, language: Language) -> bool:
    """No third-person pronoun without somebody it could mean, and a subject.

    Words in quotation marks are somebody's own, and nobody's words are changed. «В городе
    построили школу», «Стало известно» and «Не хватает врачей» say all without a subject; «Подписал
    указ» does not.
    """
    trees = [Tree(sentence) for sentence in language.parse(text)]
    return bool(trees) and all(map(_is_understood, trees)) and any(map(_has_subject, trees))


def _is_understood(tree: Tree) -> bool:
    quoted = find_quoted_tokens(tree)
    return all(
        index in quoted or not _is_pronoun(tree.sentence, index) or _is_named_before(tree, index)
        for index in range(len(tree.tokens))
    )


def _is_pronoun(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    folded = token.lemma.replace("ё", "е")
    return token.part_of_speech in {"PRON", "DET"} and folded in PERSONAL


def _is_named_before(tree: Tree, pronoun: int) -> bool:
    return any(
        tree.tokens[one].part_of_speech in NAMES and _agrees(tree, one, pronoun)
        for one in range(pronoun)
    )


def _agrees(tree: Tree, noun: int, pronoun: int) -> bool:
    """In number and gender, as far as both are known."""
    pairs = [
        (tree.feature(noun, name), tree.feature(pronoun, name)) for name in ("Number", "Gender")
    ]
    return all(one == other for one, other in pairs if one and other)


def _has_subject(tree: Tree) -> bool:
    has_named = any(
        token.relation in SUBJECTS or tree.feature(index, "Case") == "Nom"
        for index, token in enumerate(tree.tokens)
    )
    return has_named or not any(_demands_subject(tree, root) for root in tree.roots)


def _demands_subject(tree: Tree, verb: int) -> bool:
    return tree.is_finite(verb) and any(
        all(tree.feature(verb, name) == value for name, value in wanted.items())
        for wanted in DEMANDS_SUBJECT
    )
