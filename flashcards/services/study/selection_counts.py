"""How the cards of a selection stand: what `counts` counts of all cards, over some of them."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from flashcards.core.card import CardId
from flashcards.core.decks.natural_order import natural
from flashcards.core.frozen import dataclass
from flashcards.core.known_card import KnownCard
from flashcards.core.schedule import State
from flashcards.core.selection import Selection, those_selected
from flashcards.core.study.queue import Candidate
from flashcards.services.work import Work
from flashcards.storage.projection.cards import known_cards
from flashcards.storage.projection.counts import DayLoad, DeckCounts


@dataclass(frozen=True, slots=True)
class SelectionCounts:
    """The decks' counts, the cards in review by the day they fall due on, and the next step."""

    decks: list[DeckCounts]
    due_by_day: dict[date, DayLoad]
    next_due_on: date | None
    next_learning_at: datetime | None


def selection_counts(work: Work, selection: Selection, due: Sequence[Candidate]) -> SelectionCounts:
    """The counts of what is selected; `due` are its cards that are due."""
    asked = [k for k in those_selected(selection, known_cards(work.connection)) if k.is_asked]
    active = [k for k in asked if not k.suspended and k.schedule.buried_on != work.today]
    days = _loads(k for k in active if _is_in_review(k))
    later = (day for day in days if day > work.today)
    steps = (k.schedule.due_at for k in asked if k.schedule.in_steps and not k.suspended)
    to_come = (at for at in steps if at is not None and at > work.moment.now)
    return SelectionCounts(
        _by_deck(asked, {one.card for one in due}, work.today),
        days,
        min(later, default=None),
        min(to_come, default=None),
    )


def _loads(in_review: Iterable[KnownCard]) -> dict[date, DayLoad]:
    """What a review of the selection, which asks all its cards, finds on each day."""
    days: dict[date, DayLoad] = {}
    for known in in_review:
        if (day := known.schedule.due_on) is None:
            continue
        cards, quick, others_s = days.get(day, DayLoad())
        if not (known.occasion.is_slow and known.limit_s):
            days[day] = DayLoad(cards + 1, quick + 1, others_s)
        else:
            days[day] = DayLoad(cards + 1, quick, others_s + known.limit_s)
    return days


def _by_deck(asked: Sequence[KnownCard], due: set[CardId], today: date) -> list[DeckCounts]:
    decks: dict[tuple[str, str], list[KnownCard]] = {}
    for known in asked:
        decks.setdefault((known.deck, known.area), []).append(known)
    in_order = sorted(decks, key=lambda deck: tuple(map(natural, deck)))
    return [_counted(*deck, decks[deck], due, today) for deck in in_order]


def _counted(
    deck: str, area: str, cards: Sequence[KnownCard], due: set[CardId], today: date
) -> DeckCounts:
    here = [known for known in cards if known.card.id in due]
    return DeckCounts(
        deck,
        area,
        due=len(here),
        overdue=sum(known.schedule.due_on != today for known in here),
        new=sum(k.schedule.state is State.NEW and not k.suspended for k in cards),
        suspended=sum(known.suspended for known in cards),
        total=len(cards),
    )


def _is_in_review(known: KnownCard) -> bool:
    return known.schedule.state is State.REVIEW
