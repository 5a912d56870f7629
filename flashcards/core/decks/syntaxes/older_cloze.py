"""Clozes that are no longer read as they were written down: orphans, and those of older rules."""

from flashcards.core.card import Card
from flashcards.core.decks.syntaxes.cloze import read_cloze

_HINT = " :: "


def is_older(card: Card) -> bool:
    """Whether a cloze is one of the log, with both sides, or today's rule lacks its deletion."""
    if card.back:
        return True
    return card.span is not None and card.span not in read_cloze(card.front).spans


def older_sides(card: Card, gap: str) -> tuple[str, str]:
    """Question and answer of such a cloze: as the log tells them, else its source."""
    return (card.front, card.back) if card.back else (_question(card, gap), card.front)


def _question(card: Card, gap: str) -> str:
    """The source of a cloze of an older rule, with the gap where that rule's deletion stood.

    Its text lacked two brackets a deletion, so the span tells where it stood as soon as it is known
    how many were before it. Without a gap where more than one number, or none, fits.
    """
    front, (start, end) = card.front, card.span or (0, 0)
    before = range(front.count("[", 0, start + 2 * front.count("[")))
    places = [(start + 2 * n, end + 2 * n + 2) for n in before]
    fitting = [one for one in places if _is_deletion(front[slice(*one)])]
    if len(fitting) != 1 or _HINT in front:
        return front
    start, end = fitting[0]
    return f"{front[:start]}{gap}{front[end:]}"


def _is_deletion(text: str) -> bool:
    """Whether a text is a pair of brackets with all that stands between them."""
    if text[:1] != "[" or text[-1:] != "]":
        return False
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign == "[") - (sign == "]")
        if not depth:
            return place == len(text) - 1
    return False
