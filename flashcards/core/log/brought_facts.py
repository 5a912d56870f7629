"""What happened to cards in another program, as facts that came with an import.

They count as what they are kinds of. They are kinds of their own since an older version would take
one of those with a field more for damaged; and no acts, since what is undone is the import.
"""

from dataclasses import field
from typing import Final

from flashcards.core.frozen import dataclass
from flashcards.core.log.card_facts import Buried, Crammed, Reset, Resumed, Suspended
from flashcards.core.log.collection_facts import Adopted
from flashcards.core.log.fact import CollectionFact, recorded_as
from flashcards.core.log.field_types import Natural
from flashcards.core.log.stamp import FactId

IMPORTED: Final = "import"
"""Why a card is due on a day that another program chose; it is in review there, so it is here."""


@recorded_as("crammed-brought")
@dataclass(frozen=True, slots=True)
class BroughtCram(Crammed):
    """An answer given elsewhere only to practise."""

    part_of: FactId | None = None


@recorded_as("suspended-brought")
@dataclass(frozen=True, slots=True)
class BroughtSuspension(Suspended):
    """The card was not asked any more elsewhere."""


@recorded_as("resumed-brought")
@dataclass(frozen=True, slots=True)
class BroughtResumption(Resumed):
    """The card was asked again elsewhere."""

    part_of: FactId | None = None


@recorded_as("buried-brought")
@dataclass(frozen=True, slots=True)
class BroughtBurial(Buried):
    """The card was put off for a day elsewhere."""

    part_of: FactId | None = None


@recorded_as("reset-brought")
@dataclass(frozen=True, slots=True)
class BroughtReset(Reset):
    """The card was begun anew elsewhere."""

    part_of: FactId | None = None


@recorded_as("adopted-brought")
@dataclass(frozen=True, slots=True)
class BroughtParameters(Adopted):
    """The parameters with which another program scheduled."""

    part_of: FactId | None = None
    whose: str = ""


@recorded_as("notes-brought")
@dataclass(frozen=True, slots=True)
class BroughtNotes(CollectionFact):
    """What notes of one type are called elsewhere, so that they go back there as what they were.

    `fields` and `templates`, each a name and two sides, are the type's. `asked` are the numbers of
    the fields that hold no more than a card's question and its answer, or a cloze; none where no
    field does. `notes` are the ids of each note's cards by the numbers of their templates, empty
    where there is none; `kept` is what a note's other fields hold, of those where they do.
    """

    type: Natural
    name: str
    fields: tuple[str, ...]
    templates: tuple[tuple[str, str, str], ...]
    is_cloze: bool
    asked: tuple[Natural, ...]
    notes: dict[str, tuple[str, ...]]
    kept: dict[str, tuple[str, ...]] = field(default_factory=dict)
    part_of: FactId | None = None
