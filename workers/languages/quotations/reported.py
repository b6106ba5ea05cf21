"""Reported speech: rules for who is said to have said what, without quotation marks."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from indexes.records import Span
from workers.languages.language import Quotation, Sentence, Token
from workers.languages.quotations.direct import first_phrase
from workers.languages.quotations.scenes import make_quotation, trim_words
from workers.languages.quotations.speakers import (
    find_as,
    find_speaker,
    find_verbs,
    may_report,
    names_speaker,
)
from workers.languages.quotations.vocabulary import SpeechWords


@dataclass(frozen=True, slots=True)
class Report:
    """A sentence that may report what somebody said."""

    text: str
    sentence: Sentence
    words: SpeechWords

    @property
    def verbs(self) -> list[int]:
        return list(find_verbs(self.sentence, self.words, self.sentence.span))


Rule = Callable[[Report], list[Quotation]]

END = re.compile(r"[.!?…\"»”]*\s*$")
NAME_AND_COLON = re.compile(r"(?P<name>[^\W\d_][^:.!?«»\"]{1,60}):\s+(?=[^\s«\"„“])")
SPOKEN_LINE = re.compile(r"[—–]\s*(?P<said>[^—–]+?[,!?…])\s+[—–]\s+(?=[а-яёa-z])")
MOST_TOKENS_TO_THAT = 12
MOST_AUTHOR_CHARACTERS = 120
OPENING_MARKS = tuple('«“„"')
CLOSING_MARKS = tuple('»”“"')
FEWEST_WORDS_SAID = 2
FEWEST_CHARACTERS_SAID = 3


def spoken_line(report: Report) -> list[Quotation]:
    """«— Мы справимся, — сказал мэр.»"""
    span = report.sentence.span
    found = SPOKEN_LINE.match(report.text, span.start, span.end)
    if found is None:
        return []
    author = Span(found.end(), span.end)
    said = trim_words(report.text, Span(*found.span("said")))
    for verb in find_verbs(report.sentence, report.words, author):
        one = _report(report, verb, said, author)
        return [replace(quotation, is_direct=True) for quotation in one]
    return []


def that_clause(report: Report) -> list[Quotation]:
    """«Токаев заявил, что …», "the ministry said that …"; each of several in a sentence."""
    found = list[Quotation]()
    for verb in report.verbs:
        verb_span = report.sentence.tokens[verb].span
        that = _find_that(report, verb)
        if that is None or any(one.quoted.contains(verb_span) for one in found):
            continue
        said = trim_words(report.text, Span(that.span.end, _clause_end(report, verb, that)))
        found += _report(report, verb, said, Span(report.sentence.span.start, said.start))
    return found


def colon_clause(report: Report) -> list[Quotation]:
    """«Пашинян признал: войны можно было избежать»."""
    tokens = report.sentence.tokens
    for verb in report.verbs:
        colon = next((one for one in tokens[verb + 1 : verb + 4] if one.text == ":"), None)
        if colon is not None:
            author = Span(report.sentence.span.start, colon.span.start)
            return _report(report, verb, _to_end(report, colon.span.end), author)
    return []


def clause_without_that(report: Report) -> list[Quotation]:
    """ "The ministry said the talks had ended"."""
    if not report.words.that_may_be_missing:
        return []
    for verb in report.verbs:
        start = _complement_start(report.sentence, verb)
        if start is not None and start > verb:
            said = _to_end(report, report.sentence.tokens[start].span.start)
            return _report(report, verb, said, Span(report.sentence.span.start, said.start))
    return []


def according_to(report: Report) -> list[Quotation]:
    """«По словам Пескова, …», «…, по данным Росстата», "according to the WHO"."""
    sentence = report.sentence.span
    found = report.words.according_to.search(report.text, sentence.start, sentence.end)
    if found is None:
        return []
    comma = report.text.find(",", found.end(), sentence.end)
    insertion = Span(found.start(), comma if comma >= 0 else _end(report))
    speaker = first_phrase(report.sentence, Span(found.end(), insertion.end))
    if speaker is None:
        return []
    verb = Span(found.start(), found.start() + len(found[0].rstrip()))
    said = _around(report, insertion)
    return [make_quotation(said, speaker, verb, is_direct=False, whole=said)]


def as_said(report: Report) -> list[Quotation]:
    """«Как сообщил министр, …», «…, как отметил Песков, …»."""
    for verb in report.verbs:
        opening = find_as(report.sentence, verb, report.words)
        if opening is None:
            continue
        start = opening.span.start
        comma = report.text.find(",", start, report.sentence.span.end)
        insertion = Span(start, comma if comma >= 0 else _end(report))
        return _report(report, verb, _around(report, insertion), insertion)
    return []


def author_after(report: Report) -> list[Quotation]:
    """«…, сообщил Песков.», "…, the ministry said."."""
    comma = report.text.rfind(",", report.sentence.span.start, _end(report))
    if comma < 0 or _end(report) - comma > MOST_AUTHOR_CHARACTERS:
        return []
    author = Span(comma + 1, _end(report))
    verbs = [verb for verb in report.verbs if author.contains(report.sentence.tokens[verb].span)]
    if not verbs or not _is_author(report, verbs[0], author):
        return []
    said = trim_words(report.text, Span(report.sentence.span.start, comma))
    return _report(report, verbs[0], said, author)


def author_between(report: Report) -> list[Quotation]:
    """«К маю, полагает врач, вспышка сойдёт на нет»."""
    tokens = report.sentence.tokens
    for verb in report.verbs:
        start = tokens[verb].span.start
        comma = report.text.find(",", start, _end(report))
        insertion = Span(start, max(start, comma))
        if verb and tokens[verb - 1].text == "," and _is_author(report, verb, insertion):
            around = _around(report, Span(tokens[verb - 1].span.start, comma + 1))
            return [one for one in _report(report, verb, around, insertion) if one.speaker]
    return []


def name_and_colon(report: Report) -> list[Quotation]:
    """«Песков: Россия готова к переговорам», as headings have it."""
    span = report.sentence.span
    found = NAME_AND_COLON.match(report.text, span.start, span.end)
    if found is None:
        return []
    name = Span(*found.span("name"))
    if not names_speaker([one for one in report.sentence.tokens if name.contains(one.span)]):
        return []
    said = _to_end(report, found.end())
    return [make_quotation(said, name, None, is_direct=False, whole=said)]


RULES: tuple[Rule, ...] = (
    according_to,
    as_said,
    spoken_line,
    that_clause,
    colon_clause,
    author_between,
    author_after,
    clause_without_that,
    name_and_colon,
)


def find_reported(report: Report) -> list[Quotation]:
    """What the sentence reports; the first rule that knows decides."""
    for rule in RULES:
        found = [one for one in rule(report) if _has_words(report, one.quoted)]
        if found:
            return found
    return []


def _has_words(report: Report, said: Span) -> bool:
    return len(said.of(report.text).split()) >= FEWEST_WORDS_SAID


def _report(report: Report, verb: int, said: Span, author: Span) -> list[Quotation]:
    speaker = find_speaker(report.sentence, verb, report.words, author)
    if not may_report(report.sentence, verb, speaker, report.words):
        return []
    quoted = _inside_marks(report.text, said)
    verb_span = report.sentence.tokens[verb].span
    return [make_quotation(quoted, speaker, verb_span, is_direct=quoted != said, whole=said)]


def _inside_marks(text: str, said: Span) -> Span:
    """«заявил, что «не видел такого»»: the whole clause is in quotation marks."""
    if said.of(text)[:1] in OPENING_MARKS and text[said.end : said.end + 1] in CLOSING_MARKS:
        return Span(said.start + 1, said.end)
    return said


def _find_that(report: Report, verb: int) -> Token | None:
    """«заявил журналистам, что»: no other verb in between, and in Russian a comma before."""
    tokens = report.sentence.tokens
    for number in range(verb + 1, min(verb + MOST_TOKENS_TO_THAT, len(tokens))):
        if tokens[number].part_of_speech == "VERB":
            return None
        has_comma = tokens[number - 1].text == ","
        if tokens[number].lemma in report.words.that and (
            has_comma or report.words.that_may_be_missing
        ):
            return tokens[number]
    return None


def _clause_end(report: Report, verb: int, that: Token) -> int:
    """The sentence's end, or where the speaker does something else: «…, и поблагодарил коллег»."""
    tokens = report.sentence.tokens
    for number, token in enumerate(tokens):
        is_next = token.head == verb and token.relation == "conj"
        if is_next and token.part_of_speech == "VERB" and token.span.start > that.span.end:
            joined = takewhile(_joins_clauses, reversed(tokens[:number]))
            first = min((one.span.start for one in joined), default=token.span.start)
            return max(that.span.end, first)
    return max(that.span.end, _end(report))


