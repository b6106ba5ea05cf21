"""Waiting for a condition, never for a time."""

from collections.abc import Callable
from time import monotonic, sleep


def wait_until(is_met: Callable[[], bool], timeout_seconds: float) -> None:
    """Return as soon as the condition holds.

    Raises:
        TimeoutError: it never did.
    """
    deadline = monotonic() + timeout_seconds
    while not is_met():
        if monotonic() > deadline:
            raise TimeoutError(f"{is_met} did not hold within {timeout_seconds} s")
        sleep(0.02)
