"""Whether the models are converted, and converting them before anybody waits for them."""

from indexes.sources.encoders import DEFAULT_MODEL, open_embedder
from indexes.sources.encoders.converted import FOLDER_NAME as EMBEDDING_FOLDER
from indexes.sources.encoders.converted import read_origin as read_embedding_origin
from workers.models.formulas import load_formula
from workers.models.stance_converted import FOLDER_NAME as STANCE_FOLDER
from workers.models.stance_converted import read_origin as read_stance_origin
from workers.models.stance_model import DEFAULT_STANCE_MODEL, open_stance_model
from workers.models.stance_weights import read_facts
from workers.settings import Settings


def prepare_models(settings: Settings) -> list[str]:
    """Convert what is not converted yet, and load both models; gives their names.

    Raises:
        ModelUnavailable: one of them cannot be had.
    """
    embedder = open_embedder(settings.embedding_model, settings.models_folder)
    stance = open_stance_model(settings.stance_model, settings.models_folder)
    return [embedder.name, stance.name]


def name_embedder(settings: Settings) -> str | None:
    """The name that verdicts and the library know it by; None: it is not converted yet."""
    if settings.embedding_model != DEFAULT_MODEL:
        return settings.embedding_model
    origin = read_embedding_origin(settings.models_folder / EMBEDDING_FOLDER)
    return origin.model_name if origin else None


def name_stance_model(settings: Settings) -> str | None:
    """The name that verdicts know it by; None: it is not converted yet."""
    if settings.stance_model != DEFAULT_STANCE_MODEL:
        return settings.stance_model
    origin = read_stance_origin(settings.models_folder / STANCE_FOLDER, read_facts().version)
    return origin.model_name if origin else None


def name_judge(stance_model: str) -> str:
    """The stance model with the formula beside it: what a calibration is fitted to."""
    return f"{stance_model}+{load_formula().name}"
