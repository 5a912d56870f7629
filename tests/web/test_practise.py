"""An exercise in the page: by the clock, the answer only at the end, graded once."""

import pytest
from collections_on_disk import deck
from running import process
from web_browser import Browser

from flashcards.core.decks.query import Query
from flashcards.services.decks.list import card_rows

BUILD = "---\narea: coding\nlimit: 20m\n---\nQ: Build a tree.\nA: With nodes.\n"


@pytest.fixture
def begun(root, browser) -> Browser:
    """A browser in which an exercise goes on."""
    deck(root, BUILD, "build.md")
    browser.get("/practise")
    browser.send(0)
    return browser


def reps(up):
    """How often the exercise was answered."""
    return [row.reps for row in card_rows(up.collection, up.clock(), Query(("deck:build",)))]


def done(browser):
    """Go through all phases."""
    while not browser.page.all("button", name="grade"):
        assert "With nodes." not in browser.page.text
        browser.send(0, act="forward")
    return browser.page


def test_nothing_of_the_clock_runs_before_it_is_begun(root, browser):
    deck(root, BUILD, "build.md")
    page = browser.get("/practise")
    assert "Build a tree." in page.text
    assert not page.all("p", role="timer")


def test_it_goes_through_its_phases_to_the_answer_and_a_grade(up, begun):
    assert "0:00 of 20:00" in begun.page.text
    assert "Phase 1 of " in begun.page.text
    assert "With nodes." in done(begun).text
    page = begun.send(0, grade="3")
    assert "Saved. It comes again" in page.text
    assert reps(up) == [1]


def test_the_clock_says_what_is_over(up, begun):
    up.clock.say(minutes=21)
    page = begun.get(begun.path)
    assert "Finish, then compare" in page.text
    assert page.all("p", **{"class": "clock over"})


def test_a_form_sent_twice_counts_once(up, begun):
    page = done(begun)
    begun.send(0, page, grade="3")
    after = begun.ask("POST", begun.path, "")
    assert after.status == 403
    assert reps(up) == [1]


def test_an_old_page_goes_no_phase_on(begun):
    page = begun.page
    begun.send(0, page, act="forward")
    begun.send(0, page, act="forward")
    assert "out of date" in begun.page.text
    assert "Phase 2 of " in begun.page.text


def test_it_may_be_left_and_nothing_is_saved(up, begun):
    page = begun.send(1, act="leave")
    assert "You left without a grade, so no answer is saved." in page.text
    assert reps(up) == [0]


def test_another_terminal_begins_none_meanwhile(root, begun):
    ran = process("-C", root, "practise", stdin=b"\n")
    assert (ran.code, "An exercise is open in" in ran.err) == (1, True), ran.err
    begun.send(1, act="leave")
    assert process("-C", root, "practise", stdin=b"q\n").code == 0


def test_a_file_to_write_in_is_named(begun):
    assert "Kept: " in begun.send(1, act="write").text


def test_without_exercises_it_says_what_to_write(browser):
    page = browser.get("/practise")
    assert page.status == 200
    assert not page.all("button")
