"""Figures from answers and schedules."""

from collections import Counter
from datetime import date, timedelta
from math import exp
from random import Random
from statistics import median
from typing import NamedTuple

import pytest
from histories import BEGIN, CARD, POLICIES, days, histories, review
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.log.card_facts import Crammed, Review
from flashcards.core.memory.fsrs_model import Model
from flashcards.core.rating import Rating
from flashcards.core.schedule import Policy, Schedule, State
from flashcards.core.scheduling.replay import advance
from flashcards.core.statistics.account import Account
from flashcards.core.statistics.answer_figures import Times, grades, times
from flashcards.core.statistics.answered import (
    IN_REVIEW,
    Answers,
    CountingReviews,
    Found,
    answers_of,
    crammed_answers,
    found_of,
    lives,
    mark,
    passed,
)
from flashcards.core.statistics.calibration import calibration
from flashcards.core.statistics.days import heat_map, streak
from flashcards.core.statistics.distributions import (
    DIFFICULTY,
    RETRIEVABILITY,
    STABILITY_DAYS,
    CardFigures,
    States,
    cards,
    distribution,
    hardest,
)
from flashcards.core.statistics.retention import PERIODS, is_in, retention_table, tally_of
from flashcards.core.study.answer_time import AnswerTime, counted_ms

MODEL = Model()
TODAY = days(400)
DAYS = st.integers(0, 420).map(days)


class AnswerInContext(NamedTuple):
    """One answer, and what it found."""

    card: str
    rating: Rating
    studied_on: date
    counted_ms: int | None
    found: Found
    elapsed_days: int = 0
    recall: float | None = None


ANSWERS = st.lists(
    st.builds(
        AnswerInContext,
        card=st.sampled_from("abc"),
        rating=st.sampled_from(Rating),
        studied_on=DAYS,
        counted_ms=st.none() | st.integers(0, 60_000),
        found=st.sampled_from(Found),
        elapsed_days=st.integers(1, 400),
        recall=st.none() | st.floats(0.01, 0.99),
    )
)


def given_of(*reviews):
    """Reviews of a card as statistics read them."""
    return CountingReviews(
        [int(one.rating) for one in reviews],
        [one.studied_on.toordinal() for one in reviews],
        [one.due_on and one.due_on.toordinal() for one in reviews],
        [one.duration_ms for one in reviews],
        [False] * len(reviews),
        [(one.stamp.clock, one.stamp.id) for one in reviews],
    )


def found_by(*reviews, policy=None):
    """What each review of a card found."""
    return [
        found_of(one) for one in answers_of(given_of(*reviews), policy or Policy(), MODEL).marks
    ]


def account_of(answers, today=TODAY):
    """Answers counted card by card, each card in a deck of its name."""
    account = Account(today, tuple(PERIODS))
    for card in dict.fromkeys(one.card for one in answers):
        own = [one for one in answers if one.card == card]
        account.add(card, columns(own))
    return account


def columns(answers):
    return Answers(
        [one.studied_on.toordinal() for one in answers],
        [mark(one.found, one.rating) for one in answers],
        [one.counted_ms for one in answers],
        [one.elapsed_days for one in answers],
        [one.recall for one in answers],
    )


def tally_by_day(answers):
    return account_of(answers).by_day


def after(number, rating=Rating.GOOD, interval=None):
    """An answer so many days after the first, which chose an interval, or none."""
    at = BEGIN + timedelta(days=number)
    return review(rating, at, due_on=interval and days(number + interval))


# What an answer found


@given(histories(), POLICIES)
def test_an_answer_finds_its_card_as_the_schedule_has_it(history, policy):
    reviews = [fact for fact in history if isinstance(fact, Review)]
    schedule, states = Schedule(), []
    for one in reviews:
        states.append(schedule.state)
        schedule = advance(schedule, one, policy)
    for state, found in zip(states, found_by(*reviews, policy=policy), strict=True):
        assert (found in IN_REVIEW) == (state is State.REVIEW)
        assert (found is Found.NEW) == (state is State.NEW)


