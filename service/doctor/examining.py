"""The table of checks."""

from collections.abc import Callable, Iterator, Mapping

from service.doctor.claims_index import check_claims_index
from service.doctor.findings import Finding, fail
from service.doctor.machine import check_disk, check_folder, check_python, check_settings
from service.doctor.models import check_calibration, check_models
from service.doctor.stores import check_broker, check_database, check_library
from service.doctor.traces import check_traces
from workers.settings import Settings

Check = Callable[[Settings, Mapping[str, str]], Finding]
CHECKS: Mapping[str, Check] = {
    "python": check_python,
    "settings": check_settings,
    "folder": check_folder,
    "disk": check_disk,
    "models": check_models,
    "database": check_database,
    "library": check_library,
    "claims_index": check_claims_index,
    "broker": check_broker,
    "calibration": check_calibration,
    "traces": check_traces,
}


def examine(settings: Settings, environment: Mapping[str, str]) -> Iterator[tuple[str, Finding]]:
    """Every check by name, one after the other; none stops the others."""
    for name, check in CHECKS.items():
        try:
            yield name, check(settings, environment)
        except Exception as error:  # noqa: BLE001 - a check that breaks is a finding too
            said = f"{type(error).__name__}: {error}"
            yield name, fail(said, "That should not happen: please report it.")
