"""The end of a session, in a few lines: what it came to, what was hard, and tomorrow."""

from collections.abc import Iterator

from flashcards.core.decks.sides import sides
from flashcards.core.study.session_end import RecallOfSession
from flashcards.services.statistics.session_end import HardInSession, SessionEnd
from flashcards.views.text import counted, one_line

_QUESTION_WIDTH = 50


def end_lines(end: SessionEnd) -> Iterator[str]:
    """Cards and minutes, recall against what was expected, what was hard, the streak, tomorrow."""
    if end.minutes:
        yield f"{counted(end.cards, 'card')} in {counted(end.minutes, 'minute')}."
    elif end.cards != end.answers:
        yield f"{counted(end.cards, 'card')}."
    if end.recall is not None:
        yield recall_line(end.recall)
    yield from map(hard_line, end.hard)
    if end.streak > 1:
        yield f"{end.streak:,} days in a row."
    yield tomorrow_line(end)


def recall_line(recall: RecallOfSession) -> str:
    """How much was recalled, and how much was expected to be."""
    many = counted(recall.answers, "answer")
    return f"Recalled {recall.recalled:.0%} of {many}; expected {recall.expected:.0%}."


def hard_line(hard: HardInSession) -> str:
    """A card that was hard, and how often."""
    times = f"{counted(hard.again, 'time')} again" if hard.again else ""
    times = times or f"{counted(hard.hard, 'time')} hard"
    return f"Hard: {one_line(sides(hard.known.card).question, _QUESTION_WIDTH)} ({times})"


def tomorrow_line(end: SessionEnd) -> str:
    """What the next study day asks, of what was seen and of new cards."""
    due = [f"{counted(end.due_tomorrow, 'card')} due"] if end.due_tomorrow else []
    new = [counted(end.new_tomorrow, "new card")] if end.new_tomorrow else []
    if not due and not new:
        return "Tomorrow: nothing is due."
    minutes = counted(end.minutes_tomorrow, "minute")
    return f"Tomorrow: {', '.join(due + new)}, about {minutes}."
