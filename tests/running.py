"""Running `flash`: in this process, as a process of its own, and at a terminal."""

import codecs
import ctypes
import fcntl
import io
import json
import os
import pty
import re
import resource
import select
import signal
import struct
import subprocess
import sys
import sysconfig
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import pytest
from forking import Forked, is_forking

from flashcards.cli.main import run

if sys.platform == "win32":
    pytest.skip("processes and terminals are tested as POSIX has them", allow_module_level=True)

FLASH = str(Path(sysconfig.get_path("scripts")) / "flash")
PATIENCE_S = 60
_GLANCE_S = 0.02

Process = Forked | subprocess.Popen[bytes]
_SCREEN = "\x1b[H\x1b[2J"
_STYLE = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
_LIBC = ctypes.CDLL(None, use_errno=True)
_CAPABILITY_VERSION = 0x20080522
_IGNORES_PERMISSIONS = 1 << 1 | 1 << 2
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH."""


@dataclass(frozen=True)
class Ran:
    """What a run said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on standard output."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        """Standard output, line by line."""
        return self.out.splitlines()


def flash(*arguments: object, stdin: str = "") -> Ran:
    """Run in this process; arguments that are no text are written as text."""
    out, err, before = io.StringIO(), io.StringIO(), sys.stdin
    sys.stdin = io.StringIO(stdin)
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = run([str(argument) for argument in arguments])
    finally:
        sys.stdin = before
    return Ran(code, out.getvalue(), err.getvalue())


def ok(*arguments: object, stdin: str = "") -> Ran:
    """Run in this process; it must succeed and have nothing to complain of."""
    ran = flash(*arguments, stdin=stdin)
    assert (ran.code, ran.err) == (0, ""), ran
    return ran


def failed(*arguments: object, stdin: str = "", code: int = 1) -> str:
    """Run in this process; it must fail with one sentence, which is returned."""
    ran = flash(*arguments, stdin=stdin)
    assert ran.code == code, ran
    return sentence(ran.err)


def sentence(said: str) -> str:
    """What was said, if it is one line that begins with the program's name; no traceback."""
    assert re.fullmatch(r"flash: [^\n]+[.?]\n", said), said
    return said.removeprefix("flash: ").rstrip()


def powerless(*arguments: object) -> Ran:
    """Run in this process, without root's right to ignore permissions while it runs."""
    if sys.platform != "linux":
        return flash(*arguments)
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0)
    held = (ctypes.c_uint32 * 6)()
    _must_work(_LIBC.capget(header, held))
    weak = (ctypes.c_uint32 * 6)(*held)
    weak[0] &= ~_IGNORES_PERMISSIONS
    _must_work(_LIBC.capset(header, weak))
    try:
        return flash(*arguments)
    finally:
        _must_work(_LIBC.capset(header, held))


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """A full disk: what would make a file longer than so many bytes fails.

    No compiled module is written meanwhile: one that ends early would stay.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    compiles, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        sys.dont_write_bytecode = compiles
        signal.signal(signal.SIGXFSZ, before)


def _must_work(code: int) -> None:
    assert code == 0, os.strerror(ctypes.get_errno())


def process(*arguments: object, stdin: bytes = b"", **options: Any) -> Ran:
    """Run as a process."""
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
    ran = subprocess.run(
        [FLASH, *map(str, arguments)],
        input=stdin,
        check=False,
        timeout=PATIENCE_S,
        **options,
    )
    return Ran(ran.returncode, (ran.stdout or b"").decode(), (ran.stderr or b"").decode())


def begun(*arguments: str) -> Process:
    """A process that goes on, with pipes."""
    pipe = subprocess.PIPE
    if is_forking():
        return Forked(arguments, pipe, pipe, pipe)
    return subprocess.Popen(
        [FLASH, *arguments],
        stdin=pipe,
        stdout=pipe,
        stderr=pipe,
        preexec_fn=interruptible,  # noqa: PLW1509 - one thread
    )


def piped(*arguments: str, stdin: bytes) -> Ran:
    """Run as a process with pipes; what is loaded may be loaded already."""
    with begun(*arguments) as process:
        out, err = process.communicate(stdin, timeout=PATIENCE_S)
        return Ran(process.wait(), out.decode(), err.decode())


def interruptible() -> None:
    """In a new process: keys end it, even where a shell began all this in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGQUIT, signal.SIG_DFL)


