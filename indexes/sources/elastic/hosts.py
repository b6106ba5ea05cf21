"""Which of a cluster's hosts serve: a client with several hides one that is away."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace

from indexes.sources.elastic.address import Address
from indexes.sources.elastic.cluster import Cluster
from indexes.sources.library import LibraryUnavailable


def find_silent_hosts(address: Address) -> tuple[str, ...]:
    """Those that do not answer, or have nobody to ask. Raises LibraryError where one refuses.

    All at once: however many are silent, it takes one time-out.
    """
    alone = [replace(address, hosts=(host,)) for host in address.hosts]
    with ThreadPoolExecutor(len(alone)) as pool:
        serves = list(pool.map(_serves, alone))
    return tuple(host for host, does in zip(address.hosts, serves, strict=True) if not does)


def _serves(only: Address) -> bool:
    try:
        with closing(Cluster(only)) as cluster:
            cluster.metas(only.name)
    except LibraryUnavailable:
        return False
    return True
