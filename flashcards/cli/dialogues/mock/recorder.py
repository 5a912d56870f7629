"""The learner's own recorder, run for the length of a mock."""

import os
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from flashcards.cli.terminal.messages import say
from flashcards.core.setting_rules import FILE
from flashcards.errors.mocks import RecorderFailed
from flashcards.views.preparation.mock.live_mock import recording_line
from flashcards.views.text import plain

_PATIENCE_S: Final = 5.0
_PRIVATE: Final = 0o077 if os.name == "posix" else -1
"""What is recorded is nobody else's."""


@contextmanager
def recording(command: Sequence[str], file: Path) -> Iterator[None]:
    """While this lasts, the command records into the file; that it fails is said, and stops none.

    No shell reads the command. It is asked to stop as by Ctrl-C, so that it can close its file.
    """
    try:
        process = _started([word.replace(FILE, str(file)) for word in command])
    except OSError as failure:
        _say(command, failure.strerror or str(failure))
        yield
        return
    try:
        yield
    except EOFError:
        _finish(process, command, file)
        raise
    except BaseException:
        _stop(process)
        raise
    _finish(process, command, file)


def _started(command: Sequence[str]) -> "subprocess.Popen[bytes]":
    nothing = subprocess.DEVNULL
    return subprocess.Popen(  # noqa: S603 - the learner's own choice
        command, stdin=nothing, stdout=nothing, stderr=nothing, umask=_PRIVATE
    )


def _finish(process: "subprocess.Popen[bytes]", command: Sequence[str], file: Path) -> None:
    """Stop it, and say where the recording is, or that there is none."""
    code = process.poll()
    _stop(process)
    if code is not None:
        _say(command, f"it ended by itself with exit code {code}")
    elif file.exists():
        say(recording_line(file))
    else:
        _say(command, "it left no file")


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGINT)
    try:
        process.wait(_PATIENCE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _say(command: Sequence[str], reason: str) -> None:
    say(f"flash: {plain(str(RecorderFailed(command[0], reason)))}", err=True)
