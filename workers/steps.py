"""Running steps: take, work under a renewed lease, settle; or put back what failed."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import copy_context
from threading import Event, Thread
from time import monotonic
from types import MappingProxyType

from indexes.claims import steps
from indexes.claims.articles import get_article
from indexes.claims.claims import load_claims
from indexes.claims.database import Database, DatabaseUnavailable
from indexes.claims.rechecks import CLAIMS_PER_STEP, batches
from indexes.claims.reconciling import reconcile
from indexes.claims.stored import (
    NewStep,
    NotStored,
    Outcome,
    StepKind,
    StepRef,
    TakenStep,
    Timing,
)
from indexes.claims.verdicts import find_decided
from indexes.records import Article, Claim, Verdict
from workers.bells import Bell
from workers.logs import log_fields
from workers.stages import Stage, recording
from workers.toolkit import Toolkit

log = logging.getLogger(__name__)
BEATS_A_LEASE = 3
RECONCILE_EVERY_SECONDS = 1.0


class InvalidCheck(Exception):
    """The checker broke its promise: a verdict is missing, or of another claim."""


def run_step(step_id: str, toolkit: Toolkit) -> None:
    """Take a step and do it; nothing if it is done, in other hands or not due yet."""
    try:
        taken = steps.take(toolkit.database, step_id, toolkit.timing)
    except DatabaseUnavailable as error:
        log.warning("step %s was not taken: %s", step_id, error)
        return
    if taken is not None:
        with log_fields(**name_step(taken)), heartbeat(taken, toolkit):
            attempt_step(taken, toolkit)


def name_step(taken: TakenStep) -> dict[str, str]:
    """What every line of the log says of the step that it is about."""
    named = {"step_id": taken.id, "job_id": taken.job_id, "step_kind": taken.kind.value}
    return named | ({"article_id": taken.article_id} if taken.article_id else {})


def attempt_step(taken: TakenStep, toolkit: Toolkit) -> None:
    """Do a taken step and settle it; whatever goes wrong with either puts it back."""
    started = monotonic()
    try:
        ready = do_step(taken, toolkit)
    except Exception as error:  # noqa: BLE001 - the step keeps the error, whatever it is
        ready = report_failure(taken, toolkit, error)
    else:
        seconds = round(monotonic() - started, 3)
        log.info("%s step %s done", taken.kind.value, taken.id, extra={"seconds": seconds})
    toolkit.bell.ring(ready or ())


def do_step(taken: TakenStep, toolkit: Toolkit) -> tuple[StepRef, ...] | None:
    """Work and settle, under one span of the trace that the step's job belongs to."""
    name, tracer = f"{taken.kind.value} step", toolkit.tracer
    with (
        tracer.span(name, trace_attributes(taken), parent=taken.traceparent),
        recording(tracer) as recorded,
    ):
        with recorded.measure(Stage.STEP):
            outcome = WORK[taken.kind](taken, toolkit)
        return steps.settle(toolkit.database, taken, outcome, recorded.spent)


def trace_attributes(taken: TakenStep) -> dict[str, str]:
    """What its span says of a step: the log's fields, each by its own name in a trace."""
    return {f"sverka.{name}": value for name, value in name_step(taken).items()}


def report_failure(
    taken: TakenStep, toolkit: Toolkit, error: Exception
) -> tuple[StepRef, ...] | None:
    """Put the step back or give it up; if even that fails, its lease runs out by itself."""
    log.warning("%s step %s failed", taken.kind.value, taken.id, exc_info=error)
    retry = getattr(error, "retry", None)
    message = describe_error(error)
    try:
        if retry is False:
            return steps.give_up(toolkit.database, taken, message)
        return steps.put_back(
            toolkit.database, taken, message, toolkit.timing, is_outage=retry is True
        )
    except DatabaseUnavailable as unavailable:
        log.warning("step %s was not put back: %s", taken.id, unavailable)
        return None


def describe_error(error: Exception) -> str:
    """One line that tells a person what went wrong."""
    return f"{type(error).__name__}: {error}".rstrip(": ")


