"""Words that loosen a number: «более», «около», "at least", and the bounds that they mean."""

import math
import re
from dataclasses import dataclass

from workers.languages.language import Tolerance

ABOUT = 0.1  # «около 2500» reaches from 2250 to 2750
LITTLE = 0.1  # «чуть более 70» ends at 77
ODD = 0.3  # «тридцать с лишним» ends at 39
INFINITY = math.inf


@dataclass(frozen=True, slots=True)
class Loosening:
    """A tolerance and how far it goes below and above, as shares of the number; inf: open."""

    tolerance: Tolerance
    below: float = 0.0
    above: float = 0.0

    def bounds(self, value: float) -> tuple[float, float]:
        """Smallest and largest value; the number itself is outside of «более» and «менее»."""
        low = _away(value, -self.below)
        high = _away(value, self.above)
        if self.tolerance is Tolerance.MORE_THAN:
            low = math.nextafter(value, INFINITY)
        if self.tolerance is Tolerance.LESS_THAN:
            high = math.nextafter(value, -INFINITY)
        return low, high


def _away(value: float, share: float) -> float:
    if math.isinf(share):
        return share
    return value + abs(value) * share


EXACT = Loosening(Tolerance.EXACT)
APPROXIMATE = Loosening(Tolerance.APPROXIMATE, ABOUT, ABOUT)
_NEARLY = Loosening(Tolerance.APPROXIMATE, below=ABOUT)
_AT_LEAST = Loosening(Tolerance.AT_LEAST, above=INFINITY)
_AT_MOST = Loosening(Tolerance.AT_MOST, below=INFINITY)
_MORE_THAN = Loosening(Tolerance.MORE_THAN, above=INFINITY)
_LESS_THAN = Loosening(Tolerance.LESS_THAN, below=INFINITY)
_LITTLE_MORE = Loosening(Tolerance.MORE_THAN, above=LITTLE)
_LITTLE_LESS = Loosening(Tolerance.LESS_THAN, below=LITTLE)
_WITH_ODD = Loosening(Tolerance.MORE_THAN, above=ODD)


def _before(*rows: tuple[str, Loosening]) -> tuple[tuple[re.Pattern[str], Loosening], ...]:
    return tuple(
        (re.compile(rf"(?<!\w)(?:{words}) (?:an? )?$", re.IGNORECASE), loosening)
        for words, loosening in rows
    )


def _after(*rows: tuple[str, Loosening]) -> tuple[tuple[re.Pattern[str], Loosening], ...]:
    return tuple(
        (re.compile(rf" ?(?:{words})(?!\w)", re.IGNORECASE), loosening) for words, loosening in rows
    )


