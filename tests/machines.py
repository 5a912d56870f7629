"""Machines that study the same decks, each with a clock and a zone of its own."""

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from collections_on_disk import deck, dump, place_of
from fsrs.scheduler import DEFAULT_PARAMETERS
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from flashcards.core.card import CardId
from flashcards.core.log.collection_facts import Adopted
from flashcards.core.log.facts import Fact
from flashcards.core.log.stamp import FactId
from flashcards.core.scheduling.breaks import Break
from flashcards.core.selection import Selection
from flashcards.core.study_day import Moment
from flashcards.errors.base import FlashError
from flashcards.services.collection import Collection
from flashcards.services.decks.link import unlink
from flashcards.services.decks.read import read_decks
from flashcards.services.exchange.sync import sync
from flashcards.services.log.rebuild import rebuild
from flashcards.services.log.redate import redate
from flashcards.services.log.redo import redo
from flashcards.services.log.take_in import take_in
from flashcards.services.log.undo import undo
from flashcards.services.opening.open import open_collection
from flashcards.services.study.acts import bury, reset, resume, set_due, suspend
from flashcards.services.study.answer import Grade, answer
from flashcards.services.study.break_ import set_break
from flashcards.services.study.deadline import set_deadline
from flashcards.services.study.postpone import Span, postpone
from flashcards.services.study.regrade import regrade
from flashcards.services.work import within
from flashcards.storage.database.engine import reading, writing
from flashcards.storage.log import log
from flashcards.storage.projection.cards import known_cards

DAY = timedelta(days=1)
THOROUGHNESS = int(os.environ.get("FLASH_THOROUGHNESS", "1"))
"""How many times as many examples as usual the laws of merging are tried on."""

ZONES = st.sampled_from(["UTC", "Asia/Tokyo", "America/Los_Angeles"]).map(ZoneInfo)
SKEWS = st.sampled_from([0, 0, -3_600, 3_600, -86_400 * 9, 86_400 * 40]).map(
    lambda seconds: timedelta(seconds=seconds)
)
GAPS = st.sampled_from([0, 1, 11, 600, 1_440, 9_000]).map(lambda m: timedelta(minutes=m))


def set_back(collection: Collection, moment: Moment, _card: CardId) -> None:
    """Take the clock for 30 days ahead, and what it dated since for given before."""
    redate(collection, Moment(moment.now - 30 * DAY, moment.zone))


def grade_again(collection: Collection, moment: Moment, card: CardId) -> None:
    """Give the card's last answer the grade that the minute says."""
    regrade(collection, moment, card, 1 + moment.now.minute % 4)


def say(collection: Collection, moment: Moment, card: CardId) -> None:
    """Answer a card, and tick as many of its points as the minute says, one of them too many."""
    answer(collection, moment, card, Grade(3, said=range(1, 1 + moment.now.minute % 4)))


SIMPLE: dict[str, Callable[[Collection, Moment, CardId], object]] = {
    "suspend": suspend,
    "resume": resume,
    "bury": bury,
    "reset": reset,
    "redate": set_back,
    "regrade": grade_again,
    "said": say,
    "redo": lambda collection, moment, _: redo(collection, moment),
}
_REST = "Q: two?\nA: **2**\n\n- even\n- prime\n\nS: Tell a story\nin two minutes\n"
TEXTS = [
    "Q: one?\nA: 1\n\n" + _REST,
    "Q: one?\nA: 1, the first number\n\n" + _REST,
    "Q: What is one?\nA: 1\n\n" + _REST,
    _REST,
    "Q: one?\nA: 1\n\nQ: One, again?\nA: 1\n\nQ: two?\nA: two\n",
]
"""Versions of one deck: the first with an answer, a question rewritten, a card gone, one added."""

ACTS = st.tuples(
    st.sampled_from(
        [*("answer",) * 6, "said", "undo", "undo", *SIMPLE, "set-due", "postpone", "break",
         "deadline", "adopt", "edit", "edit", "unlink"]
    ),
    st.integers(0, 4),
    st.integers(1, 5),
    GAPS,
)  # fmt: skip
Act = tuple[str, int, int, timedelta]
"""What is done, to which card or how, and the time until then."""
CHARACTERS = st.tuples(ZONES, SKEWS)
STORIES = st.lists(ACTS, max_size=7)


def examples(count: int, thorough: int | None = None) -> settings:
    """Settings of a law that is tried so often, or as many times as often as the run asks for.

    What costs most is tried less often where nothing is asked for.
    """
    quiet = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
    often = count if THOROUGHNESS == 1 else (thorough or count) * THOROUGHNESS
    return settings(max_examples=often, suppress_health_check=quiet)


