"""Groups of commands whose modules are imported when they are called: help comes at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import click

from service.cli.failures import explain


@dataclass(frozen=True, slots=True)
class LazyCommand:
    """Where a command is defined, and what it does in one line."""

    module: str
    name: str
    help: str

    def load(self) -> click.Command:
        command: click.Command = getattr(import_module(self.module), self.name)
        return command


class LazyGroup(click.Group):
    """A group over a table of lazy commands; errors of users become one line."""

    def __init__(self, *args: Any, table: Mapping[str, LazyCommand], **kwargs: Any) -> None:  # noqa: ANN401 - as click calls it
        super().__init__(*args, **kwargs)
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        found = self.table.get(cmd_name)
        return found.load() if found else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.help) for name, command in self.table.items()])

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - whatever the command returns
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # «sverka … | head»: click ends quietly
            raise
        except Exception as error:
            explanation = explain(error)
            if explanation is None:
                raise
            raise click.ClickException(explanation) from error
