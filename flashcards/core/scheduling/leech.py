"""Cards that are forgotten again and again."""

from dataclasses import dataclass

from flashcards.core.card import CardId


@dataclass(frozen=True, slots=True)
class Leech:
    """A card that an answer has just made a leech, its lapses, and whether it is suspended."""

    card: CardId
    lapses: int
    suspended: bool


def is_marked(before: int, lapses: int, threshold: int) -> bool:
    """Whether the lapses reached the threshold with an answer, or a further half of it.

    Anki's rule: at 8 lapses, then at 12, 16 and so on; half of an odd threshold is rounded up.
    """
    half = (threshold + 1) // 2
    return lapses >= threshold and lapses > before and (lapses - threshold) % half == 0
