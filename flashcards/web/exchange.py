"""What is asked of the page and what it answers, as values; a browser and a test say the same."""

from collections.abc import Mapping
from dataclasses import field, replace
from enum import IntEnum
from typing import Final, Self
from urllib.parse import unquote

from flashcards.core.frozen import dataclass
from flashcards.views.html import Html

HTML_TYPE: Final = "text/html; charset=utf-8"


class Status(IntEnum):
    """How an answer turned out, by HTTP's number."""

    OK = 200
    PART = 206
    SEE_OTHER = 303
    BAD_REQUEST = 400
    NOT_LET_IN = 403
    NOT_FOUND = 404
    NOT_ALLOWED = 405
    LENGTH_WANTED = 411
    FORM_TOO_LONG = 413
    NO_FORM = 415
    FOR_ANOTHER_HOST = 421
    REQUEST_TOO_LONG = 431
    FAILED = 500

    @property
    def title(self) -> str:
        """The name as a heading."""
        return self.name.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Request:
    """A request whose size and time were bounded; `headers` have names in lower case."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)

    @property
    def last_part(self) -> str:
        """What the path says behind its last `/`."""
        return unquote(self.path.rpartition("/")[2])

    def header(self, name: str) -> str:
        """A header, empty where it was not sent."""
        return self.headers.get(name, "")

    @property
    def cookies(self) -> dict[str, str]:
        """The cookies that came along."""
        pairs = (one.strip().partition("=") for one in self.header("cookie").split(";"))
        return {name: value for name, _, value in pairs}


@dataclass(frozen=True, slots=True)
class Response:
    """An answer: its status, what it is, its bytes, and headers of its own."""

    status: Status
    body: bytes = b""
    content_type: str = HTML_TYPE
    headers: tuple[tuple[str, str], ...] = ()

    @classmethod
    def page(cls, whole: Html, status: Status = Status.OK) -> Self:
        """A page that is whole markup."""
        return cls(status, f"<!doctype html>{whole}".encode())

    @classmethod
    def see(cls, address: str) -> Self:
        """The way to another page, as after every form: reloading sends nothing again."""
        return cls(Status.SEE_OTHER, headers=(("Location", address),))

    def with_header(self, name: str, value: str) -> Self:
        """The same with one more header."""
        return replace(self, headers=(*self.headers, (name, value)))
