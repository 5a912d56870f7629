"""What is made from the log and the decks, compared with what it would be if it were made now."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from typing import Final

from flashcards.core.frozen import dataclass
from flashcards.core.problem import Severity
from flashcards.errors.base import FlashError
from flashcards.services.collection import Collection
from flashcards.services.decks.read import read_within
from flashcards.services.doctor.finding import (
    Check,
    Finding,
    Remedy,
    counted,
    known,
    repairable,
    wrong,
)
from flashcards.services.log.rebuild import rebuild_within
from flashcards.services.log.reconcile import separate_living
from flashcards.services.policies import is_policy_of_schedules
from flashcards.services.progress import Progress
from flashcards.services.work import within
from flashcards.storage.database.dry_run import differences, drop_projection, dry_run, keep_aside
from flashcards.storage.database.engine import Connection, writing
from flashcards.storage.projection.cards import orphans
from flashcards.storage.projection.decks import copies_of_decks, known_problems
from flashcards.storage.projection.standing import is_empty_standing

GARBAGE: Final = (FlashError, ValueError, TypeError, LookupError, ArithmeticError)
"""What reading a table that somebody else wrote into may come to."""

_OF_LOG: Final = {"schedules", "edges", "standing", "outranked"}


@dataclass(frozen=True, slots=True)
class Differences:
    """In how many rows each table differs, whether settings have changed, and what is in decks."""

    differing: dict[str, int]
    is_newly_set: bool = False
    orphans: int = 0
    errors: int = 0
    warnings: int = 0
    unreadable: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()


def compared(collection: Collection, now: datetime, progress: Progress) -> Differences | None:
    """The projection made anew and taken back; None where it cannot be read at all."""
    try:
        with dry_run(collection.engine) as connection:
            return _compared(connection, collection, now, progress)
    except GARBAGE:
        return None


def _compared(
    connection: Connection, collection: Collection, now: datetime, progress: Progress
) -> Differences:
    work = within(connection, collection, now)
    read_within(work)
    is_newly_set = not is_policy_of_schedules(connection, work.policy())
    is_unfolded = is_empty_standing(connection)
    keep_aside(connection)
    read_within(work, anew=True)
    rebuild_within(work, progress)
    differing = differences(connection)
    if is_newly_set:
        differing.pop("schedules", None)
        if is_unfolded:
            differing.pop("standing", None)
    problems = known_problems(connection)
    return Differences(
        differing,
        is_newly_set,
        sum(1 for _ in orphans(connection)),
        sum(problem.severity is Severity.ERROR for problem in problems),
        sum(problem.severity is Severity.WARNING for problem in problems),
        tuple(one.source.file for one in problems if one.message.startswith("cannot be read")),
        tuple(copies_of_decks(connection)),
    )


def remake(
    collection: Collection, now: datetime, progress: Progress, begin: Callable[[Connection], None]
) -> int:
    """Read the decks anew and replay every card, after `begin`, all in one transaction.

    What cannot even be read is thrown away first. How many cards have a schedule.
    """
    with suppress(*GARBAGE), writing(collection.engine) as connection:
        begin(connection)
        return _made(connection, collection, now, progress)
    with writing(collection.engine) as connection:
        begin(connection)
        drop_projection(connection)
        return _made(connection, collection, now, progress)


def _made(connection: Connection, collection: Collection, now: datetime, progress: Progress) -> int:
    work = within(connection, collection, now)
    read_within(work, anew=True)
    cards = rebuild_within(work, progress)
    separate_living(work)
    return cards


def projection(result: Differences | None) -> Iterator[Finding]:
    """What differs."""
    if result is None:
        message = "what was calculated from decks and log cannot be read"
        yield repairable(Check.PROJECTION, message, Remedy.PROJECTION)
        return
    for name, rows in result.differing.items():
        differ = "differs" if rows == 1 else "differ"
        message = f"{counted(rows, 'row')} of `{name}` {differ} from what"
        source = "the log gives" if name in _OF_LOG else "the decks give"
        yield repairable(Check.PROJECTION, f"{message} {source}", Remedy.PROJECTION)
    if result.is_newly_set:
        yield known(
            Check.PROJECTION, "settings changed: the next command calculates all schedules again"
        )


def orphaned(result: Differences | None) -> Iterator[Finding]:
    """Cards without a text."""
    if result is not None and result.orphans:
        cards = counted(result.orphans, "card")
        message = f"{cards} have a history but no text any more"
        yield known(Check.ORPHANS, message, "see them with `flash list --orphans`")


def decks(result: Differences | None) -> Iterator[Finding]:
    """Mistakes in decks, counted."""
    if result is None:
        return
    for path in result.unreadable:
        yield wrong(Check.DECKS, f"{path} cannot be read", "check the file and its permissions")
    if result.copies:
        copies = "looks like a conflict copy" if len(result.copies) == 1 else "look like copies"
        message = f"{counted(len(result.copies), 'deck')} {copies}, such as {result.copies[0]}"
        yield known(Check.DECKS, message, "`flash check` says what to do")
    errors, warnings = result.errors - len(result.unreadable), result.warnings
    said = [counted(n, w) for n, w in ((errors, "error"), (warnings, "warning")) if n]
    if said:
        yield known(Check.DECKS, f"{' and '.join(said)} in decks", "see them with `flash check`")
