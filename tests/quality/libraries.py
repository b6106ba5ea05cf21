"""A pipeline over a fresh library of given sources, for benchmarks and quality tests."""

from dataclasses import replace
from pathlib import Path

from indexes.records import Source
from indexes.sources.ingest import ingest_sources
from workers.checking import open_checked_library, open_models
from workers.languages.detection import detect_language
from workers.pipeline.check import ArticleChecker, Models
from workers.reading.files import read_sources
from workers.settings import Settings


def open_checker_with_sources(settings: Settings, folder: Path, sources: Path) -> ArticleChecker:
    """The settings' models over a library in `folder` that holds the file's sources."""
    return fill_checker(open_models(settings), settings, folder, sources)


def fill_checker(models: Models, settings: Settings, folder: Path, sources: Path) -> ArticleChecker:
    own = replace(settings, library_url=f"embedded://{folder}/library")
    library = open_checked_library(own, models.embedder)
    read = list(read_sources(sources, detect_language))
    kept = [one for one in read if isinstance(one, Source)]
    assert len(kept) == len(read), [one for one in read if one not in kept]
    report = ingest_sources(kept, library, models.embedder)
    assert not report.failed, report.failed
    return ArticleChecker(library, models)
