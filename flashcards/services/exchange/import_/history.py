"""The history of another program's collection, as facts of this one: each deed once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from datetime import datetime, timezone
from itertools import groupby
from operator import attrgetter
from typing import Final

from flashcards.core.card import Card, CardId
from flashcards.core.decks.parse import parse_deck
from flashcards.core.frozen import dataclass
from flashcards.core.log.brought_twice import to_millisecond
from flashcards.formats.foreign import (
    DeedKind,
    ForeignDeed,
    ForeignHistory,
    ForeignNotes,
    ForeignState,
    NamedCard,
)
from flashcards.services.exchange.import_.decided import Decided, decided
from flashcards.services.exchange.import_.decks import PlannedDeck
from flashcards.services.exchange.import_.notes import planned_notes
from flashcards.services.work import Work
from flashcards.storage.log import log
from flashcards.storage.log.brought import Deed, known_deeds
from flashcards.storage.projection.schedules import ids_with_schedule, last_reviews, memories

_ALIKE: Final = 0.01
"""The share by which stability and difficulty may differ and still be called the same."""

_NEVER: Final = datetime(1900, 1, 1, tzinfo=timezone.utc)
_WHEN: Final = attrgetter("at", "card")
_KINDS: Final = {
    DeedKind.ANSWERED: "review",
    DeedKind.CRAMMED: "crammed-brought",
    DeedKind.RESET: "reset-brought",
    DeedKind.MOVED: "due-set",
}


@dataclass(frozen=True, slots=True)
class PlannedHistory:
    """What of other programs' histories is not here yet, and what of it was.

    `deeds` are by card, in order; `states` are of cards whose state comes along. `parameters` are
    those that come into use; `whose` names them, also where they do not. `unanswered` counts cards
    that are in review elsewhere without an answer, and so are new here; `decided` is what was
    decided there of cards with a history here. `notes` name cards by their ids here.
    """

    deeds: tuple[tuple[CardId, ForeignDeed], ...] = ()
    states: Mapping[CardId, ForeignState] = field(default_factory=dict)
    cards: Mapping[CardId, Card] = field(default_factory=dict)
    known: int = 0
    parameters: tuple[float, ...] = ()
    whose: str = ""
    unanswered: int = 0
    decided: tuple[Decided, ...] = ()
    notes: tuple[ForeignNotes, ...] = ()

    @property
    def answers(self) -> int:
        """How many answers are new."""
        return sum(deed.kind is DeedKind.ANSWERED for _, deed in self.deeds)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return not (self.deeds or self.states or self.put_aside)

    @property
    def about(self) -> list[CardId]:
        """The cards that facts will be about."""
        deciding = [card for one in self.decided for card in one.cards]
        return list(dict.fromkeys([*(card for card, _ in self.deeds), *self.states, *deciding]))

    @property
    def put_aside(self) -> int:
        """How many cards were suspended, resumed or buried elsewhere."""
        return sum(one.count for one in self.decided)


NO_HISTORY: Final = PlannedHistory()
"""What a source has that is no collection."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many cards FSRS has elsewhere with these parameters, and how many of them are the same.

    `replayed` counts the answered cards that were scheduled otherwise.
    """

    by_fsrs: int = 0
    alike: int = 0
    replayed: int = 0


NO_AGREEMENT: Final = Agreement()
"""Where there is nothing to compare."""


def planned_history(
    work: Work, histories: Sequence[ForeignHistory], decks: Sequence[PlannedDeck]
) -> PlannedHistory:
    """The deeds that the log does not have, on the cards that the decks make of the source's."""
    named, cards = _named(decks)
    if not histories or not named:
        return NO_HISTORY
    there = known_deeds(work.connection)
    coming: list[ForeignDeed] = []
    known = 0
    for deed in sorted((one for each in histories for one in each.deeds), key=_WHEN):
        if deed.card not in named:
            continue
        key = _key(deed)
        filed = there.get(key)
        if filed is None:
            there[key] = named[deed.card]
            coming.append(deed)
        else:
            # What is new of a card goes where the rest of it is: an edit of it leads on from there.
            named[deed.card] = filed
            known += 1
    new = [(named[deed.card], deed) for deed in coming]
    states, unanswered = _states(work, histories, named, new)
    parameters, whose = _parameters(work, histories)
    others = _others(histories, named, states)
    told = (decided(work, others, are_own=False),)
    notes = tuple(planned_notes(work, histories, named))
    learnt = parameters, whose, unanswered
    return PlannedHistory(tuple(new), states, cards, known, *learnt, told, notes)


