"""`sverka calibrate`: confidence learns from what people decided."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click
from rich.text import Text

from indexes.claims.reviews import list_calibration
from service.cli.opening import open_settings, opened_database
from service.cli.progress import late_progress
from service.cli.tables import Column, plain, print_table
from workers.models.calibrators import (
    load_calibrator,
    load_shipped,
    remove_calibrator,
    write_calibrator,
)
from workers.models.training.calibration.fitting import FOLDS
from workers.models.training.calibration.refitting import (
    ALL,
    FITS,
    LEAST_OF_EACH,
    LEAST_REVIEWS,
    Counts,
    Evaluation,
    Refit,
    Refusal,
    refit,
)
from workers.models.training.calibration.reviewed import ReviewRows, read_reviews
from workers.pipeline.calibration import Calibrator, LanguageGroup
from workers.settings import Settings

REFUSED = 3  # the exit code: nothing is broken, and nothing was changed
COLUMNS = (
    Column("Claims and sources", 1),
    Column("Reviews"),
    Column("ECE before"),
    Column("after"),
    Column("Brier before"),
    Column("after"),
    Column("Log loss before"),
    Column("after"),
)
GROUP_NAMES = {
    ALL: "all",
    LanguageGroup.RUSSIAN.value: "Russian",
    LanguageGroup.ENGLISH.value: "English",
    LanguageGroup.CROSS.value: "claim and sources in different languages",
    LanguageGroup.OTHER.value: "other languages",
}
Describe = Callable[[Counts], str]
REFUSALS: Mapping[Refusal, Describe] = {
    Refusal.TOO_FEW: lambda one: (
        f"There are {one.rows} reviews; at least {LEAST_REVIEWS} are needed."
    ),
    Refusal.TOO_FEW_ARTICLES: lambda one: (
        f"The reviews are of {one.articles} articles; at least {FOLDS} are needed, so that it can "
        "be tried on articles that it was not fitted on."
    ),
    Refusal.ONE_SIDED: lambda one: (
        f"People upheld {one.upheld} verdicts and overruled {one.overruled}; at least "
        f"{LEAST_OF_EACH} of each are needed to tell surer from less sure."
    ),
    Refusal.WORSE: lambda _: (
        "On articles that it was not fitted on, the refitted confidence is no better than the "
        "present one."
    ),
    Refusal.NOT_SURELY_BETTER: lambda _: (
        "The refitted confidence is better, but so little that it may be chance. More reviews "
        "will tell."
    ),
    Refusal.UNRELATED: lambda _: (
        "The reviews do not follow confidence: what people upheld was not surer than what they "
        "overruled. A refit would give every verdict about the same confidence."
    ),
}
IN_RUSSIAN = (
    "По-русски: подгоняет уверенность вердиктов под решения людей. Нужно не меньше "
    f"{LEAST_REVIEWS} решений; если на статьях, которых подгонка не видела, новая уверенность не "
    "лучше прежней, всё остаётся как было, а код выхода — 3. --dry-run: только показать; "
    "--reset: вернуть калибровку из поставки; --json: вывод для программ."
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found, decided and written."""

    reviews: ReviewRows
    current: Calibrator
    refit: Refit
    path: Path
    is_written: bool
    former: Path | None = None

    @property
    def is_refused(self) -> bool:
        return isinstance(self.refit.result, Refusal)


