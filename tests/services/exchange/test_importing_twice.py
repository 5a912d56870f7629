"""One package imported on two machines whose logs then become one: each deed counts once."""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest
from anki_files import BEGAN, OldCollection, package
from collections_on_disk import MORNING, at, deck, ids, reviews
from hypothesis import example, given
from hypothesis import strategies as st
from importing import bring
from machines import Machine, examples
from sqlalchemy import delete

from flashcards.core.rating import Rating
from flashcards.services.doctor.projection import compared
from flashcards.services.log.rebuild import rebuild
from flashcards.services.log.redo import redo
from flashcards.services.log.undo import undo
from flashcards.services.progress import unheard
from flashcards.services.study.acts import resume
from flashcards.services.study.answer import Grade, answer
from flashcards.services.study.regrade import regrade
from flashcards.storage.database.engine import reading, writing
from flashcards.storage.database.tables import outranked
from flashcards.storage.log.log import review_count
from flashcards.storage.projection.cards import known_cards

NOW = MORNING + timedelta(days=1)
ZONE = ZoneInfo("UTC")
ROWS = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.sampled_from([60, 90_000, 800_000]),
        st.sampled_from([(1, 0), (3, 1), (3, 2), (0, 4), (3, 3)]),
        st.sampled_from([-600, 0, 4, 30]),
        st.sampled_from([0, 2_500]),
    ),
    min_size=1,
    max_size=8,
)


def history(rows):
    """A package of two cards with such rows in its log."""
    made = OldCollection(schedVer=2, creationOffset=0, localOffset=0)
    states = {"type": 2, "queue": 2, "due": 400}, {"type": 2, "queue": -1, "due": 500}
    cards = [made.add(f"front {n}", "back", **said)[0] for n, said in enumerate(states)]
    when = BEGAN
    for card, gap, (ease, kind), interval, factor in rows:
        when += gap
        made.answer(when, cards[card], ease, interval, factor=factor, kind=kind)
    return package(made.bytes())


def machines(folder, *names):
    for name in names:
        deck(folder / name)
    return [Machine(folder / name, ZONE, timedelta(0)) for name in names]


def brought(machine, source, minutes=1):
    with machine.collection(NOW) as collection:
        return bring(collection, source, minutes=minutes)


def united(*ones):
    """Give each machine what the others know."""
    logs = [one.facts(NOW) for one in ones]
    for one in ones:
        for log in logs:
            one.learns(log, NOW)


def standing(machine):
    """The schedules, which a rebuild gives, too; and how many answers count."""
    schedules = machine.schedules(NOW)["schedules"]
    with machine.collection(NOW) as collection, reading(collection.engine) as connection:
        return schedules, review_count(connection)


LEARNT_ANEW = [(1, 60, (3, 1), 0, 0), (1, 90_000, (1, 0), 0, 0), (1, 60, (1, 0), 0, 0)]
"""Brought in two parts, the first says that the card is in review."""


@example(LEARNT_ANEW, 1, ["a"])
@given(ROWS, st.integers(0, 8), st.lists(st.sampled_from("ab"), max_size=3))
@examples(15)
def test_two_imports_are_one_whoever_has_grown_or_takes_back(rows, earlier, then):
    """A earlier state may come first, and imports may be undone, before and after the logs meet."""
    with TemporaryDirectory() as folder_:
        folder = Path(folder_)
        source, before = folder / "x.apkg", folder / "before.apkg"
        source.write_bytes(history(rows))
        before.write_bytes(history(rows[: earlier + 1]))
        one, a, b = machines(folder, "one", "a", "b")
        brought(one, source)
        brought(a, before)
        grown = brought(a, source, 2)
        brought(b, source, 3)
        united(a, b)
        assert standing(a) == standing(b) == standing(one)
        assert not brought(b, before, 4).history.deeds
        left = {"a": 2 - grown.history.is_empty, "b": 1}
        for who in then:
            machine = {"a": a, "b": b}[who]
            if left[who]:
                left[who] -= 1
                with machine.collection(NOW) as collection:
                    undo(collection, at(minutes=5))
        united(b, a)
        assert standing(a) == standing(b)
        if left["b"]:
            assert standing(a) == standing(one)
        elif not left["a"]:
            assert standing(a)[1] == 0


def learnt(folder, *, days=(0, 1, 4), more=(), **card):
    made = OldCollection(schedVer=2, creationOffset=0, localOffset=0)
    said = {"type": 2, "queue": 2, "due": 24, **card}
    (id_,) = made.add("dog", "Hund", **said)
    for number, day in enumerate((*days, *more)):
        kind = 0 if number == 0 else 1
        made.answer(BEGAN + (10 + day) * 86_400, id_, 3, 10, kind=kind, factor=2500 * kind)
    path = folder / "x.apkg"
    path.write_bytes(package(made.bytes()))
    return path


