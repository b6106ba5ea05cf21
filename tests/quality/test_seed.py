"""The seed article: what the first users see must be right (seeds/claims.jsonl)."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from indexes.records import Claim, Stance, Verdict, VerdictLabel
from tests.quality.gold import SEEDS, GoldClaim, find_covering, read_gold, read_seed_article
from tests.quality.libraries import open_checker_with_sources
from workers.settings import read_settings

MIN_COVERED, MAX_OTHERS_SELECTED = 17, 2


@dataclass(frozen=True)
class Checked:
    """The seed article's claims and verdicts."""

    text: str
    claims: list[Claim]
    verdicts: dict[str, Verdict]

    def verdict_on(self, gold: GoldClaim) -> Verdict | None:
        claim = find_covering(gold, self.text, self.claims)
        return self.verdicts[claim.id] if claim else None

    def verdict_on_quote(self, words: str) -> Verdict:
        gold = next(one for one in read_gold(SEEDS / "claims.jsonl") if words in one.quote)
        verdict = self.verdict_on(gold)
        assert verdict is not None, f"no selected claim covers «{gold.quote}»"
        return verdict


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    folder: Path = tmp_path_factory.mktemp("seed")
    checker = open_checker_with_sources(read_settings({}), folder, SEEDS / "sources.jsonl")
    article = read_seed_article()
    claims = checker.split_article(article)
    selected = [claim for claim in claims if claim.is_selected]
    verdicts = {one.claim_id: one for one in checker.check_claims(article, selected)}
    return Checked(article.text, claims, verdicts)


def test_checkable_quotes_are_covered(checked: Checked) -> None:
    gold = [one for one in read_gold(SEEDS / "claims.jsonl") if one.is_checkable]
    missed = [one.quote for one in gold if not find_covering(one, checked.text, checked.claims)]
    assert len(gold) - len(missed) >= MIN_COVERED, missed


def test_opinions_and_headings_are_not_selected(checked: Checked) -> None:
    gold = [one for one in read_gold(SEEDS / "claims.jsonl") if not one.is_checkable]
    taken = [one.quote for one in gold if find_covering(one, checked.text, checked.claims)]
    assert len(taken) <= MAX_OTHERS_SELECTED, taken


# What the stance model still reads wrongly on this article; a better one makes these tests fail, so
# that the mark goes.
MISREAD = (
    "На неформальной встрече в Сенатском дворце",  # two notes say half of it each: left open
    "У меня есть некоторые наблюдения",  # the note tells the sentence indirectly: left open
)
misread = pytest.mark.xfail(
    strict=True, reason="the stance model still misreads it (docs/errors.md)"
)
GOLD_WITH_VERDICT = [
    pytest.param(one, marks=[misread] if one.quote.startswith(MISREAD) else [], id=one.quote[:40])
    for one in read_gold(SEEDS / "claims.jsonl")
    if one.verdict
]


@pytest.mark.parametrize("gold", GOLD_WITH_VERDICT)
def test_gold_verdicts_come_out(checked: Checked, gold: GoldClaim) -> None:
    verdict = checked.verdict_on(gold)
    assert verdict is not None, "no selected claim covers the quote"
    assert verdict.now.label is gold.verdict, verdict.evidence[:2]


def find_supporting(verdict: Verdict) -> set[str]:
    return {one.source_id for one in verdict.evidence if one.stance is Stance.SUPPORTS}


def test_the_escort_is_supported(checked: Checked) -> None:
    verdict = checked.verdict_on_quote("истребители Су-35")
    assert verdict.now.label is VerdictLabel.SUPPORTED
    assert find_supporting(verdict) & {"24kg-escort", "lenta-escort"}


@misread
def test_the_escort_is_supported_by_both_notes(checked: Checked) -> None:
    verdict = checked.verdict_on_quote("истребители Су-35")
    assert {"24kg-escort", "lenta-escort"} <= find_supporting(verdict)


def test_the_first_power_station_is_not_plainly_supported(checked: Checked) -> None:
    verdict = checked.verdict_on_quote("первой атомной электростанции")
    assert verdict.now.label is not VerdictLabel.SUPPORTED


def test_nothing_without_evidence_in_the_notes_is_decided(checked: Checked) -> None:
    silent = [one for one in read_gold(SEEDS / "claims.jsonl") if not one.evidence]
    for gold in silent:
        verdict = checked.verdict_on(gold) if gold.is_checkable else None
        if verdict is not None:
            assert verdict.now.label is VerdictLabel.NOT_ENOUGH_EVIDENCE, gold.quote


def test_every_decided_verdict_quotes_a_stored_source(checked: Checked) -> None:
    decided = [
        one
        for one in checked.verdicts.values()
        if one.now.label is not VerdictLabel.NOT_ENOUGH_EVIDENCE
    ]
    assert decided
    assert all(any(e.stance is not Stance.NEUTRAL for e in one.evidence) for one in decided)
