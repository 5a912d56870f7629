"""A collection as Anki keeps it, whatever its schema: values, not yet cards."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from enum import IntEnum
from typing import NamedTuple

from flashcards.core.frozen import dataclass


class StockKind(IntEnum):
    """The note type of Anki's own that a note type was made from."""

    UNKNOWN = 0
    BASIC = 1
    BASIC_REVERSED = 2
    BASIC_OPTIONAL_REVERSED = 3
    BASIC_TYPING = 4
    CLOZE = 5
    IMAGE_OCCLUSION = 6


@dataclass(frozen=True, slots=True)
class NoteTemplate:
    """A template of a note type: HTML for question and answer, with fields in braces."""

    name: str
    front: str
    back: str


@dataclass(frozen=True, slots=True)
class NoteType:
    """What notes of a kind have in common: the names of their fields, and their templates.

    Templates stand by their number; a cloze has one for all.
    """

    name: str
    is_cloze: bool
    fields: tuple[str, ...]
    templates: Mapping[int, NoteTemplate]
    stock: StockKind = StockKind.UNKNOWN


@dataclass(frozen=True, slots=True)
class Preset:
    """The options of decks, as Anki calls them; steps in minutes, None where not said."""

    name: str
    learning_steps: tuple[float, ...] | None = None
    relearning_steps: tuple[float, ...] | None = None
    new_per_day: int | None = None
    reviews_per_day: int | None = None
    maximum_interval_days: int | None = None
    retention: float | None = None
    parameters: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class AnkiDeck:
    """A deck: its name with `::`, its preset, and what it sets itself."""

    name: str
    preset: int = 1
    is_filtered: bool = False
    retention: float | None = None


class AnkiNote(NamedTuple):
    """A note: its type by id, its tags, and what its fields hold; `guid` is its name everywhere."""

    id: int
    type: int
    tags: tuple[str, ...]
    values: tuple[str, ...]
    guid: str = ""


class AnkiCard(NamedTuple):
    """A card as its row says it; `home` is its deck, wherever a filtered one has put it.

    `modified` is when it was last changed, in seconds; `due` is its place among new cards, a day
    since the collection began, or an instant in seconds, as `type` and `queue` say; `memory` are
    stability and difficulty, if FSRS has them.
    """

    id: int
    note: int
    number: int
    home: int
    type: int
    queue: int
    due: int
    flag: int
    memory: tuple[float, float] | None = None
    modified: int = 0


class RevlogRow(NamedTuple):
    """A row of the review log; `id` is the instant in milliseconds, `ease` the button."""

    id: int
    card: int
    ease: int
    interval: int
    factor: int
    taken_ms: int
    kind: int


@dataclass(frozen=True, slots=True)
class AnkiCollection:
    """All of a collection; offsets are minutes west of UTC, None where it does not say.

    `began` is the instant, in seconds, that days are counted from; `scheduler` is 1 where the
    buttons of learning cards were counted in Anki's first way; `is_newer` than what is known here.
    """

    began: int
    note_types: Mapping[int, NoteType]
    decks: Mapping[int, AnkiDeck]
    presets: Mapping[int, Preset]
    notes: Mapping[int, AnkiNote]
    cards: Sequence[AnkiCard]
    revlog: Sequence[RevlogRow]
    scheduler: int = 2
    rollover_hour: int = 4
    creation_offset: int | None = None
    local_offset: int | None = None
    is_newer: bool = False
    damaged: tuple[str, ...] = field(default=())
