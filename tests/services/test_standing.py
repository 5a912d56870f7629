"""What holds besides the cards, as it is stored: never behind the log, whatever happened."""

from contextlib import suppress
from datetime import timedelta

import pytest
from collections_on_disk import at, deck, dump, opened
from damage import execute, forget_backups, where
from fact_strategies import standing_logs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plans import SMALL

from flashcards.core.log.collection_facts import BreakSet
from flashcards.core.log.preparation_facts import MockMarked
from flashcards.core.log.stamp import Stamp, fact_id
from flashcards.core.preparation.interviews.interviews import Outcome
from flashcards.core.preparation.mock.forms import Form
from flashcards.core.preparation.mock.mock import ClockMark
from flashcards.core.scheduling.breaks import Break
from flashcards.core.selection import Selection
from flashcards.core.standing import standing_of
from flashcards.errors.base import FlashError
from flashcards.services.doctor.examination import examine
from flashcards.services.doctor.finding import Check
from flashcards.services.doctor.repair import repair
from flashcards.services.log.rebuild import rebuild
from flashcards.services.log.take_in import take_in
from flashcards.services.log.undo import undo
from flashcards.services.preparation.interview import (
    NewInterview,
    add_interview,
    move_interview,
    remove_interview,
    tell_outcome,
)
from flashcards.services.preparation.mock.acts import Marked, begin, end, mark, open_mock, run
from flashcards.services.preparation.mock.bank import MockOptions
from flashcards.services.preparation.mock.history import mocks
from flashcards.services.preparation.plan import move_plan, start_plan, stop_plan, tick
from flashcards.services.standing import standing
from flashcards.services.study.answer import Grade, answer
from flashcards.services.study.break_ import remove_break, set_break
from flashcards.services.study.deadline import remove_deadline, set_deadline
from flashcards.services.work import within
from flashcards.storage.database.engine import reading, writing
from flashcards.storage.database.mock_clocks import clock_of
from flashcards.storage.database.tables import standing as standing_table
from flashcards.storage.log import log
from flashcards.storage.projection.standing import facts_of_standing, stored_standing

BY_HAND = pytest.mark.only_sqlite("the file is written to by hand")
QUIET = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
DECKS = {
    "maths.md": "---\narea: maths\n---\nQ: One?\nA: 1\n\nQ: Two?\nA: 2\n",
    "skills.md": "---\narea: skills\n---\nQ: Three?\nA: 3\n",
    "coding.md": "---\narea: coding\ncards: prompts\n---\n"
    + "".join(f"## Build number {n}\n\nWell.\n\n" for n in range(9)),
}


@pytest.fixture
def root(tmp_path):
    """Decks, and a plan for them."""
    return populated(tmp_path)


def populated(folder):
    for name, text in DECKS.items():
        deck(folder, text, name)
    (folder / "small.toml").write_text(SMALL)
    return folder


def day(number):
    return at(days=number).today(4)


def acts(collection, now):
    """All that changes what holds, by name."""
    plan = str(collection.root / "small.toml")
    every = Selection()
    away = Break(day(3), day(5))
    acme = NewInterview("Acme", "onsite", now.today(4) + timedelta(days=9))
    return {
        "plan": lambda: start_plan(collection, now, plan, day(40)),
        "move plan": lambda: move_plan(collection, now, day(50)),
        "tick": lambda: tick(collection, now, "aloud"),
        "stop plan": lambda: stop_plan(collection, now),
        "date": lambda: set_deadline(collection, now, day(30), every, 20),
        "no date": lambda: remove_deadline(collection, now, every),
        "break": lambda: set_break(collection, now, away),
        "no break": lambda: remove_break(collection, now, away),
        "round": lambda: add_interview(collection, now, acme),
        "move round": lambda: move_interview(collection, now, "acme", day(25)),
        "outcome": lambda: tell_outcome(collection, now, "acme", Outcome.WITHDRAWN),
        "no round": lambda: remove_interview(collection, now, "acme"),
        "mock": lambda: begin(collection, now, MockOptions(Form.CODING)),
        "mark": lambda: mark(
            collection, now, open_mock(collection), 0, Marked(ClockMark.ANSWERED, 60)
        ),
        "end mock": lambda: end(collection, now, open_mock(collection), "rest"),
        "undo": lambda: undo(collection, now),
    }


