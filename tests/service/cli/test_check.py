"""`sverka check`: what it prints, with a plain checker; the real one is in test_live.py."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.plain import PlainChecker
from tests.service.cli.conftest import Run

TEXT = "Байконур основан в 1955 году. Гагарин полетел в космос в 1961 году. Зачем?"


@pytest.fixture(autouse=True)
def plain_checker(monkeypatch: pytest.MonkeyPatch) -> None:
    checker = PlainChecker()
    checked = SimpleNamespace(
        split_article=checker.split_article,
        check_claims=checker.check_claims,
        library=SimpleNamespace(status=lambda: SimpleNamespace(source_count=0)),
    )
    monkeypatch.setattr("service.cli.check.open_checker", lambda _: checked)


def test_table(run: Run) -> None:
    result = run("check", "-", piped=TEXT)
    assert result.exit_code == 0
    assert "Байконур основан в 1955 году." in result.stdout
    assert "refuted" in result.stdout
    assert "2 claims checked; 1 other statements are no checkable claims." in result.stdout
    assert result.stderr.startswith("The library has no sources, so nothing can be decided.")


def test_json(run: Run, folder: Path) -> None:
    (folder / "article.txt").write_text(TEXT, encoding="utf-8")
    printed = run("check", folder / "article.txt", "--json", "--published-at", "2025-11-12")
    checked = json.loads(printed.stdout)
    assert checked["article"]["published_at"] == "2025-11-12"
    assert checked["article"]["language"] == "ru"
    labels = [claim["verdict"]["now"]["label"] for claim in checked["claims"]]
    assert labels == ["refuted", "supported"]
    assert [one["text"] for one in checked["rejected"]] == ["Зачем?"]


def test_text_without_claims(run: Run) -> None:
    result = run("check", "-", piped="Зачем?")
    assert result.stdout == "0 claims checked; 1 other statements are no checkable claims.\n"


def test_nothing_of_the_text_steers_the_terminal(run: Run) -> None:
    result = run("check", "-", piped="[red]Мост\x1b[31m открыт\u202e в 2018 году[/red].")
    assert "\x1b" not in result.stdout
    assert "\u202e" not in result.stdout
    assert "[red]Мост" in result.stdout


def test_html_and_markdown(run: Run, folder: Path) -> None:
    page = (
        "<html lang='ru'><head><title>Мост</title><meta property='article:published_time' "
        "content='2025-11-12'></head><body><article><h1>Мост</h1><p>Гагарин полетел в космос в "
        "1961 году, и об этом написали газеты всего мира на первых полосах.</p></article></body>"
    )
    (folder / "page.html").write_text(page, encoding="utf-8")
    (folder / "page.md").write_text(f"---\ndate: 2025-11-12\n---\n# Мост\n\n{TEXT}\n", "utf-8")
    for name in ("page.html", "page.md"):
        checked = json.loads(run("check", folder / name, "--json").stdout)
        assert checked["article"]["published_at"] == "2025-11-12", name
        assert "1961 году" in checked["article"]["text"]
        assert "<" not in checked["article"]["text"]


@pytest.mark.parametrize(
    ("piped", "message"),
    [
        (b"", "-: the text is empty."),
        (b" \n\t ", "-: the text is empty."),
        (b"PK\x03\x04\x00\x00", "-: binary, not text (it has zero bytes)."),
        ("Привет".encode("cp1251"), "-: not UTF-8 text (byte 0); convert it first."),
        (b"a" * 1_000_001, "-: 1000001 characters; at most 1000000 are checked."),
    ],
)
def test_bad_text(run: Run, piped: bytes, message: str) -> None:
    result = run("check", "-", piped=piped)
    assert (result.exit_code, result.stderr) == (1, f"Error: {message}\n")


def test_bad_arguments(run: Run, folder: Path) -> None:
    missing = run("check", folder / "nowhere.txt")
    assert missing.stderr == f"Error: {folder}/nowhere.txt: No such file or directory.\n"
    wrong_day = run("check", "-", "--published-at", "вчера", piped=TEXT)
    assert (wrong_day.exit_code, "'вчера' is no date like" in wrong_day.stderr) == (2, True)
    wrong_language = run("check", "-", "--language", "klingon", piped=TEXT)
    assert wrong_language.exit_code == 2
    assert "no language has the code 'klingon'" in wrong_language.stderr
