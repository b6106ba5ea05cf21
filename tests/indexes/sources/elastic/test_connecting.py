"""Ways in: TLS, keys, several hosts; and what is said when there is none."""

import json
import os
import shutil
import subprocess
from base64 import b64encode
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from indexes.sources.back_ends import find_silent_hosts, open_library
from indexes.sources.library import Library, LibraryError, LibraryUnavailable
from tests.indexes.sources.elastic.proxy import Proxy, Reply, Request, running
from tests.indexes.sources.library_contract import EMBEDDER, found_by_text, put_texts
from tests.servers import free_port

KEY = "aWQ6a2V5"
NO_OPENSSL = "openssl is not installed, so TLS was not tested: apt-get install openssl"


def opened(url: str) -> Library:
    return open_library(url, embedding_model=EMBEDDER.name, dimensions=EMBEDDER.dimensions)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """Paths of a certificate that signs itself, and of its key."""
    program = shutil.which("openssl")
    if program is None:
        pytest.fail(NO_OPENSSL) if os.environ.get("CI") == "true" else pytest.skip(NO_OPENSSL)
    folder = tmp_path_factory.mktemp("tls")
    chain, key = str(folder / "ca.crt"), str(folder / "ca.key")
    subprocess.run(
        [program, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-out", chain,
         "-keyout", key, "-subj", "/CN=test", "-addext", "subjectAltName=IP:127.0.0.1"],
        check=True, capture_output=True,
    )  # fmt: skip
    return chain, key


@pytest.mark.parametrize(
    ("user", "option", "authorization"),
    [
        ("", f"&api_key={KEY}", f"ApiKey {KEY}"),
        ("elastic:p%40ss@", "", f"Basic {b64encode(b'elastic:p@ss').decode()}"),
    ],
)
def test_tls_and_keys(
    server: str, name: str, certificate: tuple[str, str], user: str, option: str, authorization: str
) -> None:
    with running(Proxy(server, authorization), certificate) as proxy:
        place = f"127.0.0.1:{proxy.port}/{name}?ca={certificate[0]}"
        library = opened(f"elasticsearch+https://{user}{place}{option}")
        put_texts(library, "Мост открыли.")
        assert found_by_text(library, "мост") == ["0"]
        library.close()
        with pytest.raises(LibraryError, match="check user, password or API key") as caught:
            opened(f"elasticsearch+https://elastic:other@{place}")
        assert not caught.value.retry
        assert "other" not in str(caught.value)


def test_a_certificate_of_nobody_is_refused(
    server: str, name: str, certificate: tuple[str, str]
) -> None:
    with running(Proxy(server), certificate) as proxy:
        with pytest.raises(LibraryError, match="certificate") as caught:
            opened(f"elasticsearch+https://127.0.0.1:{proxy.port}/{name}")
        assert not caught.value.retry
        assert proxy.seen == []


def test_the_next_host_is_asked(server: str, name: str) -> None:
    library = opened(f"elasticsearch://127.0.0.1:{free_port()},{server.partition('://')[2]}/{name}")
    put_texts(library, "Мост открыли.")
    assert found_by_text(library, "мост") == ["0"]
    library.close()


def test_no_answer_is_told_and_may_pass(name: str) -> None:
    with pytest.raises(LibraryUnavailable, match="does not answer") as caught:
        opened(f"elasticsearch://user:hidden@127.0.0.1:{free_port()}/{name}")
    assert caught.value.retry
    assert "hidden" not in str(caught.value)


def test_without_a_model_only_what_is_there_opens(url: str) -> None:
    with pytest.raises(LibraryError, match="no embedding model"):
        open_library(url)


def test_an_index_of_something_else_is_no_library(
    url: str, name: str, client: Elasticsearch
) -> None:
    client.indices.create(index=name)
    with pytest.raises(LibraryError, match="no library of sources"):
        opened(url)


def test_another_format_is_refused(url: str, name: str, client: Elasticsearch) -> None:
    meta = {"library": name, "format": 99}
    client.indices.create(index=f"{name}-v1", aliases={name: {}}, mappings={"_meta": meta})
    with pytest.raises(LibraryError, match="format 99, this version reads 1"):
        opened(url)


def test_a_library_without_its_shard_says_so(
    library: Library, name: str, client: Elasticsearch
) -> None:
    """Red: no node may hold it. A shard that once was there would be taken up all the same."""
    version = f"{name}-v1"
    mappings = client.indices.get_mapping(index=version)[version]["mappings"]
    client.indices.delete(index=version)
    client.indices.create(
        index=version,
        aliases={name: {}},
        mappings=mappings,
        settings={"routing.allocation.require._name": "nobody"},
        wait_for_active_shards=0,
    )
    with pytest.raises(LibraryUnavailable) as caught:
        found_by_text(library, "мост")
    assert caught.value.retry


PART = {"total": 2, "successful": 1, "skipped": 0, "failed": 1}
WHOLE = PART | {"successful": 2, "failed": 0}


@pytest.mark.parametrize(("timed_out", "shards"), [(True, WHOLE), (False, PART)])
def test_a_partial_answer_is_none(
    server: str, library: Library, name: str, timed_out: bool, shards: dict[str, int]
) -> None:
    """What a server answers that was too slow, or one that ignores that we want all or nothing."""
    put_texts(library, "Мост открыли.")
    answer = {"timed_out": timed_out, "_shards": shards, "hits": {"hits": []}, "status": 200}
    reply: Reply = (200, json.dumps({"took": 1, "responses": [answer]}).encode())

    def intercept(request: Request) -> Reply | None:
        return reply if "_msearch" in request.path else None

    with running(Proxy(server, intercept=intercept)) as proxy:
        slow = opened(f"elasticsearch://127.0.0.1:{proxy.port}/{name}")
        with pytest.raises(LibraryUnavailable, match="a part of the library only"):
            found_by_text(slow, "мост")
        slow.close()


def test_secrets_can_stand_in_files(server: str, name: str, tmp_path: Path) -> None:
    (tmp_path / "key").write_text(f"{KEY}\n")
    with running(Proxy(server, f"ApiKey {KEY}")) as proxy:
        place = f"127.0.0.1:{proxy.port}/{name}?api_key_file={tmp_path}/key"
        opened(f"elasticsearch://{place}").close()


def test_a_host_that_the_others_stand_in_for_is_named(server: str, name: str) -> None:
    away = f"127.0.0.1:{free_port()}"
    url = f"elasticsearch://{away},{server.partition('://')[2]}/{name}"
    library = opened(url)
    put_texts(library, "Мост открыли.")
    assert library.status().source_count == 1  # by the one that serves
    library.close()
    assert find_silent_hosts(url) == (f"http://{away}",)
    assert find_silent_hosts("embedded:///srv/library") == ()
