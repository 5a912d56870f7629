"""What goes wrong in the middle is a page that says what to do; nothing is counted twice."""

from contextlib import closing
from socket import SHUT_RDWR, create_connection

from collections_on_disk import at, opened

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
