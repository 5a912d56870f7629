"""Every review in the log, as rows to take elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from flashcards.services.collection import Collection
from flashcards.storage.database import reading
from flashcards.storage.log import all_reviews


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One review, undone ones too, with what flash chose then."""

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


def review_rows(collection: Collection) -> Iterator[ReviewRow]:
    """The log's reviews in order, one at a time."""
    with reading(collection.engine) as connection:
        for review, undone in all_reviews(connection):
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
            )
