"""What the cluster's errors mean for us, and whether a retry helps."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from elasticsearch import ApiError, SSLError, TransportError

from indexes.sources.library import LibraryError, LibraryLocked, LibraryUnavailable

REFUSED = frozenset({401, 403})
PASSING = frozenset({408, 429, 500, 502, 503, 504})
UNTRUSTED = "CERTIFICATE_VERIFY_FAILED"
BLOCKED_BY_REBUILD = "index write (api)"


class IndexGone(LibraryError):
    """The version or alias is not there: a rebuild replaced it, or there never was one."""


class NoAnswer(LibraryUnavailable):
    """No node could be reached, or none said anything in time."""


@contextmanager
def translated(address: object) -> Iterator[None]:
    """The client's errors as the library's."""
    try:
        yield
    except ApiError as error:
        body = error.body if isinstance(error.body, dict) else {}
        raise failure_of(address, error.status_code, body.get("error") or str(error)) from error
    except SSLError as error:
        if UNTRUSTED not in str(error):
            raise NoAnswer(f"{address} does not answer: {error}") from error
        raise LibraryError(f"{address} shows a certificate that is not trusted: {error}") from error
    except TransportError as error:
        raise NoAnswer(f"{address} does not answer: {error}") from error


def failure_of(address: object, status: int, error: Mapping[str, Any] | str) -> LibraryError:
    """`error` as the cluster writes it: {type, reason, …}, or a sentence."""
    kind, reason = describe_failure(error)
    if kind == "index_not_found_exception":
        return IndexGone(f"there is no library at {address}")
    if kind == "cluster_block_exception":
        if BLOCKED_BY_REBUILD in reason:
            return LibraryLocked(f"a rebuild is about to replace the library at {address}")
        return LibraryUnavailable(f"{address} is blocked: {reason}")
    if status in REFUSED:
        return LibraryError(f"{address} refuses us; check user, password or API key: {reason}")
    if status in PASSING:
        return LibraryUnavailable(f"{address} answers {status}: {kind}: {reason}")
    return LibraryError(f"{address} answers {status}: {kind}: {reason}")


def describe_failure(error: Mapping[str, Any] | str) -> tuple[str, str]:
    """Type and reason; of a failed search, those of its first shard."""
    if isinstance(error, str):
        return "", error
    root = (error.get("root_cause") or [error])[0]
    return str(root.get("type", "")), str(root.get("reason", ""))
