"""Models and calibration. No model is loaded: that takes seconds."""

from collections.abc import Mapping

from service.doctor.findings import Finding, fail, fine, warn
from workers.models.calibrators import InvalidCalibration, name_scorer, read_calibrator
from workers.models.overlap import load_overlap_scorer
from workers.models.preparation import name_embedder
from workers.pipeline.verdict import RULES_VERSION
from workers.settings import Settings

PREPARE = "Convert it now, or let the first start do it: sverka models prepare"


def check_models(settings: Settings, _environment: Mapping[str, str]) -> Finding:
    """The embedding model is converted, out of the weights that are installed."""
    name = name_embedder(settings)
    if name is None:
        return warn(f"not converted yet: embedding in {settings.models_folder}", PREPARE)
    return fine(name)


def check_calibration(settings: Settings, _environment: Mapping[str, str]) -> Finding:
    """What people's reviews made fits the model and the rules that work now."""
    path = settings.calibration_path
    if not path.exists():
        return fine("the one that ships; sverka calibrate makes one of people's reviews")
    try:
        fitted = read_calibrator(path)
    except (InvalidCalibration, OSError) as error:
        return fail(str(error), "Forget it: sverka calibrate --reset")
    scorer = name_scorer(load_overlap_scorer().name, RULES_VERSION)
    if fitted.scorer and fitted.scorer != scorer:
        return warn(
            f"{path} was fitted to «{fitted.scorer}», but «{scorer}» works now",
            "The one that ships is used until there are reviews of it: sverka calibrate",
        )
    return fine(f"{path}, {fitted.name}")
