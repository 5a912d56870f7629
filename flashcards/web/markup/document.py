"""A card's text on a page of the browser: formulas as MathML."""

from flashcards.views.html import Html
from flashcards.views.markup.page import MarkupPage, ShownMedia


class Document(MarkupPage):
    """How the text of one card is shown, with the files that it names."""

    def __init__(self, media: ShownMedia | None = None) -> None:
        super().__init__(_formula, media)


def _formula(written: str) -> Html:
    """A formula; what draws it is loaded with the first."""
    from flashcards.web.markup.formulas import formula

    return formula(written)