def test_an_answer_entered_late_finds_the_card_in_review():
    found = found_by(
        after(0, Rating.EASY, 8), after(3, Rating.HARD), after(8, interval=30), after(40)
    )
    assert found == [Found.NEW, Found.YOUNG, Found.YOUNG, Found.MATURE]


def test_a_card_is_mature_from_a_chosen_interval_of_21_days_on():
    for interval, found in ((20, Found.YOUNG), (21, Found.MATURE)):
        assert found_by(after(0, Rating.EASY, interval), after(9))[1] is found


def test_where_no_day_was_chosen_the_model_gives_the_interval():
    young = [after(0, Rating.EASY), after(8)]
    assert found_by(*young)[1] is Found.YOUNG
    assert found_by(*young, after(40))[2] is Found.MATURE
    assert found_by(*young, after(40), policy=Policy(maximum_interval_days=20))[2] is Found.YOUNG
    assert found_by(*young, after(40), policy=Policy(retention=0.99))[2] is Found.YOUNG


def test_after_a_lapse_the_card_is_in_steps():
    found = found_by(after(0, Rating.EASY, 8), after(8, Rating.AGAIN), after(8), after(12))
    assert found == [Found.NEW, Found.YOUNG, Found.LEARNING, Found.YOUNG]


@given(st.lists(st.integers(0, 9)), st.lists(st.integers(0, 9)))
def test_resets_cut_a_history_into_lives_and_lose_nothing(clocks, resets):
    many = len(clocks)
    columns = [3] * many, [TODAY.toordinal()] * many, [None] * many, clocks, [False] * many
    history = CountingReviews(*columns, [(clock, "b") for clock in clocks])
    cut = lives(history, [(clock, "a") for clock in resets])
    assert len(cut) == len(resets) + 1
    assert sorted(clocks) == sorted(clock for life in cut for clock, _ in life.came_about)
    for number, life in enumerate(cut):
        assert all(sum(r <= clock for r in resets) == number for clock, _ in life.came_about)
        assert life.durations_ms == [clock for clock, _ in life.came_about]


def test_times_are_counted_as_the_card_allows():
    one = answers_of(given_of(review(duration_ms=90_000)), Policy(), MODEL, None)
    other = answers_of(given_of(review(duration_ms=90_000)), Policy(), MODEL, 45)
    crammed = crammed_answers([Crammed(review().stamp, CARD, Rating.AGAIN, TODAY)], 45)
    assert (one.counted_ms, other.counted_ms, crammed.counted_ms) == ([60_000], [90_000], [None])
    (of_crammed,), (of_one,) = crammed.marks, one.marks
    assert (found_of(of_crammed), passed(of_crammed), passed(of_one)) == (
        Found.CRAMMED,
        False,
        True,
    )


def test_an_answer_counts_for_a_minute_at_most_or_twice_its_limit():
    assert counted_ms(59_000, None) == 59_000
    assert counted_ms(600_000, None) == 60_000
    assert counted_ms(600_000, 120) == 240_000
    assert counted_ms(50_000, 10) == 50_000


@given(st.lists(st.integers(100, 120_000), min_size=1, max_size=40), st.data())
def test_the_pace_lies_between_the_guess_and_the_own_mean_and_rises_with_each_time(times, data):
    guess, own = AnswerTime().answer_ms, sum(times) / len(times)
    found = AnswerTime.of(times).answer_ms
    assert min(guess, own) - 1e-6 <= found <= max(guess, own) + 1e-6
    place = data.draw(st.integers(0, len(times) - 1))
    longer = [*times[:place], times[place] + 1_000, *times[place + 1 :]]
    assert AnswerTime.of(longer).answer_ms > found


@given(st.integers(100, 120_000), st.integers(0, 30))
def test_the_more_was_measured_the_nearer_the_pace_is_to_it_and_from_twenty_on_it_is_that(ms, some):
    one, more = AnswerTime.of([ms] * some), AnswerTime.of([ms] * (some + 1))
    assert abs(more.answer_ms - ms) <= abs(one.answer_ms - ms)
    assert AnswerTime.of([ms] * (20 + some)).answer_ms == ms


