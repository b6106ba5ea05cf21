"""The labelled sets of the stance benchmark, with the floors they must keep and what rivals reach.

Settings may be chosen on `DEVELOPMENT_SETS`; the others are for reporting only. A rival's number
stands here only with its source; where none was found on the same rows, none does.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from tests.quality.confusion import Metric, accuracy, macro_f1, recall_of
from tests.quality.stance_rows import Label, StanceRow, read_rows
from workers.models.training.stance.pairs import is_held_out

Probabilities = NDArray[np.float32]  # (rows, 3): supports, refutes, neutral


class Task(Enum):
    """What the gold labels tell apart."""

    THREE_WAY = ("supports", "refutes", "neutral")
    DECIDED = ("supports", "refutes")  # no neutral rows: the likelier of the two
    ENTAILMENT = ("entailed", "not entailed")  # supports against the other two together

    @property
    def classes(self) -> int:
        return len(self.value)

    def read(self, probabilities: Probabilities) -> NDArray[np.intp]:
        """The class found in each row."""
        if self is Task.ENTAILMENT:
            return (probabilities[:, 0] < 0.5).astype(np.intp)
        return probabilities[:, : self.classes].argmax(axis=1)

    def read_label(self, label: Label) -> int:
        return min(int(label), 1) if self is Task.ENTAILMENT else int(label)


@dataclass(frozen=True, slots=True)
class Rival:
    """Somebody else's number on the same set, from 0 to 1."""

    value: float
    source: str


@dataclass(frozen=True, slots=True)
class StanceSet:
    """Rows of one file with what is measured on them."""

    name: str
    file: str
    takes: Callable[[StanceRow], bool]
    task: Task = Task.THREE_WAY
    metrics: dict[str, Metric] = field(default_factory=lambda: {"accuracy": accuracy})
    floors: dict[str, float] = field(default_factory=dict)
    rivals: dict[str, Rival] = field(default_factory=dict)

    def read(self) -> list[StanceRow]:
        return [row for row in read_rows(self.file) if self.takes(row)]


def of(dataset: str, language: str = "") -> Callable[[StanceRow], bool]:
    """Rows of one data set, in one language where that is given."""
    return lambda row: row.dataset == dataset and language in {"", row.language}


BOTH: dict[str, Metric] = {"accuracy": accuracy, "macro_f1": macro_f1}
XLM_R = "XLM-R base (270M), tuned on English MNLI, Conneau et al. 2020"

XNLI_SETS = tuple(
    StanceSet(
        f"xnli_test_{language}",
        "nli.test-only",
        of("xnli", language),
        metrics=BOTH,
        floors=floors,
        rivals={"accuracy": Rival(rival, XLM_R)},
    )
    for language, rival, floors in (
        ("ru", 0.781, {"accuracy": 0.66}),
        ("en", 0.858, {"accuracy": 0.74}),
        ("de", 0.787, {}),
        ("tr", 0.742, {}),
    )
)

VERDICT_RU = StanceSet(
    "verdict_ru_test",
    "verdict_ru.test-only",
    of("sverka_ru"),
    metrics={
        **BOTH,
        "supports_recall": recall_of(Label.SUPPORTS),
        "refutes_recall": recall_of(Label.REFUTES),
        "neutral_recall": recall_of(Label.NEUTRAL),
    },
    floors={"accuracy": 0.66, "accuracy_with_checks": 0.72},
)

VERDICT_RU_HELD_OUT = StanceSet(
    "verdict_ru_held_out",
    "verdict_ru.train",
    lambda row: is_held_out(row.group),
    metrics=BOTH,
)

DEVELOPMENT_SETS = (
    VERDICT_RU_HELD_OUT,
    *(
        StanceSet(f"xnli_dev_{language}", "nli.dev-only", of("xnli", language), metrics=BOTH)
        for language in ("ru", "en")
    ),
)

LANGUAGE_SETS = tuple(
    StanceSet(
        f"verdict_ru_test_{language.replace('-', '_')}",
        "verdict_ru.test-only",
        of("sverka_ru", language),
        metrics=BOTH,
    )
    for language in ("ru", "en-ru", "ru-en", "en")
)

FEVER_SETS = tuple(
    StanceSet(
        f"fever_1pct_test{suffix}",
        "verdict.test-only",
        of("xfever_1pct", language),
        metrics={"macro_f1": macro_f1},
    )
    for suffix, language in (
        ("", ""),
        *((f"_{language}", language) for language in ("en", "fr", "id", "ja", "zh")),
    )
)

SETS = (
    VERDICT_RU,
    *LANGUAGE_SETS,
    *XNLI_SETS,
    StanceSet(
        "terra_val",
        "nli.test-only",
        of("terra"),
        Task.ENTAILMENT,
        floors={"accuracy": 0.72},
        rivals={
            "accuracy": Rival(
                0.798,
                "XLM-R large (560M), tuned on TERRa, hidden test rows, russiansuperglue.com",
            )
        },
    ),
    StanceSet(
        "fm2_test",
        "verdict.test-only",
        of("fool_me_twice"),
        Task.DECIDED,
        floors={"accuracy": 0.70},
    ),
    StanceSet(
        "fever_symmetric_test",
        "verdict.test-only",
        of("fever_symmetric"),
        Task.DECIDED,
        floors={"accuracy": 0.79},
    ),
    StanceSet(
        "healthver_test",
        "verdict.test-only",
        of("healthver"),
        metrics=BOTH,
        floors={"macro_f1": 0.45},
    ),
    StanceSet(
        "climate_fever_evidence",
        "verdict.test-only",
        of("climate_fever"),
        metrics=BOTH,
        floors={"macro_f1": 0.44},
    ),
    *FEVER_SETS,
    StanceSet(
        "sufficient_facts",
        "verdict.test-only",
        lambda row: row.dataset.startswith("sufficient_facts"),
        metrics={"abstained": recall_of(Label.NEUTRAL), "accuracy": accuracy},
    ),
    StanceSet(
        "anli_r3_dev",
        "nli.test-only",
        of("anli_r3"),
        rivals={
            "accuracy": Rival(
                0.497, "mDeBERTa-v3-base (280M), tuned on ANLI too, on r3's test rows, its card"
            )
        },
    ),
    StanceSet("lidirus", "nli.test-only", of("lidirus_votes"), Task.ENTAILMENT),
    StanceSet("control_test", "nli.test-only", of("control")),
)
