from pathlib import Path

import pytest

from indexes.sources.back_ends import open_library
from indexes.sources.library import LibraryError


@pytest.mark.parametrize("url", ["", "var/library", "embedded://", "sqlite:///x", "embedded:/x"])
def test_an_address_of_no_library_is_refused(url: str) -> None:
    with pytest.raises(LibraryError, match="embedded://…"):
        open_library(url, embedding_model="m", dimensions=4)


@pytest.mark.parametrize("place", ["library", "a b/библиотека#1?x=%20"])
def test_the_address_is_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    monkeypatch.chdir(tmp_path)
    open_library(f"embedded://{place}", embedding_model="m", dimensions=4).close()
    assert open_library(f"embedded://{tmp_path}/{place}").status().embedding_model == "m"


def test_without_a_model_only_what_is_there_opens(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="there is no library"):
        open_library(f"embedded://{tmp_path}/none")
