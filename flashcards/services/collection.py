"""An open collection: its folder, its database and its settings."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from flashcards.core.schedule import Policy
from flashcards.core.settings import Settings
from flashcards.core.study_day import Moment
from flashcards.storage.database import Engine


@dataclass(frozen=True, slots=True)
class Collection:
    """A folder of decks, the database that holds its log, and what `flash.toml` says."""

    root: Path
    engine: Engine
    settings: Settings

    def policy(self, retention: float | None = None) -> Policy:
        """The policy of a card whose deck sets this desired retention, or none."""
        policy = self.settings.policy
        return policy if retention is None else replace(policy, retention=retention)

    def today(self, moment: Moment) -> date:
        """The study day it is."""
        return moment.today(self.settings.rollover_hour)
