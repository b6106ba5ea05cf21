"""Python, settings, folder, disk."""

import os
import platform
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from service.doctor.findings import Finding, fail, fine, show_place, warn
from service.settings import read_service_settings
from workers.settings import Settings, SettingsError

OLDEST_PYTHON = (3, 11)
GIGABYTE = 1_000_000_000
TIGHT_BYTES, TOO_LITTLE_BYTES = 2 * GIGABYTE, GIGABYTE // 5
# Every variable that the settings read; another SVERKA_… name is a slip.
SETTINGS = frozenset(
    {
        "SVERKA_ALLOW_REMOTE",
        "SVERKA_BROKER_URL",
        "SVERKA_BROKER_URL_FILE",
        "SVERKA_CALIBRATION_FILE",
        "SVERKA_DATABASE_URL",
        "SVERKA_DATABASE_URL_FILE",
        "SVERKA_EMBEDDING_MODEL",
        "SVERKA_FOLDER",
        "SVERKA_HOST",
        "SVERKA_LIBRARY_URL",
        "SVERKA_LIBRARY_URL_FILE",
        "SVERKA_LOG_FORMAT",
        "SVERKA_LOG_LEVEL",
        "SVERKA_MODELS_FOLDER",
        "SVERKA_PORT",
        "SVERKA_PUBLIC_URL",
        "SVERKA_STANCE_MODEL",
        "SVERKA_UPLOAD_LIMIT_BYTES",
        "SVERKA_WEB_THREADS",
    }
)


def check_python(_settings: Settings, _environment: Mapping[str, str]) -> Finding:
    """Its version."""
    if sys.version_info < OLDEST_PYTHON:
        return fail(platform.python_version(), "Install Python 3.11 or newer.")
    return fine(f"{platform.python_version()}, {os.cpu_count()} cores")


def check_settings(settings: Settings, environment: Mapping[str, str]) -> Finding:
    """Every variable is known and can be read."""
    try:
        web = read_service_settings(environment)
    except SettingsError as error:
        return fail(str(error), "Set it, or leave it out.")
    unknown = sorted(
        name for name in environment if name.startswith("SVERKA_") and name not in SETTINGS
    )
    if unknown:
        return warn(f"nothing reads {', '.join(unknown)}", "Look for a slip in the name.")
    places = (settings.database_url, settings.library_url, settings.broker_url)
    return fine(f"{', '.join(map(show_place, places))}; web {web.host}:{web.port}")


def check_folder(settings: Settings, _environment: Mapping[str, str]) -> Finding:
    """It can be written to, or made."""
    nearest = find_existing(settings.folder)
    if not os.access(nearest, os.R_OK | os.W_OK | os.X_OK):
        return fail(
            f"{nearest} cannot be written to by user {os.geteuid()}",
            "Run as a user who may, or set SVERKA_FOLDER to another folder.",
        )
    if nearest != settings.folder:
        return fine(f"{settings.folder} will be made")
    return fine(str(settings.folder))


def check_disk(settings: Settings, _environment: Mapping[str, str]) -> Finding:
    """Room for commits, merges and backups."""
    free = shutil.disk_usage(find_existing(settings.folder)).free
    says = f"{free / GIGABYTE:.1f} GB free"
    if free < TOO_LITTLE_BYTES:
        return fail(says, "Make room: nothing more can be stored safely.")
    if free < TIGHT_BYTES:
        return warn(says, "Make room soon: a rebuild needs the library's size once more.")
    return fine(says)


def find_existing(folder: Path) -> Path:
    """The folder, or the nearest above it that is there."""
    return next(one for one in (folder, *folder.parents) if one.exists())
