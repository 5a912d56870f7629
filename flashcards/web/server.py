"""The one file that speaks to a network: HTTP on this machine's own address.

A request is bounded in bytes and in time as a whole, so that whoever sends a header of a megabyte,
or one byte a minute, is told so or let go, and nobody else waits for it.
"""

import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BufferedReader, RawIOBase
from threading import BoundedSemaphore
from time import monotonic
from typing import TYPE_CHECKING, Final
from urllib.parse import SplitResult, parse_qsl, urlsplit

from flashcards.errors.pages import PortTaken
from flashcards.web.exchange import Request, Response, Status
from flashcards.web.layout import refusal_page

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

Application = Callable[[Request], Response]

_MOST_HEAD: Final = 32 * 1024
_MOST_BODY: Final = 512 * 1024
"""Bytes of all header lines, and of a form: a card that is edited is the longest."""
_MOST_DIGITS: Final = 12
"""Of a length: more are too many to be made a number."""
_PATIENCE_S: Final = 10.0
_LINGER_S: Final = 1.0
_MOST_AT_ONCE: Final = 32
_MOST_FIELDS: Final = 200
_FORM: Final = "application/x-www-form-urlencoded"
_STATUSES: Final = {
    414: Status.REQUEST_TOO_LONG,
    431: Status.REQUEST_TOO_LONG,
    501: Status.NOT_ALLOWED,
}
"""What the library refuses by itself: long lines, many headers, other methods."""
_POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; media-src 'self';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_ALWAYS: Final = (
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", _POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)
"""Headers of every answer, whatever it is; an answer's own ones come on top."""


class TooLarge(Exception):
    """More bytes than a request may have."""


class BoundedInput(RawIOBase):
    """What a connection sends, up to a number of bytes and a time; then it raises."""

    def __init__(self, connection: socket.socket, most: int, patience_s: float) -> None:
        self._connection = connection
        self._left = most
        self._until = monotonic() + patience_s

    def allow(self, more: int) -> None:
        """Let so many bytes more be read, in the same time."""
        self._left += more

    def readable(self) -> bool:
        """It is to be read."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Read what is there, or wait for it; raises `TooLarge` or `TimeoutError`."""
        seconds = self._until - monotonic()
        if seconds <= 0:
            raise TimeoutError
        if self._left <= 0:
            raise TooLarge
        self._connection.settimeout(seconds)
        view = memoryview(buffer)[: self._left]
        count = self._connection.recv_into(view)
        self._left -= count
        return count


class Exchange(BaseHTTPRequestHandler):
    """One request and its answer; the connection is closed then."""

    server: "PageServer"
    protocol_version = "HTTP/1.1"

    def setup(self) -> None:
        """Read by bounds; a browser that does not take its answer is let go, too."""
        super().setup()
        self._input = BoundedInput(self.connection, _MOST_HEAD, self.server.patience_s)
        self.rfile = BufferedReader(self._input, 8192)

    def handle(self) -> None:
        """Answer, unless the other side is gone, too slow, or asks for no address."""
        with suppress(OSError, ValueError):
            try:
                self.handle_one_request()
            except TooLarge:
                self._refuse(Status.REQUEST_TOO_LONG)

    def do_GET(self) -> None:
        """Answer a request for a page."""
        self._answer({})

    def do_POST(self) -> None:
        """Answer a form."""
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdecimal()) or "Transfer-Encoding" in self.headers:
            self._refuse(Status.LENGTH_WANTED)
        elif len(length) > _MOST_DIGITS or int(length) > _MOST_BODY:
            self._refuse(Status.FORM_TOO_LONG)
        elif self.headers.get_content_type() != _FORM:
            self._refuse(Status.NO_FORM)
        else:
            self._input.allow(int(length))
            body = self.rfile.read(int(length)).decode("utf-8", "replace")
            self._answer(_fields(body))

    def _answer(self, form: dict[str, str]) -> None:
        try:
            parts = urlsplit(self.path)
        except ValueError:
            parts = SplitResult("", "", "", "", "")
        if not parts.path.startswith("/"):
            self._refuse(Status.BAD_REQUEST)
            return
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.command, parts.path, _fields(parts.query), headers, form)
        self._send(self.server.application(request))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse what is no request of a browser."""
        del message, explain
        self._refuse(_STATUSES.get(code, Status.BAD_REQUEST))

    def _refuse(self, status: Status) -> None:
        """Answer without having read all; what is still sent is read for a moment.

        Else the system tells the other side of a broken connection before the answer.
        """
        self.close_connection = True
        self._send(Response.page(refusal_page(status), status))
        self.connection.shutdown(socket.SHUT_WR)
        rest = BoundedInput(self.connection, 64 * _MOST_HEAD, _LINGER_S)
        with suppress(TooLarge):
            while rest.readinto(bytearray(65_536)):
                pass

    def _send(self, answer: Response) -> None:
        self.close_connection = True
        own = {name for name, _ in answer.headers}
        self.request_version = "HTTP/1.1"
        self.send_response_only(answer.status)
        for name, value in (*answer.headers, *(one for one in _ALWAYS if one[0] not in own)):
            self.send_header(name, value)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Connection", "close")
        self.connection.settimeout(self.server.patience_s)
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing: what is asked for is the learner's own."""


class PageServer(ThreadingHTTPServer):
    """Answers on this machine alone, each connection in a thread, only so many at once."""

    request_queue_size = _MOST_AT_ONCE

    def __init__(
        self, host: str, port: int, application: Application, patience_s: float = _PATIENCE_S
    ) -> None:
        self.application = application
        self.patience_s = patience_s
        self._free = BoundedSemaphore(_MOST_AT_ONCE)
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        try:
            super().__init__((host, port), Exchange)
        except OSError as failure:
            raise PortTaken(port, failure.strerror or "") from failure

    @property
    def port(self) -> int:
        """The port that was taken, where any would do."""
        return int(self.server_address[1])

    def server_bind(self) -> None:
        """Take the port, without looking for a name of the machine, which may take long."""
        if sys.platform != "win32":  # where it would share the port with another server
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = str(self.server_address[0]), self.port

    def process_request(self, request: object, client_address: object) -> None:
        """Answer in a thread, if there are not too many."""
        if self._free.acquire(blocking=False):
            super().process_request(request, client_address)  # type: ignore[arg-type]
        else:
            self.shutdown_request(request)  # type: ignore[arg-type]

    def process_request_thread(self, request: object, client_address: object) -> None:
        """Answer, and make room for another."""
        try:
            super().process_request_thread(request, client_address)  # type: ignore[arg-type]
        finally:
            self._free.release()


def _fields(said: str) -> dict[str, str]:
    """The fields of a form or an address; of one that is said twice the last; none if too many."""
    try:
        return dict(parse_qsl(said, keep_blank_values=True, max_num_fields=_MOST_FIELDS))
    except ValueError:
        return {}
