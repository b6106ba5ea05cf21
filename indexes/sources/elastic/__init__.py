"""The library in an Elasticsearch cluster, for what outgrows one machine.

    library                 alias: what is searched
    library-v1              one version: sources and passages; its model stands in the mapping
    library-v1-write        alias of that version alone: a write to a deleted version fails

A source is one document, each of its passages another. Both carry the revision that they belong to,
and the source's document alone says which revision counts: passages of a new revision are written
and refreshed first, then the one document changes (a compare-and-swap on its sequence number), then
the old passages go. A search drops what does not belong to its source's current revision and asks
again without it, so neither a crash nor two writers can show half of a source.
"""
