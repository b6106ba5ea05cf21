"""The table of checks as a whole."""

from indexes.records import CheckOutcome
from tests.workers.pipeline.checks.reading import PUBLISHED
from workers.languages.factory import open_language
from workers.pipeline.checks import CHECKS, read_facts, run_checks


def test_every_check_answers_in_order_under_its_own_name() -> None:
    facts = read_facts("Мост открыли.", open_language("ru"), PUBLISHED)
    results = run_checks(facts, facts)
    assert len(results) == len(CHECKS)
    names = [one.check for one in results]
    assert names == [
        "numbers", "ordinals", "dates", "names", "negation", "quotations", "roles", "superlatives",
        "deeds",
    ]  # fmt: skip


def test_one_changed_detail_is_one_difference() -> None:
    language = open_language("ru")
    claim = read_facts("Паром из Казани перевозил 214 пассажиров.", language, PUBLISHED)
    evidence = read_facts("Паром из Казани перевозил 241 пассажира.", language, PUBLISHED)
    differing = [
        one.check for one in run_checks(claim, evidence) if one.outcome is CheckOutcome.DIFFERS
    ]
    assert differing == ["numbers"]


def test_a_language_without_models_is_checked_by_digits_alone() -> None:
    language = open_language("de")
    claim = read_facts("Am 12.11.2025 kamen 29,8 % der 5000 Bürger.", language, PUBLISHED)
    outcomes = {one.check: one.outcome for one in run_checks(claim, claim)}
    assert outcomes["numbers"] is CheckOutcome.AGREES
    assert outcomes["dates"] is CheckOutcome.AGREES
