"""What the dates ahead ask today: each governs the cards it is about, the earliest first."""

from collections.abc import Collection as Ids
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from flashcards.core.card import CardId
from flashcards.core.deadline.plan import Aim, Done, Facing, Situation, TodaysPlan, todays_plan
from flashcards.core.decisions import Deadline, Decisions
from flashcards.core.memory import Memory, Model, usual_habits
from flashcards.core.pace import Pace
from flashcards.core.queue import Candidate
from flashcards.core.schedule import State
from flashcards.core.simulation.habits import at_pace
from flashcards.storage.database import Connection
from flashcards.storage.log import recent_durations
from flashcards.storage.queue import facing_candidates
from flashcards.storage.schedules import first_studied_on
from flashcards.storage.spent import spent_on

_STEPS = (State.LEARNING, State.RELEARNING)
_SECONDS_A_MINUTE = 60
_MS_A_SECOND = 1_000


@dataclass(frozen=True, slots=True)
class Towards:
    """A date ahead, the cards it governs in deck order, as its plan sees them, and the plan.

    `elsewhere` counts the cards it selects that an earlier date governs.
    """

    deadline: Deadline
    governed: dict[CardId, Candidate]
    facing: tuple[Facing, ...]
    situation: Situation
    plan: TodaysPlan
    elsewhere: int = 0

    def reviews(self, among: Ids[CardId] | None) -> list[Candidate]:
        """The reviews it asks today, most worth first, of the cards `among` (None: of all)."""
        return [self.governed[card] for card in self.plan.reviews if among is None or card in among]

    def unseen(self, among: Ids[CardId] | None) -> Iterator[Candidate]:
        """Its cards that were never answered, in deck order."""
        for one in self.facing:
            if one.memory is None and not one.in_steps and (among is None or one.card in among):
                yield self.governed[one.card]


def towards_dates(connection: Connection, decided: Decisions, today: date) -> tuple[Towards, ...]:
    """The plans of today towards every date that is still ahead."""
    ahead = [deadline for deadline in decided.deadlines if deadline.on > today]
    answer_ms = Pace.of(recent_durations(connection)).answer_ms
    habits = at_pace(usual_habits(), answer_ms / _MS_A_SECOND)
    model = Model(decided.parameters)
    spent_ms = spent_on(connection, today)
    introduced = first_studied_on(connection, today)
    taken: set[CardId] = set()
    found: list[Towards] = []
    for deadline in ahead:
        rows = facing_candidates(connection, deadline.selection, today)
        cards = {one.card: (one, state) for one, state in rows if one.card not in taken}
        taken |= cards.keys()
        seconds = sum(spent_ms[card] for card in cards) / _MS_A_SECOND
        done = Done(len(introduced & cards.keys()), seconds)
        situation = Situation(today, _aim(deadline), model, habits, done)
        ours = _towards(deadline, list(cards.values()), situation)
        found.append(replace(ours, elsewhere=len(rows) - len(cards)))
    return tuple(found)


def _towards(
    deadline: Deadline, cards: Sequence[tuple[Candidate, State]], situation: Situation
) -> Towards:
    facing = tuple(_facing(one, state) for one, state in cards)
    governed = {one.card: one for one, _ in cards}
    return Towards(deadline, governed, facing, situation, todays_plan(facing, situation))


def _facing(one: Candidate, state: State) -> Facing:
    if one.stability is None or one.difficulty is None:
        return Facing(one.card)
    memory = Memory(one.stability, one.difficulty)
    return Facing(one.card, memory, one.last_studied_on, state in _STEPS)


def _aim(deadline: Deadline) -> Aim:
    minutes = deadline.minutes
    budget_s = None if minutes is None else float(minutes * _SECONDS_A_MINUTE)
    return Aim(deadline.on, deadline.set_on, budget_s)
