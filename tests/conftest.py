"""What every area's tests share: the default embedding model, converted once a working tree."""

import os
from pathlib import Path

import pytest

from indexes.sources.embeddings import Embedder
from indexes.sources.encoders import DEFAULT_MODEL, open_embedder

REPOSITORY = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def models_folder() -> Path:
    """Where converted models are kept between test runs."""
    return Path(os.environ.get("SVERKA_FOLDER", REPOSITORY / "var")) / "models"


@pytest.fixture(scope="session")
def embedder(models_folder: Path) -> Embedder:
    """The default model; shared, because it keeps no state."""
    return open_embedder(DEFAULT_MODEL, models_folder)
