import pytest

from indexes.claims.schedules import get_schedule
from tests.service.dashboard.html import Html, words
from tests.service.dashboard.newsroom import REFUTED


@pytest.fixture
def url(newsroom) -> str:
    return f"/claims/{newsroom.claim(REFUTED).claim.id}/schedule"


def stored(newsroom):
    return get_schedule(newsroom.services.database, newsroom.claim(REFUTED).claim.id)


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"rhythm": "interval", "every": "6", "unit": "hours"}, "Every 6 hours."),
        ({"rhythm": "interval", "every": "1", "unit": "days"}, "Every day."),
        ({"rhythm": "interval", "every": " 2 ", "unit": "days", "cron": "bad"}, "Every 2 days."),
        (
            {"rhythm": "cron", "cron": "0 9 * * 1-5", "time_zone": "Asia/Almaty", "every": "x"},
            "0 9 * * 1-5 (Asia/Almaty).",
        ),
        ({"rhythm": "cron", "cron": "0 9 * * 1", "time_zone": ""}, "0 9 * * 1 (UTC)."),
    ],
)
def test_set(newsroom, url: str, fields: dict[str, str], shown: str) -> None:
    page = newsroom.follow(url, **fields)
    assert page.notice == "The schedule is stored."
    assert words(page.by_id("schedule")).startswith(f"Check again {shown} Next: ")
    assert not stored(newsroom).is_paused


@pytest.mark.parametrize(
    ("fields", "field", "error"),
    [
        ({"rhythm": "interval", "every": "0", "unit": "hours"}, "every", "A whole number"),
        ({"rhythm": "interval", "every": "", "unit": "hours"}, "every", "A whole number"),
        ({"rhythm": "interval", "every": "1.5", "unit": "days"}, "every", "A whole number"),
        ({"rhythm": "interval", "every": "99999", "unit": "days"}, "every", "A whole number"),
        ({"rhythm": "interval", "every": "1", "unit": "weeks"}, "unit", "Choose one of the list."),
        ({"rhythm": "cron", "cron": "0 9 * *"}, "cron", "Five fields"),
        ({"rhythm": "cron", "cron": "0 9 * * * *"}, "cron", "Five fields"),
        ({"rhythm": "cron", "cron": "0 9 31 2 *"}, "cron", "Five fields"),
        ({"rhythm": "cron", "cron": "61 9 * * *"}, "cron", "Five fields"),
        (
            {"rhythm": "cron", "cron": "0 9 * * *", "time_zone": "Almaty"},
            "time_zone",
            "No such time zone",
        ),
        (
            {"rhythm": "cron", "cron": "0 9 * * *", "time_zone": "../../etc/passwd"},
            "time_zone",
            "No such time zone",
        ),
    ],
)
def test_errors_keep_what_was_typed(newsroom, url, fields, field: str, error: str) -> None:
    page = Html(newsroom.post(url, status=422, **fields).text)
    assert error in page.error_of(field)
    assert page.by_id("schedule").find("details").get("open") is not None
    typed = {name: value for name, value in fields.items() if name not in {"rhythm", "unit"}}
    assert {name: page.field(name) for name in typed} == typed
    assert page.one("//input[@name='rhythm'][@checked]").get("value") == fields["rhythm"]
    assert stored(newsroom) is None


def test_pause_resume_delete(newsroom, url: str) -> None:
    newsroom.post(url, rhythm="interval", every="6", unit="hours")
    paused = newsroom.follow(f"{url}/pause")
    assert stored(newsroom).is_paused
    assert "Paused." in words(paused.by_id("schedule"))
    assert paused.texts("//form[contains(@action, '/resume')]") == ["Resume"]
    resumed = newsroom.follow(f"{url}/resume")
    assert not stored(newsroom).is_paused
    assert resumed.texts("//form[contains(@action, '/pause')]") == ["Pause"]
    deleted = newsroom.follow(f"{url}/delete")
    assert stored(newsroom) is None
    assert deleted.texts("//section[@id='schedule']//summary") == ["Set a schedule"]
    for action in ("pause", "resume"):
        newsroom.post(f"{url}/{action}", status=404)


def test_the_form_holds_what_is_set(newsroom, url: str) -> None:
    page = newsroom.follow(url, rhythm="cron", cron="0 9 * * 1", time_zone="Europe/Moscow")
    assert page.field("cron") == "0 9 * * 1"
    assert page.field("time_zone") == "Europe/Moscow"
    assert page.one("//input[@name='rhythm'][@checked]").get("value") == "cron"
    assert page.all("//datalist/option[@value='Asia/Almaty']")
    assert not page.all("//input[@data-time-zone]")  # a script must not change what is set
