"""Sentences to drafts of claims: statements that may turn out to be worth checking."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from indexes.records import Span
from workers.languages.language import Entity, Language, Quotation, Sentence, Token
from workers.pipeline.clauses import split_clauses
from workers.pipeline.people import People, tokens_in
from workers.pipeline.placing import group_by_sentence
from workers.pipeline.sentences import PlacedSentence
from workers.pipeline.trees import Tree
from workers.pipeline.wording import balance, trim, write_tokens

MOSTLY_QUOTED = 0.4  # a sentence is somebody's words when that share of it is
WHOLLY_QUOTED = 0.9  # the rest is marks
MIN_FRAME_WORDS = (
    7  # «На встрече в Кремле X, приняв приглашение Y, сказал: …» says more than «X сказал»
)
ENDINGS = ".!?…"
QUOTATION_MARKS = '«»“”„". '


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement with the exact place where the article makes it."""

    span: Span
    text: str  # stands alone as far as the article allows
    speaker: str = ""
    is_quotation: bool = False  # that somebody said it is the statement
    has_named_speaker: bool = False
    is_own_line: bool = False  # without a sentence's final mark: perhaps a heading
    judged_text: str = ""  # what check-worthiness is asked of, where that is not `text`


@dataclass(frozen=True, slots=True)
class ArticleReading:
    """An article's text with what was read off the whole of it."""

    text: str
    language: Language
    entities: Sequence[Entity]
    people: People


def draft_claims(
    reading: ArticleReading, placed: Sequence[PlacedSentence], trees: Sequence[Tree]
) -> tuple[Draft, ...]:
    """All statements of the article, in the order of the text."""
    quotations = reading.language.quotations(reading.text)
    spoken = group_by_sentence([one.sentence.span for one in placed], quotations)
    drafts: list[Draft] = []
    for one, tree, own in zip(placed, trees, spoken, strict=True):
        if one.sentence.tokens:
            drafts.extend(_draft_sentence(reading, one, tree, own))
    return tuple(sorted(drafts, key=lambda draft: (draft.span.start, -draft.span.end)))


def _draft_sentence(
    reading: ArticleReading, placed: PlacedSentence, tree: Tree, spoken: Sequence[Quotation]
) -> Iterator[Draft]:
    if placed.is_own_line and not placed.is_closed:  # a heading stays whole
        span = placed.sentence.span
        yield Draft(span, span.of(reading.text), is_own_line=True)
    else:
        yield from SentenceReader(reading, tree).read(spoken)


