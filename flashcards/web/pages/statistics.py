"""How it went and how it stands, in pictures with their figures."""

from typing import Final

from flashcards.errors.base import FlashError
from flashcards.services.preparation.ready import ready
from flashcards.services.statistics.stats import Stats, stats
from flashcards.services.study.due import due
from flashcards.views.html import Html, element
from flashcards.views.pictures.ahead import due_picture, readiness_picture
from flashcards.views.pictures.statistics import PICTURES, month
from flashcards.views.preparation.ready import ready_view
from flashcards.views.statistics.section import SECTIONS
from flashcards.views.statistics.stats import stats_view
from flashcards.web.exchange import Request, Response
from flashcards.web.site import Site
from flashcards.web.words import COLUMNS, figures, paragraph

_TITLES: Final = {
    "cards": "How long cards are remembered",
    "calibration": "Recall expected and come true",
}
_FIGURES: Final = "/statistics/figures"
_SAID: Final = 2
"""Lines of the summary that are words: the day, and the streak."""


def shown(site: Site, request: Request) -> Response:
    """The pictures; or all figures, a page of their own."""
    site.reread()
    moment = site.clock()
    found = stats(site.collection, moment)
    if request.path == _FIGURES:
        sections = [_section(found, name) for name in SECTIONS]
        return site.page("Figures", element("h1", "In figures"), sections, here="/statistics")
    summary = list(stats_view(found, "summary", COLUMNS).lines)
    day = due(site.collection, moment)
    return site.page(
        "Statistics",
        element("h1", "Statistics"),
        map(paragraph, summary[:_SAID]),
        _drawn("The year", PICTURES["summary"](found)),
        _drawn("The last 30 days", month(found)),
        _drawn("The days ahead", due_picture(day)),
        _readiness(site),
        [_drawn(title, PICTURES[name](found)) for name, title in _TITLES.items()],
        element("p", element("a", "All of it in figures", href=_FIGURES, class_="button")),
        here="/statistics",
    )


def _drawn(title: str, picture: Html | None) -> Html | None:
    if picture is None:
        return None
    return element("section", element("h2", title), element("div", picture, class_="wide"))


def _section(found: Stats, name: str) -> Html:
    lines = stats_view(found, name, COLUMNS).lines
    return element("section", element("h2", name.capitalize()), figures(lines))


def _readiness(site: Site) -> Html | None:
    """How ready the learner is; nothing without a day to be ready on."""
    try:
        found = ready(site.collection, site.clock(), None)
    except FlashError:
        return None
    said = element("summary", "What it is made of, what raises it")
    lines = ready_view(found, COLUMNS).lines
    return element(
        "section",
        element("h2", "Ready"),
        element("div", readiness_picture(found), class_="wide"),
        element("details", said, figures(lines)),
    )
