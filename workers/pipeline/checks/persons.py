"""Whether two names are one: full and short ones, namesakes, names of no certain kind."""

import re

from workers.languages.language import Entity, EntityKind
from workers.languages.names.keys import sound, surname_key

FULL_NAME = 3  # words
_PATRONYMIC = re.compile(r"(?:вич|вна|чна|ична)$")


def is_one_person(one: Entity, other: Entity) -> bool:
    """«Громов» and «Игорь Громов», but not «Павел Громов» and «Игорь Громов»."""
    return one.key == other.key and not are_namesakes(one, other)


def is_one_name(one: Entity, other: Entity) -> bool:
    """One key; or a lone surname and a full name that the model took for something else."""
    if one.key == other.key:
        return not are_namesakes(one, other)
    if ":" in one.key or ":" in other.key:  # a known place: "territory:RU"
        return False
    short, full = sorted((one.normal.split(), other.normal.split()), key=len)
    is_surname = len(short) == 1 and 1 < len(full) <= FULL_NAME
    return is_surname and surname_key(short[0]) == surname_key(full[-1])


def are_namesakes(one: Entity, other: Entity) -> bool:
    """Whether both have given names, and other ones; initials may stand for any."""
    if one.kind is not EntityKind.PERSON or other.kind is not EntityKind.PERSON:
        return False
    mine, theirs = one.normal.split()[:-1], other.normal.split()[:-1]
    if not (mine and theirs):
        return False
    if len(mine) != len(theirs):  # «Игорь Громов», «Игорь Петрович Громов»
        return not any(_may_be_one(name, rival) for name in mine for rival in theirs)
    # The last of them: before it a title may stand, "Judge Simon Brown".
    first = 0 if _PATRONYMIC.search(mine[-1]) else -1
    return any(
        not _may_be_one(name, rival)
        for name, rival in zip(mine[first:], theirs[first:], strict=True)
    )


def _may_be_one(one: str, other: str) -> bool:
    """«И.» and «Игорь»; spellings of one sound."""
    if "." in one or "." in other:
        return one[:1].lower() == other[:1].lower()
    return surname_key(one)[:2] == surname_key(other)[:2] or sound(one)[:3] == sound(other)[:3]
