"""Kinds of fields that bodies and parameters share, each with the check that its name promises."""

import re
from typing import Annotated

from babel import Locale
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # PostgreSQL stores no NUL, UTF-8 no surrogate


def require_storable(text: str) -> str:
    """Refuse characters that no database and no UTF-8 text can hold."""
    if found := UNSTORABLE.search(text):
        where = {"position": found.start()}
        raise PydanticCustomError(
            "invalid_characters", "character {position} is NUL or an unpaired surrogate", where
        )
    return text


def require_words(text: str) -> str:
    """Refuse a text of spaces."""
    if not text.strip():
        raise PydanticCustomError("empty_text", "the text is empty")
    return text


def read_language(code: str) -> str:
    """The language's ISO 639 code out of a tag: `ru` of `ru-RU`; empty: to be detected."""
    language = re.split("[-_]", code.strip().lower())[0]
    if language and language not in Locale("en").languages:
        raise PydanticCustomError(
            "unknown_language", "no language has the code {code}", {"code": repr(code)}
        )
    return language


Line = Annotated[str, Field(max_length=2_000), AfterValidator(require_storable)]
Name = Annotated[str, Field(max_length=255), AfterValidator(require_storable)]
FilledName = Annotated[str, Field(min_length=1, max_length=255), AfterValidator(require_storable)]
Words = Annotated[str, AfterValidator(require_storable), AfterValidator(require_words)]
LanguageCode = Annotated[Name, AfterValidator(read_language)]
