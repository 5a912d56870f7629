"""A fact as a line of JSON and back."""

import json

import pytest
from histories import CARD, histories, review, stamp
from hypothesis import given

from flashcards.core.fact_record import VERSION, fact_of, fact_of_record, kind_of, record
from flashcards.core.log import Rating, Undo, Unknown


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
