"""The program in a fresh process: how long until it says something, how much memory it takes."""

import os
import pty
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.measuring import Trial
from benchmarks.synthetic import NOW

IMPORTS: Final = (sys.executable, "-c", "import click, sqlalchemy")
IMPORTS_NAME: Final = '`python -c "import click, sqlalchemy"`'

_PROGRAM: Final = Path(sys.executable).with_name("flash")
_FOREIGN: Final = ("COV_", "COVERAGE_", "FLASH_", "PYTEST_", "PYTHONDONTWRITEBYTECODE")
"""Prefixes of what a user's environment has not: programs are installed compiled."""
_PEAK: Final = """
import os, subprocess, sys
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(child.pid, 0)
print(status, usage.ru_maxrss)
"""
_UNIT_BYTES: Final = 1 if sys.platform == "darwin" else 1024
_MEGABYTE: Final = 1_000_000
_COMPUTED: Final = slice(11, 13)
"""Where Linux says what a process computed: behind its name, itself and the system for it."""


def flash(root: Path, *arguments: str) -> tuple[str, ...]:
    """The command line of the program on a collection."""
    return (str(_PROGRAM), "-C", str(root), *arguments)


@dataclass(slots=True)
class _Child:
    """A process whose input is a pipe at its end."""

    command: tuple[str, ...]
    process: subprocess.Popen[bytes] | None = None

    def say_first_line(self) -> None:
        """Run until a line comes out."""
        self.process = _started(self.command)
        if self.process.stdout is None or not self.process.stdout.readline():
            raise AssertionError(self.command)

    def end(self) -> None:
        """Run the rest."""
        if self.process is None:
            raise AssertionError(self.command)
        self.process.communicate()
        if self.process.returncode:
            raise AssertionError(self.command)

    def run(self) -> None:
        """Run from start to end."""
        self.process = _started(self.command)
        self.end()


def to_first_line(command: tuple[str, ...]) -> Trial:
    """The trial from the start of a process to its first line on standard output."""
    child = _Child(command)
    return Trial(child.say_first_line, finish=child.end)


def to_the_end(command: tuple[str, ...]) -> Trial:
    """The trial from the start of a process to its end."""
    return Trial(_Child(command).run)


@dataclass(slots=True)
class _AtTerminal:
    """A process at a pseudo-terminal of 80 columns."""

    command: tuple[str, ...]
    steps: tuple[tuple[str, str], ...]
    terminal: int = -1
    process: subprocess.Popen[bytes] | None = None

    def go(self) -> None:
        """Begin, and take each step: press its keys, wait for its text."""
        self.terminal, slave = pty.openpty()
        environment = _environment() | {"TERM": "xterm", "COLUMNS": "80", "LINES": "24"}
        self.process = subprocess.Popen(
            self.command, env=environment, stdin=slave, stdout=slave, start_new_session=True
        )
        os.close(slave)
        for keys, text in self.steps:
            os.write(self.terminal, keys.encode())
            shown = b""
            while text.encode() not in shown:
                shown += os.read(self.terminal, 65_536)

    def end(self) -> None:
        """Quit, and wait for the end."""
        os.write(self.terminal, b"q")
        with suppress(OSError):  # as Linux says that nobody has the other side any more
            while os.read(self.terminal, 65_536):
                pass
        os.close(self.terminal)
        if self.process is None or self.process.wait():
            raise AssertionError(self.command)


def at_terminal(command: tuple[str, ...], *steps: tuple[str, str]) -> Trial:
    """The trial from the start of a process at a terminal to the text of its last step."""
    session = _AtTerminal(command, steps)
    return Trial(session.go, finish=session.end)


def processor_seconds(command: tuple[str, ...]) -> float:
    """The seconds that a process computed, or the system for it, from start to end."""
    process = subprocess.Popen(
        command, env=_environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    if status:
        raise AssertionError(command)
    return usage.ru_utime + usage.ru_stime


def processor_seconds_to_first_line(command: tuple[str, ...]) -> float:
    """The seconds that a process computed, or the system for it, to its first line; it ends then.

    Needs Linux, which tells of a process that goes on.
    """
    process = _started(command)
    with process:
        if process.stdout is None or not process.stdout.readline():
            raise AssertionError(command)
        told = Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2]
        process.kill()
    return sum(map(int, told.split()[_COMPUTED])) / os.sysconf("SC_CLK_TCK")


def peak_megabytes(command: tuple[str, ...], words: bytes = b"") -> float:
    """The most memory that a process held that was told the words.

    A small process starts it, as a child inherits our peak.
    """
    launcher = (sys.executable, "-S", "-c", _PEAK, *command)
    ran = subprocess.run(
        launcher, env=_environment(), input=words, stdout=subprocess.PIPE, check=True
    )
    status, peak = map(int, ran.stdout.split())
    if status:
        raise AssertionError(command)
    return peak * _UNIT_BYTES / _MEGABYTE


def _started(command: tuple[str, ...]) -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, env=_environment(), stdin=pipe, stdout=pipe)
    if process.stdin is not None:
        process.stdin.close()
    process.stdin = None
    return process


def _environment() -> dict[str, str]:
    """Ours without what measures or steers it; it is always the same morning."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN)}
    return ours | {"FLASH_NOW": NOW.isoformat(), "TZ": "UTC"}
