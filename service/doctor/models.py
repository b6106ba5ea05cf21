"""Models and calibration. No model is loaded: that takes seconds."""

from collections.abc import Mapping

from service.doctor.findings import Finding, fail, fine, warn
from workers.models.calibrators import InvalidCalibration, name_scorer, read_calibrator
from workers.models.preparation import name_embedder, name_judge, name_stance_model
from workers.models.stance_weights import InvalidStanceWeights
from workers.pipeline.verdict import RULES_VERSION
from workers.settings import Settings

PREPARE = "Convert them now, or let the first start do it: sverka models prepare"


def check_models(settings: Settings, _environment: Mapping[str, str]) -> Finding:
    """Both are converted, out of the weights that are installed."""
    try:
        names = {"embedding": name_embedder(settings), "stance": name_stance_model(settings)}
    except InvalidStanceWeights as error:
        return fail(str(error), "Install sverka anew.")
    missing = [role for role, name in names.items() if name is None]
    if missing:
        says = f"not converted yet: {' and '.join(missing)} in {settings.models_folder}"
        return warn(says, PREPARE)
    return fine(", ".join(str(name) for name in names.values()))


def check_calibration(settings: Settings, _environment: Mapping[str, str]) -> Finding:
    """What people's reviews made fits the model and the rules that work now."""
    path = settings.calibration_path
    if not path.exists():
        return fine("the one that ships; sverka calibrate makes one of people's reviews")
    try:
        fitted = read_calibrator(path)
        stance = name_stance_model(settings)
    except (InvalidCalibration, OSError) as error:
        return fail(str(error), "Forget it: sverka calibrate --reset")
    scorer = name_scorer(name_judge(stance or settings.stance_model), RULES_VERSION)
    if fitted.scorer and fitted.scorer != scorer:
        return warn(
            f"{path} was fitted to «{fitted.scorer}», but «{scorer}» works now",
            "The one that ships is used until there are reviews of it: sverka calibrate",
        )
    return fine(f"{path}, {fitted.name}")
