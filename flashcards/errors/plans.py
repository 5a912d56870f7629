"""Preparation plans that cannot be followed, and what is not part of one."""

from flashcards.errors.base import FlashError


class BrokenPlan(FlashError):
    """A plan file that is not TOML."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file} is not valid TOML ({reason}): correct that line.")


class InvalidPlan(FlashError):
    """Something in a plan file that cannot hold; `weeks` says where, empty for the whole file."""

    def __init__(self, file: str, weeks: str, wrong: str, mend: str) -> None:
        place = f"{file}, {weeks}" if weeks else file
        super().__init__(f"{place}: {wrong}: {mend}.")


class NoSuchPlan(FlashError):
    """Neither a plan that comes with flash nor a file."""

    def __init__(self, said: str, shipped: tuple[str, ...]) -> None:
        known = f"give one of {', '.join(shipped)}, or a file of your own"
        fits = "each is made longer or shorter to fit the days until the interview"
        super().__init__(f"There is no plan {said!r}: {known}; {fits}.")


class NoPlan(FlashError):
    """Something is asked of the plan, and none is followed."""

    def __init__(self) -> None:
        super().__init__("You have no plan: begin one with `flash plan start 8 --interview DATE`.")


class PlanStands(FlashError):
    """A second plan beside the one that is followed."""

    def __init__(self, name: str, interview_on: str) -> None:
        super().__init__(
            f"You follow the plan “{name}” to {interview_on} already: "
            "`flash plan stop` ends it, `flash plan move DATE` gives it another day."
        )


class NoInterview(FlashError):
    """A plan without a day to plan for."""

    def __init__(self) -> None:
        super().__init__(
            "A plan needs the day of the interview: give --interview DATE, "
            "or enter one with `flash interview add`."
        )


class UnknownActivity(FlashError):
    """An activity that the plan does not have."""

    def __init__(self, said: str, near: str | None) -> None:
        hint = f"did you mean {near!r}?" if near else "`flash plan` shows those it has."
        super().__init__(f"The plan has no activity {said!r}: {hint}")


class NotTicked(FlashError):
    """More taken back than was ticked, or nothing ticked at all."""

    def __init__(self, activity: str, done: int) -> None:
        can = f", or a negative one, at most -{done:,}, to take some back" if done else ""
        super().__init__(f"{activity!r} is ticked {done:,} times: give a number from 1{can}.")


class AllTicked(FlashError):
    """More ticked than the plan asks."""

    def __init__(self, activity: str, done: int, total: int) -> None:
        left = total - done
        can = f"tick at most {left:,} more" if left else "there is nothing left to tick"
        super().__init__(f"{done:,} of {total:,} {activity!r} are done: {can}.")
