"""Listing cards."""

from collections.abc import Iterator
from dataclasses import replace

from flashcards.core.decks.query import STATES, Query
from flashcards.core.study_day import Moment
from flashcards.errors.cards import UnknownQueryWord
from flashcards.services.collection import Collection
from flashcards.services.decks.rows import CardRow, card_row
from flashcards.services.decks.siblings import studied_lately, with_siblings
from flashcards.services.work import reading_work
from flashcards.storage.projection import cards


def card_rows(
    collection: Collection, moment: Moment, query: Query, *, orphans: bool = False
) -> Iterator[CardRow]:
    """The cards that answer the query in deck order, one at a time; or the orphans, by id.

    Raises `UnknownQueryWord`.
    """
    if unknown := query.unknown_words():
        raise UnknownQueryWord(unknown[0], ", ".join(STATES))
    today = collection.today(moment)
    sought = replace(query, leech_lapses=collection.settings.leech_lapses)
    with reading_work(collection, moment) as work:
        found = (cards.orphans if orphans else cards.known_cards)(work.connection)
        studied, policy = studied_lately(work), work.policy()
        for known in (with_siblings(one, studied, today) for one in found):
            if sought.admits(known, today):
                yield card_row(collection.settings, policy, known, today)
