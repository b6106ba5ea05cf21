"""The dashboard as one blueprint, to be registered without a prefix."""

from pathlib import Path
from typing import Any

from flask import Blueprint
from flask.blueprints import BlueprintSetupState
from flask_babel import Babel

from indexes.claims.counts import count_flagged
from indexes.claims.database import DatabaseUnavailable
from indexes.records import ReviewDecision, Stance, Tier, VerdictLabel
from service.dashboard import (
    articles,
    claims,
    forms,
    home,
    language,
    navigation,
    options,
    review_queue,
    schedules,
    sources,
    wording,
)
from service.dashboard.errors import show_error, show_nothing_here
from service.dashboard.headers import add_headers
from service.services import current_services

SUBJECTS = (home, articles, review_queue, claims, schedules, sources, language)
TRANSLATIONS = Path(__file__).parent / "translations"
WORDS = {
    "LANGUAGES": language.LANGUAGES,
    "STANCES": tuple(Stance),
    "TIERS": tuple(Tier),
    "VERDICTS": tuple(VerdictLabel),
    "AGREE": ReviewDecision.AGREE,
    "OVERRULE": ReviewDecision.OVERRULE,
    "current_language": language.current_language,
    "describe_reason": wording.describe_reason,
    "explain_rejection": wording.explain_rejection,
    "is_web_address": forms.is_web_address,
    "name_flag": wording.name_flag,
    "name_language": wording.name_language,
    "name_of": wording.name_of,
    "notice": wording.notice,
    "overruling_options": options.overruling_options,
    "page_with": navigation.page_with,
    "schedule_fields": options.schedule_fields,
    "this_page": navigation.this_page,
    "tier_options": options.tier_options,
    "time_zones": options.time_zones,
    "verdict_options": options.verdict_options,
}


def make_dashboard() -> Blueprint:
    """Pages, error pages, languages."""
    blueprint = Blueprint("dashboard", __name__, template_folder="../templates")
    for subject in SUBJECTS:
        subject.add_routes(blueprint)
    blueprint.after_request(add_headers)
    blueprint.app_context_processor(lambda: WORDS | {"flagged_count": flagged_count})
    for wrong in (404, Exception):  # 404 too, or the application's own would come first
        blueprint.register_error_handler(wrong, show_error)
    blueprint.app_errorhandler(404)(show_nothing_here)
    blueprint.record_once(prepare)
    return blueprint


def prepare(state: BlueprintSetupState) -> None:
    """The application speaks the dashboard's languages; its templates leave no blank lines."""
    app: Any = state.app
    Babel(
        app,
        default_translation_directories=str(TRANSLATIONS),
        locale_selector=language.choose_language,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def flagged_count() -> int:
    """How many claims wait in the queue; 0 when the store does not say, as on its error page."""
    try:
        return count_flagged(current_services().database)
    except DatabaseUnavailable:
        return 0
