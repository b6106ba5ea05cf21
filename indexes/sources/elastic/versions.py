"""Versions of the index: one counts, the alias stands for it."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from indexes.sources.elastic.cluster import Cluster
from indexes.sources.elastic.mapping import FORMAT, index_mappings, index_settings
from indexes.sources.library import LibraryError, LibraryUnavailable


@dataclass(frozen=True, slots=True)
class Version:
    """One index, and what its mapping's `_meta` says of it."""

    name: str
    number: int
    embedding_model: str
    dimensions: int

    @property
    def write_alias(self) -> str:
        """Goes with the index, so that a late write to it fails instead of making a new one."""
        return f"{self.name}-write"


def find_version(cluster: Cluster, alias: str) -> Version | None:
    """What the alias stands for; None: nothing.

    Raises:
        LibraryError: what has this name is no library, or of another format.
    """
    metas = cluster.metas(alias)
    if not metas:
        return None
    if len(metas) > 1:
        raise LibraryError(f"{cluster.address} stands for several indexes: {', '.join(metas)}")
    ((name, meta),) = metas.items()
    return _read_version(cluster, name, meta)


def _read_version(cluster: Cluster, name: str, meta: Mapping[str, Any]) -> Version:
    if meta.get("library") != cluster.address.name:
        raise LibraryError(f"{cluster.address} is no library of sources but an index {name}")
    if meta["format"] != FORMAT:
        raise LibraryError(
            f"{cluster.address} has library format {meta['format']}, this version reads {FORMAT}: "
            "export it with the version that wrote it, then add the sources to a new library"
        )
    return Version(name, meta["version"], meta["embedding_model"], meta["dimensions"])


def create_first(cluster: Cluster, embedding_model: str, dimensions: int) -> Version:
    """Or, when another process was faster, what that made.

    Raises:
        LibraryError: no model is named.
    """
    if not embedding_model or dimensions < 1:
        raise LibraryError(
            f"there is no library at {cluster.address}, and no embedding model to create one"
        )
    name = cluster.address.name
    _create(cluster, Version(f"{name}-v1", 1, embedding_model, dimensions), [name])
    made = find_version(cluster, name)
    if made is None:
        raise LibraryUnavailable(f"{name}-v1 at {cluster.address} is there without its alias")
    return made


def create_next(
    cluster: Cluster, current: Version, embedding_model: str, dimensions: int
) -> Version:
    """Not yet the one that counts. Several may be built at once; the first to be through counts."""
    number = current.number + 1
    name = f"{cluster.address.name}-v{number}-{secrets.token_hex(4)}"
    version = Version(name, number, embedding_model, dimensions)
    _create(cluster, version, [])
    return version


def other_versions(cluster: Cluster, current: Version) -> list[str]:
    """Versions of this library that do not count: the one before, and what broken rebuilds left."""
    metas = cluster.metas(f"{cluster.address.name}-v*")
    ours = [name for name, meta in metas.items() if meta.get("library") == cluster.address.name]
    return [name for name in ours if name != current.name]


def _create(cluster: Cluster, version: Version, aliases: list[str]) -> None:
    meta = {
        "library": cluster.address.name,
        "format": FORMAT,
        "version": version.number,
        "embedding_model": version.embedding_model,
        "dimensions": version.dimensions,
    }
    mappings = index_mappings(meta, version.dimensions)
    settings = index_settings(cluster.address.shards)
    cluster.create(version.name, [*aliases, version.write_alias], settings, mappings)
