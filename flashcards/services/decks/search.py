"""Which cards a query finds in a collection."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta

from flashcards.core.card import CardId
from flashcards.core.decks.query import Query
from flashcards.core.decks.search.filters import QueryInput, RecentGrade
from flashcards.core.known_card import KnownCard
from flashcards.core.scheduling.replay import retrievability
from flashcards.core.study_day import Moment, study_day
from flashcards.services.collection import Collection
from flashcards.services.decks.siblings import studied_lately, with_siblings
from flashcards.services.work import Work, reading_work
from flashcards.storage.log.lineage import living_continuations
from flashcards.storage.projection.cards import known_cards


def found(work: Work, query: Query, among: Iterable[KnownCard]) -> Iterator[KnownCard]:
    """Those of the cards that answer the query, in their order; `query` has been checked."""
    told, studied = _told(work, query), studied_lately(work)
    every = (with_siblings(one, studied, work.today) for one in among) if studied else among
    if query.words:
        every = (known for known in every if query.admits(known, work.today, told))
    yield from every


def cards_meant(
    collection: Collection, moment: Moment, words: tuple[str, ...]
) -> frozenset[CardId] | None:
    """The same of a collection; None where there are no words."""
    if not words:
        return None
    with reading_work(collection, moment) as work:
        return cards_found(work, words)


def cards_matching(collection: Collection, moment: Moment, query: Query) -> list[KnownCard]:
    """The living cards that a query finds, in deck order.

    Raises `UnknownQueryWord`, `UnknownFilter` or `InvalidFilter`.
    """
    query.check()
    with reading_work(collection, moment) as work:
        return list(found(work, query, known_cards(work.connection)))


def cards_found(work: Work, words: tuple[str, ...]) -> frozenset[CardId]:
    """The living cards that a query finds.

    Raises `UnknownQueryWord`, `UnknownFilter` or `InvalidFilter`.
    """
    query = Query(words)
    query.check()
    every = known_cards(work.connection)
    return frozenset(known.card.id for known in found(work, query, every))


def _told(work: Work, query: Query) -> QueryInput:
    leech_lapses = work.collection.settings.leech_lapses
    added = _added(work) if query.asks_when_added else {}
    grades = _grades(work, query.grade_days)
    return QueryInput(work.today, leech_lapses, _recall(work), grades, added)


def _recall(work: Work) -> Callable[[KnownCard], float | None]:
    return lambda known: retrievability(known.schedule, work.today, work.policy(known.overrides))


def _added(work: Work) -> Mapping[CardId, date]:
    """The study day on which each card was first read here, or a text that it continues was."""
    from flashcards.storage.database.first_reads import first_read_at

    rollover, now = work.collection.settings.rollover_hour, living_continuations(work.connection)
    found: dict[CardId, date] = {}
    for card, at in first_read_at(work.connection).items():
        day = date.min if at is None else study_day(at, work.moment.zone, rollover)
        living = now.get(card, card)
        found[living] = min(day, found.get(living, day))
    return found


def _grades(work: Work, days: int) -> Mapping[CardId, list[RecentGrade]]:
    """The grades of the last so many days, under the ids that cards have now."""
    found: defaultdict[CardId, list[RecentGrade]] = defaultdict(list)
    if days:
        from flashcards.storage.read_models.statistics import grades_since

        now = living_continuations(work.connection)
        first = work.today - timedelta(days=min(days, work.today.toordinal()) - 1)
        for card, rating, studied_on in grades_since(work.connection, first):
            found[now.get(card, card)].append(RecentGrade(studied_on, rating))
    return found
