"""Parameters that cannot be fitted or reverted."""

from flashcards.errors.base import FlashError


class TooFewReviews(FlashError):
    """A log too short to fit parameters to."""

    def __init__(self, scored: int, needed: int, *, are_adopted: bool = False) -> None:
        back = " Those in use were fitted to fewer: `flash optimize --revert` goes back."
        super().__init__(
            f"There are {scored:,} reviews that came a day or more after the one before, but "
            f"your own parameters need {needed:,}: with fewer, they mostly predict worse than "
            f"the usual ones. Go on reviewing: {needed - scored:,} more are needed."
            + (back if are_adopted else "")
        )


class NothingToRevert(FlashError):
    """No parameters have been adopted."""

    def __init__(self) -> None:
        super().__init__(
            "You use the usual parameters, so there is nothing to go back to: "
            "`flash optimize` fits your own, once there are enough reviews."
        )
