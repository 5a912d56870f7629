"""Parameters that cannot be fitted or reverted."""

from flashcards.errors.base import FlashError


class TooFewReviews(FlashError):
    """A log too short to fit parameters to."""

    def __init__(self, scored: int, needed: int, *, are_adopted: bool = False) -> None:
        back = " Those in use were fitted to fewer: `flash optimize --revert` goes back."
        there = "is 1 review" if scored == 1 else f"are {scored:,} reviews"
        more = "1 more is" if needed - scored == 1 else f"{needed - scored:,} more are"
        super().__init__(
            f"There {there} that came a day or more after the one before, but "
            f"your own parameters need {needed:,}: with fewer, they mostly predict worse than "
            f"the usual ones. Go on reviewing: {more} needed." + (back if are_adopted else "")
        )


class NothingToRevert(FlashError):
    """No parameters have been adopted."""

    def __init__(self) -> None:
        super().__init__(
            "You use the usual parameters, so there is nothing to go back to: "
            "`flash optimize` fits your own, once there are enough reviews."
        )
