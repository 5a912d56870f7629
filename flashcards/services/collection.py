"""An open collection: its folder, its database and its settings."""

from dataclasses import field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from flashcards.core.decks.matching.match import Match
from flashcards.core.frozen import dataclass
from flashcards.core.settings import Settings
from flashcards.core.study_day import Moment
from flashcards.services.place import Place
from flashcards.storage.database.engine import Engine


@dataclass(frozen=True, slots=True)
class Reading:
    """How many files were read anew, and what became of cards; nothing of a first reading."""

    files: int = 0
    matches: tuple[Match, ...] = ()


class Synced(NamedTuple):
    """Facts written to this machine's files, facts new from others', and how many files those are.

    `later` counts facts of a later version, kept for it. `malformed` are the first lines that say
    no fact, and `malformed_besides` how many more there are. `again` of the facts written had been
    in `lost`, files that are gone or no longer hold what they held; `links` are not followed.
    `matches` are the cards that a history which came in belongs to.
    """

    written: int
    taken_in: int
    files: int
    later: int = 0
    malformed: tuple[str, ...] = ()
    malformed_besides: int = 0
    again: int = 0
    lost: tuple[str, ...] = ()
    links: tuple[Path, ...] = ()
    matches: tuple[Match, ...] = ()

    def after(self, earlier: "Synced | None") -> "Synced":
        """Both as one; what still stands as it did is said once."""
        if earlier is None:
            return self
        return Synced(
            self.written + earlier.written,
            self.taken_in + earlier.taken_in,
            self.files,
            self.later + earlier.later,
            (*earlier.malformed, *self.malformed),
            self.malformed_besides + earlier.malformed_besides,
            self.again + earlier.again,
            (*earlier.lost, *self.lost),
            self.links,
            (*earlier.matches, *self.matches),
        )


@dataclass(frozen=True, slots=True)
class Collection:
    """A place with decks, the database that holds their log, and what `flash.toml` says.

    `reading` is what was read when it was opened, `synced` what it then began with, if it came
    from another machine; `opened_at` is the log's clock then. `waiting` says why files of an import
    that is committed are still not in place.
    """

    place: Place
    engine: Engine
    settings: Settings
    reading: Reading = field(default_factory=Reading)
    synced: Synced | None = None
    opened_at: int = 0
    waiting: tuple[str, ...] = ()

    @property
    def root(self) -> Path:
        """The folder of its decks."""
        return self.place.root

    def today(self, moment: Moment) -> date:
        """The study day it is."""
        return moment.today(self.settings.rollover_hour)
