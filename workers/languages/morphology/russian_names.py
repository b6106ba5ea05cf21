"""Endings of Russian names that no dictionary has: «Мирзиёевым» -> «Мирзиёев», and back.

The tables follow the school grammar of surnames (Russian Grammar, 1980, §§ 1207-1213).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from workers.languages.listed import listed

SOFTENED = "жшчщц"
VOWEL = re.compile(r"[аеёиоуыэюя]")
MASCULINE, FEMININE = "Masc", "Fem"


@dataclass(frozen=True, slots=True)
class Declension:
    """How one kind of name ends in each case; `stem` is matched before the nominative's ending."""

    name: str
    gender: str
    stem: str
    endings: dict[str, str]


def _endings(written: str) -> dict[str, str]:
    return dict(
        zip(
            ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc"),
            ("" if ending == "-" else ending for ending in written.split()),
            strict=True,
        )
    )


# The first that fits decides.
DECLENSIONS: tuple[Declension, ...] = (
    Declension("-ов, -ин", MASCULINE, r"(?:[оеё]в|[иы]н)", _endings("- а у а ым е")),
    Declension("-ова, -ина", FEMININE, r"(?:[оеё]в|[иы]н)", _endings("а ой ой у ой ой")),
    Declension("-ский", MASCULINE, r"[сц]к", _endings("ий ого ому ого им ом")),
    Declension("-ская", FEMININE, r"[сц]к", _endings("ая ой ой ую ой ой")),
    Declension("-ый", MASCULINE, r"[бвднрт]", _endings("ый ого ому ого ым ом")),
    Declension("-ая", FEMININE, r"[бвднрт]", _endings("ая ой ой ую ой ой")),
    Declension("-ия", FEMININE, r"и", _endings("я и и ю ей и")),
    Declension("-ка", "", r"[гкхжшчщ]", _endings("а и е у ой е")),
    Declension("-а", "", r"[бвдзлмнпрстфц]", _endings("а ы е у ой е")),
    Declension("-я", "", r"[авдзлмнпрстуь]", _endings("я и е ю ей е")),
    Declension("-й", MASCULINE, r"[аеиоуыэюя]", _endings("й я ю я ем е")),
    Declension("-ь", MASCULINE, r"[бвдзлмнпрстф]", _endings("ь я ю я ем е")),
    Declension("-ц", MASCULINE, rf"[{SOFTENED}]", _endings("- а у а ем е")),
    Declension("consonant", MASCULINE, r"[бвгдзклмнпрстфх]", _endings("- а у а ом е")),
)


# Family names that stand first: «Си Цзиньпин», «Ким Чен Ын», «Мун Чжэ Ин».
FAMILY_FIRST = listed(
    """
    си ли ван чжан лю чэнь ян хуан чжао у чжоу сюй сунь ма чжу ху гао линь хэ го лян сун чжэн се
    хань дэн цао пэн мао цзян дин вэй лу ким пак чхве чон мун юн хван но нгуен чан фам хо во
    """
)
SURNAME_ENDINGS = (
    (re.compile(r"(?:[оеё]в|[иы]н|[сц]кий)$"), MASCULINE),
    (re.compile(r"(?:[оеё]ва|[иы]на|[сц]кая)$"), FEMININE),
    (re.compile(r"(?:ович|евич|оглы|улы)$"), MASCULINE),
    (re.compile(r"(?:овна|евна|инична|кызы)$"), FEMININE),
)


def guess_gender(words: Sequence[str]) -> str:
    """Gender of a person from the endings of a nominative name; "" where they do not tell."""
    if len(words) > 1 and words[0].lower() in FAMILY_FIRST:
        return MASCULINE
    for word in reversed(words):
        for ending, gender in SURNAME_ENDINGS:
            if ending.search(word.lower()):
                return gender
    return ""


def decline_name(word: str, gender: str, case: str) -> str:
    """A nominative name in another case (UD tags); as is where it does not decline."""
    for kind in DECLENSIONS:
        ending = kind.endings["Nom"]
        if kind.gender in {"", gender} and _fits(word, kind, ending):
            return word[: len(word) - len(ending)] + kind.endings[case]
    return word


def restore_nominative(word: str, gender: str, case: str) -> str:
    """The nominative of a name met in some case; as is where it does not look declined.

    >>> restore_nominative("Мирзиёевым", "Masc", "Ins"), restore_nominative("Шольц", "Masc", "Gen")
    ('Мирзиёев', 'Шольц')
    """
    if case == "Nom":
        return word
    # «Столтенберге» is rather a man's Столтенберг than Столтенберга, so genders go first.
    for kind in sorted(DECLENSIONS, key=lambda one: one.gender != gender):
        ending = kind.endings.get(case, "")  # slovnet also writes Voc and Par
        if ending and kind.gender in {"", gender} and _fits(word, kind, ending):
            return word[: len(word) - len(ending)] + kind.endings["Nom"]
    return word


def _fits(word: str, kind: Declension, ending: str) -> bool:
    stem = re.search(rf"{kind.stem}(?={ending}$)", word.lower())
    return stem is not None and VOWEL.search(word.lower(), 0, stem.end()) is not None
