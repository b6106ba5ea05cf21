"""All rules of a language, by what they do."""

from workers.models.training.stance.rules.additions import (
    add_circumstance,
    add_place,
    add_time,
)
from workers.models.training.stance.rules.dates import drop_day, shift_date, write_year_short
from workers.models.training.stance.rules.details import drop_detail, drop_quality, drop_relative
from workers.models.training.stance.rules.firsts import add_first, drop_first
from workers.models.training.stance.rules.measures import (
    add_all,
    change_ordinal,
    change_quantifier,
    change_unit,
)
from workers.models.training.stance.rules.names import (
    rename_state,
    swap_acronym,
    swap_person,
    swap_place,
)
from workers.models.training.stance.rules.numbers import (
    change_number,
    exchange_numbers,
    rewrite_number,
    round_number,
)
from workers.models.training.stance.rules.plans import bring_forward, carry_out, finish_passive
from workers.models.training.stance.rules.polarity import (
    add_negation,
    remove_negation,
    turn_verb,
    turn_word,
)
from workers.models.training.stance.rules.statement import Rule
from workers.models.training.stance.rules.synonyms import use_synonym

RUSSIAN: tuple[Rule, ...] = (
    *(change_number, exchange_numbers, shift_date, change_unit, change_ordinal, change_quantifier),
    *(swap_place, swap_person, swap_acronym),
    *(add_negation, remove_negation, turn_verb, turn_word),
    *(rewrite_number, round_number, write_year_short, rename_state, use_synonym),
    *(drop_day, drop_first, drop_detail, drop_relative, drop_quality),
    *(add_first, add_all, add_time, add_place, add_circumstance),
    *(carry_out, bring_forward, finish_passive),
)
