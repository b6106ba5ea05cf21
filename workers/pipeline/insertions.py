"""Words inside a sentence that say where its content comes from: «…, подчеркнула она, …».

They are no statement of their own; the claim is read without them.
"""

from collections.abc import Iterator

from workers.pipeline.trees import Tree

MAX_WORDS = 7
# No quotation marks: «Директор „Маяка“ признал вину» is one piece; after quoted speech come , or —.
BOUNDARIES = frozenset({",", ":", ";", "—", "–", "(", ")", ".", "…", "!", "?"})
REPORTING = frozenset(
    (
        *("говорить", "сказать", "рассказать", "рассказывать", "сообщить", "сообщать"),
        *("заявить", "заявлять", "отметить", "отмечать", "подчеркнуть", "подчеркивать"),
        *("пояснить", "пояснять", "уточнить", "уточнять", "добавить", "добавлять", "писать"),
        *("написать", "передавать", "передать", "уверять", "утверждать", "пообещать"),
        *("обещать", "считать", "полагать", "надеяться", "ожидать", "признать", "признавать"),
        *("напомнить", "напоминать", "указать", "указывать", "следовать", "выясниться"),
        *("известно", "объяснить", "объяснять", "ответить", "подтвердить", "подтверждать"),
        *("думать", "вспоминать", "say", "tell", "report", "state", "note", "add", "claim"),
        *("believe", "think", "write", "explain", "announce", "confirm"),
    )
)
SOURCE_STARTS = (
    ("по", "слово"),
    ("по", "данные"),
    ("по", "дать"),
    ("по", "оценка"),
    ("по", "версия"),
    ("по", "мнение"),
    ("по", "информация"),
    ("по", "сведение"),
    ("according", "to"),
)


def find_insertions(tree: Tree) -> frozenset[int]:
    """Tokens of all such insertions, with the comma in front of each."""
    segments = list(_segments(tree))
    if len(segments) < 2:
        return frozenset()
    found: set[int] = set()
    for segment in segments:
        if _is_insertion(tree, segment):
            found.update(segment)
            found.update(one for one in (segment[0] - 1,) if one >= 0)
    return frozenset(found) if len(found) < len(tree.tokens) - 2 else frozenset()


def _segments(tree: Tree) -> Iterator[list[int]]:
    """Runs of tokens between commas, dashes and brackets."""
    run: list[int] = []
    for index, token in enumerate(tree.tokens):
        if token.text in BOUNDARIES:
            if run:
                yield run
            run = []
        else:
            run.append(index)
    if run:
        yield run


def _is_insertion(tree: Tree, segment: list[int]) -> bool:
    lemmas = [tree.tokens[index].lemma.replace("ё", "е") for index in segment]
    if len(lemmas) > MAX_WORDS or _leads_on(tree, segment):
        return False
    if tuple(lemmas[:2]) in SOURCE_STARTS:
        return True
    start = 1 if lemmas[0] in {"как", "as"} else 0
    return len(lemmas) > 1 and lemmas[start] in REPORTING


def _leads_on(tree: Tree, segment: list[int]) -> bool:
    """«Сообщил он, что …» and «отметил: …» govern what follows; they are the main clause."""
    following = [token.text.lower() for token in tree.tokens[segment[-1] + 1 : segment[-1] + 3]]
    return ":" in following[:1] or bool({"что", "that"} & set(following))
