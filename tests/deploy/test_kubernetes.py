"""The Kubernetes manifests keep its schemas, and name only what there is."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from service.app import create_app
from service.doctor.machine import SETTINGS
from service.services import Services
from service.settings import ServiceSettings
from tests.deploy.test_files import require_command
from tests.service.conftest import database, migrated_file, services
from workers.celery_app import QUEUES
from workers.settings import SECRETS, read_settings

__all__ = ["database", "migrated_file", "services"]

KUBERNETES = Path(__file__).parents[2] / "deploy" / "kubernetes"
BASE = KUBERNETES / "base"
PRODUCTION = KUBERNETES / "overlays" / "production"
SCHEMAS = "1.31"  # HPA v2, PDB v1, seccomp: all stable since 1.25

Manifest = dict[str, Any]


def load(folder: Path) -> Manifest:
    return yaml.safe_load((folder / "kustomization.yaml").read_text(encoding="utf-8"))


def read_manifests() -> Iterator[Manifest]:
    for name in load(BASE)["resources"]:
        yield from yaml.safe_load_all((BASE / name).read_text(encoding="utf-8"))


MANIFESTS = {f"{one['kind']}/{one['metadata']['name']}": one for one in read_manifests()}
WORKLOADS = {name: one for name, one in MANIFESTS.items() if "template" in one.get("spec", {})}


def of_kind(kind: str) -> dict[str, Manifest]:
    return {
        one["metadata"]["name"]: one["spec"] for one in MANIFESTS.values() if one["kind"] == kind
    }


def labels_of(workload: Manifest) -> Manifest:
    return workload["spec"]["template"]["metadata"]["labels"]


def container_of(workload: Manifest) -> Manifest:
    (container,) = workload["spec"]["template"]["spec"]["containers"]
    return container


def matches(selector: Manifest) -> list[str]:
    wanted = selector.items()
    return [name for name, one in WORKLOADS.items() if wanted <= labels_of(one).items()]


@pytest.mark.parametrize("manifest", MANIFESTS.values(), ids=MANIFESTS)
def test_schema(manifest: Manifest) -> None:
    kubernetes_validate.validate(manifest, SCHEMAS, strict=True)


def test_a_slip_is_found() -> None:
    slip = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"nam": "sverka"}}
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(slip, SCHEMAS, strict=True)


def test_every_file_is_named() -> None:
    named = {"kustomization.yaml", *load(BASE)["resources"]}
    assert named == {path.name for path in BASE.iterdir()}


@pytest.mark.parametrize("workload", WORKLOADS.values(), ids=WORKLOADS)
def test_workloads(workload: Manifest) -> None:
    pod, container = workload["spec"]["template"]["spec"], container_of(workload)
    require_command(["sverka", *container["args"]])
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["automountServiceAccountToken"] is False
    secured = container["securityContext"]
    assert secured["readOnlyRootFilesystem"] is True
    assert secured["capabilities"] == {"drop": ["ALL"]}
    assert {"requests", "limits"} == set(container["resources"])
    assert {one["name"] for one in container["volumeMounts"]} == {
        one["name"] for one in pod["volumes"]
    }
    assert container["envFrom"] == [{"configMapRef": {"name": "sverka-settings"}}]
    if selector := workload["spec"].get("selector"):
        assert matches(selector["matchLabels"]) == [f"Deployment/{workload['metadata']['name']}"]


def test_every_queue_is_heard_by_one_kind_of_worker() -> None:
    workers = [container_of(one)["args"] for one in WORKLOADS.values()]
    heard = [
        args[place + 1] for args in workers for place, word in enumerate(args) if word == "--queue"
    ]
    assert sorted(heard) == sorted(QUEUES.values())


def test_the_api_is_asked_at_paths_that_it_has(services: Services) -> None:
    app = create_app(services, ServiceSettings())
    container = container_of(WORKLOADS["Deployment/api"])
    assert container["ports"] == [{"name": "http", "containerPort": ServiceSettings().port}]
    for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
        asked = container[probe]["httpGet"]
        assert asked["port"] == "http"
        assert app.test_client().get(asked["path"]).status_code == 200
    (service,) = of_kind("Service").values()
    assert matches(service["selector"]) == ["Deployment/api"]
    assert service["ports"][0]["targetPort"] == "http"


def test_settings_are_understood(tmp_path: Path) -> None:
    (generated,) = load(BASE)["configMapGenerator"]
    (merged,) = load(PRODUCTION)["configMapGenerator"]
    environment = dict(one.split("=", 1) for one in generated["literals"] + merged["literals"])
    environment |= {
        one["name"]: one["value"] for one in container_of(WORKLOADS["Deployment/api"])["env"]
    }
    assert set(environment) <= SETTINGS
    files = {Path(environment[name]).name for name in SECRETS}
    (secret,) = load(PRODUCTION)["secretGenerator"]
    assert files == {Path(one).name for one in secret["files"]}
    mounts = [mount for one in WORKLOADS.values() for mount in container_of(one)["volumeMounts"]]
    mounted = {mount["mountPath"] for mount in mounts if mount["name"] == "urls"}
    assert {str(Path(environment[name]).parent) for name in SECRETS} == mounted
    for name in SECRETS:
        written = tmp_path / Path(environment[name]).name
        written.write_text("sqlite:///x")
        environment[name] = str(written)
    assert read_settings(environment).database_url == "sqlite:///x"


def test_scaling(services: Services) -> None:
    adapter = yaml.safe_load((KUBERNETES / "prometheus-adapter.yaml").read_text(encoding="utf-8"))
    (rule,) = adapter["rules"]["external"]
    samples = [
        sample
        for family in text_string_to_metric_families(
            create_app(services, ServiceSettings()).test_client().get("/metrics").text
        )
        for sample in family.samples
        if sample.name == rule["seriesQuery"]
    ]
    assert {sample.labels["queue"] for sample in samples} == set(QUEUES.values())
    scaled = of_kind("HorizontalPodAutoscaler")
    assert {one["scaleTargetRef"]["name"] for one in scaled.values()} == set(
        of_kind("Deployment")
    ) - {"beat"}
    for name, one in scaled.items():
        asked = [
            metric["external"]["metric"]
            for metric in one["metrics"]
            if metric["type"] == "External"
        ]
        assert all(metric["name"] == rule["name"]["as"] for metric in asked)
        heard = container_of(WORKLOADS[f"Deployment/{name}"])["args"]
        assert {metric["selector"]["matchLabels"]["queue"] for metric in asked} <= set(heard)
        assert "replicas" not in WORKLOADS[f"Deployment/{name}"]["spec"]  # or an apply undoes it


def test_disruption_and_network() -> None:
    for name, one in of_kind("PodDisruptionBudget").items():
        assert matches(one["selector"]["matchLabels"]) == [f"Deployment/{name}"]
    assert set(of_kind("PodDisruptionBudget")) == set(of_kind("Deployment"))
    policies = of_kind("NetworkPolicy")
    assert policies["nothing"] == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    assert matches(policies["to-api"]["podSelector"]["matchLabels"]) == ["Deployment/api"]
    assert matches(policies["to-stores"]["podSelector"]["matchLabels"]) == list(WORKLOADS)
    (way,) = policies["to-api"]["ingress"]
    assert way["ports"] == [{"protocol": "TCP", "port": ServiceSettings().port}]


def test_the_overlay_changes_what_is_there() -> None:
    overlay = load(PRODUCTION)
    assert [(PRODUCTION / one).resolve() for one in overlay["resources"]] == [BASE]
    assert {one["name"] for one in overlay["images"]} == {
        container_of(one)["image"] for one in WORKLOADS.values()
    }
    for patch in overlay["patches"]:
        for one in yaml.safe_load_all((PRODUCTION / patch["path"]).read_text(encoding="utf-8")):
            assert f"{one['kind']}/{one['metadata']['name']}" in MANIFESTS
