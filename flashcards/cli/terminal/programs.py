"""Other programs: the learner's editor, and what the desktop opens a file with."""

import os
import shlex
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import click

from flashcards.errors.base import FlashError

_GOTO: Final = ("code", "codium", "cursor", "windsurf")
_COLON: Final = ("hx", "helix", "subl", "zed", "mate")
_PLUS: Final = ("vi", "vim", "nvim", "nano", "emacs", "emacsclient", "micro", "kak", "joe", "ne")
_DEFAULT: Final = "vi"
_FROM_THE_KEYBOARD: Final = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGQUIT") if hasattr(signal, name)
)


class EditorFailed(FlashError):
    """The editor could not be run, or said that it failed."""

    def __init__(self, editor: str) -> None:
        super().__init__(f"The editor {editor!r} failed: set $EDITOR to one that works.")


class NothingOpens(FlashError):
    """The desktop has no way to open files."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"Nothing here opens {path}: open it yourself.")


def edit(path: Path, line: int = 1) -> None:
    """Open `$VISUAL`, `$EDITOR` or vi at a line and wait; raises `EditorFailed`."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or _DEFAULT
    try:
        command = shlex.split(editor)
        place = _place(Path(command[0]).stem, path, line)
        with _left_to_the_editor():
            subprocess.run([*command, *place], check=True)  # noqa: S603 - the learner's own choice
    except (OSError, subprocess.CalledProcessError, IndexError, ValueError) as failure:
        raise EditorFailed(editor) from failure


def open_file(path: Path) -> None:
    """Open a file in its own program, and do not wait; raises `NothingOpens`."""
    if click.launch(str(path)) != 0:
        raise NothingOpens(path)


@contextmanager
def _left_to_the_editor() -> Iterator[None]:
    r"""While this lasts, Ctrl-C and Ctrl-\ are the editor's alone, which may live on."""
    before = {number: signal.signal(number, _nothing) for number in _FROM_THE_KEYBOARD}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _nothing(_number: int, _frame: object) -> None:
    """Unlike one that is ignored, a signal caught here comes to the editor as usual."""


def _place(editor: str, path: Path, line: int) -> list[str]:
    if editor in _GOTO:
        return ["--wait", "--goto", f"{path}:{line}"]
    if editor in _COLON:
        return [f"{path}:{line}"]
    return [f"+{line}", str(path)] if editor in _PLUS else [str(path)]
