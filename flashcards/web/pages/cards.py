"""Cards that answer a query, in deck order."""

import shlex
from typing import Final

from flashcards.core.decks.query import Query
from flashcards.errors.base import FlashError
from flashcards.services.decks.list import card_rows
from flashcards.services.decks.no_match import no_match
from flashcards.services.decks.rows import CardRow
from flashcards.views.decks.cards import no_card_line, state
from flashcards.views.html import Child, Html, element
from flashcards.views.text import counted, one_line, plain, until
from flashcards.web.exchange import Request, Response
from flashcards.web.keys_shown import key_of
from flashcards.web.site import Site

_MOST: Final = 150
_WIDTH: Final = 120


def shown(site: Site, request: Request) -> Response:
    """The page."""
    site.reread()
    said = request.query.get("q", "").strip()
    try:
        found: Child = _found(site, said)
    except FlashError as failure:
        found = element("p", plain(str(failure)), role="alert")
    return site.page("Cards", element("h1", "Cards"), _form(site, said), found, here="/cards")


def _form(site: Site, said: str) -> Html:
    field = element(
        "input",
        type="search",
        name="q",
        value=said,
        aria_label="Search",
        placeholder="words, deck:theory, tag:exam, is:due, is:leech …",
        data_key=key_of(site.keys, "/"),
    )
    return element("form", field, " ", element("button", "Find"), class_="search", action="/cards")


def _found(site: Site, said: str) -> Html:
    query = Query(_words(said))
    rows = list(card_rows(site.collection, site.clock(), query))
    if not rows:
        return element("p", no_card_line(no_match(site.collection, site.clock(), query)))
    head = [element("th", name, scope="col") for name in ("question", "deck", "state", "due")]
    body = [_row(site, row) for row in rows[:_MOST]]
    table = element("table", element("thead", element("tr", head)), element("tbody", body))
    more = f", the first {_MOST} shown: say more to find fewer" if len(rows) > _MOST else ""
    return element(
        "section",
        element("p", f"{counted(len(rows), 'card')}{more}.", class_="quiet"),
        element("div", table, class_="wide cards"),
    )


def _words(said: str) -> tuple[str, ...]:
    """The words of a query as a shell would part them; a lone quotation mark is a word's."""
    try:
        return tuple(shlex.split(said))
    except ValueError:
        return tuple(said.split())


def _row(site: Site, row: CardRow) -> Html:
    moment = site.clock()
    question = element("a", one_line(row.front, _WIDTH) or "…", href=f"/card/{row.id}")
    again = until(row.due_on, row.due_at, moment.now, site.collection.today(moment))
    cells = (row.deck, state(row), "" if again == state(row) else again)
    return element("tr", element("td", question), [element("td", cell) for cell in cells])
