"""What is due."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import fields, make_dataclass
from typing import Final, NamedTuple

from flashcards.core.study.held_back import HeldBack, HoldingReason
from flashcards.core.study_day import Moment
from flashcards.services.study.due import DayDue, Due
from flashcards.views.table import Column, table_lines
from flashcards.views.text import beside, counted, filled, listed, plain, until
from flashcards.views.view import Rows, View, fields_of


class DueLine(NamedTuple):
    """A line of the table: a deck, or a folder of several."""

    due: int
    new: int
    total: int
    deck: str


_DECKS = (
    Column("due", lambda deck: deck.due, 5, right=True),
    Column("new", lambda deck: deck.new, 5, right=True),
    Column("cards", lambda deck: deck.total, 6, right=True),
    Column("deck", lambda deck: deck.deck),
)
NO_CARDS: Final = "There are no cards yet. Next: flash add, or flash import FILE.md"
_TEXT = {"front", "back"}
_MOST_DECKS: Final = 5


def due_view(day: Due, moment: Moment, width: int) -> View:
    """The day as a screen."""
    return View(_lines(day, moment, width), document=day)


def due_export_view(day: Callable[[], Due], cards: Rows) -> View:
    """The day with the rows of its due cards; the rows alone as CSV."""
    return View(rows=cards, document=lambda: fields_of(day()) | {"cards": list(cards.each)})


def without_text(cards: Rows) -> Rows:
    """The rows without what the cards ask and answer."""
    kept = [one for one in fields(cards.row_type) if one.name not in _TEXT]
    row_type = make_dataclass("CardFigures", [(one.name, one.type) for one in kept], frozen=True)
    return Rows(row_type, (row_type(*(getattr(row, k.name) for k in kept)) for row in cards.each))


def _lines(day: Due, moment: Moment, width: int) -> Iterator[str]:
    if not day.decks:
        yield from filled(NO_CARDS, width)
        return
    for line in (*day_lines(day, moment), *_by_themselves(day)):
        yield from filled(line, width)
    yield ""
    yield from table_lines(_DECKS, _with_folders(day), width)
    yield ""
    yield from listed(_forecast(day.forecast), width, between="  ")


def skills_said(day: Due) -> str:
    """How many skills there are to rate, and how long that takes."""
    minutes = counted(day.skill_minutes, "minute")
    return f"{counted(day.skills, 'skill')} to rate, about {minutes}"


def _by_themselves(day: Due) -> Iterator[str]:
    """The skills to rate and the exercises due, which a review of all cards does not ask."""
    if day.skills:
        yield f"{skills_said(day)}: flash assess"
    if day.exercises:
        yield f"{counted(day.exercises, 'exercise')} due: flash practise"


def _with_folders(day: Due) -> Iterator[DueLine]:
    """The decks, and before those of a folder that has several its sums, as `folder/`."""
    below: defaultdict[str, list[DueLine]] = defaultdict(list)
    lines = [DueLine(one.due, one.new, one.total, one.deck) for one in day.decks]
    for line in lines:
        for folder in _folders(line.deck):
            below[folder].append(line)
    for line in lines:
        for folder in _folders(line.deck):
            inside = below.pop(folder, [])
            if len(inside) > 1:
                due, new, total, _ = zip(*inside, strict=True)
                yield DueLine(sum(due), sum(new), sum(total), folder)
        yield line


def _folders(deck: str) -> Iterator[str]:
    """The folders of a deck's name, the outermost first."""
    return (deck[: place + 1] for place, sign in enumerate(deck) if sign == "/")