@pytest.fixture
def pair(tmp_path):
    return machines(tmp_path, "a", "b")


def dog(collection):
    with reading(collection.engine) as connection:
        return next(one for one in known_cards(connection) if one.card.front == "dog")


def test_what_was_taken_back_before_logs_meet_stays_where_the_other_brought_it(pair, tmp_path):
    a, b = pair
    source = learnt(tmp_path)
    for one in pair:
        brought(one, source)
    with a.collection(NOW) as collection:
        undo(collection, at(minutes=2))
    united(a, b)
    assert standing(a)[1] == standing(b)[1] == 3
    with b.collection(NOW) as collection:
        undo(collection, at(minutes=3))
    united(a, b)
    assert standing(a)[1] == standing(b)[1] == 0
    with a.collection(NOW) as collection:
        redo(collection, at(minutes=4))
    united(a, b)
    assert standing(a)[1] == standing(b)[1] == 3


def test_an_answer_that_was_graded_anew_has_that_grade(pair, tmp_path):
    a, b = pair
    source = learnt(tmp_path)
    for one in pair[::-1]:
        brought(one, source)
    with a.collection(NOW) as collection:
        regrade(collection, at(minutes=2), dog(collection).card.id, 1)
    united(a, b)
    for one in pair:
        with one.collection(NOW) as collection:
            assert dog(collection).schedule.lapses == 1
        assert standing(one)[1] == 3


def test_an_answer_given_here_is_not_counted_again_where_another_machine_brought_it(pair, tmp_path):
    a, b = pair
    with a.collection(NOW) as collection:
        card = ids(collection)[0]
        answer(collection, at(minutes=7), card, Grade(3))
        (given,) = reviews(collection)
    log = tmp_path / "reviews.csv"
    instant = given.stamp.at.replace(microsecond=0).isoformat()
    log.write_text(f"card,rating,time\n{card},1,{instant}\n")
    with b.collection(NOW) as collection:
        assert bring(collection, log, minutes=9).answers.new
    united(a, b)
    for one in pair:
        with one.collection(NOW) as collection:
            counting = [r for r in reviews(collection) if not r.source.startswith("import")]
            assert [r.rating for r in counting] == [Rating.GOOD]
        assert standing(one)[1] == 1


def test_a_review_log_imported_on_two_machines_counts_once(pair, tmp_path):
    a, b = pair
    with a.collection(NOW) as collection:
        card = ids(collection)[0]
    log = tmp_path / "reviews.csv"
    rows = [f"{card},{grade},2024-05-0{day}T10:00:00Z" for day, grade in ((1, 3), (2, 1), (5, 4))]
    log.write_text("\n".join(["card,rating,time", *rows]))
    for one in pair:
        brought(one, log)
    alone = standing(a)
    united(a, b)
    assert alone == standing(a) == standing(b)
    assert alone[1] == 3


def test_an_answer_that_two_sources_grade_differently_is_settled_by_the_import(pair, tmp_path):
    a, b = pair
    source, log = learnt(tmp_path), tmp_path / "reviews.csv"
    brought(a, source)
    with a.collection(NOW) as collection:
        card = dog(collection).card.id
    log.write_text(f"card,rating,time\n{card},1,{BEGAN + 10 * 86_400}\n")
    brought(b, log)
    brought(b, source, minutes=2)
    with b.collection(NOW) as collection:
        assert compared(collection, NOW, unheard).differing == {}
    assert standing(b)[1] == 3


def test_a_log_that_had_both_imports_before_is_settled_by_a_rebuild(pair, tmp_path):
    a, b = pair
    source = learnt(tmp_path)
    for one in pair:
        brought(one, source)
    alone = standing(a)
    united(a, b)
    with a.collection(NOW) as collection, writing(collection.engine) as connection:
        connection.execute(delete(outranked))
    with a.collection(NOW) as collection:
        rebuild(collection)
    assert standing(a) == alone


def test_what_was_done_here_since_an_import_outlives_the_same_import_elsewhere(pair, tmp_path):
    a, b = pair
    source = learnt(tmp_path, queue=-1)
    brought(a, source)
    with a.collection(NOW) as collection:
        card = dog(collection).card.id
        resume(collection, at(minutes=2), card)
        answer(collection, at(minutes=3), card, Grade(3))
    alone = standing(a)
    brought(b, source, minutes=5)
    united(a, b)
    assert alone == standing(a) == standing(b)
