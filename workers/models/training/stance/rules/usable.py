"""Which sentences state facts plainly enough to be changed."""

from workers.languages.listed import listed
from workers.models.training.stance.rules.statement import Statement

FEWEST, MOST = 6, 45  # tokens
TALK = listed("я мы ты вы мой наш твой ваш вот ну да увы")
SPEECH = (", -", ", –", ", —")  # «…, — сказал он.»


def is_usable(statement: Statement) -> bool:
    """A closed sentence with a predicate, a capital in front and no talk of I and you."""
    written = statement.written
    return (
        FEWEST <= len(statement.tree.tokens) <= MOST
        and written[-1] == "."
        and not written.endswith("..")
        and written[0].isupper()
        and TALK.isdisjoint(statement.lemmas)
        and "?" not in written
        and not any(mark in written for mark in SPEECH)
        and written.count("«") == written.count("»")
        and written.count('"') % 2 == 0
        and written.count("(") == written.count(")")
        and any(statement.tree.is_finite(one) for one in statement.tree.roots)
    )
