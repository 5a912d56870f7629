"""What was undone is given back as it was, here and on every machine that hears of it."""

import shutil
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from collections_on_disk import MORNING, at, deck, dump, ids, opened
from databases import copy_server_database
from hypothesis import given
from hypothesis import strategies as st
from machines import ACTS, TEXTS, Machine, examples, facts_of, same_decks

from flashcards.core.log.card_facts import Review
from flashcards.core.standing import EMPTY
from flashcards.errors.cards import NothingToRedo, NothingToUndo
from flashcards.services.log.rebuild import rebuild
from flashcards.services.log.redo import redo
from flashcards.services.log.undo import undo
from flashcards.services.standing import standing
from flashcards.services.study.acts import bury
from flashcards.services.study.answer import Grade, answer
from flashcards.storage.database.engine import reading

UTC = ZoneInfo("UTC")
PROJECTION = ("schedules", "edges", "cards")


def seen(collection):
    found = dump(collection, *PROJECTION)
    rebuild(collection)
    assert dump(collection, *PROJECTION) == found
    return found


def looks(collection):
    """All that holds: schedules, lineage, and what counts besides the cards."""
    with reading(collection.engine) as connection:
        held = standing(connection)
    return seen(collection), replace(held, latest=EMPTY.latest)


def undone_as_far_as_it_goes(collection, moment, most=100):
    """How it looked before each undo, the first of them last."""
    before = []
    for _ in range(most):
        found = looks(collection)
        try:
            undo(collection, moment)
        except NothingToUndo:
            break
        before.append(found)
    return before


@examples(10)
@given(st.lists(ACTS, max_size=7), st.integers(1, 9))
def test_what_is_undone_and_redone_is_as_it_was(tmp_path_factory, story, most):
    root = tmp_path_factory.mktemp("redone")
    deck(root, TEXTS[0])
    here = Machine(root, UTC, timedelta())
    now = here.live(MORNING, story)
    with here.collection(now) as collection:
        later = here.at(now + timedelta(days=1))
        looked = undone_as_far_as_it_goes(collection, later, most)
        for _ in range(2):
            for before in reversed(looked):
                redo(collection, later)
                assert looks(collection) == before
            if all(what != "undo" for what, *_ in story):
                with pytest.raises(NothingToRedo):
                    redo(collection, later)
            for before in looked:
                assert looks(collection) == before
                undo(collection, later)


@examples(8)
@given(st.lists(ACTS, max_size=5), st.lists(ACTS, max_size=3), st.integers(1, 4), st.integers(0, 4))
def test_machines_agree_where_one_undid_and_redid(tmp_path_factory, story, other, undos, redos):
    one, two = (Machine(tmp_path_factory.mktemp(name), UTC, timedelta()) for name in ("a", "b"))
    deck(one.root, TEXTS[0])
    now = one.live(MORNING, story)
    same_decks(now, one, two)
    two.learns(one.facts(now), now)
    now = two.live(now, other)
    with one.collection(now) as collection:
        undone_as_far_as_it_goes(collection, one.at(now), undos)
        for _ in range(redos):
            try:
                redo(collection, one.at(now))
            except NothingToRedo:
                break
    same_decks(now, one, two)
    ones, twos = one.facts(now), two.facts(now)
    one.learns(twos, now)
    two.learns(reversed(ones), now)
    assert one.schedules(now) == two.schedules(now)
    assert one.learns(twos, now) == two.learns(ones, now) == 0


def test_an_act_is_given_back_at_its_own_place(tmp_path):
    deck(tmp_path)
    with opened(tmp_path) as collection:
        card = ids(collection)[0]
        given_ = answer(collection, at(), card, Grade(3, 1_000)).review
        undo(collection, at(days=2))
        assert redo(collection, at(days=3)).rating == 3
        known = [fact for fact in facts_of(collection) if isinstance(fact, Review)]
        (last,) = (fact for fact in known if fact.stamp.id != given_.stamp.id)
        assert replace(last, stamp=given_.stamp) == given_
        assert replace(last.stamp, id=given_.stamp.id) == given_.stamp


def test_what_was_undone_before_something_new_stays_undone(tmp_path):
    deck(tmp_path)
    with opened(tmp_path) as collection:
        card = ids(collection)[0]
        answer(collection, at(), card, Grade(3))
        undo(collection, at(minutes=1))
        bury(collection, at(minutes=2), card)
        with pytest.raises(NothingToRedo):
            redo(collection, at(minutes=3))
        undo(collection, at(minutes=4))
        assert redo(collection, at(minutes=5)).act == "buried"
        with pytest.raises(NothingToRedo):
            redo(collection, at(minutes=6))


def test_two_copies_of_a_database_give_the_same_act_back_once(tmp_path):
    deck(tmp_path / "a")
    with opened(tmp_path / "a") as collection:
        answer(collection, at(), ids(collection)[0], Grade(3))
        undo(collection, at(minutes=1))
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    copy_server_database(tmp_path / "a", tmp_path / "b")
    written = []
    for root in (tmp_path / "a", tmp_path / "b"):
        with opened(root) as collection:
            redo(collection, at(days=len(written)))
            written.append(facts_of(collection))
    assert written[0] == written[1]


def test_a_redone_act_is_carried_by_a_sync(tmp_path):
    one, two = (Machine(tmp_path / name, UTC, timedelta()) for name in ("a", "b"))
    deck(one.root, TEXTS[0])
    now = one.live(MORNING, [("answer", 0, 3, timedelta()), ("undo", 0, 0, timedelta())])
    same_decks(now, one, two)
    one.syncs(now)
    with one.collection(now) as collection:
        redo(collection, one.at(now))
    one.syncs(now)
    one.carries_to(two)
    two.syncs(now)
    assert one.schedules(now)["schedules"] == two.schedules(now)["schedules"] != []
