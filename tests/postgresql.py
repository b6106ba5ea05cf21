"""A real PostgreSQL for tests, in a folder of its own, behind a socket in that folder."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import psycopg
import pytest

from tests.waiting import wait_until

MISSING = "PostgreSQL is not installed, so this was not tested: apt-get install postgresql"
DEBIAN = Path("/usr/lib/postgresql")  # Debian keeps the server's programs out of PATH
OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",  # tests kill processes, they do not cut the power
    "timezone": "Asia/Almaty",  # not UTC, so that whoever forgets to convert is found out
}


def find_postgresql() -> Path:
    """The folder of the server's programs; where it is missing the test is skipped, CI fails."""
    installed = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda file: float(file.parts[-3]))
    found = shutil.which("initdb") or (installed[-1] if installed else None)
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    return Path(found).parent


def unprivileged_user() -> str | None:
    """Who runs the server: PostgreSQL refuses root, so then the user that Debian makes for it."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


@dataclass
class PostgresServer:
    """A PostgreSQL that can be killed and started again on what it had stored."""

    programs: Path
    folder: Path  # a short one: a socket's path has at most 107 characters
    user: str | None
    process: subprocess.Popen[bytes] | None = None
    environment: Mapping[str, str] = field(default_factory=dict)  # what it has beside ours

    def url(self, name: str = "postgres") -> str:
        return f"postgresql+psycopg://sverka@/{name}?host={self.folder}"

    def create(self) -> None:
        if self.user is not None:
            shutil.chown(self.folder, self.user)
        options = ["-U", "sverka", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        subprocess.run(
            [self.programs / "initdb", "-D", self.folder / "data", *options],
            user=self.user,
            cwd=self.folder,
            check=True,
            capture_output=True,
        )

    def start(self, **options: object) -> None:
        settings = {**OPTIONS, **options}
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [
                    *(self.programs / "postgres", "-D", self.folder / "data", "-k", self.folder),
                    *(f"--{name}={value}" for name, value in settings.items()),
                ],
                user=self.user,
                env={**os.environ, **self.environment},
                cwd=self.folder,
                stdout=log,
                stderr=log,
            )
        wait_until(self.answers, 60)

    def answers(self) -> bool:
        try:
            with self.connect():
                return True
        except psycopg.OperationalError:
            return False

    def connect(self) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(
            host=str(self.folder), user="sverka", dbname="postgres", autocommit=True
        )

    def create_database(self, name: str, *, options: str = "") -> str:
        """The new database's URL."""
        with self.connect() as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 {options}".encode())
        return self.url(name)

    def drop_database(self, name: str) -> None:
        with self.connect() as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())

    def kill(self) -> None:
        """The server and every process of it with -9; nothing if it has ended."""
        if self.process is None:
            return
        server = psutil.Process(self.process.pid)
        server.suspend()  # so that it starts no process while its processes are listed
        children = server.children(recursive=True)
        for process in (server, *children):
            process.kill()
        self.process.wait()
        psutil.wait_procs(children, 20)
        self.process = None


@contextmanager
def running_postgresql(**options: object) -> Iterator[PostgresServer]:
    """A new server, killed and forgotten at the end."""
    programs = find_postgresql()
    folder = Path(tempfile.mkdtemp(prefix="sverka-"))
    server = PostgresServer(programs, folder, unprivileged_user())
    try:
        server.create()
        server.start(**options)
        yield server
    finally:
        server.kill()
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgresServer]:
    """One server for all tests that leave it alive."""
    with running_postgresql() as server:
        yield server
