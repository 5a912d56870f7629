"""What the learner decides for many cards at once, as facts: parameters, dates, breaks."""

from dataclasses import field

from flashcards.core.frozen import dataclass
from flashcards.core.log.fact import CollectionFact, recorded_as
from flashcards.core.log.field_types import Natural, SoundDay
from flashcards.core.log.stamp import FactId


@recorded_as("adopted", is_act=True)
@dataclass(frozen=True, slots=True)
class Adopted(CollectionFact):
    """From here on FSRS counts with these parameters, none for the library's.

    `figures` says how they were judged against those in use before; one that `reverts` goes back
    to what was in use before the last that does not.
    """

    parameters: tuple[float, ...]
    figures: dict[str, float] = field(default_factory=dict)
    reverts: bool = False


@recorded_as("deadline-set", is_act=True)
@dataclass(frozen=True, slots=True)
class DeadlineSet(CollectionFact):
    """What is selected has to be known on the day `on`; `minutes` a day are there for it.

    Said on the study day `set_on`; a later one of the same selection moves the date. `part_of`
    is the plan's fact that brought it along.
    """

    on: SoundDay
    decks: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    minutes: Natural | None = None
    set_on: SoundDay | None = None
    part_of: FactId | None = None


@recorded_as("deadline-removed", is_act=True)
@dataclass(frozen=True, slots=True)
class DeadlineRemoved(CollectionFact):
    """The selection has no date any more; `part_of` as above."""

    decks: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    part_of: FactId | None = None


@recorded_as("break-set", is_act=True)
@dataclass(frozen=True, slots=True)
class BreakSet(CollectionFact):
    """No card is to fall due from `begins_on` to `ends_on`, both included."""

    begins_on: SoundDay
    ends_on: SoundDay


@recorded_as("break-removed", is_act=True)
@dataclass(frozen=True, slots=True)
class BreakRemoved(CollectionFact):
    """The break of these days is off."""

    begins_on: SoundDay
    ends_on: SoundDay


@recorded_as("imported", is_act=True)
@dataclass(frozen=True, slots=True)
class Imported(CollectionFact):
    """Decks came in from `source`, as the learner named it, as these files of the collection.

    The answers that came with them name this fact as their source.
    """

    source: str
    files: tuple[str, ...] = ()
    answers: Natural = 0


@recorded_as("together", is_act=True)
@dataclass(frozen=True, slots=True)
class Together(CollectionFact):
    """One act on several cards: what this machine did after this, up to the clock `until`.

    `act` is the kind of those facts. It only tells what to take back as one: each of them says
    itself, so that a version without this kind takes them back one by one.
    """

    act: str
    until: Natural
