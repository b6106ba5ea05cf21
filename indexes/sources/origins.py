"""Which sources repeat one another: ten feeds of one wire story are one witness, not ten.

Copies are found by shared word sequences (Broder: On the resemblance and containment of
documents, 1997), taken over index tokens, so inflection and typography hide nothing.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from urllib.parse import urlsplit

from indexes.records import Source
from indexes.sources.analysis import FUNCTION_WORDS, index_tokens

SHINGLE_WORDS = 4
COPIED_SHARE = (
    0.4  # of the shorter text's sequences; independent reports of one event stay under 0.2
)
RETOLD_SHARE = 0.4  # of the shorter text's words, where it names the other as where it has it from
LEAST_SHARED = 6  # sequences; below, a long name or title is all that two texts share
LEAD_CHARACTERS = 400
TAIL_CHARACTERS = 200
SHORTEST_NAME = 3
TRACKER = re.compile(r"utm_|fbclid|gclid|yclid|from=|ref=")

Shingle = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What of a source is compared."""

    source_id: str
    age: tuple[str, str]  # orders by date, then id; undated last
    address: str
    publisher: re.Pattern[str]  # how others write the publisher's name
    agencies: frozenset[str]  # wire services that it is or credits
    credits: tuple[str, ...]  # where texts say whom they have their news from: beginning, end
    words: frozenset[str]
    shingles: frozenset[Shingle]


AGENCIES: dict[str, str] = {  # who -> how the name is written, in any case
    "tass": r"\bТАСС\b|\bTASS\b",
    "ria": r"\bРИА\b(?: «?Новости»?)?|\bRIA Novosti\b",
    "interfax": r"«?\bИнтерфакс\w*|\bInterfax\b",
    "reuters": r"\bReuters\b|\bРейтер\w*",
    "afp": r"\bAFP\b|\bАФП\b|\bФранс Пресс\b|\bAgence France-Presse\b",
    "ap": r"\bAssociated Press\b|\bAP\b|\bАссошиэйтед Пресс\b",
    "bloomberg": r"\bBloomberg\b|\bБлумберг\w*",
    "dpa": r"\bdpa\b|\bDPA\b",
    "xinhua": r"\bXinhua\b|\bСиньхуа\b",
    "anadolu": r"\bAnadolu\b|\bАнадолу\b",
    "kazinform": r"\bKazinform\b|\bКазинформ\w*",
    "sputnik": r"\bSputnik\b|\bСпутник\b",
    "belta": r"\bБЕЛТА\b|\bБелТА\b|\bBelTA\b",
    "azertac": r"\bAZERTAC\b|\bАЗЕРТАДЖ\b",
    "akipress": r"\bAKIpress\b|\bАКИпресс\b",
}
NAMED = {agency: re.compile(pattern) for agency, pattern in AGENCIES.items()}

NOBODY = re.compile(r"(?!)")

REPORTS = (
    r"сообща\w+|сообщил\w*|переда[её]т|передал\w*|пишет|пишут|уточня\w+|отмеча\w+|узнал\w*"
    r"|reports?|reported|says?|said|writes?|wrote"
)
# «как передаёт ТАСС», «сообщили агентству ТАСС», "according to Reuters", "told AFP", "(AP)"
BEFORE = re.compile(
    rf"(?:\b(?:{REPORTS}|рассказал\w*|заявил\w*|со ссылкой на|ссылаясь на|по данным|по информации"
    r"|according to|by|citing|told|via|source:|источник:|источник —)"
    r"(?: (?:агентств\w+|информагентств\w+|телеканал\w*|газет\w+|корреспондент\w*|the))*|[/(])"
    r"[ «\"“]*$",
    re.IGNORECASE,
)
# «ТАСС сообщает», "Reuters reported", «МОСКВА, 12 ноя — РИА Новости.»
AFTER = re.compile(rf"[»\"”]?,? (?:news agency )?(?:{REPORTS})\b|[/)]", re.IGNORECASE)
DATELINE = re.compile(r"^[^.!?\n]{2,60}[—–-] *$")


def group_origins(sources: Iterable[Source]) -> dict[str, str]:
    """For each source id its origin: the id of the oldest source that tells the same story.

    Compares every two sources: meant for the evidence of an article, not for a whole library.
    """
    return group_fingerprints([take_fingerprint(source) for source in sources])


