"""Listing cards."""

from collections.abc import Iterator
from dataclasses import replace

from flashcards.core.query import STATES, Query
from flashcards.core.study_day import Moment
from flashcards.errors import UnknownQueryWord
from flashcards.services.card_rows import CardRow, beside, card_row
from flashcards.services.collection import Collection
from flashcards.services.policies import policy_of
from flashcards.services.studied import studied_lately
from flashcards.storage import cards
from flashcards.storage.database import reading


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
    with reading(collection.engine) as connection:
        found = cards.orphans(connection) if orphans else cards.known_cards(connection)
        studied = studied_lately(connection, collection, today)
        policy = policy_of(connection, collection)
        for known in (beside(one, studied, today) for one in found):
            if sought.admits(known, today):
                yield card_row(collection.settings, policy, known, today)
