"""What a plan file says, the plans that come with flash, and every mistake in one."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plans import MONDAY, SHIPPED_PLANS, followed, small

from flashcards.core.preparation.plan.plan import KINDS, Plan, plan_of
from flashcards.core.preparation.plan.progress import plan_progress
from flashcards.errors.plans import InvalidPlan

SHIPPED = pytest.mark.parametrize("plan", SHIPPED_PLANS.values(), ids=SHIPPED_PLANS)


def total(plan, *names):
    """How often activities are planned in all."""
    return sum(plan.activities[name].total for name in names)


@SHIPPED
def test_a_plan_that_comes_with_flash_fits_its_own_weeks_and_hours(plan):
    found = plan_progress(plan, followed(plan, 7 * plan.weeks), MONDAY)
    assert not [one.activity.id for one in found.activities if one.cut]


@SHIPPED
def test_of_coding_practice_30_percent_is_general_and_70_for_machine_learning(plan):
    minutes = {
        kind: sum(o.total * o.minutes for o in plan.activities.values() if o.kind == kind)
        for kind in ("coding-general", "coding-ml")
    }
    assert minutes["coding-general"] / sum(minutes.values()) == pytest.approx(0.3, abs=0.005)


@SHIPPED
def test_a_plan_that_comes_with_flash_is_about_the_four_areas_and_no_day_is_too_short(plan):
    assert plan.selection.areas == ("behavioural", "coding", "design", "theory")
    assert all(phase.resources and phase.goal for phase in plan.phases)
    assert max(one.minutes for one in plan.activities.values()) <= plan.minutes_a_day * 5 / 6


def test_the_4_weeks_are_the_methods():
    plan = SHIPPED_PLANS["4"]
    assert [phase.weeks for phase in plan.phases] == ["week 1", "week 2", "week 3", "week 4"]
    assert 180 <= plan.minutes_a_day <= 240
    assert total(plan, "theory-aloud") == 30
    assert total(plan, "ml-problems") == 2 * 7
    assert total(plan, "builds") == 5
    assert total(plan, "medium-problems") == 2 * 7
    assert total(plan, "walkthroughs") == 7
    assert total(plan, "stories") == 8
    assert total(plan, "mock-behavioural") == 1
    assert total(plan, "mock-technical", "mock-behavioural-full") == 2


def test_the_8_weeks_are_the_methods():
    plan = SHIPPED_PLANS["8"]
    assert [(p.first_week, p.last_week) for p in plan.phases] == [
        *((1, 2), (3, 4), (5, 6)),
        *((7, 7), (8, 8)),
    ]
    assert 120 <= plan.minutes_a_day <= 180
    assert total(plan, "builds") == 5
    assert total(plan, "ml-problems", "algorithm-problems") == 3 * 14
    assert {plan.activities[one].minutes for one in ("ml-problems", "algorithm-problems")} == {45}
    assert total(plan, "papers") == 3
    assert total(plan, "designs") == 6
    assert total(plan, "architectures") == 3
    assert total(plan, "stories") == 8
    assert total(plan, "mock-behavioural") == 2
    assert 3 <= total(plan, "mock-full") <= 4


def test_the_12_weeks_are_the_methods():
    plan = SHIPPED_PLANS["12"]
    assert [(p.first_week, p.last_week) for p in plan.phases] == [
        *((1, 3), (4, 5), (6, 7)),
        *((8, 9), (10, 11), (12, 12)),
    ]
    assert 180 <= plan.minutes_a_day <= 240
    assert 2 <= total(plan, "project-data") <= 3
    assert total(plan, "theory-deep") == total(plan, "theory-layperson") == 30
    assert 2 * 14 <= total(plan, "ml-problems", "algorithm-problems") <= 3 * 14
    assert total(plan, "designs") >= 8
    assert total(plan, "stories") == 8
    assert total(plan, "mock-design", "mock-behavioural") == 2 * 2


def test_counts_are_a_day_a_week_or_in_all_and_the_last_day_rests():
    plan = plan_of(small(), "small.toml")
    assert {name: one.total for name, one in plan.activities.items()} == {
        "aloud": 7,
        "reading": 2,
        "general": 3,
        "ml": 6,
        "mock": 1,
    }


def test_days_that_rest_every_week_are_no_days_of_study():
    plan = plan_of(small(rest_on=["Sunday", "monday"]), "small.toml")
    assert plan.rest_on == {0, 6}
    assert total(plan, "aloud") == 5
    assert total(plan, "ml") == 4


def changed(*path, **values):
    """The small plan with values set at a place in it; None takes one away."""
    said = copy.deepcopy(small())
    target = said
    for step in path:
        target = target[step]
    for key, value in values.items():
        target[key] = value
        if value is None:
            del target[key]
    return said


FIRST, SECOND = ("phases", 0), ("phases", 1)
ALOUD = (*FIRST, "activities", 0)
MISTAKES = {
    "no name": (changed(name=None), 'small.toml: `name` must be a text: write name = "…".'),
    "name": (changed(name="two\nlines"), "small.toml: `name` must be one line: keep it to 500"),
    "key": (changed(colour="red"), "small.toml: there is no key `colour`: choose one of name,"),
    "no weeks": (changed(phases=[]), "small.toml: it has no weeks: add a [[phases]] table"),
    "phases": (changed(phases=3), "small.toml: `phases` must be tables: write them as [[…phases]]"),
    "minutes": (changed(minutes_a_day=-5), "`minutes_a_day` must be a whole number: give 15 to 1,"),
    "true": (changed(minutes_a_day=True), "`minutes_a_day` must be a whole number: give 15 to"),
    "rest": (changed(rest_on=["someday"]), "`rest_on` must name days of the week, not all of them"),
    "order": (
        changed(*SECOND, weeks=[3]),
        "small.toml, week 2: weeks 3 are out of order: weeks count from 1 without gaps, so this",
    ),
    "back": (changed(*SECOND, weeks=[2, 1]), "week 2: weeks 2, 1 are out of order"),
    "twice": (changed(*SECOND, weeks=[1]), "week 2: weeks 1 are out of order"),
    "no list": (changed(*FIRST, weeks=1), "week 1: `weeks` must be a list of week numbers"),
    "many": (changed(*SECOND, weeks=list(range(2, 200))), "199 weeks are too many: plan up to 104"),
    "empty": (
        changed(*SECOND, activities=[]),
        "small.toml, week 2: nothing is to be done: add [[phases.activities]], or take it out.",
    ),
    "focus": (changed(*FIRST, areas=[]), "week 1: it has no focus: name its areas"),
    "areas": (changed(*FIRST, areas="maths"), "week 1: `areas` must be a list of texts"),
    "blank": (changed(*FIRST, goal=" "), "week 1: `goal` must be a text"),
    "phase key": (changed(*FIRST, mood="good"), "week 1: there is no key `mood`"),
    "id": (changed(*ALOUD, id="say it"), "activity `say it`: an `id` is words joined by hyphens"),
    "count": (
        changed(*ALOUD, a_day=-1),
        "small.toml, week 1, activity `aloud`: `a_day` must be a whole number: give 1 to 9,999.",
    ),
    "none": (changed(*ALOUD, a_day=None), "activity `aloud`: it must say once how often"),
    "two": (changed(*ALOUD, in_all=3), "activity `aloud`: it must say once how often"),
    "kind": (changed(*ALOUD, kind="sleep"), "there is no kind 'sleep': choose one of theory,"),
    "form": (changed(*ALOUD, form="chess"), "there is no form 'chess': choose one of theory,"),
    "priority": (changed(*ALOUD, priority=4), "`priority` must be a whole number: give 1 to 3"),
    "yes": (changed(*ALOUD, priority=True), "`priority` must be a whole number: give 1 to 3"),
    "activity": (changed(*ALOUD, hue=1), "activity `aloud`: there is no key `hue`"),
    "same id": (
        changed(*ALOUD, id="ml"),
        "small.toml: the activity `ml` is there twice: give each its own id.",
    ),
}


@pytest.mark.parametrize(("said", "sentence"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_a_sentence_with_its_file_its_week_and_what_to_do(said, sentence):
    with pytest.raises(InvalidPlan) as refused:
        plan_of(said, "small.toml")
    assert sentence in str(refused.value)
    assert str(refused.value).startswith("small.toml")
    assert str(refused.value).endswith(".")


VALUES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
NESTED = st.recursive(VALUES, lambda v: st.lists(v, max_size=3) | st.dictionaries(st.text(), v))


@given(st.sampled_from([(), FIRST, ALOUD]), st.data())
def test_whatever_a_file_says_it_is_a_plan_or_a_refusal(path, data):
    said = changed(*path)
    target = said
    for step in path:
        target = target[step]
    key = data.draw(st.sampled_from(sorted(target)))
    target[key] = data.draw(NESTED)
    try:
        found = plan_of(said, "small.toml")
    except InvalidPlan:
        return
    assert isinstance(found, Plan)
    assert {one.kind for one in found.activities.values()} <= set(KINDS)
