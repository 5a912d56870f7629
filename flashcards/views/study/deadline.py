"""How it stands with the dates."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from math import ceil

from flashcards.core.decisions import Deadline
from flashcards.core.selection import Selection
from flashcards.services.study.deadline import DeadlineStanding, Prospect, SeenBy
from flashcards.views.text import counted, filled, plain
from flashcards.views.view import Rows, View

_INDENT = "  "
_LEAST_MINUTES = 0.1
_MUCH_MINUTES, _DAY_MINUTES = 240, 1_440
"""Of a date without a limit: what is said to be much for a day, and what no day has."""


def deadlines_view(found: Sequence[DeadlineStanding], width: int) -> View:
    """Each date with what is foreseen."""
    lines = (part for line in _all_lines(found) for part in filled(line, width))
    return View(lines, Rows(DeadlineStanding, found))


def set_lines(found: Sequence[DeadlineStanding], chosen: Selection, width: int) -> Iterator[str]:
    """The deadline of a selection, right after it was set."""
    chosen = chosen.in_order
    for one in found:
        if (one.decks, one.areas, one.tags) == (chosen.decks, chosen.areas, chosen.tags):
            for line in _lines(one):
                yield from filled(line, width)


def removed_line(removed: Deadline) -> str:
    """That the date is gone."""
    return f"The date {removed.on} is removed: `flash review` asks cards as before."


def _all_lines(found: Sequence[DeadlineStanding]) -> Iterator[str]:
    if not found:
        yield "No date is set. Set one: flash deadline set 2027-01-15 --minutes 40"
    for number, one in enumerate(found):
        if number:
            yield ""
        yield from _lines(one)


def _name(one: DeadlineStanding) -> str:
    """The day, how far it is, and what it is about."""
    about = [
        f"{kind} {', '.join(names)}"
        for kind, names in (("deck", one.decks), ("area", one.areas), ("tag", one.tags))
        if names
    ]
    parts = [f"{one.on:%a %d %B %Y}, in {counted(one.days_left, 'day')}", *about]
    return plain(" · ".join(parts))


def _lines(one: DeadlineStanding) -> Iterator[str]:
    yield _name(one)
    if not one.cards:
        gone = "It has no cards any more: `flash deadline remove` removes it."
        yield _INDENT + ("All its cards belong to an earlier date." if one.elsewhere else gone)
        return
    today = one.on - timedelta(days=one.days_left)
    yield f"  {counted(one.cards, 'card')}: {one.cards - one.unseen:,} seen{_pace(one, today)}."
    for some in one.seen_by:
        yield plain(_seen_by(some, today))
    if one.elsewhere:
        belong = "belongs" if one.elsewhere == 1 else "belong"
        yield f"  {counted(one.elsewhere, 'more card')} {belong} to an earlier date."
    yield (
        f"  Today: {counted(one.today_reviews, 'review')} and {one.today_new:,} new,"
        f" about {_minutes(_today_minutes(one))}{_budget(one)}."
    )
    yield from _foreseen(one.prospect)
    for deck in one.weakest:
        unseen = f", {deck.unseen:,} of {deck.cards:,} unseen" if deck.unseen else ""
        yield plain(f"  Without study, {deck.deck} would be at {deck.recall:.0%}{unseen}.")
    yield from _advice(one)


def _seen_by(some: SeenBy, today: date) -> str:
    """How far the core cards of an area are, which are to be seen before the others."""
    cards = f"  {counted(some.cards, 'core card')} of {some.area}"
    if not some.unseen:
        return f"{cards}: all seen."
    if today <= some.on:
        return f"{cards}: {some.unseen:,} to be seen by {some.on:%d %B}."
    return f"{cards}: {some.unseen:,} not seen by {some.on:%d %B}, they come first now."


def _pace(one: DeadlineStanding, today: date) -> str:
    if not one.unseen:
        return ""
    behind = f" ({one.behind:,} behind)" if one.behind else ""
    by = f"to be seen by {one.cutoff_on:%d %B}" if today < one.cutoff_on else "still to be seen"
    return f", {one.unseen:,} {by}, {one.new_a_day:,} a day{behind}"


def _today_minutes(one: DeadlineStanding) -> float:
    """Minutes for what is left of today, above 0 where anything is."""
    return max(one.today_minutes, _LEAST_MINUTES if one.today_reviews or one.today_new else 0.0)


def _budget(one: DeadlineStanding) -> str:
    return "" if one.minutes is None else f" of {one.minutes:,}"


def _foreseen(prospect: Prospect) -> Iterator[str]:
    yield (
        f"  On the day: {prospect.recall:.1%} recalled, {prospect.worst_tenth:.1%} of the hardest"
        f" 10%, {prospect.below_80:.0%} of cards under 80%."
    )
    yield (
        f"  It takes {_minutes(prospect.minutes_a_day)} a day,"
        f" {_minutes(prospect.most_minutes)} on the longest day."
    )


def _advice(one: DeadlineStanding) -> Iterator[str]:
    prospect = one.prospect
    if one.minutes is None and prospect.most_minutes > _MUCH_MINUTES:
        hours = round(prospect.most_minutes / 60)
        much = "more than a day has" if prospect.most_minutes > _DAY_MINUTES else "much for a day"
        yield f"  {hours:,} hours are {much}: choose a later date, or fewer cards."
        yield "  `--minutes 60` shows what fits into 1 hour a day."
        return
    if prospect.feasible:
        return
    unseen = round(prospect.unseen)
    missed = f": {counted(unseen, 'card')} would not be seen at all" if unseen else " to know them"
    yield f"  That is too little{missed}."
    cut = f", or cut it to {counted(prospect.cards_possible, 'card')}: `flash suspend` the rest"
    yield (
        f"  Give it {counted(prospect.minutes_needed, 'minute')} a day"
        f"{cut if prospect.cards_possible < one.cards else ''}."
    )


def _minutes(minutes: float) -> str:
    """Whole minutes, rounded up as on the screen of the day."""
    return counted(ceil(minutes), "minute")
