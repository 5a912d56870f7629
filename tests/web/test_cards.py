"""Cards are found and looked at; what is done to one is what a command does."""

from urllib.parse import quote

import pytest
from collections_on_disk import at, deck

from flashcards.core.decks.query import Query
from flashcards.services.decks.list import card_rows
from flashcards.services.study.answer import Grade, answer


def rows(up):
    """The cards as they stand."""
    return list(card_rows(up.collection, up.clock(), Query(())))


@pytest.mark.parametrize(
    ("query", "count"),
    [("", 3), ("two", 1), ("is:new", 3), ("deck:numbers -two", 2), ('"two?"', 1)],
)
def test_a_query_finds_what_flash_list_finds(browser, query, count):
    page = browser.get(f"/cards?q={quote(query)}")
    assert page.text.count("numbers new") == count
    assert page.all("input", name="q", value=query)


@pytest.mark.parametrize(
    ("query", "said"),
    [("nothing", "No card matches"), ("is:odd", "odd"), ('"', "No card"), ("zzz:1", "zzz")],
)
def test_a_query_that_finds_nothing_or_means_nothing_says_so(browser, query, said):
    page = browser.get(f"/cards?q={quote(query)}")
    assert page.status == 200
    assert said in page.text


def test_a_query_is_shown_as_text(browser):
    page = browser.get("/cards?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert len(page.all("script")) == 1
    assert page.all("input", name="q", value='"><script>alert(1)</script>')


def test_a_card_is_shown_with_its_answers_and_its_curve(up, browser):
    card = rows(up)[0].id
    answer(up.collection, at(), card, Grade(3))
    answer(up.collection, at(days=1), card, Grade(4))
    up.clock.say(days=9)
    page = browser.get(f"/card/{card}")
    assert "one?" in page.text
    assert page.text.index("2026-01-06 08:00 4") < page.text.index("2026-01-05 08:00 3")
    (picture,) = page.all("svg")
    assert picture["aria-label"].startswith("Recall is ")
    assert len(page.all("circle")) >= 3


def test_a_card_that_was_never_answered_says_so(up, browser):
    assert "Never answered." in browser.get(f"/card/{rows(up)[0].id}").text


def test_what_is_done_to_a_card_is_what_a_command_does(up, browser):
    card = rows(up)[0].id
    browser.get(f"/card/{card}")
    page = browser.send(act="suspend")
    assert "Asked no more, until it is resumed. `flash undo` takes it back." in page.text
    assert rows(up)[0].suspended
    page = browser.send(act="resume")
    assert not rows(up)[0].suspended
    browser.send(act="bury")
    assert rows(up)[0].buried


def test_a_card_that_is_none_is_one_sentence(browser):
    page = browser.get("/card/nothing")
    assert "There is no card 'nothing'" in page.text


def test_many_cards_are_a_page_that_says_how_many_there_are(root, browser):
    deck(root, "".join(f"Q: {n}?\nA: {n}\n\n" for n in range(300)))
    page = browser.get("/cards")
    assert "300 cards, the first 200 shown" in page.text
    assert len(page.body) < 60_000
