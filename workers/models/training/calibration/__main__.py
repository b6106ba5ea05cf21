"""Fits the calibrator that ships: `python -m workers.models.training.calibration --rows FILE`.

FILE has a JSON object a line: confidence (raw), label, language_group, right, and article where it
is known, of verdicts on rows that no model was trained on. Nothing is random but the folds, whose
seed is fixed.
"""

from pathlib import Path

import click

from indexes.records import to_json
from workers.models.calibrators import DEFAULT_CALIBRATION
from workers.models.training.calibration.fitting import FOLDS, choose_recipe, fit_table
from workers.models.training.calibration.refitting import REPEATS, Evaluation, evaluate
from workers.models.training.calibration.rows import Table, read_rows
from workers.pipeline.calibration import UNFITTED, Calibrator

CARD = """# Model card: calibration

Turns the raw confidence of a verdict into the probability that a careful person would agree with
its label. It changes no label, and within a label and language group no order.

| | |
|---|---|
| file | `{file}`, version `{version}` |
| fitted on | {rows} verdicts{scorer} |
| rows | {origin} |
| form | one monotone curve a label and language group, straight between {knots} knots |
| fit | {method}; {stages} of the 4 stages: all rows, labels, languages, both |
| bounds | {least:.4f} to {most:.4f} |
| reproduce | `python -m workers.models.training.calibration --rows FILE` |

Measured by cross-validation ({folds} folds by article, {repeats} times): *before* is the raw
confidence, *after* a calibrator that had not seen the article. ECE over 15 bins of equal mass.

| rows | n | ECE before | after | Brier before | after | log loss before | after |
|---|---|---|---|---|---|---|---|
{table}

Limits: it speaks of verdicts like those that it was fitted on. People's reviews refit it to a
newsroom's own texts: `sverka calibrate`.
"""


@click.command()
@click.option("--rows", "file", type=click.Path(path_type=Path, exists=True), required=True)
@click.option("--output", type=click.Path(path_type=Path), default=DEFAULT_CALIBRATION)
@click.option("--origin", default="held-out training rows", help="Where the rows are from.")
@click.option("--scorer", default="", help="Model and rules whose confidence it is.")
def main(file: Path, output: Path, origin: str, scorer: str) -> None:
    """Fit a calibrator to the verdicts in --rows; write it and its model card."""
    table = Table.of(read_rows(file))
    recipe = choose_recipe(table, UNFITTED)
    evaluation = evaluate(table, UNFITTED, UNFITTED)
    calibrator = fit_table(table, UNFITTED, scorer)
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(f"{to_json(calibrator)}\n", "utf-8")
    facts: dict[str, str | int] = {
        "origin": origin,
        "method": recipe.method,
        "stages": recipe.stages,
    }
    output.with_suffix(".md").write_text(describe(output, calibrator, evaluation, facts), "utf-8")
    click.echo(describe_measures(evaluation))
    click.echo(f"{output}: {calibrator.name}, {recipe.method} in {recipe.stages} stages")


def describe(
    file: Path, calibrator: Calibrator, evaluation: Evaluation, facts: dict[str, str | int]
) -> str:
    """The model card."""
    return CARD.format(
        file=file.name,
        version=calibrator.version,
        rows=calibrator.row_count,
        scorer=f" of {calibrator.scorer}" if calibrator.scorer else "",
        knots=len(calibrator.knots),
        least=calibrator.least,
        most=calibrator.most,
        folds=FOLDS,
        repeats=REPEATS,
        table=describe_measures(evaluation),
        **facts,
    )


def describe_measures(evaluation: Evaluation) -> str:
    """A table row a language group."""
    rows = []
    for name, before in evaluation.before.items():
        after = evaluation.after[name]
        pairs = ((before.ece, after.ece), (before.brier, after.brier))
        figures = (*pairs, (before.log_loss, after.log_loss))
        shown = " | ".join(f"{one:.3f} | {other:.3f}" for one, other in figures)
        rows.append(f"| {name} | {before.n} | {shown} |")
    return "\n".join(rows)


if __name__ == "__main__":
    main()
