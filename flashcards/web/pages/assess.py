"""Skills: how they stand, and a session that rates them."""

from collections.abc import Sequence
from typing import Final

from flashcards.core.study.session import Session
from flashcards.errors.cards import NoSkills
from flashcards.services.preparation.assess import (
    ALWAYS,
    SkillRow,
    assessment,
    skill_rows,
    training,
)
from flashcards.views.html import Html, element
from flashcards.views.preparation.assess import (
    change_said,
    rated_line,
    scores_picture,
    training_lines,
)
from flashcards.views.text import one_line
from flashcards.web.exchange import Request, Response
from flashcards.web.pages.review.routes import begun
from flashcards.web.site import Site
from flashcards.web.words import COLUMNS, figures

_WIDTH: Final = 120
_BELOW: Final = {"due": None, "all": ALWAYS, "below": 4}
"""What a session asks, by its address: skills below a score; None is what is due or new."""
_NAMES: Final = {"due": "Rate what is due", "all": "Rate all", "below": "Rate those below 4"}


def shown(site: Site, request: Request) -> Response:
    """How skills stand; or the session of those that the address names."""
    site.reread()
    name = request.path.removeprefix("/assess").strip("/")
    if name not in _BELOW:
        return site.page("Skills", element("h1", "Skills"), _standing(site), here="/assess")

    def begin() -> Session:
        return assessment(site.collection, site.clock(), None, _BELOW[name])

    return Response.see(begun(site, begin, "Skills", "/assess").address)


def _standing(site: Site) -> Html:
    try:
        rows = skill_rows(site.collection, None, None)
    except NoSkills as failure:
        return element("p", str(failure))
    kinds = {"due": "main button"}
    links = [
        element("a", said, href=f"/assess/{name}", class_=kinds.get(name, "button"))
        for name, said in _NAMES.items()
    ]
    trained = list(training_lines(training(site.collection, None), COLUMNS))
    return element(
        "section",
        element("p", [(one, " ") for one in links]),
        element("p", rated_line(rows), class_="quiet"),
        _table(rows),
        figures(trained) if trained else None,
    )


def _table(rows: Sequence[SkillRow]) -> Html:
    names = ("skill", "area", "now", "change", "over time")
    head = [element("th", name, scope="col") for name in names]
    body = [element("tr", _cells(row)) for row in rows]
    table = element("table", element("thead", element("tr", head)), element("tbody", body))
    return element("div", table, class_="wide cards")


def _cells(row: SkillRow) -> list[Html]:
    skill = element("a", one_line(row.skill, _WIDTH), href=f"/card/{row.id}")
    now = "–" if row.latest is None else str(row.latest)
    said = (row.area, now, change_said(row), scores_picture(row))
    return [element("td", skill), *(element("td", one) for one in said)]
