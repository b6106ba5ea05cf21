"""What a library's own counts tell."""

from pathlib import Path

import pytest

from indexes.sources.library import LibraryStatus
from service.doctor.findings import Level
from service.doctor.stores import judge_library
from workers.settings import Settings


def test_hosts_that_do_not_serve_are_named(tmp_path: Path) -> None:
    status = LibraryStatus("v1", 3, 30, "model", 64)
    silent = ("http://b:9200",)
    finding = judge_library(status, Settings(folder=tmp_path), "elasticsearch://a,b/name", silent)
    assert finding.level is Level.WARN
    assert "http://b:9200" in finding.says


@pytest.mark.parametrize(
    ("sources", "hidden", "level", "said"),
    [
        (3, 0, Level.OK, "3 sources, 30 passages"),
        (3, 7, Level.WARN, "7 more are of a write that was broken off"),
        (0, 0, Level.WARN, "0 sources"),
    ],
)
def test_leftovers_are_named(
    tmp_path: Path, sources: int, hidden: int, level: Level, said: str
) -> None:
    status = LibraryStatus("v1", sources, sources * 10, "model", 64, hidden)
    finding = judge_library(status, Settings(folder=tmp_path), "elasticsearch://host/name")
    assert finding.level is level
    assert said in finding.says
    assert ("sverka sources rebuild" in finding.advice) == (hidden > 0)
