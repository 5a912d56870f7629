"""`flash` as a process that is forked from one that has loaded the program already.

Half a second of a start is the loading of modules, the same each time. What a test looks at, pipes
and terminals, signals and exit codes, the folder and the environment, is the process's own here as
well. With `FLASH_THOROUGHNESS` above 1, where coverage is measured, and where there is no Linux,
each process is started anew.
"""

import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Self, TextIO, cast

_LENGTH = 8
_STREAMS = range(3)


def is_forking() -> bool:
    """Whether processes are forked in this run."""
    is_measured = any(name.startswith("COVERAGE_PROCESS") for name in os.environ)
    return (
        sys.platform == "linux"
        and not is_measured
        and os.environ.get("FLASH_THOROUGHNESS", "1") == "1"
    )


class Forked:
    """A process that was forked; what tests use of `subprocess.Popen`."""

    stdin: IO[bytes]
    stdout: IO[bytes]
    stderr: IO[bytes]

    def __init__(
        self,
        arguments: Sequence[str],
        stdin: int,
        stdout: int,
        stderr: int,
        *,
        at_terminal: bool = False,
    ) -> None:
        self._arguments = arguments
        told, tells = os.pipe()
        ends = [_end(stdin, "wb"), _end(stdout, "rb"), _end(stderr, "rb")]
        self._ours = [ours for ours, _ in ends if ours]
        theirs = [theirs for _, theirs in ends]
        if len(self._ours) == len(ends):
            self.stdin, self.stdout, self.stderr = self._ours
        wish = {
            "arguments": arguments,
            "environment": dict(os.environ),
            "folder": str(Path.cwd()),
            "at_terminal": at_terminal,
        }
        Parent.ask(wish, [*theirs, tells])
        os.close(tells)
        for ours, other in ends:
            if ours:
                os.close(other)
        self._told = os.fdopen(told, "rb", buffering=0)
        self.pid = int(self._told.readline())
        self.returncode: int | None = None

    def __enter__(self) -> Self:
        """The process, until the block ends."""
        return self

    def __exit__(self, *_: object) -> None:
        """Its streams are closed, and its end is waited for."""
        self._close()
        self.wait(None)

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end; the exit code, or the negative number of a signal."""
        if self.returncode is None:
            if not select.select([self._told], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired(list(self._arguments), timeout or 0)
            self.returncode = os.waitstatus_to_exitcode(int(self._told.readline()))
            self._told.close()
        return self.returncode

    def poll(self) -> int | None:
        """The exit code; None before the end."""
        with suppress(subprocess.TimeoutExpired):
            self.wait(0)
        return self.returncode

    def communicate(
        self, said: bytes | None = b"", timeout: float | None = None
    ) -> tuple[bytes, bytes]:
        """Say all of it, and read what was said at the end: less than a pipe holds, each."""
        with suppress(BrokenPipeError):
            self.stdin.write(said or b"")
            self.stdin.flush()
        with suppress(BrokenPipeError):
            self.stdin.close()
        try:
            self.wait(timeout)
        except subprocess.TimeoutExpired:
            self.kill()
            raise
        read = self.stdout.read(), self.stderr.read()
        self._close()
        return read

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Tell it to end."""
        self.send_signal(signal.SIGTERM)

    def _close(self) -> None:
        for stream in self._ours:
            with suppress(BrokenPipeError):
                stream.close()


def _end(wanted: int, mode: str) -> tuple[IO[bytes] | None, int]:
    """Our end of a new pipe and the other's, or none and what is given."""
    if wanted != subprocess.PIPE:
        return None, wanted
    reads, writes = os.pipe()
    ours, theirs = (writes, reads) if mode == "wb" else (reads, writes)
    return os.fdopen(ours, mode), theirs