def agreement(work: Work, planned: PlannedHistory) -> Agreement:
    """How memory here compares with what the source had for it."""
    states = planned.states
    found = memories(work.connection, list(states))
    by_fsrs = alike = replayed = 0
    for card, state in states.items():
        here = found.get(card)
        if here is None or None in here:
            continue
        if state.memory is None:
            replayed += 1
            continue
        by_fsrs += 1
        pairs = zip(here, state.memory, strict=True)
        alike += all(one is not None and abs(one - other) <= _ALIKE * other for one, other in pairs)
    return Agreement(by_fsrs, alike, replayed)


def _named(decks: Sequence[PlannedDeck]) -> tuple[dict[str, CardId], dict[CardId, Card]]:
    """The card that each of the source's is here, and the cards by their ids."""
    named: dict[str, CardId] = {}
    cards: dict[CardId, Card] = {}
    for deck in decks:
        for card, one in _cards_of(deck):
            cards[card.id] = card
            named |= dict.fromkeys(one.names, card.id)
    return named, cards


def _cards_of(deck: PlannedDeck) -> Iterator[tuple[Card, NamedCard]]:
    """The cards that the source names, as they are in its text here.

    Where two have become one, as two pictures of one content do, each is read by itself.
    """
    if not deck.named:
        return
    text = deck.given.decode("utf-8", "replace")
    found = deck.parsed.cards if deck.parsed else parse_deck(text, deck.path).cards
    if len(found) == len(deck.named):
        yield from zip(found, deck.named, strict=True)
        return
    lines = text.split("\n")
    groups = [list(group) for _, group in groupby(deck.named, lambda one: one.line)]
    ends = [*(group[0].line for group in groups[1:]), len(lines) + 1]
    for group, end in zip(groups, ends, strict=True):
        own = parse_deck("\n".join(lines[group[0].line - 1 : end - 1]), deck.path).cards
        yield from zip(own, group, strict=False)


def _states(
    work: Work,
    histories: Sequence[ForeignHistory],
    named: Mapping[str, CardId],
    new: Sequence[tuple[CardId, ForeignDeed]],
) -> tuple[dict[CardId, ForeignState], int]:
    """How cards stand that are new here, or were last answered there; the learner's stays.

    And how many are due there without an answer: nothing tells how well they are known.
    """
    last = {card: deed.at for card, deed in new if deed.kind is DeedKind.ANSWERED}
    given = last_reviews(work.connection, list(last))
    seen = ids_with_schedule(work.connection, list(named.values()))
    answered = (deed for one in histories for deed in one.deeds if deed.kind is DeedKind.ANSWERED)
    seen |= {named[deed.card] for deed in answered if deed.card in named}
    found: dict[CardId, ForeignState] = {}
    unanswered = 0
    for history in histories:
        for id_, state in history.states.items():
            card = named.get(id_)
            if card is None or card in found:
                continue
            is_news = last[card] > given.get(card, _NEVER) if card in last else card not in seen
            if is_news and state.due_on is not None and card not in last:
                unanswered += 1
                state = state._replace(due_on=None)  # noqa: PLW2901
            if is_news and not state.is_plain:
                found[card] = state
    return found, unanswered


def is_aside(state: ForeignState | None) -> bool:
    """Whether a card that stands so is not asked."""
    return state is not None and (state.suspended or state.buried)


def _others(
    histories: Sequence[ForeignHistory],
    named: Mapping[str, CardId],
    states: Mapping[CardId, ForeignState],
) -> dict[CardId, ForeignState]:
    """How the other cards stand there, whose history is here."""
    found: dict[CardId, ForeignState] = {}
    for history in histories:
        for name, state in history.states.items():
            card = named.get(name)
            if card is not None and not is_aside(states.get(card)):
                found.setdefault(card, state)
    return found


def _parameters(work: Work, histories: Sequence[ForeignHistory]) -> tuple[tuple[float, ...], str]:
    """The first parameters that come, where nobody's history here was made with others."""
    for history in histories:
        if history.parameters and history.parameters != work.decisions.parameters:
            is_free = work.decisions.parameters is None and not log.review_count(work.connection)
            return (history.parameters if is_free else ()), history.whose
    return (), ""


def _key(deed: ForeignDeed) -> Deed:
    rating = None if deed.rating is None else int(deed.rating)
    return to_millisecond(deed.at), _KINDS[deed.kind], rating
