"""Dates: what they ask of a day, how they are set, moved and removed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from collections_on_disk import at, deck, dump, ids, opened
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flashcards.core.deadline.simulation import _Course
from flashcards.core.scheduling.breaks import Break
from flashcards.core.selection import Selection
from flashcards.core.simulation.steps import IN_REVIEW
from flashcards.errors.cards import UnknownArea, UnknownDeck, UnknownTag
from flashcards.errors.days import DateNotAhead, NoSuchDeadline, NothingToPrepare, WhichDeadline
from flashcards.services.log.undo import undo
from flashcards.services.preparation.interview import NewInterview, add_interview
from flashcards.services.study import session as service
from flashcards.services.study.acts import bury, suspend
from flashcards.services.study.answer import Grade, answer
from flashcards.services.study.break_ import set_break
from flashcards.services.study.deadline import (
    deadlines,
    move_deadline,
    remove_deadline,
    set_deadline,
)
from flashcards.services.study.deadline_queue import deadline_queues, rules_of
from flashcards.services.study.due import due
from flashcards.services.study.queue import todays_queue
from flashcards.services.study.review_options import ReviewOptions
from flashcards.services.work import reading_work as working
from flashcards.storage.read_models.time_spent import spent_on

MORNING = date(2026, 1, 5)
ALL = Selection()
A = Selection(decks=("a",))
DATES = st.tuples(st.integers(2, 60), st.none() | st.integers(1, 30), st.sampled_from([ALL, A]))
HEALTH = [HealthCheck.function_scoped_fixture]


def in_days(days):
    return MORNING + timedelta(days=days)


def cards_text(count, word="it is"):
    return "".join(f"Q: what is {n}?\nA: {word} {n}\n\n" for n in range(count))


@pytest.fixture
def collection(tmp_path):
    """Two decks of eight cards, the second never seen, the first answered on the first day."""
    deck(tmp_path, cards_text(8), "a.md")
    deck(tmp_path, cards_text(8, "it will be"), "b.md")
    with opened(tmp_path) as collection:
        for number, card in enumerate(ids(collection)[:8]):
            answer(collection, at(), card, Grade(number % 2 + 3, 20_000))
        yield collection


def queue_of(collection, moment, options=None):
    """Everything that a session would ask."""
    with working(collection, moment) as work:
        found = todays_queue(work, options or ReviewOptions())
    return found.steps, found.asked_due, found.asked_new


@settings(max_examples=8, suppress_health_check=HEALTH)
@given(
    st.lists(DATES, max_size=3),
    st.integers(0, 40),
)
def test_removing_every_date_brings_the_ordinary_queue_back(collection, dates, days):
    moment = at(days=days)
    before, schedules = queue_of(collection, moment), dump(collection)
    for ahead, minutes, chosen in dates:
        set_deadline(collection, at(), in_days(ahead), chosen, minutes)
    for chosen in {chosen for _, _, chosen in dates}:
        remove_deadline(collection, at(), chosen)
    assert queue_of(collection, moment) == before
    assert dump(collection) == schedules


@settings(max_examples=8, suppress_health_check=HEALTH)
@given(st.integers(1, 60), st.integers(1, 20), st.integers(0, 50))
def test_the_minutes_of_a_date_are_never_exceeded(collection, ahead, minutes, days):
    set_deadline(collection, at(), in_days(ahead), ALL, minutes)
    with working(collection, at(days=days)) as work:
        found = todays_queue(work, ReviewOptions())
        spent_s = spent_on(work.connection, work.today).total() / 1_000
    for one in found.deadline_queues:
        budget = max(0.0, 60 * minutes - spent_s)
        assert one.plan.seconds <= budget or set(one.plan.reviews) == set() == {
            *range(one.plan.new)
        }
    remove_deadline(collection, at(), ALL)


def test_every_card_is_seen_before_the_cutoff(tmp_path):
    deck(tmp_path, cards_text(60))
    with opened(tmp_path) as collection:
        set_deadline(collection, at(), in_days(28), ALL, None)
        cutoff = deadlines(collection, at())[0].cutoff_on
        for day in range((cutoff - MORNING).days + 1):
            if day % 4 != 3:
                study(collection, day)
        (standing,) = deadlines(collection, at(days=(cutoff - MORNING).days))
    assert standing.unseen == 0


def study(collection, day):
    """Answer Good to whatever a session asks."""
    moment = at(days=day)
    session = service.start(collection, moment, ReviewOptions())
    while session.shown is not None:
        moment = at(days=day, minutes=session.answered)
        session = service.grade(collection, moment, session, 3)


def test_a_date_asks_its_new_cards_at_its_own_pace_whatever_the_days_number(tmp_path):
    deck(tmp_path, cards_text(60))
    (tmp_path / "flash.toml").write_text("new_per_day = 0\n")
    with opened(tmp_path) as collection:
        assert due(collection, at()).new_allowed == 0
        set_deadline(collection, at(), in_days(10), ALL, None)
        day = due(collection, at())
        assert day.new_allowed == day.dates[0].new > 0
        assert len(queue_of(collection, at(), ReviewOptions(new=2))[2]) == 2
        assert len(queue_of(collection, at(), ReviewOptions(new=40))[2]) == 40


def test_a_look_ahead_asks_besides_the_plan_what_falls_due(collection):
    set_deadline(collection, at(), in_days(60), ALL, None)
    ordinary = len(queue_of(collection, at(days=1))[1])
    ahead = queue_of(collection, at(days=1), ReviewOptions(ahead_days=365))[1]
    assert ordinary < len(ahead) == 4
    assert len({one.card for one in ahead}) == 4


def test_a_date_gone_by_is_in_nobodys_way(collection):
    set_deadline(collection, at(), in_days(5), A, None)
    set_deadline(collection, at(), in_days(50), ALL, None)
    moment = at(days=10)
    assert remove_deadline(collection, moment, ALL).on == in_days(50)
    with pytest.raises(NoSuchDeadline):
        remove_deadline(collection, moment, ALL)


def test_a_decks_own_number_of_new_cards_counts_those_of_a_date(tmp_path):
    tagged = cards_text(6).replace("\n\n", "\n<!-- tags: exam -->\n\n")
    deck(tmp_path, f"---\nnew_per_day: 3\n---\n{tagged}{cards_text(6, 'it was')}", "a.md")
    with opened(tmp_path) as collection:
        assert due(collection, at()).new_allowed == 3
        set_deadline(collection, at(), in_days(12), Selection(tags=("exam",)), None)
        day = due(collection, at())
        assert day.dates[0].new >= 1
        assert day.new_allowed == 3


def test_a_buried_card_counts_for_the_date_and_is_not_asked_today(collection):
    set_deadline(collection, at(), in_days(3), ALL, None)
    for card in ids(collection):
        bury(collection, at(days=1), card)
    (standing,) = deadlines(collection, at(days=1))
    assert (standing.cards, standing.unseen) == (16, 8)
    assert queue_of(collection, at(days=1))[1:] == ((), ())
    assert queue_of(collection, at(days=2))[2]


def test_minutes_stay_unless_they_are_said(collection):
    set_deadline(collection, at(), in_days(9), ALL, 30)
    set_deadline(collection, at(), in_days(10), ALL, None)
    assert deadlines(collection, at())[0].minutes == 30
    set_deadline(collection, at(), in_days(10), ALL, 0)
    assert deadlines(collection, at())[0].minutes is None


def test_a_session_of_a_deck_asks_of_a_date_only_that_deck(collection):
    set_deadline(collection, at(), in_days(20), ALL, None)
    options = ReviewOptions(Selection(decks=("b",)))
    _, _, new = queue_of(collection, at(days=1), options)
    assert {one.deck for one in new} == {"b"}
    assert {one.deck for one in queue_of(collection, at(days=19), options)[1]} <= {"b"}
    asked = [
        one
        for days in range(1, 20)
        for one in queue_of(collection, at(days=days), ReviewOptions(A))[1]
    ]
    assert {one.deck for one in asked} == {"a"}


def test_cards_of_two_dates_belong_to_the_earlier_one(collection):
    set_deadline(collection, at(), in_days(20), A, None)
    set_deadline(collection, at(), in_days(40), ALL, None)
    first, second = deadlines(collection, at())
    assert (first.cards, second.cards) == (8, 8)
    assert (first.unseen, second.unseen) == (0, 8)
    assert (first.elsewhere, second.elsewhere) == (0, 8)
    assert [one.cards for one in deadlines(collection, at(days=20))] == [16]


def test_a_date_that_has_come_asks_nothing_more(collection):
    before = queue_of(collection, at(days=20))
    set_deadline(collection, at(), in_days(20), ALL, None)
    assert queue_of(collection, at(days=20)) == before
    assert deadlines(collection, at(days=20)) == ()


def test_a_date_is_moved_with_its_minutes_and_undone_like_any_act(collection):
    set_deadline(collection, at(), in_days(20), A, 30)
    was = move_deadline(collection, at(days=3), in_days(30), ALL)
    assert (was.on, was.set_on) == (in_days(20), MORNING)
    (moved,) = deadlines(collection, at(days=3))
    assert (moved.on, moved.minutes, moved.decks) == (in_days(30), 30, ("a",))
    undo(collection, at(days=3))
    assert deadlines(collection, at(days=3))[0].on == in_days(20)
    undo(collection, at(days=3))
    assert deadlines(collection, at(days=3)) == ()


def test_what_is_foreseen_says_whether_the_minutes_do(tmp_path):
    deck(tmp_path, cards_text(120))
    with opened(tmp_path) as collection:
        set_deadline(collection, at(), in_days(14), ALL, 2)
        (short,) = deadlines(collection, at())
        set_deadline(collection, at(), in_days(14), ALL, 0)
        (enough,) = deadlines(collection, at())
    assert not short.prospect.feasible
    assert short.prospect.unseen > 0
    assert short.prospect.minutes_needed > 2
    assert short.prospect.cards_possible < 120
    assert enough.prospect.unseen == 0
    assert enough.prospect.recall > short.prospect.recall


def test_cards_that_were_to_be_seen_by_now_are_behind(tmp_path):
    deck(tmp_path, cards_text(24))
    with opened(tmp_path) as collection:
        set_deadline(collection, at(), in_days(40), ALL, None)
        assert [deadlines(collection, at(days=days))[0].behind for days in (0, 39)] == [0, 24]
        behind = [deadlines(collection, at(days=days))[0].behind for days in (5, 10, 15)]
        assert behind == sorted(behind)
        assert 0 < behind[0] < behind[-1] < 24
        for day in range(5):
            study(collection, day)
        assert deadlines(collection, at(days=5))[0].behind == 0


def test_a_date_must_lie_ahead_and_be_about_something(collection):
    for days in (-1, 0, 1_101):
        with pytest.raises(DateNotAhead):
            set_deadline(collection, at(), in_days(days), ALL, None)
    with pytest.raises(UnknownDeck):
        set_deadline(collection, at(), in_days(9), Selection(decks=("nix",)), None)
    with pytest.raises(UnknownTag):
        set_deadline(collection, at(), in_days(9), Selection(tags=("nix",)), None)
    with pytest.raises(UnknownArea, match="did you mean 'a'"):
        set_deadline(collection, at(), in_days(9), Selection(areas=("aa",)), None)
    for card in ids(collection)[:8]:
        suspend(collection, at(), card)
    with pytest.raises(NothingToPrepare):
        set_deadline(collection, at(), in_days(9), A, None)
    assert deadlines(collection, at()) == ()


def test_a_deadline_is_named_by_what_it_was_set_with(collection):
    with pytest.raises(NoSuchDeadline):
        remove_deadline(collection, at(), ALL)
    set_deadline(collection, at(), in_days(9), A, None)
    with pytest.raises(NoSuchDeadline):
        remove_deadline(collection, at(), Selection(decks=("b",)))
    set_deadline(collection, at(), in_days(9), Selection(decks=("b",)), None)
    with pytest.raises(WhichDeadline):
        move_deadline(collection, at(), in_days(10), ALL)
    assert remove_deadline(collection, at(), A).selection == A
    assert remove_deadline(collection, at(), ALL).selection == Selection(decks=("b",))


def test_a_date_whose_cards_are_all_suspended_or_gone_asks_nothing(collection):
    set_deadline(collection, at(), in_days(9), A, None)
    for card in ids(collection)[:7]:
        suspend(collection, at(), card)
    assert deadlines(collection, at())[0].cards == 1
    suspend(collection, at(), ids(collection)[7])
    (standing,) = deadlines(collection, at())
    assert (standing.cards, standing.recall_now, standing.prospect.feasible) == (0, None, True)
    assert due(collection, at()).dates[0].reviews == 0


def test_a_selection_is_the_same_however_it_is_named(collection):
    set_deadline(collection, at(), in_days(9), Selection(decks=("b", "a", "b")), 5)
    set_deadline(collection, at(), in_days(12), Selection(decks=("a", "b")), None)
    assert [one.on for one in deadlines(collection, at())] == [in_days(12)]
    remove_deadline(collection, at(), Selection(decks=("b", "a")))
    assert deadlines(collection, at()) == ()


EIGHT = "C: The eight are [a1], [a2], [a3], [a4], [a5], [a6], [a7] and [a8].\n"
TWENTY = "C: Of twenty: " + ", ".join(f"[b{number}]" for number in range(20)) + ".\n"


def studied(collection, day, grade=3):
    """The cards that a day's session asks, each graded after half a minute, steps and all."""
    moment = at(days=day)
    session = service.start(collection, moment, ReviewOptions())
    found = []
    while session.shown is not None:
        found.append(session.shown.card)
        moment = at(days=day, minutes=len(found) / 2)
        session = service.grade(collection, moment, session, grade)
    return list(dict.fromkeys(found))


