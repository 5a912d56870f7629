"""Laws of merging: histories that diverged come to the same, wherever and however they meet."""

import shutil
from datetime import timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from collections_on_disk import MORNING, deck
from databases import copy_server_database
from hypothesis import given
from hypothesis import strategies as st
from machines import CHARACTERS, DAY, STORIES, TEXTS, Machine, examples, ids, same_decks

from flashcards.core.decks.query import Query
from flashcards.core.log.card_facts import Regraded, Review
from flashcards.core.log.order import counting, order
from flashcards.core.study_day import Moment
from flashcards.errors.base import FlashError
from flashcards.services.decks.list import card_rows
from flashcards.services.log.undo import undo
from flashcards.services.statistics.reviews import review_rows
from flashcards.services.study.regrade import regrade
from flashcards.storage.database.engine import reading
from flashcards.storage.log.lineage import all_edges, open_between_living


@pytest.fixture
def machines(tmp_path_factory):
    """Makes machines that share a past: each a copy of a folder that was used before."""
    folder = tmp_path_factory.mktemp("machines")
    first = folder / "first"
    deck(first, TEXTS[0])
    deck(first, "---\nretention: 0.8\n---\nQ: three?\nA: 3\n", "strict.md")
    numbers = count()

    def made_of(before, *characters, copied=True):
        origin = Machine(folder / f"origin{next(numbers)}", ZoneInfo("UTC"), timedelta(0))
        shutil.copytree(first, origin.root)
        now = origin.live(MORNING, before)
        found = []
        for zone, skew in characters:
            root = folder / f"machine{next(numbers)}"
            if copied:
                shutil.copytree(origin.root, root)
                copy_server_database(origin.root, root)
            else:
                shutil.copytree(origin.root, root, ignore=shutil.ignore_patterns(".flash"))
            found.append(Machine(root, zone, skew))
        shutil.rmtree(origin.root)
        return now, found

    return made_of


@examples(4)
@given(
    before=STORIES,
    copied=st.booleans(),
    characters=st.tuples(CHARACTERS, CHARACTERS),
    stories=st.tuples(STORIES, STORIES),
)
def test_histories_that_diverged_come_to_the_same_on_both_machines(
    machines, before, copied, characters, stories
):
    """Law 1: a copied collection, or two that shared decks alone, went on in both places."""
    now, (here, there) = machines(before, *characters, copied=copied)
    here.live(now, stories[0])
    now = now + 60 * DAY
    there.live(now, stories[1])
    now = now + 60 * DAY
    same_decks(now, here, there)
    known_here, known_there = here.facts(now), there.facts(now)
    assert here.learns(known_there, now) == len(ids(known_there) - ids(known_here))
    assert there.learns(reversed(known_here), now) == len(ids(known_here) - ids(known_there))
    assert here.schedules(now) == there.schedules(now)
    assert points_said(here, now) == points_said(there, now)
    assert ids(known_here) | ids(known_there) <= ids(here.facts(now)) & ids(there.facts(now))


@examples(4)
@given(
    before=STORIES,
    characters=st.tuples(CHARACTERS, CHARACTERS, CHARACTERS),
    stories=st.tuples(STORIES, STORIES, STORIES),
    turn=st.permutations([0, 1, 2]),
)
def test_three_histories_come_to_the_same_whichever_is_taken_in_first(
    machines, before, characters, stories, turn
):
    """Law 1: union is commutative and associative; taking in again changes nothing."""
    now, found = machines(before, *characters)
    for machine, story in zip(found, stories, strict=True):
        machine.live(now, story)
    now = now + 90 * DAY
    same_decks(now, *found)
    logs = [machine.facts(now) for machine in found]
    one, other, third = found
    one.learns([*logs[1], *logs[2]], now)
    for number in turn:
        other.learns(logs[number], now)
    third.learns(sorted([*logs[0], *logs[1]], key=order, reverse=True), now)
    assert one.schedules(now) == other.schedules(now) == third.schedules(now)
    before_again = one.facts(now)
    assert one.learns([*logs[2], *logs[0], *logs[1]], now) == 0
    assert one.facts(now) == before_again


@examples(4)
@given(
    before=STORIES,
    characters=st.tuples(CHARACTERS, CHARACTERS),
    stories=st.tuples(STORIES, STORIES),
)
def test_a_merge_does_not_bring_back_what_was_undone(machines, before, characters, stories):
    """Law 3: an undo is a fact; what it names counts nowhere, whichever of the two came first."""
    now, (here, there) = machines(before, *characters)
    here.live(now, stories[0])
    there.live(now, stories[1])
    now += 90 * DAY
    same_decks(now, here, there)
    with here.collection(now) as collection:
        try:
            undone = undo(collection, here.at(now)).fact
        except FlashError:
            return
    here.learns(there.facts(now), now)
    there.learns(here.facts(now), now)
    for machine in (here, there):
        facts = machine.facts(now)
        assert undone.stamp.id in ids(facts)
        assert undone not in counting(facts)
    assert here.schedules(now) == there.schedules(now)


