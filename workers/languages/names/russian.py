"""Names in Russian text: slovnet's and known ones, with their dictionary form and key."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexes.records import Span
from workers.languages.language import Entity, EntityKind, Sentence, Token
from workers.languages.morphology.russian_inflection import restore_case
from workers.languages.morphology.russian_words import (
    PROPER_NAMES,
    choose_reading,
    dictionary,
    name_nominative,
    read_word,
)
from workers.languages.names.choosing import choose_names, is_covered
from workers.languages.names.gazetteer import Gazetteer, open_gazetteer
from workers.languages.names.keys import words_key
from workers.languages.names.known import find_adjectives, find_known
from workers.languages.names.quoted import find_designations, find_quoted
from workers.languages.names.russian_people import normalise_person, settle_surnames
from workers.languages.names.unfolding import name_people_in_full, unfold_acronyms

CAPITAL_INSIDE = re.compile(r"[а-яё,] ([А-ЯЁ][\w-]+)")
MOST_WORDS_AT_ONCE = 400
KINDS = {"PER": EntityKind.PERSON, "LOC": EntityKind.PLACE, "ORG": EntityKind.ORGANISATION}
# Towns are masculine, whatever the tagger sees in «Каменоградске».
TOWN = re.compile(r"(.*(?:[цс]к|град|бург|абад|стан))(?:а|у|ом|е)")
QUOTED_PART = re.compile(r"[«\"“]([^«»\"“”]+)[»\"”]")
# «Республика Татарстан» is Татарстан.
GENERIC_HEADS = frozenset({"республика", "город", "королевство", "государство", "корпорация"})


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence and what is known of it."""

    text: str
    sentence: Sentence
    tagged: tuple[tuple[str, tuple[Token, ...]], ...]  # slovnet's names: PER, LOC, ORG
    known: tuple[Entity, ...]
    capitals: frozenset[str]  # stems of words that the text has with a capital inside a sentence
    gazetteer: Gazetteer


Finder = Callable[[Scene], Iterator[Entity]]


def find_names(
    text: str, sentences: Sequence[Sentence], labels: Sequence[Sequence[str]]
) -> tuple[Entity, ...]:
    """Names of a parsed text; `labels` are BIO labels of the sentences' tokens."""
    capitals = frozenset(map(_stem, CAPITAL_INSIDE.findall(text)))
    names = [
        name
        for whole, bio in zip(sentences, labels, strict=True)
        for sentence, part in _pieces(whole, bio)
        for name in choose_names(FINDERS, _scene(text, sentence, part, capitals))
    ]
    names = settle_surnames(unfold_acronyms(text, names))
    return tuple(name_people_in_full(names))


def _pieces(sentence: Sentence, labels: Sequence[str]) -> Iterator[tuple[Sentence, Sequence[str]]]:
    """A sentence as it is, a list of thousands of names in parts: names are compared in pairs."""
    for at in range(0, len(sentence.tokens), MOST_WORDS_AT_ONCE):
        tokens = sentence.tokens[at : at + MOST_WORDS_AT_ONCE]
        span = Span(tokens[0].span.start, tokens[-1].span.end)
        yield Sentence(span, tokens), labels[at : at + MOST_WORDS_AT_ONCE]


def tagged_people(scene: Scene) -> Iterator[Entity]:
    """«Касым-Жомарта Токаева»."""
    for label, words in scene.tagged:
        span = _span(words)
        is_known = any(known.span.contains(span) for known in scene.known)
        if label == "PER" and not is_known and not _is_common_word(scene, words):
            normal, key = normalise_person(words)
            yield Entity(span, span.of(scene.text), EntityKind.PERSON, normal, key)


def tagged_names(scene: Scene) -> Iterator[Entity]:
    """Places and organisations that the gazetteer does not know better."""
    for label, words in scene.tagged:
        span = _span(words)
        if label == "PER" or _is_common_word(scene, words):
            continue
        parts = [word.span for word in words if word.text[0].isalnum()]
        if is_covered(span, parts, scene.known):
            continue
        normal = _nominative_phrase(words)
        yield Entity(span, span.of(scene.text), KINDS[label], normal, _key(normal))


def known_names(scene: Scene) -> Iterator[Entity]:
    """«РФ», «Шанхайской организации сотрудничества»."""
    return iter(scene.known)


def states_in_adjectives(scene: Scene) -> Iterator[Entity]:
    """«российский», «казахстанско-российских»."""
    return find_adjectives(scene.text, scene.sentence.tokens, scene.gazetteer)


def quoted_names(scene: Scene) -> Iterator[Entity]:
    """«песни "Земля казахов"»."""
    return find_quoted(scene.text, scene.sentence.span, scene.sentence.tokens)


def designations(scene: Scene) -> Iterator[Entity]:
    """«Су-35», «Aurus Senator»."""
    return find_designations(scene.text, scene.sentence.span)


# Where two overlap, the earlier finder is right.
FINDERS: tuple[Finder, ...] = (
    tagged_people,
    tagged_names,
    known_names,
    states_in_adjectives,
    quoted_names,
    designations,
)