@dataclass(frozen=True, slots=True)
class SentenceReader:
    """One sentence of an article, ready to be read for its statements."""

    reading: ArticleReading
    tree: Tree

    @property
    def text(self) -> str:
        return self.reading.text

    @property
    def span(self) -> Span:
        return self.tree.sentence.span

    def read(self, spoken: Iterable[Quotation]) -> Iterator[Draft]:
        quotation = max(spoken, key=lambda one: one.quoted.overlap(self.span), default=None)
        if quotation is None or self._quoted_share(quotation) < MOSTLY_QUOTED:
            yield from self._read_clauses(self.tree)
        elif quotation.is_direct:
            yield from self._read_direct(quotation)
        else:
            yield from self._read_reported(quotation)

    def _quoted_share(self, quotation: Quotation) -> float:
        return quotation.quoted.overlap(self.span) / len(self.span)

    def _read_clauses(self, tree: Tree, speaker: str = "") -> Iterator[Draft]:
        clauses = split_clauses(tree, self.text, self.reading.language)
        if len(clauses) == 1 and tree is self.tree:  # with «по данным …» in front or behind
            clauses = (replace(clauses[0], span=self._written_span()),)
        for clause in clauses:
            is_last = not any(c.isalnum() for c in self.text[clause.span.end : self.span.end])
            ending = self.span.of(self.text)[-1] if is_last else "."
            yield Draft(clause.span, finish(clause.text, ending), speaker=speaker)

    def _read_direct(self, quotation: Quotation) -> Iterator[Draft]:
        """That somebody said it, and what the words around the quotation tell besides."""
        speaker = self._speaker(quotation)
        yield self._say(quotation, speaker)
        yield from self._read_frame(quotation, speaker)

    def _quoted_part(self, quotation: Quotation) -> Span:
        """What of the quotation stands in this sentence."""
        start = max(quotation.quoted.start, self.span.start)
        return Span(start, min(quotation.quoted.end, self.span.end))

    def _say(self, quotation: Quotation, speaker: str) -> Draft:
        """That somebody said it; what nobody in particular said is judged by its content."""
        written = write_tokens(self.tree, self.text, self._all_tokens())
        if self._quoted_share(quotation) >= WHOLLY_QUOTED and speaker:
            written = f"{speaker}: «{written.strip(QUOTATION_MARKS)}»"
        is_named = self._is_named(quotation, speaker)
        return Draft(
            self.span,
            finish(written),
            speaker=speaker,
            is_quotation=True,
            has_named_speaker=is_named,
            judged_text="" if is_named else self._quoted_part(quotation).of(self.text),
        )

    def _read_frame(self, quotation: Quotation, speaker: str) -> Iterator[Draft]:
        end = quotation.verb.start if quotation.verb else quotation.quoted.start
        frame = trim(
            self.tree,
            tuple(i for i, token in enumerate(self.tree.tokens) if token.span.end <= end),
        )
        words = sum(self.tree.tokens[one].text[0].isalnum() for one in frame)
        if words >= MIN_FRAME_WORDS + len(speaker.split()):
            span = balance(self.text, self.tree.span(frame), self.span)
            yield Draft(span, finish(write_tokens(self.tree, self.text, frame)))

    def _read_reported(self, quotation: Quotation) -> Iterator[Draft]:
        """«X заявил, что Y»: Y itself and, where X is named, that X said it."""
        speaker = self._speaker(quotation)
        is_named = self._is_named(quotation, speaker)
        if is_named:
            yield self._say(quotation, speaker)
        content = self._quoted_part(quotation)
        inner = cut_tree(self.tree, tokens_in(self.tree, content))
        drafts = list(self._read_clauses(inner, speaker)) if inner else []
        if len(drafts) == 1 and not is_named:  # the whole sentence says this one thing
            drafts = [replace(drafts[0], span=self._written_span())]
        yield from drafts

    def _written_span(self) -> Span:
        """The sentence without its final mark."""
        return balance(self.text, self.tree.span(trim(self.tree, self._all_tokens())), self.span)

    def _all_tokens(self) -> tuple[int, ...]:
        return tuple(range(len(self.tree.tokens)))

    def _speaker(self, quotation: Quotation) -> str:
        if quotation.speaker is None:
            return ""
        named = self._speaker_entity(quotation.speaker)
        if named is not None:
            return self.reading.people.full_names.get(named.key, named.normal)
        tokens = tokens_in(self.tree, quotation.speaker)
        if tokens:
            return write_tokens(self.tree, self.text, tokens)
        return quotation.speaker.of(self.text)

    def _speaker_entity(self, span: Span) -> Entity | None:
        return next(
            (
                one
                for one in self.reading.entities
                if one.span.overlap(span) and one.key in self.reading.people.full_names
            ),
            None,
        )

    def _is_named(self, quotation: Quotation, speaker: str) -> bool:
        named = quotation.speaker is not None and self._speaker_entity(quotation.speaker)
        return bool(speaker and named)


def cut_tree(tree: Tree, indexes: Sequence[int]) -> Tree | None:
    """The tree of some of a sentence's tokens; what hung on others becomes a root."""
    if not indexes:
        return None
    places = {old: new for new, old in enumerate(indexes)}
    tokens: list[Token] = []
    for old in indexes:
        token = tree.tokens[old]
        head = places.get(token.head, -1)
        relation = token.relation if head >= 0 else "root"
        tokens.append(replace(token, head=head, relation=relation))
    overrides = {places[old]: words for old, words in tree.overrides.items() if old in places}
    return Tree(Sentence(tree.span(indexes), tuple(tokens)), overrides)


def finish(text: str, ending: str = ".") -> str:
    """A statement as a sentence: a capital in front, its own mark or a full stop behind."""
    text = text.strip(" ,;:—–-")
    if text and text[-1] not in ENDINGS:
        text = f"{text}{ending if ending in ENDINGS else '.'}"
    return text[:1].upper() + text[1:]
