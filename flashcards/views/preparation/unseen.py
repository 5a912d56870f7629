"""What flash cannot see of today's plan: the question at a terminal, the line in a pipe."""

from collections.abc import Sequence

from flashcards.services.preparation.unseen import UnseenActivity
from flashcards.views.text import plain

HEADING = "Flash cannot see what you did without it. Was this done today?"
MINUTES = "  Minutes"


def unseen_line(found: Sequence[UnseenActivity]) -> str:
    """How to tick what flash cannot see."""
    named = ", ".join(plain(one.activity.id) for one in found)
    return f"Flash cannot see {named}. Done? flash plan tick ACTIVITY"


def unseen_question(one: UnseenActivity) -> tuple[str, str]:
    """What was perhaps done, and whether; how often, where today has it more than once."""
    asked = "  Done" if one.count == 1 else f"  How many of {one.count:,}"
    return plain(one.activity.text), asked


def not_a_number(most: int) -> str:
    """What may be typed where a number is asked."""
    return f"Type a number from 0 to {most:,}, y for all or n for none."