class Machine:
    """A machine with a copy of the decks, a zone, and a clock that may be wrong."""

    def __init__(self, root: Path, zone: ZoneInfo, skew: timedelta) -> None:
        self.root, self.zone, self.skew = root, zone, skew

    def at(self, now: datetime) -> Moment:
        """The moment that this machine takes it for."""
        return Moment(now + self.skew, self.zone)

    def collection(self, now: datetime) -> AbstractContextManager[Collection]:
        """The machine's collection, its decks read."""
        return open_collection(place_of(self.root), self.at(now).now)

    def live(self, now: datetime, story: Sequence[Act]) -> datetime:
        """Do what the story says, what cannot be done being refused; the time it is then."""
        with self.collection(now) as collection:
            for what, which, how, gap in story:
                now += gap
                if what == "edit":
                    deck(self.root, TEXTS[which])
                elif not living_cards(collection):
                    continue
                try:
                    act(collection, self.at(now), what, which, how)
                except FlashError as refused:
                    assert str(refused).endswith((".", "?"))
        return now

    def facts(self, now: datetime) -> list[Fact]:
        """All facts it has."""
        with self.collection(now) as collection:
            return facts_of(collection)

    def learns(self, facts: Iterable[Fact], now: datetime) -> int:
        """Take facts in; how many were new."""
        with self.collection(now) as collection, writing(collection.engine) as connection:
            return take_in(within(connection, collection, self.at(now).now), facts)

    def syncs(self, now: datetime) -> Any:
        """Write what is new to the log files of its folder, and read those; what is said of it."""
        with self.collection(now) as collection:
            return sync(collection, self.at(now).now).after(collection.synced)

    @property
    def log(self) -> Path:
        """The folder of its log files."""
        return self.root / ".flash" / "log"

    def carries_to(self, *others: "Machine") -> None:
        """Give the others its log files, as git and file-sync services do: newer ones win."""
        for file in self.log.glob("*.jsonl"):
            for other in others:
                other.log.mkdir(parents=True, exist_ok=True)
                there = other.log / file.name
                if not there.exists() or there.stat().st_size < file.stat().st_size:
                    there.write_bytes(file.read_bytes())

    def schedules(self, now: datetime) -> dict[str, list[tuple[Any, ...]]]:
        """The projection; it must be what a rebuild gives."""
        with self.collection(now) as collection:
            found = dump(collection, "schedules", "edges", "cards")
            held = dump(collection, "standing")
            rebuild(collection)
            assert dump(collection, "schedules", "edges", "cards") == found
            assert dump(collection, "standing") == held
            return found


def living_cards(collection: Collection) -> list[CardId]:
    """The cards that stand in decks, in deck order."""
    with reading(collection.engine) as connection:
        return [known.card.id for known in known_cards(connection)]


def act(collection: Collection, moment: Moment, what: str, which: int, how: int) -> None:
    living = living_cards(collection)
    card = living[which % len(living)]
    today = collection.today(moment)
    match what:
        case "answer":
            answer(collection, moment, card, Grade(min(how, 4), 1_000))
        case "undo":
            undo(collection, moment)
        case "set-due":
            set_due(collection, moment, [card], today + how * DAY)
        case "postpone":
            postpone(collection, moment, Selection(), Span(per_day=1))
        case "break":
            set_break(collection, moment, Break(today + how * DAY, today + (how + 2) * DAY))
        case "deadline":
            set_deadline(collection, moment, today + (9 + how) * DAY, Selection(), how)
        case "adopt":
            adopt(collection, moment, how)
        case "unlink":
            unlink(collection, moment, card)
        case "edit":
            read_decks(collection, moment.now)
        case _:
            SIMPLE[what](collection, moment, card)


def adopt(collection: Collection, moment: Moment, how: int) -> None:
    chosen = (DEFAULT_PARAMETERS[0] + how / 100, *DEFAULT_PARAMETERS[1:])
    with writing(collection.engine) as connection:
        fact = Adopted(next(log.stamps(connection, moment.now)), chosen)
        take_in(within(connection, collection, moment.now), [fact])


def facts_of(collection: Collection) -> list[Fact]:
    with reading(collection.engine) as connection:
        return list(log.all_facts(connection))


def same_decks(now: datetime, *meant: Machine) -> None:
    """Give all machines the first one's decks, and let each read them."""
    first, *others = meant
    for other in others:
        for path in first.root.rglob("*.md"):
            deck(other.root, path.read_text(), path.relative_to(first.root).as_posix())
    for machine in meant:
        with machine.collection(now):
            pass


def ids(facts: Iterable[Fact]) -> set[FactId]:
    """The ids of facts."""
    return {fact.stamp.id for fact in facts}
