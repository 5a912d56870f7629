"""What was done with cards, by the review log, and how they stand: days by Anki's own counting."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta, timezone, tzinfo
from itertools import groupby
from math import log
from operator import attrgetter
from typing import Final

from flashcards.core.parameters import are_usable
from flashcards.core.rating import Rating
from flashcards.core.study_day import study_day
from flashcards.formats.anki.collection import AnkiCard, AnkiCollection, Preset, RevlogRow
from flashcards.formats.foreign import DeedKind, ForeignDeed, ForeignHistory, ForeignState

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=timezone.utc)
_LEARNING, _REVIEW, _RELEARNING, _FILTERED, _MANUAL, _RESCHEDULED = range(6)
_FIRST_SCHEDULER: Final = 1
_IN_REVIEW: Final = 2
_SUSPENDED: Final = -1
_BURIED: Final = (-2, -3)
_BUTTONS: Final = (1, 2, 3, 4)
_RATINGS: Final = tuple(Rating)
_LATEST_MS: Final = 127_000_000_000_000
_MOST_DAYS: Final = 365 * 200
_EARLIEST_DAY: Final = -20_000
_OF_FSRS_5, _OF_FSRS_4 = 19, 17
_LONGEST_MS: Final = 86_400_000
_IN_ONE_GO_MS: Final = 2_000
"""How much later than an answer's row its card is written; what is later still was no answer."""


class HistoryReader:
    """A collection's history; `unread` counts rows that say nothing, `gone` those of no card."""

    def __init__(self, collection: AnkiCollection, zone: tzinfo) -> None:
        self._collection = collection
        west = collection.local_offset
        self._zone = zone if west is None else timezone(timedelta(minutes=-west))
        self._day_of = _study_days(self._zone, collection.rollover_hour)
        self._first = _first_day(collection, zone)
        self.unread = self.gone = 0

    def history(self) -> ForeignHistory:
        """All of it; of the parameters, those that most cards are scheduled with."""
        known = {card.id for card in self._collection.cards}
        rows: list[RevlogRow] = []
        for row in self._collection.revlog:
            if row.card not in known:
                self.gone += 1
            elif not 0 < row.id < _LATEST_MS:
                self.unread += 1
            else:
                rows.append(row)
        rows.sort(key=attrgetter("card", "id"))
        deeds: list[ForeignDeed] = []
        last: dict[int, int] = {}
        for card, group in groupby(rows, lambda row: row.card):
            own = list(group)
            last[card] = own[-1].id
            deeds += self._deeds(own)
        parameters, whose = chosen_parameters(self._collection)
        alike = set(_decks_with(self._collection, parameters))
        states = {
            str(card.id): self._state(card, last.get(card.id, 0), is_alike=card.home in alike)
            for card in self._collection.cards
        }
        return ForeignHistory(tuple(deeds), states, parameters, whose)

    def _deeds(self, rows: Sequence[RevlogRow]) -> Iterator[ForeignDeed]:
        """One card's rows, in order; where it was learnt anew, what was before is forgotten."""
        anew = _learnt_anew(rows)
        last: date | None = None
        for number, row in enumerate(rows):
            at = _EPOCH + timedelta(milliseconds=row.id)
            if number == anew:
                yield self._deed(row, DeedKind.RESET, at)
            kind = _kind(row)
            if kind is None:
                self.unread += 1
                continue
            deed = self._deed(row, kind, at)
            if kind is DeedKind.MOVED:
                begin = last if row.kind == _RESCHEDULED and last else deed.studied_on
                deed = deed._replace(due_on=_after(begin, row.interval))
            elif kind is DeedKind.ANSWERED:
                last = deed.studied_on
            yield deed

    def _deed(self, row: RevlogRow, kind: DeedKind, at: datetime) -> ForeignDeed:
        day, offset_s = self._day_of(at)
        if kind is not DeedKind.ANSWERED and kind is not DeedKind.CRAMMED:
            return ForeignDeed(str(row.card), kind, at, day, offset_s)
        return ForeignDeed(
            str(row.card),
            kind,
            at,
            day,
            offset_s,
            self._rating(row),
            min(max(0, row.taken_ms), _LONGEST_MS),
            _after(day, row.interval) if kind is DeedKind.ANSWERED else None,
        )

    def _rating(self, row: RevlogRow) -> Rating:
        """The button; Anki's first scheduler had no Hard in learning, so Good was the second."""
        is_first = self._collection.scheduler == _FIRST_SCHEDULER
        if is_first and row.kind in {_LEARNING, _RELEARNING} and row.ease in {2, 3}:
            return _RATINGS[row.ease]
        return _RATINGS[row.ease - 1]

    def _state(self, card: AnkiCard, last_ms: int, *, is_alike: bool) -> ForeignState:
        due_on = None
        if card.type == _IN_REVIEW and _EARLIEST_DAY < card.due < _MOST_DAYS:
            due_on = self._first + timedelta(days=card.due)
        memory = card.memory if is_alike else None
        changed_ms = min(max(0, card.modified * 1000), _LATEST_MS)
        since = datetime.fromtimestamp(max(changed_ms, last_ms) / 1000, timezone.utc)
        is_decided = changed_ms > last_ms + _IN_ONE_GO_MS
        aside = card.queue == _SUSPENDED, card.queue in _BURIED
        return ForeignState(due_on, *aside, memory, since, is_decided)