def day_lines(day: Due, moment: Moment) -> Iterator[str]:
    """How much is due and in how many minutes; what each date needs; else when the next comes."""
    for ahead in day.dates:
        work = f"{counted(ahead.reviews, 'review')} and {ahead.new:,} new for it today"
        if not ahead.reviews and not ahead.new:
            work = "nothing for it today"
        about = ", ".join((*ahead.decks, *ahead.areas, *ahead.tags)) or "all cards"
        days = counted(ahead.days_left, "day")
        yield plain(f"{ahead.on:%d %B %Y} ({about}), in {days}: {work}.")
    if day.ready:
        yield f"{', '.join(_work(day))}: about {counted(day.minutes, 'minute')}."
        yield from map(held_line, day.held)
        return
    if day.quick:
        yield "No more cards today."
        yield from map(held_line, day.held)
        return
    yield "No card is due." if day.skills or day.exercises else "Nothing is due."
    if day.next_due_at is not None:
        again = until(None, day.next_due_at, moment.now, day.study_day)
        # Where new cards are left, some may come sooner.
        what = "card that you have seen" if day.new else "card"
        yield f"The next {what} comes {again}."


def asked_lines(day: Due, width: int) -> Iterator[str]:
    """What today asks of each deck; the names of decks whole, however narrow the terminal."""
    if not day.ready:
        return
    yield f"{'due':>5}  {'new':>5}  {'learning':>8}  deck"
    ranked = sorted(day.asked, key=lambda one: -(one.due + one.new + one.learning))
    shown = {one.deck for one in ranked[:_MOST_DECKS]}
    for one in day.asked:
        if one.deck in shown:
            numbers = f"{one.due:>5,}  {one.new:>5,}  {one.learning:>8,}  "
            yield from beside(numbers, plain(one.deck), width)
    if len(day.asked) > _MOST_DECKS:
        more = counted(len(day.asked) - _MOST_DECKS, "deck").replace(" ", " more ", 1)
        yield f"  and {more}: flash due"


def held_line(held: HeldBack) -> str:
    """Why due cards wait, until when, how well they are recalled, and how to ask them now."""
    is_one = held.count == 1
    many = "1 due card waits" if is_one else f"{held.count:,} due cards wait"
    you = "it" if is_one else "them"
    when = (
        "until tomorrow"
        if held.on is None
        else f"and {'comes' if is_one else 'come'} before {held.on:%d %B}"
    )
    known = f"chance to recall {you}: {held.recall:.0%}"
    return f"{many} {when}: {_WHY[held.why]} ({known}). To ask {you} now: {_NOW[held.why]}"


_WHY: Final = {
    HoldingReason.DATE: "day by day, so that you know most on the date",
    HoldingReason.SIBLING: "another card from the same place is asked today",
    HoldingReason.MINUTES: "today has no minutes left",
    HoldingReason.REVIEWS: "today has no reviews left",
}
_NOW: Final = {
    HoldingReason.DATE: "flash review --ahead 1",
    HoldingReason.SIBLING: "flash config sibling_days 0",
    HoldingReason.MINUTES: "flash review --minutes 30",
    HoldingReason.REVIEWS: "set reviews_per_day higher",
}


def _work(day: Due) -> list[str]:
    """What there is to do, in the order in which it is asked; what there is none of is left out."""
    parts = []
    if day.learning:
        parts.append(f"{day.learning:,} in learning steps")
    held = sum(one.count for one in day.held)
    asked, early = day.quick - held, day.reviews + held - day.quick
    if held and asked:
        parts.append(f"{asked:,} of {counted(day.quick, 'due card')}")
    elif asked:
        overdue = f" ({day.quick_overdue:,} overdue)" if day.quick_overdue else ""
        parts.append(f"{counted(day.quick, 'card')} due{overdue}")
    if early:
        parts.append(f"{counted(early, 'card')} early for a date")
    if day.new_allowed:
        parts.append(f"{counted(day.new_allowed, 'new card')}")
    return parts


def _forecast(days: tuple[DayDue, ...]) -> list[str]:
    first, *others = (f"{day.on:%a} {day.due:,}" for day in days)
    return [f"Next days, without new cards: {first}", *others]
