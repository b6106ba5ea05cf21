"""Going back after a form, messages that survive the redirect, cookies that remember a choice."""

from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

YEAR_SECONDS = 365 * 24 * 3600


def read_back(path: str) -> str:
    """A path of this site that a form named, or the front page. Never another site's address."""
    parts = urlsplit(path)
    is_ours = path.startswith("/") and not path.startswith(("//", "/\\"))
    if not is_ours or parts.scheme or parts.netloc or any(ord(one) < 32 for one in path):
        return url_for("dashboard.home")
    return path


def go_back(done: str, default: str) -> BaseResponse:
    """Redirect to where the form was sent from, with a notice: post, redirect, get."""
    path = read_back(request.form.get("back") or default)
    return redirect(with_notice(path, done), code=303)


def with_notice(path: str, done: str) -> str:
    """The path with `done` in its query, before its fragment."""
    parts = urlsplit(path)
    query = [(name, value) for name, value in parse_qsl(parts.query) if name != "done"]
    return parts._replace(query=urlencode([*query, ("done", done)])).geturl()


def this_page() -> str:
    """The path and query of the page being shown, without an old notice."""
    query = [(name, value) for name, value in request.args.items(multi=True) if name != "done"]
    path = quote(request.path)
    return f"{path}?{urlencode(query)}" if query else path


def page_with(**changes: str | None) -> str:
    """This page with some of its query changed; None takes a field away."""
    kept = {name: value for name, value in request.args.items() if name != "done"}
    query = {name: value for name, value in (kept | changes).items() if value}
    path = quote(request.path)
    return f"{path}?{urlencode(query)}" if query else path


def remember(response: Response, name: str, value: str) -> None:
    """A cookie for a year that other sites cannot send along and scripts cannot read."""
    response.set_cookie(
        name,
        value,
        max_age=YEAR_SECONDS,
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
    )
