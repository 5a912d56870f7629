"""What an examination finds, as values."""

from enum import Enum, StrEnum, auto
from typing import Final

from flashcards.core.frozen import dataclass


class Check(StrEnum):
    """What is looked at, in this order."""

    VERSION = "version"
    SETTINGS = "settings"
    PERMISSIONS = "permissions"
    INTEGRITY = "integrity"
    LOG = "log"
    PROJECTION = "projection"
    ORPHANS = "orphans"
    DECKS = "decks"
    BACKUPS = "backups"
    ELSEWHERE = "elsewhere"


class FindingSeverity(StrEnum):
    """A problem has to be put right; information is good to know."""

    PROBLEM = "problem"
    INFORMATION = "information"


class Remedy(Enum):
    """How a repair puts it right."""

    PERMISSIONS = auto()
    NEW_DATABASE = auto()
    NEW_MACHINE = auto()
    MISSING_FACTS = auto()
    LOG_FILES = auto()
    PROJECTION = auto()


@dataclass(frozen=True, slots=True)
class Finding:
    """What is so, and where; `hint` says what to do, empty where nothing has to be done."""

    check: Check
    severity: FindingSeverity
    message: str
    hint: str = ""
    remedy: Remedy | None = None

    @property
    def is_problem(self) -> bool:
        """Whether it has to be put right."""
        return self.severity is FindingSeverity.PROBLEM


REPAIR: Final = "run `flash doctor --repair`"


def known(check: Check, message: str, hint: str = "") -> Finding:
    """Something good to know."""
    return Finding(check, FindingSeverity.INFORMATION, message, hint)


def wrong(check: Check, message: str, hint: str) -> Finding:
    """Something that only a person can put right."""
    return Finding(check, FindingSeverity.PROBLEM, message, hint)


def repairable(check: Check, message: str, remedy: Remedy, hint: str = REPAIR) -> Finding:
    """Something that a repair puts right."""
    return Finding(check, FindingSeverity.PROBLEM, message, hint, remedy)


def parts(failure: str) -> tuple[str, str]:
    """A failure's sentence as message and hint: what is wrong, and what to do."""
    message, _, hint = failure.rstrip(".").rpartition(": ")
    return (message, hint) if message else (hint, "")


def counted(number: int, noun: str) -> str:
    """`1 fact`, `2 facts`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
