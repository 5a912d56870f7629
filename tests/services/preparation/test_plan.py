"""Following a plan: its facts, the deadline with it, undo, and the order of new cards."""

import pytest
from collections_on_disk import at, deck, dump, ids, opened
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plans import SMALL, day

from flashcards.core.card import CardId, Source
from flashcards.core.log.order import counting
from flashcards.core.log.preparation_facts import InterviewSet, PlanStarted, PreparationFact
from flashcards.core.selection import Selection
from flashcards.core.setting_rules import NEW_ORDERS
from flashcards.core.study.queue import Candidate, focused_new, ordered_new, parted
from flashcards.errors.cards import UnknownDeck
from flashcards.errors.days import DateNotAhead
from flashcards.errors.files import CannotRead
from flashcards.errors.plans import (
    AllTicked,
    BrokenPlan,
    InvalidPlan,
    NoInterview,
    NoPlan,
    NoSuchPlan,
    NotTicked,
    PlanStands,
    UnknownActivity,
)
from flashcards.services.followed_plan import focus_decks, plan_now
from flashcards.services.log.undo import undo
from flashcards.services.preparation.plan import (
    activity_names,
    activity_shown,
    move_plan,
    start_plan,
    stop_plan,
    tick,
)
from flashcards.services.preparation.today import AreaNow, CodingSplit, today
from flashcards.services.standing import standing
from flashcards.services.study.answer import Grade, answer
from flashcards.services.study.deadline import remove_deadline, set_deadline
from flashcards.services.study.queue import todays_queue
from flashcards.services.study.review_options import ReviewOptions
from flashcards.services.work import reading_work as working
from flashcards.services.work import writing_work
from flashcards.storage.database.engine import reading
from flashcards.storage.log import log

HEALTH = [HealthCheck.function_scoped_fixture]
SKILLS = "".join(f"Q: do {n}?\nA: did {n}\n\n" for n in range(4))
MATHS = SKILLS.replace("d", "m")


@pytest.fixture
def collection(tmp_path):
    """Eight cards of the areas `maths` and `skills`, in that order, and the small plan."""
    deck(tmp_path, MATHS, "maths/a.md")
    deck(tmp_path, SKILLS, "skills/b.md")
    (tmp_path / "small.toml").write_text(SMALL)
    with opened(tmp_path) as collection:
        yield collection


def small(collection):
    """The small plan's file."""
    return str(collection.root / "small.toml")


def start(collection, moment=None, days=14, **said):
    return start_plan(collection, moment or at(), small(collection), day(days), **said)


def deadlines(collection):
    with reading(collection.engine) as connection:
        return standing(connection).decisions.deadlines


def new_decks(collection, moment, options=None):
    """The decks of the new cards of a day's queue, in order."""
    with working(collection, moment) as work:
        queue = todays_queue(work, options or ReviewOptions())
    return [one.deck for one in queue.asked_new]


def test_starting_sets_the_deadline_of_what_the_plan_is_about(collection):
    start(collection, minutes_a_day=90)
    (deadline,) = deadlines(collection)
    assert (deadline.on, deadline.minutes) == (day(14), 15)
    assert deadline.selection == Selection(areas=("maths", "skills"))
    now = plan_now(collection, at())
    assert now.followed.minutes_a_day == 90
    assert now.followed.text == SMALL
    assert now.favourite_on is None


def test_a_plan_is_followed_without_its_file(collection):
    start(collection)
    (collection.root / "small.toml").unlink()
    assert plan_now(collection, at(days=3)).standing.plan.name == "Small"


@given(st.lists(st.sampled_from(["tick", "move", "stop", "start"]), min_size=1, max_size=6))
@settings(max_examples=15, suppress_health_check=HEALTH, deadline=None)
def test_whatever_is_done_to_a_plan_one_undo_an_act_takes_it_back(collection, verbs):
    states, acts = [snapshot(collection)], 0
    for number, verb in enumerate(verbs):
        try:
            match verb:
                case "tick":
                    tick(collection, at(), "aloud", number + 1)
                case "move":
                    move_plan(collection, at(), day(20 + number))
                case "stop":
                    stop_plan(collection, at())
                case "start":
                    start(collection)
        except (AllTicked, NoPlan, PlanStands):
            continue
        acts += 1
        states.append(snapshot(collection))
    for _ in range(acts):
        assert snapshot(collection) == states.pop()
        undo(collection, at())
    assert snapshot(collection) == states.pop()


def snapshot(collection):
    """Everything that a plan could change."""
    return (
        dump(collection),
        deadlines(collection),
        plan_now(collection, at()),
        new_decks(collection, at()),
        today(collection, at()),
    )


