"""Decks and cards that cannot be written."""

from pathlib import Path

from flashcards.errors.base import FlashError


class AlreadyThere(FlashError):
    """Something would be overwritten unasked."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} is already there and differs: use --overwrite to replace it.")


class NotMarkdown(FlashError):
    """Something to import that is not a Markdown file or folder."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is not a Markdown file or a folder: give a `.md` file.")


class InvalidCard(FlashError):
    """A card that could not be read back from a deck."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(f"That is not a card ({reason}): {hint}.")


class NoCard(FlashError):
    """Text to add that holds no card."""

    def __init__(self) -> None:
        super().__init__("There is no card in that text: write `Q:` and `A:` lines.")


class WouldChangeCards(FlashError):
    """A card that, where it would be written, makes others of the deck something else."""

    def __init__(self, deck: str) -> None:
        super().__init__(f"At the end of {deck} the card would change others: give another --deck.")


class DeckChanged(FlashError):
    """A deck that is no longer what was edited."""

    def __init__(self, deck: str) -> None:
        super().__init__(
            f"{deck} was changed elsewhere meanwhile, so nothing was saved: copy your text, open"
            " the card again, and edit it there."
        )


class OthersWouldChange(FlashError):
    """An edit of one card that makes others something else."""

    def __init__(self, deck: str) -> None:
        super().__init__(
            f"With that text other cards of {deck} would change, so nothing was saved: begin it as"
            " a card, such as with `Q:`."
        )


class NoSuchDeckFile(FlashError):
    """A path that leads to no deck of the collection."""

    def __init__(self, file: str) -> None:
        super().__init__(f"There is no deck file {file!r} in the collection: choose one that is.")
