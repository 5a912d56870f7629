"""Whether every fact of the log can be read, and what of it is odd."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from flashcards.core.log.card_facts import Review
from flashcards.core.log.facts import Fact
from flashcards.core.log.limits import is_id
from flashcards.core.log.line import fits_in_a_line
from flashcards.core.log.record import is_malformed
from flashcards.core.log.stamp import clock_at
from flashcards.services.collection import Collection
from flashcards.services.doctor.examined import Examined
from flashcards.services.doctor.finding import (
    Check,
    Finding,
    Remedy,
    counted,
    known,
    repairable,
    wrong,
)
from flashcards.services.doctor.sound_answer import (
    CARD,
    DAY,
    FIRST_MS,
    MACHINE,
    UUID,
    sound_answers,
)
from flashcards.services.log.misdated import dated_ahead
from flashcards.services.progress import Amount, Progress
from flashcards.storage.database.engine import reading
from flashcards.storage.database.properties import said
from flashcards.storage.log.checks import cards_without_face, raw_rows, undos_of_nothing
from flashcards.storage.log.log import fact_count
from flashcards.storage.log.raw_facts import fact_in, is_as_written, is_nested_too_deeply

_REDATE: Final = "set this machine's clock, or if it is right run `flash doctor --redate`"


@dataclass(slots=True)
class Seen:
    """What was counted in one passage through the log."""

    now: datetime
    facts: int = 0
    unreadable: int = 0
    example: str = ""
    malformed: int = 0
    odd_ids: int = 0
    odd_cards: int = 0
    ahead: int = 0
    clock_ahead: int = 0
    beyond_limits: int = 0
    is_sound: Callable[[Mapping[str, Any]], bool] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self.is_sound = sound_answers(self.now)

    def note(self, row: dict[str, Any]) -> None:
        """Look at one row, closely where it is not sound at first sight."""
        self.facts += 1
        if not self.is_sound(row):
            self.look_at(row)

    def look_at(self, row: dict[str, Any]) -> None:
        """Make a fact of a row, and count what is odd about it."""
        fact = fact_in(row)
        if fact is not None and is_as_written(row, fact):
            self._note_fact(fact, row["clock"])
        elif fact is None and is_nested_too_deeply(row):
            self.beyond_limits += 1
        else:
            self.unreadable += 1
            self.example = self.example or str(row["id"])

    def _note_fact(self, fact: Fact, clock: int) -> None:
        stamp, latest = fact.stamp, self.now + DAY
        self.malformed += is_malformed(fact)
        self.odd_ids += not _is_sane(stamp.id, latest)
        self.odd_cards += fact.card is not None and not CARD.fullmatch(fact.card)
        is_named = isinstance(fact, Review) and stamp.at > latest
        self.ahead += stamp.at > self.now and not is_named
        self.clock_ahead += clock > clock_at(latest)
        self.beyond_limits += not _goes_on(fact)


def log(found: Examined, collection: Collection, progress: Progress) -> Iterator[Finding]:
    """The log, fact by fact."""
    seen, lost_undos, faceless, machine = _seen(found, collection, progress)
    if seen.unreadable:
        yield _unreadable(found, seen)
    if machine is None or not MACHINE.fullmatch(machine):
        message = "the database does not know which machine it is"
        yield repairable(Check.LOG, message, Remedy.NEW_MACHINE)
    yield from _dated_ahead(found, collection)
    yield from _oddities(seen)
    if lost_undos:
        undos = counted(lost_undos, "undo")
        yield known(
            Check.LOG, f"{undos} of facts that are not here: they may be on another machine"
        )
    if faceless:
        cards = counted(faceless, "card")
        yield known(Check.LOG, f"{cards} were never introduced: without a deck they have no text")


def _seen(
    found: Examined, collection: Collection, progress: Progress
) -> tuple[Seen, int, int, str | None]:
    seen = Seen(found.moment.now)
    with reading(collection.engine) as connection:
        total = Amount(fact_count(connection), "facts")
        for row in raw_rows(connection):
            seen.note(row)
            progress(seen.facts, total)
        undos, faceless = undos_of_nothing(connection), cards_without_face(connection)
        return seen, undos, faceless, said(connection, "machine")


def _unreadable(found: Examined, seen: Seen) -> Finding:
    facts = counted(seen.unreadable, "fact")
    message = f"{facts} of {seen.facts:,} cannot be read, such as {seen.example}"
    return beyond_reading(found, message)


def beyond_reading(found: Examined, message: str) -> Finding:
    """What only another database can put right; a server's is not ours to replace."""
    if found.file is None:
        return wrong(Check.LOG, message, "restore a backup of the server")
    return repairable(Check.LOG, message, Remedy.NEW_DATABASE)


def _dated_ahead(found: Examined, collection: Collection) -> Iterator[Finding]:
    """Answers whose cards do not come back before the day that a wrong clock said."""
    with reading(collection.engine) as connection:
        ahead = dated_ahead(connection, found.moment.now)
    for one in ahead:
        whose = "this machine" if one.machine is None else f"machine {one.machine}"
        answers = f"{counted(one.answers, 'answer')} of {whose}"
        are = "is" if one.answers == 1 else "are"
        message = f"{answers} {are} dated in the future, up to {one.until:%Y-%m-%d}"
        yield wrong(Check.LOG, message, _REDATE)


def _oddities(seen: Seen) -> Iterator[Finding]:
    """What is kept as it is."""
    if seen.malformed:
        facts = counted(seen.malformed, "fact")
        yield known(Check.LOG, f"{facts} without all that they need: kept, not counted")
    if seen.odd_ids:
        facts = counted(seen.odd_ids, "fact")
        yield known(Check.LOG, f"{facts} with an id of another form or an impossible time: kept")
    if seen.odd_cards:
        facts = counted(seen.odd_cards, "fact")
        yield known(Check.LOG, f"{facts} about a card whose id no deck can have: kept")
    if seen.ahead:
        facts = counted(seen.ahead, "fact")
        yield known(Check.LOG, f"{facts} with a time in the future, as a clock was wrong: kept")
    if seen.clock_ahead:
        facts = counted(seen.clock_ahead, "fact")
        yield known(
            Check.LOG,
            f"{facts} with a logical clock over a day ahead: new facts follow it, none is lost",
        )
    if seen.beyond_limits:
        facts = counted(seen.beyond_limits, "fact")
        yield known(Check.LOG, f"{facts} too large for a line of the log: kept here, not passed on")


def _goes_on(fact: Fact) -> bool:
    """Whether other machines take the fact; of the many answers only the id may be too long."""
    return is_id(fact.card) if isinstance(fact, Review) else fits_in_a_line(fact)


def _is_sane(id_: str, latest: datetime) -> bool:
    """Whether an id is a UUIDv7 of a time that can have been."""
    if not UUID.fullmatch(id_):
        return False
    return FIRST_MS <= int(id_[:8] + id_[9:13], 16) <= latest.timestamp() * 1000
