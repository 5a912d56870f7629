"""What can be done to one card on its page, each act once, and taken back there."""

from collections.abc import Callable
from hashlib import sha256
from typing import Final, NamedTuple

from flashcards.core.card import CardId
from flashcards.core.known_card import KnownCard
from flashcards.core.log.stamp import FactId
from flashcards.core.schedule import State
from flashcards.core.study_day import Moment
from flashcards.services.collection import Collection
from flashcards.services.decks.card_names import find_card, living_card
from flashcards.services.decks.show import ShownCard, show
from flashcards.services.log.undo import undo_act
from flashcards.services.study.acts import bury, reset, resume, suspend
from flashcards.views.html import Html, element, joined
from flashcards.web.exchange import Request, Response
from flashcards.web.keys_shown import key_of
from flashcards.web.pages.parts import button, link_button
from flashcards.web.site import Site


class _Act(NamedTuple):
    """What can be done to a card here, and what is said then."""

    name: str
    do: Callable[[Collection, Moment, CardId], FactId]
    said: str


_ACTS: Final = {
    "suspend": _Act("Suspend", suspend, "Asked no more, until it is resumed."),
    "resume": _Act("Resume", resume, "Asked again."),
    "bury": _Act("Put off", bury, "Put off until tomorrow."),
    "reset": _Act("Begin anew", reset, "It begins anew; its history stays."),
}
_UNDO: Final = "undo"
_UNDONE: Final = "Taken back."
_STOOD_OTHERWISE: Final = "This page was out of date, so its button did nothing."


def acts_of(site: Site, request: Request, known: KnownCard, found: ShownCard) -> Html:
    """What was done last and can be taken back, and what can be done."""
    here, mark = f"/card/{known.card.id}", _mark(known, found)
    buttons = [
        element("button", _ACTS[one].name, name="act", value=one) for one in _may(known, found)
    ]
    hidden = element("input", type="hidden", name="mark", value=mark)
    edit = link_button("Edit", f"/edit/{known.card.id}", key_of(site.keys, "e"))
    status = element("p", _said(request, mark), role="status", class_="message")
    back = None
    if request.query.get("act") and request.query.get("mark") == mark:
        act = element("input", type="hidden", name="undone", value=request.query["act"])
        undo = button("Undo", _UNDO, key=key_of(site.keys, "u"))
        back = site.form(here, hidden, act, undo)
    return joined(status, back, site.form(here, hidden, buttons, edit, class_="others"))


def sent(site: Site, request: Request) -> Response:
    """Do what a button says, once, then show the card."""
    known, form = living_card(site.collection, request.last_part), request.form
    name = known.card.id
    found = show(site.collection, site.clock(), name)
    here, wanted = f"/card/{name}", form.get("act", "")
    if form.get("mark") != _mark(known, found):
        return Response.see(f"{here}?done=not")
    if wanted == _UNDO:
        undo_act(site.collection, site.clock(), FactId(form.get("undone", "")))
        return Response.see(f"{here}?done={_UNDO}")
    if wanted not in _may(known, found):
        return Response.see(here)
    act = _ACTS[wanted].do(site.collection, site.clock(), name)
    mark = _mark(find_card(site.collection, name), show(site.collection, site.clock(), name))
    return Response.see(f"{here}?done={wanted}&act={act}&mark={mark}")


def _may(known: KnownCard, found: ShownCard) -> list[str]:
    """What can be done to the card as it stands."""
    is_away = known.schedule.suspended or found.row.buried
    anew = [] if known.schedule.state is State.NEW else ["reset"]
    return [*(["resume"] if is_away else ["suspend", "bury"]), *anew]


def _mark(known: KnownCard, found: ShownCard) -> str:
    """How the card stands: what a form must have stood beside to count."""
    return sha256(repr((known.schedule, found.row.buried)).encode()).hexdigest()[:16]


def _said(request: Request, mark: str) -> str:
    done = request.query.get("done", "")
    if done == "not":
        return _STOOD_OTHERWISE
    if done == _UNDO:
        return _UNDONE
    return _ACTS[done].said if done in _ACTS and request.query.get("mark") == mark else ""