def test_moving_moves_the_deadline_and_stopping_removes_it(collection):
    start(collection)
    move_plan(collection, at(days=1), day(21))
    assert [one.on for one in deadlines(collection)] == [day(21)]
    assert plan_now(collection, at(days=1)).standing.days_left == 20
    assert stop_plan(collection, at(days=2)).name == "Small"
    assert deadlines(collection) == ()
    assert plan_now(collection, at(days=2)) is None


def test_stopping_leaves_a_deadline_that_is_not_the_plans(collection):
    start(collection)
    set_deadline(collection, at(), day(30), Selection(areas=("maths", "skills")), None)
    stop_plan(collection, at())
    assert [one.on for one in deadlines(collection)] == [day(30)]


def test_a_plan_of_decks_has_their_deadline_and_one_of_nothing_asked_has_none(collection):
    text = SMALL.replace('areas = ["maths"]', 'decks = ["maths/a"]')
    (collection.root / "small.toml").write_text(
        text.replace('areas = ["skills"]', 'decks = ["skills"]')
    )
    start(collection)
    assert deadlines(collection)[0].selection == Selection(decks=("maths/a", "skills"))
    with working(collection, at(days=8)) as work:
        assert focus_decks(work) == {"skills/b"}
    stop_plan(collection, at())
    prompts = "---\ncards: prompts\n---\n## Tell me.\n\n- well\n"
    deck(collection.root, prompts, "skills/b.md")
    deck(collection.root, prompts.replace("me", "us"), "maths/a.md")
    with opened(collection.root) as without:
        start(without)
        assert deadlines(without) == ()


def test_a_second_plan_is_refused_until_the_first_is_stopped(collection):
    start(collection)
    with pytest.raises(PlanStands, match=r"the plan “Small” to 2026-01-19 already"):
        start(collection)
    stop_plan(collection, at())
    start(collection)


@pytest.mark.parametrize("days", [-1, 0, 1_101])
def test_a_date_that_is_not_ahead_is_refused(collection, days):
    with pytest.raises(DateNotAhead):
        start(collection, days=days)
    start(collection)
    with pytest.raises(DateNotAhead):
        move_plan(collection, at(), day(days))


def test_without_a_plan_there_is_nothing_to_tick_move_or_stop(collection):
    for verb in (
        lambda: tick(collection, at(), "aloud"),
        lambda: move_plan(collection, at(), day(9)),
        lambda: stop_plan(collection, at()),
    ):
        with pytest.raises(NoPlan):
            verb()


def test_an_unknown_area_or_deck_is_refused_with_those_there_are(collection):
    with pytest.raises(InvalidPlan) as refused:
        start_plan(collection, at(), "8", day(56))
    assert str(refused.value) == (
        "8, weeks 1–2: no deck is of the area `theory`: "
        "the plan needs theory, coding, design, behavioural, your decks are of maths, skills; "
        "write `area: theory` at the top of a deck, or change the plan's own file "
        "(see `flash help plan`)."
    )
    (collection.root / "small.toml").write_text(SMALL.replace("areas = [", "decks = ['x', "))
    with pytest.raises(UnknownDeck):
        start(collection)
    assert plan_now(collection, at()) is None


def test_a_file_that_is_no_plan_is_refused(collection, tmp_path):
    with pytest.raises(NoSuchPlan, match="give one of 4, 8, 12, or a file of your own; each is"):
        start_plan(collection, at(), "16", day(56))
    broken = tmp_path / "broken.toml"
    for text, failure in [
        ("weeks", BrokenPlan),
        ("a = " + "[" * 5_000, BrokenPlan),
        ("#" * 300_000, CannotRead),
        ("", InvalidPlan),
    ]:
        broken.write_text(text)
        with pytest.raises(failure):
            start_plan(collection, at(), str(broken), day(56))
    broken.write_bytes(b"\xff\xfe")
    for place in (broken, tmp_path):
        with pytest.raises(CannotRead):
            start_plan(collection, at(), str(place), day(56))


def test_an_activity_is_ticked_by_the_beginning_of_its_name_and_taken_back(collection):
    start(collection)
    assert tick(collection, at(), "alo", 3, 50).id == "aloud"
    tick(collection, at(), "aloud", -1)
    done = {o.activity.id: o.done for o in plan_now(collection, at()).standing.activities}
    assert done["aloud"] == 2
    for count in (0, -3):
        with pytest.raises(NotTicked, match="'aloud' is ticked 2 times"):
            tick(collection, at(), "aloud", count)


@pytest.mark.parametrize(
    ("name", "hint"), [("alaud", "did you mean 'aloud'?"), ("xyz", "`flash plan` shows")]
)
def test_an_activity_that_is_unknown_or_ambiguous_is_refused(collection, name, hint):
    start(collection)
    with pytest.raises(UnknownActivity) as refused:
        tick(collection, at(), name)
    assert hint in str(refused.value)


