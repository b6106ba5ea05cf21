"""Quality of the check-worthiness head: `python -m tests.quality.bench_checkworthiness`.

The data sets are test-only; nothing was trained, tuned or chosen on them. In the English, German
and Slavic sets the labels mean something else (worth checking in a debate, claiming a fact, being
objective): they show how far the newsroom's standard carries.

`--effects` also shows, on held-out folds of the training rows, what each group of features and of
rows is worth; it takes a quarter of an hour where the inputs of the training are not kept yet.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import click
from rich.console import Console
from rich.table import Table

from indexes.sources.embeddings import Embedder
from indexes.sources.encoders import open_embedder
from tests.quality.checkworthiness_data import (
    DATA,
    OTHERS,
    RUSSIAN,
    Judged,
    group_by_text,
    judge,
    measure_average_precision,
    measure_f1,
    measure_macro_f1,
    measure_ndcg,
    measure_precision,
    measure_recall,
    read_labelled,
)
from tests.quality.findings import WIDTH, Finding, find, report
from tests.quality.measures import record_model
from workers.models.heads import DEFAULT_HEAD, load_head
from workers.models.training.checkworthiness import read_task
from workers.models.training.effects import Effect, measure_effects
from workers.settings import Settings

Metric = Callable[[Sequence[Judged]], float]
OVERVIEW = "Hasanain et al. 2024, CheckThat! Lab task 1, English"
METRICS: dict[str, Metric] = {
    "f1": measure_f1,
    "macro_f1": measure_macro_f1,
    "precision": measure_precision,
    "recall": measure_recall,
    "average_precision": measure_average_precision,
    "priority_ndcg": measure_ndcg,
}


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure to take: of which sets, which splits of them, and how high it must be."""

    name: str
    sets: tuple[str, ...]
    splits: tuple[str, ...] = ()  # none: all
    floor: float | None = None
    rival: float | None = None
    rival_source: str = ""

    @property
    def metric(self) -> Metric:
        return METRICS[self.name.partition(".")[2]]


CHECKTHAT = ("checkthat2024_t1 en",)
NEWS, WRITTEN = ("news ru",), ("written ru",)
MEASURES: tuple[Measured, ...] = (
    Measured("checkworthy_ru_news.f1", NEWS, floor=0.88),
    Measured("checkworthy_ru_written.f1", WRITTEN, floor=0.88),
    Measured("checkworthy_ru.precision", NEWS + WRITTEN),
    Measured("checkworthy_ru.recall", NEWS + WRITTEN, floor=0.88),
    Measured("checkworthy_ru.average_precision", NEWS + WRITTEN, floor=0.94),
    Measured("checkworthy_ru.priority_ndcg", NEWS + WRITTEN),
    Measured("checkthat_2024_en.f1", CHECKTHAT, floor=0.70),
    Measured("checkthat_2024_en.precision", CHECKTHAT),
    Measured("checkthat_2024_en.recall", CHECKTHAT),
    Measured("checkthat_2024_en.average_precision", CHECKTHAT),
    Measured(
        "checkthat_2024_en_official.f1",
        CHECKTHAT,
        ("test",),
        rival=0.802,
        rival_source=f"best of 26 teams, a tuned language model; baseline 0.307 ({OVERVIEW})",
    ),
    Measured("checkthat_2024_en_official.average_precision", CHECKTHAT, ("test",)),
    Measured("policlaim.f1", ("policlaim en",)),
    Measured("policlaim.average_precision", ("policlaim en",)),
    Measured("germeval_2021.f1", ("germeval2021_factclaiming de",)),
    Measured("germeval_2021.average_precision", ("germeval2021_factclaiming de",)),
    *(
        Measured(f"subjectivity_{code}.{metric}", (f"checkthat2025_subjectivity {code}",))
        for code in ("bg", "en", "pl", "uk")
        for metric in ("macro_f1", "average_precision")
    ),
)


def judge_all(embedder: Embedder) -> dict[str, list[Judged]]:
    """Every set of both files, judged."""
    head = load_head()
    sets = read_labelled(RUSSIAN) | read_labelled(OTHERS)
    return {name: judge(rows, embedder, head) for name, rows in sets.items()}


def take_measures(sets: dict[str, list[Judged]]) -> Iterator[Finding]:
    """All numbers, with intervals over whole texts."""
    for one in MEASURES:
        rows = [row for name in one.sets for row in sets[name]]
        rows = [row for row in rows if not one.splits or row.row.split in one.splits]
        yield find(
            one.name,
            group_by_text(rows),
            partial(_measure_texts, one.metric),
            n=len(rows),
            floor=one.floor,
            rival=one.rival,
            rival_source=one.rival_source,
        )


def _measure_texts(metric: Metric, texts: Sequence[object]) -> float:
    return metric([row for text in texts for row in text])  # type: ignore[attr-defined]  # lists


def print_effects(effects: Sequence[Effect]) -> None:
    """What is lost without each part, against the whole head."""
    titles = ("AP", "best F1", "ΔF1")
    table = Table(title="Effects, on held-out folds of the training rows", title_justify="left")
    for column in ("head", *(f"{language} {one}" for language in ("ru", "en") for one in titles)):
        table.add_column(column)
    whole = effects[0]
    for one in effects:
        pairs = ((one.russian, whole.russian), (one.english, whole.english))
        cells = [f"{ap:.3f} {f1:.3f} {f1 - full:+.3f}" for (ap, f1), (_, full) in pairs]
        table.add_row(one.name, *" ".join(cells).split())
    Console(width=WIDTH).print(table)


@click.command()
@click.option("--effects", is_flag=True, help="Also show what each part of the head is worth.")
def main(effects: bool) -> None:
    """Measure, print and record."""
    if not DATA.exists():
        raise click.ClickException("the labelled sentences lie beside the repository: not here")
    settings = Settings()
    embedder = open_embedder(settings.embedding_model, settings.models_folder)
    report("Check-worthiness", take_measures(judge_all(embedder)))
    record_model("checkworthiness.safetensors", DEFAULT_HEAD)
    if effects:
        print_effects(measure_effects(read_task(DATA, embedder)))


if __name__ == "__main__":
    main()
