"""One card: both sides, how it stands, its forgetting curve, every answer it was given."""

from collections.abc import Callable
from typing import Final, NamedTuple

from flashcards.core.card import CardId
from flashcards.core.known_card import KnownCard
from flashcards.core.study_day import Moment
from flashcards.services.collection import Collection
from flashcards.services.decks.card_names import find_card
from flashcards.services.decks.forgetting import forgetting_curve
from flashcards.services.decks.show import HistoryRow, ShownCard, show
from flashcards.services.study.acts import bury, reset, resume, suspend
from flashcards.views.decks.card import standing_lines
from flashcards.views.html import Html, element
from flashcards.views.pictures.memory import memory_picture
from flashcards.views.study.live_session import faces
from flashcards.views.study.points import left_out_lines, said_of
from flashcards.views.text import clock_time, duration
from flashcards.web.exchange import Request, Response
from flashcards.web.markup.media import CardMedia
from flashcards.web.pages.parts import card_sides, link_button
from flashcards.web.site import Site
from flashcards.web.words import COLUMNS, figures


class _Act(NamedTuple):
    """What can be done to a card here, and what is said then."""

    name: str
    do: Callable[[Collection, Moment, CardId], object]
    said: str


_ACTS: Final = {
    "suspend": _Act("Suspend", suspend, "Asked no more, until it is resumed."),
    "resume": _Act("Resume", resume, "Asked again."),
    "bury": _Act("Put off", bury, "Put off until tomorrow."),
    "reset": _Act("Begin anew", reset, "It begins anew; its history stays."),
}
_TAKEN_BACK: Final = " `flash undo` takes it back."


def shown(site: Site, request: Request) -> Response:
    """The page of the card that the address names by its id."""
    site.reread()
    moment = site.clock()
    name = request.last_part
    found, known = show(site.collection, moment, name), find_card(site.collection, name)
    done = _ACTS.get(request.query.get("done", ""))
    row = found.row
    place = "its text is in no deck any more" if row.orphan else f"{row.file}:{row.line}"
    media = CardMedia(site.collection.root, known.card)
    return site.page(
        "Card",
        element("h1", "Card", class_="hidden"),
        element("p", f"{row.deck} · {place}", class_="place"),
        element("p", done.said + _TAKEN_BACK if done else "", role="status", class_="message"),
        element("article", card_sides(media, faces(known), is_revealed=True), aria_label="Card"),
        [element("p", line) for line in standing_lines(row, moment, site.collection.today(moment))],
        _acts(site, known, found),
        _history(site, known, found.history, moment),
        _left_out(found),
        here="/cards",
    )


def sent(site: Site, request: Request) -> Response:
    """Do what a button says, then show the card."""
    name, wanted = request.last_part, request.form.get("act", "")
    card = find_card(site.collection, name).card.id
    act = _ACTS.get(wanted)
    if act is None:
        return Response.see(f"/card/{card}")
    act.do(site.collection, site.clock(), card)
    return Response.see(f"/card/{card}?done={wanted}")


def _acts(site: Site, known: KnownCard, found: ShownCard) -> Html:
    may = ["resume"] if known.schedule.suspended or found.row.buried else ["suspend", "bury"]
    may += ["reset"] if found.history else []
    buttons = [element("button", _ACTS[name].name, name="act", value=name) for name in may]
    edit = link_button("Edit", f"/edit/{known.card.id}", "e")
    return site.form(f"/card/{known.card.id}", buttons, edit, class_="others")


def _history(site: Site, known: KnownCard, rows: tuple[HistoryRow, ...], moment: Moment) -> Html:
    if not rows:
        return element("p", "Never answered.", class_="quiet")
    curve = forgetting_curve(site.collection, moment, known, rows)
    picture = element("div", memory_picture(curve), class_="wide") if curve else None
    names = ("answered", "grade", "took", "due then", "")
    head = element("tr", [element("th", name, scope="col") for name in names])
    body = [_answer(row, moment) for row in reversed(rows)]
    table = element("table", element("thead", head), element("tbody", body))
    return element(
        "section", element("h2", "History"), picture, element("div", table, class_="wide")
    )


def _answer(row: HistoryRow, moment: Moment) -> Html:
    took = "" if row.duration_ms is None else duration(row.duration_ms / 1000)
    said = "undone" if row.undone else " · ".join(filter(None, (said_of(row), row.note)))
    due = "" if row.due_on is None else str(row.due_on)
    cells = (clock_time(row.at, moment.zone), row.score or row.rating, took, due, said)
    return element("tr", [element("td", cell) for cell in cells])


def _left_out(found: ShownCard) -> Html | None:
    """The points that are left out most often, once any were ticked."""
    if found.left_out is None:
        return None
    return figures(left_out_lines(found.left_out, found.points, COLUMNS))
