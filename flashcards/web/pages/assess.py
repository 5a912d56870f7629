"""Skills: how they stand, and a session that rates them."""

from typing import Final

from flashcards.core.study.session import Session
from flashcards.errors.cards import NoSkills
from flashcards.services.preparation.assess import ALWAYS, assessment, skill_rows, training
from flashcards.views.html import Html, element
from flashcards.views.preparation.assess import history_view, training_lines
from flashcards.web.exchange import Request, Response
from flashcards.web.pages.review.routes import begun
from flashcards.web.site import Site
from flashcards.web.words import COLUMNS, figures

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
    return element(
        "section",
        element("p", [(one, " ") for one in links]),
        figures(history_view(rows, COLUMNS).lines),
        figures(training_lines(training(site.collection, None), COLUMNS)),
    )
