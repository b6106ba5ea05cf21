"""Calibrators read their curves off, and find the curve that speaks of a verdict."""

from dataclasses import replace

import numpy as np
import pytest

from indexes.records import (
    Evidence,
    InvalidRecord,
    Judgement,
    Reason,
    Span,
    Stance,
    StanceProbabilities,
    VerdictLabel,
    from_json,
    to_json,
)
from workers.pipeline.calibration import (
    UNFITTED,
    Calibrator,
    LanguageGroup,
    find_language_group,
    name_curve,
)

SUPPORTED, REFUTED = VerdictLabel.SUPPORTED, VerdictLabel.REFUTED
CONFLICTING, UNDECIDED = VerdictLabel.CONFLICTING, VerdictLabel.NOT_ENOUGH_EVIDENCE
RUSSIAN, ENGLISH = LanguageGroup.RUSSIAN, LanguageGroup.ENGLISH
BENT = Calibrator(
    knots=(0.0, 0.5, 1.0),
    curves={"supported/ru": (0.1, 0.6, 1.0), "refuted/ru": (0.3, 0.3, 0.3)},
    least=0.02,
    most=0.95,
    row_count=18,
)


@pytest.mark.parametrize(
    ("confidence", "expected"),
    [
        (0.0, 0.1),
        (0.25, 0.35),  # half-way between 0.1 and 0.6
        (0.5, 0.6),
        (0.75, 0.8),
        (0.99, 0.95),  # 0.992, but so few rows show no more
        (1.0, 0.95),
        (1.7, 0.95),  # a raw confidence out of range counts as the nearest within
        (-1.0, 0.1),
    ],
)
def test_straight_between_knots_and_bounded(confidence: float, expected: float) -> None:
    assert BENT.find_probability(confidence, SUPPORTED, RUSSIAN) == pytest.approx(expected)


def test_each_label_and_language_has_its_curve() -> None:
    assert BENT.find_probability(0.9, REFUTED, RUSSIAN) == pytest.approx(0.3)
    assert BENT.find_probability(0.9, SUPPORTED, ENGLISH) == pytest.approx(0.9)  # no curve: as is
    assert BENT.find_probability(0.999, SUPPORTED, ENGLISH) == pytest.approx(0.95)


def test_many_at_once_keep_their_shape() -> None:
    found = BENT.find_probabilities([[0.0, 0.5], [0.75, 1.0]], SUPPORTED, RUSSIAN)
    assert found == pytest.approx(np.array([[0.1, 0.6], [0.8, 0.95]]))


@pytest.mark.parametrize("label", VerdictLabel)
def test_unfitted_changes_nothing_but_certainty(label: VerdictLabel) -> None:
    for confidence in (0.02, 0.5, 0.97):
        assert UNFITTED.find_probability(confidence, label, RUSSIAN) == pytest.approx(confidence)
    assert UNFITTED.find_probability(0.0, label, RUSSIAN) == 0.01
    assert UNFITTED.find_probability(1.0, label, RUSSIAN) == 0.99
    assert UNFITTED.name == "none"


def test_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="no number"):
        UNFITTED.find_probability(float("nan"), SUPPORTED, RUSSIAN)


def test_a_judgement_keeps_its_raw_confidence() -> None:
    judgement = Judgement(SUPPORTED, 0.75, (Reason("sources_support"),))
    calibrated = BENT.calibrate(judgement, RUSSIAN)
    assert calibrated.confidence == pytest.approx(0.8)
    assert calibrated == replace(judgement, confidence=calibrated.confidence, raw_confidence=0.75)


def test_what_no_curve_calibrates_has_no_raw_confidence() -> None:
    """Whoever shows it must not call it calibrated."""
    certain = Judgement(SUPPORTED, 1.0)
    for calibrator, group in ((UNFITTED, RUSSIAN), (BENT, ENGLISH)):
        found = calibrator.calibrate(certain, group)
        assert (found.confidence, found.raw_confidence) == (calibrator.most, None)


def test_json_and_back() -> None:
    read = from_json(Calibrator, to_json(BENT))
    assert read == BENT
    assert read.version == BENT.version


def test_the_version_tells_contents_apart_and_not_their_order() -> None:
    turned = replace(BENT, curves=dict(reversed(BENT.curves.items())))
    assert turned.version == BENT.version
    others = [replace(BENT, most=0.94), replace(BENT, scorer="x"), replace(BENT, row_count=19)]
    assert len({one.version for one in (BENT, *others)}) == 4
    assert BENT.name == f"calibration@{BENT.version}"


@pytest.mark.parametrize(
    "damage",
    [
        {"knots": (0.0, 0.5, 0.5, 1.0)},
        {"knots": (0.0,)},
        {"knots": (0.1, 0.5, 1.0)},
        {"knots": (0.0, float("nan"), 1.0)},
        {"curves": {"supported/ru": (0.1, 0.6)}},
        {"curves": {"supported/ru": (0.6, 0.1, 0.9)}},
        {"curves": {"supported/ru": (0.1, 0.6, 1.2)}},
        {"curves": {"supported/ru": (0.1, float("nan"), 0.9)}},
        {"least": 0.0},
        {"most": 1.0},
        {"least": 0.9, "most": 0.1},
    ],
)
def test_what_is_no_calibrator_is_refused(damage: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"knots|curve|least"):
        replace(BENT, **damage)


def test_a_falling_curve_in_a_file_is_an_invalid_record() -> None:
    with pytest.raises(InvalidRecord, match="never fall"):
        from_json(Calibrator, to_json(BENT).replace("0.6", "0.05"))


def make_evidence(stance: Stance, language: str) -> Evidence:
    return Evidence(
        claim_id="c",
        passage_id="p",
        source_id="s",
        quote=Span(0, 4),
        quoted_text="ёлка",
        stance=stance,
        probabilities=StanceProbabilities(0.3, 0.3, 0.4),
        candidate_score=0.5,
        language=language,
    )


YES, NO, SILENT = Stance.SUPPORTS, Stance.REFUTES, Stance.NEUTRAL


@pytest.mark.parametrize(
    ("language", "label", "evidence", "group"),
    [
        ("ru", SUPPORTED, [(YES, "ru")], "ru"),
        ("en", SUPPORTED, [(YES, "en")], "en"),
        ("kk", SUPPORTED, [(YES, "kk")], "other"),
        ("", UNDECIDED, [], "other"),
        ("ru", SUPPORTED, [(YES, "en")], "cross"),
        ("kk", REFUTED, [(NO, "ru")], "cross"),
        ("ru", SUPPORTED, [(YES, "en"), (YES, "ru")], "ru"),
        ("ru", SUPPORTED, [(YES, "en"), (NO, "ru"), (SILENT, "ru")], "cross"),  # only YES decides
        ("ru", CONFLICTING, [(YES, "en"), (NO, "ru")], "ru"),
        ("en", CONFLICTING, [(YES, "ru"), (NO, "ru")], "cross"),
        ("ru", UNDECIDED, [(SILENT, "en")], "ru"),  # nothing decides, so nothing crosses
        ("ru", SUPPORTED, [(YES, "")], "ru"),  # stored before evidence knew its language
    ],
)
def test_language_group(
    language: str, label: VerdictLabel, evidence: list[tuple[Stance, str]], group: str
) -> None:
    found = find_language_group(language, label, [make_evidence(*one) for one in evidence])
    assert found.value == group


def test_names_of_curves() -> None:
    assert name_curve(UNDECIDED, LanguageGroup.CROSS) == "not_enough_evidence/cross"
