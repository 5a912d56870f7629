"""The log as rows of Anki's review log: each deed once, at an instant that no other row has."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from flashcards.core.card import CardId
from flashcards.core.schedule import State
from flashcards.formats.anki.out.outgoing import OutgoingRow
from flashcards.storage.database.engine import Connection
from flashcards.storage.log.lineage import living_continuations
from flashcards.storage.read_models.deeds import Did, GivenDeed, given_deeds

_LEARNING, _REVIEW, _RELEARNING, _FILTERED, _MANUAL = range(5)
_STEP_S: Final = -600
"""The interval of an answer after which a step follows; the log does not tell which."""

_FACTOR: Final = 2500
_LONGEST_MS: Final = 86_400_000


class _SentCourse:
    """How far a card has come in its rows, and of what kind the next one is.

    `steps` are those before any that tells a day, and when they were given. `card` is one and the
    same text in all rows: texts that are only alike are slow to look up a hundred thousand times.
    """

    __slots__ = ("card", "is_told", "kind", "last", "steps")

    def __init__(self, card: CardId) -> None:
        self.card = card
        self.kind = _LEARNING
        self.last = 0
        self.is_told = False
        self.steps: list[tuple[OutgoingRow, int]] = []


def sent_deeds(connection: Connection) -> Iterator[tuple[int, CardId, GivenDeed]]:
    """All deeds with the numbers of their rows, and the ids that their cards have now.

    A number is the instant in milliseconds, that of another deed at one instant the next.
    """
    now, last = living_continuations(connection), 0
    for deed in given_deeds(connection):
        at_ms = deed.at_us // 1000
        last = at_ms if at_ms > last else last + 1
        yield last, now.get(deed.card, deed.card) if now else deed.card, deed


def outgoing_rows(connection: Connection, cards: Mapping[CardId, State]) -> Iterator[OutgoingRow]:
    """The rows of the cards that go to Anki, which stand so.

    They come as the log has them, but the first ones of a card wait until an answer tells a day.
    """
    courses = {card: _SentCourse(card) for card in cards}
    for id_, card, deed in sent_deeds(connection):
        course = courses.get(card)
        if course is None:
            continue
        if deed.did is not Did.ANSWERED:
            if (row := _other(id_, deed, course)) is not None:
                yield row
        elif (row := _answer(id_, deed, course)) is not None:
            if course.steps:
                yield from (step for step, _ in course.steps)
                course.steps.clear()
            yield row
    for card, state in cards.items():
        steps = courses[card].steps
        yield from _told(steps) if state is State.REVIEW else (step for step, _ in steps)


def _answer(id_: int, deed: GivenDeed, course: _SentCourse) -> OutgoingRow | None:
    """The row of an answer; it comes by the hundred thousand. None where it waits among steps."""
    _, _, _, _, rating, studied_on, due_on, duration_ms = deed
    card, last, kind = course.card, course.last, course.kind
    taken = duration_ms or 0
    taken = min(taken, _LONGEST_MS)
    if due_on is not None:
        course.last = interval = due_on - studied_on if due_on > studied_on else 1
        course.is_told, course.kind = True, _REVIEW
        return OutgoingRow(id_, card, rating or 0, interval, last, _FACTOR, taken, kind)
    course.last = _STEP_S
    if kind == _REVIEW:
        course.kind = _RELEARNING
    row = OutgoingRow(id_, card, rating or 0, _STEP_S, last, 0, taken, kind)
    if course.is_told:
        return row
    course.steps.append((row, studied_on))
    return None


def _other(id_: int, deed: GivenDeed, course: _SentCourse) -> OutgoingRow | None:
    """The row of what was no answer to be remembered; None of a card moved to no later day."""
    card, last = course.card, course.last
    if deed.did is Did.CRAMMED:
        taken = min(deed.duration_ms or 0, _LONGEST_MS)
        return OutgoingRow(id_, card, deed.rating or 0, last, last, 0, taken, _FILTERED)
    if deed.did is Did.RESET:
        course.kind, course.last = _LEARNING, 0
        return OutgoingRow(id_, card, 0, 0, last, 0, 0, _MANUAL)
    days = (deed.due_on or 0) - deed.studied_on
    if days <= 0:
        return None
    course.last = days
    return OutgoingRow(id_, card, 0, days, last, _FACTOR, 0, _MANUAL)


def _told(steps: Sequence[tuple[OutgoingRow, int]]) -> Iterator[OutgoingRow]:
    """Answers that came without the days they led to: the day of the next answer counts as it."""
    last, kind = 0, _LEARNING
    for number, (row, day) in enumerate(steps):
        until = steps[number + 1][1] if number + 1 < len(steps) else day
        days = until - day
        interval = days if days > 0 else _STEP_S
        factor = _FACTOR if days > 0 else 0
        yield row._replace(interval=interval, last_interval=last, factor=factor, kind=kind)
        last = interval
        if days > 0:
            kind = _REVIEW
        elif kind == _REVIEW:
            kind = _RELEARNING
