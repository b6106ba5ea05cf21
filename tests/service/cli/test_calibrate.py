"""`sverka calibrate` over a real store: articles checked, verdicts reviewed, refitted."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from indexes.claims.database import Database, open_database, upgrade_database
from indexes.claims.reviews import add_review
from indexes.claims.stored import ClaimFilter
from indexes.records import (
    Article,
    Claim,
    Judgement,
    Provenance,
    ReviewDecision,
    Verdict,
    VerdictLabel,
)
from service.cli.calibrate import REFUSALS, REFUSED
from service.cli.claims import read_claims
from tests.plain import PlainChecker
from tests.service.cli.conftest import Run
from tests.service.live import ROOT, environment_for
from tests.stores import recheck_as, run_all, submit
from workers.models.calibrators import name_scorer, read_calibrator, write_calibrator
from workers.models.training.calibration.refitting import Refusal
from workers.pipeline.calibration import Calibrator, LanguageGroup

ARTICLES, CLAIMS_AN_ARTICLE = 20, 5
MODELS, RULES = {"stance": "cross-encoder@1"}, "2"
SCORER = name_scorer(MODELS["stance"], RULES)
Holds = Callable[[float], float]


def is_shy(raw: float) -> float:
    """People uphold far more than the raw confidence says."""
    return raw**0.25


@dataclass
class RatedChecker(PlainChecker):
    """The raw confidence stands in the claim, in thousandths; it is shown as it is."""

    def check_claims(self, article: Article, claims: Sequence[Claim]) -> Sequence[Verdict]:
        return [
            rate(verdict, claim)
            for verdict, claim in zip(super().check_claims(article, claims), claims, strict=True)
        ]


def rate(verdict: Verdict, claim: Claim) -> Verdict:
    raw = find_raw(claim.text)
    judgement = Judgement(VerdictLabel.SUPPORTED, min(max(raw, 0.01), 0.99), raw_confidence=raw)
    return replace(verdict, now=judgement, provenance=Provenance(MODELS, "1", RULES))


def find_raw(text: str) -> float:
    return int(re.findall(r"\d+", text)[-1]) / 1000


def write_article(number: int, draw: np.random.Generator) -> Article:
    raws = draw.integers(0, 1001, CLAIMS_AN_ARTICLE)
    lines = [f"В посёлке № {place} живут {raw} человек." for place, raw in enumerate(raws, 1)]
    return Article("", "\n".join(lines), f"Перепись, часть {number}", "ru")


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with 100 verdicts on 20 articles, to be copied."""
    file = tmp_path_factory.mktemp("checked") / "claims.sqlite"
    database = open_database(f"sqlite:///{file}")
    upgrade_database(database)
    draw = np.random.default_rng(20251112)
    for number in range(ARTICLES):
        submit(database, write_article(number, draw))
    run_all(database, RatedChecker())
    assert len(read_claims(database, ClaimFilter())) == ARTICLES * CLAIMS_AN_ARTICLE
    database.close()
    return file


@pytest.fixture
def database(folder: Path, checked: Path) -> Iterator[Database]:
    shutil.copy(checked, folder)
    opened = open_database(f"sqlite:///{folder}/claims.sqlite")
    yield opened
    opened.close()


def review_all(database: Database, holds: Holds, count: int = 100, seed: int = 1) -> None:
    """A reviewer who upholds a verdict as often as `holds` says of its raw confidence."""
    draw = np.random.default_rng(seed)
    for stored in sorted(read_claims(database, ClaimFilter()), key=lambda one: one.claim.id)[
        :count
    ]:
        upheld = draw.random() < holds(find_raw(stored.claim.text))
        decision = ReviewDecision.AGREE if upheld else ReviewDecision.OVERRULE
        label = None if upheld else VerdictLabel.NOT_ENOUGH_EVIDENCE
        add_review(database, stored.claim.id, decision, reviewer="Айгуль", label=label)


def test_better_confidence_is_put_in_place(run: Run, folder: Path, database: Database) -> None:
    review_all(database, is_shy)
    path = folder / "calibration.json"
    planned = run("calibrate", "--dry-run")
    assert planned.exit_code == 0
    assert "nothing written" in planned.stdout
    assert not path.exists()

    done = run("calibrate")
    assert done.exit_code == 0, done.stderr
    assert done.stderr == ""
    for shown in ("all", "Russian", "ECE before", "Brier before", "take it up when they start"):
        assert shown in done.stdout
    fitted = read_calibrator(path)
    assert (fitted.scorer, fitted.row_count) == (SCORER, 100)
    assert f"{fitted.name} takes the place of none" in done.stdout
    shown = fitted.find_probability(0.3, VerdictLabel.SUPPORTED, LanguageGroup.RUSSIAN)
    assert 0.55 < shown < 0.9  # 0.74 of them hold

    again = run("calibrate")  # the same reviews once more
    assert again.exit_code == REFUSED
    assert read_calibrator(path) == fitted

    reset = run("calibrate", "--reset")
    assert reset.exit_code == 0
    assert not path.exists()
    assert read_calibrator(folder / f"calibration-{fitted.version}.json") == fitted
    assert "nothing to reset" in run("calibrate", "--reset").stdout