@given(st.lists(st.integers(100, 120_000), max_size=30), st.integers(0, 30))
def test_a_clock_that_stood_still_measured_nothing(times, stood):
    assert AnswerTime.of([*times, *[0] * stood]) == AnswerTime.of(times)


def test_the_pace_is_a_guess_at_first():
    assert AnswerTime.of([]) == AnswerTime()
    assert AnswerTime.of([10_000] * 5).answer_ms == 25_000
    assert AnswerTime.of([1_000, 3_000] * 10).answer_ms == 2_000
    assert AnswerTime().minutes(10, 20) == 25
    assert AnswerTime().minutes(0, 0) == 0


# Retention


@given(ANSWERS)
def test_retention_of_young_and_of_mature_cards_adds_up_to_that_of_all(answers):
    table = retention_table(tally_by_day(answers), TODAY)
    rows = {(row.period, row.cards): row for row in table}
    assert len(rows) == len(table) == len(PERIODS) * 3
    for period in PERIODS:
        young, mature, every = (rows[period, age] for age in ("young", "mature", "all"))
        assert young.passed + mature.passed == every.passed
        assert young.failed + mature.failed == every.failed
        total = every.passed + every.failed
        assert every.true_retention == (round(every.passed / total, 4) if total else None)


@given(ANSWERS)
def test_all_of_retention_is_every_answer_that_found_a_card_in_review(answers):
    total = tally_of("all", tally_by_day(answers), TODAY)
    tested = [one for one in answers if one.found in IN_REVIEW]
    passed = sum(one.rating is not Rating.AGAIN for one in tested)
    young, mature = total.tested(Found.YOUNG), total.tested(Found.MATURE)
    assert young[0] + mature[0] == passed
    assert young[1] + mature[1] == len(tested) - passed


@given(ANSWERS)
def test_cards_add_up_to_the_whole_in_any_order(answers):
    one, other = account_of(answers), account_of(sorted(answers, key=repr))
    assert one.by_day == other.by_day
    assert list(one.by_day) == sorted({one.studied_on for one in answers})
    for period in PERIODS:
        assert one.whole(period) == other.whole(period)


@given(ANSWERS)
def test_each_period_of_a_deck_has_the_answers_of_its_days(answers):
    account = account_of(answers)
    for period in PERIODS:
        own = [one for one in answers if is_in(period, one.studied_on, TODAY)]
        whole, reviewed = account.whole(period), [o for o in own if o.found is not Found.CRAMMED]
        assert whole.tally == tally_of(period, account.by_day, TODAY)
        assert whole.tally.reviews == len(reviewed)
        assert whole.cards == len({one.card for one in reviewed})
        assert whole.tally.counted_ms == sum(one.counted_ms or 0 for one in own)


@given(st.lists(st.integers(0, 99), min_size=1))
def test_the_median_of_times_is_that_of_statistics(took):
    seconds = [1_000 * ms for ms in took]
    assert times(seconds, 1, None).median_s == median(took)


def test_crammed_answers_take_time_and_are_no_reviews():
    answers = [
        AnswerInContext(CARD, Rating.AGAIN, TODAY, 30_000, Found.CRAMMED),
        AnswerInContext(CARD, Rating.GOOD, TODAY, 30_000, Found.MATURE),
    ]
    tally = tally_by_day(answers)[TODAY]
    assert (tally.reviews, tally.crammed, tally.minutes, tally.true_retention) == (1, 1, 1.0, 1.0)


def test_first_answers_are_cards_learned_and_not_tested():
    tally = tally_by_day([AnswerInContext(CARD, Rating.AGAIN, TODAY, None, Found.NEW)])[TODAY]
    assert (tally.learned, tally.true_retention, tally.minutes) == (1, None, 0.0)


