"""The review in the page: the terminal's session, driven by forms that count once."""

from urllib.parse import quote

import pytest
from collections_on_disk import at, deck, opened
from plans import SMALL
from running import process
from web_browser import Browser

from flashcards.core.decks.query import Query
from flashcards.services.decks.list import card_rows
from flashcards.services.statistics.reviews import review_rows
from flashcards.services.study.answer import Grade, answer
from flashcards.services.study.live_session import LiveSession
from flashcards.services.study.review_options import ReviewOptions
from flashcards.services.study.session import start
from flashcards.storage.database.engine import reading
from flashcards.storage.log.log import all_reviews


def answers(up):
    """The grades that count, in order."""
    with reading(up.collection.engine) as connection:
        return [int(one.rating) for one, is_undone in all_reviews(connection) if not is_undone]


def begun(browser):
    """The first card of a review."""
    return browser.get("/review")


def revealed(browser):
    """The answer of the first card."""
    begun(browser)
    return browser.send(act="reveal")


def test_a_card_is_asked_answered_and_graded_with_what_each_grade_would_give(up, browser):
    page = begun(browser)
    assert "one?" in page.text
    assert "0 answered · 3 left · 3 min" in page.text
    page = browser.send(act="reveal")
    assert page.text.count("10m") == 1
    said = [one["value"] for one in page.all("button", name="grade")]
    assert said == ["1", "2", "3", "4"]
    page = browser.send(grade="3")
    assert "two?" in page.text
    assert "Good: it comes again in 10m. u takes it back." in page.text
    assert answers(up) == [3]


def test_the_keys_are_those_of_the_terminal(browser):
    page = revealed(browser)
    keys = {one["data-key"]: one for one in page.all("button") if "data-key" in one}
    assert {"1", "2", "3| |Enter", "4", "u", "s", "-", "!"} <= keys.keys()
    assert begun(browser).all("button", **{"data-key": " |Enter"})[0]["value"] == "reveal"


def test_the_minutes_that_are_left_become_fewer(browser):
    begun(browser)
    for left in (3, 2, 1):
        assert f"{left} left · {left} min" in browser.page.text
        browser.send(act="reveal")
        browser.send(grade="4")


def test_a_form_sent_twice_counts_once(up, browser):
    page = revealed(browser)
    browser.send(0, page, grade="3")
    again = browser.send(0, page, grade="3")
    assert answers(up) == [3]
    assert "out of date" in again.text
    assert "two?" in again.text


def test_an_answer_opened_twice_says_nothing(browser):
    page = begun(browser)
    browser.send(0, page, act="reveal")
    assert "out of date" not in browser.send(0, page, act="reveal").text


def test_undo_goes_back_also_after_the_last_card(up, browser):
    begun(browser)
    for _ in range(3):
        browser.send(act="reveal")
        browser.send(grade="4")
    assert "3 answers saved." in browser.page.text
    page = browser.send(act="undo")
    assert "three?" in page.text
    assert answers(up) == [4, 4]
    page = browser.send(1, act="redo")
    assert "3 answers saved." in page.text
    assert answers(up) == [4, 4, 4]


def test_the_end_says_what_the_session_came_to_until_an_undo(browser):
    begun(browser)
    browser.send(act="reveal")
    page = browser.send(grade="1")
    while "Tomorrow" not in page.text:
        browser.send(act="reveal")
        page = browser.send(grade="4")
    assert "3 cards" in page.text
    assert "Hard: one? (1 time again)" in page.text
    assert "Tomorrow: 1 card due, about 1 minute." in page.text
    page = browser.send(act="undo")
    assert "Tomorrow" not in page.text


def test_an_undo_into_an_earlier_session_asks_first(up, browser):
    revealed(browser)
    browser.send(grade="3")
    begun(browser)
    page = browser.send(1, act="undo")
    assert "Before this session, 2026-01-05 08:00: grade 3 of one? (numbers). Undo it?" in page.text
    assert answers(up) == [3]
    page = browser.send(0, which="this")
    assert "one?" in page.text
    assert answers(up) == []


def test_an_undo_with_nothing_to_undo_says_so(browser):
    begun(browser)
    assert "There is nothing to undo" in browser.send(1, act="undo").text


def test_what_is_asked_may_be_left(up, browser):
    begun(browser)
    browser.send(1, act="suspend")
    page = browser.send(1, act="leave")
    assert "one?" in page.text
    assert page.all("button", value="reveal")


def test_skip_put_off_and_suspend_are_those_of_the_terminal(up, browser):
    begun(browser)
    assert "two?" in browser.send(1, act="skip").text
    page = browser.send(1, act="bury")
    assert "1 card put off until tomorrow. u takes it back." in page.text
    assert "three?" in page.text
    assert "until it is resumed." in browser.send(1, act="suspend").text
    page = browser.send(0, which="this")
    assert "1 card asked no more, until resumed." in page.text
    assert answers(up) == []


