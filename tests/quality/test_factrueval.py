"""How annotations become facts with places in the text."""

from indexes.records import Span
from tests.quality.factrueval import Fact, LayerReader

TEXT = "Леван Гачечиладзе стал депутатом. Его выдвинули «Новые правые»."
LAYERS = {
    "tokens": "1 0 5 Леван\n2 6 11 Гачечиладзе\n3 18 4 стал\n4 23 9 депутатом\n5 32 1 .\n\n"
    "6 34 3 Его\n7 38 9 выдвинули\n8 49 5 Новые\n9 55 6 правые\n10 62 1 .\n",
    "spans": "11 name 0 5 1 1  # 1 Леван\n12 surname 6 11 2 1  # 2 Гачечиладзе\n"
    "13 job 23 9 4 1  # 4 депутатом\n14 org_name 49 12 8 2  # 8 9 Новые правые\n",
    "objects": "21 Person 11 12 # Леван Гачечиладзе\n22 Org 14 # Новые правые\n",
    "coref": "31 21\nfirstname Леван\n\n32 22\nname Новые правые\n",
    "facts": "1-0 Occupation\nWho obj31 Гачечиладзе Леван\nPosition span13 депутатом\n"
    "Where obj32 Новые правые\nМодальность возможность\n",
}


def test_layers_become_facts_with_places() -> None:
    reader = LayerReader(LAYERS)
    person, job, party = (Span(0, 17),), (Span(23, 32),), (Span(49, 61),)
    assert reader.facts() == (Fact("1-0", "Occupation", (person, job, party)),)
    assert reader.sentences() == (Span(0, 33), Span(34, 63))


def test_a_fact_is_told_where_most_of_it_is_named() -> None:
    reader = LayerReader(LAYERS)
    (fact,) = reader.facts()
    assert [one.of(TEXT) for one in fact.find_spans(reader.sentences())] == [
        "Леван Гачечиладзе стал депутатом"
    ]


def test_equally_good_sentences_both_tell_it() -> None:
    fact = Fact("1", "Deal", ((Span(0, 4), Span(20, 24)), (Span(6, 9), Span(30, 33))))
    assert fact.find_spans([Span(0, 10), Span(20, 40)]) == [Span(0, 9), Span(20, 33)]
