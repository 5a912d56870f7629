"""Looking ahead from a collection: which cards, which limits, which habits."""

from datetime import date, timedelta

import pytest
from collections_on_disk import at, deck, ids, opened
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.core.memory.fsrs_model import usual_habits
from flashcards.core.rating import Rating
from flashcards.core.selection import Selection
from flashcards.core.study.queue import Allowance, Limits
from flashcards.core.study_day import Moment
from flashcards.errors.cards import UnknownDeck
from flashcards.services.decks.show import show
from flashcards.services.log.undo import undo
from flashcards.services.progress import Amount
from flashcards.services.statistics.forecast import Horizon, forecast_days
from flashcards.services.statistics.simulation_input import prospects, simulation_input
from flashcards.services.study.acts import bury, suspend
from flashcards.services.study.answer import Grade, answer
from flashcards.services.study.deadline import set_deadline
from flashcards.services.study.due import due
from flashcards.services.study.queue import todays_queue
from flashcards.services.study.review_options import ReviewOptions
from flashcards.services.work import reading_work


def cards(count, name="c"):
    return "".join(f"Q: {name} {number}?\nA: {number}\n\n" for number in range(count))


def start(collection, moment):
    """The outset of a look ahead."""
    with reading_work(collection, moment) as work:
        return simulation_input(work)


def found(collection, moment, selection=None):
    """The cards that are looked ahead for."""
    with reading_work(collection, moment) as work:
        return prospects(work, selection or Selection())


def test_a_new_collection_is_learned_at_the_days_number(tmp_path):
    deck(tmp_path, cards(50))
    with opened(tmp_path) as collection:
        ahead = forecast_days(collection, at(), Horizon(days=4))
    (only,) = ahead.retentions
    assert (ahead.study_day, ahead.days, ahead.cards) == (date(2026, 1, 5), 4, 50)
    assert (ahead.known_now, ahead.recall_now) == (0, None)
    assert [one.new for one in only.by_day] == [20, 20, 10, 0]
    assert (only.known, only.recall) == (only.by_day[-1].known, only.by_day[-1].recall)
    assert only.minutes == pytest.approx(sum(one.minutes for one in only.by_day), abs=0.3)
    assert only.retention == 0.9


def test_looking_ahead_is_repeatable_and_changes_nothing(tmp_path):
    deck(tmp_path, cards(5))
    with opened(tmp_path) as collection:
        answer(collection, at(), ids(collection)[0], Grade(4))
        once = forecast_days(collection, at(), Horizon())
        assert forecast_days(collection, at(), Horizon()) == once


def test_a_card_seen_is_due_on_its_day_with_the_recall_the_list_shows(tmp_path):
    deck(tmp_path, cards(1))
    with opened(tmp_path) as collection:
        (card,) = ids(collection)
        answer(collection, at(), card, Grade(4))
        row = show(collection, at(days=3), card).row
        ahead = forecast_days(collection, at(days=3), Horizon(days=10))
    days = {one.on: one.due for one in ahead.retentions[0].by_day}
    assert next(on for on, due in days.items() if due) == row.due_on
    assert ahead.recall_now == pytest.approx(row.retrievability, abs=1e-3)
    assert ahead.known_now == round(ahead.recall_now, 1)


def test_what_was_done_today_is_taken_from_what_today_takes(tmp_path):
    (tmp_path / "flash.toml").write_text(
        "new_per_day = 3\nreviews_per_day = 2\nminutes_per_day = 10\nlearning_steps = []\n"
    )
    deck(tmp_path, f"---\nnew_per_day: 2\nreviews_per_day: 1\n---\n{cards(9)}", "own.md")
    deck(tmp_path, cards(9, "d"), "rest.md")
    with opened(tmp_path) as collection:
        first = ids(collection)[0]
        answer(collection, at(), first, Grade(3, duration_ms=30_000))
        begun = start(collection, at())
        assert begun.first == Allowance(Limits(2, {"own": 1}), Limits(2, {"own": 1}), 9.5)
        assert begun.later == Allowance(Limits(3, {"own": 2}), Limits(2, {"own": 1}), 10)
        answer(collection, at(days=30), first, Grade(3, duration_ms=900_000))
        begun = start(collection, at(days=30))
        assert begun.first == Allowance(Limits(3, {"own": 2}), Limits(1, {"own": 0}), 9)
        ahead = forecast_days(collection, at(days=30), Horizon(days=40))
    assert max(one.due for one in ahead.retentions[0].by_day) <= 2
    assert max(one.new for one in ahead.retentions[0].by_day) == 3