def test_periods_go_back_in_study_days_from_today():
    def periods(ago):
        day = TODAY - timedelta(days=ago)
        return [period for period in PERIODS if is_in(period, day, TODAY)]

    assert periods(0) == ["today", "week", "month", "year", "all"]
    assert periods(1) == ["yesterday", "week", "month", "year", "all"]
    assert periods(6) == ["week", "month", "year", "all"]
    assert periods(7) == ["month", "year", "all"]
    assert periods(30) == ["year", "all"]
    assert periods(365) == ["all"]
    assert periods(-1) == ["all"]


# Days


@given(st.lists(DAYS), st.randoms(use_true_random=False))
def test_a_streak_does_not_depend_on_order(studied, random):
    shuffled = sorted(studied, key=lambda _: random.random())
    assert streak(shuffled, TODAY) == streak(studied, TODAY)


@given(st.sets(DAYS))
def test_runs_are_no_longer_than_the_days_studied(studied):
    runs = streak(studied, TODAY)
    assert runs.current <= runs.longest <= runs.days_studied <= runs.of_days
    assert runs.days_studied == sum(day <= TODAY for day in studied)


@given(st.sets(DAYS), st.sets(DAYS))
def test_free_days_shorten_no_run_and_are_none_themselves(studied, free):
    before, runs = streak(studied, TODAY), streak(studied, TODAY, free)
    assert before.current <= runs.current <= runs.longest <= runs.days_studied
    assert before.longest <= runs.longest
    all_free = streak(studied, TODAY, {days(number) for number in range(421)} - studied)
    assert all_free.current == all_free.longest == runs.days_studied


def test_a_run_goes_on_after_the_days_that_were_free():
    assert streak({days(395), days(396), days(399)}, TODAY, {days(397)}).current == 1
    runs = streak({days(395), days(396), days(399)}, TODAY, {days(397), days(398)})
    assert (runs.current, runs.longest) == (3, 3)


def test_a_day_that_is_not_over_breaks_no_streak():
    yesterday, before = TODAY - timedelta(days=1), TODAY - timedelta(days=2)
    assert streak({yesterday, before}, TODAY).current == 2
    assert streak({yesterday, before, TODAY}, TODAY).current == 3
    assert streak({before}, TODAY).current == 0
    gap = streak({TODAY, before, days(0), days(1), days(2)}, TODAY)
    assert (gap.current, gap.longest, gap.days_studied, gap.of_days) == (1, 3, 5, 401)


def test_no_day_is_no_streak():
    assert streak([], TODAY) == streak({TODAY + timedelta(days=1)}, TODAY)
    assert (streak([], TODAY).longest, streak([], TODAY).of_days) == (0, 0)


@given(st.dictionaries(DAYS, st.integers(1, 99)), st.integers(0, 6))
def test_a_heat_map_has_every_answer_of_its_weeks(answers, weekday):
    today = TODAY + timedelta(days=weekday)
    weeks = heat_map(answers, today)
    begin = weeks[0].begins_on
    shown = [count for week in weeks for count in week.answers if count is not None]
    assert sum(shown) == sum(n for day, n in answers.items() if begin <= day <= today)
    assert len(shown) == (today - begin).days + 1
    assert {week.begins_on.weekday() for week in weeks} == {0}
    assert (len(weeks), {len(week.answers) for week in weeks}) == (52, {7})


def test_days_to_come_are_no_days_of_rest():
    last = heat_map({}, date(2026, 1, 7))[-1]
    assert (last.begins_on, last.answers) == (date(2026, 1, 5), (0, 0, 0, *(None,) * 4))


# Distributions

STANDINGS = st.lists(
    st.builds(
        CardFigures,
        card=st.text(),
        deck=st.just("deck"),
        limit_s=st.none(),
        asked=st.booleans(),
        suspended=st.booleans(),
        state=st.sampled_from([State.LEARNING, State.REVIEW, State.RELEARNING]),
        stability=st.floats(0.001, 36_500),
        difficulty=st.floats(1, 10),
        interval_days=st.integers(0, 36_500),
        studied_on=DAYS,
        lapses=st.integers(0, 20),
    )
)


