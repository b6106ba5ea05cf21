"""Rejection rules over real sentences, and what the head adds to them."""

from dataclasses import replace

import pytest

from indexes.records import Rejection
from workers.languages.factory import open_language
from workers.models.heads import Standard
from workers.pipeline.features import read_features
from workers.pipeline.rejections import Belief, Stretch, judge_rejection

STANDARD = Standard(slope=1.0, offset=0.0, threshold=0.4)
SURE = Belief(0.95, {"event": 0.9, "forecast": 0.03, "plan": 0.02, "opinion": 0.05})


def judge(text: str, belief: Belief = SURE, *, is_own_line: bool = False) -> Rejection | None:
    features = read_features(text, open_language("ru"))
    return judge_rejection(Stretch(text, is_own_line), features, belief, STANDARD)


@pytest.mark.parametrize(
    ("text", "rejection"),
    [
        ("Когда откроют новый мост?", Rejection.QUESTION),
        ("Проверьте показания счётчиков до пятницы!", Rejection.CALL),
        ("По-моему, архитектор перестарался.", Rejection.OPINION),
        ("На наш взгляд, архитектор перестарался.", Rejection.OPINION),
        ("Нам очень жаль старую пристань.", Rejection.FEELING),
        ("Осенью паром перестанет ходить.", Rejection.FORECAST),
        ("Пристань, паром, туман.", Rejection.FRAGMENT),
        ("Паром утонул в 1964 году.", None),
        ("Капитан заявил, что паром больше не выйдет в море.", None),
        ("Колумб был уверен, что приплыл в Азию.", None),
        ("Паромов — 14.", None),
    ],
)
def test_rules(text: str, rejection: Rejection | None) -> None:
    assert judge(text) == rejection


@pytest.mark.parametrize(
    ("text", "is_own_line", "is_heading"),
    [
        ("Паром снова на ходу", True, True),
        ("Паром снова на ходу", False, False),
        ("Паром снова вышел в рейс.", True, False),
        ("Капитан сказал: «Паром снова на ходу.»", True, False),
        ("Паром " + "и снова паром " * 10 + "вышел в рейс", True, False),
    ],
)
def test_heading_stands_alone_without_final_mark(
    text: str, is_own_line: bool, is_heading: bool
) -> None:
    assert (judge(text, is_own_line=is_own_line) is Rejection.HEADING) is is_heading


def test_head_tells_plans_from_forecasts() -> None:
    plan = Belief(0.1, {"event": 0.1, "forecast": 0.3, "plan": 0.6})
    assert judge("Осенью верфь спустит на воду новый паром.", plan) is Rejection.PLAN


def test_head_rejects_below_its_threshold() -> None:
    opinion = Belief(0.39, {"event": 0.4, "opinion": 0.6})
    nearly = Belief(0.4, {"event": 0.4, "opinion": 0.6})
    vague = Belief(0.1, {"event": 0.1, "opinion": 0.2, "call": 0.2, "plan": 0.2, "definition": 0.2})
    text = "Паром красили каждую весну."
    assert judge(text, opinion) is Rejection.OPINION
    assert judge(text, nearly) is None
    assert judge(text, vague) is Rejection.NOT_CHECKWORTHY


@pytest.mark.parametrize(
    ("text", "ruled", "overruled"),
    [
        ("I think we have lost 2.7 million jobs.", Rejection.OPINION, None),
        ("My plan will cut taxes by 1.7 trillion dollars.", Rejection.FORECAST, None),
        ("How many jobs have we lost?", Rejection.QUESTION, Rejection.QUESTION),
    ],
)
def test_a_sure_head_overrules_what_single_words_say(
    text: str, ruled: Rejection, overruled: Rejection | None
) -> None:
    features = read_features(text, open_language("en"))
    sure, unsure = Belief(0.8, {"number": 0.8}), Belief(0.7, {"number": 0.7})
    yielding = replace(STANDARD, sure=0.75)
    assert judge_rejection(Stretch(text), features, unsure, yielding) is ruled
    assert judge_rejection(Stretch(text), features, sure, yielding) is overruled
    assert judge_rejection(Stretch(text), features, sure, STANDARD) is ruled
