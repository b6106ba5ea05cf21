"""Names that their writing gives away: in quotation marks, in Latin letters, with a number."""

import re
from collections.abc import Iterator, Sequence

from indexes.records import Span
from workers.languages.language import Entity, EntityKind, Token
from workers.languages.listed import listed
from workers.languages.names.keys import words_key

QUOTED = re.compile(r"(?<=[\w)]\s)[«\"“„]([^«»\"“”„\n]{2,70})[»\"”“]")
SENTENCE_INSIDE = re.compile(r"[.!?…:;]\s|[.:;]$")
MOST_WORDS = 6
# «Су-35», «БН-350», «F-16», «COVID-19»; «Aurus Senator», «iPhone 17».
DESIGNATION = re.compile(
    r"(?<![\w-])(?:[A-ZА-ЯЁ]\w{0,9}-\d+[\w-]*"
    r"|i?[A-Z][\w&’'-]+(?: (?:[A-Z][\w&’'-]*|\d+))*)(?![\w-])"
)
ROMAN_NUMBER = re.compile(r"[IVXLCDM]+")
ORGANISATION_NOUNS = listed(
    """
    компания корпорация госкорпорация концерн холдинг группа фирма предприятие завод фабрика
    комбинат банк фонд партия движение организация агентство газета журнал телеканал канал радио
    издание портал издательство клуб команда театр университет институт центр союз ассоциация
    авиакомпания оператор сеть магазин ресторан отель ао оао зао пао ооо тоо нпо фгуп
    """
)


def find_quoted(text: str, sentence: Span, tokens: Sequence[Token]) -> Iterator[Entity]:
    """Titles and firms after the noun that says what they are: «песни "Земля казахов"»."""
    for found in QUOTED.finditer(text, sentence.start, sentence.end):
        before = _token_before(tokens, found.start())
        if before is None or before.part_of_speech not in {"NOUN", "PROPN", "ADJ"}:
            continue
        if _is_name(found[1]):
            is_firm = before.lemma in ORGANISATION_NOUNS
            kind = EntityKind.ORGANISATION if is_firm else EntityKind.OTHER
            yield _entity(found[1], Span(*found.span(1)), kind)


def find_designations(text: str, sentence: Span) -> Iterator[Entity]:
    """Types and brands in a Cyrillic text."""
    for found in DESIGNATION.finditer(text, sentence.start, sentence.end):
        if not ROMAN_NUMBER.fullmatch(found[0]):
            yield _entity(found[0], Span(*found.span()), EntityKind.OTHER)


def _token_before(tokens: Sequence[Token], start: int) -> Token | None:
    before = [token for token in tokens if token.span.end <= start]
    return before[-1] if before else None


def _is_name(quoted: str) -> bool:
    starts = quoted[0].isupper() or quoted[0].isdigit()
    return starts and len(quoted.split()) <= MOST_WORDS and not SENTENCE_INSIDE.search(quoted)


def _entity(name: str, span: Span, kind: EntityKind) -> Entity:
    return Entity(span, name, kind, name, words_key(name) or name.lower())