@pytest.mark.parametrize(("text", "cards", "days"), [(EIGHT, 8, 5), (TWENTY, 20, 7)])
def test_all_of_a_cloze_is_seen_before_the_date(tmp_path, text, cards, days):
    """Kept to one a day, three of eight would ever be asked."""
    deck(tmp_path, text)
    with opened(tmp_path) as collection:
        set_deadline(collection, at(), in_days(days), ALL, None)
        (foreseen,) = deadlines(collection, at())
        assert (foreseen.prospect.feasible, foreseen.prospect.unseen) == (True, 0)
        assert due(collection, at()).new_allowed == due(collection, at()).dates[0].new > 1
        for day in range(days):
            studied(collection, day)
        (standing,) = deadlines(collection, at(days=days - 1))
    assert standing.unseen == 0
    assert standing.cards == cards


@settings(max_examples=4, deadline=None, suppress_health_check=HEALTH)
@given(st.integers(1, 30), st.integers(0, 3), st.data())
def test_the_counts_of_a_day_are_what_its_session_asks(tmp_path_factory, ahead, apart, data):
    """`flash due`, `flash deadline` and `flash review` cannot disagree, whatever was answered."""
    root = tmp_path_factory.mktemp("dated")
    deck(root, f"{EIGHT}\n{cards_text(3)}---\n\nfront ::: back\n\nother ::: side\n", "a.md")
    deck(root, EIGHT.replace("eight", "others") + f"\n{cards_text(2, 'so')}", "b.md")
    (root / "flash.toml").write_text(f"sibling_days = {apart}\n")
    with opened(root) as collection:
        set_deadline(collection, at(), in_days(ahead), A, None)
        for day in range(min(ahead, 4)):
            moment = at(days=day)
            (standing,) = deadlines(collection, moment)
            counted, found = due(collection, moment), queue_of(collection, moment)
            dated = {one.card for part in found[1:] for one in part if one.deck == "a"}
            assert standing.today_reviews + standing.today_new == len(dated)
            assert counted.reviews + counted.new_allowed == len(found[1]) + len(found[2])
            asked = studied(collection, day, data.draw(st.sampled_from([3, 4])))
            assert set(asked) == {one.card for part in found[1:] for one in part}


