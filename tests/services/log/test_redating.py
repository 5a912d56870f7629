"""Answers dated by a clock that was ahead: named, put right as one act, merged like any fact."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from collections_on_disk import MORNING, deck, dump, place_of
from machines import DAY, Machine, same_decks

from flashcards.core.study_day import Moment
from flashcards.services.decks.show import show
from flashcards.services.log.misdated import DatedAhead, dated_ahead
from flashcards.services.log.rebuild import rebuild
from flashcards.services.log.redate import redate
from flashcards.services.log.undo import undo
from flashcards.services.opening.open import open_collection
from flashcards.services.preparation.ready import ready
from flashcards.services.progress import unheard
from flashcards.services.statistics.optimize import _gathered as gathered
from flashcards.services.statistics.reviews import review_rows
from flashcards.services.statistics.stats import stats
from flashcards.services.study.answer import Grade, answer
from flashcards.services.study.due import due
from flashcards.storage.database.engine import reading
from flashcards.storage.projection.cards import known_cards
from flashcards.storage.read_models.time_spent import spent_on

UTC = ZoneInfo("UTC")
YEAR = 365 * DAY
NOW = MORNING + 4 * DAY
TEXT = "".join(f"Q: question {number}?\nA: {number}\n\n" for number in range(9))
SKILL = "---\ncards: self-assessment\nlimit: 2m\n---\n- Ridge\n"
SETTINGS = "learning_steps = []\n"


@pytest.fixture
def machine(tmp_path):
    """Nine cards and a skill: all answered, then twice a year ahead, the second time some."""
    machine = Machine(tmp_path / "here", UTC, timedelta(0))
    deck(machine.root, TEXT)
    deck(machine.root, SKILL, "skills.md")
    (machine.root / "flash.toml").write_text(SETTINGS)
    answered(machine, MORNING, range(10))
    answered(machine, MORNING + YEAR + 2 * DAY, range(10))
    answered(machine, MORNING + YEAR + 3 * DAY, range(8))
    return machine


def answered(machine, now, which):
    with machine.collection(now) as collection:
        cards = ids_of(collection)
        for number in which:
            answer(collection, Moment(now, UTC), cards[number], Grade(3, 1_000))


def ids_of(collection):
    with reading(collection.engine) as connection:
        return [known.card.id for known in known_cards(connection)]


def due_days(collection):
    return [row[5] for row in dump(collection, "schedules")["schedules"]]


def named(collection, now=NOW):
    with reading(collection.engine) as connection:
        return dated_ahead(connection, now)


def test_they_are_named_redated_due_soon_and_all_of_it_can_be_undone(machine):
    with machine.collection(NOW) as collection:
        assert named(collection) == (DatedAhead(None, 18, MORNING + YEAR + 3 * DAY),)
        before = dump(collection)
        (done,) = redate(collection, Moment(NOW, UTC))
        assert (done.machine, done.answers, done.cards) == (None, 18, 10)
        assert done.dated == (date(2027, 1, 7), date(2027, 1, 8))
        assert done.given == (date(2026, 1, 7), date(2026, 1, 8))
        assert named(collection) == ()
        assert redate(collection, Moment(NOW, UTC)) == ()
        assert max(due_days(collection)) < date(2026, 3, 1)
        after = dump(collection)
        rebuild(collection)
        assert dump(collection) == after
        undone = undo(collection, Moment(NOW, UTC))
        assert (undone.act, undone.cards) == ("redated", 10)
        assert dump(collection) == before
        rebuild(collection)
        assert dump(collection) == before


def test_they_come_to_what_they_would_have_with_a_clock_that_was_right(machine, tmp_path):
    right = Machine(tmp_path / "right", UTC, timedelta(0))
    deck(right.root, TEXT)
    deck(right.root, SKILL, "skills.md")
    (right.root / "flash.toml").write_text(SETTINGS)
    for days, which in ((0, 10), (2, 10), (3, 8)):
        answered(right, MORNING + days * DAY, range(which))

    def memory(collection):
        rows = dump(collection, "schedules")["schedules"]
        return [row[:5] + row[7:10] for row in rows]

    with machine.collection(NOW) as here, right.collection(NOW) as there:
        assert memory(here) != memory(there)
        redate(here, Moment(NOW, UTC))
        assert memory(here) == memory(there)
        for figure in ("streak", "days", "retention", "limits"):
            figures = [getattr(stats(one, Moment(NOW, UTC)), figure) for one in (here, there)]
            assert figures[0] == figures[1], figure
        for one in (ready_figures, fitted, rows_of):
            assert one(here) == one(there), one


def ready_figures(collection):
    return ready(collection, Moment(NOW, UTC), date(2026, 3, 1)).figure


def fitted(collection):
    with reading(collection.engine) as connection:
        return gathered(connection, unheard).known.reviews


def rows_of(collection):
    return sorted((row.at, row.studied_on, row.card) for row in review_rows(collection))


def test_the_next_answer_moves_a_redated_card_and_none_before(machine):
    with machine.collection(NOW) as collection:
        card = ids_of(collection)[0]
        stuck = answer(collection, Moment(NOW, UTC), card, Grade(1)).schedule
        assert stuck.due_on > date(2027, 1, 1)
        redate(collection, Moment(NOW, UTC))
        assert answer(collection, Moment(NOW + DAY, UTC), card, Grade(3)).schedule.due_on < date(
            2026, 2, 1
        )


def test_minutes_of_a_redated_day_are_of_that_day(machine):
    with machine.collection(NOW) as collection:
        redate(collection, Moment(MORNING + 3 * DAY + timedelta(hours=1), UTC))
        with reading(collection.engine) as connection:
            assert spent_on(connection, date(2026, 1, 8)).total() == 8_000
            assert spent_on(connection, date(2027, 1, 8)).total() == 0


def test_a_card_shows_when_its_answers_count(machine):
    with machine.collection(NOW) as collection:
        redate(collection, Moment(NOW, UTC))
        history = show(collection, Moment(NOW, UTC), ids_of(collection)[0]).history
        assert [row.at.year for row in history] == [2026, 2026, 2026]
        assert history[-1].due_on < date(2026, 3, 1)


def test_another_machine_comes_to_the_same_and_two_that_redate_count_no_answer_twice(
    machine, tmp_path
):
    there = Machine(tmp_path / "there", UTC, timedelta(0))
    same_decks(NOW, machine, there)
    (there.root / "flash.toml").write_text(SETTINGS)
    machine.syncs(NOW)
    machine.carries_to(there)
    there.syncs(NOW)
    with there.collection(NOW) as collection:
        (ahead,) = named(collection)
        assert (len(ahead.machine), ahead.answers) == (36, 18)
        redate(collection, Moment(NOW + DAY, UTC))
    with machine.collection(NOW) as collection:
        redate(collection, Moment(NOW, UTC))
    for _ in range(2):
        machine.syncs(NOW)
        machine.carries_to(there)
        there.syncs(NOW)
        there.carries_to(machine)
    assert machine.schedules(NOW) == there.schedules(NOW)
    with there.collection(NOW) as collection:
        assert stats(collection, Moment(NOW, UTC)).periods[-1].reviews == 28


def test_sessions_between_right_ones_are_set_back_between_them(machine):
    """The clock was right again for a session, then ahead once more."""
    now = MORNING + 6 * DAY
    answered(machine, now, [9])
    answered(machine, now + 40 * DAY, [8])
    with machine.collection(now + DAY) as collection:
        redate(collection, Moment(now + DAY, UTC))
        given = sorted(row.at for row in review_rows(collection))
        assert given[-3:] == [MORNING + 3 * DAY, now, now + DAY]


def test_a_clock_that_is_behind_now_is_not_taken_for_answers_without_a_word(machine):
    """What was given by a right clock is named then, too; an undo brings its dates back."""
    behind = MORNING - YEAR
    with machine.collection(NOW) as collection:
        redate(collection, Moment(NOW, UTC))
        before = dump(collection)
        (ahead,) = named(collection, behind)
        assert ahead.answers == 28
        redate(collection, Moment(behind, UTC))
        assert dump(collection) != before
        undo(collection, Moment(behind, UTC))
        assert dump(collection) == before


def test_answers_of_a_clock_that_was_behind_are_asked_again_soon(tmp_path):
    """A year behind is no answer dated ahead: such cards are due at once, none waits."""
    machine = Machine(tmp_path / "here", UTC, timedelta(0))
    deck(machine.root, TEXT)
    (machine.root / "flash.toml").write_text(SETTINGS)
    answered(machine, MORNING - YEAR, range(9))
    with machine.collection(MORNING) as collection:
        assert named(collection, MORNING) == ()
        assert due(collection, Moment(MORNING, UTC)).due == 9


def test_an_answer_less_than_a_day_ahead_is_not_worth_a_word(tmp_path):
    machine = Machine(tmp_path / "here", UTC, timedelta(0))
    deck(machine.root, TEXT)
    answered(machine, MORNING, range(3))
    with machine.collection(MORNING) as collection:
        assert named(collection, MORNING - timedelta(hours=23)) == ()
        assert named(collection, MORNING - timedelta(hours=25))[0].answers == 3


def test_what_an_older_program_kept_unread_counts_from_the_first_opening_on(machine):
    """A projection that was made without redatings is made anew, whoever wrote them."""
    with machine.collection(NOW) as collection:
        redate(collection, Moment(NOW, UTC))
        right = dump(collection)
        from flashcards.storage.database import properties
        from flashcards.storage.database.engine import writing
        from flashcards.storage.database.tables import schedules

        with writing(collection.engine) as connection:
            properties.say(connection, "policy", repr(collection.settings.policy))
            connection.execute(schedules.update().values(due_on=date(2027, 1, 1)))
    with open_collection(place_of(machine.root), NOW) as collection:
        assert dump(collection) == right
