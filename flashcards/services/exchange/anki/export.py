"""Decks sent to Anki in one file: notes, how their cards stand, every answer, pictures, sounds."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from typing import IO, Final

from flashcards.core.card import CardId, Kind
from flashcards.core.frozen import dataclass
from flashcards.core.known_card import KnownCard
from flashcards.core.schedule import Schedule, State
from flashcards.core.selection import EVERYTHING, Selection, those_selected
from flashcards.core.study_day import Moment, study_day_start
from flashcards.errors.exports import NothingForAnki
from flashcards.formats.anki.out.outgoing import (
    Outgoing,
    OutgoingCard,
    OutgoingNote,
    OutgoingOptions,
)
from flashcards.formats.anki.out.package import write_package
from flashcards.formats.anki.out.rows import PackageRows
from flashcards.formats.anki.out.tables import INDEXES, declarations
from flashcards.services.collection import Collection
from flashcards.services.decks.deck_names import meant
from flashcards.services.exchange.anki.kept_names import KeptNames
from flashcards.services.exchange.anki.media import SentMedia
from flashcards.services.exchange.anki.notes import Fields, NoteMaker, grouped
from flashcards.services.exchange.anki.rows import outgoing_rows
from flashcards.services.exchange.anki.siblings import (
    NoteNames,
    Siblings,
    first_texts,
    siblings_among,
)
from flashcards.services.progress import Amount, Progress, unheard
from flashcards.services.unswept import unswept
from flashcards.services.work import Work, reading_work
from flashcards.storage.copies.new_foreign_database import new_database
from flashcards.storage.projection import cards
from flashcards.storage.projection.decks import card_and_deck_counts

_STAYING: Final = {
    Kind.PROMPT: "questions for mock interviews",
    Kind.SELF_ASSESSMENT: "skills, which have grades of their own",
}
_FLAGS: Final = ("red", "orange", "green", "blue", "pink", "turquoise", "purple")
_FLAG: Final = "flag-"
_BLANKS: Final = re.compile(r"[\s\x00-\x1f\u3000]+")
_COLONS: Final = re.compile(r":{2,}")
_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f\"]+")


@dataclass(frozen=True, slots=True)
class SentToAnki:
    """What went into a package; `left` counts what did not, by what it is.

    `joined` are decks whose names Anki would read as several: they are called otherwise there.
    """

    notes: int
    cards: int
    answers: int
    decks: int
    media: int
    missing: tuple[str, ...]
    left: Counter[str]
    joined: tuple[str, ...]


@unswept()
def export_to_anki(  # noqa: PLR0913, PLR0917 - what a command has to say
    collection: Collection,
    moment: Moment,
    out: IO[bytes],
    fields: Fields,
    selection: Selection = EVERYTHING,
    progress: Progress = unheard,
) -> SentToAnki:
    """Write a package; raises `NothingForAnki` and what is said of decks that are not there."""
    with reading_work(collection, moment) as work:
        parcel = _Parcel(work, fields)
        parcel.add(_chosen(work, selection), progress)
        if not parcel.notes:
            raise NothingForAnki(selection.decks, sum(parcel.left.values()))
        rows = PackageRows(parcel.outgoing())
        with new_database(declarations(), rows.tables(), INDEXES) as pieces:
            write_package(out, pieces, parcel.media.files())
    return parcel.sent(rows.answers)


def _chosen(work: Work, selection: Selection) -> Iterable[KnownCard]:
    every = cards.known_cards(work.connection)
    return every if selection == EVERYTHING else those_selected(meant(work, selection), every)


class _Parcel:
    """What is gathered for a package."""

    def __init__(self, work: Work, fields: Fields) -> None:
        self._work = work
        self._names = NoteNames(first_texts(work.connection))
        self._kept = KeptNames(work.connection)
        self._options: dict[str, OutgoingOptions] = {}
        self._decks: dict[str, str] = {}
        self._joined: dict[str, None] = {}
        self.media = SentMedia(work.collection.root)
        self._maker = NoteMaker(fields, self._kept, self.media)
        self.notes: list[OutgoingNote] = []
        self.left: Counter[str] = Counter()

    def add(self, chosen: Iterable[KnownCard], progress: Progress) -> None:
        """Make notes of the cards."""
        total = Amount(card_and_deck_counts(self._work.connection)[0], "cards")
        done = 0
        for kept, group in grouped(siblings_among(chosen), self._kept):
            done += sum(len(siblings.present) for siblings in group)
            progress(done, total)
            kind = group[0].present[0].card.kind
            if kind in _STAYING:
                self.left[_STAYING[kind]] += 1
            elif (note := self._note(kept, group)) is not None:
                self.notes.append(note)
            else:
                self.left["cards whose question Anki would show as nothing"] += 1
        progress(total, total)

    def outgoing(self) -> Outgoing:
        """All of it, with the answers to the cards that go."""
        work = self._work
        settings, moment = work.collection.settings, work.moment
        states: dict[CardId, State] = {
            card.id: card.schedule.state for note in self.notes for card in note.cards
        }
        rows = outgoing_rows(work.connection, states)
        began = study_day_start(work.today, moment.zone, settings.rollover_hour)
        west = -moment.utc_offset_s // 60
        dated = moment.now, work.today, began, settings.rollover_hour, west
        return Outgoing(self.notes, rows, self._options, *dated)

    def sent(self, answers: int) -> SentToAnki:
        """What it came to."""
        return SentToAnki(
            len(self.notes),
            sum(len(note.cards) for note in self.notes),
            answers,
            len(self._options),
            self.media.count,
            tuple(self.media.missing),
            self.left,
            tuple(self._joined),
        )

    def _note(self, kept: str, group: Sequence[Siblings]) -> OutgoingNote | None:
        made = self._maker.made(kept, group)
        if made is None:
            return None
        first = next(iter(made.cards.values()))
        tags, flag = _tags(first.tags)
        sent = [
            OutgoingCard(one.card.id, number, _schedule(one), flag)
            for number, one in made.cards.items()
        ]
        name, deck = kept or self._names.of(made.cards.values()), self._deck(first)
        return OutgoingNote(
            name, made.type, made.fields, tags, deck, tuple(sent), edited_s=made.edited_s
        )

    def _deck(self, known: KnownCard) -> str:
        """The deck's name in Anki."""
        if known.deck not in self._decks:
            self._decks[known.deck] = self._named(known)
        return self._decks[known.deck]

    def _named(self, known: KnownCard) -> str:
        if "::" in known.deck:
            self._joined[known.deck] = None
        parts = (
            _UNSEEN.sub("", _COLONS.sub(":", part)).strip(" :") for part in known.deck.split("/")
        )
        name = "::".join(part for part in parts if part) or "flash"
        if name not in self._options:
            self._options[name] = self._options_of(known)
        return name

    def _options_of(self, known: KnownCard) -> OutgoingOptions:
        settings, own = self._work.collection.settings, known.settings
        policy = self._work.policy(own.policy)
        new, reviews = own.new_per_day, own.reviews_per_day
        return OutgoingOptions(
            policy.retention,
            tuple(_minutes(policy.learning_steps)),
            tuple(_minutes(policy.relearning_steps)),
            policy.maximum_interval_days,
            settings.new_per_day if new is None else new,
            settings.reviews_per_day if reviews is None else reviews,
            policy.parameters or (),
        )


def _schedule(known: KnownCard) -> Schedule:
    """How the card stands; in a deck that is not asked, none of its cards is."""
    return replace(known.schedule, suspended=True) if known.suspended else known.schedule


def _minutes(steps: Iterable[timedelta]) -> Iterator[float]:
    return (step.total_seconds() / 60 for step in steps)


@lru_cache(maxsize=64)
def _tags(tags: tuple[str, ...]) -> tuple[tuple[str, ...], int]:
    """The tags as Anki has them, without blanks, and the number of the flag among them, 0: none."""
    flag, kept = 0, []
    for tag in tags:
        colour = tag.removeprefix(_FLAG)
        if tag.startswith(_FLAG) and colour in _FLAGS:
            flag = _FLAGS.index(colour) + 1
        else:
            kept.append(_BLANKS.sub("_", tag.replace("/", "::")).strip(":"))
    return tuple(dict.fromkeys(one for one in kept if one)), flag
