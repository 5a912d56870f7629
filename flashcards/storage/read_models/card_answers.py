"""Answers card by card, under the ids that cards have now, in flat memory."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, NamedTuple

from sqlalchemy import BigInteger, Connection, Select, type_coerce

from flashcards.core.card import CardId
from flashcards.core.log.stamp import FactId
from flashcards.storage.database.batches import as_stored, batched
from flashcards.storage.database.tables import facts
from flashcards.storage.log.answer_dates import answers_in_order

_PLACE: Final = (type_coerce(facts.c.at, BigInteger), facts.c.clock, facts.c.id)
_PLACE_OF: Final = slice(-len(_PLACE), None)


class CardAnswers(NamedTuple):
    """The rows of a card's answers, in order; where in the log each came about, if that matters.

    That is the logical clock, then the id.
    """

    card: CardId
    rows: Sequence[Any]
    came_about: Sequence[tuple[int, FactId]] = ()


def answers_by_card(
    connection: Connection,
    query: Select[Any],
    now: Mapping[CardId, CardId],
    placed: Collection[CardId] = (),
) -> Iterator[CardAnswers]:
    """The rows of a query over answers, whose first column is the card, under the ids of `now`.

    It matters of cards `placed` where in the log their answers came about. These and cards that
    have had several ids are read by themselves and come last, so that of all others no more is
    read than the query asks for.
    """
    apart = {*now, *now.values(), *placed, *(old for old, new in now.items() if new in placed)}
    for card, rows in groupby(_in_order(connection, query), key=itemgetter(0)):
        if card not in apart:
            yield CardAnswers(CardId(card), list(rows))
    waiting: defaultdict[CardId, list[Any]] = defaultdict(list)
    for some in batched(sorted(apart)):
        own = query.add_columns(*_PLACE).where(facts.c.card_id.in_(some))
        for row in _in_order(connection, own):
            waiting[now.get(row[0], row[0])].append(row)
    for card, found in waiting.items():
        found.sort(key=itemgetter(_PLACE_OF))
        came_about = [(row[-2], FactId(row[-1])) for row in found]
        yield CardAnswers(card, found, came_about)


def _in_order(connection: Connection, query: Select[Any]) -> Iterator[Any]:
    return answers_in_order(connection, query, by_card=True, rows_of=as_stored)