@click.command(epilog=IN_RUSSIAN)
@click.option("--dry-run", is_flag=True, help="Show what would be done; write nothing.")
@click.option("--reset", is_flag=True, help="Go back to the calibration that ships.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
def calibrate(*, dry_run: bool, reset: bool, as_json: bool) -> None:
    """Fit the confidence of verdicts to what people decided of them.

    Takes the reviews of verdicts by the model and rules of the newest one, tries the refit on
    articles that it was not fitted on, and puts it in place only if Brier score and log loss are
    surely better than at present: exit code 0, or 3 where it refuses and changes nothing. Servers
    and workers take it up when they start next. The former calibration stays beside the new one.
    """
    settings = open_settings()
    if reset:
        _reset(settings, dry_run=dry_run, as_json=as_json)
        return
    outcome = refit_reviews(settings, dry_run=dry_run)
    if as_json:
        click.echo(json.dumps(describe(outcome), ensure_ascii=False, indent=2))
    else:
        show(outcome)
    if outcome.is_refused:
        raise SystemExit(REFUSED)


def refit_reviews(settings: Settings, *, dry_run: bool) -> Outcome:
    """Read the reviews, refit, and put the calibrator in place if it is better."""
    with opened_database(settings) as database:
        reviews = read_reviews(list_calibration(database))
    current = load_calibrator(settings, reviews.scorer)
    with late_progress("Trying it on other articles", FITS) as advance:
        found = refit(
            reviews.rows,
            current,
            load_shipped(reviews.scorer),
            scorer=reviews.scorer,
            on_progress=advance,
        )
    path = settings.calibration_path
    if isinstance(found.result, Refusal) or dry_run:
        return Outcome(reviews, current, found, path, is_written=False)
    former = write_calibrator(found.result, path)
    return Outcome(reviews, current, found, path, is_written=True, former=former)


def show(outcome: Outcome) -> None:
    """The table, and what was decided."""
    evaluation = outcome.refit.evaluation
    if evaluation is not None:
        print_table(COLUMNS, make_rows(evaluation))
        click.echo("«after»: on articles that the refit had not seen. Less is better.")
    for sentence in say(outcome):
        click.echo(sentence, err=outcome.is_refused)


def make_rows(evaluation: Evaluation) -> list[tuple[Text, ...]]:
    """A row a language group, all together first."""
    rows = []
    for name, shown in GROUP_NAMES.items():
        if name in evaluation.before:
            before, after = evaluation.before[name], evaluation.after[name]
            pairs = [
                (before.ece, after.ece),
                (before.brier, after.brier),
                (before.log_loss, after.log_loss),
            ]
            figures = [f"{one:.3f}" for pair in pairs for one in pair]
            rows.append(tuple(plain(one) for one in (shown, str(before.n), *figures)))
    return rows


def say(outcome: Outcome) -> list[str]:
    """What was decided and what comes next, a sentence a line."""
    sentences = []
    if outcome.reviews.left_out:
        sentences.append(
            f"{outcome.reviews.left_out} reviews are left out: another model or other rules "
            "reached their verdicts."
        )
    return [*sentences, *_say_decision(outcome)]


def _say_decision(outcome: Outcome) -> list[str]:
    result, current = outcome.refit.result, outcome.current.name
    if isinstance(result, Refusal):
        reason = REFUSALS[result](outcome.refit.counts)
        return [f"Refused: {reason}", f"The calibration stays as it is: {current}."]
    if not outcome.is_written:
        return [f"{result.name} would take the place of {current}; nothing written."]
    written = [f"{result.name} takes the place of {current}: {outcome.path}"]
    if outcome.former is not None:
        written.append(f"The former one is kept as {outcome.former}")
    return [*written, "Servers and workers take it up when they start next."]


def describe(outcome: Outcome) -> dict[str, Any]:
    """Everything as JSON-ready dictionaries and lists."""
    result, evaluation = outcome.refit.result, outcome.refit.evaluation
    accepted = "written" if outcome.is_written else "would_write"
    return {
        "decision": result.value if isinstance(result, Refusal) else accepted,
        "says": say(outcome),
        "reviews": outcome.refit.counts.rows,
        "left_out": outcome.reviews.left_out,
        "articles": outcome.refit.counts.articles,
        "upheld": outcome.refit.counts.upheld,
        "scorer": outcome.reviews.scorer,
        "current": outcome.current.name,
        "calibration": None if isinstance(result, Refusal) else result.name,
        "evaluation": asdict(evaluation) if evaluation else None,
        "path": str(outcome.path),
        "former": str(outcome.former) if outcome.former else None,
    }


def _reset(settings: Settings, *, dry_run: bool, as_json: bool) -> None:
    path = settings.calibration_path
    if not path.exists():
        decision, said = "nothing_to_reset", f"There is no {path}: nothing to reset."
        former = None
    elif dry_run:
        decision, said = "would_reset", f"{path} would be set aside; nothing written."
        former = None
    else:
        former = remove_calibrator(path)
        decision = "reset"
        said = f"Back to the calibration that ships; the former one is kept as {former}"
    if as_json:
        kept = str(former) if former else None
        click.echo(json.dumps({"decision": decision, "says": [said], "former": kept}, indent=2))
    else:
        click.echo(said)
