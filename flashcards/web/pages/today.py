"""The day: what is due, what the plan asks, the decks; the words are the terminal's."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final
from urllib.parse import quote

from flashcards.services.preparation.today import Today, today
from flashcards.views.html import Html, element, joined
from flashcards.views.preparation.today import today_lines
from flashcards.views.study.due import asked_lines
from flashcards.web.exchange import Request, Response
from flashcards.web.site import Site
from flashcards.web.words import figures, paragraph

_ENDLESS: Final = 10_000


def shown(site: Site, request: Request) -> Response:
    """The page."""
    del request
    site.reread()
    moment = site.clock()
    day = today(site.collection, moment)
    title, *lines = today_lines(day, moment, _ENDLESS)
    return site.page(
        "Today",
        element("h1", title),
        _offer(day),
        _said(day, lines),
        _decks(day),
        here="/",
    )


def _said(day: Today, lines: Sequence[str]) -> list[Html]:
    """The lines as paragraphs; what each deck is asked today stays in its columns."""
    columns = frozenset(asked_lines(day.due, _ENDLESS))
    return [
        figures(some) if is_table else joined(map(paragraph, some))
        for is_table, some in groupby(lines, key=columns.__contains__)
    ]


def _offer(day: Today) -> Html | None:
    """The one thing to begin with."""
    if not day.due.ready:
        return None
    begin = element("a", "Review", href="/review", class_="main button", data_key=" ")
    return element("p", begin)


def _decks(day: Today) -> Html | None:
    if not day.due.decks:
        return None
    names = ("deck", "due", "new", "cards")
    head = element("tr", [element("th", name, scope="col") for name in names])
    rows = [_row(one.deck, (one.due, one.new, one.total)) for one in day.due.decks]
    table = element("table", element("thead", head), element("tbody", rows), class_="figures")
    return element("section", element("h2", "Decks"), element("div", table, class_="wide"))


def _row(deck: str, numbers: Sequence[int]) -> Html:
    name = element("th", element("a", deck, href=f"/review?deck={quote(deck)}"), scope="row")
    cells = [element("td", f"{number:,}" if number else "–") for number in numbers]
    return element("tr", name, cells)