def test_siblings_are_asked_for(root, up, browser):
    deck(root, "C: The [a] is the [b].\n", "cloze.md")
    browser.get("/review?deck=cloze")
    page = browser.send(1, act="bury")
    assert "All 2 of this place" in page.text
    page = browser.send(0, which="all")
    assert "2 cards put off until tomorrow." in page.text
    assert "0 answers saved." in page.text


def test_yesterdays_tab_counts_nothing_and_begins_today(up, browser):
    page = revealed(browser)
    up.clock.say(days=1)
    after = browser.send(0, page, grade="3")
    assert answers(up) == []
    assert "A new day has begun" in after.text
    assert "one?" in after.text


def test_a_card_whose_text_goes_while_it_is_shown_is_passed_over(root, up, browser):
    page = revealed(browser)
    deck(root, "Q: two?\nA: 2\n\nQ: three?\nA: 3\n")
    after = browser.send(0, page, grade="3")
    assert answers(up) == []
    assert "text is gone" in after.text
    assert "two?" in after.text


def test_a_card_that_is_edited_elsewhere_is_shown_as_it_is_now(root, up, browser):
    revealed(browser)
    browser.send(grade="3")
    deck(root, "Q: one?\nA: 1\n\nQ: two, please?\nA: 2\n\nQ: three?\nA: 3\n")
    assert "two, please?" in browser.get(browser.path).text


def test_two_tabs_show_one_session_and_what_the_other_did_counts_once(up, browser):
    first = revealed(browser)
    second = browser.get(browser.path)
    browser.send(0, second, grade="4")
    after = browser.send(0, first, grade="1")
    assert answers(up) == [4]
    assert "two?" in after.text


def test_a_terminal_beside_the_page_is_served_as_two_terminals_are(root, up, browser):
    page = revealed(browser)
    with opened(root) as other:
        terminal = LiveSession.of(other, at, start(other, at(), ReviewOptions()))
        terminal.reveal()
        terminal.grade(4)
    after = browser.send(0, page, grade="1")
    assert "Answered elsewhere (Easy" in after.text
    assert answers(up) == [4]


def test_two_sessions_in_two_tabs_are_two_terminals(up, browser):
    first = revealed(browser)
    path = browser.path
    second = revealed(browser)
    assert browser.path != path
    browser.send(0, second, grade="4")
    browser.path = path
    after = browser.send(0, first, grade="1")
    assert "Answered elsewhere" in after.text
    assert answers(up) == [4]


@pytest.mark.parametrize("grade", ["0", "5", "x", "", "33", "-1", "٣"])
def test_a_grade_that_is_none_is_said_and_counts_nothing(up, browser, grade):
    revealed(browser)
    page = browser.send(grade=grade)
    assert answers(up) == []
    assert "That is no grade of this card." in page.text
    assert "one?" in page.text


def test_what_a_session_ticked_in_the_plan_is_said_at_its_end(
    root, browser, tmp_path_factory, monkeypatch
):
    monkeypatch.setenv("FLASH_NOW", "2026-01-05T08:00:00Z")
    monkeypatch.setenv("TZ", "UTC")
    plan = tmp_path_factory.mktemp("plan") / "small.toml"
    by_answers = 'kind = "theory"\nticked_by = "answer"\na_day = 1'
    text = SMALL.replace('kind = "theory"\na_day = 1', by_answers)
    plan.write_text(text.replace('["skills"]', '["maths"]'))
    deck(root, "---\nlimit: 2m\n---\nQ: one?\nA: 1\n\nQ: two?\nA: 2\n", "maths.md")
    assert process("-C", root, "plan", "start", plan, "--interview", "2026-01-19").code == 0
    browser.get("/review?deck=maths")
    browser.send(act="reveal")
    page = browser.send(grade="4")
    assert "1 answer saved. Ticked in your plan: aloud 1 of 7." in page.text


def test_a_session_that_is_gone_is_begun_anew(browser):
    page = browser.get("/review/nowhere")
    assert "That session is over." in page.text
    assert "one?" in page.text


def test_a_deck_that_is_none_is_one_sentence(browser):
    page = browser.get("/review?deck=nowhere")
    assert page.status == 404
    assert "There is no deck 'nowhere'" in page.text


def test_a_new_session_asks_as_many_new_cards_as_it_is_told(root, browser):
    deck(root, "".join(f"Q: {n}?\nA: {n}\n\n" for n in range(30)))
    assert "25 left" in browser.get("/review?new=25").text


