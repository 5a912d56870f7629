"""Plan files: those that come with flash, and the learner's own."""

import tomllib
from importlib import resources
from pathlib import Path
from typing import Any, Final

from flashcards.errors.files import CannotRead
from flashcards.errors.plans import BrokenPlan, NoSuchPlan

SHIPPED: Final = ("4", "8", "12")
"""The plans that come with flash, by their weeks."""

_LONGEST: Final = 200_000


def plan_text(said: str) -> str:
    """The text of a plan: one that comes with flash, or the file of that name.

    Raises `NoSuchPlan`, or `CannotRead` for a file that cannot be.
    """
    if said in SHIPPED:
        return (resources.files("flashcards") / "plans" / f"{said}.toml").read_text("utf-8")
    path = Path(said)
    if not path.exists():
        raise NoSuchPlan(said, SHIPPED)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as failure:
        raise CannotRead(path, str(failure)) from failure
    if len(text) > _LONGEST:
        raise CannotRead(path, "it is too long to be a plan")
    return text


def plan_said(text: str, file: str) -> dict[str, Any]:
    """What the text of a plan says; raises `BrokenPlan` where it is not TOML."""
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as failure:
        raise BrokenPlan(file, str(failure)) from failure