@given(STANDINGS, st.integers(0, 99), st.integers(0, 99))
def test_every_card_is_in_one_state_and_one_bin_of_each_figure(standing, unseen, suspended):
    found = cards(standing, unseen, suspended, TODAY, MODEL)
    asked = sum(one.asked for one in standing)
    states = found.states
    counts = (states.new, states.learning, states.young, states.mature, states.suspended)
    assert sum(counts) == asked + unseen + suspended
    for spread in (found.stability, found.difficulty, found.retrievability):
        assert sum(one.cards for one in spread.bins) == asked
    assert 0 <= found.known <= asked


@given(st.lists(st.floats(0, 1), min_size=1))
def test_the_mean_and_the_median_lie_among_the_values(values):
    spread = distribution(values, RETRIEVABILITY)
    for figure in (spread.mean, spread.median):
        assert min(values) - 1e-4 <= figure <= max(values) + 1e-4


def test_bins_hold_what_they_begin_with():
    spread = distribution([0.5, 1, 6.9, 7, 365, 9_999], STABILITY_DAYS)
    assert [one.cards for one in spread.bins] == [1, 2, 1, 0, 0, 2]
    assert [(one.least, one.below) for one in spread.bins][-2:] == [(90, 365), (365, None)]
    assert distribution([10.0], DIFFICULTY).bins[-1].cards == 1
    assert (distribution([], DIFFICULTY).mean, distribution([], DIFFICULTY).median) == (None, None)


def standing_of(card="a", state=State.REVIEW, **said):
    """A card that was last studied ten days ago, and is to be asked after 30."""
    asked_on = TODAY - timedelta(days=10)
    memory = {"stability": 10.0, "difficulty": 5.0, "interval_days": 30, "studied_on": asked_on}
    if state is State.NEW:
        memory = dict.fromkeys(memory)
    usual = {"deck": "deck", "limit_s": None, "asked": True, "suspended": False, "lapses": 0}
    return CardFigures(card=card, state=state, **usual | memory | said)


def test_states_are_as_they_are_listed():
    standing = [
        standing_of(),
        standing_of(interval_days=20),
        standing_of(interval_days=21),
        standing_of(state=State.LEARNING),
        standing_of(state=State.RELEARNING),
        standing_of(state=State.NEW),
        standing_of(suspended=True),
    ]
    found = cards(standing, 3, 2, TODAY, MODEL)
    assert found.states == States(new=4, learning=2, young=1, mature=2, suspended=3)
    assert sum(one.cards for one in found.stability.bins) == 6
    assert found.retrievability.mean == pytest.approx(0.9, abs=1e-4)
    assert found.known == 4
    assert cards([standing_of(suspended=True)], 0, 0, TODAY, MODEL).known == 0


# Calibration


def test_of_a_learner_who_forgets_as_the_model_says_the_bins_lie_on_the_diagonal():
    random = Random(20)
    account = Account(TODAY, ("all",))
    for _ in range(800):
        account.add(None, simulated(random))
    found = calibration(account.trials)
    assert found.reviews > 5_000
    assert found.rmse < 0.03
    assert found.predicted == pytest.approx(found.observed, abs=0.01)
    for one in (*found.bins, *found.curve):
        if one.reviews > 300:
            assert one.predicted == pytest.approx(one.observed, abs=0.06)


def simulated(random):
    """Ten answers at odd intervals, remembered as often as the model expects."""
    memory, day, life = None, 0, []
    for _ in range(10):
        elapsed = 0 if memory is None else 1 + int(memory.stability * random.random() * 3)
        recall = 1.0 if memory is None else MODEL.recall(memory.stability, elapsed)
        rating = Rating.GOOD if random.random() < recall else Rating.AGAIN
        day += elapsed
        life.append((int(rating), days(day).toordinal(), None, None, False))
        memory = MODEL.after(memory, elapsed)[rating - 1]
    history = CountingReviews(*zip(*life, strict=True))
    return answers_of(history, Policy(learning_steps=(), relearning_steps=()), MODEL)