class Parent:
    """The process that has loaded the program; started at the first wish of a test process."""

    _to: socket.socket | None = None
    _process: subprocess.Popen[bytes] | None = None

    @classmethod
    def ask(cls, wish: dict[str, Any], files: list[int]) -> None:
        """Let a process be forked that has these for its streams, and a pipe to tell how it is."""
        if not cls._to:
            cls._to, cls._process = cls._started()
        text = json.dumps(wish).encode()
        socket.send_fds(cls._to, [len(text).to_bytes(_LENGTH)], files)
        cls._to.sendall(text)

    @staticmethod
    def _started() -> tuple[socket.socket, subprocess.Popen[bytes]]:
        ours, theirs = socket.socketpair()
        with theirs:
            process = subprocess.Popen(
                [sys.executable, __file__, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                cwd="/",
            )
        return ours, process

    @classmethod
    def end(cls) -> None:
        """What was started ends."""
        if cls._to and cls._process:
            cls._to.close()
            cls._process.wait()
            cls._to = None


def _load() -> None:
    """All of the program but what serves other databases and older ones."""
    import gc
    from importlib import import_module
    from pkgutil import walk_packages

    import sqlalchemy.dialects.sqlite  # noqa: F401 - an engine would load it

    import flashcards

    for module in walk_packages(flashcards.__path__, "flashcards."):
        if not any(word in module.name for word in ("migrations", "postgres", "upgrade")):
            import_module(module.name)
    gc.collect()
    gc.freeze()


def _serve(asked: socket.socket) -> None:
    """Fork a process for each wish; returns in those processes alone, ready to be `flash`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        length, files, _, _ = socket.recv_fds(asked, _LENGTH, 4)
        if not length:
            _reap()
            sys.exit()
        wish = json.loads(asked.recv(int.from_bytes(length), socket.MSG_WAITALL))
        if os.fork() == 0:
            asked.close()
            _keep(wish, files)
            return
        for file in files:
            os.close(file)
        _reap()


def _reap() -> None:
    """Forget those that have ended, so that their time is counted as this process's."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _keep(wish: dict[str, Any], files: list[int]) -> None:
    """Fork the process and tell how it ends; returns in the process alone."""
    *streams, tells = files
    pid = os.fork()
    if pid == 0:
        os.close(tells)
        _become(wish, streams)
        return
    for file in streams:
        os.close(file)
    os.write(tells, b"%d\n" % pid)
    os.write(tells, b"%d\n" % os.waitpid(pid, 0)[1])
    os._exit(0)


def _become(wish: dict[str, Any], streams: list[int]) -> None:
    """Take on what a process that is started has from the one who starts it."""
    import fcntl
    import termios

    if wish["at_terminal"]:
        os.setsid()
    for file, number in zip(streams, _STREAMS, strict=True):
        os.dup2(file, number)
        os.close(file)
    if wish["at_terminal"]:
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    os.chdir(wish["folder"])
    os.environ.clear()
    os.environ.update(wish["environment"])
    time.tzset()
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        setattr(sys, name, _stream(number, mode, getattr(sys, name)))
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGQUIT, signal.SIG_DFL)
    sys.argv = ["flash", *wish["arguments"]]


def _stream(number: int, mode: str, before: TextIO) -> TextIO:
    """A stream as Python makes it when it starts."""
    stream: Any = open(  # noqa: SIM115 - it has no path, and is the process's until its end
        number, mode, encoding=before.encoding, errors=before.errors, newline="\n", closefd=False
    )
    stream.reconfigure(line_buffering=mode == "w" and (number == 2 or stream.isatty()))
    return cast("TextIO", stream)


def _end_at_once(code: int) -> None:
    """End before what the parent has loaded is taken apart, which takes longer than most runs.

    Raises what Python would meet in writing the last words; it shall meet it itself.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    _load()
    _serve(socket.socket(fileno=int(sys.argv[1])))
    from flashcards.cli.start import main

    try:
        main()
    except SystemExit as ended:
        if isinstance(ended.code, int):
            with suppress(OSError, ValueError):
                _end_at_once(ended.code)
        raise
