"""Settings of the web service, read once from the environment and passed down as values."""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass

from workers.settings import SettingsError

MEGABYTE = 1_000_000
ALLOW_REMOTE = "SVERKA_ALLOW_REMOTE"
LOOPBACK_NAMES = frozenset({"localhost", "ip6-localhost"})


@dataclass(frozen=True, slots=True)
class ServiceSettings:
    """Where the web service listens and how much it takes."""

    host: str = "127.0.0.1"  # SVERKA_HOST
    port: int = 8400  # SVERKA_PORT
    allow_remote: bool = False  # SVERKA_ALLOW_REMOTE=yes
    upload_limit_bytes: int = 8 * MEGABYTE  # SVERKA_UPLOAD_LIMIT_BYTES
    longest_text: int = 1_000_000  # characters of one article or source
    most_sources: int = 2_000  # in one request
    threads: int = 16  # SVERKA_WEB_THREADS; half of them may hold a live event stream
    stream_seconds: float = 900.0  # after that a client connects again
    heartbeat_seconds: float = 10.0

    def __post_init__(self) -> None:
        if not self.allow_remote and not is_loopback(self.host):
            raise SettingsError(
                f"will not listen on {self.host}: there is no authentication yet, so everybody who "
                "reaches the port could read and change everything. Listen on 127.0.0.1, or, "
                f"behind a proxy that lets only the right people in, set {ALLOW_REMOTE}=yes"
            )

    @property
    def most_streams(self) -> int:
        """How many event streams may be open, so that plain requests always find a thread."""
        return max(1, self.threads // 2)


def read_service_settings(
    environment: Mapping[str, str], *, host: str | None = None, port: int | None = None
) -> ServiceSettings:
    """Settings from `SVERKA_…` variables; `host` and `port`, where given, win.

    Raises:
        SettingsError: naming the variable and what it may be.
    """
    default = ServiceSettings()
    number = _NumberReader(environment)
    return ServiceSettings(
        host=host or environment.get("SVERKA_HOST", default.host),
        port=port if port is not None else number("SVERKA_PORT", default.port, 0, 65_535),
        allow_remote=environment.get(ALLOW_REMOTE, "").lower() == "yes",
        upload_limit_bytes=number(
            "SVERKA_UPLOAD_LIMIT_BYTES", default.upload_limit_bytes, 1_000, 10**9
        ),
        threads=number("SVERKA_WEB_THREADS", default.threads, 2, 1_000),
    )


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host in LOOPBACK_NAMES


@dataclass(frozen=True, slots=True)
class _NumberReader:
    environment: Mapping[str, str]

    def __call__(self, name: str, default: int, least: int, most: int) -> int:
        written = self.environment.get(name, str(default))
        if not written.isascii() or not written.isdigit() or not least <= int(written) <= most:
            raise SettingsError(f"{name} must be a number from {least} to {most}, not {written!r}")
        return int(written)
