"""Who speaks: verbs of speech and their subjects in a parsed sentence."""

from collections.abc import Iterator, Sequence

from indexes.records import Span
from workers.languages.language import Sentence, Token, join_spans
from workers.languages.listed import listed
from workers.languages.quotations.vocabulary import SpeechWords

INSIDE_PHRASE = listed(
    """
    amod nmod flat flat:name flat:foreign appos compound det case nummod nmod:poss goeswith
    nummod:gov name fixed nmod:npmod obl:npmod
    """
)
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
NO_NAME = frozenset({"VERB", "AUX", "ADV", "ADP", "NUM", "SCONJ", "CCONJ", "PRON"})
MOST_NAME_WORDS = 3
MOST_WORDS_FROM_AS = 4
VERBS = frozenset({"VERB", "AUX"})
NOMINALS = frozenset({"NOUN", "PROPN", "PRON"})
STOPS = frozenset({",", ":", ";", "—", "–", "-", ".", "!", "?", "…", "(", ")"})


def find_verbs(
    sentence: Sentence, words: SpeechWords, within: Span, lemmas: frozenset[str] | None = None
) -> Iterator[int]:
    """Indexes of finite verbs of speech inside the span."""
    wanted = words.verbs if lemmas is None else lemmas
    for number, token in enumerate(sentence.tokens):
        if within.contains(token.span) and token.lemma in wanted and _is_finite(token):
            yield number


def find_speaker(sentence: Sentence, verb: int, words: SpeechWords, within: Span) -> Span | None:
    """The phrase that names who speaks, inside the span; None if nobody is named."""
    head = _find_subject(sentence.tokens, verb, within)
    if head is None:
        head = _find_place(sentence.tokens, verb, words, within)
    return None if head is None else find_phrase(sentence.tokens, head, within)


def find_phrase(tokens: Sequence[Token], head: int, within: Span) -> Span:
    """The unbroken stretch around a noun that depends on it: «президент РК Токаев»."""
    first = last = head
    while first > 0 and _belongs(tokens, first - 1, head, within):
        first -= 1
    while last + 1 < len(tokens) and _belongs(tokens, last + 1, head, within):
        last += 1
    while first < head and tokens[first].part_of_speech in {"ADP", "PUNCT", "CCONJ"}:
        first += 1
    while last > head and not _may_end(tokens[first : last + 1]):
        last -= 1
    return join_spans([tokens[first].span, tokens[last].span])


def find_as(sentence: Sentence, verb: int, words: SpeechWords) -> Token | None:
    """The «как» of «как ранее сообщил министр»."""
    for token in reversed(sentence.tokens[max(0, verb - MOST_WORDS_FROM_AS) : verb]):
        if token.text in STOPS:
            return None
        if token.lemma in words.as_said:
            return token
    return None


def names_speaker(tokens: Sequence[Token]) -> bool:
    """Whether words before a colon are a person or an acronym: «Песков:», «Глава МИД:», «МИД:»."""
    if not tokens or any(one.part_of_speech in NO_NAME for one in tokens):
        return False
    head = next((one for one in tokens if one.part_of_speech in {"NOUN", "PROPN"}), None)
    if head is None:
        return False
    animacy = (head.features or {}).get("Animacy")
    if animacy is None:  # English does not tell: a name of few words
        return head.part_of_speech == "PROPN" and len(tokens) <= MOST_NAME_WORDS
    is_acronym = len(tokens) == 1 and len(head.text) > 1 and head.text.isupper()
    return animacy == "Anim" or is_acronym


def may_report(sentence: Sentence, verb: int, speaker: Span | None, words: SpeechWords) -> bool:
    """Not the author's own «я уверен», nor «находки говорят о том, что»."""
    if speaker is None:
        return (sentence.tokens[verb].features or {}).get("Person") != "1"
    tokens = [one for one in sentence.tokens if speaker.contains(one.span)]
    if tokens[0].lemma in words.author_self:
        return False
    if sentence.tokens[verb].lemma not in words.verbs_of_signs:
        return True
    return not any(
        one.part_of_speech == "NOUN" and (one.features or {}).get("Animacy") == "Inan"
        for one in tokens[:1]
    )


def climb(tokens: Sequence[Token], number: int, within: Span) -> int:
    """The head of the phrase that a word is part of: «World» -> «Bank»."""
    for _ in range(len(tokens)):
        head = tokens[number].head
        inside = head >= 0 and within.contains(tokens[head].span)
        if not inside or tokens[number].relation not in INSIDE_PHRASE:
            break
        number = head
    return number


def _may_end(tokens: Sequence[Token]) -> bool:
    """A phrase ends with a word, or with the mark that closes a quoted name."""
    mark = tokens[-1].text
    if mark in {"»", "”", '"'}:
        return any(one.text in {"«", "“", "„", '"'} for one in tokens[:-1])
    return mark[0].isalnum()


def _is_finite(token: Token) -> bool:
    form = (token.features or {}).get("VerbForm", "")
    is_short = (token.features or {}).get("Variant") == "Short"  # «уверен»
    return (token.part_of_speech in VERBS and form not in {"Conv", "Inf"}) or is_short


def _find_subject(tokens: Sequence[Token], verb: int, within: Span) -> int | None:
    nominals = [number for number, one in enumerate(tokens) if _may_speak(one, within)]
    for number in nominals:
        if tokens[number].head == verb and tokens[number].relation in SUBJECTS:
            return number
    above = tokens[verb].head
    if tokens[verb].relation == "conj" and above >= 0 and tokens[above].part_of_speech in VERBS:
        return _find_subject(tokens, above, within)  # «заявил … и добавил»
    return _nearest(tokens, verb, nominals)


def _may_speak(token: Token, within: Span) -> bool:
    case = (token.features or {}).get("Case", "Nom")
    return (
        within.contains(token.span)
        and token.part_of_speech in NOMINALS
        and (case == "Nom" or token.part_of_speech == "PROPN")
    )


def _nearest(tokens: Sequence[Token], verb: int, nominals: list[int]) -> int | None:
    """The noun right behind the verb, else the last subject before it, if the parser saw none."""
    behind = next((one for one in nominals if one > verb), None)
    if behind is not None and all(
        one.part_of_speech in {"DET", "ADJ", "PROPN"} for one in tokens[verb + 1 : behind]
    ):
        return climb(tokens, behind, join_spans([tokens[verb].span, tokens[-1].span]))
    subjects = [one for one in nominals if one < verb and tokens[one].relation in SUBJECTS]
    return subjects[-1] if subjects else None


def _find_place(tokens: Sequence[Token], verb: int, words: SpeechWords, within: Span) -> int | None:
    """«сообщили в МИД», «говорится в заявлении»."""
    for token in tokens:
        if (
            token.relation == "case"
            and token.lemma in words.speaker_place
            and token.head >= 0
            and tokens[token.head].head == verb
            and within.contains(tokens[token.head].span)
        ):
            return token.head
    return None


def _belongs(tokens: Sequence[Token], number: int, head: int, within: Span) -> bool:
    token = tokens[number]
    if token.text in STOPS or not within.contains(token.span):
        return False
    for _ in range(8):
        if number == head:
            return True
        if tokens[number].relation not in INSIDE_PHRASE and tokens[number].text not in '«»"“”':
            return False
        number = tokens[number].head
        if number < 0:
            return False
    return False