def group_fingerprints(fingerprints: Sequence[Fingerprint]) -> dict[str, str]:
    """Like `group_origins`, for callers that keep fingerprints."""
    by_age = sorted(fingerprints, key=lambda one: one.age)
    origins = {one.source_id: one.source_id for one in by_age}
    for older, newer in combinations(by_age, 2):
        joined, kept = origins[newer.source_id], origins[older.source_id]
        if joined != kept and share_origin(older, newer):
            ages = {one.source_id: one.age for one in by_age}
            kept, joined = sorted((kept, joined), key=ages.__getitem__)
            origins = {
                source_id: kept if origin == joined else origin
                for source_id, origin in origins.items()
            }
    return origins


def share_origin(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether the two are one witness."""
    return any(rule(one, other) for rule in RULES)


def repeats(article_text: str, source_text: str, language: str = "") -> bool:
    """Whether one of the texts is a copy of the other, whole or shortened, lightly edited or not.

    A few quoted sentences make no copy: the texts must share a good part of the shorter one.
    """
    return _copied(shingles(article_text, language), shingles(source_text, language))


def take_fingerprint(source: Source) -> Fingerprint:
    words = [token.text for token in index_tokens(source.text, source.language)]
    margins = (source.text[:LEAD_CHARACTERS], source.text[LEAD_CHARACTERS:][-TAIL_CHARACTERS:])
    return Fingerprint(
        source_id=source.id,
        age=(str(source.published_at or "undated"), source.id),
        address=_address(source.url),
        publisher=_written_name(source.publisher),
        agencies=frozenset(_agencies(source.publisher, margins)),
        credits=margins,
        words=frozenset(words) - FUNCTION_WORDS,
        shingles=_sequences(words),
    )


def shingles(text: str, language: str = "") -> frozenset[Shingle]:
    """The text's sequences of four index tokens."""
    return _sequences([token.text for token in index_tokens(text, language)])


def credits_name(stretch: str, name: re.Pattern[str]) -> bool:
    """Whether the stretch says that its news come from who is named so."""
    return any(
        BEFORE.search(stretch[: found.start()])
        or AFTER.match(stretch, found.end())
        or DATELINE.match(stretch[: found.start()])
        for found in name.finditer(stretch)
    )


def _has_same_address(one: Fingerprint, other: Fingerprint) -> bool:
    return bool(one.address) and one.address == other.address


def _repeats_text(one: Fingerprint, other: Fingerprint) -> bool:
    return _copied(one.shingles, other.shingles)


def _credits_the_other(one: Fingerprint, other: Fingerprint) -> bool:
    """«…, пишет РБК» beside what РБК wrote itself."""
    return _retold(one, other) and any(
        credits_name(stretch, named.publisher)
        for citing, named in ((one, other), (other, one))
        for stretch in citing.credits
    )


def _has_same_agency(one: Fingerprint, other: Fingerprint) -> bool:
    """Two newspapers, one wire story."""
    return bool(one.agencies & other.agencies) and _retold(one, other)


Rule = Callable[[Fingerprint, Fingerprint], bool]
RULES: tuple[Rule, ...] = (_has_same_address, _repeats_text, _credits_the_other, _has_same_agency)


def _copied(one: frozenset[Shingle], other: frozenset[Shingle]) -> bool:
    shared = len(one & other)
    shorter = min(len(one), len(other))
    return shared >= min(LEAST_SHARED, shorter) and 0 < shorter * COPIED_SHARE <= shared


def _retold(one: Fingerprint, other: Fingerprint) -> bool:
    shorter = min(len(one.words), len(other.words))
    return 0 < shorter * RETOLD_SHARE <= len(one.words & other.words)


def _sequences(words: Sequence[str]) -> frozenset[Shingle]:
    if len(words) < SHINGLE_WORDS:
        return frozenset({tuple(words)} if words else ())
    return frozenset(zip(*(words[start:] for start in range(SHINGLE_WORDS)), strict=False))


def _address(url: str) -> str:
    """The page, whatever the scheme, a leading «www.», the query's trackers and the last slash."""
    parts = urlsplit(url.strip().lower())
    kept = "&".join(one for one in parts.query.split("&") if one and not TRACKER.match(one))
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}{'?' if kept else ''}{kept}"


def _written_name(publisher: str) -> re.Pattern[str]:
    """How other texts name it: an agency in any of its forms, anyone else as the source does."""
    for name in NAMED.values():
        if name.search(publisher):
            return name
    plain = publisher.strip(' «»"')
    return re.compile(rf"\b{re.escape(plain)}\b") if len(plain) >= SHORTEST_NAME else NOBODY


def _agencies(publisher: str, margins: tuple[str, ...]) -> Iterator[str]:
    for agency, name in NAMED.items():
        if name.search(publisher) or any(credits_name(stretch, name) for stretch in margins):
            yield agency
