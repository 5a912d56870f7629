"""What a session came to, against the figures of all days; and what an undo leaves of it."""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from collections_on_disk import THREE, at, deck, opened
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.core.study_day import Moment
from flashcards.services.preparation.assess import assessment
from flashcards.services.statistics.session_end import session_end
from flashcards.services.statistics.stats import stats
from flashcards.services.study.due import due
from flashcards.services.study.live_session import LiveSession
from flashcards.services.study.review_options import ReviewOptions
from flashcards.services.study.session import start
from flashcards.storage.database.engine import reading
from flashcards.storage.projection.cards import known_cards
from flashcards.views.study.session_end import end_lines

DAYS = st.lists(st.tuples(st.integers(1, 9), st.lists(st.integers(1, 4), max_size=6)), max_size=4)


def held(collection, moment, grades):
    """A session in which the first cards were graded so, a minute each."""
    now = [moment]
    live = LiveSession.of(collection, lambda: now[0], start(collection, moment, ReviewOptions()))
    for number, grade in enumerate(grades, start=1):
        if live.known is None:
            break
        live.reveal()
        now[0] = Moment(moment.now + timedelta(minutes=number), moment.zone)
        live.grade(grade)
    return live, now[0]


@settings(max_examples=8)
@given(DAYS)
def test_it_agrees_with_the_statistics_of_the_day(days):
    with TemporaryDirectory() as folder:
        deck(Path(folder), THREE)
        with opened(Path(folder)) as collection:
            day = 0
            for after, grades in days:
                day += after
                live, moment = held(collection, at(days=day), grades)
                end = session_end(collection, moment, live.session)
                figures = stats(collection, moment)
                (today,) = (row for row in figures.periods if row.period == "today")
                assert (end.answers, end.cards) == (today.reviews, today.cards)
                assert end.minutes == round(today.minutes)
                assert end.streak == figures.streak.current
                recalled = None if end.recall is None else round(end.recall.recalled, 3)
                kept = today.true_retention
                assert recalled == (None if kept is None else round(kept, 3))
                assert end.recall is None or 0 < end.recall.expected <= 1
                assert len(end.hard) <= 3
                morrow = due(collection, at(days=day + 1))
                assert end.due_tomorrow == morrow.reviews + morrow.learning
                assert end.new_tomorrow == morrow.new_allowed
                assert end.minutes_tomorrow == morrow.minutes


@settings(max_examples=8)
@given(st.lists(st.integers(1, 4), min_size=1, max_size=5), st.integers(1, 30))
def test_what_is_undone_is_no_part_of_it(grades, days):
    with TemporaryDirectory() as folder:
        deck(Path(folder), THREE)
        with opened(Path(folder)) as collection:
            held(collection, at(), [3, 3, 3, 3, 3, 3])
            live, moment = held(collection, at(days=days), grades[:-1])
            before = session_end(collection, moment, live.session)
            if live.known is not None:
                live.reveal()
                live.grade(grades[-1])
                live.undo()
            assert session_end(collection, moment, live.session) == before


def test_its_lines_say_what_was_recalled_what_was_hard_and_what_comes(tmp_path):
    deck(tmp_path)
    with opened(tmp_path) as collection:
        held(collection, at(), [4, 4, 4])
        days = (live_due(collection) - at().now.date()).days
        live, moment = held(collection, at(days=days), [1, 2, 3])
        lines = list(end_lines(session_end(collection, moment, live.session)))
    assert lines[0] == "3 cards in 3 minutes."
    assert lines[1] == "Recalled 67% of 3 answers; expected 89%."
    assert lines[2].startswith("Hard: ")
    assert lines[2].endswith("(1 time again)")
    assert lines[3].endswith("(1 time hard)")
    assert lines[4] == "Tomorrow: 1 card due, about 1 minute."  # the one in a relearning step


@settings(max_examples=5)
@given(st.lists(st.integers(1, 5), min_size=1, max_size=4))
def test_a_skill_that_is_rated_low_was_not_forgotten(ratings):
    with TemporaryDirectory() as folder:
        deck(Path(folder), "".join(f"S: skill {n}\n{n} alone.\n\n" for n in range(4)))
        with opened(Path(folder)) as collection:
            live = LiveSession.of(collection, at, assessment(collection, at(), None))
            for rating in ratings:
                live.reveal()
                live.grade(rating)
            end = session_end(collection, at(), live.session)
    assert (end.answers, end.hard) == (len(ratings), ())


def test_tomorrow_counts_the_new_cards_and_what_is_left_of_today(tmp_path):
    deck(tmp_path, "".join(f"Q: {n}?\nA: {n}\n\n" for n in range(50)))
    with opened(tmp_path) as collection:
        live, moment = held(collection, at(), [4])
        first = list(end_lines(session_end(collection, moment, live.session)))[-1]
        held(collection, at(minutes=9), [4, 4])
        live, moment = held(collection, at(days=live_due_in(collection)), [3])
        later = list(end_lines(session_end(collection, moment, live.session)))[-1]
    assert first == "Tomorrow: 20 new cards, about 21 minutes."
    assert later.startswith("Tomorrow: 2 cards due, 20 new cards, about ")


def live_due_in(collection):
    """In how many days the last of the cards is due."""
    return (live_due(collection) - at().now.date()).days


def live_due(collection):
    """The day on which the last of the cards is due."""
    with reading(collection.engine) as connection:
        days = (known.schedule.due_on for known in known_cards(connection))
        return max(day for day in days if day)
