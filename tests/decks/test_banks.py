"""The banks of questions: their form, their size, and what the three plans' mocks take of them."""

import re
import tomllib
from collections import Counter

import pytest

from decks.theory import CORE, DECKS, cards, read
from flashcards.core.card import Kind
from flashcards.core.decks.points import points_of
from flashcards.core.preparation.mock.draw import unused
from flashcards.core.preparation.mock.forms import AREAS, Form, MockCandidate, areas_of, wanted
from flashcards.core.preparation.plan.plan import plan_of
from flashcards.core.preparation.stories import Telling, Theme, themes_of

BEHAVIOURAL = [
    card
    for name in ("starl-prompts", "more-prompts")
    for card in read(DECKS / "behavioural" / f"{name}.md").cards
]
DESIGNS = read(DECKS / "design" / "systems.md").cards
DESIGN_PROMPTS = read(DECKS / "design" / "prompts.md").cards
CODING_PROMPTS = read(DECKS / "coding" / "prompts.md").cards
BUILDS = read(DECKS / "coding" / "from-scratch.md").cards
ALGORITHMS = read(DECKS / "coding" / "algorithms.md").cards
DATA = read(DECKS / "coding" / "data-exercises.md").cards
BANK = {
    Form.THEORY: list(cards()),
    Form.CODING: [*CODING_PROMPTS, *BUILDS, *ALGORITHMS, *DATA],
    Form.DESIGN: [*DESIGN_PROMPTS, *DESIGNS],
    Form.BEHAVIOURAL: BEHAVIOURAL,
}
PLANS = DECKS.parent / "flashcards" / "plans"
NAMES = ("4", "8", "12")
MINUTES = {"from-scratch": 30, "algorithms": 30, "data-exercises": 20}
"""The limit of each coding deck, for exercises without one of their own."""


def title(card):
    return card.front[:50]


def labels(card):
    return re.findall(r"^- \*\*([^*]+):\*\*", card.back, re.MULTILINE)


@pytest.mark.parametrize("card", BEHAVIOURAL, ids=title)
def test_a_behavioural_prompt_has_what_is_strong_and_weak_and_what_is_asked_next(card):
    said = labels(card)
    assert card.kind is Kind.PROMPT
    assert "Strong" in said or said[:4] == ["Situation", "Task", "Action", "Result"]
    assert said[-3:] == ["Learning", "Weak", "Follow-ups"]
    assert card.back.partition("**Follow-ups:**")[2].count('?"') >= 2
    assert themes_of(Telling(card, card.tags))


def test_each_theme_has_four_prompts_and_all_have_32():
    themes = Counter(theme for card in BEHAVIOURAL for theme in themes_of(Telling(card, card.tags)))
    assert len(BEHAVIOURAL) >= 32
    assert min(themes[theme] for theme in Theme) >= 4


@pytest.mark.parametrize("card", DESIGN_PROMPTS, ids=title)
def test_a_design_prompt_has_the_four_steps_a_hint_and_follow_ups(card):
    assert card.kind is Kind.PROMPT
    assert [label[0] for label in labels(card)[:-2]] == ["1", "2", "3", "4"]
    assert labels(card)[-2:] == ["Hint", "Follow-ups"]


@pytest.mark.parametrize("card", CODING_PROMPTS, ids=title)
def test_a_coding_prompt_has_what_is_looked_for_tests_hints_and_follow_ups(card):
    assert card.kind is Kind.PROMPT
    assert labels(card) == ["Looks for", "Tests", "Hints", "Follow-ups"]


def test_there_are_16_prompts_for_designs_and_20_for_coding():
    assert len(DESIGN_PROMPTS) >= 16
    assert len(CODING_PROMPTS) >= 20


@pytest.mark.parametrize("card", [*ALGORITHMS, *DATA], ids=title)
def test_an_exercise_has_its_idea_in_a_sentence_points_to_say_and_code(card):
    core, points, rest = CORE.match(card.back + "\n").groups()
    assert not re.search(r"\.\s", core)
    assert 3 <= len(re.findall(r"^- ", points, re.MULTILINE)) == len(points_of(card)) <= 5
    assert rest.startswith(("```python\n", "```sql\n"))


@pytest.mark.parametrize("card", ALGORITHMS, ids=title)
def test_an_algorithm_says_what_it_costs_in_time_and_memory(card):
    assert re.search(r"\$O\(", card.back)


def test_algorithms_are_of_arrays_hash_maps_trees_and_graphs_and_data_of_three_tools():
    subjects = Counter(tag for card in ALGORITHMS for tag in card.tags)
    assert len(ALGORITHMS) >= 16
    assert min(subjects[one] for one in ("arrays", "hash-maps", "trees", "graphs")) >= 4
    tools = Counter(tag for card in DATA for tag in card.tags)
    assert len(DATA) >= 6
    assert min(tools[one] for one in ("numpy", "pandas", "sql")) >= 2


@pytest.mark.parametrize("deck", MINUTES)
def test_a_build_and_an_exercise_have_15_to_45_minutes(deck):
    found = read(DECKS / "coding" / f"{deck}.md")
    assert found.settings.limit_s == MINUTES[deck] * 60
    for card in found.cards:
        assert 15 * 60 <= (card.limit_s or found.settings.limit_s) <= 45 * 60


def plan(name):
    return plan_of(tomllib.loads((PLANS / f"{name}.toml").read_text(encoding="utf-8")), name)


def mocks_of(name):
    """The form of each mock that a plan has, in order."""
    return [
        Form(one.form)
        for one in plan(name).activities.values()
        if one.form
        for _ in range(one.total)
    ]


def asked(forms):
    """How many questions of each area the mocks of these forms ask."""
    return Counter(
        {
            area: sum(wanted(form, area) for form in forms if area in areas_of(form))
            for area in AREAS
        }
    )


def drawn(forms):
    """What these mocks ask, one after the other, as flash draws it."""
    used = {}
    for seed, form in enumerate(forms):
        for area in areas_of(form):
            there = [MockCandidate(one.id, one.source.file, area, one.front) for one in BANK[area]]
            for one in unused(there, used, seed)[: wanted(form, area)]:
                used[one.card] = seed
                yield area


@pytest.mark.parametrize("name", NAMES)
def test_a_plans_mocks_and_as_many_again_never_run_dry(name):
    forms = mocks_of(name) * 2
    assert forms
    assert Counter(drawn(forms)) == asked(forms)


def test_a_bank_that_is_too_small_is_seen(monkeypatch):
    monkeypatch.setitem(BANK, Form.BEHAVIOURAL, BEHAVIOURAL[:8])
    forms = mocks_of("12")
    assert Counter(drawn(forms)) != asked(forms)


def test_the_manual_has_the_table_of_the_banks_and_of_what_the_plans_mocks_ask():
    table = {
        "questions in the decks": {area: len(bank) for area, bank in BANK.items()},
        **{f"asked in {name} weeks": asked(mocks_of(name)) for name in NAMES},
    }
    lines = (PLANS.parent / "manual" / "practice.md").read_text(encoding="utf-8").splitlines()
    for name, row in table.items():
        assert f"| {name} | {' | '.join(str(row[area]) for area in AREAS)} |" in lines
