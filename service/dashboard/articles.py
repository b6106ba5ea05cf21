"""An article's page: its text with the claims highlighted, and one claim in the side panel."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, render_template, request, url_for
from werkzeug.wrappers import Response

from indexes.claims.articles import cancel_article, get_article
from indexes.claims.claims import list_claims
from indexes.claims.stored import ClaimFilter, NotStored, StoredClaim
from indexes.records import Rejection, VerdictLabel
from service.dashboard.highlights import Mark, cut_paragraphs
from service.dashboard.navigation import go_back
from service.dashboard.verdicts import ShownVerdict, show_verdict
from service.dashboard.wording import PENDING
from service.services import current_services

CLAIMS_A_READ = 200
TONES = (*(label.value for label in VerdictLabel), PENDING)


@dataclass(frozen=True, slots=True)
class NumberedClaim:
    """A claim with the number that the reader sees beside it."""

    number: int
    stored: StoredClaim

    @property
    def tone(self) -> str:
        return self.stored.verdict.now.label.value if self.stored.verdict else PENDING


@dataclass(frozen=True, slots=True)
class Panel:
    """The claim that is open, and the claims before and after it."""

    claim: NumberedClaim
    shown: ShownVerdict | None
    previous_id: str | None
    next_id: str | None


def add_routes(blueprint: Blueprint) -> None:
    """The article's page and stopping its check."""
    blueprint.get("/articles/<article_id>")(article)
    blueprint.post("/articles/<article_id>/cancel")(cancel)


def article(article_id: str) -> str:
    """The text, its legend and the panel of `?claim=`; `?verdict=` shows one verdict's claims."""
    stored = get_article(current_services().database, article_id) or abort(404)
    claims = number_claims(_all_claims(article_id, is_selected=True))
    tone = request.args.get("verdict", "")
    listed = [claim for claim in claims if claim.tone == tone] if tone in TONES else claims
    rejected = _all_claims(article_id, is_selected=False)
    panel = open_panel(listed, claims, request.args.get("claim"))
    return render_template(
        "article.html",
        stored=stored,
        paragraphs=cut_paragraphs(stored.article.text, _marks(listed, panel)),
        claims=claims,
        listed=listed,
        counts=Counter(claim.tone for claim in claims),
        tones=TONES,
        tone=tone,
        panel=panel,
        rejected=rejected,
        headings=find_headings(stored.article.text, rejected),
    )


def cancel(article_id: str) -> Response:
    """Stop the check; what was found stays."""
    services = current_services()
    try:
        steps = cancel_article(services.database, article_id)
    except NotStored:
        abort(404)
    services.bell.ring(steps or ())
    return go_back("cancelled", url_for("dashboard.article", article_id=article_id))


def number_claims(claims: Sequence[StoredClaim]) -> list[NumberedClaim]:
    """1, 2, 3 in the order of the text."""
    return [NumberedClaim(number, stored) for number, stored in enumerate(claims, 1)]


def open_panel(
    listed: Sequence[NumberedClaim], claims: Sequence[NumberedClaim], claim_id: str | None
) -> Panel | None:
    """The panel of a claim; its neighbours are those that are listed."""
    chosen = next((claim for claim in claims if claim.stored.claim.id == claim_id), None)
    if chosen is None:
        return None
    verdict = chosen.stored.verdict
    before = [claim for claim in listed if claim.number < chosen.number]
    after = [claim for claim in listed if claim.number > chosen.number]
    return Panel(
        claim=chosen,
        shown=show_verdict(verdict, current_services().library) if verdict else None,
        previous_id=before[-1].stored.claim.id if before else None,
        next_id=after[0].stored.claim.id if after else None,
    )


def _marks(listed: Sequence[NumberedClaim], panel: Panel | None) -> list[Mark]:
    """The open claim is marked whatever is listed."""
    opened = [panel.claim] if panel and panel.claim not in listed else []
    return [
        Mark(
            claim_id=claim.stored.claim.id,
            number=claim.number,
            span=claim.stored.claim.quote,
            tone=claim.tone,
            is_selected=panel is not None and claim == panel.claim,
        )
        for claim in (*listed, *opened)
    ]


def find_headings(text: str, rejected: Sequence[StoredClaim]) -> frozenset[str]:
    """The paragraphs that were taken for headings: they are set as such."""
    claims = (stored.claim for stored in rejected)
    return frozenset(
        claim.quote.of(text).strip() for claim in claims if claim.rejection is Rejection.HEADING
    )


def _all_claims(article_id: str, *, is_selected: bool) -> list[StoredClaim]:
    return list(_read_claims(ClaimFilter(article_id=article_id, is_selected=is_selected)))


def _read_claims(wanted: ClaimFilter) -> Iterator[StoredClaim]:
    after: str | None = None
    while True:
        page = list_claims(current_services().database, wanted, after=after, limit=CLAIMS_A_READ)
        yield from page.items
        if page.next_cursor is None:
            return
        after = page.next_cursor