REGRADES = st.lists(st.tuples(st.integers(0, 1), st.integers(1, 4), st.integers(0, 99)), max_size=3)
"""Grades given anew: to which card, which grade, at which minute."""


@examples(6)
@given(
    characters=st.tuples(CHARACTERS, CHARACTERS, CHARACTERS),
    regrades=st.tuples(REGRADES, REGRADES, REGRADES),
    turn=st.permutations([0, 1, 2]),
    taken_back=st.sets(st.integers(0, 2)),
)
def test_of_an_answer_that_machines_grade_anew_the_later_grade_alone_counts(
    machines, characters, regrades, turn, taken_back
):
    """Law 1: each answer counts once, with the grade of the last `Regraded` that holds."""
    before = [("answer", which, 4, DAY) for which in (0, 1)]
    now, found = machines(before, *characters)
    for number, (machine, given_anew) in enumerate(zip(found, regrades, strict=True)):
        with machine.collection(now) as collection:
            grades, is_changed = [4, 4], False
            for which, given, minute in sorted(given_anew, key=lambda one: one[2]):
                moment = machine.at(now + timedelta(minutes=minute))
                regrade(collection, moment, living(collection)[which], given)
                is_changed |= given != grades[which]
                grades[which] = given
            if is_changed and number in taken_back:  # else the undo would be of an answer
                undo(collection, machine.at(now + DAY))
    now += 90 * DAY
    logs = [machine.facts(now) for machine in found]
    for machine in found:
        for number in turn:
            machine.learns(logs[number], now)
    one, other, third = found
    assert one.schedules(now) == other.schedules(now) == third.schedules(now)
    counted = counting(one.facts(now))
    answers = {fact.stamp.id: fact for fact in counted if isinstance(fact, Review)}
    known = {fact.stamp.id: fact for fact in one.facts(now)}
    held = [fact for fact in sorted(counted, key=order) if isinstance(fact, Regraded)]
    assert sorted(fact.card for fact in answers.values()) == sorted(set(first_two(one, now)))
    for card in first_two(one, now):
        (rating,) = [int(fact.rating) for fact in answers.values() if fact.card == card]
        said = [int(known[fact.instead].rating) for fact in held if fact.card == card]
        assert rating == [4, *said][-1]
    assert [(row.rating, row.undone) for row in exported(one, now) if not row.undone] == [
        (int(fact.rating), False) for fact in sorted(answers.values(), key=order)
    ]


def test_of_two_grades_given_anew_on_two_machines_the_later_counts_on_both(machines):
    now, (here, there) = machines([("answer", 0, 4, DAY)], *[(ZoneInfo("UTC"), timedelta(0))] * 2)
    for machine, given_anew, minute in ((here, 2, 7), (there, 1, 3)):
        with machine.collection(now) as collection:
            moment = machine.at(now + timedelta(minutes=minute))
            regrade(collection, moment, living(collection)[0], given_anew)
    now += DAY
    logs = here.facts(now), there.facts(now)
    there.learns(logs[0], now)
    here.learns(logs[1], now)
    for machine in (here, there):
        assert [row.rating for row in exported(machine, now) if not row.undone] == [2]
        answers = [one for one in counting(machine.facts(now)) if isinstance(one, Review)]
        assert [int(one.rating) for one in answers] == [2]
    assert here.schedules(now) == there.schedules(now)


def living(collection):
    """The ids of its cards, in deck order."""
    return [row.id for row in card_rows(collection, Moment(MORNING, ZoneInfo("UTC")), Query())]


def first_two(machine, now):
    """The cards that were answered."""
    with machine.collection(now) as collection:
        return living(collection)[:2]


def exported(machine, now):
    """The rows of `flash export reviews`."""
    with machine.collection(now) as collection:
        return list(review_rows(collection))


def points_said(machine, now):
    """Which of its points were said with each answer, and whether it was undone."""
    return {row.id: (row.said, row.points, row.undone) for row in exported(machine, now)}


def test_a_text_edited_there_and_kept_here_has_its_history_and_no_more_from_then_on(machines):
    """The decks of both are united: the old text and the new one are two cards from here on."""
    now, (here, there) = machines([("answer", 0, 3, DAY)], *[(ZoneInfo("UTC"), timedelta(0))] * 2)
    there.live(now, [("edit", 2, 1, DAY)])
    deck(here.root, f"{TEXTS[0]}\n{TEXTS[2]}")
    here.live(now, [])
    here.learns(there.facts(now), now)
    with here.collection(now) as collection, reading(collection.engine) as connection:
        (edge,) = all_edges(connection)
        assert edge.until is not None
        assert open_between_living(connection) == []
