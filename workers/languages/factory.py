"""Chooses the language; loaded models are shared by all who ask."""

from collections.abc import Callable
from functools import cache

from workers.languages.english import English
from workers.languages.fallback import AnyLanguage
from workers.languages.language import Language
from workers.languages.russian import Russian

LANGUAGES: dict[str, Callable[[], Language]] = {"ru": Russian, "en": English}


def open_language(code: str) -> Language:
    """The language of an ISO 639-1 code; the fallback for all that have no module of their own."""
    return _open(code if code in LANGUAGES else AnyLanguage.code)


@cache
def _open(code: str) -> Language:
    return LANGUAGES.get(code, AnyLanguage)()