def _joins_clauses(token: Token) -> bool:
    """«, и затем»"""
    return token.part_of_speech in {"CCONJ", "PUNCT", "ADV"}


def _complement_start(sentence: Sentence, verb: int) -> int | None:
    """The first word of the clause that is the verb's object."""
    tokens = sentence.tokens
    for number, token in enumerate(tokens):
        if token.head == verb and token.relation == "ccomp" and number > verb:
            inside = [one for one in range(verb + 1, len(tokens)) if _hangs_on(tokens, one, number)]
            return min(inside, default=number)
    return None


def _hangs_on(tokens: Sequence[Token], number: int, head: int) -> bool:
    for _ in range(len(tokens)):
        if number == head:
            return True
        if number < 0:
            return False
        number = tokens[number].head
    return False


def _is_author(report: Report, verb: int, author: Span) -> bool:
    """Nothing but the verb, its subject and a few words on when and where."""
    tokens = [one for one in report.sentence.tokens if author.contains(one.span)]
    said = report.sentence.tokens[verb]
    if any(one.part_of_speech == "VERB" and one is not said for one in tokens):
        return False
    if not tokens or any(one.lemma in report.words.that for one in tokens):
        return False
    return said is tokens[0] or not report.words.dash_before_verb


def _around(report: Report, insertion: Span) -> Span:
    """What is said beside an insertion: what follows it, what precedes it, or all around it."""
    before = trim_words(report.text, Span(report.sentence.span.start, insertion.start))
    after = trim_words(report.text, Span(insertion.end, max(insertion.end, _end(report))))
    if len(before) < FEWEST_CHARACTERS_SAID:
        return after
    if len(after) < FEWEST_CHARACTERS_SAID:
        return before
    return Span(before.start, after.end)


def _to_end(report: Report, start: int) -> Span:
    return trim_words(report.text, Span(start, max(start, _end(report))))


def _end(report: Report) -> int:
    """Before the sentence's last marks."""
    span = report.sentence.span
    found = END.search(report.text[span.start : span.end])
    return span.start + found.start() if found else span.end
