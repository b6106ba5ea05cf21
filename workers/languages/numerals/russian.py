"""Russian number words in all their cases, levelled (е for ё) and in lower case."""

from workers.languages.numerals.vocabulary import NumberWord, Role, Vocabulary, put_forms

CARDINALS: dict[float, str] = {
    0: "ноль нуль ноля нуля нолю нулю нолем нулем ноле нуле",
    1: "один одного одному одним одном одна одной одну одно одни одних одним одними",
    2: "два две двух двум двумя двое двоих двоим двоими",
    3: "три трех трем тремя трое троих троим троими",
    4: "четыре четырех четырем четырьмя четверо четверых четверым четверыми",
    40: "сорок сорока",
    90: "девяносто девяноста",
    100: "сто ста",
    200: "двести двухсот двумстам двумястами двухстах",
    300: "триста трехсот тремстам тремястами трехстах",
    400: "четыреста четырехсот четыремстам четырьмястами четырехстах",
    1.5: "полтора полторы полутора",
}
# Stems that decline like «пять, пяти, пятью».
SOFT_STEMS: dict[float, str] = {
    5: "пят",
    6: "шест",
    7: "сем",
    9: "девят",
    10: "десят",
    11: "одиннадцат",
    12: "двенадцат",
    13: "тринадцат",
    14: "четырнадцат",
    15: "пятнадцат",
    16: "шестнадцат",
    17: "семнадцат",
    18: "восемнадцат",
    19: "девятнадцат",
    20: "двадцат",
    30: "тридцат",
}
COLLECTIVES: dict[float, str] = {
    5: "пятер",
    6: "шестер",
    7: "семер",
    8: "восьмер",
    9: "девятер",
    10: "десятер",
}
COMPOUND_STEMS: dict[int, str] = {5: "пят", 6: "шест", 7: "сем", 8: "восем", 9: "девят"}
MULTIPLIERS: dict[float, str] = {
    1e3: "тысяча тысячи тысяче тысячу тысячей тысячью тысяч тысячам тысячами тысячах тыс",
    1e6: "миллион миллиона миллиону миллионом миллионе миллионы миллионов миллионам миллионами"
    " миллионах млн",
    1e9: "миллиард миллиарда миллиарду миллиардом миллиарде миллиарды миллиардов миллиардам"
    " миллиардами миллиардах млрд",
    1e12: "триллион триллиона триллиону триллионом триллионе триллионы триллионов триллионам"
    " триллионами триллионах трлн",
}
LOOSE: dict[float, str] = {
    10: "десяток десятка десятку десятком десятке",
    12: "дюжина дюжины дюжине дюжину дюжиной",
    50: "полсотни полусотни",
    100: "сотня сотни сотне сотню сотней сотен",
}
FRACTIONS: dict[float, str] = {
    1 / 2: "половина половины половине половину половиной",
    1 / 3: "треть трети третей",
    1 / 4: "четверть четверти четвертью четвертей",
}
ORDINAL_STEMS: dict[int, str] = {
    1: "перв",
    2: "втор",
    4: "четверт",
    5: "пят",
    6: "шест",
    7: "седьм",
    8: "восьм",
    9: "девят",
    40: "сороков",
    50: "пятидесят",
    60: "шестидесят",
    70: "семидесят",
    80: "восьмидесят",
    90: "девяност",
    100: "сот",
    200: "двухсот",
    300: "трехсот",
    400: "четырехсот",
    500: "пятисот",
    600: "шестисот",
    700: "семисот",
    800: "восьмисот",
    900: "девятисот",
    1000: "тысячн",
    2000: "двухтысячн",
    10**6: "миллионн",
} | {int(value): stem for value, stem in SOFT_STEMS.items() if value >= 10}
ORDINAL_ENDINGS = ["ый", "ой", "ий", "ого", "ому", "ым", "ом", "ая", "ую", "ое", "ые", "ых", "ыми"]
THIRD = (
    "третий третьего третьему третьим третьем третья третьей третью третье третьи третьих третьими"
)


def _put_cardinals(words: Vocabulary) -> None:
    for value, forms in CARDINALS.items():
        put_forms(words, forms, NumberWord(value, Role.ADDEND))
    for value, stem in SOFT_STEMS.items():
        put_forms(words, f"{stem}ь {stem}и {stem}ью", NumberWord(value, Role.ADDEND))
    put_forms(words, "восемь восьми восемью восьмью", NumberWord(8, Role.ADDEND))
    for value, stem in COLLECTIVES.items():
        forms = f"{stem}о {stem}ых {stem}ым {stem}ыми"
        put_forms(words, forms, NumberWord(value, Role.ADDEND))


def _put_tens_and_hundreds(words: Vocabulary) -> None:
    for digit, stem in COMPOUND_STEMS.items():
        oblique = "восьм" if digit == 8 else stem
        hundreds = f"{stem}ьсот {oblique}исот {oblique}истам {stem}ьюстами {oblique}истах"
        put_forms(words, hundreds, NumberWord(digit * 100, Role.ADDEND))
        if digit < 9:
            tens = f"{stem}ьдесят {oblique}идесяти {stem}ьюдесятью {oblique}ьюдесятью"
            put_forms(words, tens, NumberWord(digit * 10, Role.ADDEND))


def _put_ordinals(words: Vocabulary) -> None:
    put_forms(words, THIRD, NumberWord(3, Role.ORDINAL))
    for value, stem in ORDINAL_STEMS.items():
        forms = " ".join(stem + ending for ending in ORDINAL_ENDINGS)
        put_forms(words, forms, NumberWord(value, Role.ORDINAL))


def _build_vocabulary() -> Vocabulary:
    words: Vocabulary = {}
    _put_cardinals(words)
    _put_tens_and_hundreds(words)
    _put_ordinals(words)
    for value, forms in MULTIPLIERS.items():
        put_forms(words, forms, NumberWord(value, Role.MULTIPLIER))
    for value, forms in LOOSE.items():
        put_forms(words, forms, NumberWord(value, Role.MULTIPLIER, is_loose=True))
    for value, forms in FRACTIONS.items():
        put_forms(words, forms, NumberWord(value, Role.FRACTION))
    return words


RUSSIAN_NUMBER_WORDS = _build_vocabulary()
