"""Every review in the log, as rows to take elsewhere."""

from collections.abc import Iterator
from datetime import date, datetime
from heapq import merge

from flashcards.core.frozen import dataclass
from flashcards.core.log.card_facts import Review
from flashcards.core.log.misdated import as_given
from flashcards.core.log.order import order
from flashcards.core.log.points_said import answer_key
from flashcards.services.collection import Collection
from flashcards.storage.database.engine import Connection, reading
from flashcards.storage.log.answer_dates import redated
from flashcards.storage.log.lineage import living_continuations
from flashcards.storage.log.log import all_reviews
from flashcards.storage.projection.cards import deck_of_each
from flashcards.storage.read_models.points_said import points_of_answers


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One review, undone ones too, with what flash chose then.

    `card_now` is the id that the card has now, `deck` where it stands, null where its text is gone;
    `said` are those of its `points` that were said, null for both where nobody ticked them.
    """

    id: str
    card: str
    at: datetime
    rating: int
    score: int | None
    duration_ms: int | None
    studied_on: date
    due_on: date | None
    undone: bool
    machine: str
    source: str
    limit_s: int | None
    revealed_ms: int | None
    note: str
    card_now: str
    deck: str | None
    said: tuple[int, ...] | None
    points: int | None


def review_rows(collection: Collection) -> Iterator[ReviewRow]:
    """The log's reviews in order, one at a time."""
    with reading(collection.engine) as connection:
        now, decks = living_continuations(connection), deck_of_each(connection)
        told = points_of_answers(connection)
        for review, undone in _in_order(connection):
            card = now.get(review.card, review.card)
            said = told.get(answer_key(review))
            yield ReviewRow(
                review.stamp.id,
                review.card,
                review.stamp.at,
                int(review.rating),
                review.score,
                review.duration_ms,
                review.studied_on,
                review.due_on,
                undone,
                review.stamp.machine,
                review.source,
                review.limit_s,
                review.revealed_ms,
                review.note,
                card,
                decks.get(card),
                said.points if said else None,
                said.of if said else None,
            )


def _in_order(connection: Connection) -> Iterator[tuple[Review, bool]]:
    """The reviews, those that were redated where they were given, and whether each was undone."""
    told = redated(connection)
    if not told:
        return all_reviews(connection)

    def moved(review: Review) -> bool:
        return (review.stamp.id, review.card) in told

    there = (one for one in all_reviews(connection) if not moved(one[0]))
    given = ((as_given(r, told), undone) for r, undone in all_reviews(connection) if moved(r))
    return merge(there, sorted(given, key=_place), key=_place)


def _place(one: tuple[Review, bool]) -> tuple[datetime, int, str]:
    return order(one[0])
