"""The day before an interview, and its day: what to ask them, what to check, the last advice."""

from collections.abc import Iterator, Sequence
from shlex import quote

from flashcards.core.preparation.eve import Eve
from flashcards.core.preparation.interviews.reminders import Reminder, Wants
from flashcards.views.text import plain


def eve_lines(eve: Eve, reminders: Sequence[Reminder], *, is_today: bool) -> Iterator[str]:
    """Questions for them, the logistics while there is time for them, the last advice."""
    near = (one for one in reminders if one.wants in {Wants.INTERVIEW, Wants.REST})
    for one in (found.interview for found in near):
        yield from (plain(f"  Ask them: {question}") for question in one.to_ask)
        if not one.to_ask:
            yield plain(f"  Questions for them? flash interview ask {quote(one.company)} QUESTION")
    if not is_today:
        yield f"  Check: {'; '.join(eve.checks)} (flash help eve)."
    yield f"  {eve.advice}"
