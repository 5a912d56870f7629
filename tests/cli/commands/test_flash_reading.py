"""`flash reading`: the list of the manual, by area."""

import pytest
from running import failed, ok

from flashcards.core.preparation.mock.forms import AREAS
from flashcards.services.preparation.reading import reading_areas
from flashcards.storage.files.plan_files import SHIPPED, plan_said, plan_text


def test_the_list_has_each_area_of_an_interview_and_says_of_each_item_all_three():
    assert [one.area for one in reading_areas()] == [area.value for area in AREAS]
    for area in reading_areas():
        assert area.advice
        assert all(one.what and one.free and one.best_for for one in area.items)


def test_it_is_shown_without_a_collection_whole_or_by_area(world, monkeypatch):
    monkeypatch.chdir(world)
    said = ok("reading").lines
    assert [line for line in said if line and not line.startswith(" ")] == [
        f"{one.area.capitalize()}: {len(one.items)} sources" for one in reading_areas()
    ]
    assert ok("reading", "Beh").lines[:3] == [
        "Behavioural: 5 sources",
        "  Amazon's 16 Leadership Principles (free)",
        "      themes for stories, at Amazon and elsewhere",
    ]
    assert ok("reading", "design").lines[-1].endswith("say so.")


def test_json_and_csv_have_a_row_an_item():
    rows = ok("reading", "coding", "--json").json
    assert rows[2]["what"] == "Kaggle"
    assert set(rows[2]) == {"area", "what", "free", "best_for"}
    assert len(ok("reading", "--format", "csv").lines) == 1 + sum(
        len(one.items) for one in reading_areas()
    )


@pytest.mark.parametrize("said", ["cooking", ""])
def test_an_area_that_it_has_not_is_a_sentence_with_those_it_has(said):
    known = "choose one of theory, coding, design, behavioural."
    assert failed("reading", said) == f"The reading list has no area {said!r}: {known}"


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(width, monkeypatch):
    monkeypatch.setattr("flashcards.cli.commands.reading.line_width", lambda: width)
    assert max(map(len, ok("reading").lines)) <= width


def test_what_the_plans_name_to_read_is_free_where_the_list_says_so():
    free = {item.what for one in reading_areas() for item in one.items if item.free == "yes"}
    phases = [phase for name in SHIPPED for phase in plan_said(plan_text(name), name)["phases"]]
    named = {read for phase in phases for read in phase.get("resources", ())}
    said_free = {one.removesuffix(" (free)") for one in named if one.endswith(" (free)")}
    assert "An Introduction to Statistical Learning" in said_free & free
