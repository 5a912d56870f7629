"""A card as it is written, to be changed in its place; where it came from is shown then."""

import re
from dataclasses import replace
from typing import Final

from flashcards.errors.base import FlashError
from flashcards.services.decks.card_names import find_card, living_cards
from flashcards.services.decks.rewrite import CardLines, rewrite, text_of
from flashcards.views.html import element
from flashcards.views.text import plain
from flashcards.web.exchange import Request, Response
from flashcards.web.site import Site

_REVIEW: Final = re.compile(r"/review/[0-9a-f]+")
_FEWEST_ROWS, _MOST_ROWS = 8, 30


def shown(site: Site, request: Request) -> Response:
    """The form."""
    site.reread()
    known = find_card(site.collection, request.last_part)
    written = text_of(site.collection, known)
    return _page(site, known.card.id, written, request.query.get("back", ""))


def sent(site: Site, request: Request) -> Response:
    """Write the text, then go back; where it will not do, the form with it and why."""
    fields, name = request.form, request.last_part
    text, digest = fields.get("text", "").replace("\r\n", "\n"), fields.get("digest", "")
    back = fields.get("back", "")
    try:
        old = text_of(site.collection, find_card(site.collection, name))
        rewrite(site.collection, replace(old, digest=digest), text)
    except FlashError as failure:
        said = CardLines(fields.get("file", ""), 0, text, digest)
        return _page(site, name, said, back, plain(str(failure)))
    for held in site.sessions.held.values():
        if held.live.known is not None and held.live.known.card.id == name:
            held.live.reread()
            held.message = "Saved."
    site.reread()
    if _REVIEW.fullmatch(back):
        return Response.see(back)
    card = living_cards(site.collection, f"{old.file}:{old.line}")[0].card.id
    return Response.see(f"/card/{card}")


def _page(site: Site, card: str, written: CardLines, back: str, message: str = "") -> Response:
    rows = min(_MOST_ROWS, max(_FEWEST_ROWS, written.text.count("\n") + 3))
    hidden = {"digest": written.digest, "file": written.file, "back": back}
    fields = [element("input", type="hidden", name=name, value=hidden[name]) for name in hidden]
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
        element("p", message, role="alert", class_="clock over") if message else None,
        site.form(f"/edit/{card}", fields, text, buttons),
    )