class Terminal:
    """A pseudo-terminal with `flash` at it; what it shows is read, and keys are pressed.

    The environment is named, since readline, which pytest loads, puts its own LINES into C's.
    """

    def __init__(
        self, *arguments: object, lines: int = 24, columns: int = 80, program: str = FLASH
    ) -> None:
        self._master, slave = pty.openpty()
        self._is_open = True
        self.resize(lines, columns)
        self._process = _at_terminal([str(argument) for argument in arguments], slave, program)
        self._slave = slave
        self.raw = ""
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")

    def __enter__(self) -> Self:
        """The terminal, until the block ends."""
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing goes on afterwards."""
        self._process.kill()
        self._process.wait()
        os.close(self._slave)
        if self._is_open:
            os.close(self._master)

    def hang_up(self) -> None:
        """Close the window."""
        os.close(self._master)
        self._is_open = False

    def resize(self, lines: int, columns: int) -> None:
        """Give the window another size."""
        size = struct.pack("HHHH", lines, columns, 0, 0)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, size)

    def press(self, keys: str) -> None:
        """Press keys; what was shown before is forgotten."""
        self.raw = ""
        os.write(self._master, keys.encode())

    def shows(self, *texts: str) -> str:
        """Wait until the newest screen has all the texts; the screen."""
        deadline = time.monotonic() + PATIENCE_S
        while not all(text in self.screen for text in texts):
            left = deadline - time.monotonic()
            ready, _, _ = select.select([self._master], [], [], max(0, left))
            assert ready, (texts, self.screen)
            self._read()
        return self.screen

    def waits_for(self, text: str) -> str:
        """Wait until a text was shown since the last key; all that was."""
        deadline = time.monotonic() + PATIENCE_S
        while text not in self.raw:
            ready, _, _ = select.select([self._master], [], [], max(0, deadline - time.monotonic()))
            assert ready, (text, self.raw)
            self._read()
        return self.raw

    def _read(self) -> None:
        # A read may end in the middle of a character.
        self.raw += self._decoder.decode(os.read(self._master, 65_536))

    @property
    def screen(self) -> str:
        """What stands on the screen since it was last cleared, without colours."""
        return _STYLE.sub("", self.raw.rpartition(_SCREEN)[2]).replace("\r", "")

    def is_canonical(self) -> bool:
        """Whether the terminal is as a shell leaves it: whole lines, and echo."""
        flags = termios.tcgetattr(self._slave)[3]
        return bool(flags & termios.ICANON and flags & termios.ECHO)

    def make_canonical(self) -> None:
        """Set the terminal as a shell does that has it again."""
        mode = termios.tcgetattr(self._slave)
        mode[3] |= termios.ICANON | termios.ECHO
        termios.tcsetattr(self._slave, termios.TCSANOW, mode)

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        self._process.send_signal(number)

    def rest(self) -> str:
        """Wait for the end; all that was shown until then and not yet read."""
        self.code()
        while select.select([self._master], [], [], 0)[0]:
            self._read()
        return self.raw

    def code(self) -> int:
        """Wait for the end; the exit code.

        What is shown meanwhile is read: a program whose terminal is full waits for that.
        """
        deadline = time.monotonic() + PATIENCE_S
        while self._is_open and self._process.poll() is None and time.monotonic() < deadline:
            if select.select([self._master], [], [], _GLANCE_S)[0]:
                self._read()
        return self._process.wait(PATIENCE_S)


def _at_terminal(arguments: list[str], slave: int, program: str) -> Process:
    if is_forking() and program == FLASH:
        return Forked(arguments, slave, slave, slave, at_terminal=True)
    return subprocess.Popen(
        [program, *arguments],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
        env=dict(os.environ),
        preexec_fn=_at_this_terminal,  # noqa: PLW1509 - one thread
    )


def _at_this_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    interruptible()


def at(time_of_day: str = "08:00", *, day: int = 5) -> str:
    """An instant of January 2026, as `FLASH_NOW` takes it."""
    return f"2026-01-{day:02}T{time_of_day}:00Z"


PYTHON = sys.executable
