"""The deployment files name only what is there: settings, commands, queues, metrics."""

import configparser
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import check_jsonschema
import pytest
import yaml
from jsonschema import Draft7Validator
from prometheus_client.parser import text_string_to_metric_families

from indexes.reverse.opening import open_claim_index
from service.app import create_app
from service.cli.commands import COMMANDS
from service.doctor.machine import SETTINGS
from service.services import Services
from service.settings import ServiceSettings
from tests.service.conftest import database, migrated_file, services
from workers.celery_app import QUEUES, TASKS, make_celery
from workers.settings import read_settings

__all__ = ["database", "migrated_file", "services"]

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
FILES = sorted(
    path
    for path in (DEPLOY).rglob("*")
    if path.is_file() and "secrets" not in path.relative_to(DEPLOY).parts
)
DOCKERFILES = sorted(DEPLOY.glob("*.Dockerfile"))
UNITS = sorted(DEPLOY.glob("systemd/*.service")) + sorted(DEPLOY.glob("systemd/*.timer"))
COMPOSE_SCHEMA = (
    Path(check_jsonschema.__file__).parent / "builtin_schemas" / "vendor" / "compose-spec.json"
)


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_setting_exists(path: Path) -> None:
    named = set(re.findall(r"SVERKA_[A-Z_]+[A-Z]", path.read_text(encoding="utf-8")))
    assert named <= SETTINGS


def test_compose_keeps_the_compose_specification(compose: dict[str, Any]) -> None:
    schema = json.loads(COMPOSE_SCHEMA.read_text(encoding="utf-8"))
    assert [error.message for error in Draft7Validator(schema).iter_errors(compose)] == []


def test_compose_names_only_what_it_defines(compose: dict[str, Any]) -> None:
    for name, one in compose["services"].items():
        assert set(one["networks"]) <= set(compose["networks"]), name
        assert set(one.get("secrets", [])) <= set(compose["secrets"]), name
        assert set(one.get("depends_on", {})) <= set(compose["services"]), name
        volumes = {volume.partition(":")[0] for volume in one.get("volumes", [])}
        assert volumes <= set(compose["volumes"]), name
        dockerfile = one.get("build", {}).get("dockerfile")
        assert dockerfile is None or (ROOT / dockerfile) in DOCKERFILES, name


def test_our_containers_are_hardened(compose: dict[str, Any]) -> None:
    for name in ("api", "worker", "beat", "redis"):
        one = compose["services"][name]
        assert one["read_only"] is True, name
        assert one["cap_drop"] == ["ALL"], name
    published = [port for one in compose["services"].values() for port in one.get("ports", [])]
    assert published == ["127.0.0.1:8400:8400"]  # there is no authentication yet
    assert compose["networks"]["stores"]["internal"] is True


def test_profiles(compose: dict[str, Any]) -> None:
    by_profile: dict[str, set[str]] = {}
    for name, one in compose["services"].items():
        for profile in one.get("profiles", ["always"]):
            by_profile.setdefault(profile, set()).add(name)
    assert by_profile == {
        "always": {"api", "worker", "beat", "postgres", "redis"},
        "elastic": {"elasticsearch"},
        "elastic-cluster": {"elasticsearch-1", "elasticsearch-2", "elasticsearch-3"},
    }


@pytest.mark.parametrize("name", ["api", "worker", "beat"])
def test_the_program_understands_compose(
    compose: dict[str, Any], tmp_path: Path, name: str
) -> None:
    one = compose["services"][name]
    (tmp_path / "database_url").write_text("postgresql+psycopg://sverka:s@postgres/sverka")
    environment = {
        key: re.sub(r"\$\{\w+:-(.*)\}", r"\1", value).replace("/run/secrets", str(tmp_path))
        for key, value in one["environment"].items()
    }
    assert read_settings(environment).database_url.startswith("postgresql+psycopg://")
    assert read_settings(environment).library_url == "embedded:///data/library"
    require_command(["sverka", *one["command"]])


def require_command(words: list[str]) -> None:
    """The command exists and takes these options."""
    command = COMMANDS[words[words.index("sverka") + 1]].load()
    options = {option for one in command.params for option in one.opts}
    assert {word for word in words if word.startswith("--")} <= options


