"""What goes wrong in the middle is a page that says what to do; nothing is counted twice."""

from contextlib import closing
from socket import SHUT_RDWR, create_connection
from urllib.parse import quote, urlencode

import pytest
from collections_on_disk import at, opened
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flashcards.core.decks.query import Query
from flashcards.services.decks.list import card_rows


def test_a_database_that_is_deleted_meanwhile_is_put_back_with_the_answer(root, browser):
    browser.get("/review")
    browser.send(act="reveal")
    for file in (root / ".flash").glob("flash.db*"):
        file.unlink()
    assert "two?" in browser.send(0, grade="3").text
    with opened(root) as again:
        assert [row.reps for row in card_rows(again, at(), Query(()))] == [1, 0, 0]


def test_another_database_in_its_place_is_a_page_that_says_what_to_do(root, browser):
    browser.get("/review")
    browser.send(act="reveal")
    database = root / ".flash" / "flash.db"
    database.rename(database.with_name("away.db"))
    database.write_bytes(b"")
    page = browser.send(0, grade="3")
    assert "flash.db" in page.text
    assert database.read_bytes() == b""


def test_one_who_goes_away_in_the_middle_leaves_nothing_behind(up, browser, capfd):
    for piece in (b"", b"GET / HTTP/1.1\r\n", b"X: " + b"a" * 100_000):
        with closing(create_connection(("127.0.0.1", up.running.port))) as connection:
            connection.sendall(piece)
            connection.shutdown(SHUT_RDWR)
    assert browser.get("/").status == 200
    assert capfd.readouterr().err == ""


def test_a_mistake_of_ours_is_a_page_and_told_where_the_server_runs(up, browser, capfd):
    up.clock.moment = None
    page = browser.get("/")
    assert page.status == 500
    assert "wrong in flash itself" in page.text
    assert "AttributeError" in capfd.readouterr().err


def test_what_was_answered_is_there_for_a_terminal_at_once(root, browser):
    browser.get("/review")
    browser.send(act="reveal")
    browser.send(0, grade="4")
    with opened(root) as other:
        assert [row.reps for row in card_rows(other, at(), Query(()))] == [1, 0, 0]


UNKNOWN = {
    "a card": ("/card/0f0f", "There is no card '0f0f'"),
    "an edit": ("/edit/0f0f?back=/review/0f", "There is no card '0f0f'"),
    "a deck": ("/review?deck=nothing", "There is no deck 'nothing'"),
    "a deck's file": ("/preview/nothing.md", "There is no deck file 'nothing.md'"),
    "a picture's card": ("/media/0f0f/0", "There is no card '0f0f'"),
    "a page": ("/nothing", "There is no such page."),
}


@pytest.mark.parametrize(("path", "said"), UNKNOWN.values(), ids=UNKNOWN)
def test_what_there_is_not_is_said_in_words_and_how_to_go_on(browser, path, said):
    page = browser.get(path)
    assert page.status == 404
    assert said in page.text
    assert page.all("a", href="/")


def test_a_command_that_would_help_is_a_link_to_its_page(browser):
    page = browser.get("/card/0f0f")
    assert "find its id with flash list WORD." in page.text
    assert page.all("main")
    assert len(page.all("a", href="/cards")) == 2


def test_a_card_that_is_gone_cannot_be_acted_on(browser):
    page = browser.get("/cards")
    page = browser.get(next(one["href"] for one in page.all("a") if "/card/" in one["href"]))
    answer = browser.ask("POST", "/card/0f0f", urlencode({**page.forms[0][1], "act": "suspend"}))
    assert answer.status == 404


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    page=st.sampled_from(["card", "edit", "media", "preview", "digest", "review", "practise", ""]),
    rest=st.text(max_size=20),
)
def test_no_address_is_too_much_for_a_page(browser, page, rest):
    """Whatever stands behind a page's name: a page, or that there is none."""
    answer = browser.get(f"/{page}/{quote(rest)}?deck={quote(rest)}&back={quote(rest)}")
    assert answer.status in {200, 404}, answer.text
