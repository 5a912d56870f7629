"""What an import brought that the plan does not count."""

from collections.abc import Iterator, Sequence

from flashcards.views.text import plain


def besides_plan_lines(besides: Sequence[str], planned: Sequence[str]) -> Iterator[str]:
    """That new decks lie in areas which the plan does not count, and how they come to count."""
    if besides and planned:
        yield plain(
            f"Your plan does not count the area {', '.join(besides)}. If it is part of your"
            f" interview, move the file to a folder of the plan, such as {planned[0]}/."
        )
