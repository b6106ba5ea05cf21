"""Which evidence a table shows, and how."""

from dataclasses import replace
from datetime import date

from indexes.records import Evidence, Span, Stance, StanceProbabilities, Verdict, VerdictLabel
from service.cli.tables import describe_source, find_best_evidence, plain, verdict_row
from tests.plain import make_claim, make_verdict

CLAIM = make_claim("a", "Мост открыли в 2018 году.")


def make_evidence(stance: Stance, probability: float, score: float = 0.0) -> Evidence:
    rest = (1 - probability) / 2
    shares = {one.value: rest for one in Stance} | {stance.value: probability}
    return Evidence(
        claim_id=CLAIM.id,
        passage_id="p",
        source_id="s",
        quote=Span(0, 5),
        quoted_text=f"{stance.value} {probability} {score}",
        stance=stance,
        probabilities=StanceProbabilities(**shares),
        candidate_score=score,
        publisher="ТАСС",
        published_at=date(2018, 5, 15),
    )


def make(label: VerdictLabel, *evidence: Evidence) -> Verdict:
    return replace(make_verdict(CLAIM, label), evidence=evidence)


def test_best_evidence_is_of_the_deciding_stance() -> None:
    neutral = make_evidence(Stance.NEUTRAL, 0.99)
    supports, surer = make_evidence(Stance.SUPPORTS, 0.6), make_evidence(Stance.SUPPORTS, 0.7)
    refutes = make_evidence(Stance.REFUTES, 0.9)
    found = (neutral, supports, surer, refutes)
    assert find_best_evidence(make(VerdictLabel.SUPPORTED, *found)) == surer
    assert find_best_evidence(make(VerdictLabel.REFUTED, *found)) == refutes
    assert find_best_evidence(make(VerdictLabel.CONFLICTING, *found)) == refutes
    assert find_best_evidence(make(VerdictLabel.NOT_ENOUGH_EVIDENCE, neutral)) == neutral
    assert find_best_evidence(make(VerdictLabel.NOT_ENOUGH_EVIDENCE)) is None


def test_row() -> None:
    verdict = make(VerdictLabel.SUPPORTED, make_evidence(Stance.SUPPORTS, 0.9))
    row = verdict_row(CLAIM, verdict)
    assert [cell.plain for cell in row] == [
        "Мост открыли в 2018 году.",
        "supported",
        "80%",
        "supports 0.9 0.0",
        "ТАСС, 2018-05-15",
    ]
    assert [cell.plain for cell in verdict_row(CLAIM, None)][1:] == ["–", "–", "", ""]


def test_neutral_evidence_is_pale() -> None:
    verdict = make(VerdictLabel.NOT_ENOUGH_EVIDENCE, make_evidence(Stance.NEUTRAL, 0.9))
    assert "dim" in {str(span.style) for span in verdict_row(CLAIM, verdict)[3].spans}


def test_source_without_publisher_and_date() -> None:
    bare = replace(make_evidence(Stance.NEUTRAL, 0.9), publisher="", published_at=None)
    assert describe_source(bare) == "s"


def test_plain_keeps_letters_and_nothing_that_steers() -> None:
    assert plain("Ёж «идёт»\x1b[2J\r\n\t\u202e[b]").plain == "Ёж «идёт» [2J    [b]"