def ways_of(collection, moment):
    """The tasks of all dates on a day, with what each asks, and what the day takes."""
    with working(collection, moment) as work:
        rules = rules_of(work)
        return deadline_queues(work.connection, work.today, rules), rules.takes


@settings(max_examples=6, deadline=None, suppress_health_check=HEALTH)
@given(st.integers(2, 20), st.integers(0, 3), st.integers(1, 5), st.data())
def test_tomorrow_is_foreseen_as_the_queue_will_ask_it(tmp_path_factory, ahead, apart, most, data):
    """The outlook's next day, had its learner answered as the real one did, is the real one's."""
    root = tmp_path_factory.mktemp("foreseen")
    deck(root, f"{EIGHT}\n{cards_text(3)}---\n\nfront ::: back\n", "a.md")
    deck(root, EIGHT.replace("eight", "others") + f"\n{cards_text(2, 'so')}", "b.md")
    said = f"sibling_days = {apart}\nreviews_per_day = {most}\nminutes_per_day = 30\n"
    (root / "flash.toml").write_text(said)
    with opened(root) as collection:
        set_deadline(collection, at(), in_days(ahead), A, None)
        set_deadline(collection, at(), in_days(ahead + 3), ALL, 20)
        today = data.draw(st.integers(0, min(ahead - 2, 3)))
        for day in range(today):
            studied(collection, day, 4)
        found, _ = ways_of(collection, at(days=today))
        course = _Course([one.task for one in found], 0)
        studied(collection, today, data.draw(st.sampled_from([3, 4])))
        tomorrow, takes = ways_of(collection, at(days=today + 1))
    for one in (one for towards in tomorrow for one in towards.cards if one.memory is not None):
        imagined = course._cards[one.card]
        imagined.memory, imagined.place = one.memory, IN_REVIEW
        imagined.last = (one.last_studied_on - in_days(today)).days
    plans = course._dates.plans(1, takes)
    assert list(plans.values()) == [towards.plan for towards in tomorrow]


