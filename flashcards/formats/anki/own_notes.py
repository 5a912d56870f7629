"""The note types in which flash's cards go to Anki, and how they are known when they come back."""

from collections.abc import Iterable, Sequence
from enum import Enum
from functools import cache
from typing import Final
from urllib.parse import quote, unquote

from flashcards.core.card import CardId
from flashcards.core.frozen import dataclass

OWN_FIELD: Final = "flash"
"""The last field of flash's own notes: the ids of their cards. No card shows it."""

PLACE_FIELD: Final = "Where"
"""Headings above a card, which are not part of its text."""

_PLACE: Final = (
    f'{{{{#{PLACE_FIELD}}}}}<p class="where">{{{{{PLACE_FIELD}}}}}</p>{{{{/{PLACE_FIELD}}}}}'
)
_FIRST_OF_SEVERAL: Final = 1_764_000_001_000
_NOBODY: Final = "-"
_LEAD: Final = "id"


@dataclass(frozen=True, slots=True)
class SentType:
    """A note type: its id, for ever the same; its name, its fields; a template's name and sides.

    `is_kept`: it came from Anki, where it stays as it is.
    """

    id: int
    name: str
    fields: tuple[str, ...]
    templates: tuple[tuple[str, str, str], ...]
    is_cloze: bool = False
    is_kept: bool = False


class OwnTypes(Enum):
    """What a note asks: one question, a question both ways, or the gaps in a text."""

    QUESTION = SentType(
        1_764_000_000_001,
        "flash question",
        ("Front", "Back", PLACE_FIELD, OWN_FIELD),
        (("Card 1", f"{_PLACE}{{{{Front}}}}", '{{FrontSide}}<hr id="answer">{{Back}}'),),
    )
    BOTH_WAYS = SentType(
        1_764_000_000_002,
        "flash both ways",
        ("Front", "Back", PLACE_FIELD, OWN_FIELD),
        (
            ("Card 1", f"{_PLACE}{{{{Front}}}}", '{{FrontSide}}<hr id="answer">{{Back}}'),
            ("Card 2", f"{_PLACE}{{{{Back}}}}", '{{FrontSide}}<hr id="answer">{{Front}}'),
        ),
    )
    CLOZE = SentType(
        1_764_000_000_003,
        "flash cloze",
        ("Text", PLACE_FIELD, OWN_FIELD),
        (("Cloze", f"{_PLACE}{{{{cloze:Text}}}}", f"{_PLACE}{{{{cloze:Text}}}}"),),
        is_cloze=True,
    )


@cache
def several(count: int) -> SentType:
    """A note that asks so many questions, as one of Anki's did."""
    numbers = range(1, count + 1)
    sides = [name for n in numbers for name in (f"Front {n}", f"Back {n}")]
    return SentType(
        _FIRST_OF_SEVERAL + count,
        f"flash {count} questions",
        (*sides, PLACE_FIELD, OWN_FIELD),
        tuple(
            (
                f"Card {n}",
                f"{_PLACE}{{{{Front {n}}}}}",
                f'{{{{FrontSide}}}}<hr id="answer">{{{{Back {n}}}}}',
            )
            for n in numbers
        ),
    )


def said_ids(cards: Iterable[CardId | None]) -> str:
    """The ids of a note's cards by their numbers, None where there is no such card, as a field."""
    return " ".join([_LEAD, *[_NOBODY if one is None else _quoted(one) for one in cards]])


def _quoted(id_: CardId) -> str:
    """An id without blanks: most are digits and letters, and need nothing."""
    return id_ if id_.isascii() and id_.isalnum() else quote(id_, safe="")


def own_ids(fields: Sequence[str], values: Sequence[str]) -> dict[int, CardId]:
    """The ids of a note's cards by their numbers; none where flash did not write the note."""
    if not fields or fields[-1] != OWN_FIELD or len(values) != len(fields):
        return {}
    lead, *said = values[-1].split() or [""]
    if lead != _LEAD:
        return {}
    return {
        number: CardId(unquote(one)) for number, one in enumerate(said) if one not in {_NOBODY, ""}
    }
