"""Every kind of fact says itself, is drawn, stands in a golden line; and how facts grow.

The lines of `golden/version-0.1.0.jsonl` were written by version 0.1.0.
"""

import json
from inspect import getmembers, isclass
from pathlib import Path
from pkgutil import walk_packages

import pytest
from fact_strategies import FACTS
from hypothesis import given
from hypothesis import strategies as st

import flashcards.core
from flashcards.core.log.fact import CardFact, CollectionFact, declared
from flashcards.core.log.facts import ACTS, SESSION_ACTS, Unknown
from flashcards.core.log.record import KINDS, fact_of_record, is_malformed, kind_of, record

GOLDEN = Path(__file__).parent / "golden"
EARLIER = (GOLDEN / "version-0.1.0.jsonl").read_text("utf-8").splitlines()
SINCE = (GOLDEN / "since.jsonl").read_text("utf-8").splitlines()
LINES = {json.loads(line)["fact"]: line for line in (*EARLIER, *SINCE)}
EVERY = st.sampled_from(sorted(KINDS)).flatmap(lambda kind: FACTS[KINDS[kind]])


def text_of(said):
    """As the log's files hold a record."""
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def line_of(fact):
    return text_of(record(fact))


def test_every_kind_is_declared_drawn_and_written_once():
    """A kind whose module the log does not read would be `Unknown` by luck."""
    found = set()
    for module in walk_packages(flashcards.core.__path__, "flashcards.core."):
        there = getmembers(__import__(module.name, fromlist=["*"]), isclass)
        found |= {one for _, one in there if issubclass(one, (CardFact, CollectionFact))}
    bases = {one for one in found for one in one.__bases__}
    assert found - bases <= set(KINDS.values()) == set(FACTS)
    assert sorted(KINDS) == sorted(LINES)
    assert len(LINES) == len(EARLIER) + len(SINCE)


def test_what_a_session_takes_back_is_an_act_about_a_card():
    assert {kind.fact for kind in declared() if kind.is_act} == set(ACTS)
    assert set(SESSION_ACTS) < set(ACTS)
    assert all(issubclass(kind, CardFact) for kind in SESSION_ACTS)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_golden_line_is_read_and_written_byte_for_byte(kind):
    fact = fact_of_record(json.loads(LINES[kind]))
    assert type(fact) is KINDS[kind]
    assert kind_of(fact) == kind
    assert line_of(fact) == LINES[kind]


@given(EVERY)
def test_a_fact_survives_its_line(fact):
    assert fact_of_record(json.loads(line_of(fact))) == fact


@given(EVERY)
def test_no_fact_says_more_than_the_golden_line_of_its_kind(fact):
    """Version 0.1.0 would take a line with one more field for damaged, and lose what it says."""
    assert list(record(fact)) == list(json.loads(LINES[kind_of(fact)]))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_known_kind_with_an_unknown_field_is_malformed(kind):
    fact = fact_of_record(json.loads(LINES[kind]) | {"mood": "bright"})
    assert is_malformed(fact)


@given(EVERY, st.sampled_from(["sighed", "mock-sighed"]))
def test_a_reader_that_does_not_know_a_kind_passes_it_on_byte_for_byte(fact, unheard_of):
    said = {**record(fact), "fact": unheard_of}
    kept = fact_of_record(said)
    assert isinstance(kept, Unknown)
    assert not is_malformed(kept)
    assert line_of(kept) == text_of(said)


def test_what_is_new_about_an_old_kind_is_a_kind_that_names_it_and_is_passed_on():
    review = json.loads(LINES["review"])
    said = {key: review[key] for key in ("version", "id", "machine", "at", "clock", "card")}
    line = text_of({"fact": "sighed", **said, "review": review["id"], "points": ["a", "b"]})
    kept = fact_of_record(json.loads(line))
    assert isinstance(kept, Unknown)
    assert not is_malformed(kept)
    assert line_of(kept) == line
    assert type(fact_of_record(review)) is KINDS["review"]
