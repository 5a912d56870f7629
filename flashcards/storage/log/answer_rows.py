"""Which rows of the log are answers that a schedule can be made of."""

from typing import Final

from flashcards.core.log.record import VERSION
from flashcards.storage.database.tables import facts

ANSWER_ROWS: Final = (
    facts.c.kind == "review",
    facts.c.version <= VERSION,
    facts.c.rating.is_not(None),
    facts.c.studied_on.is_not(None),
)
"""Of a version known here, and whole: what somebody cut by hand is for `flash doctor`."""
