"""Readiness of real collections: whose answers count, under which card, in whichever order."""

from datetime import date, timedelta

import pytest
from collections_on_disk import THREE, at, deck, ids, opened

from flashcards.core.log.card_facts import Reset, Review
from flashcards.core.log.preparation_facts import PlanStarted
from flashcards.core.rating import Rating
from flashcards.errors.log import UnreadableFact
from flashcards.services.decks.read import read_decks
from flashcards.services.preparation.ready import ready
from flashcards.services.study.answer import Grade, answer
from flashcards.services.work import writing_work
from flashcards.storage.database.tables import facts

TIMED = f"---\narea: theory\nlimit: 30s\n---\n{THREE}\nS: add up\nquickly\n"
ON = date(2026, 3, 2)


@pytest.fixture
def collection(tmp_path):
    deck(tmp_path, TIMED)
    with opened(tmp_path) as collection:
        yield collection


def record(collection, moment, fact, *said, **more):
    """Write a fact into the log."""
    with writing_work(collection, moment) as work:
        work.append([fact(work.stamp(), *said, **more)])


def test_the_figure_is_what_the_schedules_foretell(collection):
    first, second, _, skill = ids(collection)
    answer(collection, at(), first, Grade(3, 20_000))
    answer(collection, at(minutes=1), second, Grade(3, 40_000))
    answer(collection, at(minutes=2), skill, Grade(4))
    found = ready(collection, at(days=1), ON)
    assert (found.whole.unseen, found.whole.clocked, found.whole.kept) == (1, 2, 1)
    assert (found.whole.rated, found.whole.score) == (1, 4.0)
    assert 0 < found.whole.recall < 2 / 3
    assert found.trend[-1].figure == found.figure == found.trend[-2].figure
    today = ready(collection, at(), date(2026, 1, 5))
    assert today.whole.recall == 0.6667


def test_the_limit_that_an_answer_had_outweighs_that_of_today(collection):
    first = ids(collection)[0]
    record(
        collection, at(), Review, first, Rating.GOOD, ON, duration_ms=40_000, limit_s=60, note="-"
    )
    assert ready(collection, at(days=1), ON).whole.kept == 1


def test_what_is_said_until_the_reveal_is_held_against_the_limit(collection):
    """What is looked up and graded afterwards takes none of the time."""
    first, second, *_ = ids(collection)
    for card, revealed_ms in ((first, 29_000), (second, 31_000)):
        said = {"duration_ms": 90_000, "limit_s": 30, "revealed_ms": revealed_ms}
        record(collection, at(), Review, card, Rating.GOOD, ON, **said)
    found = ready(collection, at(days=1), ON).whole
    assert (found.clocked, found.kept) == (2, 1)


def test_an_answer_that_cannot_be_read_is_named(collection):
    answer(collection, at(), ids(collection)[0], Grade(3, 20_000))
    with writing_work(collection, at()) as work:
        stamp = work.stamp()
        row = {"card_id": ids(collection)[0], "rating": 3, "studied_on": ON, "body": "[]"}
        stamped = {"id": stamp.id, "machine": stamp.machine, "at": stamp.at, "clock": stamp.clock}
        work.connection.execute(facts.insert().values(kind="review", version=1, **row, **stamped))
    with pytest.raises(UnreadableFact, match=stamp.id):
        ready(collection, at(days=1), ON)


def test_the_history_of_several_texts_is_one(tmp_path, collection):
    answer(collection, at(), ids(collection)[0], Grade(3, 20_000))
    before = ready(collection, at(days=2), ON)
    deck(tmp_path, TIMED.replace("A: 1", "A: uno"))
    read_decks(collection, at(days=1).now)
    assert ready(collection, at(days=2), ON) == before
    deck(tmp_path, TIMED.replace("Q: one?\nA: 1\n", ""))
    read_decks(collection, at(days=2).now)
    assert ready(collection, at(days=2), ON).whole.unseen == 2


def test_a_reset_begins_anew_on_its_day(collection):
    first = ids(collection)[0]
    answer(collection, at(), first, Grade(3, 20_000))
    record(collection, at(days=3), Reset, first)
    found = ready(collection, at(days=4), ON)
    assert found.figure == 0
    assert [row.figure > 0 for row in found.trend[-6:]] == [False, True, True, True, False, False]
    answer(collection, at(days=5), first, Grade(3, 20_000))
    trend = ready(collection, at(days=5), ON).trend[-6:]
    assert [row.figure > 0 for row in trend] == [True, True, True, False, False, True]


def test_a_plan_of_a_later_version_counts_for_nothing(collection):
    text, day = "weeks = [", date(2026, 1, 5)
    record(collection, at(), PlanStarted, "later", text, ON, day, 60)
    found = ready(collection, at(), None)
    assert (found.plan, found.on) == (None, ON)


def test_progress_is_told_card_by_card(collection):
    answer(collection, at(), ids(collection)[0], Grade(3))
    told = []
    ready(collection, at(), ON, lambda done, total: told.append((done, total)))
    assert told == [(1, 4), (4, 4)]


def test_the_order_in_which_facts_arrive_does_not_matter(tmp_path):
    answers = [(0, 3), (1, 1), (5, 4), (9, 2)]
    orders = (answers, answers[::-1], answers[2:] + answers[:2])
    found = []
    for number, arriving in enumerate(orders):
        deck(tmp_path / str(number), TIMED)
        with opened(tmp_path / str(number)) as collection:
            for day, rating in arriving:
                said = {"duration_ms": 10_000 * day, "limit_s": 30}
                on = date(2026, 1, 5) + timedelta(days=day)
                facts = (ids(collection)[0], Rating(rating), on)
                record(collection, at(days=day), Review, *facts, **said)
            found.append(ready(collection, at(days=20), ON))
    assert found == [found[0]] * 3
    assert (found[0].whole.kept, found[0].whole.unseen) == (0, 2)


def test_no_more_is_promised_than_a_day_asks_of_one_cloze(tmp_path):
    deck(tmp_path, "---\narea: theory\n---\nC: The four are [a], [b], [c] and [d].\n")
    with opened(tmp_path) as collection:
        learn = {one.verb: one.count for one in ready(collection, at(), ON).actions}
        answer(collection, at(), ids(collection)[0], Grade(4))
        then = {one.verb for one in ready(collection, at(), ON).actions}
    assert learn["learn"] == 1
    assert "learn" not in then
    (tmp_path / "flash.toml").write_text("sibling_days = 0\n")
    with opened(tmp_path) as collection:
        assert {one.verb: one.count for one in ready(collection, at(), ON).actions}["learn"] == 3
