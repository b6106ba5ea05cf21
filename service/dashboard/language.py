"""The interface's language: the reader's choice in a cookie, else what the browser asks for."""

from flask import Blueprint, Response, redirect, request
from flask_babel import get_locale
from werkzeug.wrappers import Response as BaseResponse

from service.dashboard.navigation import read_back, remember

LANGUAGES = {"ru": "Русский", "en": "English"}
COOKIE = "sverka_language"
DEFAULT = "en"


def choose_language() -> str:
    """A language that the interface speaks, for the request."""
    chosen = request.cookies.get(COOKIE, "")
    if chosen in LANGUAGES:
        return chosen
    return request.accept_languages.best_match(list(LANGUAGES), default=DEFAULT)


def current_language() -> str:
    """The language that this page is shown in."""
    return str(get_locale() or DEFAULT)


def add_routes(blueprint: Blueprint) -> None:
    """The switch in the header."""
    blueprint.post("/language")(switch_language)


def switch_language() -> BaseResponse:
    """Keep the reader's choice and show the same page again."""
    response = redirect(read_back(request.form.get("back", "")), code=303)
    chosen = request.form.get("language", "")
    if chosen in LANGUAGES and isinstance(response, Response):
        remember(response, COOKIE, chosen)
    return response
