"""Failures that a person can mend; each message is one whole sentence that says how."""

from pathlib import Path

_SHOWN = 5


class FlashError(Exception):
    """A failure whose message is one sentence for the person at the keyboard; exit code 1."""


class NoSuchFolder(FlashError):
    """The collection folder that was named does not exist."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"There is no folder {folder}: create one with `flash init {folder}`.")


class CannotWrite(FlashError):
    """The system refused to write."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"Cannot write {path} ({reason}): check its permissions and the disk.")


class CannotRead(FlashError):
    """The system refused to read."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"Cannot read {path} ({reason}): check the path and its permissions.")


class NotADatabase(FlashError):
    """The database file is something else."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"{place} is not a SQLite database: move it away, or name another with --database."
        )


class NotOurDatabase(FlashError):
    """A database, but not of this program."""

    def __init__(self, place: str) -> None:
        super().__init__(f"{place} is a database of another program: name another with --database.")


class DatabaseTooNew(FlashError):
    """A later version of the program has upgraded the database."""

    def __init__(self, place: str, found: str, known: str) -> None:
        super().__init__(
            f"{place} has schema {found}, newer than this program's {known}: upgrade flash."
        )


class DatabaseFailure(FlashError):
    """The database could not be used: locked for long, damaged, or out of reach."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"The database {place} cannot be used now ({reason}): try again.")


class NoDatabaseUrl(FlashError):
    """An address that names no database."""

    def __init__(self, address: str) -> None:
        super().__init__(f"{address!r} is no database URL: give one like sqlite:///flash.db.")


class DatabaseNotServed(FlashError):
    """A database of a kind that is not supported."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"Databases of kind {kind} are not served: give a sqlite:/// URL.")


class InvalidSetting(FlashError):
    """A setting whose type or range is wrong."""

    def __init__(self, file: str, key: str, allowed: str) -> None:
        super().__init__(f"{file}: `{key}` must be {allowed}: correct it there.")


class UnknownSetting(FlashError):
    """A setting that does not exist."""

    def __init__(self, file: str, key: str, known: str) -> None:
        super().__init__(f"{file}: there is no setting `{key}`: choose one of {known}.")


class BrokenSettings(FlashError):
    """The settings file is not TOML."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file} is not valid TOML ({reason}): correct that line.")


class UnknownCard(FlashError):
    """No card has that name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no card {name!r}: find its id with `flash list WORD`.")


class AmbiguousCard(FlashError):
    """Several cards share that prefix."""

    def __init__(self, name: str, ids: list[str]) -> None:
        shown = ", ".join(ids[:_SHOWN]) + (", …" if len(ids) > _SHOWN else "")
        super().__init__(
            f"{name!r} is the beginning of {len(ids)} cards ({shown}): give more of it."
        )


class InvalidRating(FlashError):
    """A grade outside the card's scale."""

    def __init__(self, rating: int, highest: int) -> None:
        super().__init__(f"{rating} is no rating for this card: give 1 to {highest}.")


class NothingToUndo(FlashError):
    """This machine has no act left to take back."""

    def __init__(self) -> None:
        super().__init__(
            "There is nothing to undo: no answer of this machine is left to take back."
        )


class NotInADeck(FlashError):
    """An orphan, where a card that is written somewhere is meant."""

    def __init__(self, name: str) -> None:
        super().__init__(f"The text of {name!r} is in no deck any more: write it again.")


class LinkedToItself(FlashError):
    """One card given where two are meant."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name!r} is the same card twice: name the old one and the new one.")


class NothingToUnlink(FlashError):
    """No history of another card leads into this one."""

    def __init__(self, name: str) -> None:
        super().__init__(f"No other card's history leads into {name!r}: see `flash show {name}`.")


class UnknownDeck(FlashError):
    """No deck has that name."""

    def __init__(self, name: str, near: str | None) -> None:
        hint = f"did you mean {near!r}?" if near else "see them with `flash due`."
        super().__init__(f"There is no deck {name!r}: {hint}")


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


class OutsideCollection(FlashError):
    """A deck path that leaves the collection."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} lies outside the collection: name a deck below its folder.")


class UnknownQueryWord(FlashError):
    """A word of a query that means nothing."""

    def __init__(self, word: str, known: str) -> None:
        super().__init__(f"`is:{word}` means nothing: choose one of {known}.")


class TooFewReviews(FlashError):
    """A log too short to fit parameters to."""

    def __init__(self, scored: int, needed: int) -> None:
        super().__init__(
            f"There are {scored:,} reviews that came a day or more after the one before, and "
            f"parameters take {needed:,} of them: go on reviewing, {needed - scored:,} are missing."
        )


class NothingToRevert(FlashError):
    """No parameters have been adopted."""

    def __init__(self) -> None:
        super().__init__(
            "The parameters in use are the library's own, so there is nothing to revert: "
            "fit your own with `flash optimize`."
        )


class DateNotAhead(FlashError):
    """A deadline in the past, today, or too far away to plan for."""

    def __init__(self, said: str, first: str, farthest_days: int) -> None:
        super().__init__(
            f"{said} cannot be prepared for: give a date from {first} to {farthest_days} days away."
        )


class NothingToPrepare(FlashError):
    """A deadline for no card at all."""

    def __init__(self) -> None:
        super().__init__(
            "No card that is asked is selected: name a deck, area or tag that `flash list` shows."
        )


class NoSuchDeadline(FlashError):
    """A deadline that was never set, or is removed."""

    def __init__(self) -> None:
        super().__init__("There is no such deadline: `flash deadline` shows those there are.")


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


class NotInReview(FlashError):
    """A card without a due day to set: new, or in learning steps."""

    def __init__(self, name: str, state: str) -> None:
        super().__init__(
            f"Card {name} is {state} and has no due day to set: "
            "answer it until its learning steps are over."
        )


class NoDayToPostponeTo(FlashError):
    """Every day that cards might wait for is in a break or takes no work."""

    def __init__(self, days: int) -> None:
        super().__init__(
            f"Of the next {days} days none takes reviews (breaks, easy days): give more --days."
        )


class BreakBackwards(FlashError):
    """A break that ends before it begins."""

    def __init__(self, begins: str, ends: str) -> None:
        super().__init__(f"A break from {begins} to {ends} ends before it begins: turn them round.")


class BreakOver(FlashError):
    """A break that lies in the past."""

    def __init__(self, ends: str) -> None:
        super().__init__(f"A break that ended on {ends} is over: give one that is still to come.")


class BreakTooLong(FlashError):
    """A break of more than a year."""

    def __init__(self, days: int, most: int) -> None:
        super().__init__(f"A break of {days:,} days is too long: give one of up to {most} days.")


class BreakStands(FlashError):
    """The same break a second time."""

    def __init__(self, begins: str, ends: str) -> None:
        super().__init__(f"The break from {begins} to {ends} stands already: see `flash break`.")


class NoSuchBreak(FlashError):
    """A break that was never set, or is removed."""

    def __init__(self, begins: str, ends: str) -> None:
        super().__init__(f"There is no break from {begins} to {ends}: see them with `flash break`.")
