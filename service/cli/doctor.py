"""`sverka doctor`: what works, what does not, and what to do."""

import json
import os
from dataclasses import asdict

import click

from service.cli.opening import open_settings
from service.cli.tables import plain
from service.doctor.examining import examine
from service.doctor.findings import Finding, Level

SICK = 1
STYLES = {Level.OK: "green", Level.WARN: "yellow", Level.FAIL: "red"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
def doctor(*, as_json: bool) -> None:
    """Check all that Sverka needs, from Python to the collector of traces.

    One line each, with what to do. Exit code 1 if something does not work; warnings do not count.
    """
    found: dict[str, Finding] = {}
    for name, finding in examine(open_settings(), os.environ):
        found[name] = finding
        if not as_json:
            show(name, finding)
    if as_json:
        told = {name: asdict(finding) for name, finding in found.items()}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    if any(finding.level is Level.FAIL for finding in found.values()):
        raise SystemExit(SICK)


def show(name: str, finding: Finding) -> None:
    """One line."""
    level = click.style(f"{finding.level.value:<5}", fg=STYLES[finding.level])
    says = plain(finding.says).plain
    click.echo(f"{level}{name:<14}{says}" + (f". {finding.advice}" if finding.advice else ""))
