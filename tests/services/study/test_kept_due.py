"""What is due as it was last counted: said only where counting would give the same."""

import os
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from changing import STEPS, change
from collections_on_disk import MORNING, THREE, at, deck
from databases import SERVER
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.core.study_day import Moment
from flashcards.formats.json import json_text
from flashcards.services.opening.open import open_collection
from flashcards.services.place import Place
from flashcards.services.study.due import due
from flashcards.services.study.kept.due import KeptDue, counted_and_kept, kept_due

pytestmark = pytest.mark.skipif(SERVER in os.environ, reason="kept in SQLite alone")

LATER = [timedelta(minutes=m) for m in (-1, 0, 3, 7, 9, 10, 11, 29, 30, 61, 700, 1_200)]


def whole(root, moment):
    """What counting gives, on the whole way; it is not kept."""
    with open_collection(Place.at(root), moment.now) as collection:
        return counted(collection, moment)


def counted(collection, moment):
    day = due(collection, moment)
    return KeptDue(day.ready, json_text(day))


def kept(root, moment):
    return kept_due(Place.at(root), moment)


def count(root, moment):
    """Count, and keep it."""
    with open_collection(Place.at(root), moment.now) as collection:
        return counted_and_kept(collection, moment, json_text)


@settings(max_examples=20)
@given(st.lists(STEPS, min_size=1, max_size=6))
def test_what_is_said_is_what_the_whole_way_gives(tmp_path_factory, steps):
    root, now = tmp_path_factory.mktemp("kept"), MORNING
    deck(root, THREE)
    for age, ((what, number), gap, zone) in enumerate(steps, start=10):
        now += gap
        change(root, Moment(now, zone), what, number, age)
        if kept(root, Moment(now, zone)) is None:
            count(root, Moment(now, zone))
        with open_collection(Place.at(root), now) as collection:
            for later in LATER:
                moment = Moment(now + later, zone)
                said = kept(root, moment)
                assert said is None or said == counted(collection, moment)


@pytest.fixture
def root(tmp_path):
    """A collection with an answer, counted."""
    deck(tmp_path, THREE)
    change(tmp_path, at(), "answer", 3, 0)
    assert kept(tmp_path, at()) is None
    count(tmp_path, at())
    return tmp_path


def test_what_was_counted_is_said_again_while_nothing_changes(root):
    assert kept(root, at()) == whole(root, at())
    assert kept(root, at(minutes=5)) == whole(root, at(minutes=5))


@pytest.mark.parametrize(
    ("what", "number"),
    [("answer", 1), ("suspend", 0), ("rebuild", 0), ("edit", 1), ("second deck", 0),
     ("settings", 1), ("off", 0)],
)  # fmt: skip
def test_after_a_change_it_is_counted_anew(root, what, number):
    change(root, at(minutes=1), what, number, 500)
    assert kept(root, at(minutes=1)) is None
    assert count(root, at(minutes=1)) == whole(root, at(minutes=1))


def test_a_step_that_comes_the_next_study_day_a_clock_set_back_and_another_zone_count_anew(root):
    assert kept(root, at(minutes=11)) is None
    assert kept(root, at(days=1)) is None
    assert kept(root, at(minutes=-1)) is None
    assert kept(root, at(zone=ZoneInfo("Asia/Tokyo"))) is None


def test_until_the_next_instant_at_which_a_card_can_be_asked_nothing_can(tmp_path):
    """One card in a step of 30 minutes: within 20 minutes of it, it is asked early."""
    (tmp_path / "flash.toml").write_text('learning_steps = ["30m"]\n')
    deck(tmp_path, "Q: one?\nA: 1\n")
    change(tmp_path, at(), "answer", 1, 0)
    assert not count(tmp_path, at()).ready
    for minutes in range(35):
        said, asked = kept(tmp_path, at(minutes=minutes)), whole(tmp_path, at(minutes=minutes))
        assert said in ({asked} if minutes < 10 else {None})
        assert asked.ready == (minutes >= 10)


def test_with_the_setting_off_nothing_is_kept(tmp_path):
    (tmp_path / "flash.toml").write_text("quick_start = false\n")
    deck(tmp_path, THREE)
    change(tmp_path, at(), "answer", 3, 0)
    count(tmp_path, at())
    assert kept(tmp_path, at()) is None


def test_without_any_answer_nothing_is_kept_since_log_files_may_come(tmp_path):
    deck(tmp_path, THREE)
    count(tmp_path, at())
    assert kept(tmp_path, at()) is None


def test_a_deck_that_was_written_just_now_is_looked_at_each_time(root):
    deck(root, THREE.replace("1", "7"), age_s=-60)
    count(root, at())
    assert kept(root, at()) is None


def test_a_copy_of_the_folder_counts_for_itself(root, tmp_path_factory):
    import shutil

    copy = tmp_path_factory.mktemp("copies") / "copy"
    shutil.copytree(root, copy)
    assert kept(copy, at()) is None
    assert kept(root, at()) is not None
