"""What all pages have in common: the head, the way to the others, the column."""

from typing import Final

from flashcards.views.html import NOTHING, Child, Html, element, joined
from flashcards.web.assets import address
from flashcards.web.exchange import Status

PAGES: Final = {
    "/": "Today",
    "/review": "Review",
    "/cards": "Cards",
    "/statistics": "Statistics",
    "/assess": "Skills",
    "/practise": "Practise",
    "/mock": "Mock",
    "/preview": "Preview",
}
_TO_TODAY: Final = "Go to today."
_REFUSALS: Final = {
    Status.REQUEST_TOO_LONG: "The request is too long. Clear the cookies of"
    " this address, or open the page in another browser.",
    Status.FORM_TOO_LONG: "What was sent is too long. Edit the deck in your editor.",
    Status.NOT_FOUND: "There is no such page.",
}
_ANY_REFUSAL: Final = "This is no request that the page understands."


def whole_page(title: str, *children: Child, here: str = "") -> Html:
    """A page in its column; `here` is the address of the one that is shown."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", f"{title} · flash"),
        element("link", rel="stylesheet", href=address("style.css")),
        element("link", rel="icon", href=address("icon.svg")),
        element("script", defer=True, src=address("keys.js")),
    )
    body = element("body", _navigation(here), element("main", *children, id="main"))
    return element("html", head, body, lang="en")


def _navigation(here: str) -> Html:
    links = (
        element("a", name, href=path, aria_current="page" if path == here else None)
        for path, name in PAGES.items()
    )
    skip = element("a", "To the content", href="#main", class_="skip")
    return joined(skip, element("nav", links, aria_label="Pages"))


def message_page(title: str, *sentences: Child, can_go_on: bool = True) -> Html:
    """A page that says one thing, and where to go from there."""
    way = element("p", element("a", _TO_TODAY, href="/")) if can_go_on else NOTHING
    said = (element("p", one) for one in sentences)
    return whole_page(title, element("h1", title), said, way)


def refusal_page(status: Status) -> Html:
    """Why something is not shown, and what to do."""
    return message_page(status.title, _REFUSALS.get(status, _ANY_REFUSAL))
