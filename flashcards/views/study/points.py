"""Which points of an answer were said, in words."""

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from flashcards.core.decks.sides import Sides
from flashcards.core.known_card import KnownCard
from flashcards.views.text import beside, plain

if TYPE_CHECKING:
    from flashcards.core.statistics.points_left_out import PointsLeftOut
    from flashcards.services.decks.show import HistoryRow

REVEAL_FIRST: Final = "Show the answer first, then tick its points."
NOT_TICKED: Final = "no points ticked"
_MOST_SHOWN: Final = 3
_LONGEST_NUMBER: Final = 9


def point_numbers(text: str) -> list[int] | None:
    """The numbers of a text, commas or blanks between them; None where it says anything else."""
    words = text.replace(",", " ").split()
    if not all(word.isdecimal() and len(word) <= _LONGEST_NUMBER for word in words):
        return None
    return [int(word) for word in words]


def said_line(said: int, count: int) -> str:
    """How many points were said."""
    return f"{said} of {count} said"


def said_of(row: "HistoryRow") -> str:
    """How many points were said with an answer; nothing where none were ticked."""
    return "" if row.said is None or row.points is None else said_line(len(row.said), row.points)


def left_out_lines(left_out: "PointsLeftOut", points: Sequence[str], width: int) -> Iterator[str]:
    """The points that are left out most often, each with how often; and what does not count."""
    if left_out.answers:
        lately = (
            "the last answer" if left_out.answers == 1 else f"the last {left_out.answers} answers"
        )
        if left_out.times:
            yield f"Points left out most often, of {lately} with ticks:"
        else:
            yield f"All points were said in {lately} with ticks."
    for number, times in left_out.times[:_MOST_SHOWN]:
        begin = f"  {times} of {left_out.answers}  {number}. "
        yield from beside(begin, plain(points[number - 1]), width)
    if left_out.others:
        were = "answer is" if left_out.others == 1 else "answers are"
        yield f"{left_out.others} {were} not counted here: the points have changed since."


def points_key(said: Collection[int] | None, count: int) -> str:
    """The key that ticks, in front of others, and what is ticked; nothing without points."""
    if not count:
        return ""
    return "p points · " if said is None else f"p {len(said)} of {count} · "


def ticking_keys(count: int) -> str:
    """The keys while points are ticked."""
    digits = "1" if count == 1 else f"1 to {count}"
    return f"{digits} said, or not · a all · Enter keeps it · Esc does not"


def ticked_faces(shown: Sides, known: KnownCard, said: Collection[int]) -> Sides:
    """The sides of a card, its points numbered and ticked."""
    from flashcards.core.decks.points import points_of, ticked

    return Sides(shown.question, ticked(shown.answer, points_of(known.card), said))
