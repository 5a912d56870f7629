"""Who is let in: the browser that opened the link, and forms that stand on its own pages."""

import secrets
from hmac import compare_digest
from typing import Final

from flashcards.views.html import Child
from flashcards.web.exchange import Request, Response, Status
from flashcards.web.layout import message_page

LOOPBACK: Final = {"127.0.0.1": "127.0.0.1", "localhost": "127.0.0.1", "::1": "::1"}
"""Names of this machine's own address, and the address to listen at."""

FORM_FIELD: Final = "form_token"
"""The field of every form that says it stood on a page of this server."""

_LINK: Final = "token"
_DAYS_S: Final = 7 * 24 * 3600
_ANEW: Final = "In the terminal, end flash web with Ctrl-C and start it again: it gives a new link."


class Guard:
    """Lets one browser in by a link that works once, then by its cookie; refuses all else.

    Other servers of this machine share its cookies, so the cookie is named by the port.
    """

    def __init__(self, port: int) -> None:
        self.form_token = secrets.token_urlsafe(24)
        self._port = port
        self._cookie = secrets.token_urlsafe(24)
        self._link: str | None = secrets.token_urlsafe(24)
        names = ("127.0.0.1", "localhost", "[::1]")
        self._hosts = {f"{name}:{port}" for name in names} | ({*names} if port == 80 else set())  # noqa: PLR2004

    def link(self, host: str) -> str:
        """The address that opens the page, once."""
        named = f"[{host}]" if ":" in host else host
        return f"http://{named}:{self._port}/?{_LINK}={self._link}"

    def response(self, request: Request) -> Response | None:
        """What a request gets that is not let in, or comes in by the link; else None."""
        if not self.is_meant(request):
            return _refused(Status.FOR_ANOTHER_HOST, "This page has another address.")
        if request.method == "POST" and (why := self._wrong_form(request)):
            return _refused(Status.NOT_LET_IN, why, "Nothing was saved. Go back and try again.")
        if self._is_known(request):
            return Response.see("/") if request.method == "GET" and _LINK in request.query else None
        return self._by_link(request)

    def is_meant(self, request: Request) -> bool:
        """Whether a request names this server: a name that leads here by chance is another's."""
        return request.header("host") in self._hosts

    def _is_known(self, request: Request) -> bool:
        return _same(request.cookies.get(self._cookie_name, ""), self._cookie)

    def _by_link(self, request: Request) -> Response:
        said = request.query.get(_LINK)
        if request.method != "GET" or said is None:
            return _refused(
                Status.NOT_LET_IN,
                "This browser is not known. Open the link that flash web printed.",
                _ANEW,
            )
        if self._link is None or not _same(said, self._link):
            return _refused(
                Status.NOT_LET_IN, "This link was used already, or is an old one.", _ANEW
            )
        self._link = None
        kept = f"{self._cookie_name}={self._cookie}; Path=/; Max-Age={_DAYS_S}"
        return Response.see("/").with_header("Set-Cookie", f"{kept}; HttpOnly; SameSite=Strict")

    @property
    def _cookie_name(self) -> str:
        return f"flash-{self._port}"

    def _wrong_form(self, request: Request) -> str:
        """Why a form is none of this server's own; empty where it is."""
        if request.header("origin") != f"http://{request.header('host')}":
            return "This form comes from another page."
        if request.header("sec-fetch-site") not in {"", "same-origin"}:
            return "This form comes from another page."
        if self._is_known(request) and not _same(request.form.get(FORM_FIELD, ""), self.form_token):
            return "This form is incomplete."
        return ""


def _same(said: str, meant: str) -> bool:
    return compare_digest(said.encode(), meant.encode())


def _refused(status: Status, *sentences: Child) -> Response:
    is_known = status is not Status.NOT_LET_IN
    page = message_page("Not shown", *sentences, can_go_on=is_known)
    return Response.page(page, status)
