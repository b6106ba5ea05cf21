"""The Russian texts, under the MIT licence, whose sentences the rules change."""

import gzip
import json
import re
import tarfile
from dataclasses import dataclass
from pathlib import Path

PREMISES = frozenset({"terra", "rcb_votes", "mera_rcb_votes"})
NEWS = "factrueval2016-devset.tar.xz"
MOST_TITLE_WORDS = 16


@dataclass(frozen=True, slots=True)
class Text:
    """Some sentences in a row; `title` is "" where the text has none."""

    body: str
    title: str = ""


def read_texts(data: Path) -> list[Text]:
    """News first, then the premises of the Russian inference sets, each once."""
    return [*_read_news(data / NEWS), *_read_premises(data / "nli.train.jsonl.gz")]


def _read_news(archive: Path) -> list[Text]:
    with tarfile.open(archive) as files:
        names = sorted(name for name in files.getnames() if name.endswith(".txt"))
        opened = [files.extractfile(name) for name in names]
        written = [one.read().decode("utf-8") for one in opened if one is not None]
    return [split_title(text) for text in written]


def split_title(text: str) -> Text:
    """The first line is the title where it is short and no sentence."""
    first, _, rest = text.strip().partition("\n")
    is_title = rest.strip() and len(first.split()) <= MOST_TITLE_WORDS and first[-1] not in ".!?:"
    return Text(rest.strip(), first.strip()) if is_title else Text(text.strip())


def _read_premises(path: Path) -> list[Text]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    premises = dict.fromkeys(row["premise"] for row in rows if row["dataset"] in PREMISES)
    return [Text(clean(one)) for one in premises]


def clean(premise: str) -> str:
    """Without the doubled and outer quotation marks of a table's cells."""
    text = premise.strip()
    if text[:1] == text[-1:] == '"' and ('""' in text[1:-1] or text.count('"') == 2):
        text = text[1:-1]
    text = re.sub(r'"{2,}', '"', text)
    if text.count('"') % 2:
        text = text.strip('"')
    return re.sub(r"\s+", " ", text).strip()
