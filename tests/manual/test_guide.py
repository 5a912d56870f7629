"""Each fact of the preparation guide is said to the learner, where `guide_facts.md` says."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from manual.pages import README

ROOT = README.parent
LISTED = Path(__file__).with_name("guide_facts.md").read_text(encoding="utf-8")
FACT = re.compile(r"^- \*\*(.+?)\.\*\* (.+(?:\n  .+)*)$", re.MULTILINE)
TIMES = {"a_day": "a day", "a_week": "a week", "in_all": "in all"}


class GuideFact(NamedTuple):
    """What the guide says, in short, and the words of a file that say it to a learner."""

    file: str
    fact: str
    words: str


def facts():
    for section in LISTED.split("\n## ")[1:]:
        file, _, listed = section.partition("\n")
        for fact, words in FACT.findall(listed):
            yield GuideFact(file, fact, " ".join(words.split()))


@cache
def said(file):
    """What a file says, as one line; a plan as its phases and activities."""
    text = (ROOT / file).read_text(encoding="utf-8")
    if file.endswith(".toml"):
        text = "\n".join(plan_lines(tomllib.loads(text)))
    return re.sub(r"\s+", " ", text.replace("**", ""))


def plan_lines(plan):
    yield plan["about"]
    for phase in plan["phases"]:
        first, last = phase["weeks"][0], phase["weeks"][-1]
        weeks = f"week {first}" if first == last else f"weeks {first}–{last}"
        yield f"{weeks}: {phase['title']}: {phase['goal']}"
        yield from phase["resources"]
        for one in phase["activities"]:
            (how_often,) = one.keys() & TIMES.keys()
            yield f"{one[how_often]} {TIMES[how_often]}: {one['text']}"


FACTS = list(facts())


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{fact.file}: {fact.fact}")
def test_a_fact_of_the_guide_is_said_where_the_table_says(fact):
    assert fact.words in said(fact.file)


def test_no_fact_is_listed_twice_and_none_is_overlooked():
    names = [(fact.file, fact.fact) for fact in FACTS]
    assert len(names) == LISTED.count("\n- ")
    assert len(names) == len(set(names))


def test_a_plan_is_read_as_lines():
    activities = [{"text": "Rest", "a_day": 2}]
    phase = {"weeks": [3, 4], "title": "T", "goal": "G", "resources": ["R"]}
    plan = {"about": "A", "phases": [{**phase, "activities": activities}]}
    assert list(plan_lines(plan)) == ["A", "weeks 3–4: T: G", "R", "2 a day: Rest"]
