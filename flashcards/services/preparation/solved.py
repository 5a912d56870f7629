"""A problem solved elsewhere: a card that asks it again, and the answer that was given."""

from typing import Final

from flashcards.core.card import EXERCISE_FROM_S, Card, Kind
from flashcards.core.frozen import dataclass
from flashcards.core.known_card import KnownCard
from flashcards.core.rating import Rating
from flashcards.core.study_day import Moment
from flashcards.services.collection import Collection
from flashcards.services.decks.add import add_begun
from flashcards.services.log.append import card_named
from flashcards.services.preparation.live_exercise import SOURCE
from flashcards.services.study.answer import Answered, Grade, answer
from flashcards.storage.database.engine import reading
from flashcards.storage.projection.cards import known_of_kind

DECK: Final = "solved"
"""The deck of what was solved elsewhere, in the folder of its area."""

_MINUTE_S: Final = 60
_MINUTE_MS: Final = 60_000


@dataclass(frozen=True, slots=True)
class Solved:
    """A problem by its title, the minutes it took, and whether nothing helped."""

    title: str
    minutes: int
    is_alone: bool
    area: str


@dataclass(frozen=True, slots=True)
class Logged:
    """The exercise that a solved problem became, or was already, and its answer."""

    known: KnownCard
    answered: Answered
    is_new: bool


def log_solved(collection: Collection, moment: Moment, solved: Solved) -> Logged:
    """Write the problem down as an exercise that returns; alone is Good, with a hint Hard.

    One of that title in that deck is answered once more. Raises what `flash add` raises.
    """
    path = f"{solved.area}/{DECK}.md"
    there = _there(collection, path, solved.title)
    card = there or add_begun(collection, moment, path, _head(solved.area), _card(solved))
    rating = Rating.GOOD if solved.is_alone else Rating.HARD
    grade = Grade(int(rating), solved.minutes * _MINUTE_MS, SOURCE)
    answered = answer(collection, moment, card.id, grade)
    with reading(collection.engine) as connection:
        return Logged(card_named(connection, card.id), answered, there is None)


def _there(collection: Collection, path: str, title: str) -> Card | None:
    with reading(collection.engine) as connection:
        found = [one.card for one in known_of_kind(connection, Kind.QUESTION)]
    alike = (one for one in found if one.front.casefold() == title.casefold())
    return next((one for one in alike if one.source.file == path), None)


def _head(area: str) -> str:
    return f"---\narea: {area}\nlearning_steps: []\nrelearning_steps: []\n---\n"


def _card(solved: Solved) -> str:
    """The problem as a card; its limit are the minutes it took, 10 at least."""
    least = EXERCISE_FROM_S // _MINUTE_S
    how = "alone" if solved.is_alone else "with a hint"
    said = f"Solved {how} in {solved.minutes} minutes."
    again = "Again from nothing: say the idea and its cost, write it, test it."
    limit = f"<!-- limit: {max(least, solved.minutes)}m -->"
    return f"Q: {solved.title}\n{limit}\n\nA: {said}\n{again}\n"