def enter(collection, number, rank="favourite", company="Acme"):
    """An interview so many days after the first."""
    with writing_work(collection, at()) as work:
        work.append([InterviewSet(work.stamp(), company, "onsite", day(number), rank)])


def test_a_plan_aims_at_the_favourite_and_says_when_that_is_another_day(collection):
    with pytest.raises(NoInterview):
        start_plan(collection, at(), small(collection))
    enter(collection, 30)
    start_plan(collection, at(), small(collection))
    assert plan_now(collection, at()).standing.span.interview_on == day(30)
    enter(collection, 20, "warm-up", "Beta")
    now = plan_now(collection, at(days=19))
    assert now.standing.rests
    assert now.favourite_on is None
    move_plan(collection, at(), day(40))
    assert plan_now(collection, at()).favourite_on == day(30)


ORDERS = pytest.mark.parametrize("order", NEW_ORDERS)


@ORDERS
def test_new_cards_of_the_weeks_focus_come_first_and_none_is_lost(collection, order):
    (collection.root / "flash.toml").write_text(f'new_order = "{order}"\n')
    with opened(collection.root) as there:
        usual = new_decks(there, at(), ReviewOptions(new=99))
        start(there)
        assert new_decks(there, at(), ReviewOptions(new=99)) == ["maths/a"] * 4 + ["skills/b"] * 4
        found = new_decks(there, at(days=8), ReviewOptions(new=99))
        assert found == ["skills/b"] * 4 + ["maths/a"] * 4
        assert sorted(found) == sorted(usual)
        stop_plan(there, at(days=8))
        assert new_decks(there, at(days=8), ReviewOptions(new=99)) == usual


def test_without_a_deadline_too_the_focus_comes_first_within_the_days_number(collection):
    (collection.root / "flash.toml").write_text("new_per_day = 3\n")
    with opened(collection.root) as there:
        start(there)
        remove_deadline(there, at(), Selection())
        assert new_decks(there, at(days=8)) == ["skills/b"] * 3
        assert new_decks(there, at(days=14)) == ["maths/a"] * 3


NEW = st.lists(st.tuples(st.integers(0, 9), st.sampled_from("abc")), unique=True, max_size=12)


@given(NEW, st.sampled_from(NEW_ORDERS), st.frozensets(st.sampled_from("abc")))
def test_focus_changes_only_the_order(drawn, order, focus):
    new = [Candidate(CardId(f"{d}{n}"), Source(d, n), d) for n, d in sorted(drawn)]
    found = list(focused_new(parted(new, focus), order))
    assert sorted(found, key=repr) == sorted(new, key=repr)
    within = [one.deck in focus for one in found]
    assert within == sorted(within, reverse=True)
    assert list(focused_new([new], order)) == list(ordered_new(new, order))


@pytest.mark.parametrize("text", ["mood = 1", "["])
def test_a_plan_of_a_later_version_leaves_the_order_of_new_cards_alone(collection, text):
    usual = new_decks(collection, at())
    with writing_work(collection, at()) as work:
        work.append([PlanStarted(work.stamp(), "Later", text, day(9), day(0), 60)])
    assert new_decks(collection, at()) == usual


def test_today_has_the_minutes_used_the_split_and_the_weakest_areas(collection):
    start(collection)
    answer(collection, at(), ids(collection)[0], Grade(3, 60_000))
    tick(collection, at(), "aloud", 1, 15)
    found = today(collection, at()).plan
    assert found.used_minutes == 16
    assert found.coding is None
    assert found.weakest == (AreaNow("skills", 0.0), AreaNow("maths", 0.25))
    tick(collection, at(days=8), "ml", 2)
    tick(collection, at(days=8), "general")
    later = today(collection, at(days=8)).plan
    assert later.coding == CodingSplit(30, 60)
    assert later.used_minutes == 90
    assert later.weakest[1].recall < 0.25


def test_a_phase_without_a_day_has_no_split_yet(collection):
    (collection.root / "small.toml").write_text(
        SMALL.replace('kind = "theory"', 'kind = "coding-ml"')
    )
    start(collection, days=1)
    assert today(collection, at()).plan.coding == CodingSplit(0, 0)


def test_a_plan_undone_is_followed_by_nobody_on_another_machine_either(collection):
    start(collection)
    undo(collection, at())
    with reading(collection.engine) as connection:
        facts = counting(log.all_facts(connection))
    assert not [fact for fact in facts if isinstance(fact, PreparationFact)]


def test_the_names_of_activities_are_those_of_the_followed_plan(collection):
    assert activity_names(collection) == ()
    start(collection)
    assert activity_names(collection) == ("aloud", "reading", "general", "ml", "mock")
    for name in activity_names(collection):
        assert activity_shown(collection, at(), name).progress.activity.id == name