def _study_days(zone: tzinfo, rollover_hour: int) -> Callable[[datetime], tuple[date, int]]:
    """Says of an instant its study day there, and how many seconds clocks were ahead of UTC.

    Where clocks never change, as where Anki says how far ahead they are, all is added up once.
    """
    if isinstance(zone, timezone):
        ahead = zone.utcoffset(None)
        ahead_s, until_day = int(ahead.total_seconds()), ahead - timedelta(hours=rollover_hour)
        return lambda at: ((at + until_day).date(), ahead_s)

    def found(at: datetime) -> tuple[date, int]:
        offset = at.astimezone(zone).utcoffset() or timedelta()
        return study_day(at, zone, rollover_hour), int(offset.total_seconds())

    return found


def chosen_parameters(collection: AnkiCollection) -> tuple[tuple[float, ...], str]:
    """The parameters of the preset that most of FSRS's cards have, as FSRS-6's, and its name."""
    cards: Counter[int] = Counter()
    for card in collection.cards:
        deck = collection.decks.get(card.home)
        if deck is not None and card.memory is not None:
            cards[deck.preset] += 1
    for preset, _ in cards.most_common():
        found = collection.presets.get(preset, Preset(""))
        parameters = as_fsrs_6(found.parameters)
        if are_usable(parameters):
            return parameters, found.name
    return (), ""


def _decks_with(collection: AnkiCollection, parameters: tuple[float, ...]) -> Iterator[int]:
    """The decks that are scheduled with these parameters; with none, as FSRS comes."""
    for id_, deck in collection.decks.items():
        preset = collection.presets.get(deck.preset, Preset(""))
        if as_fsrs_6(preset.parameters) == parameters:
            yield id_


def as_fsrs_6(parameters: Sequence[float]) -> tuple[float, ...]:
    """Parameters of FSRS 4.5 or 5 as those of FSRS-6 that count alike; others as they are."""
    found = [round(one, 6) for one in parameters]
    if len(found) == _OF_FSRS_4:
        found[4] = round(found[5] * 2.0 + found[4], 6)
        found[5] = round(log(found[5] * 3.0 + 1.0) / 3.0, 6) if found[5] > -1 / 3 else -1.0
        found[6] = round(found[6] + 0.5, 6)
        found += [0.0, 0.0]
    if len(found) == _OF_FSRS_5:
        found += [0.0, 0.5]
    return tuple(found)


def _kind(row: RevlogRow) -> DeedKind | None:
    if row.ease in _BUTTONS and _LEARNING <= row.kind <= _FILTERED:
        return DeedKind.CRAMMED if _is_cramming(row) else DeedKind.ANSWERED
    if row.kind == _MANUAL and not row.factor:
        return DeedKind.RESET
    if row.kind in {_MANUAL, _RESCHEDULED} and _MOST_DAYS > row.interval > 0:
        return DeedKind.MOVED
    return None


def _is_cramming(row: RevlogRow) -> bool:
    """Whether the answer was given in a filtered deck that leaves schedules alone."""
    return row.kind == _FILTERED and not row.factor


def _learnt_anew(rows: Sequence[RevlogRow]) -> int | None:
    """Where a card was begun again without a row that says so; older versions wrote none.

    As Anki counts: its last run of learning steps begins its history.
    """
    first = None
    for number in range(len(rows) - 1, -1, -1):
        row = rows[number]
        if _is_cramming(row):
            continue
        if row.ease in _BUTTONS and row.kind == _LEARNING:
            first = number
        elif first is not None:
            is_said = _kind(row) is DeedKind.RESET
            is_first = not any(_kind(one) is DeedKind.ANSWERED for one in rows[:first])
            return None if is_said or is_first else first
    return None


def _after(day: date, interval: int) -> date | None:
    return day + timedelta(days=interval) if 0 < interval < _MOST_DAYS else None


def _first_day(collection: AnkiCollection, zone: tzinfo) -> date:
    """The day from which due days are counted."""
    west = collection.creation_offset
    there = zone if west is None else timezone(timedelta(minutes=-west))
    return datetime.fromtimestamp(collection.began, there).date()
