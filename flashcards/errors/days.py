"""Days, dates and breaks that cannot be."""

from flashcards.errors.base import FlashError


class DateNotAhead(FlashError):
    """A deadline in the past, today, or too far away to plan for."""

    def __init__(self, said: str, first: str, farthest_days: int) -> None:
        super().__init__(
            f"{said} is too early or too late: give a date from {first} to {farthest_days} days"
            " away."
        )


class NothingToPrepare(FlashError):
    """A deadline for no card at all."""

    def __init__(self) -> None:
        super().__init__(
            "No card is selected. Skills and exercises do not count for a date:"
            " name a deck, area or tag that `flash list` shows."
        )


class NoSuchDeadline(FlashError):
    """A deadline that was never set, or is removed."""

    def __init__(self) -> None:
        super().__init__("There is no such deadline: `flash deadline` shows all of them.")


class WhichDeadline(FlashError):
    """Several deadlines, and none is named."""

    def __init__(self) -> None:
        super().__init__(
            "There are several deadlines: name one by the --deck, --area or --tag it was set with."
        )


class DayGone(FlashError):
    """A due day in the past."""

    def __init__(self, said: str) -> None:
        super().__init__(f"{said} is past: give today or a day to come.")


class DayTooFar(FlashError):
    """A day so far away that it is a slip of the pen."""

    def __init__(self, said: str, most_days: int) -> None:
        super().__init__(f"{said} is too far away: give a day of the next {most_days:,} days.")


class NoDayToPostponeTo(FlashError):
    """Every day that cards might wait for is in a break or takes no work."""

    def __init__(self, days: int) -> None:
        super().__init__(f"The next {days} days are all breaks or easy days: give more --days.")


class BreakBackwards(FlashError):
    """A break that ends before it begins."""

    def __init__(self, begins: str, ends: str) -> None:
        super().__init__(
            f"A break from {begins} to {ends} ends before it begins: swap the two days."
        )


class BreakOver(FlashError):
    """A break that lies in the past."""

    def __init__(self, ends: str) -> None:
        super().__init__(f"A break that ended on {ends} is over: give a later one.")


class BreakTooLong(FlashError):
    """A break of more than a year."""

    def __init__(self, days: int, most: int) -> None:
        super().__init__(f"A break of {days:,} days is too long: give one of up to {most} days.")


class BreakStands(FlashError):
    """The same break a second time."""

    def __init__(self, begins: str, ends: str) -> None:
        super().__init__(
            f"The break from {begins} to {ends} is planned already: see `flash break`."
        )


class NoSuchBreak(FlashError):
    """A break that was never set, or is removed."""

    def __init__(self, begins: str, ends: str) -> None:
        super().__init__(f"There is no break from {begins} to {ends}: see them with `flash break`.")
