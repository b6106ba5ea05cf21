"""Units as Russian and English write them, each with its canonical unit and factor."""

import re
from dataclasses import dataclass

PERCENT = "percent"
PERCENTAGE_POINT = "percentage point"
TIMES = "times"  # «в три раза», "threefold"
SECOND, MONTH = "s", "month"


@dataclass(frozen=True, slots=True)
class Unit:
    """How a unit is written after a number, and what one of it is in the canonical unit."""

    pattern: re.Pattern[str]
    name: str
    factor: float = 1.0


def _units(*rows: tuple[str, str, float]) -> tuple[Unit, ...]:
    """Patterns stand right after the number; letters must not go on after them."""
    return tuple(
        Unit(re.compile(rf"\.? ?(?:{pattern})(?![^\W\d_])", re.IGNORECASE), name, factor)
        for pattern, name, factor in rows
    )


_END = r"[а-я]{0,3}"
RUSSIAN_UNITS = _units(
    (r"процентн(?:ых|ого|ый|ым|ыми|ом) пункт[а-я]{0,3}|п\. ?п\.?|п/п", PERCENTAGE_POINT, 1),
    (rf"%|процент{_END}|проц\.", PERCENT, 1),
    (r"‰|промилле", PERCENT, 0.1),
    (rf"белорусск{_END} рубл{_END}", "BYN", 1),
    (rf"(?:российск{_END} )?(?:рубл{_END}|руб\.?|р\.|₽)|RUB", "RUB", 1),
    (rf"копе(?:ек|йк{_END})|коп\.", "RUB", 0.01),
    (rf"канадск{_END} доллар{_END}", "CAD", 1),
    (rf"австралийск{_END} доллар{_END}", "AUD", 1),
    (rf"(?:американск{_END} )?(?:доллар{_END}|долл\.?)(?: США)?|\$|USD", "USD", 1),
    (r"евро|€|EUR", "EUR", 1),
    (r"тенге|₸|KZT", "KZT", 1),
    (rf"юан{_END}|CNY", "CNY", 1),
    (r"(?:узбекск[а-я]+ )?сум(?:ов|а|ы|ами|ам)?|UZS", "UZS", 1),
    (r"(?:киргизск[а-я]+ |кыргызск[а-я]+ )?сом(?:ов|а|ы)|KGS", "KGS", 1),
    (r"гривен|гривн[а-я]{1,2}|UAH", "UAH", 1),
    (rf"фунт{_END} стерлингов|£|GBP", "GBP", 1),
    (r"лари|GEL", "GEL", 1),
    (r"драм(?:ов|а|ы)?|AMD", "AMD", 1),
    (r"манат(?:ов|а|ы)?|AZN", "AZN", 1),
    (r"сомони|TJS", "TJS", 1),
    (rf"злот{_END}|PLN", "PLN", 1),
    (rf"(?:й|и)ен{_END}|JPY|¥", "JPY", 1),
    (rf"рупи{_END}|INR", "INR", 1),
    (rf"(?:турецк{_END} )?лир{_END}|TRY", "TRY", 1),
    (rf"(?:швейцарск{_END} )?франк{_END}|CHF", "CHF", 1),
    (rf"км/ч(?:ас)?|километр{_END} в час", "km/h", 1),
    (rf"м/с(?:ек)?|метр{_END} в секунду", "km/h", 3.6),
    (rf"км/с|километр{_END} в секунду", "km/h", 3600),
    (r"узл(?:ов|а)", "km/h", 1.852),
    (rf"кв\. ?км|км²|км2|квадратн{_END} километр{_END}", "m2", 1e6),
    (rf"кв\. ?м(?:етр{_END})?|м²|м2|квадратн{_END} метр{_END}", "m2", 1),
    (rf"га|гектар{_END}", "m2", 1e4),
    (r"сот(?:ок|ки|ка|ках|ками)", "m2", 100),
    (rf"куб\. ?км|км³|кубическ{_END} километр{_END}", "m3", 1e9),
    (rf"куб\. ?м(?:етр{_END})?|м³|м3|кубометр{_END}|кубическ{_END} метр{_END}", "m3", 1),
    (rf"литр{_END}|л", "m3", 0.001),
    (rf"миллилитр{_END}|мл", "m3", 1e-6),
    (rf"баррел{_END}", "barrel", 1),
    (r"ц/га|центнер[а-я]* (?:с|на) (?:гектара?|га)", "kg/ha", 100),
    (r"т/га|тонн[а-я]* (?:с|на) (?:гектара?|га)", "kg/ha", 1000),
    (r"кВт[·∙⋅* .-]?ч|киловатт-час[а-я]*", "kWh", 1),
    (r"МВт[·∙⋅* .-]?ч|мегаватт-час[а-я]*", "kWh", 1e3),
    (r"ГВт[·∙⋅* .-]?ч|гигаватт-час[а-я]*", "kWh", 1e6),
    (r"ТВт[·∙⋅* .-]?ч|тераватт-час[а-я]*", "kWh", 1e9),
    (rf"Вт|ватт{_END}", "kW", 1e-3),
    (rf"кВт|киловатт{_END}", "kW", 1),
    (rf"МВт|мегаватт{_END}", "kW", 1e3),
    (rf"ГВт|гигаватт{_END}", "kW", 1e6),
    (rf"км|километр{_END}", "m", 1000),
    (rf"см|сантиметр{_END}", "m", 0.01),
    (rf"мм|миллиметр{_END}", "m", 0.001),
    (rf"м|метр{_END}", "m", 1),
    (r"морск[а-я]+ мил[а-я]{1,3}", "m", 1852),
    (r"мил(?:ь|и|я|ю|ям|ях|ями)", "m", 1609.344),
    (rf"фут{_END}", "m", 0.3048),
    (rf"дюйм{_END}", "m", 0.0254),
    (rf"килограмм{_END}|кг|кило", "kg", 1),
    (rf"миллиграмм{_END}|мг", "kg", 1e-6),
    (rf"грамм{_END}|гр?", "kg", 1e-3),
    (rf"центнер{_END}|ц", "kg", 100),
    (rf"тонн{_END}|т", "kg", 1000),
    (rf"°|градус{_END}(?: (?:Цельсия|тепла))?|°? ?[CС]\b", "degree", 1),
    (r"раза?(?= (?:больше|меньше|выше|ниже|быстрее|дороже|дешевле|чаще|реже|сильнее))", TIMES, 1),
    (r"секунд[а-я]{0,3}|сек\.?", SECOND, 1),
    (r"минут[а-я]{0,3}|мин\.?", SECOND, 60),
    (r"час(?:а|ов|ам|ами|ах|у|ом)?|ч\.?", SECOND, 3600),
    (r"день|дня|дней|дням|днями|днях|суток|сутки|суткам|сутками|сутках", SECOND, 86_400),
    (r"недел(?:ь|я|и|ю|ям|ями|ях|ей)", SECOND, 604_800),
    (r"месяц(?:а|ев|у|ам|ами|ах|ем)?|мес\.?", MONTH, 1),
    (r"лет|год(?:а|у|ам|ами|ах|ом|ов)?|летия|летие", MONTH, 12),
    (r"десятилети[а-я]{1,2}", MONTH, 120),
)
ENGLISH_UNITS = _units(
    (r"percentage[ -]points?|pp|p\.p\.", PERCENTAGE_POINT, 1),
    (r"%|per ?cent", PERCENT, 1),
    (r"(?:Russian )?ro?ubles?|RUB|₽", "RUB", 1),
    (r"Canadian dollars?|CAD", "CAD", 1),
    (r"Australian dollars?|AUD", "AUD", 1),
    (r"(?:US |U\.S\. )?dollars?|USD|bucks", "USD", 1),
    (r"cents?", "USD", 0.01),
    (r"euros?|EUR|€", "EUR", 1),
    (r"(?:Kazakh )?tenge|KZT", "KZT", 1),
    (r"yuan|renminbi|CNY|RMB", "CNY", 1),
    (r"pounds? sterling|GBP|quid", "GBP", 1),
    (r"yen|JPY", "JPY", 1),
    (r"rupees?|INR", "INR", 1),
    (r"(?:Swiss )?francs?|CHF", "CHF", 1),
    (r"km/h|kph|kilomet(?:er|re)s? (?:per|an) hour", "km/h", 1),
    (r"mph|miles? (?:per|an) hour", "km/h", 1.609344),
    (r"m/s|met(?:er|re)s? (?:per|a) second", "km/h", 3.6),
    (r"knots?", "km/h", 1.852),
    (r"sq\.? ?km|km²|km2|square[ -]kilomet(?:er|re)s?", "m2", 1e6),
    (r"sq\.? ?mi(?:les?)?|square[ -]miles?", "m2", 2_589_988.11),
    (r"sq\.? ?m|m²|m2|square[ -]met(?:er|re)s?", "m2", 1),
    (r"sq\.? ?ft|square[ -](?:feet|foot)", "m2", 0.09290304),
    (r"hectares?|ha", "m2", 1e4),
    (r"acres?", "m2", 4046.8564224),
    (r"cubic[ -]met(?:er|re)s?|m³|m3", "m3", 1),
    (r"lit(?:er|re)s?|l", "m3", 0.001),
    (r"barrels?|bbl", "barrel", 1),
    (r"kWh|kilowatt[- ]hours?", "kWh", 1),
    (r"MWh|megawatt[- ]hours?", "kWh", 1e3),
    (r"GWh|gigawatt[- ]hours?", "kWh", 1e6),
    (r"TWh|terawatt[- ]hours?", "kWh", 1e9),
    (r"(?-i:kW)|kilowatts?", "kW", 1),
    (r"(?-i:MW)|megawatts?", "kW", 1e3),
    (r"(?-i:GW)|gigawatts?", "kW", 1e6),
    (r"km|kilomet(?:er|re)s?", "m", 1000),
    (r"cm|centimet(?:er|re)s?", "m", 0.01),
    (r"mm|millimet(?:er|re)s?", "m", 0.001),
    (r"m|met(?:er|re)s?", "m", 1),
    (r"nautical miles?", "m", 1852),
    (r"miles?", "m", 1609.344),
    (r"feet|foot|ft", "m", 0.3048),
    (r"inch(?:es)?", "m", 0.0254),
    (r"yards?", "m", 0.9144),
    (r"kilogram(?:me)?s?|kilos?|kg", "kg", 1),
    (r"milligrams?|mg", "kg", 1e-6),
    (r"grams?|g", "kg", 1e-3),
    (r"tonnes?|metric tons?|tons?|t", "kg", 1000),
    (r"pounds?|lbs?", "pound", 1),
    (r"°|degrees?(?: Celsius)?|°? ?C", "degree", 1),
    (r"times(?= (?:more|less|higher|lower|larger|bigger|faster|as|greater|the))|-?fold", TIMES, 1),
    (r"seconds?|secs?", SECOND, 1),
    (r"minutes?|mins?", SECOND, 60),
    (r"hours?|hrs?", SECOND, 3600),
    (r"days?", SECOND, 86_400),
    (r"weeks?", SECOND, 604_800),
    (r"months?", MONTH, 1),
    (r"years?(?:[ -]old)?|yrs?", MONTH, 12),
    (r"decades?", MONTH, 120),
)
NEUTRAL_UNITS = _units((r"%", PERCENT, 1), (r"€|EUR", "EUR", 1), (r"\$|USD", "USD", 1))
UNITS: dict[str, tuple[Unit, ...]] = {"ru": RUSSIAN_UNITS, "en": ENGLISH_UNITS}
# Before the number: "$30", «€ 5».
SIGNS: dict[str, str] = {
    "US$": "USD",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "₽": "RUB",
    "₸": "KZT",
    "¥": "JPY",
    "₴": "UAH",
    "USD": "USD",
    "EUR": "EUR",
}
SIGN_BEFORE = re.compile(rf"(?:^|(?<=[^\w]))(?P<sign>{'|'.join(map(re.escape, SIGNS))}) ?$")
# Short units («5 м», «3 ч») need digits: «пять м» is nobody's spelling, but «один т. н.» is.
SHORTEST_AFTER_WORDS = 3


def find_unit(levelled: str, start: int, code: str, *, in_digits: bool) -> tuple[Unit, int] | None:
    """The unit that stands right at `start`, and where it ends."""
    for unit in UNITS.get(code, NEUTRAL_UNITS):
        match = unit.pattern.match(levelled, start)
        if match and (in_digits or len(match[0].strip(" .")) >= SHORTEST_AFTER_WORDS):
            return unit, match.end()
    return None
