"""A real PostgreSQL of the tests' own: on a socket in a temporary folder, without a network."""

import ctypes
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Self

from in_memory import folder_in_memory

PATIENCE_S = 60
_DEATH_SIGNAL = 1
_ORDINARY_USERS = ("postgres", "nobody")


def programs() -> Path | None:
    """The folder of `initdb` and `postgres`: on $PATH, or the newest that Debian installed."""
    on_path = shutil.which("initdb")
    if on_path and (Path(on_path).resolve().parent / "postgres").exists():
        return Path(on_path).resolve().parent
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    found = [path.parent for path in versions if (path.parent / "postgres").exists()]
    return max(found, key=lambda folder: float(folder.parent.name), default=None)


def _program(name: str) -> Path:
    folder = programs()
    assert folder is not None, reason_against()
    return folder / name


def reason_against() -> str | None:
    """Why no server can be had here; nothing if it can."""
    if sys.platform != "linux":
        return "only on Linux does its server end with the tests"
    if programs() is None:
        return "PostgreSQL's initdb and postgres are not installed"
    try:
        import psycopg  # noqa: F401
    except ImportError:
        return "psycopg is not installed: pip install -e '.[postgres]'"
    return None


def _ordinary_user() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: it is another user's process there."""
    if os.geteuid() != 0:
        return {}
    import pwd

    users = {user.pw_name: user for user in pwd.getpwall()}
    chosen = next(users[name] for name in _ORDINARY_USERS if name in users)
    return {"user": chosen.pw_name, "group": chosen.pw_gid, "extra_groups": []}


def _ends_with_its_parent() -> None:
    ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGQUIT)


class Server:
    """A cluster in a folder; `host` is the folder of its socket."""

    def __init__(self, folder: str) -> None:
        self.host = str(folder)
        self._data = str(Path(folder) / "data")
        self._user = _ordinary_user()
        self._process: subprocess.Popen[bytes] | None = None
        if self._user:
            shutil.chown(folder, self._user["user"])

    def create(self) -> Self:
        """Make the cluster: UTF-8, sorted as English is, so that an order by bytes is seen."""
        options = ["-D", self._data, "-U", "flash", "-A", "trust", "-E", "UTF8"]
        run: list[str | Path] = [_program("initdb"), *options]
        said = subprocess.run([run[0], "--version"], capture_output=True, check=True, text=True)
        major = int(re.findall(r"\d+", said.stdout)[0])
        icu = ["--locale-provider=icu", "--icu-locale=en"] if major > 14 else []
        self._run([*run, "--no-sync", "--locale=C.UTF-8", *icu])
        rules = Path(self._data) / "pg_hba.conf"
        asked = "local all guarded scram-sha-256\nlocal all all trust\n"
        rules.write_text(asked, encoding="utf-8")
        return self

    def _run(self, command: list[str | Path]) -> None:
        ran = subprocess.run(
            command, capture_output=True, text=True, check=False, cwd=self.host, **self._user
        )
        assert ran.returncode == 0, ran.stderr

    def start(self) -> Self:
        """Start it, and wait until it answers."""
        options = {"listen_addresses": "", "fsync": "on", "unix_socket_directories": self.host}
        said = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        deadline = time.monotonic() + PATIENCE_S
        while True:
            self._process = subprocess.Popen(
                [_program("postgres"), "-D", self._data, *said],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=self.host,
                preexec_fn=_ends_with_its_parent,  # noqa: PLW1509 - before any thread
                **self._user,
            )
            while self._process.poll() is None:
                if self._answers():
                    return self
                assert time.monotonic() < deadline, "PostgreSQL does not start"
            assert time.monotonic() < deadline, "PostgreSQL does not stay"

    def _answers(self) -> bool:
        import psycopg

        with suppress(psycopg.OperationalError):
            psycopg.connect(host=self.host, user="flash", dbname="postgres").close()
            return True
        time.sleep(0.02)
        return False

    def stop(self) -> None:
        """Stop it at once, in order."""
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(PATIENCE_S)

    def kill(self) -> None:
        """What a power cut does to it: no process of it has time for anything."""
        assert self._process is not None
        children = [pid for pid, parent in _parents() if parent == self._process.pid]
        self._process.kill()
        for pid in children:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._process.wait(PATIENCE_S)

    def url(self, schema: str = "flash", user: str = "flash") -> str:
        """The address of a learner's schema."""
        return f"postgresql+psycopg://{user}@/postgres?host={self.host}&schema={schema}"

    def run(self, statement: str) -> list[tuple[Any, ...]]:
        """Run a statement past everything; the rows, if there are any."""
        import psycopg

        with psycopg.connect(
            host=self.host, user="flash", dbname="postgres", autocommit=True
        ) as connection:
            found = connection.execute(statement)
            return found.fetchall() if found.description else []


def _parents() -> Iterator[tuple[int, int]]:
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            yield int(status.parent.name), int(status.read_text().rpartition(")")[2].split()[1])


@contextmanager
def server() -> Iterator[Server]:
    """A new server, until the block ends; its socket's path has to be short."""
    folder = tempfile.mkdtemp(prefix="pg", dir=folder_in_memory() or "/tmp")  # noqa: S108
    running = Server(folder).create().start()
    try:
        yield running
    finally:
        running.stop()
        shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(reason_against())
