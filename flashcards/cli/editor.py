"""The learner's editor, opened at a line."""

import os
import shlex
import subprocess
from pathlib import Path
from typing import Final

from flashcards.errors import FlashError

_GOTO: Final = ("code", "codium", "cursor", "windsurf")
_COLON: Final = ("hx", "helix", "subl", "zed", "mate")
_PLUS: Final = ("vi", "vim", "nvim", "nano", "emacs", "emacsclient", "micro", "kak", "joe", "ne")
_DEFAULT: Final = "vi"


class EditorFailed(FlashError):
    """The editor could not be run, or said that it failed."""

    def __init__(self, editor: str) -> None:
        super().__init__(f"The editor {editor!r} failed: set $EDITOR to one that works.")


def edit(path: Path, line: int = 1) -> None:
    """Open `$VISUAL`, `$EDITOR` or vi at a line and wait; raises `EditorFailed`."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or _DEFAULT
    try:
        command = shlex.split(editor)
        place = _place(Path(command[0]).stem, path, line)
        subprocess.run([*command, *place], check=True)  # noqa: S603 - the learner's own choice
    except (OSError, subprocess.CalledProcessError, IndexError, ValueError) as failure:
        raise EditorFailed(editor) from failure


def _place(editor: str, path: Path, line: int) -> list[str]:
    if editor in _GOTO:
        return ["--wait", "--goto", f"{path}:{line}"]
    if editor in _COLON:
        return [f"{path}:{line}"]
    return [f"+{line}", str(path)] if editor in _PLUS else [str(path)]
