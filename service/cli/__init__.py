"""The command line: `sverka COMMAND`."""

from service.cli.commands import sverka

__all__ = ["main"]


def main() -> None:
    """The entry point."""
    sverka(prog_name="sverka")