def test_json(run: Run, folder: Path, database: Database) -> None:
    review_all(database, is_shy)
    planned = json.loads(run("calibrate", "--json", "--dry-run").stdout)
    assert planned["decision"] == "would_write"
    done = json.loads(run("calibrate", "--json").stdout)
    assert done["decision"] == "written"
    assert done["path"] == str(folder / "calibration.json")
    assert (done["reviews"], done["articles"], done["left_out"]) == (100, 20, 0)
    assert done["calibration"] == planned["calibration"] != done["current"]
    before, after = done["evaluation"]["before"]["all"], done["evaluation"]["after"]["all"]
    assert before["n"] == after["n"] == 100
    assert all(after[one] < before[one] for one in ("ece", "brier", "log_loss"))
    refused = run("calibrate", "--json")
    assert refused.exit_code == REFUSED
    assert json.loads(refused.stdout)["decision"] in {"worse", "not_surely_better"}
    assert json.loads(run("calibrate", "--json", "--reset").stdout)["decision"] == "reset"
    assert json.loads(run("calibrate", "--json", "--reset").stdout)["former"] is None


@pytest.mark.parametrize(
    ("holds", "count", "said"),
    [
        (is_shy, 0, "There are 0 reviews; at least 50 are needed."),
        (is_shy, 49, "There are 49 reviews; at least 50 are needed."),
        (lambda _: 1.0, 60, "People upheld 60 verdicts and overruled 0"),
        (lambda _: 0.8, 100, "The reviews do not follow confidence"),
        (lambda raw: raw, 100, "Refused: "),
    ],
)
def test_refusals(
    run: Run, folder: Path, database: Database, holds: Holds, count: int, said: str
) -> None:
    review_all(database, holds, count)
    refused = run("calibrate")
    assert refused.exit_code == REFUSED
    assert said in refused.stderr
    assert "The calibration stays as it is: " in refused.stderr
    assert not list(folder.glob("calibration*"))


def test_every_refusal_has_its_sentence() -> None:
    assert set(REFUSALS) == set(Refusal)


def test_verdicts_of_another_scorer_are_left_out(run: Run, database: Database) -> None:
    """Rechecked by another model, claims have verdicts whose confidence means something else."""
    review_all(database, is_shy, 60)
    claim_id = min(one.claim.id for one in read_claims(database, ClaimFilter()))
    recheck_as(database, claim_id, VerdictLabel.REFUTED)
    add_review(database, claim_id, ReviewDecision.AGREE, reviewer="Ержан")
    refused = run("calibrate")
    assert refused.exit_code == REFUSED
    assert "60 reviews are left out: another model or other rules" in refused.stderr
    assert "There are 1 reviews" in refused.stderr


def test_a_damaged_file_names_the_way_out(run: Run, folder: Path, database: Database) -> None:
    review_all(database, is_shy, 60)
    (folder / "calibration.json").write_text('{"knots": [0, 1', encoding="utf-8")
    broken = run("calibrate")
    assert broken.exit_code == 1
    assert broken.stderr.startswith(f"Error: {folder / 'calibration.json'} is no calibration")
    assert "sverka calibrate --reset" in broken.stderr
    assert len(broken.stderr.splitlines()) == 1
    assert run("calibrate", "--reset").exit_code == 0
    assert (folder / "calibration-damaged.json").exists()
    assert run("calibrate").exit_code in {0, REFUSED}


def test_dry_reset_writes_nothing(run: Run, folder: Path) -> None:
    path = folder / "calibration.json"
    write_calibrator(Calibrator(scorer=SCORER), path)
    planned = run("calibrate", "--reset", "--dry-run")
    assert (planned.exit_code, path.exists()) == (0, True)
    assert "would be set aside" in planned.stdout


def test_the_path_is_a_setting(run: Run, folder: Path, database: Database) -> None:
    review_all(database, is_shy)
    path = folder / "shared" / "newsroom.json"
    assert run("calibrate", SVERKA_CALIBRATION_FILE=str(path)).exit_code == 0
    assert read_calibrator(path).scorer == SCORER
    assert not (folder / "calibration.json").exists()


def test_two_at_the_same_time(folder: Path, database: Database) -> None:
    """Each decides for itself; what is in place at the end is whole and is what both found."""
    review_all(database, is_shy)
    command = [sys.executable, "-m", "service.cli", "calibrate", "--json"]
    both = [
        subprocess.Popen(
            command, env=environment_for(folder), cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    said = [json.loads(one.communicate(timeout=200)[0]) for one in both]
    fitted = read_calibrator(folder / "calibration.json")
    written = [one for one in said if one["decision"] == "written"]
    assert {one["calibration"] for one in written} == {fitted.name}
    assert {one.returncode for one in both} <= {0, REFUSED}


def test_help_speaks_both_languages(run: Run) -> None:
    told = run("calibrate", "--help").stdout
    assert "Fit the confidence of verdicts" in told
    assert "По-русски" in told
