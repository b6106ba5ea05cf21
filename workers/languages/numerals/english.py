"""English number words in lower case."""

from workers.languages.numerals.vocabulary import NumberWord, Role, Vocabulary, put_forms

UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen sixteen seventeen eighteen nineteen"
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
ORDINAL_UNITS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
MULTIPLIERS: dict[float, str] = {
    1e2: "hundred",
    1e3: "thousand k",
    1e6: "million millions mln mn m",
    1e9: "billion billions bn b",
    1e12: "trillion trillions trn tn",
}
FRACTIONS: dict[float, str] = {
    1 / 2: "half halves",
    1 / 3: "thirds",
    1 / 4: "quarter quarters",
    1 / 5: "fifths",
}
# Only written against digits: "5m" and "$5 m" but not "five m".
ATTACHED_MULTIPLIERS = frozenset(["k", "m", "b", "mn", "bn", "tn"])


def _build_vocabulary() -> Vocabulary:
    words: Vocabulary = {}
    for value, word in enumerate(UNITS.split()):
        put_forms(words, word, NumberWord(value, Role.ADDEND))
    for place, word in enumerate(TENS.split(), start=2):
        put_forms(words, word, NumberWord(place * 10, Role.ADDEND))
        put_forms(words, f"{word[:-1]}ieth", NumberWord(place * 10, Role.ORDINAL))
    for value, word in enumerate(ORDINAL_UNITS.split(), start=1):
        put_forms(words, word, NumberWord(value, Role.ORDINAL))
    put_forms(words, "hundredth", NumberWord(100, Role.ORDINAL))
    put_forms(words, "thousandth", NumberWord(1000, Role.ORDINAL))
    for multiplier, forms in MULTIPLIERS.items():
        put_forms(words, forms, NumberWord(multiplier, Role.MULTIPLIER))
    put_forms(words, "dozen", NumberWord(12, Role.MULTIPLIER, is_loose=True))
    for fraction, forms in FRACTIONS.items():
        put_forms(words, forms, NumberWord(fraction, Role.FRACTION))
    return words


ENGLISH_NUMBER_WORDS = _build_vocabulary()
