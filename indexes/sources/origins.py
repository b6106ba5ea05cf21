"""Which sources repeat one another: ten feeds of one wire story are one witness, not ten.

Copies are found by shared word sequences (Broder: On the resemblance and containment of
documents, 1997), taken over index tokens, so inflection and typography hide nothing.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
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
LONGEST_NAME = 4  # index tokens
LONGEST_CREDIT = 60  # characters of «со ссылкой на корреспондента агентства»
TRACKER = re.compile(r"utm_|fbclid|gclid|yclid|from=|ref=")

Shingle = tuple[str, ...]


Name = tuple[str, ...]  # index tokens, so «Интерфаксу» and «Российскую газету» are found


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What of a source is compared."""

    source_id: str
    age: tuple[str, str]  # orders by date, then id; undated last
    address: str
    names: frozenset[Name]  # how others write the publisher
    agencies: frozenset[str]  # wire services that it is or credits
    credits: frozenset[Name]  # whoever its beginning or end says it has the news from
    words: frozenset[str]
    shingles: frozenset[Shingle]


AGENCIES: dict[str, tuple[str, ...]] = {
    "tass": ("ТАСС", "TASS"),
    "ria": ("РИА Новости", "РИА", "RIA Novosti"),
    "interfax": ("Интерфакс", "Interfax"),
    "reuters": ("Reuters", "Рейтер", "Рейтерс"),
    "afp": ("AFP", "АФП", "Франс Пресс", "Agence France-Presse"),
    "ap": ("Associated Press", "AP", "Ассошиэйтед Пресс"),
    "bloomberg": ("Bloomberg", "Блумберг"),
    "dpa": ("dpa",),
    "xinhua": ("Xinhua", "Синьхуа"),
    "anadolu": ("Anadolu", "Анадолу"),
    "kazinform": ("Kazinform", "Казинформ"),
    "sputnik": ("Sputnik", "Спутник"),
    "belta": ("БелТА", "BelTA"),
    "azertac": ("AZERTAC", "АЗЕРТАДЖ"),
    "akipress": ("AKIpress", "АКИпресс"),
}
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
    names = _publisher_names(source.publisher)
    credited = frozenset(_credited(source))
    return Fingerprint(
        source_id=source.id,
        age=(str(source.published_at or "undated"), source.id),
        address=_address(source.url),
        names=names,
        agencies=frozenset(
            agency for agency, forms in _agency_names().items() if forms & (names | credited)
        ),
        credits=credited,
        words=frozenset(words) - FUNCTION_WORDS,
        shingles=_sequences(words),
    )


def shingles(text: str, language: str = "") -> frozenset[Shingle]:
    """The text's sequences of four index tokens."""
    return _sequences([token.text for token in index_tokens(text, language)])


def _has_same_address(one: Fingerprint, other: Fingerprint) -> bool:
    return bool(one.address) and one.address == other.address


def _repeats_text(one: Fingerprint, other: Fingerprint) -> bool:
    return _copied(one.shingles, other.shingles)


def _credits_the_other(one: Fingerprint, other: Fingerprint) -> bool:
    """«…, пишет РБК» beside what РБК wrote itself."""
    is_credited = bool(one.credits & other.names or other.credits & one.names)
    return is_credited and _retold(one, other)


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


def _publisher_names(publisher: str) -> frozenset[Name]:
    """Газета «Новости дня» is written so or, by others, «Новости дня»."""
    written = (publisher, *re.findall('[«"“](.+?)[»"”]', publisher))
    return frozenset(filter(None, map(_name, written)))


def _credited(source: Source) -> Iterator[Name]:
    """Every name of one to four tokens that stands where texts name their source."""
    text = source.text
    for stretch in (text[:LEAD_CHARACTERS], text[LEAD_CHARACTERS:][-TAIL_CHARACTERS:]):
        tokens = index_tokens(stretch, source.language)
        for first, token in enumerate(tokens):
            before = stretch[: token.start]
            is_introduced = BEFORE.search(before[-LONGEST_CREDIT:]) or DATELINE.match(before)
            for last in range(first, min(len(tokens), first + LONGEST_NAME)):
                if is_introduced or AFTER.match(stretch, tokens[last].end):
                    yield tuple(one.text for one in tokens[first : last + 1])


@cache
def _agency_names() -> dict[str, frozenset[Name]]:
    return {agency: frozenset(map(_name, forms)) for agency, forms in AGENCIES.items()}


def _name(written: str) -> Name:
    return tuple(token.text for token in index_tokens(written, "ru"))
