import pytest

from indexes.records import Span
from service.dashboard.highlights import Mark, cut_paragraphs, paragraph_spans


def mark(number: int, text: str, quote: str) -> Mark:
    start = text.index(quote)
    return Mark(f"c{number}", number, Span(start, start + len(quote)), "supported")


def show(text: str, *quotes: str) -> str:
    """Segments as [words|claims|numbers that follow], paragraphs as lines."""
    marks = [mark(number, text, quote) for number, quote in enumerate(quotes, 1)]
    return "\n".join(
        "".join(show_segment(segment) for segment in paragraph)
        for paragraph in cut_paragraphs(text, marks)
    )


def show_segment(segment) -> str:
    if not segment.marks:
        return segment.text
    inside = ",".join(str(one.number) for one in segment.marks)
    ends = ",".join(str(one.number) for one in segment.ends)
    return f"[{segment.text}|{inside}|{ends}]"


@pytest.mark.parametrize(
    ("text", "quotes", "shown"),
    [
        ("Нет утверждений.", (), "Нет утверждений."),
        ("Визит был первым.", ("Визит был первым.",), "[Визит был первым.|1|1]"),
        ("До, визит был, после.", ("визит был",), "До, [визит был|1|1], после."),
        # one inside another: the particular claim first
        (
            "строительство первой АЭС в Казахстане",
            ("строительство первой АЭС в Казахстане", "первой АЭС"),
            "[строительство |1|][первой АЭС|2,1|2][ в Казахстане|1|1]",
        ),
        # two that cross
        (
            "Самолёт сопровождали Су-35 от границы",
            ("Самолёт сопровождали Су-35", "Су-35 от границы"),
            "[Самолёт сопровождали |1|][Су-35|2,1|1][ от границы|2|2]",
        ),
        # the same words twice claimed: said and that it was said
        ("«Цены растут»", ("Цены растут", "Цены растут"), "«[Цены растут|1,2|1,2]»"),
        # two that touch, without a gap
        ("одно;другое", ("одно;", "другое"), "[одно;|1|1][другое|2|2]"),
        # over a paragraph's end
        (
            "Первый абзац.\n\nВторой абзац.",
            ("абзац.\n\nВторой",),
            "Первый [абзац.|1|]\n[Второй|1|1] абзац.",
        ),
        # ends in the blank line between paragraphs
        ("Абзац.\n\nЕщё.", ("Абзац.\n",), "[Абзац.|1|1]\nЕщё."),
        # a line break inside a paragraph stays
        ("Строка\nи ещё", ("и ещё",), "Строка\n[и ещё|1|1]"),
        # ё may be one character or two, an emoji is one: offsets are code points
        ("Ёлка и е\u0308лка", ("е\u0308лка",), "Ёлка и [е\u0308лка|1|1]"),
        ("🚀 Су-35 🇰🇿 здесь", ("Су-35 🇰🇿",), "🚀 [Су-35 🇰🇿|1|1] здесь"),
        ("a\r\nb\r\n\r\nc", ("b",), "a\r\n[b|1|1]\nc"),
    ],
)
def test_segments(text: str, quotes: tuple[str, ...], shown: str) -> None:
    assert show(text, *quotes) == shown


def test_a_claim_starts_once_and_ends_once_however_it_is_cut() -> None:
    text = "Раз два три.\n\nЧетыре пять шесть."
    quotes = ("Раз два три.\n\nЧетыре пять шесть.", "два три", "три.\n\nЧетыре", "пять")
    marks = [mark(number, text, quote) for number, quote in enumerate(quotes, 1)]
    segments = [segment for paragraph in cut_paragraphs(text, marks) for segment in paragraph]
    starts = sorted(one.number for segment in segments for one in segment.starts)
    ends = sorted(one.number for segment in segments for one in segment.ends)
    assert starts == ends == [1, 2, 3, 4]


def test_a_span_beyond_the_text_is_cut_and_an_empty_one_is_not_shown() -> None:
    marks = [Mark("a", 1, Span(4, 99), "refuted"), Mark("b", 2, Span(2, 2), "refuted")]
    ((before, inside),) = cut_paragraphs("один два", marks)
    assert (before.text, inside.text) == ("один", " два")
    assert inside.ends == (marks[0],)


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("", []),
        (" \n\n\t\n", []),
        ("Один", ["Один"]),
        ("  Один  \n \n\n  Два\nи ещё\n", ["Один", "Два\nи ещё"]),
        (" " * 200_000 + "х" + "\n" * 200_000, ["х"]),
    ],
)
def test_paragraphs(text: str, paragraphs: list[str]) -> None:
    assert [span.of(text) for span in paragraph_spans(text)] == paragraphs