def test_without_limits_of_its_own_a_day_takes_all_reviews(tmp_path):
    deck(tmp_path)
    with opened(tmp_path) as collection:
        begun = start(collection, at())
    assert begun.first == Allowance(Limits(20))
    assert begun.first == begun.later


def clozes(count, deletions):
    """So many texts with so many deletions each."""
    texts = (
        f"C: Of {n}: " + ", ".join(f"[{n}.{one}]" for one in range(deletions)) + "."
        for n in range(count)
    )
    return "\n\n".join(texts) + "\n"


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 2), st.integers(1, 9), st.lists(st.integers(0, 11), max_size=8), st.data())
def test_today_is_foreseen_as_the_queue_asks_it(tmp_path_factory, apart, new, answered, data):
    """Siblings, limits, and whatever was answered before: `forecast` and `due` cannot disagree."""
    root = tmp_path_factory.mktemp("ahead")
    deck(root, f"{clozes(3, 3)}\n{cards(3)}")
    (root / "flash.toml").write_text(f"sibling_days = {apart}\nnew_per_day = {new}\n")
    with opened(root) as collection:
        every = ids(collection)
        for number in answered:
            answer(collection, at(), every[number], Grade(4))
        moment = at(days=data.draw(st.integers(0, 12)))
        today = forecast_days(collection, moment, Horizon(days=1)).retentions[0].by_day[0]
        counted = due(collection, moment)
    assert (today.due, today.new) == (counted.reviews, counted.new_allowed)


def test_suspended_cards_decks_and_prompts_are_left_out_and_buried_ones_wait(tmp_path):
    deck(tmp_path, cards(3))
    deck(tmp_path, "---\ncards: prompts\n---\n- Rank a feed\n", "prompts.md")
    deck(tmp_path, f"---\nsuspended: true\n---\n{cards(3, 'resting')}", "resting.md")
    with opened(tmp_path) as collection:
        first, second, third = ids(collection)[:3]
        suspend(collection, at(), first)
        answer(collection, at(), second, Grade(4))
        due_on = show(collection, at(), second).row.due_on
        then = Moment(at().now + (due_on - at().now.date()), at().zone)
        bury(collection, then, second)
        by_id = {one.card: one for one in found(collection, then)}
        assert by_id.keys() == {second, third}
        assert by_id[second].schedule.due_on == due_on + timedelta(days=1)
        assert by_id[third].schedule.due_on is None
        days = forecast_days(collection, then, Horizon(days=2)).retentions[0].by_day
        assert days[0].due == 0
        assert days[1].due >= 1


def test_a_deck_keeps_its_own_retention_unless_one_is_asked_for(tmp_path):
    deck(tmp_path, f"---\nretention: 0.8\n---\n{cards(40)}", "eased.md")
    deck(tmp_path, cards(10, "d"), "usual.md")
    with opened(tmp_path) as collection:
        policies = [one.policy.retention for one in found(collection, at())]
        assert policies == [0.8] * 40 + [0.9] * 10
        own = forecast_days(collection, at(), Horizon(60))
        both = forecast_days(collection, at(), Horizon(60, (0.9, 0.8, 0.9)))
    assert [one.retention for one in both.retentions] == [0.9, 0.8]
    high, low = both.retentions
    assert low.minutes < own.retentions[0].minutes < high.minutes
    assert low.known < high.known


def test_decks_areas_and_tags_select(tmp_path):
    deck(tmp_path, cards(3), "a/one.md")
    deck(tmp_path, f"---\ntags: [x]\n---\n{cards(2, 'd')}", "b/two.md")
    with opened(tmp_path) as collection:
        chosen = {
            "deck": Selection(decks=("a",)),
            "area": Selection(areas=("b",)),
            "tag": Selection(tags=("x",)),
            "none": Selection(decks=("a",), tags=("x",)),
        }
        counts = {
            name: forecast_days(collection, at(), Horizon(1, (), one)).cards
            for name, one in chosen.items()
        }
        assert counts == {"deck": 3, "area": 2, "tag": 2, "none": 0}
        with pytest.raises(UnknownDeck):
            forecast_days(collection, at(), Horizon(1, (), Selection(decks=("c",))))


