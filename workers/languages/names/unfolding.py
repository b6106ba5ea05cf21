"""What a text says of its own names: acronyms in brackets, full names of people."""

import re
from collections.abc import Sequence
from dataclasses import replace

from workers.languages.language import Entity, EntityKind
from workers.languages.names.keys import surname_key, words_key

BRACKETED = re.compile(r"[»\"”]?\s*\(([A-ZА-ЯЁ][\w-]*[A-ZА-ЯЁ]\w?)\)")


def unfold_acronyms(text: str, names: Sequence[Entity]) -> list[Entity]:
    """One key for «Шанхайской организации сотрудничества (ШОС)» and all later «ШОС».

    The acronym's key wins, because other texts are likelier to use it; known names keep theirs.
    """
    full_names = dict[str, Entity]()  # by acronym
    for name in names:
        acronym = BRACKETED.match(text, name.span.end)
        if acronym is not None and _stands_for(acronym[1], name.normal):
            full_names[acronym[1]] = name
    keys = {full.key: _key(acronym, full) for acronym, full in full_names.items()}
    return [_unfold(name, full_names, keys) for name in names]


def _unfold(name: Entity, full_names: dict[str, Entity], keys: dict[str, str]) -> Entity:
    full = full_names.get(name.text)
    if full is None:
        return replace(name, key=keys.get(name.key, name.key))
    return replace(name, normal=full.normal, kind=full.kind, key=keys[full.key])


def _key(acronym: str, full: Entity) -> str:
    return full.key if ":" in full.key else words_key(acronym)


def _stands_for(acronym: str, name: str) -> bool:
    initials = [word[0].lower() for word in re.findall(r"\w+", name)]
    return len(initials) > 1 and initials[0] == acronym[0].lower()


def name_people_in_full(names: Sequence[Entity]) -> list[Entity]:
    """«Токаев» gets the dictionary form «Касым-Жомарт Токаев», if the text names only one such."""
    names = _recognise_people(names)
    fullest = dict[str, str]()
    for name in names:
        if name.kind is EntityKind.PERSON:
            fullest[name.key] = _fuller(fullest.get(name.key, ""), name.normal)
    return [
        replace(name, normal=fullest[name.key])
        if name.kind is EntityKind.PERSON and fullest[name.key] and _is_part(name, fullest)
        else name
        for name in names
    ]


def _recognise_people(names: Sequence[Entity]) -> list[Entity]:
    """A surname alone is a person where the text names the person elsewhere."""
    people = {name.key for name in names if name.kind is EntityKind.PERSON}
    return [
        replace(name, kind=EntityKind.PERSON, key=surname_key(name.text))
        if name.kind is EntityKind.OTHER and surname_key(name.text) in people
        else name
        for name in names
    ]


def _fuller(one: str, other: str) -> str:
    return max(one, other, key=lambda name: len(re.findall(r"\w{2,}", name)))


def _is_part(name: Entity, fullest: dict[str, str]) -> bool:
    """«Ильхам Алиев» is not part of «Гейдар Алиев»."""
    full = fullest[name.key].split()
    initials = [word[0] for word in full]
    return all(
        word in full if len(word.rstrip(".")) > 1 else word[0] in initials
        for word in name.normal.split()
    )