@contextmanager
def heartbeat(taken: TakenStep, toolkit: Toolkit) -> Iterator[None]:
    """Renew the step's lease at a third of it while the block runs."""
    done = Event()
    beats = Thread(
        target=copy_context().run,  # its lines in the log name the step too
        args=(_beat, taken, toolkit, done),
        name="heartbeat",
        daemon=True,
    )
    beats.start()
    try:
        yield
    finally:
        done.set()
        beats.join()


def _beat(taken: TakenStep, toolkit: Toolkit, done: Event) -> None:
    while not done.wait(toolkit.timing.lease_seconds / BEATS_A_LEASE):
        try:
            if not steps.renew(toolkit.database, taken, toolkit.timing):
                return
        except DatabaseUnavailable as error:
            log.warning("the lease of step %s was not renewed: %s", taken.id, error)


def split(taken: TakenStep, toolkit: Toolkit) -> Outcome:
    """An article's claims, and a verify step for every batch of those to be checked."""
    article = load_article(taken, toolkit.database)
    claims = tuple(toolkit.checker.split_article(article))
    if toolkit.claim_index is not None:
        # Before they are stored: a claim that is stored is always found. One that was not stored
        # after all has the same id when the step is done again.
        toolkit.claim_index.put(claims)
    selected = [claim.id for claim in claims if claim.is_selected]
    children = tuple(
        NewStep(StepKind.VERIFY, str(number), tuple(batch), article.id)
        for number, batch in enumerate(batches(selected, CLAIMS_PER_STEP))
    )
    return Outcome(claims=claims, children=children)


def check(taken: TakenStep, toolkit: Toolkit) -> Outcome:
    """Verdicts for those claims of the step that have none of this job yet."""
    article = load_article(taken, toolkit.database)
    decided = find_decided(toolkit.database, taken.job_id, taken.claim_ids)
    claims = load_claims(toolkit.database, [one for one in taken.claim_ids if one not in decided])
    if not claims:
        return Outcome()
    try:
        return Outcome(verdicts=reach_verdicts(article, claims, toolkit))
    except Exception as error:
        if len(claims) > 1 and getattr(error, "retry", None) is None:  # it may be one claim's
            check_apart(taken, article, claims, toolkit)
        raise


def check_apart(
    taken: TakenStep, article: Article, claims: Sequence[Claim], toolkit: Toolkit
) -> None:
    """Store what can be reached one by one, so that one bad claim does not hold up its batch."""
    for claim in claims:
        try:
            reached = reach_verdicts(article, [claim], toolkit)
        except Exception as error:  # noqa: BLE001 - the batch's error is the one that is kept
            log.warning("claim %s was not checked: %s", claim.id, describe_error(error))
        else:
            steps.save_verdicts(toolkit.database, taken, reached)


def reach_verdicts(
    article: Article, claims: Sequence[Claim], toolkit: Toolkit
) -> tuple[Verdict, ...]:
    """One verdict a claim.

    Raises:
        InvalidCheck: the checker gave verdicts of other claims.
    """
    reached = tuple(toolkit.checker.check_claims(article, claims))
    if [verdict.claim_id for verdict in reached] != [claim.id for claim in claims]:
        raise InvalidCheck("the checker must give one verdict a claim, in the claims' order")
    return reached


def join(_taken: TakenStep, _toolkit: Toolkit) -> Outcome:
    """Nothing to compute: settling a join step ends its job."""
    return Outcome()


def load_article(taken: TakenStep, database: Database) -> Article:
    """The article that the step is about.

    Raises:
        NotStored: there is none.
    """
    stored = get_article(database, taken.article_id or "")
    if stored is None:
        raise NotStored(f"step {taken.id} is about no stored article")
    return stored.article


def reconcile_once(database: Database, bell: Bell, timing: Timing) -> None:
    """One pass of the reconciler, ringing for what it set right; an outage waits for the next."""
    try:
        bell.ring(reconcile(database, timing).steps)
    except DatabaseUnavailable as error:
        log.warning("nothing was reconciled: %s", error)


WORK: MappingProxyType[StepKind, Callable[[TakenStep, Toolkit], Outcome]] = MappingProxyType(
    {
        StepKind.SPLIT: split,
        StepKind.VERIFY: check,
        StepKind.RECHECK: check,
        StepKind.JOIN: join,
    }
)
