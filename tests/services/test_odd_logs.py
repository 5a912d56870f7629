"""Logs as clocks, imports and merges may leave them: every look at them has an answer."""

from dataclasses import replace
from datetime import timedelta

import pytest
from collections_on_disk import MORNING, at, deck, dump, ids, opened
from histories import stamp

from flashcards.core.decks.query import Query
from flashcards.core.log.card_facts import Review
from flashcards.core.rating import Rating
from flashcards.core.selection import Selection
from flashcards.core.study_day import study_day
from flashcards.services.decks.list import card_rows
from flashcards.services.log.rebuild import rebuild
from flashcards.services.statistics.forecast import Horizon, forecast_days
from flashcards.services.statistics.stats import stats
from flashcards.services.study.answer import Grade, answer
from flashcards.services.study.deadline import deadlines, set_deadline
from flashcards.services.study.due import due
from flashcards.storage.database.engine import writing
from flashcards.storage.log import log

YEAR = timedelta(days=365)


def given(card, day, number, **said):
    """A review of the study day, at noon."""
    at_ = MORNING + timedelta(days=day, hours=4)
    here = stamp(at_, clock=said.pop("clock", None), entropy=bytes([number] * 10))
    return Review(here, card, Rating(said.pop("rating", 3)), study_day(at_, at().zone, 4), **said)


def odd_logs(card):
    """What is odd about it, and its reviews."""
    same = given(card, 0, 1)
    forgot = replace(same, stamp=replace(same.stamp, id="b"), rating=Rating.AGAIN)
    return {
        "out of order": [given(card, day, day + 1) for day in (9, 3, 6, 0)],
        "in the future": [given(card, day, day % 200 + 1) for day in (0, 400, 900)],
        "at one instant": [same, forgot],
        "of a card that no longer exists": [replace(one, card="gone") for one in
                                            (given(card, 0, 1), given(card, 5, 2))],
        "with study days that go back": [given(card, 5, 1, clock=1), given(card, 2, 2, clock=2)],
        "of an impossible duration": [given(card, 0, 1, duration_ms=10**15)],
    }  # fmt: skip


@pytest.mark.parametrize("odd", list(odd_logs("x")))
def test_every_look_has_an_answer(tmp_path, odd):
    deck(tmp_path, "Q: one?\nA: 1\n\nQ: two?\nA: 2\n")
    with opened(tmp_path) as collection:
        card, other = ids(collection)
        with writing(collection.engine) as connection:
            log.append(connection, odd_logs(card)[odd])
        rebuild(collection)
        set_deadline(collection, at(), at(days=30).today(4), Selection(), 10)
        (standing,) = deadlines(collection, at())
        assert 0 <= standing.prospect.recall <= 1
        assert due(collection, at()).new <= 2
        assert stats(collection, at()).study_day == at().today(4)
        days = forecast_days(collection, at(), Horizon(9)).retentions[0].by_day
        assert all(0 <= day.recall <= 1 for day in days)
        assert len(list(card_rows(collection, at(), Query()))) == 2
        for one in (card, other):
            answer(collection, at(days=1), one, Grade(3))
        before = dump(collection)
        rebuild(collection)
        assert dump(collection) == before
