"""The decks that come with flash: how many, how long, and nothing wrong in them."""

import re
import shutil
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from collections_on_disk import at, opened

from flashcards.core.card import Kind
from flashcards.core.decks.parse import parse_deck
from flashcards.core.preparation.mock.forms import PHASES, Form
from flashcards.core.preparation.mock.rubric import rubric_of
from flashcards.services.preparation.plan import start_plan
from flashcards.services.study.answer import Grade, answer
from flashcards.services.study.queue import todays_queue
from flashcards.services.study.review_options import ReviewOptions
from flashcards.services.work import reading_work

DECKS = Path(__file__).parents[1] / "decks"
READ = {
    path.relative_to(DECKS).as_posix(): parse_deck(
        path.read_text(encoding="utf-8"), path.relative_to(DECKS).as_posix()
    )
    for path in sorted(DECKS.rglob("*.md"))
}


def of_area(area):
    """All cards of an area's decks."""
    return [card for deck in READ.values() if deck.area == area for card in deck.cards]


@pytest.mark.parametrize("file", READ)
def test_a_starter_deck_has_cards_and_no_problems(file):
    assert READ[file].cards
    assert READ[file].problems == ()


def test_no_card_stands_twice():
    ids = [card.id for deck in READ.values() for card in deck.cards]
    assert len(ids) == len(set(ids))


def test_each_deck_says_where_it_stands_among_new_cards_theory_first():
    begins = re.compile(r"\A---\n(?:.+\n)*?order: (\d+)\n")
    orders = {
        name: int(begins.match((DECKS / name).read_text(encoding="utf-8"))[1]) for name in READ
    }
    assert len(set(orders.values())) == len(orders)
    besides = sorted(set(orders) - {"candidates-questions.md"}, key=orders.get)
    assert besides[:16] == [name for name in besides if name.startswith("theory/")]
    assert besides[0] == min(orders, key=orders.get)


@pytest.mark.parametrize("followed", [False, True])
def test_the_first_days_are_theory_with_one_candidates_question_each(tmp_path, followed):
    shutil.copytree(DECKS, tmp_path, dirs_exist_ok=True)
    with opened(tmp_path) as collection:
        if followed:
            start_plan(collection, at(), "8", at(days=56).now.date(), None)
        for days in range(3):
            when = at(days=days)
            with reading_work(collection, when) as work:
                asked = todays_queue(work, ReviewOptions()).asked_new
            areas = Counter(one.deck.partition("/")[0] for one in asked)
            assert areas.keys() == {"theory", "candidates-questions"}
            assert areas["candidates-questions"] == 1
            assert followed or areas["theory"] == 19
            for one in asked:
                answer(collection, when, one.card, Grade(3))


def test_there_are_theory_questions_of_every_subject_to_be_answered_in_two_minutes():
    theory = {name: deck for name, deck in READ.items() if deck.area == "theory"}
    assert len(theory) == 16
    assert {deck.settings.limit_s for deck in theory.values()} == {120}


def test_there_is_something_to_build_to_design_to_tell_and_to_rate():
    assert len(of_area("coding")) >= 8
    assert len(of_area("design")) >= 6
    assert {card.kind for card in of_area("behavioural")} == {Kind.PROMPT}
    skills = of_area("self-assessment")
    assert (len(skills), {card.kind for card in skills}) == (10, {Kind.SELF_ASSESSMENT})
    assert all(card.back for card in skills)
    assert skills[0].front.startswith("explain the bias")
    assert "gradient descent from scratch" in skills[1].front
    assert len(of_area("candidates-questions")) == 9


STEPS = PHASES[Form.DESIGN]
MINUTES = [(b - a) // 60 for a, b in pairwise((0, *(step.until_s for step in STEPS)))]
FRAMEWORK = [
    (number, step.name, minutes)
    for number, (step, minutes) in enumerate(zip(STEPS, MINUTES, strict=True), 1)
]
"""The steps of a design as the clock has them: number, name, minutes."""


@pytest.mark.parametrize("card", of_area("design"), ids=lambda card: card.front[:40])
def test_a_design_is_walked_through_in_the_steps_and_minutes_of_the_clock(card):
    step = r"^(?:- )?\*\*([1-4])\. (.+?) \((\d+) minutes\)[.:]\*\*"
    found = re.findall(step, card.back, re.MULTILINE)
    assert [(int(n), name.lower(), int(minutes)) for n, name, minutes in found] == FRAMEWORK


def test_the_page_on_designs_has_the_steps_and_minutes_of_the_clock_and_all_that_judges_them():
    page = (DECKS.parent / "flashcards" / "manual" / "design.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d)\. ([a-z ]+) \| (\d+) \| (\d+):00 \| (.+) \|$", page, re.MULTILINE)
    assert [(int(n), name, int(minutes)) for n, name, minutes, *_ in rows] == FRAMEWORK
    assert [int(until) * 60 for *_, until, _ in rows] == [step.until_s for step in STEPS]
    judged = ", ".join(names for *_, names in rows)
    assert judged.split(", ") == [one.name for one in rubric_of(Form.DESIGN)]