def test_the_clock_of_a_limited_card_is_in_sight(root, up, browser):
    deck(root, "---\nlimit: 10s\n---\nQ: quick?\nA: yes\n")
    assert "0:00 of 0:10" in begun(browser).text
    up.clock.say(minutes=1)
    page = browser.get(browser.path)
    assert page.all("p", **{"class": "clock over"})
    assert "1:00, 0:50 over the limit of 0:10" in page.text


def test_a_clock_may_be_turned_off_and_on_and_nothing_else_changes(root, up, browser):
    deck(root, "---\nlimit: 10s\n---\nQ: quick?\nA: yes\n\nQ: next?\nA: no\n")
    page = begun(browser)
    assert page.all("button", value="limit", **{"data-key": "t"})
    page = browser.send(1, act="limit")
    assert "Time limit off." in page.text
    assert not page.all("p", role="timer")
    up.clock.say(minutes=1)
    browser.send(act="reveal")
    page = browser.send(grade="3")
    assert "next?" in page.text
    assert "over time" not in page.text
    assert not page.all("p", role="timer")
    page = browser.send(1, act="limit")
    assert "Time limit on." in page.text
    assert page.all("p", role="timer")
    (given,) = review_rows(up.collection)
    assert (given.rating, given.limit_s) == (3, 10)


def test_a_card_without_a_limit_has_no_clock_to_turn_off(browser):
    assert not begun(browser).all("button", value="limit")


def test_a_cloze_is_asked_with_its_gap_and_answered_in_its_place(root, browser):
    deck(root, "C: The [mean] is it.\n", "cloze.md")
    assert "The […] is it." in browser.get("/review?deck=cloze").text
    assert browser.send(act="reveal").all("mark", **{"class": "found"})


def test_all_works_without_a_script(browser):
    """Every act is a button in a form that has all it needs."""
    page = revealed(browser)
    assert all("mark" in fields and "form_token" in fields for _, fields in page.forms)
    assert all("type" not in one or one["type"] == "submit" for one in page.all("button"))


def test_a_browser_that_is_not_let_in_grades_nothing(up, browser):
    page = revealed(browser)
    stranger = Browser(up.running.port)
    stranger.page, stranger.path = page, browser.path
    assert stranger.send(grade="3").status == 403
    assert answers(up) == []


def links(page):
    """Where the page leads, besides the other pages."""
    return {one["href"] for one in page.all("a") if "class" not in one}


def test_the_end_offers_one_thing_and_leads_to_its_page(root, up, browser):
    deck(root, "".join(f"Q: {n}?\nA: {n}\n\n" for n in range(25)))
    begun(browser)
    for _ in range(20):
        browser.send(act="reveal")
        browser.send(grade="4")
    said = "New cards wait for another day. To ask 5 now: flash review --new 5"
    assert said in browser.page.text
    assert "/review?new=5" in links(browser.page)
    assert "5 left" in browser.get("/review?new=5").text
    browser.send(act="reveal")
    assert "To ask" not in browser.page.text


def test_the_end_offers_the_next_step_of_the_day_before_all_else(root, browser):
    deck(root, "---\ncards: self-assessment\n---\n- Ridge\n", "skills.md")
    begun(browser)
    for _ in range(3):
        browser.send(act="reveal")
        browser.send(grade="4")
    assert "Next: flash assess" in browser.page.text
    browser.get("/assess/due")
    browser.send(act="reveal")
    assert "Next:" not in browser.send(grade="4").text


@pytest.fixture
def thrifty(root):
    """A minute a day, in which each card is answered."""
    (root / "flash.toml").write_text("minutes_per_day = 1\n")


@pytest.mark.usefixtures("thrifty")
def test_what_is_held_back_by_the_days_minutes_is_one_link_away(up, browser):
    first, *others = (one.id for one in card_rows(up.collection, at(), Query(())))
    for card in (first, *others):
        answer(up.collection, at(), card, Grade(4))
    up.clock.say(days=28)
    answer(up.collection, at(days=28), first, Grade(4, duration_ms=60_000))
    page = begun(browser)
    assert "2 due cards wait. To ask them now: flash review --minutes 30" in page.text
    assert "/review?minutes=30" in links(page)
    assert "0 answered · 2 left" in browser.get("/review?minutes=30").text


@pytest.mark.parametrize(
    ("asked", "is_any"),
    [
        ("", False),
        ("?ahead=1", False),
        ("?ahead=20", True),
        ("?ahead=x", False),
        ("?ahead=²", False),
    ],
)
def test_an_address_asks_what_is_due_in_so_many_days(up, browser, asked, is_any):
    begun(browser)
    for _ in range(3):
        browser.send(act="reveal")
        browser.send(grade="4")
    up.clock.say(days=2)
    page = browser.get(f"/review{quote(asked, safe='?=')}")
    assert bool(page.all("button", value="reveal")) == is_any
