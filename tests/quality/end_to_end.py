"""The development articles through the whole pipeline, and what is measured of the outcome."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.console import Console
from rich.progress import track

from indexes.records import Claim, Judgement, Verdict, VerdictLabel
from tests.quality.calibration import brier_score, calibration_error
from tests.quality.confusion import Estimate, count_pairs, macro_f1
from tests.quality.gold import E2E, GoldClaim, bootstrap, find_covering, read_articles, read_gold
from workers.pipeline.check import ArticleChecker

STDERR = Console(stderr=True)
LABELS = list(VerdictLabel)
OPPOSITE = {
    VerdictLabel.SUPPORTED: VerdictLabel.REFUTED,
    VerdictLabel.REFUTED: VerdictLabel.SUPPORTED,
}


@dataclass(frozen=True)
class Outcome:
    """A gold claim with what the pipeline made of it."""

    gold: GoldClaim
    claim: Claim | None
    verdict: Verdict | None

    @property
    def is_right(self) -> bool:
        return self.verdict is not None and self.verdict.now.label is self.gold.verdict

    @property
    def is_right_at_publication(self) -> bool:
        wanted = self.gold.verdict_at_publication
        return self.verdict is not None and self.verdict.at_publication.label is wanted

    @property
    def is_wrong_way(self) -> bool:
        wanted = OPPOSITE.get(self.gold.verdict) if self.gold.verdict else None
        return self.verdict is not None and self.verdict.now.label is wanted

    @property
    def cites_deciding_note(self) -> bool:
        cited = {one.source_id for one in self.verdict.evidence} if self.verdict else set()
        return bool(cited & set(self.gold.evidence))

    @property
    def judgements(self) -> list[tuple[Judgement, bool]]:
        """Now and at publication, each with whether it is right."""
        if self.verdict is None:
            return []
        now, then = self.verdict.now, self.verdict.at_publication
        return [(now, self.is_right), (then, self.is_right_at_publication)]


Rows = Sequence[Outcome]


def check_all(checker: ArticleChecker, every: int = 1) -> tuple[list[Outcome], list[Claim]]:
    """Every gold claim's outcome, and all claims found. `every`: 2 takes every second article."""
    gold = read_gold(E2E / "claims.jsonl")
    outcomes: list[Outcome] = []
    everything: list[Claim] = []
    articles = read_articles(E2E / "articles.jsonl")[::every]
    for article in track(articles, "articles", console=STDERR):
        claims = checker.split_article(article)
        everything.extend(claims)
        selected = [claim for claim in claims if claim.is_selected]
        verdicts = {one.claim_id: one for one in checker.check_claims(article, selected)}
        for one in gold:
            if one.article_id == article.id:
                claim = find_covering(one, article.text, claims)
                outcomes.append(Outcome(one, claim, verdicts[claim.id] if claim else None))
    return outcomes, everything


def share(rows: Sequence[object]) -> float:
    return sum(map(bool, rows)) / len(rows) if rows else float("nan")


def measure_f1(pairs: Sequence[tuple[VerdictLabel | None, VerdictLabel]]) -> float:
    """Macro-F1 over the labels that occur in the gold ones. `pairs`: gold, found."""
    known = [(gold, found) for gold, found in pairs if gold is not None]
    places = [(LABELS.index(gold), LABELS.index(found)) for gold, found in known]
    return float(macro_f1(count_pairs(*zip(*places, strict=True), len(LABELS))))


def measure_f1_now(rows: Rows) -> float:
    return measure_f1([(one.gold.verdict, one.verdict.now.label) for one in rows if one.verdict])


def measure_f1_at_publication(rows: Rows) -> float:
    return measure_f1(
        [
            (one.gold.verdict_at_publication, one.verdict.at_publication.label)
            for one in rows
            if one.verdict
        ]
    )


def measure_error(rows: Rows) -> float:
    """Calibration error of both judgements' confidences."""
    return calibration_error(*list_confidences(rows))


def measure_brier(rows: Rows) -> float:
    return brier_score(*list_confidences(rows))


def list_confidences(rows: Rows) -> tuple[list[float], list[bool]]:
    """Of both judgements of every verdict: its confidence, and whether it is right."""
    pairs = [(judged.confidence, right) for one in rows for judged, right in one.judgements]
    return [confidence for confidence, _ in pairs], [right for _, right in pairs]


@dataclass(frozen=True, slots=True)
class EndToEndMeasure:
    """A number over the outcomes that `takes` picks. `floor`: a ceiling where less is better."""

    name: str
    takes: Callable[[Outcome], bool]
    measure: Callable[[Rows], float]
    floor: float | None = None

    def estimate(self, outcomes: Rows) -> Estimate:
        """With its interval when whole articles are drawn again: their claims share notes."""
        rows = [one for one in outcomes if self.takes(one)]
        articles = [list(own) for _, own in groupby(rows, lambda one: one.gold.article_id)]
        found = bootstrap(
            articles, lambda drawn: self.measure([one for own in drawn for one in own])
        )
        return Estimate(*found, len(rows))


def is_checkable(one: Outcome) -> bool:
    return one.gold.is_checkable


def is_covered(one: Outcome) -> bool:
    return one.gold.is_checkable and one.claim is not None


def is_covered_with_notes(one: Outcome) -> bool:
    return is_covered(one) and bool(one.gold.evidence)


MEASURES = (
    EndToEndMeasure(
        "quotes_covered", is_checkable, lambda rows: share([one.claim for one in rows]), 0.80
    ),
    EndToEndMeasure(
        "non_claims_selected",
        lambda one: not one.gold.is_checkable,
        lambda rows: share([one.claim for one in rows]),
        0.30,
    ),
    EndToEndMeasure(
        "verdict_accuracy_now",
        is_covered,
        lambda rows: share([one.is_right for one in rows]),
        0.60,
    ),
    EndToEndMeasure(
        "verdict_accuracy_at_publication",
        is_covered,
        lambda rows: share([one.is_right_at_publication for one in rows]),
    ),
    EndToEndMeasure("verdict_macro_f1_now", is_covered, measure_f1_now),
    EndToEndMeasure("verdict_macro_f1_at_publication", is_covered, measure_f1_at_publication),
    EndToEndMeasure(
        "wrong_way", is_covered, lambda rows: share([one.is_wrong_way for one in rows]), 0.08
    ),
    EndToEndMeasure(
        "deciding_note_cited",
        is_covered_with_notes,
        lambda rows: share([one.cites_deciding_note for one in rows]),
    ),
    EndToEndMeasure("calibration_error", is_covered, measure_error, 0.08),
    EndToEndMeasure("brier_score", is_covered, measure_brier),
)


def summarise(outcomes: Rows) -> dict[str, Estimate]:
    """Every measure by name."""
    return {one.name: one.estimate(outcomes) for one in MEASURES}
