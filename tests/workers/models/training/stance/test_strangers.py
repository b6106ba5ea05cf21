"""Near passages of other groups: found by meaning, never the claim's own, always undecided."""

import random
from dataclasses import replace
from datetime import date

from indexes.sources.embeddings import Embedder
from workers.models.training.stance.pairs import Answer, Pair
from workers.models.training.stance.strangers import NEAREST, find_strangers

TOWNS = ("Лужске", "Озёрске", "Каменске", "Берёзовске", "Снежинске")
OTHERS = ("Кит кормится у берега.", "Струнный квартет дал концерт.", "Комета видна осенью.")


def make_pair(evidence: str, claim: str) -> Pair:
    return Pair(evidence, claim, Answer.SUPPORTS, "set", "ru", evidence, title="Новости")


MAYORS = [
    make_pair(f"В {town} мэром избран Иван Петров.", f"Мэр в {town} — Петров.") for town in TOWNS
]
PAIRS = [*MAYORS, *(make_pair(text, text) for text in OTHERS)]


def test_strangers_are_near_and_decide_nothing(embedder: Embedder) -> None:
    found = find_strangers(PAIRS, embedder, random.Random(1))
    assert [one.claim for one in found] == [one.claim for one in PAIRS]
    assert all(one.evidence != own.evidence for one, own in zip(found, PAIRS, strict=True))
    assert {one.answer for one in found} == {Answer.NEUTRAL}
    of_mayors = [one.evidence for one in found[: len(TOWNS)]]
    assert len(TOWNS) - 1 == NEAREST
    assert all("мэром" in text for text in of_mayors)


def test_what_is_known_of_the_source_is_the_other_sources(embedder: Embedder) -> None:
    dated = replace(PAIRS[0], published_at=date(2024, 1, 1), publisher="Газета", title="Выборы")
    found = find_strangers([dated, *PAIRS[1:]], embedder, random.Random(1))
    assert (found[0].title, found[0].publisher, found[0].published_at) == ("Новости", "", None)