NAMES = st.sampled_from(
    [
        *("plan", "move plan", "tick", "stop plan", "date", "no date", "break", "no break"),
        *("round", "move round", "outcome", "no round", "mock", "mark", "end mock", "undo", "undo"),
    ]
)


def is_what_the_log_says(collection):
    """Whether what is stored is what the whole log comes to."""
    with reading(collection.engine) as connection:
        stored = stored_standing(connection)
        return stored == standing_of(log.all_facts(connection)) == standing(connection)


@settings(max_examples=20, suppress_health_check=QUIET)
@given(st.lists(NAMES, max_size=14))
def test_it_is_never_behind_the_log_and_a_rebuild_changes_nothing(tmp_path_factory, names):
    root = populated(tmp_path_factory.mktemp("held"))
    with opened(root) as collection:
        for number, name in enumerate(names):
            with suppress(FlashError):
                acts(collection, at(minutes=number))[name]()
            assert is_what_the_log_says(collection)
        before = dump(collection, "standing")
        rebuild(collection)
        assert dump(collection, "standing") == before


@settings(max_examples=10, suppress_health_check=QUIET)
@given(standing_logs(), st.data())
def test_facts_may_come_from_elsewhere_in_any_order_and_parts(tmp_path_factory, facts, data):
    shuffled = data.draw(st.permutations(facts))
    cut = data.draw(st.integers(0, len(facts)))
    with opened(populated(tmp_path_factory.mktemp("held"))) as collection:
        for part in (shuffled[:cut], shuffled[cut:]):
            with writing(collection.engine) as connection:
                take_in(within(connection, collection, at().now), part)
            assert is_what_the_log_says(collection)
        with reading(collection.engine) as connection:
            held = standing(connection)
        assert held.mocks == standing_of(facts).mocks
        assert held == standing_of(facts)


def test_an_answer_leaves_it_unread_and_unwritten(root):
    with opened(root) as collection:
        before = dump(collection, "standing")
        card = dump(collection, "cards")["cards"][0][0]
        answer(collection, at(), card, Grade(3))
        undo(collection, at(minutes=1))
        assert dump(collection, "standing") == before


BROKEN = {
    "deleted": "DELETE FROM standing",
    "changed": "UPDATE standing SET body = replace(body, '20', '30') WHERE part = 'plan'",
    "unreadable": "UPDATE standing SET body = 'no json' WHERE part = 'mock'",
    "of another kind": "INSERT INTO standing VALUES ('dream', 'x', '{}')",
    "with a row too many": "INSERT INTO standing SELECT part, 'x', body FROM standing",
    "short of a field": """UPDATE standing SET body = '{"id": "x"}' WHERE part = 'round'""",
}


@BY_HAND
@pytest.mark.parametrize("broken", BROKEN)
def test_a_damaged_one_is_found_and_repaired(tmp_path, broken):
    root = populated(tmp_path)
    names = ("plan", "tick", "round", "mock", "mark")
    with opened(root) as collection:
        for number, name in enumerate(names):
            acts(collection, at(minutes=number))[name]()
        before = dump(collection, "standing")
    forget_backups(root)
    execute(root / ".flash" / "flash.db", BROKEN[broken])
    found = [one for one in examine(where(root), at(hours=1)).findings if one.is_problem]
    assert {one.check for one in found} >= {Check.PROJECTION}
    assert repair(where(root), at(hours=1)).is_well
    with opened(root) as collection:
        assert dump(collection, "standing") == before


@BY_HAND
def test_what_cannot_be_read_stops_no_command(tmp_path):
    root = populated(tmp_path)
    with opened(root) as collection:
        acts(collection, at())["round"]()
        before = dump(collection, "standing")
    execute(root / ".flash" / "flash.db", BROKEN["unreadable"].replace("mock", "round"))
    with opened(root) as collection:
        assert dump(collection, "standing") == before