_RU_THAN = r"(?: чем)?(?: (?:на|в|за|с|до|у|для|из))?"
_RU_LITTLE = r"(?:чуть|немногим|немного|несколько)"
RUSSIAN_BEFORE = _before(
    (
        (
            rf"не (?:менее|меньше|ниже){_RU_THAN}|как минимум(?: на| в| до)?|минимум"
            rf"|по меньшей мере"
        ),
        _AT_LEAST,
    ),
    (
        (
            rf"не (?:более|больше|свыше|выше|старше){_RU_THAN}|не превы[а-я]+|максимум"
            rf"|самое большее"
        ),
        _AT_MOST,
    ),
    (rf"{_RU_LITTLE} (?:более|больше|свыше|выше){_RU_THAN}", _LITTLE_MORE),
    (rf"{_RU_LITTLE} (?:менее|меньше|ниже){_RU_THAN}", _LITTLE_LESS),
    (r"(?:более|больше|выше|старше)(?: чем(?: (?:на|в|за|с|у|для|из))?)?|свыше|сверх", _MORE_THAN),
    (r"превы(?:шает|шают|сил[аои]?|сив|шал[аои]?|шающ[а-я]+|сит|сят|шении)", _MORE_THAN),
    (r"(?:менее|меньше|ниже|младше)(?: чем(?: (?:на|в|за|с|у|для|из))?)?", _LESS_THAN),
    (r"(?:почти|без малого|едва ли не|чуть ли не|практически)(?: на| в| до)?", _NEARLY),
    (
        (
            r"(?:около|примерно|приблизительно|порядка|ориентировочно|где-то|в районе"
            r"|в среднем|с?коло)(?: на| в| до)?"
        ),
        APPROXIMATE,
    ),
    (r"до", _AT_MOST),
)
# Between number and unit: «тридцать с лишним лет».
ODD_WORDS = re.compile(r" с (?:лишним|небольшим|хвостиком)\b|-?odd\b", re.IGNORECASE)
RUSSIAN_AFTER = _after(
    (r"(?:и|или) (?:более|больше|выше|старше)", _AT_LEAST),
    (r"(?:и|или) (?:менее|меньше|ниже|младше)", _AT_MOST),
    (r"\+", _AT_LEAST),
)
_EN_LITTLE = r"(?:just|slightly|a (?:little|bit))"
ENGLISH_BEFORE = _before(
    (r"at least|(?:no|not) (?:less|fewer) than|a minimum of|minimum of", _AT_LEAST),
    (
        (
            r"at most|(?:no|not) more than|up to|a maximum of|as (?:many|much) as"
            r"|not exceeding"
        ),
        _AT_MOST,
    ),
    (rf"{_EN_LITTLE} (?:over|more than|above)", _LITTLE_MORE),
    (rf"{_EN_LITTLE} (?:under|less than|fewer than|below|short of)", _LITTLE_LESS),
    (
        (
            r"more than|over|above|exceed(?:s|ed|ing)?|upwards of|in excess of|greater than"
            r"|topped|topping"
        ),
        _MORE_THAN,
    ),
    (r"less than|fewer than|under|below", _LESS_THAN),
    (r"nearly|almost|close to|approaching", _NEARLY),
    (
        (
            r"about|around|roughly|approximately|some|an estimated|estimated at|circa"
            r"|on average|average of"
        ),
        APPROXIMATE,
    ),
)
ENGLISH_AFTER = _after(
    (r"or (?:more|above|older|higher|greater)|and (?:more|over|above|older)|plus|\+", _AT_LEAST),
    (r"or (?:less|fewer|below|under|younger|lower)", _AT_MOST),
    (r"or so", APPROXIMATE),
)
_BEFORE = {"ru": RUSSIAN_BEFORE, "en": ENGLISH_BEFORE}
_AFTER = {"ru": RUSSIAN_AFTER, "en": ENGLISH_AFTER}
LOOK_BACK = 40  # characters: longer than any of the phrases above
# «выросла до 7 %», «с 5 до 7», «от 5 до 7»: «до» names where a change ends, not a limit.
_CHANGE = re.compile(
    r"\b(?:вы?рос|раст|увелич|возр|сокра|сни[зж]|подн|упа|пада|повы|дов[её]|уменьш|расшир|подорож"
    r"|подешев|опуст|дош|ускор|замедл|добав|измен|прод[лв]|удлин|доб|скат|взлет|округл"
    r"|переш|перев|снов|отодв|перен)[а-я]*\b[^.;]{0,70} до $|\b(?:с|со|от) [^.;,]{1,30} до $",
    re.IGNORECASE,
)
_CHANGE_REACH = 110


def read_loosening(levelled: str, start: int, end: int, code: str) -> tuple[Loosening, int, int]:
    """How the number between start and end is loosened, and the span including those words.

    `start` is where the number or its currency sign begins, `end` where number or unit ends.
    """
    if ODD_WORDS.search(levelled, start, end):
        return _WITH_ODD, start, end
    for pattern, loosening in _AFTER.get(code, ()):
        match = pattern.match(levelled, end)
        if match:
            return loosening, start, match.end()
    before = levelled[max(0, start - LOOK_BACK) : start]
    for pattern, loosening in _BEFORE.get(code, ()):
        match = pattern.search(before)
        if match and not _is_end_of_change(levelled, start, match[0], code):
            return loosening, start - len(before) + match.start(), end
    return EXACT, start, end


def _is_end_of_change(levelled: str, start: int, words: str, code: str) -> bool:
    if code != "ru" or words.strip().lower() != "до":
        return False
    return _CHANGE.search(levelled[max(0, start - _CHANGE_REACH) : start]) is not None
