"""The library in one directory: tantivy for words, flat files for meaning, no server.

    library.json     format, embedding model, dimensions, the generation that counts
    writer.lock      held while a batch is written
    generation-…/    a rebuild makes a new one and then changes library.json
        words/       tantivy: words, filters, stored sources and passages, the state record
        vectors.f16  one row a slot: the passage's vector
        columns      one row a slot: what filters ask for, hashed
        blocks       for each 4,096 slots: their centre, one bit a dimension, two factors a slot

A passage version gets a slot that is never used again. Its rows are written and fsynced before the
tantivy commit that makes them count; the commit carries the state record (next free slot, dead
slots), so both halves change together and rows past the last commit are garbage after a crash.
"""
