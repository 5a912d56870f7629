"""What cannot be exported."""

from collections.abc import Sequence

from flashcards.errors.base import FlashError


class NothingForAnki(FlashError):
    """No card that Anki could show."""

    def __init__(self, decks: Sequence[str], left: int) -> None:
        where = f"in {', '.join(decks)}" if decks else "here"
        if left:
            super().__init__(
                f"There is nothing to export {where}: the {left:,} cards there are skills,"
                " questions for mock interviews, or ask nothing in Anki."
            )
        else:
            super().__init__(f"There is no card {where}: `flash list` shows all that there are.")
