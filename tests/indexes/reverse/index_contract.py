"""What the claims index must do over every back end of the library.

A back end's test class inherits `ClaimIndexContract` and gives the fixture `library_url`, a fresh
place for a library; the claims index lies beside it.
"""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from indexes.claims.claims import list_selected
from indexes.claims.database import Database
from indexes.records import Claim, Source
from indexes.reverse.index import ClaimIndex
from indexes.reverse.opening import open_claim_index
from indexes.reverse.reconciling import IndexReconciled, reconcile_claims
from indexes.sources.back_ends import open_library
from tests.indexes.sources.hashed_embedder import HashedEmbedder
from tests.indexes.sources.library_contract import EMBEDDER, indexed
from tests.plain import make_claim
from tests.stores import check_article

BAIKONUR = make_claim("космос", "Байконур основан в 1955 году.", 0)
GAGARIN = make_claim("космос", "Юрий Гагарин полетел в космос в 1961 году.", 40)
QUESTION = make_claim("космос", "Когда построят школу?", 90)
BREAD = make_claim("рынок", "Цена хлеба выросла на десять процентов.", 0)
WEATHER = make_claim("погода", "В субботу над областью пройдут грозы.", 0)
CLEARLY = 0.53  # hashed words lie far apart, and by chance not all as far
CLAIMS = (BAIKONUR, GAGARIN, QUESTION, BREAD, WEATHER)


def touched_by(index: ClaimIndex, text: str) -> set[str]:
    return set(index.find_touched([indexed(Source("note", text, "", "ru"))], CLEARLY))


def ids_of(*claims: Claim) -> set[str]:
    return {claim.id for claim in claims}


class ClaimIndexContract:
    """Inherit, and define the fixture `library_url`."""

    @pytest.fixture
    def index(self, library_url: str) -> Iterator[ClaimIndex]:
        opened = open_claim_index(library_url, EMBEDDER)
        yield opened
        opened.close()

    def test_an_empty_index_is_touched_by_nothing(self, index: ClaimIndex) -> None:
        assert index.count() == 0
        assert touched_by(index, GAGARIN.text) == set()

    def test_a_passage_touches_what_it_is_about_and_nothing_else(self, index: ClaimIndex) -> None:
        assert index.put(CLAIMS) == 4
        said = "12 апреля 1961 года Юрий Гагарин полетел в космос."
        assert touched_by(index, said) == ids_of(GAGARIN)
        assert touched_by(index, "Хлеб подорожал: цена выросла на процент.") == ids_of(BREAD)

    def test_the_words_of_a_quotation_need_not_stand_together(self, index: ClaimIndex) -> None:
        index.put(CLAIMS)
        quoted = "«Юрий Гагарин, сын плотника, полетел в космос», — писала газета."
        assert touched_by(index, quoted) == ids_of(GAGARIN)

    def test_every_passage_of_every_source_counts(self, index: ClaimIndex) -> None:
        index.put(CLAIMS)
        arrived = [indexed(Source(one.id, one.text, "", "ru")) for one in (BREAD, WEATHER)]
        assert set(index.find_touched(arrived, CLEARLY)) == ids_of(BREAD, WEATHER)
        assert set(index.find_touched(arrived)) >= ids_of(BREAD, WEATHER)
        assert index.find_touched([]) == {}

    def test_the_same_words_are_nearest(self, index: ClaimIndex) -> None:
        index.put(CLAIMS)
        likeness = index.find_touched([indexed(Source("note", BREAD.text, "", "ru"))], -1.0)
        assert max(likeness, key=lambda claim_id: likeness[claim_id]) == BREAD.id
        assert likeness[BREAD.id] > 0.2

    def test_twice_changes_nothing_and_another_text_replaces(self, index: ClaimIndex) -> None:
        index.put(CLAIMS)
        assert index.put(CLAIMS) == 0
        assert index.put([replace(BREAD, text="Молоко подешевело.")]) == 1
        assert index.count() == 4
        assert touched_by(index, "Молоко подешевело.") == ids_of(BREAD)

    def test_what_is_forgotten_is_not_touched(self, index: ClaimIndex) -> None:
        index.put(CLAIMS)
        assert index.remove([GAGARIN.id, "none"]) == 1
        assert index.count() == 3
        assert GAGARIN.id not in touched_by(index, GAGARIN.text)

    def test_the_library_holds_no_claims(self, index: ClaimIndex, library_url: str) -> None:
        index.put(CLAIMS)
        library = open_library(
            library_url, embedding_model=EMBEDDER.name, dimensions=EMBEDDER.dimensions
        )
        assert library.status().source_count == 0
        library.close()

    def test_another_process_finds_them(self, index: ClaimIndex, library_url: str) -> None:
        index.put(CLAIMS)
        other = open_claim_index(library_url, EMBEDDER)
        assert touched_by(other, GAGARIN.text) >= ids_of(GAGARIN)
        other.close()

    def test_another_model_begins_anew(self, index: ClaimIndex, library_url: str) -> None:
        index.put(CLAIMS)
        other = open_claim_index(library_url, HashedEmbedder(32, "another"))
        assert other.count() == 0
        other.close()

    def test_it_is_made_whole_again(self, index: ClaimIndex, database: Database) -> None:
        check_article(database)
        stored = list_selected(database)
        index.put([stored[0], BREAD])
        assert reconcile_claims(database, index) == IndexReconciled(added=3, removed=1)
        assert reconcile_claims(database, index) == IndexReconciled(added=0, removed=0)
        assert [one for page in index.list_ids() for one in page] == [one.id for one in stored]
