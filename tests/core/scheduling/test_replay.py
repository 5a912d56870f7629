"""Facts to schedules (laws 2 and 7)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import fsrs
import pytest
from histories import BEGIN, CARD, GAPS, POLICIES, histories, review, stamp
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.log.brought_facts import IMPORTED
from flashcards.core.log.card_facts import (
    Buried,
    DueSet,
    Redated,
    Reset,
    Resumed,
    Review,
    Suspended,
)
from flashcards.core.log.facts import Undo
from flashcards.core.log.order import counting
from flashcards.core.rating import Rating, rating_of_score
from flashcards.core.schedule import Policy, Schedule, State
from flashcards.core.scheduling.load_balancing import interval_range
from flashcards.core.scheduling.replay import advance, apply, replay, retrievability
from flashcards.core.study_day import study_day

BERLIN = ZoneInfo("Europe/Berlin")
DAY = timedelta(days=1)
USUAL = fsrs.scheduler.DEFAULT_PARAMETERS
NO_STEPS = Policy(learning_steps=(), relearning_steps=())


def as_dated(facts):
    """The facts without those that date an answer anew: it happens where it came about."""
    return [fact for fact in facts if not isinstance(fact, Redated)]


@given(histories().map(as_dated), POLICIES)
def test_replay_is_advancing_fact_by_fact(facts, policy):
    schedule = Schedule()
    for fact in counting(facts):
        schedule = apply(schedule, fact, policy)
    assert replay(facts, policy) == schedule


@st.composite
def rated(draw):
    """A history in which some answers are the ratings of a skill."""
    facts = as_dated(draw(histories()))
    scores = draw(st.lists(st.none() | st.integers(1, 5), min_size=len(facts)))
    return [
        replace(fact, score=score, rating=rating_of_score(score))
        if score and isinstance(fact, Review)
        else fact
        for fact, score in zip(facts, scores, strict=False)
    ]


@given(rated(), POLICIES)
def test_ratings_of_a_skill_are_replayed_as_they_were_given(facts, policy):
    schedule = Schedule()
    for fact in counting(facts):
        schedule = apply(schedule, fact, policy)
    assert replay(facts, policy) == schedule


@given(st.lists(st.integers(1, 5), min_size=1, max_size=9), st.integers(1, 60), POLICIES)
def test_a_skill_comes_back_within_its_days_and_has_no_steps_and_no_lapses(scores, gap, policy):
    policy = replace(policy, assess_days=(3, 30))
    schedule = Schedule()
    for number, score in enumerate(scores):
        given_at = BEGIN + number * gap * DAY
        fact = replace(review(rating_of_score(score), given_at), score=score, due_on=None)
        schedule = advance(schedule, fact, policy)
        days = (schedule.due_on - schedule.last_studied_on).days
        assert min(30, 3 + 2 * number) <= days <= 30
    assert (schedule.state, schedule.due_at, schedule.lapses) == (State.REVIEW, None, 0)


@given(histories(), POLICIES, st.randoms(use_true_random=False))
def test_facts_may_arrive_in_any_order_and_twice(facts, policy, random):
    shuffled = facts + facts
    random.shuffle(shuffled)
    assert replay(shuffled, policy) == replay(facts, policy)


@given(histories(), POLICIES)
def test_what_was_undone_never_happened(facts, policy):
    undos = [
        Undo(
            stamp(fact.stamp.at + timedelta(days=999), entropy=bytes([n] * 10)), CARD, fact.stamp.id
        )
        for n, fact in enumerate(facts)
    ]
    assert replay([*facts, *undos], policy) == Schedule()


@given(histories().map(as_dated), POLICIES)
def test_the_due_day_chosen_when_answering_is_kept_by_replay(facts, policy):
    """Answer as the program does, choosing the seeded day, then replay what was written."""
    schedule, written = Schedule(), []
    for fact in counting(facts):
        chosen = fact
        if isinstance(fact, Review):
            draft = review(fact.rating, fact.stamp.at, offset_s=fact.utc_offset_s, stamp=fact.stamp)
            after = advance(schedule, draft, policy)
            due_on = None if after.in_steps else after.due_on
            chosen = review(
                fact.rating,
                fact.stamp.at,
                offset_s=fact.utc_offset_s,
                stamp=fact.stamp,
                due_on=due_on,
            )
        schedule = apply(schedule, chosen, policy)
        written.append(chosen)
    assert replay(written, policy) == schedule


@given(st.lists(st.tuples(st.sampled_from(Rating), GAPS), min_size=1, max_size=15), POLICIES)
def test_memory_is_that_of_py_fsrs_on_study_days(answers, policy):
    scheduler = fsrs.Scheduler(
        desired_retention=policy.retention,
        learning_steps=policy.learning_steps,
        relearning_steps=policy.relearning_steps,
        maximum_interval=policy.maximum_interval_days,
        enable_fuzzing=False,
    )
    card, schedule, at = fsrs.Card(card_id=1), Schedule(), BEGIN
    for rating, gap in answers:
        at += gap
        answer = review(rating, at, rollover_hour=policy.rollover_hour)
        midnight = datetime.combine(answer.studied_on, datetime.min.time(), UTC)
        card, _ = scheduler.review_card(card, fsrs.Rating(rating), midnight)
        schedule = advance(schedule, answer, policy)
        assert (schedule.stability, schedule.difficulty) == (card.stability, card.difficulty)
        assert (schedule.state.name, schedule.step) == (card.state.name.upper(), card.step)


def test_a_new_card_takes_its_learning_steps_and_then_whole_days():
    policy = Policy()
    first = advance(Schedule(), review(at=BEGIN), policy)
    assert (first.state, first.due_at) == (State.LEARNING, BEGIN + timedelta(minutes=10))
    second = advance(first, review(at=BEGIN + timedelta(minutes=10)), policy)
    assert (second.state, second.due_at) == (State.REVIEW, None)
    assert second.due_on == date(2026, 1, 7)


def test_golden_intervals_of_good_answers_on_their_due_days():
    """FSRS-6 defaults, retention .90, seeded spread included: days from one answer to the next."""
    schedule, at, gaps = Schedule(), BEGIN, []
    for _ in range(7):
        schedule = advance(schedule, review(at=at), NO_STEPS)
        gaps.append((schedule.due_on - at.date()).days)
        at = datetime.combine(schedule.due_on, BEGIN.timetz())
    assert gaps == [2, 13, 48, 171, 525, 1422, 3318]


def test_a_lapse_is_counted_only_where_a_card_in_review_was_failed():
    policy = Policy()
    learning = advance(Schedule(), review(Rating.AGAIN), policy)
    assert learning.lapses == 0
    known = advance(Schedule(), review(Rating.EASY), policy)
    failed = advance(known, review(Rating.AGAIN, BEGIN + 9 * DAY), policy)
    assert (failed.state, failed.lapses) == (State.RELEARNING, 1)
    again = advance(failed, review(Rating.AGAIN, BEGIN + 9 * DAY), policy)
    assert again.lapses == 1


def test_an_answer_at_23_with_a_day_to_go_is_due_all_of_the_next_study_day():
    """The trap of 24-hour days: at 08:00 only nine hours have passed."""
    at = datetime(2026, 11, 22, 23, 0, tzinfo=BERLIN)
    schedule = advance(Schedule(), review(Rating.AGAIN, at, offset_s=3600), NO_STEPS)
    assert schedule.due_on == date(2026, 11, 23)
    morning = datetime(2026, 11, 23, 8, 0, tzinfo=BERLIN)
    assert study_day(morning, BERLIN, 4) >= schedule.due_on
    assert study_day(datetime(2026, 11, 23, 3, 59, tzinfo=BERLIN), BERLIN, 4) < schedule.due_on


@pytest.mark.parametrize("change", [date(2026, 3, 29), date(2026, 10, 25)])
def test_a_day_is_a_day_when_the_clocks_change(change):
    """Saturday 05:00 to Sunday 04:30 is 22.5 or 24.5 hours, and one study day."""
    saturday = datetime.combine(change - DAY, datetime.min.time(), BERLIN).replace(hour=5)
    sunday = datetime.combine(change, datetime.min.time(), BERLIN).replace(hour=4, minute=30)
    first = Schedule()
    for at in (saturday, sunday):
        offset = int(at.utcoffset().total_seconds())
        first = advance(first, review(at=at.astimezone(UTC), offset_s=offset), NO_STEPS)
    days_apart = advance(
        advance(Schedule(), review(at=BEGIN), NO_STEPS), review(at=BEGIN + DAY), NO_STEPS
    )
    assert first.stability == days_apart.stability


def test_a_zone_change_between_sessions_counts_the_days_as_they_were_lived():
    """Tokyo on Monday evening, Los Angeles on Monday noon: the same study day, five hours on."""
    tokyo = review(at=datetime(2026, 6, 1, 14, tzinfo=UTC), offset_s=9 * 3600)
    angeles = review(at=datetime(2026, 6, 1, 19, tzinfo=UTC), offset_s=-7 * 3600)
    assert tokyo.studied_on == angeles.studied_on == date(2026, 6, 1)
    one_day = advance(advance(Schedule(), tokyo, NO_STEPS), angeles, NO_STEPS)
    assert one_day.last_studied_on == date(2026, 6, 1)
    kiritimati = review(at=datetime(2026, 6, 1, 15, tzinfo=UTC), offset_s=14 * 3600)
    honolulu = review(at=datetime(2026, 6, 1, 16, tzinfo=UTC), offset_s=-10 * 3600)
    assert (kiritimati.studied_on, honolulu.studied_on) == (date(2026, 6, 2), date(2026, 6, 1))
    back = advance(advance(Schedule(), kiritimati, NO_STEPS), honolulu, NO_STEPS)
    same_day = advance(advance(Schedule(), tokyo, NO_STEPS), angeles, NO_STEPS)
    assert back.stability == same_day.stability  # elapsed days are never negative


def test_a_chosen_day_outside_the_range_gives_way_to_the_seeded_one():
    far = review(Rating.EASY, due_on=date(2027, 1, 1))
    near = review(Rating.EASY)
    assert advance(Schedule(), far, NO_STEPS) == advance(Schedule(), near, NO_STEPS)
    shortest, longest = interval_range(8, 36_500)
    for gap in range(shortest, longest + 1):
        chosen = far.studied_on + timedelta(days=gap)
        kept = advance(Schedule(), review(Rating.EASY, due_on=chosen), NO_STEPS)
        assert kept.due_on == chosen


def test_suspending_burying_and_resuming_leave_memory_alone():
    schedule = advance(Schedule(), review(Rating.EASY), Policy())
    suspended = apply(schedule, Suspended(stamp(), CARD), Policy())
    buried = apply(suspended, Buried(stamp(), CARD, date(2026, 1, 5)), Policy())
    assert (buried.suspended, buried.buried_on) == (True, date(2026, 1, 5))
    assert apply(buried, Resumed(stamp(), CARD), Policy()) == schedule


def test_a_card_resumed_after_the_clock_went_back_is_resumed():
    suspended = Suspended(stamp(BEGIN + DAY, clock=1, entropy=b"1" * 10), CARD)
    resumed = Resumed(stamp(BEGIN, clock=2, entropy=b"2" * 10), CARD)
    assert replay([suspended, resumed], Policy()) == Schedule()


def test_recall_is_certain_today_and_desired_retention_on_the_due_day():
    policy = Policy()
    assert retrievability(Schedule(), date(2026, 1, 5), policy) is None
    schedule = advance(Schedule(), review(Rating.EASY), policy)
    assert retrievability(schedule, date(2026, 1, 5), policy) == 1
    assert retrievability(schedule, date(2026, 1, 1), policy) == 1
    after_stability = date(2026, 1, 5) + timedelta(days=8)
    assert retrievability(schedule, after_stability, policy) == pytest.approx(0.9, abs=0.01)


@given(
    st.floats(0.001, 36_500),
    st.integers(0, 20_000),
    st.none()
    | st.floats(0.1, 0.8).map(lambda decay: (*fsrs.scheduler.DEFAULT_PARAMETERS[:20], decay)),
)
def test_recall_is_what_fsrs_says_to_the_last_digit(stability, days, parameters):
    last = date(2026, 1, 5)
    schedule = Schedule(State.REVIEW, stability=stability, difficulty=5.0, last_studied_on=last)
    at = datetime(2026, 1, 5, tzinfo=UTC)
    card = fsrs.Card(card_id=1, state=fsrs.State.Review, stability=stability, last_review=at)
    given_ = {} if parameters is None else {"parameters": parameters}
    said = fsrs.Scheduler(**given_).get_card_retrievability(card, at + timedelta(days=days))
    policy = Policy(parameters=parameters)
    assert retrievability(schedule, last + timedelta(days=days), policy) == said
    assert retrievability(schedule, last - timedelta(days=days), policy) == 1


def test_a_reset_makes_a_card_new_and_keeps_it_suspended():
    facts = [review(), Suspended(stamp(BEGIN + DAY), CARD), Reset(stamp(BEGIN + 2 * DAY), CARD)]
    assert replay(facts, Policy()) == Schedule(suspended=True)
    again = replay([*facts, review(at=BEGIN + 3 * DAY)], Policy())
    assert (again.reps, again.first_studied_on) == (1, study_day(BEGIN + 3 * DAY, UTC, 4))


def test_an_answer_imported_after_a_reset_counts_however_old_it_is():
    reset = Reset(stamp(BEGIN, clock=5), CARD)
    earlier = BEGIN - 30 * DAY
    imported = review(at=earlier, stamp=stamp(earlier, clock=6, entropy=b"1" * 10))
    assert replay([reset, imported], Policy()).reps == 1


def test_a_due_day_that_was_set_holds_until_the_next_answer():
    answered = review(Rating.EASY)
    moved = DueSet(stamp(BEGIN + DAY), CARD, date(2026, 3, 1))
    assert replay([answered, moved], NO_STEPS).due_on == date(2026, 3, 1)
    later = review(at=BEGIN + 2 * DAY)
    assert replay([answered, moved, later], NO_STEPS) == replay([answered, later], NO_STEPS)


def test_a_card_in_steps_or_new_has_no_due_day_to_set():
    moved = DueSet(stamp(BEGIN + DAY), CARD, date(2026, 3, 1))
    assert replay([moved], Policy()) == Schedule()
    assert replay([review(), moved], Policy()) == replay([review()], Policy())


def test_a_card_that_another_program_holds_in_review_has_left_its_steps_here_too():
    moved = DueSet(stamp(BEGIN + DAY), CARD, date(2026, 3, 1), IMPORTED)
    found, alone = replay([review(), moved], Policy()), replay([review()], Policy())
    assert (found.state, found.step, found.due_at) == (State.REVIEW, None, None)
    assert found.due_on == date(2026, 3, 1)
    assert (found.stability, found.difficulty) == (alone.stability, alone.difficulty)
    assert replay([moved], Policy()) == Schedule()
