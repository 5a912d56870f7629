"""What is sent is bounded, in bytes and in time; one who is slow holds nobody up."""

import socket
from contextlib import closing, contextmanager

import pytest
from web_browser import Browser, answering

from flashcards.errors.pages import PortTaken
from flashcards.views.html import element
from flashcards.web.exchange import Request, Response, Status
from flashcards.web.server import PageServer

SHORT_S = 0.3
"""How long a request may take where a test waits for the end of that."""


@contextmanager
def echo(patience_s=30.0):
    """A server that says what it was asked; the requests it was asked, and its port."""
    asked = []

    def answer(request: Request) -> Response:
        asked.append(request)
        return Response.page(element("p", request.path, request.form.get("word")))

    with (
        PageServer("127.0.0.1", 0, answer, patience_s) as server,
        answering(lambda: server.serve_forever(0.01), server.shutdown),
    ):
        yield asked, server.port


def sent(port, *pieces):
    """Send bytes as they are; all that comes back until the connection is closed."""
    with closing(socket.create_connection(("127.0.0.1", port), timeout=30)) as connection:
        for piece in pieces:
            connection.sendall(piece)
        back = b""
        while more := connection.recv(65_536):
            back += more
        return back


def test_what_is_asked_for_comes_with_its_path_its_query_and_its_form():
    with echo() as (asked, port):
        page = Browser(port).ask("POST", "/a?x=1&y=%3Cb%3E", "word=gr%C3%BCn+blau&empty=")
    assert page.text == "/agrün blau"
    assert (asked[0].query, asked[0].form) == (
        {"x": "1", "y": "<b>"},
        {"word": "grün blau", "empty": ""},
    )


def test_every_answer_forbids_what_no_page_needs():
    with echo() as (_, port):
        answers = [Browser(port).ask("GET", "/"), Browser(port).ask("PUT", "/")]
    for answer in answers:
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; ")
        assert "unsafe" not in policy
        assert {policy.count(word) for word in ("http:", "https:", "data:", "*")} == {0}
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["x-frame-options"] == "DENY"
        assert "server" not in answer.headers


HEAD = b"GET / HTTP/1.1\r\nHost: x\r\n"


@pytest.mark.parametrize(
    "more",
    [
        b"X: " + b"a" * 1_000_000 + b"\r\n\r\n",
        b"".join(b"X-%d: %s\r\n" % (n, b"a" * 9_000) for n in range(90)) + b"\r\n",
        b"".join(b"X-%d: a\r\n" % n for n in range(1_000)) + b"\r\n",
    ],
    ids=["one header of a megabyte", "many long ones", "a thousand"],
)
def test_a_head_of_a_megabyte_is_refused_and_never_asked(more):
    with echo() as (asked, port):
        back = sent(port, HEAD, more)
    assert back.startswith(b"HTTP/1.1 431 ")
    assert b"Clear the cookies" in back
    assert not asked


def test_a_path_of_a_megabyte_is_refused():
    with echo() as (asked, port):
        back = sent(port, b"GET /" + b"a" * 1_000_000 + b" HTTP/1.1\r\n\r\n")
    assert back.startswith(b"HTTP/1.1 431 ")
    assert not asked


FORM = b"POST / HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (FORM + b"Content-Length: 9999999999\r\n\r\n", 413),
        (FORM + b"Content-Length: " + b"9" * 5_000 + b"\r\n\r\n", 413),
        (FORM + b"Content-Length: -1\r\n\r\n", 411),
        (FORM + b"\r\n", 411),
        (FORM + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\na=b", 411),
        (b"POST / HTTP/1.1\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\na=b", 415),
        (b"DELETE / HTTP/1.1\r\n\r\n", 405),
        (b"GET * HTTP/1.1\r\n\r\n", 400),
        (b"GET http://[::1 HTTP/1.1\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\r\n\r\n", 400),
    ],
)
def test_a_form_of_no_known_length_or_kind_is_refused(head, status):
    with echo() as (asked, port):
        back = sent(port, head)
    assert back.split()[1] == str(status).encode() or back.startswith(b"<!doctype")
    assert not asked


@pytest.mark.parametrize("begun", [b"", b"GET / HT", HEAD, FORM + b"Content-Length: 9\r\n\r\na"])
def test_one_who_does_not_go_on_is_let_go(begun):
    """However much of a request has come: `sent` returns when the server has closed."""
    with echo(SHORT_S) as (asked, port):
        assert sent(port, begun) == b""
        assert Browser(port).ask("GET", "/still").text == "/still"
    assert [one.path for one in asked] == ["/still"]


def test_a_byte_now_and_then_wins_no_time():
    with (
        echo(SHORT_S) as (asked, port),
        closing(socket.create_connection(("127.0.0.1", port), timeout=0.02)) as slow,
    ):
        is_open = True
        while is_open:
            try:
                slow.send(b"a")
                is_open = slow.recv(1) != b""
            except TimeoutError:
                continue
            except OSError:
                is_open = False
    assert not asked


def test_slow_ones_keep_nobody_from_the_page():
    with echo() as (_, port):
        slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(20)]
        assert Browser(port).ask("GET", "/quick").text == "/quick"
        for one in slow:
            one.close()


def test_a_port_in_use_is_one_sentence():
    with echo() as (_, port), pytest.raises(PortTaken) as told:
        PageServer("127.0.0.1", port, lambda _: Response(Status.OK))
    assert str(told.value).startswith(f"Port {port} cannot be used (")
    assert "--port 0" in str(told.value)
