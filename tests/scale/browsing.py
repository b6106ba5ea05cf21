"""What people and programs ask of the API, for `locust -f`: it runs in a process of its own."""

import json
import os
import random
from pathlib import Path

from locust import FastHttpUser, task

from tests.scale.options import KNOWN

_known = json.loads(Path(os.environ[KNOWN]).read_text(encoding="utf-8"))


class Reader(FastHttpUser):
    """Asks again as soon as it has an answer. The numbers are shares of eleven requests."""

    def on_start(self) -> None:
        self.chance = random.Random(7)
        self.submitted = 0

    @task(4)
    def read_article(self) -> None:
        self._get(f"/articles/{self.chance.choice(_known['articles'])}", "an article with claims")

    @task(3)
    def read_claim(self) -> None:
        self._get(f"/claims/{self.chance.choice(_known['claims'])}", "a claim")

    @task(2)
    def list_flagged(self) -> None:
        self._get("/claims?flagged=true&limit=20", "20 flagged claims")

    @task(1)
    def list_articles(self) -> None:
        self._get("/articles", "a page of articles")

    @task(1)
    def submit(self) -> None:
        self.submitted += 1
        article = {"text": _known["text"], "title": f"{self.submitted}", "language": "ru"}
        self.client.post("/api/v1/articles", json=article, name="submit an article")

    def _get(self, path: str, name: str) -> None:
        self.client.get(f"/api/v1{path}", name=name)
