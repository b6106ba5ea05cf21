"""The command writes what training reads."""

import gzip
import json
import tarfile
from io import BytesIO
from pathlib import Path

import pytest

from workers.models.training.stance.generate import main
from workers.models.training.stance.mixture import read_generated
from workers.models.training.stance.pairs import Answer

NEWS = (
    "Пожар в посёлке\nПожар уничтожил 45 домов в посёлке Сосновка. Губернатор области приехал "
    "в Сосновку во вторник. Причину пожара установят 12 экспертов из Москвы."
)
PREMISES = ("Полиция задержала грабителя в Казани.", "Пожар уничтожил склад в Казани.")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with tarfile.open(tmp_path / "factrueval2016-devset.tar.xz", "w:xz") as archive:
        entry = tarfile.TarInfo("devset/book_1.txt")
        entry.size = len(NEWS.encode())
        archive.addfile(entry, BytesIO(NEWS.encode()))
    with gzip.open(tmp_path / "nli.train.jsonl.gz", "wt", encoding="utf-8") as lines:
        for premise in PREMISES:
            lines.write(json.dumps({"dataset": "terra", "premise": premise}) + "\n")
        lines.write(json.dumps({"dataset": "snli", "premise": "A man sleeps."}) + "\n")
    return tmp_path


def test_writes_the_same_pairs_again(data: Path) -> None:
    out = data / "made" / "pairs.jsonl"
    main(["--data", str(data), "--out", str(out)])
    first = out.read_bytes()
    main(["--data", str(data), "--out", str(out)])
    assert out.read_bytes() == first
    pairs = read_generated(out)
    assert {pair.answer for pair in pairs} == {Answer.SUPPORTS, Answer.REFUTES, Answer.NEUTRAL}
    assert {pair.title for pair in pairs} >= {"", "Пожар в посёлке"}
    assert {pair.language for pair in pairs} == {"ru"}
