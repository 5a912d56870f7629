"""A story counts for the plan from the day on which it was first seen whole."""

import re
from datetime import date, timedelta

import pytest
from collections_on_disk import at, deck, ids, opened
from damage import execute
from hypothesis import given
from hypothesis import strategies as st
from machines import examples
from plans import SMALL

from flashcards.services.decks.read import read_decks
from flashcards.services.followed_plan import plan_now
from flashcards.services.log.rebuild import rebuild
from flashcards.services.log.take_in import take_in
from flashcards.services.preparation.plan import start_plan
from flashcards.services.preparation.ready import ready
from flashcards.services.study.answer import Grade, answer
from flashcards.services.work import within
from flashcards.storage.database.engine import reading, writing
from flashcards.storage.log import log

PARTS = ("Situation", "Task", "Action", "Result", "Learning")
FIRST = date(2026, 1, 5)
INTERVIEW = date(2026, 1, 19)
WATCHED = re.sub(r'"(maths|skills)"', '"behavioural"', SMALL).replace(
    'kind = "reading"\n', 'kind = "behavioural"\nticked_by = "story"\n'
)
"""Two stories are to be written, and nothing else that flash sees."""


def story(title, written, word="so"):
    """A story of which the first so many parts are written."""
    below = (f"### {part}\n{f'{word} it was. ' * 9}\n" for part in PARTS[:written])
    return f"## {title}\n\n{''.join(below)}\n"


def tell(root, *stories, name="stories.md"):
    """A deck of stories, one long enough for texts to be known again."""
    deck(root, f"---\narea: behavioural\ncards: stories\n---\n{''.join(stories)}", name)


def begun(collection, root):
    """The plan, on the first morning."""
    (root / "plan.toml").write_text(WATCHED)
    start_plan(collection, at(), str(root / "plan.toml"), INTERVIEW)


def seen_on(collection, moment):
    """The days from which each story counts, as of a moment."""
    return [one.on for one in plan_now(collection, moment).followed.observed]


WEEKS = st.lists(st.sampled_from(["nothing", "write", "reword", "tell"]), min_size=2, max_size=9)


@examples(12)
@given(days=WEEKS)
def test_looked_back_at_a_day_counts_what_it_counted(tmp_path_factory, days):
    """The law behind the trend; what a learner has for a story, one part more is written a day."""
    root = tmp_path_factory.mktemp("story")
    written, word, counted = 3, "so", []
    tell(root, story("The outage", written))
    with opened(root) as collection:
        begun(collection, root)
        for number, did in enumerate(days):
            moment = at(days=number)
            if did == "tell":
                answer(collection, moment, ids(collection)[0], Grade(3))
            elif did != "nothing":
                written += written < len(PARTS) and did == "write"
                word = "thus" if did == "reword" else word
                tell(root, story("The outage", written, word))
                read_decks(collection, moment.now)
            counted.append(len(seen_on(collection, moment)))
        found = seen_on(collection, at(days=len(days) - 1))
    until = (FIRST + timedelta(days=number) for number in range(len(days)))
    assert [sum(on <= day for on in found) for day in until] == counted


def test_the_trend_keeps_what_a_story_was_worth_before_it_was_told(tmp_path):
    """The cause: not told yet, it counted as of each today; once told, only since the telling."""
    tell(tmp_path, story("The outage", 4))
    with opened(tmp_path) as collection:
        begun(collection, tmp_path)
        tell(tmp_path, story("The outage", 5))
        read_decks(collection, at(days=1).now)
        said = [ready(collection, at(days=day), INTERVIEW).figure for day in (1, 2, 3)]
        assert said[0] > 0
        answer(collection, at(days=4), ids(collection)[0], Grade(3))
        trend = ready(collection, at(days=4), INTERVIEW).trend
        assert [row.figure for row in trend[-4:-1]] == said
        assert trend[-5].figure == 0
        assert seen_on(collection, at(days=4)) == [FIRST + timedelta(days=1)]


def test_a_story_that_is_told_before_it_is_whole_counts_when_it_is_whole(tmp_path):
    tell(tmp_path, story("The outage", 4))
    with opened(tmp_path) as collection:
        begun(collection, tmp_path)
        answer(collection, at(), ids(collection)[0], Grade(3))
        tell(tmp_path, story("The outage", 5))
        read_decks(collection, at(days=3).now)
        assert seen_on(collection, at(days=3)) == [FIRST + timedelta(days=3)]


def test_the_day_outlives_a_rebuild(tmp_path):
    tell(tmp_path, story("The outage", 5))
    with opened(tmp_path) as collection:
        begun(collection, tmp_path)
        rebuild(collection)
        assert seen_on(collection, at(days=5)) == [FIRST]


@pytest.mark.only_sqlite("the file is written to by hand")
@pytest.mark.parametrize("value", ["", "soon", "2026-01-05", "[]"])
def test_what_is_no_instant_is_as_if_never_said(tmp_path, value):
    tell(tmp_path, story("The outage", 5))
    with opened(tmp_path) as collection:
        begun(collection, tmp_path)
    row = f"value = '{value}' WHERE key LIKE 'whole_story%'"
    execute(tmp_path / ".flash" / "flash.db", f"UPDATE about SET {row}")  # noqa: S608
    with opened(tmp_path) as collection:
        answer(collection, at(days=2), ids(collection)[0], Grade(3))
        assert seen_on(collection, at(days=5)) == [FIRST + timedelta(days=2)]


def test_a_story_that_was_told_before_decks_were_first_read_counts_from_the_telling(tmp_path):
    """As in a database that is made anew from the log."""
    here, there = tmp_path / "here", tmp_path / "there"
    tell(here, story("The outage", 5))
    with opened(here) as collection:
        begun(collection, here)
        answer(collection, at(days=1), ids(collection)[0], Grade(3))
        with reading(collection.engine) as connection:
            told = list(log.all_facts(connection))
    there.mkdir()
    with opened(there) as collection:
        with writing(collection.engine) as connection:
            take_in(within(connection, collection, at(days=8).now), told)
        tell(there, story("The outage", 5))
        read_decks(collection, at(days=8).now)
        assert seen_on(collection, at(days=9)) == [FIRST + timedelta(days=1)]
