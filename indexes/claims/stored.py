"""What the claims store hands out: the vocabulary's records with what was stored beside them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, TypeVar

from indexes.claims.recurrence import Recurrence
from indexes.records import Article, Claim, Review, Verdict, VerdictLabel

T = TypeVar("T")


class JobStatus(StrEnum):
    """Where a job, and the article that it checks, stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_final(self) -> bool:
        return self in {JobStatus.DONE, JobStatus.FAILED, JobStatus.CANCELLED}


class StepStatus(StrEnum):
    """Where a step stands. `DEAD`: given up, its error is kept."""

    READY = "ready"
    RUNNING = "running"
    DONE = "done"
    DEAD = "dead"
    CANCELLED = "cancelled"


class StepKind(StrEnum):
    """What a step does; each kind has its task and its queue."""

    SPLIT = "split"  # article -> claims
    VERIFY = "verify"  # a batch of claims -> verdicts
    RECHECK = "recheck"  # a batch of claims -> new verdicts in their histories
    JOIN = "join"  # every other step is settled: flags, end of the job


class Conflict(Exception):
    """An id or an idempotency key is taken by something else."""


class NotStored(LookupError):
    """No such article, claim or verdict."""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows and the cursor of the next ones; `next_cursor` None: there are no more."""

    items: tuple[T, ...]
    next_cursor: str | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is, in claims. `revision` grows with every change, for live views."""

    status: JobStatus
    done: int  # claims with a verdict of this job
    failed: int  # claims whose check was given up
    total: int  # 0 until the article is split
    revision: int
    failure: str = ""  # why the job failed, or, on a job that is done, what of it failed
    waiting_for: str = ""  # the outage that steps wait for: they try again by themselves


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article and how its check stands; `failure` on a finished one: it failed in part."""

    article: Article
    status: JobStatus
    progress: Progress
    failure: str
    created_at: datetime
    job_id: str

    @property
    def is_partly_failed(self) -> bool:
        return self.status is JobStatus.DONE and self.failure != ""


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a claim is checked again. `next_due_at` stands still while paused."""

    id: str
    claim_id: str
    recurrence: Recurrence
    is_paused: bool
    next_due_at: datetime
    last_fired_at: datetime | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class StoredVerdict:
    """A verdict in a claim's history."""

    verdict: Verdict
    number: int  # from 1 in the claim's history
    is_changed: bool  # its label is not that of the verdict before it
    previous_id: str | None
    job_id: str
    stored_at: datetime


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A claim with its newest verdict and what people did with it."""

    claim: Claim
    article_title: str
    article_published_at: date | None
    verdict: Verdict | None  # None: not checked yet, or rejected
    review: Review | None  # the newest
    schedule: Schedule | None
    is_flagged: bool  # wants a person's eye now: a review takes the flag away
    flag_reasons: tuple[str, ...]
    assignee: str
    verdict_count: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims a list shows; None: any."""

    is_flagged: bool | None = None
    label: VerdictLabel | None = None  # of the newest verdict
    words: str = ""  # all of them stand in the claim's text; е = ё, case does not matter
    article_id: str | None = None
    assignee: str | None = None
    due_before: datetime | None = None  # has a schedule, not paused, that is due by then
    is_selected: bool | None = True  # False: only rejected stretches; None: both


@dataclass(frozen=True, slots=True)
class StepRef:
    """A step that is ready: what a bell carries."""

    step_id: str
    kind: StepKind


@dataclass(frozen=True, slots=True)
class Submission:
    """A stored article and the steps to ring for. `is_new` False: it had been submitted before."""

    article_id: str
    job_id: str
    is_new: bool
    steps: tuple[StepRef, ...] = ()


@dataclass(frozen=True, slots=True)
class RequestedJob:
    """A stored job and the steps to ring for."""

    job_id: str
    steps: tuple[StepRef, ...] = ()


@dataclass(frozen=True, slots=True)
class TakenStep:
    """A step in this worker's hands until `lease_until`; `token` fences everything it writes."""

    id: str
    job_id: str
    kind: StepKind
    token: str
    attempt: int  # from 1
    lease_until: datetime
    deadline_at: datetime
    article_id: str | None
    claim_ids: tuple[str, ...]
    traceparent: str = ""  # of the request that led to its job; "": of none


@dataclass(frozen=True, slots=True)
class NewStep:
    """A child step. The same job, kind and key give the same id, so it is inserted once."""

    kind: StepKind
    key: str
    claim_ids: tuple[str, ...] = ()
    article_id: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a step did, written in the one transaction that settles it."""

    claims: tuple[Claim, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    children: tuple[NewStep, ...] = ()


@dataclass(frozen=True, slots=True)
class Timing:
    """How long things may take, in seconds, and how often they are tried."""

    lease_seconds: float = 20.0
    deadline_seconds: float = 900.0
    ring_again_seconds: float = 30.0
    back_off_seconds: float = 2.0
    longest_back_off_seconds: float = 120.0
    max_attempts: int = 6
    ring_window: int = 256  # at most so many ready steps wait for an answer to their bell


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What one pass of `reconcile` set right."""

    steps: tuple[StepRef, ...] = ()  # to ring for
    fired: int = 0  # schedules
    expired: int = 0  # leases
