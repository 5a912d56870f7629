"""Keys that `flash.toml` binds, in the page: elements name them, titles and sentences say them."""

import pytest
from collections_on_disk import deck
from hypothesis import given
from hypothesis import strategies as st
from web_browser import Page

from flashcards.core.bound_keys import ACT_KEYS, bound_keys
from flashcards.errors.settings import KeyTwice
from flashcards.views.study.bound_keys import BoundKeys
from flashcards.web.keys_shown import key_of, keys_shown
from flashcards.web.pages.parts import FORWARD

KEYS = '[keys]\nundo = "b"\nredo = "B"\nsuspend = "x"\nagain = "|"\ngood = "w"\nedit = "E"\n'
SIGNS = st.characters(exclude_categories=("C", "Z", "N")).filter(lambda one: not one.isnumeric())
SAID = st.dictionaries(st.sampled_from(sorted(ACT_KEYS)), SIGNS | st.sampled_from("usqjx?|"))


@pytest.fixture
def root(tmp_path):
    """A question, and keys of one's own."""
    deck(tmp_path)
    deck(tmp_path, "---\ncards: self-assessment\n---\n- Ridge\n", "skills.md")
    (tmp_path / "flash.toml").write_text(KEYS)
    return tmp_path


def keys(page):
    """What each key presses, and what is said of it."""
    return {
        key: (one.get("value") or one.get("href", "").split("/")[1], one.get("title"))
        for tag in ("button", "a")
        for one in page.all(tag)
        if "data-key" in one
        for key in one["data-key"].split("|")
    }


@given(SAID)
def test_each_act_is_pressed_by_its_key_and_by_no_other(said):
    try:
        bound = BoundKeys.of(bound_keys(said))
    except KeyTwice:
        return
    named = {act: key_of(bound, usual) for act, usual in ACT_KEYS.items()}
    for act, key in named.items():
        pressed = said.get(act, ACT_KEYS[act])
        wanted = "Bar" if pressed == "|" else pressed
        parts = f"{key}|{FORWARD}".split("|")
        assert parts == [wanted, " ", "Enter"]
    assert len(set(named.values())) == len(named)


@given(SAID)
def test_the_list_of_keys_calls_each_act_by_its_key(said):
    try:
        bound = BoundKeys.of(bound_keys(said))
    except KeyTwice:
        return
    page = Page(200, {"content-type": "html"}, str(keys_shown(bound)).encode())
    (opens,) = page.all("summary")
    assert opens["data-key"] == key_of(bound, "?")
    for usual, does in (("u", "undo"), ("!", "suspend"), ("e", "edit"), ("n", "write a note")):
        assert f" {bound.named(usual)} {does}" in page.text
    assert " ".join(map(bound.named, "1234")) + " again, hard, good, easy" in page.text


def test_every_page_has_its_keys_at_hand(browser):
    for path in ("/", "/review", "/cards", "/statistics", "/assess", "/practise", "/mock"):
        page = browser.get(path)
        assert "Keys Space, Enter show the answer" in page.text
        assert len(page.all("summary", **{"data-key": "?"})) == 1


def test_a_review_is_pressed_by_bound_keys_and_says_them(browser):
    browser.get("/review")
    page = browser.send(act="reveal")
    found = keys(page)
    assert found["x"] == ("suspend", "Key x")
    assert found["b"] == ("undo", "Key b")
    assert found["E"] == ("edit", "Key E")
    assert found["Bar"] == found["1"] == ("1", "Key |")
    assert found["w"] == found["3"] == found[" "] == ("3", "Key w")
    assert found["2"] == ("2", "Key 2")
    assert not {"u", "!", "e"} & found.keys()
    assert "Good: it comes again in 10m. b takes it back." in browser.send(grade="3").text
    page = browser.send(1, act="undo")
    assert "Taken back. B gives it back." in page.text
    assert keys(page)["B"] == ("redo", "Key B")
    assert keys(browser.send(1, act="suspend"))["x"] == ("this", None)


def test_the_deck_is_opened_today_is_gone_to_and_the_page_is_scrolled_by_keys(browser):
    page = browser.get("/review")
    assert keys(page)["o"] == ("preview", "Key o")
    (deck_of,) = (one["href"] for one in page.all("a") if one.get("data-key") == "o")
    (leave,) = (one["href"] for one in page.all("a") if one.get("data-key") == "q")
    assert leave == "/"
    (shown,) = page.all("details", **{"class": "keys"})
    assert [shown[f"data-{way}"] for way in ("down", "up", "top", "bottom")] == ["j", "k", "g", "G"]
    assert "Line 1" in browser.get(deck_of).text


def test_a_skill_is_graded_by_them_too_but_its_grades_have_no_such_names(browser):
    browser.get("/assess/due")
    found = keys(browser.send(act="reveal"))
    assert found["w"] == found["3"] == ("3", "Key 3")
    assert found[" "] == found["4"] == ("4", "Key 4")


def test_a_card_is_edited_and_its_act_taken_back_by_them(browser):
    page = browser.get("/cards")
    browser.get(next(one["href"] for one in page.all("a") if "/card/" in one["href"]))
    assert keys(browser.page)["E"] == ("edit", "Key E")
    assert keys(browser.send(act="suspend"))["b"] == ("undo", "Key b")


def test_a_key_that_cannot_be_stops_sessions_alone_and_every_other_page_says_it(root, request):
    (root / "flash.toml").write_text("[keys]\nundo = 3\n")
    browser, wrong = request.getfixturevalue("browser"), "the key of undo is no text"
    for path in ("/", "/cards", "/statistics"):
        page = browser.get(path)
        assert page.status == 200
        assert wrong in page.text.replace("`", "")
    page = browser.get(
        next(one["href"] for one in browser.get("/cards").all("a") if "/card/" in one["href"])
    )
    assert page.status == 200
    page = browser.get("/review")
    assert page.status == 500
    assert wrong in page.text.replace("`", "")
