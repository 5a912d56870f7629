"""What is kept of cards that went and came, for as long as somebody may still need it."""

from datetime import timedelta

import pytest
from collections_on_disk import MORNING, opened

from flashcards.core.card import Card, CardId, Kind, Source
from flashcards.core.decks.matching.face import faces
from flashcards.storage.database.engine import writing
from flashcards.storage.projection.unsettled import (
    Unsettled,
    became_without_fact,
    came_since,
    gone_of,
    prune_unsettled,
    put_unsettled,
)

DAY = timedelta(days=1)
LONG_AGO = MORNING - 400 * DAY


@pytest.fixture
def connection(tmp_path):
    with opened(tmp_path) as collection, writing(collection.engine) as connection:
        yield connection


def unsettled(name, at, became=None):
    """A card that went or came at an instant."""
    (face,) = faces([Card(CardId(name), Kind.QUESTION, f"{name}?", name, Source("deck.md", 1))])
    return Unsettled(face, at, became and CardId(became))


def pruned(connection, most):
    """The earlier texts that are left."""
    prune_unsettled(connection, MORNING - 14 * DAY, most)
    return [old for old, _, _ in became_without_fact(connection)]


def test_of_earlier_texts_that_nobody_answered_the_latest_stay(connection):
    earlier = [unsettled(f"{n}", LONG_AGO + n * DAY, f"{n + 1}") for n in range(9)]
    put_unsettled(connection, earlier, gone=True)
    assert pruned(connection, 9) == [one.face.id for one in earlier]
    assert pruned(connection, 4) == ["5", "6", "7", "8"]


def test_what_was_edited_in_the_last_days_stays_however_much_it_is(connection):
    put_unsettled(connection, [unsettled("old", LONG_AGO, "new")], gone=True)
    put_unsettled(connection, [unsettled(f"{n}", MORNING, "new") for n in range(5)], gone=True)
    assert pruned(connection, 1) == ["old", "0", "1", "2", "3", "4"]
    assert pruned(connection, 0) == ["0", "1", "2", "3", "4"]


def test_what_went_stays_and_what_came_is_forgotten(connection):
    put_unsettled(connection, [unsettled("gone", LONG_AGO)], gone=True)
    put_unsettled(connection, [unsettled("come", LONG_AGO)], gone=False)
    assert pruned(connection, 0) == []
    assert [one.face.id for one in gone_of(connection, [CardId("gone"), CardId("come")])] == [
        "gone"
    ]
    assert came_since(connection, LONG_AGO) == []
