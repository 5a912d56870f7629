"""Clocks of other machines, however absurd: what is done here counts, and everybody can read it."""

import json
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from collections_on_disk import deck, dump, ids, opened
from damage import execute
from databases import WITHOUT_0006
from hypothesis import example, given
from hypothesis import strategies as st
from machines import TEXTS, Machine, examples

from flashcards.core.json_values import instant_text
from flashcards.core.log.stamp import CREDIBLE, FOLLOWED, LAST_CLOCK, OWN_FOLLOWED, clock_at
from flashcards.services.log.undo import undo
from flashcards.services.study.acts import resume, suspend
from flashcards.services.study.answer import Grade, answer
from flashcards.services.study.review_options import ReviewOptions
from flashcards.services.study.session import face, grade, start
from flashcards.storage.database.engine import reading, writing
from flashcards.storage.log import log
from flashcards.storage.log.files import lines
from flashcards.storage.log.machine import machine
from flashcards.storage.projection.cards import known_card

pytestmark = pytest.mark.only_sqlite("a folder whose database is its own is synced")

NOW = datetime(2026, 11, 29, 10, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HERE = ZoneInfo("UTC"), timedelta(0)
POISON = 2**63 - 2**32
SEAMS = [FOLLOWED, OWN_FOLLOWED, CREDIBLE, LAST_CLOCK, 2**62, POISON, 2**63 - 1]
CLOCKS = st.sampled_from([seam + off for seam in SEAMS for off in (-1, 0, 1)]) | st.integers(
    0, 2**63 - 1
)
YEARS = st.sampled_from([1970, 2025, 2026, 2031, 2099, 2200, 5000, 5998])
KINDS = st.sampled_from(["suspended", "resumed", "reset", "buried", "review"])
LINES = st.lists(st.tuples(CLOCKS, YEARS, KINDS, st.booleans(), st.integers(0, 1)), max_size=6)


def line(number, card, writer, clock, year, kind):  # noqa: PLR0913, PLR0917 - what it says
    """A line that says an act on a card."""
    at = datetime(year, 3, 1, tzinfo=UTC)
    said = {"fact": kind, "version": 1, "id": f"evil-{number}", "machine": writer}
    said |= {"at": instant_text(at), "clock": clock, "card": card}
    said |= {"buried": {"on": "2026-11-29"}}.get(kind, {})
    said |= {"review": {"rating": 3, "studied_on": str(at.date())}}.get(kind, {})
    return json.dumps(said) + "\n"


def hear(here, now, said):
    """Sync, and again with what a peer's file says, partly in the machine's own name."""
    here.live(now, [("answer", 2, 3, MINUTE)])
    here.syncs(now)
    with here.collection(now) as collection:
        known = ids(collection)
        with reading(collection.engine) as connection:
            own = machine(connection)
    here.log.mkdir(parents=True, exist_ok=True)
    with (here.log / "peer.jsonl").open("a") as file:
        for number, (clock, year, kind, is_own, which) in enumerate(said):
            writer = own if is_own else "peer"
            file.write(line(number, known[which], writer, clock, year, kind))
    return here.syncs(now)


@pytest.fixture
def made(tmp_path_factory):
    """Makes a machine with decks."""

    def one(name="here"):
        found = Machine(tmp_path_factory.mktemp("clocks") / name, *HERE)
        deck(found.root, TEXTS[0])
        return found

    return one


def schedule_of(collection, card):
    with reading(collection.engine) as connection:
        return known_card(connection, card).schedule


def is_possible(fact_line):
    """Whether the clock lies where a stranger can only come to by counting up to it."""
    return not FOLLOWED < fact_line[0] <= CREDIBLE


@examples(3, thorough=6)
@example(said=[(OWN_FOLLOWED, 2026, "suspended", True, 0)], year=2026)
@example(said=[(CREDIBLE, 2026, "reset", True, 0), (FOLLOWED, 2026, "buried", False, 0)], year=2026)
@example(said=[(2**62, 2026, "suspended", True, 0)], year=2900)
@example(said=[(FOLLOWED + 1, 1970, "reset", False, 0)], year=2026)
@given(said=LINES, year=st.sampled_from([2026, 2098, 2900]))
def test_what_is_written_after_any_log_is_read_by_everybody(made, said, year):
    here, there = made(), made("there")
    now = NOW.replace(year=year)
    hear(here, now, said)
    here.live(now, [("answer", 0, 3, MINUTE), ("suspend", 1, 1, MINUTE), ("undo", 0, 1, MINUTE)])
    here.syncs(now)
    here.live(now, [("answer", 0, 3, MINUTE), ("answer", 1, 2, timedelta(0))])
    here.syncs(now)
    for file in here.log.glob("*.jsonl"):
        if file.name != "peer.jsonl":
            assert None not in [one.fact for one in lines(file)]
    here.carries_to(there)
    there.syncs(now)
    assert {fact.stamp.id for fact in there.facts(now)} == {
        fact.stamp.id for fact in here.facts(now)
    }
    there.carries_to(here)
    here.syncs(now)
    assert here.schedules(now) == there.schedules(now)


@examples(4, thorough=6)
@example(said=[(2**62, 2026, "suspended", False, 0), (2**62, 5000, "reset", True, 0)])
@given(said=LINES.filter(lambda said: all(map(is_possible, said))))
def test_what_is_done_after_any_log_counts(made, said):
    here = made()
    hear(here, NOW, said)
    with here.collection(NOW) as collection:
        moment, card = here.at(NOW), ids(collection)[0]
        suspend(collection, moment, card)
        assert schedule_of(collection, card).suspended
        resume(collection, moment, card)
        assert not schedule_of(collection, card).suspended
        before = schedule_of(collection, card)
        given_ = answer(collection, moment, card, Grade(3))
        assert schedule_of(collection, card).reps == before.reps + 1
        assert undo(collection, moment).fact.stamp.id == given_.review.stamp.id
        assert schedule_of(collection, card) == before
        assert undo(collection, moment).act == "resumed"
        assert schedule_of(collection, card).suspended


@examples(4)
@example(said=[(CREDIBLE, 2026, "review", False, which) for which in (0, 1)])
@given(said=LINES)
def test_a_session_notices_answers_given_elsewhere_and_no_older_ones(made, said):
    here = made()
    hear(here, NOW, [one for one in said if one[2] == "review"])
    moment = here.at(NOW)
    with here.collection(NOW) as collection:
        for card in ids(collection):
            suspend(collection, moment, card)
            resume(collection, moment, card)
        session = start(collection, moment, ReviewOptions())
        while session.shown is not None:
            facing = face(collection, moment, session)
            assert facing.passed == ()
            answer(collection, moment, session.shown.card, Grade(4))
            passed = face(collection, moment, facing.session).passed
            assert len(passed) == 1
            session = face(collection, moment, facing.session).session
            if session.shown is not None:
                session = grade(collection, moment, session, 4)


def test_a_line_beyond_the_bound_is_named_and_left_and_poisons_nothing(made):
    here, there = made(), made("there")
    evil = (POISON, 2026, "suspended", False, 0)
    synced = hear(here, NOW, [evil])
    assert [place.rpartition("/")[2] for place in synced.malformed] == ["peer.jsonl:1"]
    assert synced.taken_in == 0
    here.live(NOW, [("answer", 0, 3, MINUTE)] * 3)
    here.syncs(NOW)
    here.carries_to(there)
    there.syncs(NOW)
    assert there.facts(NOW) == here.facts(NOW)
    assert (here.log / "peer.jsonl").read_text().count("\n") == 1


def test_an_honest_machine_whose_clock_was_once_ahead_is_never_refused(made):
    """Its logical clock stays ahead of its instants; acts there and here follow one another."""
    here, there = made(), made("there")
    there.live(NOW.replace(year=5000), [("suspend", 0, 1, MINUTE)])
    there.live(NOW, [("resume", 0, 1, MINUTE), ("suspend", 0, 1, MINUTE)])
    there.syncs(NOW)
    here.live(NOW, [("answer", 1, 3, MINUTE)])
    there.carries_to(here)
    synced = here.syncs(NOW)
    assert (synced.malformed, synced.taken_in) == ((), 4)
    here.live(NOW, [("resume", 0, 1, MINUTE)])
    here.syncs(NOW)
    here.carries_to(there)
    there.syncs(NOW)
    with there.collection(NOW) as collection:
        assert not schedule_of(collection, ids(collection)[0]).suspended
    assert here.schedules(NOW) == there.schedules(NOW)


def poisoned(tmp_path):
    """A collection as the version before left it: it followed a clock near the end of all."""
    deck(tmp_path, TEXTS[0])
    with opened(tmp_path) as collection:
        one, other, _ = ids(collection)
        moment = Machine(tmp_path, *HERE).at(NOW)
        for card in (one, other, one, other, one):
            answer(collection, moment, card, Grade(3))
        undo(collection, moment)
        suspend(collection, moment, other)
        resume(collection, moment, other)
        before = dump(collection), log_of(collection)
    execute(
        tmp_path / ".flash" / "flash.db",
        "DROP TRIGGER facts_stay",
        f"UPDATE facts SET clock = {POISON} + rowid WHERE rowid > 4",  # noqa: S608
        "CREATE TRIGGER facts_stay BEFORE UPDATE ON facts"
        " BEGIN SELECT RAISE(ABORT, 'facts are never changed'); END",
        *WITHOUT_0006,
        "DROP TABLE standing",
        "UPDATE alembic_version SET version_num = '0003'",
    )
    return before


def log_of(collection):
    """What happened, in the order in which it came about."""
    with reading(collection.engine) as connection:
        found = sorted(log.all_facts(connection), key=lambda one: one.stamp.clock)
        return [(one.stamp.id, one.stamp.at) for one in found]


def test_a_collection_that_was_poisoned_is_healed_when_it_is_opened(tmp_path):
    schedules, facts = poisoned(tmp_path)
    here = Machine(tmp_path, *HERE)
    with opened(tmp_path) as collection:
        assert dump(collection) == schedules
        assert log_of(collection) == facts
        with writing(collection.engine) as connection:
            newest = next(log.stamps(connection, NOW))
            assert log.last_clock(connection) < newest.clock < clock_at(NOW + timedelta(days=1))
        assert undo(collection, here.at(NOW)).act == "resumed"
    here.syncs(NOW)
    (file,) = here.log.glob("*.jsonl")
    assert {one.fact.stamp.id for one in lines(file)} > {id_ for id_, _ in facts}
