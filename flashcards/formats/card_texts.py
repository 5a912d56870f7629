"""Cards of other tools as texts of a deck, each read back to see that it is what was meant."""

import re
from typing import Final, NamedTuple

from flashcards.core.card import Card, CardId, Kind, Source
from flashcards.core.decks.card_markdown import written
from flashcards.core.decks.parse import parse_deck
from flashcards.core.identity import card_id
from flashcards.formats.questions.edges import closed, fenced, without_headings

_RISKY: Final = re.compile(r"[\n<`~$\\]|^[\s|#>=+*-]|^[0-9]{1,9}[.)]|-{3}|\[sound:|!\[")
_MAY_END: Final = re.compile(
    r"\A[\s|#>=+*-]|\A[0-9]{1,9}[.)]|`{3}|~{3}|<|\$\$|\\\[|\\\(|\\begin"
    r"|^(?:\s{4}|\t| {0,3}(?:\\*[QACS]:(?:\s|$)|\#{1,6}(?:\s|$)|[-=*_]{2,}\s*$|[>|:]))",
    re.MULTILINE,
)
_SENTINEL: Final = "What follows?"
_FOLLOWING: Final = f"Q: {_SENTINEL}\nA: {_SENTINEL}\n"


class CardText(NamedTuple):
    """A text of a deck, and the cards that flash reads in it."""

    text: str
    ids: tuple[CardId, ...] = ()


def is_risky(text: str) -> bool:
    """Whether a text may be more than words on a line; then what is written is read back."""
    return bool(_RISKY.search(text))


def question_text(front: str, back: str, *, is_sure: bool = True) -> CardText:
    """A card with tags, whatever its sides hold; as code where no other form reads back.

    Where it need not be sure, more than words is written as it stands, if nothing in it looks like
    an end: three times as fast, and for whoever reads all of the deck back.
    """
    risky = is_risky if is_sure else _may_end
    if not risky(front) and not risky(back):
        return CardText(f"Q: {front}\nA: {back}", (card_id(Kind.QUESTION, front, back),))
    text = tagged(without_headings(closed(front)), without_headings(closed(back)))
    ids = ids_in(text)
    if len(ids) != 1:
        text = tagged(fenced(front), fenced(back))
        ids = ids_in(text)
    return CardText(text, ids)


def _may_end(text: str) -> bool:
    return bool(_MAY_END.search(text))


def tagged(front: str, back: str) -> str:
    """A card with tags, written so that a tag in its text is none."""
    card = Card(card_id(Kind.QUESTION, front, back), Kind.QUESTION, front, back, Source("", 1))
    return written(card).rstrip("\n")


def cards_in(text: str) -> int:
    """How many cards a text makes, and takes none of what follows into it; 0 where it does."""
    return len(ids_in(text))


def ids_in(text: str) -> tuple[CardId, ...]:
    """The cards that a text makes; none where it takes some of what follows into it."""
    cards = parse_deck(f"{text}\n\n{_FOLLOWING}", "").cards
    is_apart = bool(cards) and cards[-1].front == _SENTINEL and cards[-1].back == _SENTINEL
    return tuple(card.id for card in cards[:-1]) if text and is_apart else ()
