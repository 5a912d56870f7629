"""Cards, decks and grades that are not meant so."""

from flashcards.errors.base import FlashError

_SHOWN = 5
_LONG = 32


class UnknownCard(FlashError):
    """No card has that name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no card {name!r}: find its id with `flash list WORD`.")
        self.name = name


class AmbiguousCard(FlashError):
    """Several cards share that prefix."""

    def __init__(self, name: str, ids: list[str]) -> None:
        shown = ", ".join(ids[:_SHOWN]) + (", …" if len(ids) > _SHOWN else "")
        super().__init__(
            f"{name!r} is the beginning of {len(ids)} cards ({shown}): give more of it."
        )


class SeveralCards(AmbiguousCard):
    """Several cards stand where one is meant: each with what it asks."""

    def __init__(self, name: str, found: list[tuple[str, str]], *, or_all: bool = False) -> None:
        super().__init__(name, [card for card, _ in found])
        shown = "; ".join(f"{card[:_LONG]} asks {asked!r}" for card, asked in found[:_SHOWN])
        more = "; …" if len(found) > _SHOWN else ""
        how = "name one by its id, or say --all" if or_all else "name one by its id"
        self.args = (f"{len(found)} cards are at {name!r}: {how}: {shown}{more}.",)


class NoCardMeant(FlashError):
    """A query of an act that finds no card; the sentence says why."""


class NameIsNoCard(FlashError):
    """The name of a deck, an area or a tag, where cards or a query are meant."""

    def __init__(self, name: str, meant: str) -> None:
        super().__init__(f"There is no card {name!r}: for all cards of it, write `{meant}`.")


class SayYes(FlashError):
    """Many cards, and nobody who can be asked whether all are meant."""

    def __init__(self, verb: str, cards: int) -> None:
        super().__init__(f"{cards:,} cards match: add --yes to {verb} all of them.")


class NotInADeck(FlashError):
    """An orphan, where a card that is written somewhere is meant."""

    def __init__(self, name: str) -> None:
        super().__init__(f"The text of {name!r} is in no deck any more: write it again.")


class InvalidRating(FlashError):
    """A grade outside the card's scale."""

    def __init__(self, rating: int, highest: int) -> None:
        super().__init__(f"{rating} is not a grade for this card: give 1 to {highest}.")


class NoPoints(FlashError):
    """An answer without points, where some are to be ticked."""

    def __init__(self) -> None:
        super().__init__(
            "This answer has no points to tick: write them as a list right below a bold sentence."
        )


class UnknownPoint(FlashError):
    """A number of no point."""

    def __init__(self, number: int, count: int) -> None:
        super().__init__(f"There is no point {number}: give numbers from 1 to {count}.")


class PointsInPractice(FlashError):
    """Points to tick, where nothing is kept."""

    def __init__(self) -> None:
        super().__init__("Practice keeps no points: tick them in `flash review` without --cram.")


class UnknownDeck(FlashError):
    """No deck has that name."""

    def __init__(self, name: str, near: str | None) -> None:
        hint = f"did you mean {near!r}?" if near else "see them with `flash due`."
        super().__init__(f"There is no deck {name!r}: {hint}")


class UnknownArea(FlashError):
    """No deck is of that area."""

    def __init__(self, name: str, near: str | None) -> None:
        hint = f"did you mean {near!r}?" if near else "`flash due --json` names all areas."
        super().__init__(f"There is no area {name!r}: {hint}")


class NoSkills(FlashError):
    """A self-assessment of nothing."""

    def __init__(self) -> None:
        super().__init__(
            "No deck has a skill to rate: write one as `S: a skill` with its condition below it."
        )


class UnknownTag(FlashError):
    """No deck and no card has that tag."""

    def __init__(self, name: str, near: str | None) -> None:
        hint = f"did you mean {near!r}?" if near else "`flash list --json` names all tags."
        super().__init__(f"There is no tag {name!r}: {hint}")


class EmptyText(FlashError):
    """A text without a letter, which would stand in every card."""

    def __init__(self) -> None:
        super().__init__(
            "A text of the query is empty: write a word, or no query at all for every card."
        )


class UnknownQueryWord(FlashError):
    """A word of a query that means nothing."""

    def __init__(self, word: str, known: str) -> None:
        super().__init__(f"`is:{word}` is not a filter: choose one of {known}.")


class UnknownFilter(FlashError):
    """A word before a colon that is no filter."""

    def __init__(self, key: str, word: str, known: str) -> None:
        super().__init__(
            f"`{key}:` is not a filter: choose one of {known}; "
            f"to find the text, put it in quotes: '\"{word}\"'."
        )


class InvalidFilter(FlashError):
    """A filter whose value means nothing."""

    def __init__(self, word: str, example: str) -> None:
        super().__init__(f"`{word}` is not a filter: write it as in `{example}`.")


class LinkedToItself(FlashError):
    """One card given where two are meant."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name!r} is the same card twice: name the old one and the new one.")


class NothingToUnlink(FlashError):
    """No history of another card leads into this one."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name!r} has no history of another card: see `flash show {name}`.")


class NothingToUndo(FlashError):
    """This machine has no act left to take back."""

    def __init__(self) -> None:
        super().__init__(
            "There is nothing to undo: you did nothing on this machine yet, or undid all of it."
        )


class AddedLast(FlashError):
    """An undo right after cards were added, which it leaves, where nobody can be asked.

    The sentence says what it would take back.
    """


class NothingToRegrade(FlashError):
    """A card without an answer whose grade could be changed."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Card {name} has no answer that counts: grade it with `flash answer {name} RATING`."
        )


class NothingToRedo(FlashError):
    """This machine has nothing that an undo took back since it last did something."""

    def __init__(self) -> None:
        super().__init__(
            "There is nothing to redo: you undid nothing since you last did something new."
        )


class NotInReview(FlashError):
    """A card without a due day to set: new, or in learning steps."""

    def __init__(self, name: str, state: str) -> None:
        super().__init__(
            f"Card {name} is {state} and has no due day to set: "
            "answer it until its learning steps are over."
        )