def test_siblings_come_next_to_each_other_only_where_nothing_else_is_left(tmp_path):
    deck(tmp_path, f"{EIGHT}\n{cards_text(7)}")
    with opened(tmp_path) as collection:
        siblings = set(ids(collection)[:8])
        set_deadline(collection, at(), in_days(1), ALL, None)
        session = service.start(collection, at(), ReviewOptions())
        order = [session.shown.card, *session.waiting]
    assert [card in siblings for card in order] == [True, False] * 7 + [True]


def test_removing_the_date_keeps_siblings_apart_again(tmp_path):
    deck(tmp_path, f"{EIGHT}\n{cards_text(3)}---\n\nfront ::: back\n")
    with opened(tmp_path) as collection:
        before = queue_of(collection, at())
        set_deadline(collection, at(), in_days(2), ALL, None)
        assert len(queue_of(collection, at())[2]) > len(before[2])
        remove_deadline(collection, at(), ALL)
        assert queue_of(collection, at()) == before
        assert len(before[2]) == 5


def test_a_card_whose_suspended_sibling_was_studied_today_rests(tmp_path):
    deck(tmp_path, "front ::: back\n")
    with opened(tmp_path) as collection:
        first, _ = ids(collection)
        set_deadline(collection, at(), in_days(1), ALL, None)
        answer(collection, at(), first, Grade(4))
        assert len(queue_of(collection, at())[2]) == 1
        suspend(collection, at(), first)
        assert queue_of(collection, at())[2] == ()


