"""The addresses of a review: where one begins, where it is shown, where its forms go."""

from collections.abc import Callable
from functools import partial
from typing import Final

from flashcards.core.study.session import Session
from flashcards.errors.base import FlashError
from flashcards.services.decks.read import are_read
from flashcards.services.study.live_session import LiveSession
from flashcards.services.study.session import shown_card
from flashcards.views.text import plain
from flashcards.web.exchange import Request, Response
from flashcards.web.pages.review.acts import NEW_DAY, act, say_passed
from flashcards.web.pages.review.held import HeldSession
from flashcards.web.pages.review.page import page
from flashcards.web.site import Site

_MOST_DIGITS: Final = 3
_GONE: Final = "That session is over. Here is a new one; what was answered is saved."


def shown(site: Site, request: Request) -> Response:
    """The session of an address; a new one where none is named, or it is of another day."""
    name = request.path.removeprefix("/review").strip("/")
    if not name:
        return Response.see(_begun(site, request).address)
    held = site.sessions.held.get(name)
    if held is None:
        return _anew(_begun(site, request), _GONE)
    if _is_of_another_day(site, held):
        return _anew(_again(site, held), NEW_DAY)
    if not _is_as_shown(site, held):
        held.live.reread()
        say_passed(held)
    return site.page(held.title, page(site, held, _offer(site, held)), here=held.here)


def sent(site: Site, request: Request) -> Response:
    """Do what a form asks, then show the session; nothing of another day's page counts."""
    held = site.sessions.held.get(request.path.removeprefix("/review").strip("/"))
    if held is None:
        return _anew(_begun(site, request), _GONE)
    if _is_of_another_day(site, held):
        return _anew(_again(site, held), NEW_DAY)
    site.reread()
    try:
        act(held, request.form)
    except FlashError as failure:
        held.message = plain(str(failure))
    return Response.see(held.address)


def begun(site: Site, begin: Callable[[], Session], title: str, here: str) -> HeldSession:
    """A session at its beginning, kept by its name."""
    live = LiveSession.of(site.collection, site.clock, begin())
    return site.sessions.add(live, begin, title, here)


def _begun(site: Site, request: Request) -> HeldSession:
    """The review that an address asks for: of all decks or one, and how much of it."""
    from flashcards.core.selection import Selection
    from flashcards.services.study.review_options import ReviewOptions
    from flashcards.services.study.session import start

    deck, said = request.query.get("deck"), partial(_number, request)
    selection = Selection((deck,)) if deck else Selection()
    options = ReviewOptions(
        selection, new=said("new"), minutes=said("minutes"), ahead_days=said("ahead") or 0
    )
    site.reread()
    return begun(site, lambda: start(site.collection, site.clock(), options), "Review", "/review")


def _number(request: Request, name: str) -> int | None:
    """What the address says of it; None where that is no number of at most three digits."""
    said = request.query.get(name, "")
    return int(said) if said.isdecimal() and len(said) <= _MOST_DIGITS else None


def _again(site: Site, held: HeldSession) -> HeldSession:
    site.reread()
    return begun(site, held.begin, held.title, held.here)


def _anew(held: HeldSession, message: str) -> Response:
    held.message = message
    return Response.see(held.address)


def _is_of_another_day(site: Site, held: HeldSession) -> bool:
    return site.collection.today(site.clock()) != held.begun_on


def _is_as_shown(site: Site, held: HeldSession) -> bool:
    """Whether no deck was edited, and the card has the text that was shown last."""
    now, shown = shown_card(site.collection, held.live.session), held.live.known
    same = now is None if shown is None else now is not None and now.card == shown.card
    return same and are_read(site.collection)


def _offer(site: Site, held: HeldSession) -> str | None:
    """The one thing that a review offers at its end; none with a plan of a later version."""
    from flashcards.errors.plans import BrokenPlan, InvalidPlan
    from flashcards.services.preparation.today import today
    from flashcards.views.preparation.offer import offer_line

    if held.here != "/review" or held.live.known is not None:
        return None
    try:
        return offer_line(today(site.collection, site.clock()), new_waiting=_has_new(site))
    except (BrokenPlan, InvalidPlan):  # `flash plan` says so
        return None


def _has_new(site: Site) -> bool:
    from flashcards.services.study.review_options import ReviewOptions
    from flashcards.services.study.session import has_new_waiting

    return has_new_waiting(site.collection, site.clock(), ReviewOptions())
