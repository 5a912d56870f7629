"""A deck while it is written: its cards as they will be seen, problems beside their lines."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import quote, unquote

from flashcards.core.card import Card
from flashcards.core.decks.sides import sides
from flashcards.core.problem import Problem
from flashcards.services.decks.preview import WrittenDeck, deck_as_written, deck_paths
from flashcards.views.html import Html, element
from flashcards.views.text import counted, plain
from flashcards.web.exchange import Request, Response, Status
from flashcards.web.markup.media import CardMedia
from flashcards.web.pages.parts import card_sides
from flashcards.web.site import Site

_HERE: Final = "/preview"
_MOST: Final = 40
"""Cards of a page; it says where the next ones are."""
_LONGEST_LINE: Final = 9


def shown(site: Site, request: Request) -> Response:
    """The deck that the address names by its path; without one, all that there are."""
    site.reread()
    file = unquote(request.path.removeprefix(_HERE).strip("/"))
    if not file:
        return site.page("Preview", element("h1", "Decks"), _list(site), here=_HERE)
    deck = deck_as_written(site.collection, file)
    said = request.query.get("from", "")
    first = int(said) if said.isdecimal() and len(said) < _LONGEST_LINE else 1
    title = element("h1", deck.file, data_watch=f"/digest/{quote(file)}", data_digest=deck.digest)
    found = f"{counted(len(deck.cards), 'card')}, {counted(len(deck.problems), 'problem')}."
    hint = "The page shows it anew when you save it."
    return site.page(
        "Preview",
        title,
        element("p", f"{found} {hint}", class_="quiet"),
        list(_parts(site, deck, first)),
        here=_HERE,
    )


def digest(site: Site, request: Request) -> Response:
    """What a deck file holds now, as its digest: the script looks whether it changed."""
    deck = deck_as_written(site.collection, unquote(request.path.removeprefix("/digest/")))
    return Response(Status.OK, deck.digest.encode(), "text/plain; charset=utf-8")


def _list(site: Site) -> Html:
    paths = deck_paths(site.collection)
    links = [element("li", element("a", one, href=f"{_HERE}/{quote(one)}")) for one in paths]
    return element("ul", links)


def _parts(site: Site, deck: WrittenDeck, first: int) -> Iterator[Html]:
    """Cards and problems by their lines, from one on, and the way to those behind them."""
    every: list[Card | Problem] = [*deck.problems, *deck.cards]
    things = sorted(every, key=lambda one: one.source.line)
    things = [one for one in things if one.source.line >= first]
    for one in things[:_MOST]:
        yield _problem(one) if isinstance(one, Problem) else _card(site, one)
    if len(things) > _MOST:
        line = things[_MOST].source.line
        address = f"{_HERE}/{quote(deck.file)}?from={line}"
        yield element("p", element("a", f"From line {line} on", href=address, class_="button"))


def _problem(one: Problem) -> Html:
    said = plain(f"Line {one.source.line}: {one.severity}: {one.message} ({one.hint})")
    return element("p", said, class_=f"problem {one.severity}")


def _card(site: Site, card: Card) -> Html:
    media = CardMedia(site.collection.root, card)
    place = element("p", f"Line {card.source.line} · {card.kind}", class_="place")
    shown = element("article", card_sides(media, sides(card), is_revealed=True), aria_label="Card")
    return element("section", place, shown, class_="written")
