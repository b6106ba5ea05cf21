"""The table of commands."""

from importlib.metadata import version

import click

from service.cli.lazy import LazyCommand, LazyGroup

COMMANDS = {
    "check": LazyCommand("service.cli.check", "check", "Check a text against the library."),
    "serve": LazyCommand("service.cli.serve", "serve", "Serve the dashboard and the API."),
    "demo": LazyCommand("service.cli.demo", "demo", "Check the seed article, then serve."),
    "sources": LazyCommand("service.cli.commands", "sources", "Fill the library, look at it."),
    "claims": LazyCommand("service.cli.commands", "claims", "Look at claims and verdicts."),
    "submit": LazyCommand("service.cli.claims", "submit", "Store an article to be checked."),
    "recheck": LazyCommand("service.cli.claims", "recheck", "Check claims again."),
    "calibrate": LazyCommand(
        "service.cli.calibrate", "calibrate", "Fit confidence to what people decided."
    ),
    "worker": LazyCommand("service.cli.worker", "worker", "Work on what was submitted."),
    "backup": LazyCommand("service.cli.backup", "backup", "Write everything stored into a file."),
    "restore": LazyCommand("service.cli.backup", "restore", "Put a backup in its place."),
    "migrate": LazyCommand(
        "service.cli.migrate", "migrate", "Move claims and sources, as from here to servers."
    ),
    "upgrade": LazyCommand("service.cli.upgrade", "upgrade", "Bring the store up to date."),
    "doctor": LazyCommand("service.cli.doctor", "doctor", "Check settings, stores and models."),
    "models": LazyCommand("service.cli.commands", "models", "Prepare the models."),
    "beat": LazyCommand("service.cli.worker", "beat", "Keep schedules, for workers with a broker."),
}
SOURCES_COMMANDS = {
    "add": LazyCommand("service.cli.sources", "add", "Add or replace sources out of files."),
    "list": LazyCommand("service.cli.sources", "list_all", "List the library's sources."),
    "remove": LazyCommand("service.cli.sources", "remove", "Take sources out of the library."),
    "export": LazyCommand("service.cli.sources", "export", "Write all sources as JSON Lines."),
    "rebuild": LazyCommand("service.cli.sources", "rebuild", "Build the library anew."),
}
CLAIMS_COMMANDS = {
    "list": LazyCommand("service.cli.claims", "list_all", "List claims with their verdicts."),
    "index": LazyCommand("service.cli.claims", "index", "Make the claims index whole again."),
}

MODELS_COMMANDS = {
    "prepare": LazyCommand("service.cli.models", "prepare", "Convert the models, once."),
}


@click.group(cls=LazyGroup, table=COMMANDS)
@click.version_option(version("sverka"))
def sverka() -> None:
    """Checks what an article says against a library of reference sources.

    Settings come from the environment: SVERKA_FOLDER (where everything is stored, default var),
    SVERKA_DATABASE_URL, SVERKA_LIBRARY_URL, SVERKA_BROKER_URL.
    """


@click.group(cls=LazyGroup, table=SOURCES_COMMANDS)
def sources() -> None:
    """Fill the library of reference sources, look at it, take something out."""


@click.group(cls=LazyGroup, table=CLAIMS_COMMANDS)
def claims() -> None:
    """Look at claims and verdicts."""


@click.group(cls=LazyGroup, table=MODELS_COMMANDS)
def models() -> None:
    """Prepare the models before the first check needs them."""
