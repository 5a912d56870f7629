"""An answer that is typed in the page: its field, then how it differs from the card's."""

from collections.abc import Mapping
from typing import Final

from flashcards.core.card import CardId
from flashcards.core.known_card import KnownCard
from flashcards.views.html import Child, Html, element
from flashcards.views.markup.blocks import StyledText
from flashcards.views.study.live_session import faces
from flashcards.web.pages.parts import FORWARD
from flashcards.web.pages.review.held import HeldSession

_FIELD: Final = "typed"
_LONGEST: Final = 2_000


def typing_field() -> Html:
    """Where the answer is typed: what goes on leads here, and Enter in it shows the answer."""
    field = element(
        "input",
        name=_FIELD,
        maxlength=_LONGEST,
        autocomplete="off",
        autocapitalize="off",
        spellcheck="false",
        data_key=FORWARD,
        title="Key Space: type the answer. Enter shows the card's.",
    )
    return element("label", "Your answer ", field, class_="note")


def typed_in(card: CardId, fields: Mapping[str, str]) -> tuple[CardId, str] | None:
    """What a form typed as the answer of a card; None where it had no field for it."""
    said = fields.get(_FIELD)
    return None if said is None else (card, said.strip()[:_LONGEST])


def difference_shown(held: HeldSession, known: KnownCard) -> Html | None:
    """What was typed and the answer, what differs marked; None where nothing was asked for."""
    if held.typed is None or held.typed[0] != known.card.id or not held.live.is_revealed:
        return None
    from flashcards.views.study.typed_answer import typed_lines

    lines = typed_lines(held.typed[1], faces(known), brackets=False)
    said = [element("p", map(_part, line)) for line in lines]
    return element("div", said, class_="typed", role="group", aria_label="What you typed")


def _part(part: StyledText) -> Child:
    if not part.style:
        return part.text
    name = "span" if part.style == "faint" else "mark"
    return element(name, part.text, class_=_CLASSES.get(part.style, part.style))


_CLASSES: Final = {"faint": "quiet"}
