"""A mock in the page: nothing seen before it begins, the clock, one answer at a time, resumed."""

import pytest
from collections_on_disk import deck, opened
from running import process
from web_browser import Browser

from flashcards.services.preparation.mock.acts import open_mock
from flashcards.services.preparation.mock.history import mocks

QUESTIONS = "".join(f"Q: Why is it {n}?\nA: Because of {n}.\n\n" for n in range(12))


@pytest.fixture
def begun(root, browser) -> Browser:
    """A browser in which a theory mock has begun."""
    deck(root, f"---\narea: theory\n---\n{QUESTIONS}", "theory.md")
    browser.get("/mock")
    browser.send(form="theory", mode="after")
    return browser


def asked(browser):
    """The first question, its clock running."""
    return browser.send(0, act="ask")


def answered(browser):
    """Answer every question."""
    while "feedback" not in browser.page.text:
        browser.send(0, act="ask")
        browser.send(0, act="forward")
    return browser.page


def judged(browser, score="4"):
    """Give all of the feedback."""
    while "Proposed next" not in browser.page.text:
        values = {one.get("value") for one in browser.page.all("button", name="said")}
        browser.send(0, said=score if "5" in values else "y" if "y" in values else "fine")


def test_nothing_of_a_question_is_seen_before_its_clock_runs(begun):
    assert "Theory mock: 10 questions" in begun.page.text
    assert "Why is it" not in begun.page.text
    page = asked(begun)
    assert "Why is it" in page.text
    assert "Because of" not in page.text
    assert "2:00 left of 2:00" in page.text


def test_it_is_held_to_its_end_and_kept(up, begun):
    assert "Because of" in answered(begun).text
    judged(begun)
    page = begun.send(0, said="")
    assert "The theory mock is over." in page.text
    (mock,) = mocks(up.collection)
    assert mock.ended
    assert set(mock.questions[-1].feedback.scores.values()) == {4}
    assert "New questions only" in begun.send(0, act="close").text


def test_a_question_whose_time_is_up_is_over(up, begun):
    asked(begun)
    up.clock.say(minutes=3)
    page = begun.get("/mock")
    assert "question 2 of 10" in page.text
    assert mocks(up.collection)[0].questions[0].answered


def test_the_clock_is_written_down_while_it_runs(up, begun):
    asked(begun)
    up.clock.say(minutes=1)
    assert begun.get("/mock/clock").body == b""
    assert open_mock(up.collection).questions[0].used_s == 60


def test_a_form_sent_twice_counts_once(up, begun):
    page = asked(begun)
    begun.send(0, page, act="forward")
    begun.send(0, page, act="forward")
    assert "out of date" in begun.page.text
    assert [one.answered for one in mocks(up.collection)[0].questions][:2] == [True, False]


def test_it_is_stopped_and_resumed(up, begun):
    asked(begun)
    up.clock.say(minutes=1)
    page = begun.send(1, act="leave")
    assert "Kept: 0 of 10 questions answered." in page.text
    assert "1:00 of 2:00 is left." in page.text
    up.clock.say(minutes=30)
    assert "1:00 left of 2:00" in asked(begun).text


def test_a_mock_that_another_terminal_ended_is_said(root, begun):
    page = asked(begun)
    ran = process("-C", root, "mock", "end")
    assert ran.code == 0
    begun.send(0, page, act="forward")
    assert "Another terminal went on with this mock" in begun.page.text


def test_what_is_no_feedback_is_asked_again(begun):
    answered(begun)
    page = begun.send(0, said="  ")
    assert "Say something" in page.text


@pytest.mark.parametrize("form", ["", "nothing", "coding"])
def test_a_form_that_is_none_or_has_no_question_begins_none(root, up, browser, form):
    browser.get("/mock")
    browser.send(form=form, mode="after")
    assert browser.page.status == 200
    assert mocks(up.collection) == ()


def test_a_mock_of_a_terminal_goes_on_in_the_page(root, browser):
    deck(root, f"---\narea: theory\n---\n{QUESTIONS}", "theory.md")
    process("-C", root, "mock", "theory", stdin=b"\nq\n")
    assert "question 2 of 10" in browser.get("/mock").text
    with opened(root) as collection:
        assert not open_mock(collection).ended
