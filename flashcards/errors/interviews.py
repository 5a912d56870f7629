"""Interviews that are not meant so, or cannot be."""

from collections.abc import Iterable

from flashcards.errors.base import FlashError


class UnknownInterview(FlashError):
    """No interview is called so."""

    def __init__(self, name: str, near: str | None) -> None:
        hint = f"did you mean {near!r}?" if near else "see them with `flash interview`."
        super().__init__(f"There is no interview at {name!r}: {hint}")


class WhichInterview(FlashError):
    """Several interviews could be meant."""

    def __init__(self, name: str, found: Iterable[str]) -> None:
        shown = ", ".join(f"`{one}`" for one in found)
        super().__init__(f"{name!r} can mean several interviews: say one of {shown}.")


class NotHeldYet(FlashError):
    """Something told of an interview that is still to come."""

    def __init__(self, name: str, on: str) -> None:
        super().__init__(f"{name} is on {on}, still to come: note how it went after that day.")


class IsOver(FlashError):
    """A change to an interview that is over."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is over: add the next round with `flash interview add`.")


class InterviewStands(FlashError):
    """The same round a second time."""

    def __init__(self, name: str, on: str) -> None:
        super().__init__(
            f"{name} is planned already, for {on}: `flash interview move` gives it another day."
        )


class InterviewGone(FlashError):
    """An interview that is added after its day without saying so."""

    def __init__(self, said: str) -> None:
        super().__init__(f"{said} is past: give a day to come, or --held for what has taken place.")


class InterviewAhead(FlashError):
    """An interview said to be held on a day that has not come."""

    def __init__(self, said: str) -> None:
        super().__init__(f"{said} is still to come: leave --held out.")


class Nameless(FlashError):
    """A company, a round or a question without a word."""

    def __init__(self, what: str) -> None:
        super().__init__(f"The {what} is empty: write some words.")


class TakesNone(FlashError):
    """A deck whose headings are other cards."""

    def __init__(self, deck: str, cards: str) -> None:
        super().__init__(
            f"{deck} takes no {cards}: give a new deck, or one with `cards: {cards}` at its top."
        )