def test_the_clock_of_a_mock_is_a_row_that_is_replaced_and_no_history(root):
    with opened(root) as collection:
        mock = begin(collection, at(), MockOptions(Form.CODING)).mock
        mock = mark(collection, at(), mock, 0, Marked(ClockMark.SHOWN, 0))
        facts = len(facts_in(collection))
        for seconds in range(0, 2_700, 5):
            run(collection, at(minutes=1), mock, 0, seconds)
        assert len(facts_in(collection)) == facts
        assert open_mock(collection).questions[0].used_s == 2_695
        rebuild(collection)
        assert mocks(collection)[0].questions[0].used_s == 2_695
        with reading(collection.engine) as connection:
            assert standing(connection).mocks[0].questions[0].used_s == 0
        over = end(collection, at(minutes=50), open_mock(collection))
        assert over.questions[0].used_s == 2_695
        assert mocks(collection) == (over,)
        with reading(collection.engine) as connection:
            assert clock_of(connection, mock.id) is None
            assert standing(connection).mocks == (over,)


ODD_CLOCKS = ["", "[]", "[1]", "[0, 7, 9]", '["a", "b"]', "[null, 3]", "[0, null]", "[true, 9]"]
ODD_CLOCKS += ["[0, Infinity]", "[-1, 70]", "[0, -1]", "[99, 70]", "[" * 5_000]


@BY_HAND
@pytest.mark.parametrize("value", ODD_CLOCKS)
def test_a_damaged_clock_stands_where_the_last_fact_says(root, value):
    with opened(root) as collection:
        mock = begin(collection, at(), MockOptions(Form.CODING)).mock
        mock = mark(collection, at(), mock, 0, Marked(ClockMark.PHASE, 60))
        run(collection, at(), mock, 0, 90)
    row = f"value = '{value}' WHERE key LIKE 'mock%'"
    execute(root / ".flash" / "flash.db", f"UPDATE about SET {row}")  # noqa: S608
    with opened(root) as collection:
        assert open_mock(collection).questions[0].used_s == 60


def test_what_an_older_version_wrote_meanwhile_is_seen(root):
    """One that had the database open when it was upgraded writes facts alone."""
    with opened(root) as collection:
        acts(collection, at())["plan"]()
        with writing(collection.engine) as connection:
            here = next(log.stamps(connection, at(minutes=1).now))
            log.append(connection, [BreakSet(here, day(3), day(4))])
        with reading(collection.engine) as connection:
            assert stored_standing(connection) is None
            assert standing(connection).decisions.breaks == ((day(3), day(4)),)
        acts(collection, at(minutes=2))["date"]()
        assert is_what_the_log_says(collection)
    with opened(root) as collection:
        assert is_what_the_log_says(collection)


def test_what_was_not_stored_is_stored_whole_with_the_next_fact(root):
    with opened(root) as collection:
        acts(collection, at())["plan"]()
        acts(collection, at())["round"]()
        with writing(collection.engine) as connection:
            connection.execute(standing_table.delete())
        acts(collection, at(minutes=1))["tick"]()
        assert is_what_the_log_says(collection)


def test_the_clock_of_an_answered_question_is_that_of_its_facts(root):
    """Another machine went on with the mock, and answered."""
    with opened(root) as collection:
        mock = begin(collection, at(), MockOptions(Form.CODING)).mock
        mock = mark(collection, at(), mock, 0, Marked(ClockMark.SHOWN, 0))
        run(collection, at(minutes=1), mock, 0, 60)
        elsewhere = Stamp(fact_id(at(hours=1).now, bytes(10)), "there", at(hours=1).now, 2**58)
        with writing(collection.engine) as connection:
            answered = MockMarked(elsewhere, mock.id, 0, "answered", 5)
            take_in(within(connection, collection, at().now), [answered])
        assert open_mock(collection).questions[0].used_s == 5
        over = end(collection, at(hours=2), open_mock(collection))
        assert mocks(collection) == (over,)
        assert over.questions[0].used_s == 5


def facts_in(collection):
    with reading(collection.engine) as connection:
        return facts_of_standing(connection)