def test_habits_are_those_of_the_answers_that_count(tmp_path):
    deck(tmp_path, cards(30))
    with opened(tmp_path) as collection:
        assert start(collection, at()).habits.first == pytest.approx(usual_habits().first)
        for card in ids(collection)[:20]:
            answer(collection, at(), card, Grade(4, duration_ms=3_600_000))
        answer(collection, at(), ids(collection)[20], Grade(1))
        undo(collection, at())
        habits = start(collection, at()).habits
    usual = usual_habits()
    easy = Rating.EASY - 1
    assert habits.first[easy] == pytest.approx((1 + usual.first[easy]) / 2)
    assert habits.first[0] == pytest.approx(usual.first[0] / 2)
    assert habits.learning_s[easy] == pytest.approx((60 + usual.learning_s[easy]) / 2)


def test_an_edited_card_goes_on_with_its_own_history(tmp_path):
    deck(tmp_path, "Q: What is a stump of a tree?\nA: one split\n")
    with opened(tmp_path) as collection:
        answer(collection, at(), ids(collection)[0], Grade(4))
    deck(tmp_path, "Q: What is a stump of a tree, then?\nA: one split\n")
    with opened(tmp_path) as collection:
        answer(collection, at(days=20), ids(collection)[0], Grade(2))
        habits = start(collection, at(days=20)).habits
    usual = usual_habits()
    assert habits.recalled[0] == pytest.approx((1 + 20 * usual.recalled[0]) / 21)


def test_an_empty_collection_has_nothing_ahead(tmp_path):
    with opened(tmp_path) as collection:
        ahead = forecast_days(collection, at(), Horizon(2))
    assert (ahead.cards, ahead.known_now, ahead.recall_now) == (0, 0, None)
    assert ahead.retentions[0].minutes == 0
    assert ahead.retentions[0].recall is None


def test_progress_goes_on_over_all_retentions(tmp_path):
    deck(tmp_path)
    told = []
    with opened(tmp_path) as collection:
        horizon = Horizon(2, (0.8, 0.9))
        forecast_days(collection, at(), horizon, lambda *said: told.append(said))
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert {amount for _, amount in told} == {Amount(200, "%")}
    assert told[-1][0] == 200


def lived(collection, days):
    """What the queue asks on each of so many days on which all of it is answered as easy."""
    found = []
    for number in range(days):
        with reading_work(collection, at(days=number)) as work:
            asked = todays_queue(work, ReviewOptions())
        found.append((len(asked.asked_due), len(asked.asked_new)))
        for one in (*asked.asked_due, *asked.asked_new):
            answer(collection, at(days=number), one.card, Grade(4))
    return found


@settings(max_examples=5, deadline=None)
@given(st.integers(1, 12), st.integers(0, 5), st.integers(2, 6), st.integers(0, 3))
def test_the_days_ahead_are_those_of_the_queue(tmp_path_factory, dated, besides, on, new):
    """The pace of a date and what the day's number leaves besides it: one imagined day."""
    root = tmp_path_factory.mktemp("dated")
    deck(root, cards(dated), "a.md")
    deck(root, cards(besides, "b"), "b.md")
    (root / "flash.toml").write_text(f"new_per_day = {new}\n")
    with opened(root) as collection:
        set_deadline(collection, at(), at(days=on).now.date(), Selection(decks=("a",)), None)
        ahead = forecast_days(collection, at(), Horizon(days=on + 1)).retentions[0].by_day
        assert [one.new for one in ahead] == [fresh for _, fresh in lived(collection, on + 1)]
    assert sum(one.new for one in ahead[:on]) >= dated


def test_a_date_asks_in_the_days_before_it_what_would_not_be_due_until_long_after(tmp_path):
    deck(tmp_path, cards(20))
    with opened(tmp_path) as collection:
        for number, card in enumerate(ids(collection)):
            for day in (0, 15):
                answer(collection, at(days=day, minutes=number), card, Grade(3 if day else 4))
        without = forecast_days(collection, at(days=20), Horizon(days=14)).retentions[0].by_day
        assert sum(one.due for one in without) == 0
        set_deadline(collection, at(days=20), at(days=30).now.date(), Selection(), None)
        found = forecast_days(collection, at(days=20), Horizon(days=14)).retentions[0].by_day
    assert [one.due for one in found[:6]] == [0] * 6
    assert sum(one.due for one in found[6:10]) > 15
    assert sum(one.due for one in found[10:]) < 1
