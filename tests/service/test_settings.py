"""Settings of the web service."""

import pytest

from service.settings import ServiceSettings, is_loopback, read_service_settings
from workers.settings import SettingsError


def test_defaults() -> None:
    settings = read_service_settings({})
    assert (settings.host, settings.port, settings.allow_remote) == ("127.0.0.1", 8400, False)
    assert settings == ServiceSettings()


def test_environment_and_options() -> None:
    environment = {"SVERKA_HOST": "::1", "SVERKA_PORT": "9000", "SVERKA_WEB_THREADS": "4"}
    settings = read_service_settings(environment)
    assert (settings.host, settings.port, settings.most_streams) == ("::1", 9000, 2)
    settings = read_service_settings(environment, host="localhost", port=0)
    assert (settings.host, settings.port) == ("localhost", 0)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org", ""])
def test_listening_elsewhere_needs_permission(host: str) -> None:
    if host:
        with pytest.raises(SettingsError, match="set SVERKA_ALLOW_REMOTE=yes"):
            read_service_settings({}, host=host)
        allowed = read_service_settings({"SVERKA_ALLOW_REMOTE": "yes", "SVERKA_HOST": host})
        assert allowed.host == host
    assert not is_loopback(host)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost"])
def test_loopback(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SVERKA_PORT", "http"),
        ("SVERKA_PORT", "65536"),
        ("SVERKA_PORT", "-1"),
        ("SVERKA_PORT", "²"),
        ("SVERKA_WEB_THREADS", "1"),
        ("SVERKA_UPLOAD_LIMIT_BYTES", "8MB"),
    ],
)
def test_wrong_numbers_are_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"{name} must be a number from"):
        read_service_settings({name: value})
