"""How the learner has done: reviews and true retention, by period and by deck."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from flashcards.core.card import CardId
from flashcards.core.log import Review
from flashcards.core.stats import PERIODS, Tally, examined, periods_of
from flashcards.core.study_day import Moment
from flashcards.services.collection import Collection
from flashcards.storage.counts import deck_of_cards
from flashcards.storage.database import Connection, reading
from flashcards.storage.lineage import living_continuations
from flashcards.storage.log import all_reviews


@dataclass(frozen=True, slots=True)
class StatsRow:
    """Reviews in a period, of one deck or (deck null) of all, orphans included.

    `true_retention` is the share of answers to cards in review that were not Again, null without
    any; `cards` the different cards answered.
    """

    period: str
    deck: str | None
    reviews: int
    cards: int
    minutes: float
    true_retention: float | None


@dataclass(frozen=True, slots=True)
class Stats:
    """The object of `flash stats --json`, keys in this order."""

    study_day: date
    periods: tuple[StatsRow, ...]
    decks: tuple[StatsRow, ...]

    @property
    def rows(self) -> tuple[StatsRow, ...]:
        """All rows, those of the collection first."""
        return self.periods + self.decks


def stats(collection: Collection, moment: Moment) -> Stats:
    """The figures of today, the last 7 and 30 study days, and of all time."""
    today = collection.today(moment)
    tallies: dict[tuple[str, str | None], Tally] = defaultdict(Tally)
    with reading(collection.engine) as connection:
        decks = deck_of_cards(connection)
        now = living_continuations(connection)
        for one in examined(_counting(connection, now)):
            deck, limit_s = decks.get(one.review.card, (None, None))
            for period in periods_of(one.review.studied_on, today):
                tallies[period, None].add(one, limit_s)
                if deck is not None:
                    tallies[period, deck].add(one, limit_s)
    return Stats(
        today,
        tuple(_row(period, None, tallies[period, None]) for period in PERIODS),
        tuple(
            _row(period, deck, tallies[period, deck])
            for period in PERIODS
            for deck in sorted({deck for deck, _ in decks.values()})
            if (period, deck) in tallies
        ),
    )


def _counting(connection: Connection, now: Mapping[CardId, CardId]) -> Iterator[Review]:
    """The reviews that count, under the ids that their cards have now."""
    for review, undone in all_reviews(connection):
        if not undone:
            yield replace(review, card=now[review.card]) if review.card in now else review


def _row(period: str, deck: str | None, tally: Tally) -> StatsRow:
    return StatsRow(
        period, deck, tally.reviews, len(tally.cards), tally.minutes, tally.true_retention
    )
