from pathlib import Path

import pytest

from indexes.sources.elastic.address import Address, parse_address
from indexes.sources.library import LibraryError


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("localhost/library", Address(("http://localhost:9200",), "library")),
        ("127.0.0.1:9201/a-b_c.1", Address(("http://127.0.0.1:9201",), "a-b_c.1")),
        ("[::1]:9201/l", Address(("http://[::1]:9201",), "l")),
        ("a,b:1/l?shards=5", Address(("http://a:9200", "http://b:1"), "l", shards=5)),
        ("elastic:p%40ss%3A@a,b/l", Address(("http://a:9200", "http://b:9200"), "l",
                                            user="elastic", password="p@ss:")),
        ("a/l?api_key=aWQ6a2V5%3D%3D", Address(("http://a:9200",), "l", api_key="aWQ6a2V5==")),
    ],
)  # fmt: skip
def test_addresses(place: str, expected: Address) -> None:
    assert parse_address(place, is_secure=False) == expected


def test_a_secure_address_with_files(tmp_path: Path) -> None:
    (tmp_path / "ca.crt").touch()
    (tmp_path / "key").write_text("secret\n")
    place = f"a/l?ca={tmp_path}/ca.crt&api_key_file={tmp_path}/key"
    address = parse_address(place, is_secure=True)
    assert address.hosts == ("https://a:9200",)
    assert (address.api_key, address.ca_file) == ("secret", f"{tmp_path}/ca.crt")
    place = f"user@a/l?password_file={tmp_path}/key"
    assert parse_address(place, is_secure=True).password == "secret"


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("localhost", "no name for a library"),
        ("/library", "a host is missing"),
        ("a,,b/library", "a host is missing"),
        ("a/Library", "no name for a library"),
        ("a/x/y", "no name for a library"),
        ("a/*", "no name for a library"),
        ("a:port/library", "port"),
        ("a/library?shards=many", "many"),
        ("a/library?sahrds=1", "unknown option sahrds"),
        ("a/library?ca=/nowhere/ca.crt", "/nowhere/ca.crt is not there"),
        ("a/library?api_key_file=/nowhere/key", "api_key_file cannot be read"),
        ("user:word@a/library?api_key=x", "exclude one another"),
    ],
)
def test_what_is_no_address(place: str, message: str) -> None:
    with pytest.raises(LibraryError, match=message):
        parse_address(place, is_secure=False)


def test_secrets_are_not_shown() -> None:
    address = parse_address("elastic:hidden@a/l?ca=", is_secure=True)
    key = parse_address("a/l?api_key=hidden", is_secure=True)
    assert not any("hidden" in shown for one in (address, key) for shown in (str(one), repr(one)))
