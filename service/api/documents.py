"""The OpenAPI document, the page that shows it, and the table of problems."""

from flask import Blueprint, Response, jsonify, redirect, url_for
from flask_openapi.openapi import OpenAPI
from flask_openapi_swagger import plugins
from pydantic import BaseModel
from werkzeug.wrappers import Response as AnyResponse

from service.api.answers import answer
from service.api.requests import ProblemPath
from service.api.spec import make_api, replies
from service.errors import KINDS, PROBLEM_KINDS, Problem

table = make_api("problems")


class ProblemKindAnswer(BaseModel):
    """What a code means and what to do next."""

    code: str
    status: int
    title: str
    advice: str


class ProblemKindsAnswer(BaseModel):
    """Every code."""

    items: list[ProblemKindAnswer]


@table.get("/problems", responses=replies({200: ProblemKindsAnswer}))
def index() -> Response:
    """List every code that an error may have."""
    items = [ProblemKindAnswer.model_validate(kind, from_attributes=True) for kind in PROBLEM_KINDS]
    return answer(ProblemKindsAnswer(items=items))


@table.get("/problems/<code>", responses=replies({200: ProblemKindAnswer}, "problem_not_found"))
def read(path: ProblemPath) -> Response:
    """Read what a code means; a problem's `type` leads here."""
    kind = KINDS.get(path.code)
    if kind is None:
        raise Problem("problem_not_found")
    return answer(ProblemKindAnswer.model_validate(kind, from_attributes=True))


def register_documents(app: OpenAPI) -> None:
    """`/openapi.json` and `/docs`, which needs nothing from other servers."""
    app.config["SWAGGER_CONFIG"] = {"validatorUrl": None}  # or the page asks validator.swagger.io
    app.add_url_rule("/openapi.json", "openapi", lambda: jsonify(app.api_doc))
    app.add_url_rule("/docs", "docs", _show_docs)
    page: Blueprint = plugins.RegisterPlugin.register(doc_url="../openapi.json")
    app.register_blueprint(page, url_prefix="/docs")


def _show_docs() -> AnyResponse:
    return redirect(url_for("swagger.swagger"))
