"""One spelling for the many characters that mean the same, without moving any offset."""

SPACES = "\t\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
HYPHENS = "\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"  # not —: with spaces around it parts clauses
APOSTROPHES = "\u2018\u2019\u02bc"

_LEVEL = (
    dict.fromkeys(map(ord, SPACES), " ")
    | dict.fromkeys(map(ord, HYPHENS), "-")
    | dict.fromkeys(map(ord, APOSTROPHES), "'")
    | {ord("ё"): "е", ord("Ё"): "Е", ord("％"): "%"}
)


def level(text: str) -> str:
    """The text with ё as е and plain spaces, hyphens and apostrophes; as long as before.

    Case stays, because in English «may» and «May» differ; patterns ignore case instead.
    """
    return text.translate(_LEVEL)