def _scene(text: str, sentence: Sentence, labels: Sequence[str], capitals: frozenset[str]) -> Scene:
    gazetteer = open_gazetteer("ru")
    tagged = tuple(
        (label, part)
        for label, words in _group(sentence.tokens, labels)
        for part in _part_at_brackets(words)
    )
    known = tuple(find_known(text, sentence.tokens, gazetteer))
    return Scene(text, sentence, tagged, known, capitals, gazetteer)


def _group(tokens: Sequence[Token], labels: Sequence[str]) -> Iterator[tuple[str, list[Token]]]:
    """Neighbouring tokens of one name."""
    kind, words = "", list[Token]()
    for token, label in zip(tokens, labels, strict=True):
        position, _, label_kind = label.partition("-")
        if words and (position != "I" or label_kind != kind):
            yield kind, words
            words = []
        if position != "O":
            kind = label_kind
            words.append(token)
    if words:
        yield kind, words


def _part_at_brackets(words: list[Token]) -> Iterator[tuple[Token, ...]]:
    """«Организации … безопасности (ОДКБ)» names one thing twice."""
    part = list[Token]()
    for token in [*words, None]:
        if token is None or token.text in {"(", ")"}:
            if any(word.text[0].isalnum() for word in part):
                yield tuple(_without_marks(part))
            part = []
        else:
            part.append(token)


def _without_marks(words: list[Token]) -> list[Token]:
    """Without quotation marks and commas at the ends."""
    numbers = [number for number, word in enumerate(words) if word.text[0].isalnum()]
    trimmed = words[numbers[0] : numbers[-1] + 1]
    ending = words[numbers[-1] + 1 : numbers[-1] + 2]
    belongs = ending and (
        ending[0].text == {"«": "»", '"': '"', "“": "”"}.get(_last_opening(trimmed))
        or (ending[0].text == "." and len(trimmed[-1].text) == 1)
    )
    if belongs:
        return [*trimmed, *ending]
    opening = _last_opening(trimmed)  # «фонд „Пуговица», the end of which is not in the name
    marks = [number for number, word in enumerate(trimmed) if opening and word.text == opening]
    return trimmed[marks[-1] + 1 :] if marks else trimmed


def _last_opening(words: Sequence[Token]) -> str:
    """The quotation mark inside that is still to be closed, or ""."""
    marks = [word.text for word in words if word.text in {"«", "»", '"', "“", "”"}]
    return marks[-1] if len(marks) % 2 else ""


def _span(words: Sequence[Token]) -> Span:
    return Span(words[0].span.start, words[-1].span.end)


def _is_common_word(scene: Scene, words: Sequence[Token]) -> bool:
    """Common nouns that are capital only because a sentence begins: «Многовекторность»."""
    first = words[0]
    if not any(word.text[0].isupper() for word in words):
        return True
    is_opening = first.span.start == scene.sentence.span.start and not first.text.isupper()
    if not is_opening or any(word.text[0].isupper() for word in words[1:]):
        return False
    if first.part_of_speech == "VERB":
        return True
    if _is_whole(scene, words) and _stem(first.text) not in scene.capitals:
        return True
    is_noun = len(words) == 1 or choose_reading(first.text.lower(), "NOUN", None).tag.POS == "NOUN"
    return is_noun and _is_never_a_name(first.text) and _stem(first.text) not in scene.capitals


def _is_whole(scene: Scene, words: Sequence[Token]) -> bool:
    """A heading of nothing but these words."""
    return sum(token.text[0].isalnum() for token in scene.sentence.tokens) == len(words)


def _is_never_a_name(word: str) -> bool:
    """The dictionary knows the word, and not as a name; of «Экс-директор», its last part."""
    lower = word.lower().rpartition("-")[2]
    return dictionary().word_is_known(lower) and all(
        PROPER_NAMES.isdisjoint(one.tag.grammemes) for one in read_word(lower)
    )


def _stem(word: str) -> str:
    """What the cases of a name share, roughly."""
    return word.rstrip("аеиоуыьюяйм")


def _nominative_phrase(words: Sequence[Token]) -> str:
    """The head noun and the adjectives before it in the nominative, the rest as written."""
    forms = list[str]()
    head_found = False
    for word in words:
        forms.append(word.text if head_found else _nominative(word))
        head_found = head_found or word.part_of_speech in {"NOUN", "PROPN"}
    gaps = [after.span.start - before.span.end for before, after in pairwise(words)]
    return forms[0] + "".join(" " * gap + form for gap, form in zip(gaps, forms[1:], strict=True))


def _nominative(word: Token) -> str:
    lower = word.text.lower()
    town = TOWN.fullmatch(lower)
    if town and word.part_of_speech != "ADJ" and not dictionary().word_is_known(lower):
        return restore_case(town[1], word.text)
    form = name_nominative(lower, word.features) if word.part_of_speech == "PROPN" else None
    if form is None:
        inflected = choose_reading(lower, word.part_of_speech, word.features).inflect({"nomn"})
        form = inflected.word if inflected else None
    return restore_case(form, word.text) if form else word.text


def _key(normal: str) -> str:
    """Sound of the name without the word that only says what it is."""
    quoted = QUOTED_PART.search(normal)
    if quoted is not None:
        return words_key(quoted[1])  # «фонд „Пуговица“» is «Пуговица»
    head, _, rest = normal.partition(" ")
    return words_key(rest if rest and head.lower() in GENERIC_HEADS else normal)
