"""What is due as it was last counted."""

from typing import TYPE_CHECKING, Final, NamedTuple

from flashcards.core.study_day import Moment
from flashcards.services.place import Place
from flashcards.services.study.kept.validity import keeps, kept

if TYPE_CHECKING:
    from collections.abc import Callable

    from flashcards.services.collection import Collection
    from flashcards.services.study.due import Due

_KEY: Final = "due"


class KeptDue(NamedTuple):
    """Whether a review would ask now, and what is due as a document."""

    ready: bool
    document: str


def kept_due(place: Place, moment: Moment) -> KeptDue | None:
    """What counting all decks would give now; None where that is not surely known."""
    match kept(place, moment, _KEY):
        case [bool(ready), str(document)]:
            return KeptDue(ready, document)
        case _:
            return None


def counted_and_kept(
    collection: "Collection", moment: Moment, document_of: "Callable[[Due], str]"
) -> KeptDue:
    """What is due in all decks, counted; and kept, where that may be."""
    from flashcards.services.study.due import due_until

    with keeps(collection, _KEY) as say:
        day, until = due_until(collection, moment)
        found = KeptDue(day.ready, document_of(day))
        say(list(found), moment, until, day.next_due_at)
    return found
