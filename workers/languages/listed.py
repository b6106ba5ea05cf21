"""Word lists, written as running text."""


def listed(words: str) -> frozenset[str]:
    """The words of a list that white space parts."""
    return frozenset(words.split())
