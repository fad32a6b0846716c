"""A PostgreSQL server for the tests alone: in a folder of its own, on a socket in it, gone with the session."""

import glob
import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

_QUICK = {"fsync": "off", "full_page_writes": "off", "listen_addresses": "", "max_connections": "40"}
"""Nothing of this server need survive a power cut."""


class NoServer(Exception):
    """PostgreSQL is not installed here; the text says what is missing."""


@contextmanager
def running() -> Iterator["Server"]:
    """A server until the end of the block.

    Raises:
        NoServer: there is none to start.
    """
    initdb, pg_ctl = _program("initdb"), _program("pg_ctl")
    folder = Path(tempfile.mkdtemp(prefix="tilts-pg-"))
    who = _unprivileged()
    try:
        if who:
            shutil.chown(folder, who, who)
        data = folder / "data"
        _run(who, initdb, "-D", data, "-U", "tilts", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        options = "".join(f" -c {name}='{value}'" for name, value in _QUICK.items())
        _run(who, pg_ctl, "-D", data, "-w", "-l", folder / "log", "-o", f"-k {folder}{options}", "start")
        try:
            yield Server(folder)
        finally:
            _run(who, pg_ctl, "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Server:
    """The server that listens on a socket in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def database(self) -> Iterator[str]:
        """The address of a new, empty database, which is dropped at the end of the block."""
        name = f"tilts_{secrets.token_hex(6)}"
        self._tell(f"CREATE DATABASE {name} TEMPLATE template0")
        try:
            yield self._address(name)
        finally:
            self._tell(f"DROP DATABASE {name} WITH (FORCE)")

    def _tell(self, statement: str) -> None:
        engine = sa.create_engine(self._address("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(statement)
        engine.dispose()

    def _address(self, name: str) -> str:
        return f"postgresql+psycopg://tilts@/{name}?host={self._folder}"


def _program(name: str) -> str:
    found = shutil.which(name) or next(iter(sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{name}"))), None)
    if found is None:
        raise NoServer(f"PostgreSQL is not installed: there is no {name}.")
    return found


def _unprivileged() -> str:
    """The user to run the server as: it refuses to run as root."""
    if os.geteuid() != 0:
        return ""
    import pwd

    names = {user.pw_name for user in pwd.getpwall()}
    if "postgres" not in names:
        raise NoServer("PostgreSQL does not run as root, and there is no user postgres.")
    return "postgres"


def _run(who: str, *command: str | Path) -> None:
    as_user = {"user": who, "group": who, "extra_groups": []} if who else {}
    done = subprocess.run(
        [str(part) for part in command],
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
        timeout=120,
        **as_user,
    )
    if done.returncode:
        raise NoServer(f"{Path(command[0]).name} failed: {done.stderr.decode(errors='replace').strip()}")
