"""The services of deploy/compose.yaml as plain processes: their commands, their environment."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.faults.processes import ROOT, Service
from tests.service.live import environment_for

COMPOSE = ROOT / "deploy" / "compose.yaml"
VARIABLE = re.compile(r"\$\{(\w+):-(.*?)\}")
SECRETS = "/run/secrets"


@dataclass(frozen=True)
class Composition:
    """The file, and where what it names stands on this machine."""

    services: Mapping[str, Any]
    folder: Path  # instead of the volume `data` and of the secrets' folder
    variables: Mapping[str, str]  # as an .env file beside compose.yaml sets them
    addresses: Mapping[str, str]  # host and port of services that are not ours

    def service(self, name: str, number: int, **settings: str) -> Service:
        """One process of a service; `settings` stand where the machine must differ."""
        written = self.services[name]
        environment = {key: self._resolve(value) for key, value in written["environment"].items()}
        return Service(
            ["service.cli", *written["command"]],
            environment_for(self.folder) | {"PYTHONPATH": str(ROOT)} | environment | settings,
            self.folder / f"{name}-{number}.log",
            folder=self.folder,
        )

    def _resolve(self, value: str) -> str:
        filled = VARIABLE.sub(lambda found: self.variables.get(found[1], found[2]), value)
        for name, address in self.addresses.items():
            filled = filled.replace(f"//{name}", f"//{address}")
        return filled.replace(SECRETS, str(self.folder))


def read_services(*profiles: str) -> dict[str, Any]:
    """What `docker compose` would start with these profiles."""
    services = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["services"]
    return {
        name: one
        for name, one in services.items()
        if not one.get("profiles") or set(one["profiles"]) & set(profiles)
    }
