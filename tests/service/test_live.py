"""The whole service as a user starts it: demo, real pipeline, real HTTP."""

import json
import socket
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

from tests.service.live import Live, run_sverka, start_live
from tests.waiting import wait_until

NOTHING_TO_CHECK = "Когда построят школу? Кто за это ответит?"


def submit_and_wait(live: Live, text: str) -> dict:
    article_id = live.call("/articles", {"text": text})["id"]
    wait_until(lambda: live.call(f"/articles/{article_id}")["status"] in {"done", "failed"}, 120)
    return live.call(f"/articles/{article_id}")


def test_demo_prints_the_seed_article_s_table(live: Live) -> None:
    said = live.log.read_text(encoding="utf-8")
    assert "Library: 32 added, 0 replaced, 0 unchanged, 0 failed" in said
    labels = {claim["label"] for claim in live.call("/claims?limit=100")["items"]}
    assert labels
    assert all(label.replace("_", " ") in said for label in labels)
    assert f"Dashboard: {live.url}/" in said
    (article,) = [one for one in live.call("/articles")["items"] if f"/{one['id']}\n" in said]
    assert (article["status"], article["progress"]["failed"]) == ("done", 0)
    assert article["published_at"] == "2025-11-12"


def test_quotes_are_byte_for_byte_in_the_stored_source(live: Live) -> None:
    found = [
        evidence
        for claim in live.call("/claims?limit=100")["items"]
        for evidence in claim["verdict"]["evidence"]
    ]
    assert found
    for evidence in found:
        source = live.call(f"/sources/{evidence['source_id']}")
        quote = evidence["quote"]
        assert source["text"][quote["start"] : quote["end"]] == evidence["quoted_text"]


def test_text_without_a_claim(live: Live) -> None:
    article = submit_and_wait(live, NOTHING_TO_CHECK)
    assert (article["status"], article["claims"]) == ("done", [])


def test_languages_without_a_model_of_their_own(live: Live) -> None:
    for text in ("ይህ በ2018 ዓ.ም. ተሠራ። ድልድዩ ተከፈተ።", "ხიდი 2018 წელს გაიხსნა.", "1234 5678!"):
        assert submit_and_wait(live, text)["status"] == "done", text


def test_events_over_http(live: Live) -> None:
    article_id = live.call("/articles", {"text": NOTHING_TO_CHECK})["id"]
    with urlopen(f"{live.url}/api/v1/articles/{article_id}/events", timeout=60) as stream:
        assert stream.headers["Content-Type"].startswith("text/event-stream")
        said = stream.read().decode()
    assert "event: progress" in said
    assert json.loads(said.rpartition("data: ")[2])["status"] == "done"


def test_a_client_that_leaves_frees_its_stream(tmp_path: Path) -> None:
    """The broker does not answer either: articles are stored all the same."""
    served = start_live(tmp_path, SVERKA_BROKER_URL="redis://127.0.0.1:1/0", SVERKA_WEB_THREADS="2")
    try:
        served.wait_until_ready("/healthz")
        article_id = served.call("/articles", {"text": NOTHING_TO_CHECK})["id"]
        path = f"/articles/{article_id}/events"
        address = urlsplit(served.url)
        with socket.create_connection((address.hostname, address.port)) as client:
            client.sendall(f"GET /api/v1{path} HTTP/1.1\r\nHost: {address.netloc}\r\n\r\n".encode())
            assert b"200 OK" in client.recv(100)
            assert served.call(path)["code"] == "too_many_streams"
        served.call(f"/articles/{article_id}/cancel", {})
        wait_until(lambda: b"event: end" in _read(f"{served.url}/api/v1{path}"), 30)
        assert served.stop() == 0
    finally:
        served.process.kill()
        served.process.wait()


def _read(url: str) -> bytes:
    try:
        with urlopen(url, timeout=10) as response:
            return response.read()
    except OSError:
        return b""


def test_library_without_sources_decides_nothing(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(
        "Государственный визит завершился 12 ноября 2025 года подписанием декларации. "
        "Товарооборот двух стран достиг 30 миллиардов долларов.",
        encoding="utf-8",
    )
    checked = run_sverka(tmp_path, "check", str(tmp_path / "article.txt"), "--json")
    assert checked.returncode == 0, checked.stderr
    assert "The library has no sources" in checked.stderr
    judgements = [claim["verdict"]["now"] for claim in json.loads(checked.stdout)["claims"]]
    assert judgements
    assert {one["label"] for one in judgements} == {"not_enough_evidence"}
    assert all(one["reasons"] for one in judgements)
