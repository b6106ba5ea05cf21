"""A worker's part in the claims index: python -m tests.indexes.reverse.claim_writer URL NAME COUNT.

Puts an article's claims, one commit after the other, as splits do.
"""

import sys
from contextlib import closing

from indexes.reverse.opening import open_claim_index
from tests.indexes.sources.hashed_embedder import HashedEmbedder
from tests.plain import make_claim

DIMENSIONS = 64


def main() -> None:
    url, article_id, count = sys.argv[1:]
    with closing(open_claim_index(url, HashedEmbedder(DIMENSIONS))) as index:
        for number in range(int(count)):
            text = f"Предмет{number} лежал возле вещи{article_id}."
            assert index.put([make_claim(article_id, text, number)]) == 1


if __name__ == "__main__":
    main()
