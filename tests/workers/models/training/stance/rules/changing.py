"""One sentence through one rule, with every choice that chance could make."""

import random

from workers.languages.factory import open_language
from workers.models.training.stance.rules.statement import (
    Rule,
    Statement,
    read_statements,
    write_changed,
)

SEEDS = 12


def read(sentence: str) -> Statement:
    return read_statements(sentence, open_language("ru"))[0]


def change(rule: Rule, sentence: str) -> set[str]:
    """All sentences that the rule makes of this one."""
    statement = read(sentence)
    return {
        write_changed(statement, found.words)
        for seed in range(SEEDS)
        for found in rule(statement, random.Random(seed))
    }