@given(ANSWERS)
def test_every_foretold_answer_in_review_is_in_one_bin(answers):
    found = calibration(account_of(answers).trials)
    told = [one for one in answers if one.found in IN_REVIEW and one.recall is not None]
    assert found.reviews == len(told)
    for bins in (found.bins, found.curve):
        assert sum(one.reviews for one in bins) == len(told)
        assert [one.below for one in bins[:-1]] == [one.least for one in bins[1:]]
        assert bins[-1].below is None
    assert (found.rmse is None) == (found.log_loss is None) == (not told)
    for one in found.bins:
        end = 1 if one.below is None else one.below
        assert one.predicted is None or one.least - 1e-3 <= one.predicted <= end + 1e-3


def test_a_model_that_is_sure_of_the_truth_loses_nothing():
    def one(rating, recall):
        return AnswerInContext(CARD, rating, TODAY, None, Found.YOUNG, 5, recall)

    def judged(*answers):
        return calibration(account_of(answers).trials)

    assert judged(one(Rating.GOOD, 1.0)).log_loss == 0
    assert judged(one(Rating.AGAIN, 1.0)).log_loss == pytest.approx(13.8155)
    half = judged(one(Rating.HARD, exp(-1)), one(Rating.AGAIN, 1 - exp(-1)))
    assert half.log_loss == 1
    assert (half.predicted, half.observed) == (0.5, 0.5)
    wrong = judged(*[one(Rating.AGAIN, 0.9)] * 3, one(Rating.GOOD, 0.3))
    assert wrong.rmse == pytest.approx(((3 * 0.81 + 0.49) / 4) ** 0.5, abs=1e-4)


# Grades, times, the hardest


@given(ANSWERS)
def test_grades_add_up_to_the_reviews_of_what_is_remembered(answers):
    rows = grades(account_of(answers).whole("all").tally.marks)
    besides = {Found.CRAMMED, Found.RATED}
    assert [row.cards for row in rows] == ["learning", "young", "mature"]
    assert sum(row.answers for row in rows) == sum(a.found not in besides for a in answers)
    for row in rows:
        assert row.again + row.hard + row.good + row.easy == row.answers
        passed = row.answers - row.again
        assert row.correct == (round(passed / row.answers, 4) if row.answers else None)


def test_a_new_card_is_in_learning():
    marks = [
        mark(Found.NEW, Rating.HARD),
        mark(Found.LEARNING, Rating.AGAIN),
        mark(Found.YOUNG, Rating.EASY),
    ]
    learning, young, _ = grades(Counter(marks))
    assert (learning.again, learning.hard, learning.correct, young.easy) == (1, 1, 0.5, 1)


def test_times_leave_out_what_is_not_known():
    def took(milliseconds, card="a"):
        return AnswerInContext(card, Rating.GOOD, TODAY, milliseconds, Found.YOUNG)

    def taken(*answers, deck=None):
        spent = account_of(answers).all_spent
        return times(spent.took_ms, spent.cards, deck)

    answers = [took(10_000), took(20_000), took(60_000, "b"), took(None, "c")]
    assert taken(*answers, deck="deck") == Times("deck", 3, 1.5, 30.0, 20.0, 45.0)
    assert taken(took(None)) == Times(None, 0, 0.0, None, None, None)


@given(STANDINGS)
def test_the_hardest_are_ten_that_no_other_is_harder_than(standing):
    found = hardest(standing)
    assert len(found) == min(10, len(standing))
    rest = list(standing)
    for one in found:
        rest.remove(one)
    for one in found:
        assert all((one.lapses, one.difficulty) >= (r.lapses, r.difficulty) for r in rest)


def test_a_card_never_answered_is_not_hard():
    standing = [standing_of("new", state=State.NEW), standing_of("b", difficulty=6.0)]
    standing += [standing_of("c", lapses=1), standing_of("a", difficulty=6.0)]
    assert [one.card for one in hardest(standing)] == ["c", "a", "b"]
