"""Opens the pipeline: library and models that the settings name."""

from collections.abc import Sequence

from indexes.sources.back_ends import open_library
from indexes.sources.embeddings import Embedder
from indexes.sources.encoders import open_embedder
from indexes.sources.library import Library
from indexes.sources.vector_cache import remember_vectors
from workers.languages.detection import detect_language
from workers.languages.factory import open_language
from workers.languages.language import Language
from workers.models.calibrators import load_calibrator, name_scorer
from workers.models.formulas import load_formula
from workers.models.heads import load_head
from workers.models.remembering import remember_answers
from workers.models.stance_model import open_stance_model
from workers.models.timing import TimedEmbedder, TimedStanceModel
from workers.pipeline.check import ArticleChecker, Models
from workers.pipeline.checkworthiness import Assessment, assess
from workers.pipeline.drafts import Draft
from workers.pipeline.rejections import Stretch
from workers.pipeline.stance import PairReader, StanceScorer
from workers.pipeline.verdict import RULES_VERSION
from workers.settings import Settings


def open_checker(settings: Settings) -> ArticleChecker:
    """The pipeline over the settings' library, which is created where it does not exist."""
    models = open_models(settings)
    return ArticleChecker(open_checked_library(settings, models.embedder), models)


def open_checked_library(settings: Settings, embedder: Embedder) -> Library:
    """The library, refused if it was built with another embedding model."""
    return open_library(
        settings.library_url, embedding_model=embedder.name, dimensions=embedder.dimensions
    )


def open_models(settings: Settings) -> Models:
    """Everything learned, loaded once."""
    model = open_embedder(settings.embedding_model, settings.models_folder)
    embedder = remember_vectors(TimedEmbedder(model), settings.folder)
    stance = open_scorer(settings)
    head = load_head()

    def assess_drafts(drafts: Sequence[Draft], language: Language) -> list[Assessment]:
        stretches = [Stretch(one.judged_text or one.text, one.is_own_line) for one in drafts]
        return assess(stretches, language, embedder, head)

    return Models(
        embedder=embedder,
        stance=stance,
        assess=assess_drafts,
        checkworthiness_name=f"checkworthiness@{head.version}",
        open_language=open_language,
        detect_language=detect_language,
        calibrator=load_calibrator(settings, name_scorer(stance.name, RULES_VERSION)),
    )


def open_scorer(settings: Settings) -> StanceScorer:
    """The stance model and the formula beside it."""
    return StanceScorer(open_reader(settings), load_formula())


def open_reader(settings: Settings) -> PairReader:
    """The stance model, which remembers what it has read."""
    model = open_stance_model(settings.stance_model, settings.models_folder)
    return remember_answers(TimedStanceModel(model), settings.folder)
