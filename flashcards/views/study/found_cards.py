"""The cards that a search in a session finds."""

from collections.abc import Iterator, Sequence
from typing import Final

from flashcards.core.decks.sides import sides
from flashcards.core.known_card import KnownCard
from flashcards.views.text import counted, one_line

FIND_IT: Final = "find (Enter searches, Esc goes back)"
_MOST: Final = 50
_ANSWER_WIDTH: Final = 200


def found_lines(found: Sequence[KnownCard], width: int) -> Iterator[str]:
    """How many there are; then of each its place, its question and how its answer begins."""
    more = f", the first {_MOST} shown: say more to find fewer" if len(found) > _MOST else ""
    yield one_line(f"{counted(len(found), 'card')} found{more}.", width)
    for known in found[:_MOST]:
        shown, source = sides(known.card), known.card.source
        yield ""
        yield one_line(f"{known.deck} › {source.file.rpartition('/')[2]}:{source.line}", width)
        yield one_line(shown.question, width)
        yield one_line(f"– {shown.bracketed_answer[:_ANSWER_WIDTH]}", width)
