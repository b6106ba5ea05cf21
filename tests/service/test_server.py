"""Taking the port."""

import socket

import pytest

from service.server import address_of, explain_bind, listening
from service.settings import ServiceSettings
from workers.settings import SettingsError


@pytest.mark.parametrize(
    ("host", "address"), [("127.0.0.1", "http://127.0.0.1:"), ("localhost", "http://127.0.0.1:")]
)
def test_address(host: str, address: str) -> None:
    with listening(ServiceSettings(host=host, port=0)) as listener:
        assert address_of(listener).startswith(address)


def test_ipv6_address_stands_in_brackets() -> None:
    if not socket.has_ipv6:
        pytest.skip("this machine has no IPv6")
    try:
        with listening(ServiceSettings(host="::1", port=0)) as listener:
            assert address_of(listener).startswith("http://[::1]:")
    except SettingsError as error:
        pytest.skip(str(error))


def test_taken_port_is_named() -> None:
    with listening(ServiceSettings(port=0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=f"port {port} is taken"):
            listening(ServiceSettings(port=port)).__enter__()


def test_other_reasons_are_given_in_words() -> None:
    settings = ServiceSettings(host="203.0.113.7", allow_remote=True)
    said = explain_bind(settings, OSError(99, "Cannot assign requested address"))
    assert said == "cannot listen on 203.0.113.7:8400: Cannot assign requested address"
