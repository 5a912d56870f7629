"""A browser without a window: it keeps cookies, follows the way after a form, reads pages."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection
from threading import Thread
from typing import Self
from urllib.parse import urlencode, urlsplit

WITHIN_WORDS = {"a", "b", "code", "em", "mark", "s", "small", "span", "strong", "sub", "sup", "u"}


class Page(HTMLParser):
    """What a browser would make of an answer: its elements, its text, its forms."""

    def __init__(self, status: int, headers: dict[str, str], body: bytes) -> None:
        super().__init__()
        self.status, self.headers, self.body = status, headers, body
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.forms: list[tuple[str, dict[str, str]]] = []
        if "html" in headers.get("content-type", ""):
            self.feed(body.decode())
            self.close()
            self.text = " ".join(self.text.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element, and the hidden fields of a form."""
        said = {name: value or "" for name, value in attrs}
        self.elements.append((tag, said))
        self.text += "" if tag in WITHIN_WORDS else " "
        if tag == "form":
            self.forms.append((said.get("action", ""), {}))
        if tag == "input" and said.get("type") == "hidden" and self.forms:
            self.forms[-1][1][said["name"]] = said["value"]

    def handle_data(self, data: str) -> None:
        """Keep text."""
        self.text += data if self.lasttag not in {"style", "script"} else ""

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        """The elements of a name with these attributes."""
        return [
            said for name, said in self.elements if name == tag and wanted.items() <= said.items()
        ]


@dataclass
class Browser:
    """One browser at a page that is up."""

    port: int
    host: str = "127.0.0.1"
    cookies: dict[str, str] = field(default_factory=dict)
    page: Page = field(default_factory=lambda: Page(0, {}, b""))
    path: str = ""

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> Page:
        """One request, as it is; headers with `_` for `-`, an empty one is not sent."""
        sent = {"Host": f"{self.host}:{self.port}"}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if method == "POST":
            sent |= {"Content-Type": "application/x-www-form-urlencoded"}
            sent |= {"Origin": f"http://{self.host}:{self.port}", "Sec-Fetch-Site": "same-origin"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        kept = {name: value for name, value in sent.items() if value}
        connection.request(method, path, body.encode() or None, kept)
        answer = connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        page = Page(answer.status, found, answer.read())
        connection.close()
        if cookie := re.match(r"([^=]+)=([^;]*)", found.get("set-cookie", "")):
            self.cookies[cookie[1]] = cookie[2]
        return page

    def get(self, path: str, **headers: str) -> Page:
        """The page of a path, wherever it leads."""
        self.page, self.path = self.ask("GET", path, **headers), path
        while self.page.status == 303:
            self.path = self.page.headers["location"]
            self.page = self.ask("GET", self.path)
        return self.page

    def send(self, number: int = 0, page: Page | None = None, /, **fields: str) -> Page:
        """Send a form of the page shown, or of another, with more fields; the page after it."""
        action, hidden = (page or self.page).forms[number]
        answer = self.ask("POST", action or self.path, urlencode({**hidden, **fields}))
        self.page = answer
        return self.get(answer.headers["location"]) if answer.status == 303 else answer

    def opened(self, link: str) -> Self:
        """The same browser, let in by the link."""
        parts = urlsplit(link)
        assert self.get(f"{parts.path}?{parts.query}").status == 200
        return self


@contextmanager
def answering(serve: Callable[[], None], stop: Callable[[], None]) -> Iterator[None]:
    """A server answers in a thread until the block ends."""
    thread = Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop()
        thread.join()
