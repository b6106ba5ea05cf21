"""`sverka submit`, `sverka recheck`, `sverka claims list`: what is stored in the database."""

from contextlib import closing
from datetime import date

import click
from rich.text import Text

from indexes.claims.articles import submit_article
from indexes.claims.claims import list_claims
from indexes.claims.database import Database
from indexes.claims.stored import ClaimFilter, NotStored, StoredClaim
from indexes.records import VerdictLabel
from indexes.reverse.opening import open_claim_index
from indexes.reverse.reconciling import reconcile_claims
from service.cli.opening import load_embedder, open_settings, opened_bell, opened_database
from service.cli.tables import Column, plain, print_table, show_confidence, show_label
from service.cli.texts import Day, LanguageCode, read_article
from workers.rechecks import recheck_claims
from workers.settings import Settings

PAGE = 500
COLUMNS = (
    Column("Claim id"),
    Column("Claim", 4),
    Column("Verdict"),
    Column("Confidence"),
    Column("Flagged because", 2),
)


@click.command()
@click.argument("file")
@click.option("--title", default="", help="The article's headline.")
@click.option("--published-at", type=Day(), help="Day of publication, as 2025-11-12.")
@click.option(
    "--language", type=LanguageCode(), default="", help="ISO 639 code; left out: detected."
)
@click.option("--idempotency-key", help="The same key gives the first submission back.")
def submit(
    file: str,
    *,
    title: str,
    published_at: date | None,
    language: str,
    idempotency_key: str | None,
) -> None:
    """Store the article in FILE (- for standard input); workers check it."""
    article = read_article(file, title=title, published_at=published_at, language=language)
    settings = open_settings()
    with opened_database(settings) as database, opened_bell(settings) as bell:
        submission = submit_article(database, article, idempotency_key=idempotency_key)
        bell.ring(submission.steps)
    click.echo(submission.article_id)
    click.echo(f"Look at it: {settings.public_url}/articles/{submission.article_id}", err=True)
    _say_who_works(settings)


def _say_who_works(settings: Settings) -> None:
    if settings.broker_url.startswith("memory:"):
        click.echo("It is checked while `sverka serve` or `sverka worker` runs.", err=True)


@click.command()
@click.argument("claim_ids", nargs=-1, metavar="[CLAIM_ID]...")
@click.option("--all", "everything", is_flag=True, help="Every claim that is stored.")
def recheck(claim_ids: tuple[str, ...], *, everything: bool) -> None:
    """Check claims again, in the background; each history grows by one verdict."""
    if everything == bool(claim_ids):
        raise click.UsageError("Name claims, or give --all. They are listed by: sverka claims list")
    settings = open_settings()
    with opened_database(settings) as database, opened_bell(settings) as bell:
        wanted = claim_ids or [one.claim.id for one in read_claims(database, ClaimFilter())]
        if not wanted:
            click.echo("There are no claims yet.", err=True)
            return
        try:
            job_id = recheck_claims(database, bell, wanted)
        except NotStored:
            unknown = "No such claim among those named. They are listed by: sverka claims list"
            raise click.ClickException(unknown) from None
    click.echo(f"{len(set(wanted))} claims are checked again, as job {job_id}.")
    _say_who_works(settings)


@click.command()
def index() -> None:
    """Bring the index of claims, which new sources are held against, in step with the store.

    It keeps itself in step; this is for an index that was lost, and after a restore.
    """
    settings = open_settings()
    embedder = load_embedder(settings)
    with (
        opened_database(settings) as database,
        closing(open_claim_index(settings.library_url, embedder)) as claim_index,
    ):
        done = reconcile_claims(database, claim_index)
        click.echo(f"{done.added} added, {done.removed} removed, {claim_index.count()} claims")


@click.command("list")
@click.option("--flagged", is_flag=True, help="Only those that want a person's eye.")
@click.option("--verdict", type=click.Choice([label.value for label in VerdictLabel]))
@click.option("--article", help="Only those of this article.")
@click.option("--limit", type=click.IntRange(1, 100_000), default=50, show_default=True)
def list_all(*, flagged: bool, verdict: str | None, article: str | None, limit: int) -> None:
    """List claims with their newest verdicts, of the newest article first."""
    wanted = ClaimFilter(
        is_flagged=True if flagged else None,
        label=VerdictLabel(verdict) if verdict else None,
        article_id=article,
    )
    with opened_database(open_settings()) as database:
        found = read_claims(database, wanted, limit)
    if not found:
        click.echo("No claims.", err=True)
        return
    print_table(COLUMNS, [_row(stored) for stored in found])


def _row(stored: StoredClaim) -> tuple[Text, ...]:
    label = stored.verdict.now.label if stored.verdict else None
    return (
        plain(stored.claim.id),
        plain(stored.claim.text),
        show_label(label),
        show_confidence(stored.verdict),
        plain(", ".join(stored.flag_reasons)),
    )


def read_claims(
    database: Database, wanted: ClaimFilter, limit: int | None = None
) -> list[StoredClaim]:
    """All that the filter lets through, up to the limit."""
    found: list[StoredClaim] = []
    cursor = None
    while limit is None or len(found) < limit:
        size = PAGE if limit is None else min(PAGE, limit - len(found))
        page = list_claims(database, wanted, after=cursor, limit=size)
        found += page.items
        cursor = page.next_cursor
        if cursor is None:
            break
    return found
