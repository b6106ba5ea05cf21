"""Numbers in digits, with whatever separators their writer used."""

import re

# 4 523 000 · 4,523,000 · 4.523.000 · 29,8 · 1200 · 4 523,7
DIGITS = re.compile(r"\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d+(?!\d))?|\d+(?:[.,]\d+)*")
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:[.,]\d+)?")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?")


def read_digits(written: str, code: str) -> tuple[float, int] | None:
    """The value and how many significant digits are written; None for «1.2.3», «5,7,9».

    A single comma or point before three digits groups thousands only where the language writes
    so: "4,523" is 4523 in English and 4.523 elsewhere.
    """
    compact = written.replace(" ", "")
    plain = _ungroup(compact, code)
    if plain is None:
        return None
    digits = len(plain.replace(".", "").lstrip("0"))
    return float(plain), max(digits, 1)


def _ungroup(compact: str, code: str) -> str | None:
    match = _GROUPED.fullmatch(compact)
    if match and _is_grouping(compact, match[1], code):
        tail = compact.rfind("." if match[1] == "," else ",")
        whole, decimals = (compact, "") if tail < 0 else (compact[:tail], compact[tail + 1 :])
        return f"{whole.replace(match[1], '')}.{decimals}".rstrip(".")
    if _PLAIN.fullmatch(compact):
        return compact.replace(",", ".")
    return None


def _is_grouping(compact: str, separator: str, code: str) -> bool:
    if compact.startswith("0"):
        return False
    is_repeated = compact.count(separator) > 1
    is_english = code == "en" and separator == ","
    other = "." if separator == "," else ","
    return is_repeated or is_english or other in compact
