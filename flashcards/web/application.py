"""Every request passes here: who it is from, what shows the page, what went wrong."""

from collections.abc import Callable
from threading import Lock
from typing import Final

from flashcards.web.assets import asset
from flashcards.web.exchange import Request, Response, Status
from flashcards.web.layout import refusal_page
from flashcards.web.site import Handler, Site


def _today(site: Site, request: Request) -> Response:
    from flashcards.web.pages.today import shown

    return shown(site, request)


def _statistics(site: Site, request: Request) -> Response:
    from flashcards.web.pages.statistics import shown

    return shown(site, request)


def _assess(site: Site, request: Request) -> Response:
    from flashcards.web.pages.assess import shown

    return shown(site, request)


def _media(site: Site, request: Request) -> Response:
    from flashcards.web.pages.media import sent

    return sent(site, request)


def _review(site: Site, request: Request) -> Response:
    from flashcards.web.pages.review.routes import shown

    return shown(site, request)


def _reviewed(site: Site, request: Request) -> Response:
    from flashcards.web.pages.review.routes import sent

    return sent(site, request)


def _edit(site: Site, request: Request) -> Response:
    from flashcards.web.pages.edit import shown

    return shown(site, request)


def _edited(site: Site, request: Request) -> Response:
    from flashcards.web.pages.edit import sent

    return sent(site, request)


def _practise(site: Site, request: Request) -> Response:
    from flashcards.web.pages.practise import shown

    return shown(site, request)


def _practised(site: Site, request: Request) -> Response:
    from flashcards.web.pages.practise import sent

    return sent(site, request)


def _mock(site: Site, request: Request) -> Response:
    from flashcards.web.pages.mock.routes import shown

    return shown(site, request)


def _mocked(site: Site, request: Request) -> Response:
    from flashcards.web.pages.mock.routes import sent

    return sent(site, request)


def _preview(site: Site, request: Request) -> Response:
    from flashcards.web.pages.preview import shown

    return shown(site, request)


def _digest(site: Site, request: Request) -> Response:
    from flashcards.web.pages.preview import digest

    return digest(site, request)


def _cards(site: Site, request: Request) -> Response:
    from flashcards.web.pages.cards import shown

    return shown(site, request)


def _card(site: Site, request: Request) -> Response:
    from flashcards.web.pages.card import shown

    return shown(site, request)


def _done_to_card(site: Site, request: Request) -> Response:
    from flashcards.web.pages.card_acts import sent

    return sent(site, request)


ROUTES: Final[dict[tuple[str, str], Handler]] = {
    ("GET", ""): _today,
    ("GET", "assess"): _assess,
    ("GET", "card"): _card,
    ("POST", "card"): _done_to_card,
    ("GET", "cards"): _cards,
    ("GET", "edit"): _edit,
    ("POST", "edit"): _edited,
    ("GET", "media"): _media,
    ("GET", "mock"): _mock,
    ("POST", "mock"): _mocked,
    ("GET", "practise"): _practise,
    ("GET", "preview"): _preview,
    ("GET", "digest"): _digest,
    ("POST", "practise"): _practised,
    ("GET", "review"): _review,
    ("POST", "review"): _reviewed,
    ("GET", "statistics"): _statistics,
}
"""By the method and the first part of the path; a page is loaded when it is first asked for."""


def application(site: Site) -> Callable[[Request], Response]:
    """What answers requests; two that come at once are answered one after the other."""
    lock = Lock()

    def answer(request: Request) -> Response:
        found = asset(request.path)
        if found is not None and request.method == "GET" and site.guard.is_meant(request):
            return found
        if (early := site.guard.response(request)) is not None:
            return early
        with lock:
            return _shown(site, request)

    return answer


def load_pages() -> None:
    """Load what the first card would wait for, while the browser still opens."""
    from flashcards.services.study import answer, queue
    from flashcards.views.markup import code_colours
    from flashcards.web.markup import formulas
    from flashcards.web.pages.review import routes

    del answer, queue, code_colours, formulas, routes


def _shown(site: Site, request: Request) -> Response:
    """The page, or what is in its way, as a page."""
    handler = ROUTES.get((request.method, request.path.split("/")[1]))
    try:
        if handler is not None:
            return handler(site, request)
        return Response.page(refusal_page(Status.NOT_FOUND), Status.NOT_FOUND)
    except Exception as failure:  # noqa: BLE001 - a mistake of ours is a page, too
        from flashcards.web.failures import failure_page

        return failure_page(failure)
