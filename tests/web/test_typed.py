"""Answers that are typed in the page: the difference is shown, the grade stays the learner's."""

import pytest
from collections_on_disk import deck, dump
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flashcards.core.study.typed_answer import difference
from flashcards.services.statistics.reviews import review_rows
from flashcards.views.text import plain

TYPED = "---\nanswer: typed\n---\n"
POINTS = "**Because.**\n\n- one\n- two"


@pytest.fixture
def root(tmp_path):
    """A question whose answer is typed, and a cloze; a question and a skill that are said."""
    deck(tmp_path, f"{TYPED}Q: one?\nA: gradient\n\nC: two is [even].\n", "a.md")
    deck(tmp_path, f"{TYPED}Q: Why?\nA: {POINTS}\n", "b.md")
    deck(tmp_path, f"{TYPED}S: I count.\n", "c.md")
    deck(tmp_path, "Q: three?\nA: 3\n", "said.md")
    return tmp_path


def field(page):
    """The field for the answer, if there is one."""
    return page.all("input", name="typed")


def marks(page):
    """How many pieces are marked, by kind."""
    return {kind: len(page.all("mark", **{"class": kind})) for kind in ("over", "found")}


def test_what_differs_is_shown_and_the_learner_grades(up, browser):
    page = browser.get("/review?deck=a")
    assert [one["data-key"] for one in field(page)] == [" |Enter"]
    assert "data-key" not in page.all("button", value="reveal")[0]
    before = dump(up.collection, "facts", "schedules")
    page = browser.send(act="reveal", typed=" gradint ")
    assert "you: gradint answer: gradient" in page.text
    assert page.text.index("you: ") > page.text.index("one?")
    assert marks(page) == {"over": 0, "found": 1}
    assert not field(page)
    assert dump(up.collection, "facts", "schedules") == before
    assert "you: " not in browser.send(grade="4").text
    assert [one.rating for one in review_rows(up.collection)] == [4]


def test_of_a_cloze_what_is_hidden_is_typed(browser):
    browser.get("/review?deck=a")
    browser.send(act="reveal", typed="")
    page = browser.send(grade="4")
    assert field(page)
    assert "You typed it exactly." in browser.send(act="reveal", typed="EVEN").text


def test_only_in_a_deck_that_says_so_and_no_skill(browser):
    assert not field(browser.get("/review?deck=said"))
    assert "you: " not in browser.send(act="reveal", typed="x").text
    assert not field(browser.get("/assess/due"))


@given(typed=st.text(st.characters(codec="utf-8"), max_size=40))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_is_text_and_marked_as_at_a_terminal(up, browser, typed):
    browser.get("/review?deck=a")
    page = browser.send(act="reveal", typed=typed)
    found = difference(typed.strip(), "gradient")
    parts = [*found.typed, *found.expected]
    assert marks(page)["over"] + marks(page)["found"] == sum(not one.is_same for one in parts) + (
        found.is_none
    )
    if not found.is_none:
        said = "".join(plain(one.text) for one in found.typed)
        assert " ".join(f"you: {said} answer: gradient".split()) in page.text
    assert not list(review_rows(up.collection))


def test_markup_that_is_typed_is_text(browser):
    browser.get("/review?deck=a")
    page = browser.send(act="reveal", typed="<script>alert(1)</script><b onclick=x>")
    assert len(page.all("script")) == 1
    assert not [one for _, one in page.elements if "onclick" in one]


def test_it_stands_before_the_points_while_they_are_ticked(browser):
    browser.get("/review?deck=b")
    browser.send(act="reveal", typed="Because")
    page = browser.send(1, act="points")
    assert "you: Because" in page.text
    assert page.all("input", type="checkbox")


def test_what_was_typed_comes_back_with_an_undo_and_stands_by_no_other_card(browser):
    browser.get("/review?deck=a")
    browser.send(act="reveal", typed="gradint")
    browser.send(grade="4")
    assert "you: " not in browser.page.text
    assert "you: gradint" in browser.send(1, act="undo").text
