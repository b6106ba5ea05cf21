"""The library's pages: what is in it, one source, adding and removing."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, abort, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from indexes.records import Source
from indexes.sources.library import LibraryError, TextQuery
from service.dashboard.forms import InvalidForm
from service.dashboard.navigation import go_back
from service.dashboard.uploads import FILE_TYPES, Added, add_sources
from service.services import current_services

SOURCES_SHOWN = 50
PASSAGES_SEARCHED = 200
NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Listed:
    """The sources of one page, and where the next page starts."""

    sources: list[Source]
    next_after: str | None = None


def add_routes(blueprint: Blueprint) -> None:
    """A source's id may hold any characters, so it travels in the query."""
    blueprint.get("/sources")(sources)
    blueprint.post("/sources")(add)
    blueprint.get("/sources/one")(source)
    blueprint.get("/sources/remove")(ask_to_remove)
    blueprint.post("/sources/remove")(remove)


def sources() -> str:
    """The library in the order of ids, or what `?q=` finds by its words."""
    return _show()


def _show(
    typed: Mapping[str, str] = NOTHING,
    errors: Mapping[str, str] = NOTHING,
    added: Added | None = None,
) -> str:
    words = request.args.get("q", "").strip()
    return render_template(
        "sources.html",
        listed=find_sources(words) if words else list_sources(request.args.get("after", "")),
        words=words,
        library_status=current_services().library.status(),
        typed=typed,
        errors=errors,
        added=added,
        file_types=",".join(FILE_TYPES),
    )


def list_sources(after: str) -> Listed:
    """A page of the library."""
    found = current_services().library.list_sources(after, SOURCES_SHOWN + 1)
    page = found[:SOURCES_SHOWN]
    return Listed(page, page[-1].id if len(found) > SOURCES_SHOWN else None)


def find_sources(words: str) -> Listed:
    """Sources with a passage that shares words with the query, the best passage's first."""
    library = current_services().library
    found = library.search_text(TextQuery(words), PASSAGES_SEARCHED)
    ids = dict.fromkeys(scored.passage.source_id for scored in found)
    stored = (library.get(source_id) for source_id in list(ids)[:SOURCES_SHOWN])
    return Listed([source for source in stored if source is not None])


def add() -> tuple[str, int]:
    """Store what was pasted or uploaded, and say what became of it."""
    try:
        added = add_sources(request.form, request.files.get("file"))
    except InvalidForm as form:
        return _show(request.form, form.errors), 422
    except LibraryError as error:
        refused = gettext("The library did not take it: %(reason)s", reason=str(error))
        return _show(request.form, {"text": refused}), 503
    if added.is_all_wrong:
        return _show(request.form, added=added), 422
    return _show(added=added), 200


def source() -> str:
    """One source's whole text."""
    return render_template("source.html", source=_load(request.args.get("id", "")))


def ask_to_remove() -> str:
    """The question before the source is removed; it works without scripts."""
    return render_template("source_remove.html", source=_load(request.args.get("id", "")))


def remove() -> Response:
    """Remove the source; verdicts that rest on it stay in their histories."""
    current_services().library.remove([request.form.get("id", "")])
    return go_back("source_removed", url_for("dashboard.sources"))


def _load(source_id: str) -> Source:
    return current_services().library.get(source_id) or abort(404)
