"""Direct speech: rules for whose words stand in quotation marks. The first that knows decides."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from indexes.records import Span
from workers.languages.language import Quotation, Sentence
from workers.languages.quotations.scenes import Quote, make_quotation, trim_words
from workers.languages.quotations.speakers import (
    climb,
    find_as,
    find_phrase,
    find_speaker,
    find_verbs,
    names_speaker,
)

Rule = Callable[[Quote], list[Quotation]]

AUTHOR_AFTER_DASH = re.compile(r"[,.!?…]*\s*[—–-]\s*")
AUTHOR_AFTER_COMMA = re.compile(r"[,.]?\s*")
AUTHOR_INSIDE = re.compile(r"[,!?…]\s*[—–-]\s+(?P<author>[^—–«»\"]{4,140}?)[,.]\s*[—–-]\s+")
MOST_CHARACTERS_TO_VERB = 90


def author_inside(quote: Quote) -> list[Quotation]:
    """«Мы готовы, — сказал Путин. — Мы ждём»: the author speaks between two parts."""
    if not quote.words.dash_before_verb:
        return []
    found = AUTHOR_INSIDE.search(quote.text, quote.marked.start, quote.marked.end)
    if found is None:
        return []
    author = Span(*found.span("author"))
    said = _attribute(quote, [quote.opening, quote.closing], author)
    parts = (
        Span(quote.marked.start + 1, found.start() + 1),
        Span(found.end(), quote.marked.end - 1),
    )
    return [replace(one, quoted=trim_words(quote.text, part)) for part in parts for one in said]


def author_before(quote: Quote) -> list[Quotation]:
    """«Токаев подчеркнул: „…“», "He said, '…'"."""
    sentence, before = quote.opening, quote.before
    if quote.introduction is not None:
        sentence, before = quote.introduction, quote.introduction.span
    written = before.of(quote.text).rstrip()
    if not written.endswith(":" if quote.words.dash_before_verb else (":", ",")):
        return []
    return _attribute(quote, [sentence], before, last=True) or _bare_name(quote, sentence, before)


def author_after(quote: Quote) -> list[Quotation]:
    """«„…“, — сказал он», '"…," said the minister'."""
    if not _begins_sentence(quote):
        return []
    gap = _author_gap(quote)
    if gap is None:
        return []
    start = min(quote.after.start + gap, quote.after.end)
    end = min(start + MOST_CHARACTERS_TO_VERB, quote.after.end)
    return _attribute(quote, [quote.closing], quote.after, verb_within=Span(start, end))


def according_to(quote: Quote) -> list[Quotation]:
    """«По словам Путина, „…“»."""
    found = list(quote.words.according_to.finditer(quote.text, *_ends(quote.before)))
    if not found or not quote.before.of(quote.text).rstrip().endswith(","):
        return []
    phrase = found[-1]
    within = Span(phrase.end(), quote.before.end)
    speaker = first_phrase(quote.opening, within)
    verb = Span(phrase.start(), phrase.start() + len(phrase[0].rstrip()))
    return [_quotation(quote, speaker, verb)] if speaker else []


def as_said(quote: Quote) -> list[Quotation]:
    """«Как отметил президент, „…“»."""
    if not quote.before.of(quote.text).rstrip().endswith(","):
        return []
    for number in find_verbs(quote.opening, quote.words, quote.before):
        if find_as(quote.opening, number, quote.words) is not None:
            speaker = find_speaker(quote.opening, number, quote.words, quote.before)
            return [_quotation(quote, speaker, quote.opening.tokens[number].span)]
    return []


def words_taken_up(quote: Quote) -> list[Quotation]:
    """«Путин назвал визит „историческим“», «отметил „высокий уровень“ отношений»."""
    written = quote.quoted.of(quote.text)
    if not written[:1].islower():
        return []
    naming = _attribute(quote, [quote.opening], quote.before, lemmas=quote.words.naming_verbs)
    if naming or len(written.split()) < 2 or _has_that(quote):
        return naming
    return _attribute(quote, [quote.opening], quote.before, last=True)


def same_speaker(quote: Quote) -> list[Quotation]:
    """«„…“, — сказал он. „…“»: the second part of one speech."""
    if quote.continues is None or not _begins_sentence(quote):
        return []
    said = quote.continues
    return [Quotation(quote.marked, quote.quoted, True, said.speaker, said.verb)]  # noqa: FBT003


RULES: tuple[Rule, ...] = (
    author_inside,
    author_before,
    author_after,
    according_to,
    as_said,
    words_taken_up,
    same_speaker,
)


def attribute_quote(quote: Quote) -> list[Quotation]:
    """Whose words these are; nothing for names in quotation marks."""
    return next((found for rule in RULES if (found := rule(quote))), [])


def first_phrase(sentence: Sentence, within: Span) -> Span | None:
    """The first noun phrase of a stretch: «[По словам] президента России, …»."""
    for number, token in enumerate(sentence.tokens):
        if within.contains(token.span) and token.part_of_speech in {"NOUN", "PROPN", "PRON"}:
            return find_phrase(sentence.tokens, climb(sentence.tokens, number, within), within)
    return None


def _attribute(
    quote: Quote,
    sentences: Sequence[Sentence],
    within: Span,
    *,
    verb_within: Span | None = None,
    lemmas: frozenset[str] | None = None,
    last: bool = False,
) -> list[Quotation]:
    """The quotation with the first (or last) verb of speech and its subject, if there is one."""
    for sentence in sentences:
        verbs = list(find_verbs(sentence, quote.words, verb_within or within, lemmas))
        if verbs:
            verb = verbs[-1 if last else 0]
            speaker = find_speaker(sentence, verb, quote.words, within)
            return [_quotation(quote, speaker, sentence.tokens[verb].span)]
    return []


def _quotation(quote: Quote, speaker: Span | None, verb: Span | None) -> Quotation:
    return make_quotation(quote.quoted, speaker, verb, is_direct=True, whole=quote.marked)


def _bare_name(quote: Quote, sentence: Sentence, before: Span) -> list[Quotation]:
    """«Песков: „…“»."""
    tokens = [one for one in sentence.tokens if before.contains(one.span) and one.text != ":"]
    if not names_speaker(tokens):
        return []
    return [_quotation(quote, Span(tokens[0].span.start, tokens[-1].span.end), None)]


def _begins_sentence(quote: Quote) -> bool:
    return not any(letter.isalnum() for letter in quote.before.of(quote.text))


def _author_gap(quote: Quote) -> int | None:
    """Characters between the quote and the author's words; None if no author's words follow."""
    after = quote.after.of(quote.text)
    if quote.words.dash_before_verb:
        found = AUTHOR_AFTER_DASH.match(after)
        return found.end() if found else None
    inside = quote.text[quote.marked.end - 2]
    found = AUTHOR_AFTER_COMMA.match(after)
    return found.end() if found and (inside in ",?!—" or after.startswith(",")) else None


def _has_that(quote: Quote) -> bool:
    return any(
        token.lemma in quote.words.that and quote.before.contains(token.span)
        for token in quote.opening.tokens
    )


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end
