"""Bells: they never wait and never raise, whatever the broker does."""

from pathlib import Path
from threading import Event
from time import monotonic

import pytest
from kombu.exceptions import OperationalError

from indexes.claims.stored import StepKind, StepRef
from tests.servers import RedisServer, find_redis
from tests.waiting import wait_until
from workers import bells
from workers.bells import BrokerBell, MemoryBell, open_bell

STEPS = [StepRef(str(number), StepKind.VERIFY) for number in range(3)]


def answer() -> None:
    """A broker that is there."""


def test_a_bell_in_memory_is_heard_in_order() -> None:
    bell = MemoryBell()
    bell.ring(STEPS)
    bell.send_home(1)
    assert list(iter(bell.wait, None)) == STEPS
    bell.close()


def test_a_broker_hears_every_bell() -> None:
    heard: list[StepRef] = []
    bell = BrokerBell(heard.append, answer)
    bell.ring(STEPS)
    bell.close()
    assert heard == STEPS


def test_a_broker_that_is_away_is_nobodys_error(caplog: pytest.LogCaptureFixture) -> None:
    heard: list[StepRef] = []

    def send(step: StepRef) -> None:
        if step is not STEPS[2]:
            raise ConnectionError
        heard.append(step)

    bell = BrokerBell(send, answer)
    bell.ring(STEPS)
    bell.close()
    assert heard == STEPS[2:]
    assert len([one for one in caplog.records if one.levelname == "WARNING"]) == 1


def test_a_broker_that_hangs_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bells, "WAITING_AT_MOST", 2)
    answers = Event()
    heard: list[StepRef] = []

    def send(step: StepRef) -> None:
        answers.wait()
        heard.append(step)

    bell = BrokerBell(send, answer)
    bell.ring(STEPS[:1] * 50)  # more than may wait: the rest is rung again later
    answers.set()
    wait_until(lambda: len(heard) >= 2, 10)
    bell.close()
    assert len(heard) <= 3


def test_redis_that_is_away_is_given_up_on() -> None:
    bell = open_bell("redis://127.0.0.1:1/0")
    bell.ring(STEPS)
    started = monotonic()
    bell.close()
    assert monotonic() - started < bells.CLOSE_WITHIN_SECONDS


def test_memory_is_chosen_by_the_address() -> None:
    assert isinstance(open_bell("memory://"), MemoryBell)


def test_any_other_broker_is_celerys() -> None:
    bell = open_bell("redis://127.0.0.1:1/0")
    assert isinstance(bell, BrokerBell)
    bell.close()


def test_a_bell_says_whether_its_broker_is_there(tmp_path: Path) -> None:
    away = open_bell("redis://127.0.0.1:1/0")
    with pytest.raises(OperationalError):
        away.check()
    away.close()
    server = RedisServer(find_redis(), tmp_path)
    server.start()
    bell = open_bell(server.url)
    try:
        assert bell.check() == "the broker answers"
        server.kill()
        with pytest.raises(OperationalError):
            bell.check()
    finally:
        bell.close()
        server.kill()
