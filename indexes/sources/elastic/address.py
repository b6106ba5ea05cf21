"""Where a cluster is and how to get in, read from the library's URL."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from indexes.sources.library import LibraryError

FORM = "elasticsearch[+https]://[user:password@]host:9200[,host2:9200]/name[?ca=/path&api_key=…]"
NAME = re.compile(r"[a-z0-9][a-z0-9_.-]{0,100}")  # what the server takes as the name of an alias
DEFAULT_PORT = 9200
OPTIONS = frozenset({"ca", "api_key", "api_key_file", "password_file", "shards"})


@dataclass(frozen=True, slots=True)
class Address:
    """`hosts` are URLs without credentials; secrets stay out of `repr` and messages."""

    hosts: tuple[str, ...]
    name: str  # of the alias
    user: str = ""
    password: str = field(default="", repr=False)
    api_key: str = field(default="", repr=False)
    ca_file: str = ""
    shards: int = 1  # of a version that is created

    def __str__(self) -> str:
        return f"{','.join(self.hosts)}/{self.name}"


def parse_address(place: str, *, is_secure: bool) -> Address:
    """`place` is the URL after `://`.

    Raises:
        LibraryError: it has not the form above, or a file that it names cannot be read.
    """
    try:
        parts = urlsplit(f"//{place}")
        hosts = tuple(_host(one, is_secure) for one in _hosts(parts))
        return _address(parts, hosts, _options(parts.query))
    except ValueError as error:  # a port or a number of shards that is no number
        raise _malformed(str(error)) from error


def _address(parts: SplitResult, hosts: tuple[str, ...], options: dict[str, str]) -> Address:
    user, _, password = parts.netloc.rpartition("@")[0].partition(":")
    name = parts.path.strip("/")
    if not NAME.fullmatch(name):
        raise _malformed(f"{name!r} is no name for a library")
    api_key = _secret(options, "api_key", options.get("api_key", ""))
    if user and api_key:
        raise _malformed("a user and an API key exclude one another")
    return Address(
        hosts=hosts,
        name=name,
        user=unquote(user),
        password=_secret(options, "password", unquote(password)),
        api_key=api_key,
        ca_file=_ca_file(options),
        shards=int(options.get("shards", "1")),
    )


def _hosts(parts: SplitResult) -> list[str]:
    return parts.netloc.rpartition("@")[2].split(",")


def _host(written: str, is_secure: bool) -> str:  # noqa: FBT001 - one caller, in this file
    host = urlsplit(f"//{written}")
    if not host.hostname:
        raise _malformed("a host is missing")
    name = f"[{host.hostname}]" if ":" in host.hostname else host.hostname
    return f"{'https' if is_secure else 'http'}://{name}:{host.port or DEFAULT_PORT}"


def _options(query: str) -> dict[str, str]:
    options = {name: values[-1] for name, values in parse_qs(query).items()}
    unknown = options.keys() - OPTIONS
    if unknown:
        raise _malformed(f"unknown option {', '.join(sorted(unknown))}")
    return options


def _secret(options: dict[str, str], name: str, written: str) -> str:
    """From the file that `name`_file names, as containers are given secrets; else as written."""
    path = options.get(f"{name}_file")
    if path is None:
        return written
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise LibraryError(f"the library's {name}_file cannot be read: {error}") from error


def _ca_file(options: dict[str, str]) -> str:
    path = options.get("ca", "")
    if path and not Path(path).is_file():
        raise LibraryError(f"the library's CA file {path} is not there")
    return path


def _malformed(problem: str) -> LibraryError:
    return LibraryError(f"the library's URL has the form {FORM}: {problem}")