def test_dates_share_the_days_minutes_and_say_what_comes_short(tmp_path):
    deck(tmp_path, cards_text(30), "a.md")
    deck(tmp_path, cards_text(30, "it was"), "b.md")
    with opened(tmp_path) as collection:
        set_deadline(collection, at(), in_days(10), A, None)
        set_deadline(collection, at(), in_days(11), Selection(decks=("b",)), None)
        assert all(one.prospect.feasible for one in deadlines(collection, at()))
    (tmp_path / "flash.toml").write_text("minutes_per_day = 10\n")
    with opened(tmp_path) as collection:
        first, second = deadlines(collection, at())
        assert first.today_minutes + second.today_minutes <= 10
        assert second.prospect.recall < first.prospect.recall
        assert (first.prospect.feasible, second.prospect.feasible) == (True, False)


def test_a_break_is_no_study_day_of_the_way(tmp_path):
    deck(tmp_path, cards_text(40))
    with opened(tmp_path) as collection:
        set_deadline(collection, at(), in_days(14), ALL, None)
        before = deadlines(collection, at())[0].today_new
        set_break(collection, at(), Break(in_days(1), in_days(8)))
        (standing,) = deadlines(collection, at())
        (after,) = deadlines(collection, at(days=9))
    assert standing.today_new > 2 * before
    assert standing.prospect.unseen == 0
    assert after.behind == standing.today_new


def test_nobody_studies_on_the_eve_of_an_interview(tmp_path):
    deck(tmp_path, cards_text(9))
    with opened(tmp_path) as collection:
        set_deadline(collection, at(), in_days(3), ALL, None)
        assert deadlines(collection, at())[0].today_new < 9
        add_interview(collection, at(), NewInterview("Acme", "onsite", in_days(3)))
        assert deadlines(collection, at())[0].today_new == 9


def test_a_date_keeps_to_the_days_reviews(collection):
    set_deadline(collection, at(), in_days(20), ALL, None)
    free = [len(queue_of(collection, at(days=days))[1]) for days in range(1, 20)]
    assert max(free) > 1
    limited = replace(collection, settings=replace(collection.settings, reviews_per_day=1))
    kept = [len(queue_of(limited, at(days=days))[1]) for days in range(1, 20)]
    assert kept == [min(1, count) for count in free]


def test_a_clock_that_stood_still_makes_no_plan_impossible(collection):
    for days in range(20):
        answer(collection, at(days=days), ids(collection)[0], Grade(3, 0))
    set_deadline(collection, at(days=20), in_days(60), ALL, 5)
    assert deadlines(collection, at(days=20))[0].cards == 16
