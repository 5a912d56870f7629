"""A fact as a line of JSON and back."""

import json
from datetime import date

import pytest
from histories import CARD, histories, review, stamp
from hypothesis import given

from flashcards.core.json_values import readers_of
from flashcards.core.log.facts import Undo, Unknown
from flashcards.core.log.preparation_facts import (
    InterviewAsked,
    InterviewHeld,
    InterviewRemoved,
    InterviewSet,
    MockBegun,
    MockEnded,
    MockJudged,
    MockMarked,
    Offered,
    PlanMoved,
    PlanStarted,
    PlanStopped,
    PlanTicked,
)
from flashcards.core.log.record import KINDS, VERSION, fact_of, fact_of_record, kind_of, record
from flashcards.core.rating import Rating


@given(histories())
def test_a_fact_survives_a_line_of_json(facts):
    for fact in facts:
        line = json.dumps(record(fact))
        assert "\n" not in line
        assert fact_of_record(json.loads(line)) == fact


def test_a_record_describes_itself():
    said = record(review(Rating.EASY, score=5, duration_ms=1200))
    assert said == {
        "fact": "review",
        "version": 1,
        "id": said["id"],
        "machine": "here",
        "at": "2026-01-05T08:00:00Z",
        "clock": said["clock"],
        "card": CARD,
        "rating": 4,
        "studied_on": "2026-01-05",
        "utc_offset_s": 0,
        "score": 5,
        "duration_ms": 1200,
        "due_on": None,
        "source": "review",
        "limit_s": None,
        "note": "",
        "revealed_ms": None,
    }


def test_a_kind_of_a_later_version_is_kept_and_passed_on():
    later = {"card": CARD, "mood": "bright"}
    unknown = fact_of("sighed", stamp(), later)
    assert unknown == Unknown(stamp(), "sighed", CARD, later)
    assert fact_of_record(record(unknown)) == unknown
    assert kind_of(unknown) == "sighed"


def test_a_known_kind_of_a_later_version_is_not_guessed_at():
    undo = fact_of("undo", stamp(), {"card": CARD, "undoes": "x"}, VERSION + 1)
    assert isinstance(undo, Unknown)
    assert record(undo)["version"] == VERSION + 1
    assert isinstance(fact_of("undo", stamp(), {"card": CARD, "undoes": "x"}), Undo)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("deadline-set", {}),
        ("deadline-set", {"on": "soon"}),
        ("due-set", {"card": CARD, "on": 7}),
        ("adopted", {"parameters": 5}),
        ("break-set", {"begins_on": "2026-01-01", "mood": "bright"}),
        ("review", {"card": CARD, "rating": 9, "studied_on": "2026-01-05"}),
    ],
)
def test_a_fact_that_does_not_say_what_it_must_is_kept_and_passed_on(kind, said):
    unknown = fact_of(kind, stamp(), said)
    assert unknown == Unknown(stamp(), kind, said.get("card"), said)
    assert fact_of_record(record(unknown)) == unknown


DAY = date(2026, 3, 1)
PREPARATION = [
    PlanStarted(stamp(), "8 weeks", "weeks = 8", DAY, DAY, 150),
    PlanMoved(stamp(), "p", DAY),
    PlanTicked(stamp(), "p", "builds", DAY, -1, 45),
    PlanStopped(stamp(), "p", DAY),
    MockBegun(stamp(), "design", "pressure", DAY, ("a",), ("design",), ("Ads?",), (2_700,)),
    MockMarked(stamp(), "m", 0, "phase", 300, "data"),
    MockJudged(stamp(), "m", 0, "calm", "depth", hire=False, scores={"depth": 2}),
    MockJudged(stamp(), "m", 0, evidence={"depth": "two levels"}, speech="um"),
    MockEnded(stamp(), "m", "one design a day"),
    InterviewSet(stamp(), "Acme", "onsite", DAY, "favourite", "i"),
    InterviewHeld(stamp(), "i", "passed", DAY, "kind"),
    InterviewAsked(stamp(), "i", "Why us?", deck="asked.md"),
    InterviewRemoved(stamp(), "i"),
    Offered(stamp(), "i", DAY, DAY, "4-year total"),
]


@pytest.mark.parametrize("fact", PREPARATION, ids=kind_of)
def test_a_fact_of_the_preparation_survives_a_line_of_json(fact):
    assert fact_of_record(json.loads(json.dumps(record(fact)))) == fact


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("scores", {"depth": 6}),
        ("scores", [5]),
        ("scores", {"depth": True}),
        ("evidence", {"depth": 7}),
        ("evidence", "deep"),
        ("figures", [1.0]),
        ("figures", {"loss": "low"}),
        ("limits_s", [1.5]),
        ("limits_s", [-1]),
        ("decks", "maths"),
        ("decks", [7]),
        ("reverts", 1),
        ("parameters", ["1"]),
        ("card", 7),
        ("why", None),
    ],
)
def test_a_field_that_holds_something_else_is_refused(name, value):
    saying = [readers_of(kind)[name] for kind in KINDS.values() if name in readers_of(kind)]
    assert saying
    for read in saying:
        with pytest.raises((TypeError, ValueError)):
            read(value)
