"""Whether the models are converted, and converting them before anybody waits for them."""

from indexes.sources.encoders import DEFAULT_MODEL, open_embedder
from indexes.sources.encoders.converted import FOLDER_NAME as EMBEDDING_FOLDER
from indexes.sources.encoders.converted import read_origin as read_embedding_origin
from workers.settings import Settings


def prepare_models(settings: Settings) -> list[str]:
    """Convert what is not converted yet, and load it; gives the models' names.

    Raises:
        ModelUnavailable: one of them cannot be had.
    """
    return [open_embedder(settings.embedding_model, settings.models_folder).name]


def name_embedder(settings: Settings) -> str | None:
    """The name that verdicts and the library know it by; None: it is not converted yet."""
    if settings.embedding_model != DEFAULT_MODEL:
        return settings.embedding_model
    origin = read_embedding_origin(settings.models_folder / EMBEDDING_FOLDER)
    return origin.model_name if origin else None
