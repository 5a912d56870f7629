"""What is asked first, as it was last found: told only where the whole queue gives the same."""

import os
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from changing import STEPS, change
from collections_on_disk import MORNING, THREE, at, deck
from databases import SERVER
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.core.selection import Selection
from flashcards.core.study_day import Moment
from flashcards.services.opening.open import open_collection
from flashcards.services.place import Place
from flashcards.services.study.kept.question import keep_question, kept_question
from flashcards.services.study.live_session import LiveSession
from flashcards.services.study.review_options import ReviewOptions
from flashcards.services.study.session import start

pytestmark = pytest.mark.skipif(SERVER in os.environ, reason="kept in SQLite alone")

LATER = [timedelta(minutes=m) for m in (-1, 0, 1, 3, 9, 10, 11, 30, 61, 700, 1_200, 1_500, 2_900)]
OPTIONS = [
    ReviewOptions(),
    ReviewOptions(cards=1, new=5),
    ReviewOptions(Selection(("numbers",)), order="random"),
    ReviewOptions(ahead_days=3, minutes=5),
]
HOW = ["a look"]


def told(live):
    """All that stands on the first screen, as values."""
    known, session = live.known, live.session
    faces = [known.card.front, known.card.back, known.schedule.state, known.limit_s]
    return [*faces, session.left, session.answered, session.crams]


def begun(collection, moment, options=OPTIONS[0]):
    """What the whole queue gives: the card and all that is told of it."""
    live = LiveSession.of(collection, lambda: moment, start(collection, moment, options))
    return None if live.known is None else (live.known.card.id, told(live))


def kept(root, moment, how=HOW):
    return kept_question(Place.at(root), moment, how)


def keep(root, moment, options=OPTIONS[0], how=HOW):
    with open_collection(Place.at(root), moment.now) as collection:
        keep_question(collection, moment, options, how, told)


def whole(root, moment, options=OPTIONS[0]):
    with open_collection(Place.at(root), moment.now) as collection:
        return begun(collection, moment, options)


@settings(max_examples=20)
@given(st.lists(STEPS, min_size=1, max_size=6), st.sampled_from(OPTIONS))
def test_what_is_asked_first_is_what_the_whole_queue_gives(tmp_path_factory, steps, options):
    root, now = tmp_path_factory.mktemp("kept"), MORNING
    deck(root, THREE)
    for age, ((what, number), gap, zone) in enumerate(steps, start=10):
        now += gap
        moment = Moment(now, zone)
        change(root, moment, what, number, age)
        if kept(root, moment) is None:
            keep(root, moment, options)
        with open_collection(Place.at(root), now) as collection:
            for later in LATER:
                moment = Moment(now + later, zone)
                said = kept(root, moment)
                assert said is None or said == begun(collection, moment, options)


@pytest.fixture
def root(tmp_path):
    """A collection with an answer, and what is asked next kept."""
    deck(tmp_path, THREE)
    change(tmp_path, at(), "answer", 3, 0)
    assert kept(tmp_path, at()) is None
    keep(tmp_path, at())
    return tmp_path


def test_what_is_asked_first_stands_while_nothing_changes(root):
    assert kept(root, at()) == whole(root, at())
    assert kept(root, at(minutes=5)) == whole(root, at(minutes=5))


def test_what_is_asked_first_on_the_next_day_is_known_the_day_before(root):
    change(root, at(minutes=1), "answer", 1, 0)
    change(root, at(minutes=2), "answer", 4, 0)
    keep(root, at(minutes=3))
    morning = at(days=1)
    assert kept(root, at(hours=15)) is None
    assert kept(root, morning) == whole(root, morning)
    assert kept(root, at(days=2)) is None


@pytest.mark.parametrize(
    ("what", "number"),
    [("answer", 1), ("suspend", 0), ("rebuild", 0), ("edit", 1), ("second deck", 0),
     ("settings", 1), ("off", 0)],
)  # fmt: skip
def test_after_a_change_it_is_found_anew(root, what, number):
    change(root, at(minutes=1), what, number, 500)
    assert kept(root, at(minutes=1)) is None


def test_a_step_that_comes_a_clock_set_back_and_another_zone_find_it_anew(root):
    assert kept(root, at(minutes=11)) is None
    assert kept(root, at(minutes=-1)) is None
    assert kept(root, at(zone=ZoneInfo("Asia/Tokyo"))) is None


def test_a_session_asked_for_otherwise_finds_it_anew(root):
    assert kept(root, at(), ["another look"]) is None


def test_where_nothing_is_asked_nothing_is_kept(root):
    change(root, at(minutes=1), "settings", 1, 0)
    keep(root, at(minutes=1), ReviewOptions(cards=0), ["none"])
    assert kept(root, at(minutes=1), ["none"]) is None


def test_practice_is_not_kept(root):
    change(root, at(minutes=1), "answer", 3, 0)
    keep(root, at(minutes=1), ReviewOptions(cram=True))
    assert kept(root, at(minutes=1)) is None
