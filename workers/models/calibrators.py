"""Keeps calibrators in files: the one that ships, and the one that people's reviews made."""

import logging
from pathlib import Path

from filelock import FileLock

from indexes.records import InvalidRecord, from_json, to_json
from indexes.sources.embedded.durable import write_durably
from workers.pipeline.calibration import UNFITTED, Calibrator
from workers.settings import Settings

log = logging.getLogger(__name__)

DEFAULT_CALIBRATION = Path(__file__).with_name("calibration.json")


class InvalidCalibration(ValueError):
    """A file that is no calibrator; the message says which, why, and what to do."""


def name_scorer(stance_model: str, rules_version: str) -> str:
    """Whose raw confidence a calibrator reads: another model or other rules mean another one."""
    return f"{stance_model}, rules {rules_version}"


def load_calibrator(settings: Settings, scorer: str = "") -> Calibrator:
    """What `sverka calibrate` made of people's reviews, else the one that ships.

    A refit to reviews of another `scorer` is left aside, with a warning: it says nothing of this
    one's confidence.

    Raises:
        InvalidCalibration: the file is damaged.
    """
    path = settings.calibration_path
    if not path.exists():
        return load_shipped(scorer)
    refitted = read_calibrator(path)
    if not scorer or not refitted.scorer or refitted.scorer == scorer:
        return refitted
    log.warning(
        "%s was fitted to reviews of «%s»; «%s» works now, so the calibration that ships is used. "
        "Once there are reviews of it, run: sverka calibrate",
        *(path, refitted.scorer, scorer),
    )
    return load_shipped(scorer)


def load_shipped(scorer: str = "", path: Path = DEFAULT_CALIBRATION) -> Calibrator:
    """The calibrator in the repository; one that changes nothing if it is not of this `scorer`."""
    shipped = read_calibrator(path) if path.exists() else UNFITTED
    is_own = not scorer or not shipped.scorer or shipped.scorer == scorer
    return shipped if is_own else UNFITTED


def read_calibrator(path: Path) -> Calibrator:
    """A calibrator from its file.

    Raises:
        InvalidCalibration: it is damaged.
        OSError: it cannot be read.
    """
    try:
        return from_json(Calibrator, path.read_bytes())
    except InvalidRecord as error:
        raise InvalidCalibration(
            f"{path} is no calibration ({error}). Put a former one in its place "
            f"({name_former(path, '…').name}), or forget it: sverka calibrate --reset"
        ) from error


def write_calibrator(calibrator: Calibrator, path: Path) -> Path | None:
    """Put it in place, whole; the former one stays beside it. Gives the former one's new path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with _lock(path):
        former = _keep_former(path)
        write_durably(path, f"{to_json(calibrator)}\n".encode())
    return former


def remove_calibrator(path: Path) -> Path | None:
    """Forget it; it stays beside under another name, which is given back. None: there was none."""
    if not path.exists():
        return None
    with _lock(path):
        former = _keep_former(path)
        path.unlink(missing_ok=True)
    return former


def name_former(path: Path, version: str) -> Path:
    """Where a former calibrator is kept: `calibration-0123456789ab.json`."""
    return path.with_name(f"{path.stem}-{version}{path.suffix}")


def _keep_former(path: Path) -> Path | None:
    if not path.exists():
        return None
    content = path.read_bytes()
    try:
        kept = name_former(path, from_json(Calibrator, content).version)
    except InvalidRecord:
        kept = name_former(path, "damaged")
    write_durably(kept, content)
    return kept


def _lock(path: Path) -> FileLock:
    return FileLock(path.with_name(f"{path.name}.lock"))
