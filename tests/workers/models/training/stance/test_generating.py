"""Pairs of a small text: each change is read in both directions, and beside silent evidence."""

import random

from workers.languages.factory import open_language
from workers.models.training.stance.generate import THREE, balance
from workers.models.training.stance.generating import Generated, generate_pairs
from workers.models.training.stance.pairs import Answer
from workers.models.training.stance.rules.numbers import change_number
from workers.models.training.stance.rules.polarity import add_negation
from workers.models.training.stance.rules.statement import Rule, Statement, read_statements
from workers.models.training.stance.surroundings import Corpus

TEXT = (
    "Пожар уничтожил 45 домов в посёлке Сосновка. Губернатор области приехал в Сосновку утром. "
    "Причину возгорания на лесопилке установят эксперты."
)


def generate(*rules: Rule) -> list[Generated]:
    statements = read_statements(TEXT, open_language("ru"))
    corpus = Corpus([("Пожар", statements)])
    return list(generate_pairs(corpus, statements[:1], rules, random.Random(1)))


def holds(text: str, number: str) -> bool:
    return f"{number} домов" in text


def test_number_decides_the_answer_not_the_side() -> None:
    pairs = [pair for pair in generate(change_number) if pair.rule == "number"]
    answers = {(holds(pair.evidence, "45"), holds(pair.claim, "45")): pair.answer for pair in pairs}
    assert answers[True, False] is Answer.REFUTES
    assert answers[False, True] is Answer.REFUTES
    assert answers.get((True, True), Answer.SUPPORTS) is Answer.SUPPORTS
    assert answers.get((False, False), Answer.SUPPORTS) is Answer.SUPPORTS


def test_denial_refutes_both_ways() -> None:
    pairs = [pair for pair in generate(add_negation) if pair.rule == "negation"]
    for pair in pairs:
        is_one = ("не уничтожил" in pair.evidence) == ("не уничтожил" in pair.claim)
        assert pair.answer is (Answer.SUPPORTS if is_one else Answer.REFUTES)


def test_silent_evidence_is_neutral() -> None:
    apart = [pair for pair in generate(change_number) if pair.rule == "apart_number"]
    assert apart
    assert all(pair.answer is Answer.NEUTRAL for pair in apart)
    assert not any("уничтожил" in pair.evidence for pair in apart)


def test_neighbours_do_not_speak_of_what_was_changed() -> None:
    statements = read_statements(TEXT, open_language("ru"))
    corpus = Corpus([("", statements)])
    place = _find(statements[0], "Сосновка")
    for seed in range(30):
        chance = random.Random(seed)
        passage = corpus.surround(statements[0], "Пожар уничтожил посёлок.", {place}, chance)
        assert "Сосновку" not in passage.text


def _find(statement: Statement, word: str) -> int:
    return [statement.word(place) for place in statement.places()].index(word)


def test_balance() -> None:
    pairs = [
        Generated(f"Е{number}", "К", answer, "rule", "")
        for answer, count in zip(THREE, (5, 3, 9), strict=True)
        for number in range(100 * answer, 100 * answer + count)
    ]
    chosen = balance([*pairs, *pairs], random.Random(1))
    assert len(chosen) == 9
    assert {one.answer for one in chosen} == set(THREE)
