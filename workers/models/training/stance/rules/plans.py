"""A plan told as a deed: «планирует построить» → «построил», «откроют» → «открыли»."""

import random
from collections.abc import Iterator

from workers.languages.listed import listed
from workers.models.training.stance.rules.forms import GENDERS, find_gender, write_past
from workers.models.training.stance.rules.statement import Change, Effect, Statement

PLANS = listed(
    """
    планировать намереваться собираться обещать готовиться рассчитывать надеяться стремиться
    предлагать намеренный намерен
    """
)
DOUBTFUL = frozenset({"если", "бы", "чтобы", "не", "ни", "завтра", "скоро", "когда", "пока"})
GENDER_TAGS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}


def carry_out(statement: Statement, _: random.Random) -> Iterator[Change]:
    """«намерена провести» → «провела»."""
    for place in statement.places():
        verb = place + 1
        is_plan = statement.lemma(place) in PLANS and DOUBTFUL.isdisjoint(statement.lemmas)
        if not is_plan or verb not in statement.places():
            continue
        is_deed = statement.feature(verb, "Aspect") == "Perf" and not statement.is_reported
        if statement.feature(verb, "VerbForm") != "Inf" or not is_deed:
            continue
        written = _write_past(statement, place, verb)
        if written:
            yield Change("plan_done", Effect.OTHER, {place: "", verb: written})


def bring_forward(statement: Statement, _: random.Random) -> Iterator[Change]:
    """«школу откроют» → «школу открыли»."""
    if not DOUBTFUL.isdisjoint(statement.lemmas) or statement.is_reported:
        return
    for place in statement.tree.roots[:1]:
        is_future = (
            statement.part(place) == "VERB"
            and statement.feature(place, "Tense") == "Fut"
            and statement.feature(place, "Aspect") == "Perf"
            and statement.feature(place, "Person") == "3"
        )
        written = _write_past(statement, place, place) if is_future else None
        if written:
            yield Change("future_done", Effect.OTHER, {place: written})


def finish_passive(statement: Statement, _: random.Random) -> Iterator[Change]:
    """«будет построен» → «был построен»."""
    if not DOUBTFUL.isdisjoint(statement.lemmas) or statement.is_reported:
        return
    forms = {"Masc": "был", "Fem": "была", "Neut": "было", "": "были"}
    for place in statement.places():
        participle = place + 1
        if statement.word(place) not in {"будет", "будут"} or participle not in statement.places():
            continue
        is_short = statement.feature(participle, "Variant") == "Short"
        if is_short and participle in statement.tree.roots:
            gender = statement.feature(participle, "Gender")
            is_plural = statement.feature(participle, "Number") == "Plur"
            yield Change("future_done", Effect.OTHER, {place: forms["" if is_plural else gender]})


def _write_past(statement: Statement, place: int, verb: int) -> str | None:
    """The deed in the past, agreeing with the plan's subject."""
    number = statement.feature(place, "Number")
    gender = GENDER_TAGS.get(statement.feature(place, "Gender"), "")
    subject = statement.tree.subject_of(place)
    if not gender and number != "Plur":
        is_noun = subject is not None and statement.part(subject) in {"NOUN", "PROPN"}
        gender = (
            find_gender(statement.tree.tokens[subject]) if is_noun and subject is not None else ""
        )
    if not number or (number != "Plur" and gender not in GENDERS):
        return None
    return write_past(statement.lemma(verb), gender, number)
