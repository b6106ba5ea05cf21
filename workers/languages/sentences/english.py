"""English sentences: ordered rules for every full stop; the first that knows the case decides."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from indexes.records import Span
from workers.languages.listed import listed
from workers.languages.sentences.lines import spans_between, split_lines

# Possessive, and only from the first mark of a run: a line of full stops must cost no square.
PLACE = re.compile(r"(?<![.!?…])(?P<mark>[.!?…]++)(?P<closing>[\"'”’»)\]]*+)(?P<gap>\s++)(?=\S)")
LAST_WORD = re.compile(r"(?:^|[\s(\[\"“‘'«—–-])([^\s(\[\"“‘'«—–]+)$")
NEXT_WORD = re.compile(r"[\"'“‘«(\[—–-]*\s?([\w’'.-]*)")

MOST_CHARACTERS = 4_000  # the parser's cost grows faster than its text
TITLES = listed(
    """
    mr mrs ms mx dr prof rev hon st sr jr gen col lt maj capt cmdr cpl sgt adm brig gov sen
    rep pres sec supt insp messrs mme mlle fr rt no nos vol fig figs eq sec ch pp p art para
    op cit vs v viz cf approx ca c al ed eds trans mt ft
    """
)
MAY_CLOSE = listed(
    """
    inc ltd co corp llc plc bros dept est univ assn jan feb mar apr jun jul aug sep sept oct
    nov dec mon tue tues wed thu thur thurs fri sat sun etc sr jr esq ave blvd rd sq hr hrs
    min mins sec secs mph kg km cm mm lb lbs oz in mi yd bn m u.s u.k u.n e.u u.s.a u.a.e
    d.c l.a n.y a.m p.m a.d b.c ph.d m.d b.a m.a j.d
    """
)
BEFORE_NAMES_ONLY = frozenset({"e.g", "i.e", "vs", "cf"})
SENTENCE_OPENERS = listed(
    """
    the a an this that these those it its he she they his her their we our you your i my
    there here in on at by for from with to of as if when while after before since during
    under over about but and or so yet however although though because meanwhile moreover
    also then now later what who where why how which both each every all some many most
    several no not only even another other one two three according despite since until among
    between into
    """
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence might end."""

    before: str  # the line up to the mark
    mark: str
    closing: str  # quotation marks and brackets after the mark
    after: str

    @property
    def last_word(self) -> str:
        found = LAST_WORD.search(self.before)
        return found.group(1).lower() if found else ""

    @property
    def next_word(self) -> str:
        found = NEXT_WORD.match(self.after)
        return found.group(1) if found else ""


Rule = Callable[[Place], bool | None]  # True: the sentence ends here; None: does not know


def small_letter_next(place: Place) -> bool | None:
    """«“Really?” he asked.»"""
    return False if place.next_word[:1].islower() else None


def list_number(place: Place) -> bool | None:
    """«1. Open the door.»"""
    return False if re.fullmatch(r"\s*(?:\d{1,3}|[A-Za-z]|[ivx]{1,4})", place.before) else None


def abbreviation_before_name(place: Place) -> bool | None:
    """«Mr. Smith», «No. 5», «e.g. Russia»."""
    if place.mark != "." or place.closing:
        return None
    return False if place.last_word in TITLES | BEFORE_NAMES_ONLY else None


def initial(place: Place) -> bool | None:
    """«George W. Bush», but «vitamin C. It»."""
    if place.mark != "." or not re.search(r"(?:^|[\s.“\"(-])[A-Z]$", place.before):
        return None
    if re.search(r"(?:[A-Z]\.)+[A-Z]$", place.before):
        return None  # U.S. is an abbreviation, not an initial
    return _opens_sentence(place)


def closing_abbreviation(place: Place) -> bool | None:
    """«Apple Inc. The», «at 5 p.m. He», but «Nov. 12», «U.S. President»."""
    if place.mark != ".":
        return None
    is_dotted = re.search(r"\b(?:[A-Za-z]\.)+[A-Za-z]$", place.before) is not None
    return _opens_sentence(place) if is_dotted or place.last_word in MAY_CLOSE else None


def anything_else(_: Place) -> bool:
    return True


RULES: tuple[Rule, ...] = (
    small_letter_next,
    list_number,
    abbreviation_before_name,
    initial,
    closing_abbreviation,
    anything_else,
)


def split_sentences(text: str) -> tuple[Span, ...]:
    """Spans of the sentences, in order."""
    return split_lines(text, _split_line)


def _split_line(line: str) -> Iterator[Span]:
    for span in spans_between(len(line), _cuts(line)):
        yield from _cut_long(line, span)


def _cut_long(line: str, span: Span) -> Iterator[Span]:
    """What is too long for prose, in pieces that end at white space where there is any."""
    start = span.start
    while span.end - start > MOST_CHARACTERS:
        blank = line.rfind(" ", start, start + MOST_CHARACTERS)
        end = blank if blank > start else start + MOST_CHARACTERS
        yield Span(start, end)
        start = end
    yield Span(start, span.end)


def _cuts(line: str) -> Iterator[int]:
    for found in PLACE.finditer(line):
        place = Place(
            before=line[max(0, found.start() - 40) : found.start()],
            mark=found["mark"],
            closing=found["closing"],
            after=line[found.end() : found.end() + 40],
        )
        if next(answer for rule in RULES if (answer := rule(place)) is not None):
            yield found.end()


def _opens_sentence(place: Place) -> bool:
    """The next word is a capital one that is rarely a name: «The», «In»."""
    word = place.next_word
    return word[:1].isupper() and word.lower() in SENTENCE_OPENERS