@pytest.mark.parametrize("path", DOCKERFILES, ids=lambda path: path.name)
def test_images(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace("\\\n", " ")
    stages = re.findall(r"^FROM (\S+)(?: AS (\w+))?$", text, re.MULTILINE)
    assert [name for _, name in stages] == ["build", ""]
    last = text.rpartition("\nFROM ")[2]
    assert re.search(r"^USER 10001:10001$", last, re.MULTILINE)
    assert "HEALTHCHECK" in last
    for copied in re.findall(r"^COPY (?!--from)(.+) \S+$", text, re.MULTILINE):
        assert all((ROOT / one).exists() for one in copied.split()), copied
    entry, command = (
        json.loads(re.search(rf"^{word} (\[.*\])$", last, re.MULTILINE)[1])
        for word in ("ENTRYPOINT", "CMD")
    )
    require_command([*entry, *command])
    assert "sverka models prepare" in text


def test_what_compose_speaks_to_can_be_spoken_to(compose: dict[str, Any]) -> None:
    pinned = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert "postgres" in compose["services"]
    assert "\npsycopg==" in pinned
    assert "\npsycopg-binary==" in pinned
    assert "\nredis==" in pinned


WITHOUT_TORCH = """
import sys
for name in ("torch", "transformers", "sentence_transformers"):
    sys.modules[name] = None  # as if it were not installed
import service.cli.serve, service.cli.worker, service.cli.doctor, service.cli.models
import service.app, service.opening, indexes.sources.encoders.converting
import workers.models.stance_converting, indexes.sources.encoders.onnx_embedder
"""


def test_the_api_image_leaves_out_only_what_it_does_not_import() -> None:
    dockerfile = (DEPLOY / "api.Dockerfile").read_text(encoding="utf-8")
    assert "'^(torch|transformers|sentence-transformers)=='" in dockerfile
    subprocess.run([sys.executable, "-c", WITHOUT_TORCH], cwd=ROOT, check=True, timeout=120)


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_units(path: Path) -> None:
    unit = configparser.ConfigParser(interpolation=None, strict=True)
    unit.optionxform = str
    unit.read_string(path.read_text(encoding="utf-8"))
    if path.suffix == ".timer":
        assert path.with_suffix(".service").exists()
        return
    service = unit["Service"]
    assert service["User"] == "sverka"
    assert service["ProtectSystem"] == "strict"
    words = service["ExecStart"].replace("/opt/sverka/venv/bin/", "").replace("'", " ").split()
    require_command(words)


def test_the_environment_of_the_units_is_understood() -> None:
    text = (DEPLOY / "systemd" / "environment").read_text(encoding="utf-8")
    pairs = [line.split("=", 1) for line in text.splitlines() if line and line[0] != "#"]
    assert read_settings(dict(pairs)).folder == Path("/var/lib/sverka")


def test_secrets_are_made_once(tmp_path: Path) -> None:
    script = tmp_path / "make-secrets.sh"
    script.write_text((DEPLOY / "make-secrets.sh").read_text(encoding="utf-8"))
    passwords = set()
    for _ in range(2):
        subprocess.run(["/bin/sh", str(script)], check=True)
        password = (tmp_path / "secrets" / "postgres_password").read_text()
        url = (tmp_path / "secrets" / "database_url").read_text()
        assert url == f"postgresql+psycopg://sverka:{password}@postgres:5432/sverka"
        passwords.add(password)
    assert len(passwords) == 1
    assert re.fullmatch(r"[0-9a-f]{48}", passwords.pop())


def test_a_worker_hears_every_queue_and_knows_every_task() -> None:
    text = (DEPLOY / "README.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `(sverka\.\w+)` \| `(sverka\.\w+)` \|", text, re.MULTILINE)
    assert dict(told) == {TASKS[kind]: QUEUES[kind] for kind in QUEUES}
    assert set(make_celery("redis://127.0.0.1:1/0").conf.task_queues) == set(QUEUES.values())


METRIC = re.compile(r"\b((?:sverka|process|python)_[a-z_]+)\b")


@pytest.fixture
def metrics(services: Services, tmp_path: Path) -> set[str]:
    index = open_claim_index(f"embedded://{tmp_path}/library", services.embedder)
    client = create_app(replace(services, claim_index=index), ServiceSettings()).test_client()
    client.get("/healthz")
    text = client.get("/metrics").text
    return {
        sample.name for family in text_string_to_metric_families(text) for sample in family.samples
    }


def test_rules_ask_for_metrics_that_exist(metrics: set[str]) -> None:
    loaded = yaml.safe_load((DEPLOY / "prometheus" / "rules.yaml").read_text(encoding="utf-8"))
    rules = [rule for group in loaded["groups"] for rule in group["rules"]]
    assert len({rule["alert"] for rule in rules}) == len(rules) >= 6
    for rule in rules:
        assert set(METRIC.findall(rule["expr"])) <= metrics, rule["alert"]
        assert rule["labels"]["severity"] in {"warning", "critical"}
        assert rule["annotations"]["summary"]


def test_the_dashboard_asks_for_metrics_that_exist(metrics: set[str]) -> None:
    dashboard = json.loads((DEPLOY / "grafana" / "sverka.json").read_text(encoding="utf-8"))
    for panel in dashboard["panels"]:
        for target in panel["targets"]:
            asked = set(METRIC.findall(target["expr"]))
            assert asked, panel["title"]
            assert asked <= metrics, panel["title"]
    assert len({panel["id"] for panel in dashboard["panels"]}) == len(dashboard["panels"])


def test_prometheus_reads_the_rules() -> None:
    path = DEPLOY / "prometheus" / "prometheus.yaml"
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert all((path.parent / rules).exists() for rules in loaded["rule_files"])
