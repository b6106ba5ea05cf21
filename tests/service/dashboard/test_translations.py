"""The interface speaks Russian wherever it speaks English.

To mend a failure: the commands in translations/babel.cfg.
"""

from collections.abc import Sequence
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

import service
from service.dashboard.blueprint import TRANSLATIONS

SERVICE = Path(service.__file__).parent
RUSSIAN = TRANSLATIONS / "ru" / "LC_MESSAGES"
PLURALS = 3  # 1 источник, 2 источника, 5 источников


def read_catalog() -> Catalog:
    with (RUSSIAN / "messages.po").open("rb") as file:
        return read_po(file, locale="ru")


def extract_ids() -> set[str | tuple[str, str]]:
    with (TRANSLATIONS / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    keywords = {**DEFAULT_KEYWORDS, "lazy_gettext": None}
    found = extract_from_dir(SERVICE, methods, options, keywords)
    return {message for _, _, message, _, _ in found}


def messages() -> list[Message]:
    return [message for message in read_catalog() if message.id]


def test_every_sentence_of_the_interface_is_in_the_catalog() -> None:
    assert extract_ids() == {message.id for message in messages()}


@pytest.mark.parametrize("message", messages(), ids=lambda message: str(message.id)[:40])
def test_every_message_is_translated(message: Message) -> None:
    strings = message.string if isinstance(message.string, tuple) else (message.string,)
    assert len(strings) == (PLURALS if message.pluralizable else 1)
    assert all(strings)
    assert not message.fuzzy
    assert not message.check()  # the same placeholders
    letters = {one for string in strings for one in string.lower() if one.isalpha()}
    assert letters & set("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")


def test_the_compiled_catalog_is_that_of_the_text() -> None:
    with (RUSSIAN / "messages.mo").open("rb") as file:
        compiled = [one for one in read_mo(file) if one.id]
    assert by_id(compiled) == by_id(messages())


def by_id(found: list[Message]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Singular and plural as tuples, whatever a reader makes of them."""
    return {as_tuple(one.id): as_tuple(one.string) for one in found}


def as_tuple(written: str | Sequence[str]) -> tuple[str, ...]:
    return (written,) if isinstance(written, str) else tuple(written)
