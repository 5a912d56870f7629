"""One card: both sides, how it stands, its forgetting curve, every answer it was given."""

from flashcards.core.known_card import KnownCard
from flashcards.core.study_day import Moment
from flashcards.services.decks.card_names import living_card
from flashcards.services.decks.forgetting import forgetting_curve
from flashcards.services.decks.show import HistoryRow, ShownCard, show
from flashcards.views.decks.card import standing_lines
from flashcards.views.html import Html, element
from flashcards.views.pictures.memory import memory_picture
from flashcards.views.study.live_session import faces
from flashcards.views.study.points import left_out_lines, said_of
from flashcards.views.text import clock_time, duration
from flashcards.web.exchange import Request, Response
from flashcards.web.markup.media import CardMedia
from flashcards.web.pages.card_acts import acts_of
from flashcards.web.pages.parts import card_sides
from flashcards.web.site import Site
from flashcards.web.words import COLUMNS, figures


def shown(site: Site, request: Request) -> Response:
    """The page of the card that the address names by its id, or of what that lives on as."""
    site.reread()
    moment = site.clock()
    known = living_card(site.collection, request.last_part)
    if known.card.id != request.last_part:
        return Response.see(f"/card/{known.card.id}")
    found = show(site.collection, moment, known.card.id)
    row = found.row
    place = "its text is in no deck any more" if row.orphan else f"{row.file}:{row.line}"
    media = CardMedia(site.collection.root, known.card)
    return site.page(
        "Card",
        element("h1", "Card", class_="hidden"),
        element("p", f"{row.deck} · {place}", class_="place"),
        element("article", card_sides(media, faces(known), is_revealed=True), aria_label="Card"),
        [element("p", line) for line in standing_lines(row, moment, site.collection.today(moment))],
        acts_of(site, request, known, found),
        _history(site, known, found.history, moment),
        _left_out(found),
        here="/cards",
    )


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
