"""An open collection: its folder, its database and its settings."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from flashcards.core.match import Match
from flashcards.core.settings import Settings
from flashcards.core.study_day import Moment
from flashcards.storage.database import Engine


@dataclass(frozen=True, slots=True)
class Reading:
    """How many files were read anew, and what became of cards; nothing of a first reading."""

    files: int = 0
    matches: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class Collection:
    """A folder of decks, the database that holds its log, and what `flash.toml` says.

    `reading` is what was read when it was opened; `has_own_database` is false where the learner
    named one.
    """

    root: Path
    engine: Engine
    settings: Settings
    reading: Reading = field(default_factory=Reading)
    has_own_database: bool = True

    def today(self, moment: Moment) -> date:
        """The study day it is."""
        return moment.today(self.settings.rollover_hour)
