"""The addresses of a mock: where it stands, and where its forms go."""

from typing import Final

from flashcards.core.preparation.mock.forms import Form, MockMode
from flashcards.core.preparation.mock.mock import Ask, Judge, next_step
from flashcards.core.preparation.mock.results import next_action
from flashcards.errors.base import FlashError
from flashcards.errors.mocks import MockElsewhere, NoMockOpen
from flashcards.services.preparation.mock.acts import begin, open_mock
from flashcards.services.preparation.mock.bank import MockOptions
from flashcards.services.preparation.mock.live_mock import LiveMock
from flashcards.views.html import element
from flashcards.views.preparation.mock.live_mock import kept_line
from flashcards.views.text import plain
from flashcards.web.exchange import Request, Response, Status
from flashcards.web.pages.mock.page import HERE, LONGEST, banks_form, mark_of, standing
from flashcards.web.site import Site

_OUT_OF_DATE: Final = "This page was out of date, so its button did nothing."


def shown(site: Site, request: Request) -> Response:
    """The mock as it stands; without one, what may be begun."""
    live = _live(site)
    if live is not None:
        live.look()
    if request.path == f"{HERE}/clock":
        return Response(Status.OK, b"", "text/plain; charset=utf-8")
    message, site.mock_message = site.mock_message, ""
    body = banks_form(site) if live is None else standing(site, live)
    status = element("p", message, role="status", class_="message")
    return site.page("Mock interview", status, body, here=HERE)


def sent(site: Site, request: Request) -> Response:
    """Do what a form asks, once; what another terminal did meanwhile is said."""
    live, fields = _live(site), request.form
    try:
        if live is None:
            _begin(site, fields.get("form", ""), fields.get("mode", ""))
        elif fields.get("mark") != mark_of(live):
            site.mock_message = _OUT_OF_DATE
        else:
            _act(site, live, fields.get("act", ""), fields.get("said", "").strip()[:LONGEST])
    except MockElsewhere as failure:
        site.mock, site.mock_message = None, str(failure)
    except FlashError as failure:
        site.mock_message = plain(str(failure))
    return Response.see(HERE)


def _live(site: Site) -> LiveMock | None:
    """The mock that goes on; between two questions as the log has it now."""
    held = site.mock
    if held is not None and (held.asked is not None or held.mock.ended):
        return held
    try:
        mock = open_mock(site.collection)
    except NoMockOpen:
        return None
    site.mock = LiveMock(site.collection, site.clock, mock)
    return site.mock


def _begin(site: Site, form: str, mode: str) -> None:
    if form in list(Form) and mode in list(MockMode):
        site.reread()
        started = begin(site.collection, site.clock(), MockOptions(Form(form), mode=MockMode(mode)))
        site.mock = LiveMock(site.collection, site.clock, started.mock)


def _act(site: Site, live: LiveMock, act: str, said: str) -> None:
    step = next_step(live.mock)
    match act, step:
        case "close", _ if live.mock.ended:
            site.mock = None
        case "ask", Ask(number) if live.asked is None:
            live.ask(number)
        case "forward", _ if live.asked is not None:
            live.look()
            live.forward()
            _go_on(live)
        case "leave", _:
            live.leave()
            site.mock_message = kept_line(live.mock)
        case "judge", Judge():
            live.judge(step, said)
        case "end", _ if step is not None and not isinstance(step, Ask | Judge):
            live.end(said or next_action(live.mock))


def _go_on(live: LiveMock) -> None:
    """Under pressure one question follows the other at once."""
    step = next_step(live.mock)
    if live.asked is None and live.mock.mode == MockMode.PRESSURE and isinstance(step, Ask):
        live.ask(step.number)
