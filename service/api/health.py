"""Whether the process lives, and whether it can work."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic

from flask import Response
from pydantic import BaseModel, Field

from indexes.claims.articles import list_articles
from service.api.answers import answer
from service.api.spec import make_api, replies
from service.errors import FieldProblem, Problem
from service.services import Services, current_services

health = make_api("health", prefix="")


class PartAnswer(BaseModel):
    """One dependency that works."""

    says: str
    milliseconds: float = Field(description="how long it took to answer")


class HealthAnswer(BaseModel):
    """What was checked."""

    status: str
    checks: dict[str, PartAnswer] = {}


def check_database(services: Services) -> str:
    """A read of the newest article: the tables are there."""
    list_articles(services.database, limit=1)
    return "ok"


def check_library(services: Services) -> str:
    """The library opens and counts."""
    status = services.library.status()
    return f"ok: {status.source_count} sources, {status.passage_count} passages"


def check_models(services: Services) -> str:
    """The library's vectors and the loaded model are of one space."""
    built_with, loaded = services.library.status().embedding_model, services.embedder.name
    if built_with != loaded:
        raise ValueError(f"the library was built with {built_with}, but {loaded} is loaded")
    return f"ok: {loaded}"


def check_claims_index(services: Services) -> str:
    """What new sources are held against answers."""
    if services.claim_index is None:
        return "ok: none is kept"
    return f"ok: {services.claim_index.count()} claims"


def check_broker(services: Services) -> str:
    """Whoever checks articles can be rung for."""
    return f"ok: {services.bell.check()}"


CHECKS: Mapping[str, Callable[[Services], str]] = {
    "database": check_database,
    "library": check_library,
    "models": check_models,
    "claims_index": check_claims_index,
    "broker": check_broker,
}


@dataclass(frozen=True, slots=True)
class CheckedPart:
    """One part of the service, what its check said and how long it took."""

    name: str
    said: str
    seconds: float
    is_ok: bool


@health.get("/healthz", responses=replies({200: HealthAnswer}))
def healthz() -> Response:
    """Say that the process lives."""
    return answer(HealthAnswer(status="ok"))


@health.get("/readyz", responses=replies({200: HealthAnswer}, "not_ready"))
def readyz() -> Response:
    """Say whether every dependency can work, and how fast it answers."""
    parts = [run_check(name, check, current_services()) for name, check in CHECKS.items()]
    broken = [FieldProblem(field=part.name, message=part.said) for part in parts if not part.is_ok]
    if broken:
        names = ", ".join(problem.field for problem in broken)
        raise Problem("not_ready", f"Not working: {names}; see errors.", errors=broken)
    return answer(
        HealthAnswer(status="ready", checks={part.name: describe_part(part) for part in parts})
    )


def run_check(name: str, check: Callable[[Services], str], services: Services) -> CheckedPart:
    """The part with what is wrong with it, whatever that is."""
    started = monotonic()
    try:
        said, is_ok = check(services), True
    except Exception as error:  # noqa: BLE001 - any failure means: not ready
        said, is_ok = f"{type(error).__name__}: {error}", False
    return CheckedPart(name, said, monotonic() - started, is_ok)


def describe_part(part: CheckedPart) -> PartAnswer:
    """For the answer."""
    return PartAnswer(says=part.said, milliseconds=round(part.seconds * 1000, 1))
