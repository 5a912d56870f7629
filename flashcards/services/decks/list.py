"""Listing cards."""

from collections.abc import Iterator
from typing import Final

from flashcards.core.decks.query import Query
from flashcards.core.selection import EVERYTHING, Selection, those_selected
from flashcards.core.study_day import Moment
from flashcards.services.collection import Collection
from flashcards.services.decks.deck_names import meant
from flashcards.services.decks.rows import CardRow, card_row
from flashcards.services.decks.search import found
from flashcards.services.work import reading_work
from flashcards.storage.projection import cards

DUE_CARDS: Final = Query(("is:due",))


def card_rows(
    collection: Collection,
    moment: Moment,
    query: Query,
    selection: Selection = EVERYTHING,
    *,
    orphans: bool = False,
) -> Iterator[CardRow]:
    """The cards selected that answer the query, in deck order, one at a time; or orphans, by id.

    Raises `UnknownQueryWord`, `UnknownFilter` or `InvalidFilter`.
    """
    query.check()
    with reading_work(collection, moment) as work:
        every = (cards.orphans if orphans else cards.known_cards)(work.connection)
        among = every if selection == EVERYTHING else those_selected(meant(work, selection), every)
        policy = work.policy()
        for known in found(work, query, among):
            yield card_row(collection.settings, policy, known, work.today)
