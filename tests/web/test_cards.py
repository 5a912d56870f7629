"""Cards are found and looked at; what is done to one is what a command does."""

from urllib.parse import quote

import pytest
from collections_on_disk import at, deck, dump
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flashcards.core.decks.query import Query
from flashcards.services.decks.list import card_rows
from flashcards.services.study.answer import Grade, answer
from flashcards.storage.database.engine import reading
from flashcards.storage.log.log import fact_count


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
    assert "Asked no more, until it is resumed." in browser.send(act="suspend").text
    assert rows(up)[0].suspended
    browser.send(1, act="resume")
    assert not rows(up)[0].suspended
    browser.send(1, act="bury")
    assert rows(up)[0].buried


@given(acts=st.lists(st.sampled_from(["suspend", "resume", "bury", "reset"]), max_size=4))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_was_done_last_is_taken_back_there(up, browser, acts):
    """The card is as before; the form sent twice, or after that, does nothing more."""
    card = rows(up)[0].id
    if not rows(up)[0].reps:
        answer(up.collection, at(), card, Grade(3))
    for act in acts:
        browser.get(f"/card/{card}")
        before, was = dump(up.collection), len(browser.page.forms)
        page = browser.send(act=act)
        if dump(up.collection) == before:
            assert not page.all("button", value="undo")
            continue
        assert len(page.forms) == was + 1
        browser.send(0, page, act="undo")
        assert "Taken back." in browser.page.text
        assert dump(up.collection) == before
        assert "out of date" in browser.send(0, page, act="undo").text
        assert dump(up.collection) == before


@pytest.mark.parametrize("act", ["suspend", "bury", "reset"])
def test_an_act_on_a_card_that_is_sent_twice_counts_once(up, browser, act):
    card = rows(up)[0].id
    answer(up.collection, at(), card, Grade(3))
    page = browser.get(f"/card/{card}")
    browser.send(0, page, act=act)
    count = facts(up)
    assert "so its button did nothing" in browser.send(0, page, act=act).text
    assert facts(up) == count


def facts(up):
    """How many there are."""
    with reading(up.collection.engine) as connection:
        return fact_count(connection)


def test_the_address_of_a_card_whose_text_changed_leads_to_the_card_as_it_is_now(root, up, browser):
    old = rows(up)[0].id
    answer(up.collection, at(), old, Grade(3))
    before = browser.get(f"/card/{old}")
    deck(root, "Q: one, please?\nA: 1\n\nQ: two?\nA: 2\n\nQ: three?\nA: 3\n")
    page = browser.get(f"/card/{old}")
    new = rows(up)[0].id
    assert new != old
    assert browser.path == f"/card/{new}"
    assert "one, please?" in page.text
    assert "Q: one, please?" in browser.get(f"/edit/{old}").text
    browser.send(0, before, act="suspend")
    assert rows(up)[0].suspended
    assert browser.path.startswith(f"/card/{new}?done=suspend")


def test_a_card_whose_text_is_in_no_deck_keeps_its_page(root, up, browser):
    card = rows(up)[2].id
    answer(up.collection, at(), card, Grade(3))
    deck(root, "Q: one?\nA: 1\n\nQ: two?\nA: 2\n")
    assert "its text is in no deck any more" in browser.get(f"/card/{card}").text
    assert browser.path == f"/card/{card}"


def test_a_card_that_is_none_is_one_sentence(browser):
    page = browser.get("/card/nothing")
    assert "There is no card 'nothing'" in page.text


def test_many_cards_are_a_page_that_says_how_many_there_are(root, browser):
    deck(root, "".join(f"Q: {n}?\nA: {n}\n\n" for n in range(300)))
    page = browser.get("/cards")
    assert "300 cards, the first 150 shown" in page.text
    assert len(page.body) < 60_000
