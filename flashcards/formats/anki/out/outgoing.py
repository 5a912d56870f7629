"""What goes to Anki, as values: decks, notes with their cards, answers."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from flashcards.core.card import CardId
from flashcards.core.frozen import dataclass
from flashcards.core.schedule import Schedule
from flashcards.formats.anki.own_notes import SentType


class OutgoingCard(NamedTuple):
    """A card of a note: its number in it, how it stands; `flag` is Anki's number of a colour."""

    id: CardId
    number: int
    schedule: Schedule
    flag: int = 0


class OutgoingNote(NamedTuple):
    """A note: `name` is for ever the same; `fields` are HTML, but for the last, its cards' ids.

    `edited_s` is when its text became what it is, in seconds, None for now; Anki keeps newer ones.
    """

    name: str
    type: SentType
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    deck: str
    cards: tuple[OutgoingCard, ...]
    edited_s: int | None = None


class OutgoingRow(NamedTuple):
    """A row of the review log: its instant in milliseconds, which no other row has.

    `ease` is the button, 0 where none was pressed; intervals are days, or seconds below 0.
    """

    id: int
    card: CardId
    ease: int
    interval: int
    last_interval: int
    factor: int
    taken_ms: int
    kind: int


@dataclass(frozen=True, slots=True)
class OutgoingOptions:
    """How the cards of a deck are scheduled; steps in minutes, None is no limit."""

    retention: float = 0.9
    learning_steps: tuple[float, ...] = (1.0, 10.0)
    relearning_steps: tuple[float, ...] = (10.0,)
    maximum_interval_days: int = 36_500
    new_per_day: int = 20
    reviews_per_day: int | None = None
    parameters: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Outgoing:
    """All that a package holds; `options` are by deck, whose names have `::` between their parts.

    `today` is the study day it is, which began at `day_began`; offsets are minutes west of UTC.
    """

    notes: Sequence[OutgoingNote]
    rows: Iterable[OutgoingRow]
    options: Mapping[str, OutgoingOptions]
    now: datetime
    today: date
    day_began: datetime
    rollover_hour: int = 4
    minutes_west: int = 0
