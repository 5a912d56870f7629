"""A card as it is written, to be changed in its place; where it came from is shown then."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from flashcards.errors.base import FlashError
from flashcards.services.decks.card_names import living_card, living_cards
from flashcards.services.decks.rewrite import CardLines, rewrite, text_of
from flashcards.views.html import element
from flashcards.views.text import plain
from flashcards.web.exchange import Request, Response
from flashcards.web.site import Site

_REVIEW: Final = re.compile(r"/review/[0-9a-f]+")
_LONGEST_LINE: Final = 9
_FEWEST_ROWS, _MOST_ROWS = 8, 30


def shown(site: Site, request: Request) -> Response:
    """The form."""
    site.reread()
    known = living_card(site.collection, request.last_part)
    written = text_of(site.collection, known)
    return _page(site, known.card.id, written, request.query.get("back", ""))


def sent(site: Site, request: Request) -> Response:
    """Write the text, then go back; where it will not do, the form with it and why."""
    fields, name = request.form, request.last_part
    text, digest = fields.get("text", "").replace("\r\n", "\n"), fields.get("digest", "")
    back = fields.get("back", "")
    try:
        old = _saved(site, fields, text)
        if old is None:
            old = text_of(site.collection, living_card(site.collection, name))
            rewrite(site.collection, replace(old, digest=digest), text)
    except FlashError as failure:
        said = CardLines(fields.get("file", ""), _line(fields), text, digest)
        return _page(site, name, said, back, plain(str(failure)))
    for held in site.sessions.held.values():
        known = held.live.known
        if held.address == back or (known is not None and known.card.id == name):
            held.live.reread()
            held.message = "Saved."
    site.reread()
    if _REVIEW.fullmatch(back):
        return Response.see(back)
    card = living_cards(site.collection, f"{old.file}:{old.line}")[0].card.id
    return Response.see(f"/card/{card}")


def _saved(site: Site, fields: Mapping[str, str], text: str) -> CardLines | None:
    """The card where the text stands there already, as when a form is sent twice."""
    place = f"{fields.get('file', '')}:{fields.get('line', '')}"
    try:
        (known,) = living_cards(site.collection, place)[:1]
        found = text_of(site.collection, known)
    except (FlashError, ValueError):
        return None
    return found if found.text == text.rstrip() else None


def _page(site: Site, card: str, written: CardLines, back: str, message: str = "") -> Response:
    rows = min(_MOST_ROWS, max(_FEWEST_ROWS, written.text.count("\n") + 3))
    place: dict[str, str | int] = {"file": written.file, "line": written.line}
    hidden = {"digest": written.digest, **place, "back": back}
    fields = [element("input", type="hidden", name=key, value=said) for key, said in hidden.items()]
    # A browser takes the first line end of a text field for none of it.
    text = element(
        "textarea", f"\n{written.text}", name="text", rows=rows, aria_label="Card", autofocus=True
    )
    leave = back if _REVIEW.fullmatch(back) else f"/card/{card}"
    buttons = element(
        "p",
        element("button", "Save", class_="main", data_save=True, title="Key Ctrl+Enter"),
        " ",
        element("a", "Leave it", href=leave, class_="button"),
    )
    return site.page(
        "Edit",
        element("h1", "Edit"),
        element("p", written.file, class_="place"),
        element("p", "In your own editor: ", element("code", f"flash edit {card[:8]}"), "."),
        element("p", message, role="alert", class_="clock over") if message else None,
        site.form(f"/edit/{card}", fields, text, buttons),
    )


def _line(fields: Mapping[str, str]) -> int:
    said = fields.get("line", "")
    return int(said) if said.isdecimal() and len(said) <= _LONGEST_LINE else 0
