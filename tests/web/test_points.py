"""The points of an answer in the page: ticked in the answer, kept with the grade, as elsewhere."""

import pytest
from collections_on_disk import deck
from hypothesis import given
from hypothesis import strategies as st

from flashcards.services.statistics.reviews import review_rows
from flashcards.web.pages.review.points import ticked_numbers

ANSWER = """**Because.**

- one *a*
  - deeper
- two

  more
- [x] three

After it.

- [ ] no point"""


@pytest.fixture
def root(tmp_path):
    """A card with three points, and one without."""
    deck(tmp_path, f"Q: Why?\nA: {ANSWER}\n\nQ: two?\nA: 2\n", "points.md")
    return tmp_path


def ticking(browser):
    """The first card, its points to be ticked."""
    browser.get("/review")
    browser.send(act="reveal")
    return browser.send(1, act="points")


def boxes(page):
    """Which boxes are ticked, and whether they may be."""
    return [("checked" in one, "disabled" not in one) for one in page.all("input", type="checkbox")]


def said(up):
    """Grades, the points said with them, and out of how many."""
    return [(one.rating, one.said, one.points) for one in review_rows(up.collection)]


def test_points_are_ticked_kept_and_stand_with_the_grade(up, browser):
    page = ticking(browser)
    assert boxes(page) == [(False, True)] * 3
    assert not page.all("button", name="grade")
    assert {one.get("form") for one in page.all("input", type="checkbox")} == {"points"}
    page = browser.send(act="said", **{"point-2": "on", "point-3": "on"})
    assert "2 of 3 said" in page.text
    assert boxes(page) == [(False, False), (True, False), (True, False)]
    assert "two?" in browser.send(0, grade="3").text
    assert said(up) == [(3, (2, 3), 3)]


@given(ticked=st.sets(st.integers(1, 3)))
def test_whatever_is_ticked_is_what_was_said(ticked):
    fields = {f"point-{number}": "on" for number in ticked} | {"point-4": "on", "point-x": "on"}
    assert set(ticked_numbers(3, fields)) == ticked


def test_all_at_once_and_none_after_all(up, browser):
    ticking(browser)
    assert boxes(browser.send(act="all_said")) == [(True, True)] * 3
    page = browser.send(act="unsaid")
    assert "no points ticked" in page.text
    assert boxes(page) == []
    browser.send(0, grade="3")
    assert said(up) == [(3, None, None)]


def test_no_point_said_is_not_the_same_as_none_ticked(up, browser):
    ticking(browser)
    assert "0 of 3 said" in browser.send(act="said").text
    browser.send(0, grade="1")
    assert said(up) == [(1, (), 3)]


def test_the_words_of_a_point_name_its_box(browser):
    page = ticking(browser)
    assert [one["for"] for one in page.all("label")] == ["point-1", "point-2", "point-3"]
    assert "[ ]" not in page.text.replace("[ ] no point", "")


def test_no_grade_counts_and_nothing_is_kept_while_the_page_is_older(up, browser):
    browser.get("/review")
    before = browser.send(act="reveal")
    browser.send(1, act="points")
    assert "out of date" in browser.send(0, before, grade="3").text
    assert said(up) == []


@pytest.mark.parametrize("act", ["said", "all_said", "unsaid"])
def test_a_tick_of_no_ticking_does_nothing(browser, act):
    browser.get("/review")
    browser.send(act="reveal")
    assert boxes(browser.send(1, act=act, **{"point-1": "on"})) == []


def test_an_answer_without_points_offers_none(browser):
    ticking(browser)
    browser.send(act="unsaid")
    browser.send(0, grade="4")
    page = browser.send(act="reveal")
    assert "2" in page.text
    assert not page.all("button", value="points")
    assert "no points to tick" in browser.send(1, act="points").text


def test_a_card_tells_what_was_said_and_what_is_left_out_most_often(up, browser):
    ticking(browser)
    browser.send(act="said", **{"point-2": "on"})
    browser.send(0, grade="3")
    (card,) = (one.card for one in review_rows(up.collection))
    page = browser.get(f"/card/{card}")
    assert "1 of 3 said" in page.text
    assert "1 of 1 1. one *a*" in page.text
    assert "1 of 1 3. three" in page.text
