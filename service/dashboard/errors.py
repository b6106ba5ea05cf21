"""Error pages in the dashboard's style, for people; programs get the API's problems."""

import logging

from flask import Response, render_template, request
from flask_babel import gettext
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from indexes.claims.database import DatabaseUnavailable
from indexes.claims.pages import InvalidCursor
from indexes.sources.library import LibraryError
from service.dashboard.headers import add_headers
from service.errors import PROBLEM_JSON, Problem, answer_problem

log = logging.getLogger(__name__)

SENTENCES = {
    400: lambda: gettext("The request cannot be read."),
    403: lambda: gettext("This form came from another site, so it was not accepted."),
    404: lambda: gettext("There is nothing here. It may have been removed, or never was."),
    405: lambda: gettext("This address takes no such request."),
    413: lambda: gettext("This is more text than one request may carry."),
    500: lambda: gettext("Something broke on our side. What was stored before is unharmed."),
    503: lambda: gettext("The store or the library does not answer just now. Try again soon."),
}


def show_error(error: Exception) -> BaseResponse | tuple[str, int]:
    """The page for whatever a dashboard's route raised."""
    if isinstance(error, HTTPException) and (error.response or (error.code or 500) < 400):
        return error.get_response()
    code = find_code(error)
    if code >= 500:
        log.error("%s %s failed", request.method, request.path, exc_info=error)
    return show_page(code)


def find_code(error: Exception) -> int:
    """The HTTP status that says what went wrong."""
    match error:
        case HTTPException():
            return error.code or 500
        case Problem():
            return error.kind.status
        case InvalidCursor():
            return 404
        case DatabaseUnavailable():
            return 503
        case LibraryError(retry=True):
            return 503
        case _:
            return 500


def show_page(code: int) -> tuple[str, int]:
    """A page with the status and one sentence."""
    sentence = SENTENCES.get(code, SENTENCES[400 if code < 500 else 500])()
    return render_template("error.html", code=code, sentence=sentence), code


def show_nothing_here(_: HTTPException) -> Response | tuple[str, int]:
    """An address that no route knows: a page for browsers, a problem for everybody else."""
    wanted = request.accept_mimetypes.best_match([PROBLEM_JSON, "text/html"])
    if request.path.startswith("/api/") or wanted != "text/html":
        return answer_problem(Problem("route_not_found"))
    page, code = show_page(404)
    return add_headers(Response(page, code))
