"""`sverka check`: a quick look at a text; nothing is stored."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import click

from indexes.claims.rechecks import batches
from indexes.records import Article, Claim, Verdict, make_id, to_dict
from indexes.sources.library import Library
from service.cli.opening import open_settings
from service.cli.progress import late_progress
from service.cli.tables import VERDICT_COLUMNS, print_table, verdict_row
from service.cli.texts import Day, LanguageCode, read_article
from workers.checking import open_checker
from workers.toolkit import Checker

CLAIMS_AT_ONCE = 16
EMPTY_LIBRARY = (
    "The library has no sources, so nothing can be decided. "
    "Fill it: sverka sources add seeds/sources.jsonl"
)


@dataclass(frozen=True, slots=True)
class CheckedText:
    """An article, everything that it says, and the verdicts on what was selected of it."""

    article: Article
    claims: tuple[Claim, ...]
    verdicts: tuple[Verdict, ...]  # of the selected claims, in their order

    @property
    def selected(self) -> tuple[Claim, ...]:
        return tuple(claim for claim in self.claims if claim.is_selected)


@click.command()
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@click.option("--title", default="", help="The article's headline.")
@click.option("--published-at", type=Day(), help="Day of publication, as 2025-11-12.")
@click.option(
    "--language", type=LanguageCode(), default="", help="ISO 639 code; left out: detected."
)
def check(
    file: str,
    *,
    as_json: bool,
    title: str,
    published_at: date | None,
    language: str,
) -> None:
    """Check the text in FILE (- for standard input) against the library and print the verdicts.

    Reads text, Markdown and HTML. Nothing is stored; `sverka submit` does that.
    """
    article = read_article(file, title=title, published_at=published_at, language=language)
    checker = open_checker(open_settings())
    checked = check_text(article, checker)
    if as_json:
        click.echo(json.dumps(describe_checked(checked), ensure_ascii=False, indent=2))
    else:
        print_checked(checked)
    warn_of_empty_library(checker.library)


def check_text(article: Article, checker: Checker) -> CheckedText:
    """Split and check, with a progress bar where it takes long."""
    article = replace(article, id=make_id("article", article.text)) if not article.id else article
    with late_progress("Finding claims"):
        claims = tuple(checker.split_article(article))
    selected = [claim for claim in claims if claim.is_selected]
    with late_progress("Checking claims", len(selected)) as advance:
        verdicts: list[Verdict] = []
        for reached in _check_in_batches(article, selected, checker):
            verdicts += reached
            advance(len(verdicts))
    return CheckedText(article, claims, tuple(verdicts))


def _check_in_batches(
    article: Article, selected: list[Claim], checker: Checker
) -> Iterator[list[Verdict]]:
    by_id = {claim.id: claim for claim in selected}
    for batch in batches(list(by_id), CLAIMS_AT_ONCE):
        yield list(checker.check_claims(article, [by_id[claim_id] for claim_id in batch]))


def print_checked(checked: CheckedText) -> None:
    """The table, and what was left out of it."""
    pairs = list(zip(checked.selected, checked.verdicts, strict=True))
    if pairs:
        print_table(VERDICT_COLUMNS, [verdict_row(claim, verdict) for claim, verdict in pairs])
    left_out = len(checked.claims) - len(pairs)
    click.echo(f"{len(pairs)} claims checked; {left_out} other statements are no checkable claims.")


def describe_checked(checked: CheckedText) -> dict[str, Any]:
    """Everything as JSON-ready dictionaries."""
    verdicts = {verdict.claim_id: verdict for verdict in checked.verdicts}
    return {
        "article": to_dict(checked.article),
        "claims": [
            to_dict(claim) | {"verdict": to_dict(verdicts[claim.id])} for claim in checked.selected
        ],
        "rejected": [to_dict(claim) for claim in checked.claims if not claim.is_selected],
    }


def warn_of_empty_library(library: Library) -> None:
    """Say on stderr why everything was left undecided."""
    if library.status().source_count == 0:
        click.echo(EMPTY_LIBRARY, err=True)
