"""What the dates ahead ask today: each governs the cards it is about, the earliest first."""

from collections import Counter
from collections.abc import Collection as Ids
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date

from flashcards.core.card import CardId, Occasion, Source
from flashcards.core.deadline.input import Aim, DeadlineCard, DeadlineInput, Done
from flashcards.core.deadline.plan import TodaysPlan
from flashcards.core.deadline.tasks import DeadlineTask, todays_plans
from flashcards.core.decisions import Deadline
from flashcards.core.frozen import dataclass
from flashcards.core.memory.fsrs_model import Memory, Model, usual_habits
from flashcards.core.memory.habits import with_answer_time
from flashcards.core.preparation.plan.seen_by import CORE
from flashcards.core.schedule import State
from flashcards.core.scheduling.load_balancing import Calendar
from flashcards.core.settings import Settings
from flashcards.core.standing import Standing
from flashcards.core.study.queue import Allowance, Candidate, resting
from flashcards.services.decks.siblings import studied_lately
from flashcards.services.followed_plan import core_seen_by_deck
from flashcards.services.study.answer_times import answer_time
from flashcards.services.study.day_limits import day_limits
from flashcards.services.study.days_off import days_off
from flashcards.services.study.new_order import NewOrder, new_order
from flashcards.services.work import Work
from flashcards.storage.database.engine import Connection
from flashcards.storage.projection.cards import decks_of
from flashcards.storage.projection.queue import facing_candidates, tagged
from flashcards.storage.projection.schedules import first_studied_on
from flashcards.storage.read_models.time_spent import spent_on

_STEPS = (State.LEARNING, State.RELEARNING)
_SECONDS_A_MINUTE = 60
_MS_A_SECOND = 1_000


@dataclass(frozen=True, slots=True)
class Rules:
    """What the day's queue obeys besides the dates.

    Cards that are not `among` rest (None: all are); `studied` are those studied within the days
    that siblings stay apart, by place; `core_by` is when the plan wants a deck's core cards seen.
    """

    held: Standing
    takes: Allowance
    new_order: NewOrder
    studied: Mapping[Source, set[CardId]]
    settings: Settings
    among: Ids[CardId] | None = None
    core_by: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DeadlineQueue:
    """A date ahead, the cards it governs in deck order, its task, and what that asks today.

    `elsewhere` counts the cards it selects that an earlier date governs; `areas` are those of decks
    where a plan is followed.
    """

    deadline: Deadline
    governed: Mapping[CardId, Candidate]
    task: DeadlineTask
    plan: TodaysPlan
    elsewhere: int = 0
    areas: Mapping[str, str] = field(default_factory=dict)

    @property
    def cards(self) -> tuple[DeadlineCard, ...]:
        """Its cards as the plan sees them, in deck order."""
        return self.task.cards

    @property
    def inputs(self) -> DeadlineInput:
        """What the plan goes out from."""
        return self.task.inputs

    @property
    def reviews(self) -> list[Candidate]:
        """The reviews it asks today, most worth first."""
        return [self.governed[card] for card in self.plan.reviews]

    @property
    def fresh(self) -> list[Candidate]:
        """The cards it introduces today."""
        return [self.governed[card] for card in self.plan.fresh]


def rules_of(work: Work) -> Rules:
    """The rules of a whole study day."""
    ordered, studied = new_order(work), studied_lately(work)
    return Rules(
        work.standing,
        day_limits(work),
        ordered,
        studied,
        work.collection.settings,
        core_by=core_seen_by_deck(work),
    )


def deadline_queues(connection: Connection, today: date, rules: Rules) -> tuple[DeadlineQueue, ...]:
    """The plans of today towards every date that is still ahead."""
    ahead = [deadline for deadline in rules.held.decisions.deadlines if deadline.on > today]
    if not ahead:
        return ()
    made = _Tasks(connection, today, rules, _days_off(ahead, rules))
    # Dates come in order, and a card is of the earliest that selects it: what is known by then is
    # known for the later ones, too, so no card is planned, or counted against a budget, twice.
    taken: set[CardId] = set()
    found: list[DeadlineQueue] = []
    areas = dict(decks_of(connection)) if rules.core_by else {}
    for deadline in ahead:
        rows = facing_candidates(connection, deadline.selection, today, Occasion.QUICK)
        own = [(one, state) for one, state in rows if one.card not in taken]
        joining = tuple(one.card for one, _ in rows if one.card in taken)
        taken |= {one.card for one, _ in own}
        task = made.task(deadline, own, joining)
        governed = {one.card: one for one, _ in own}
        found.append(DeadlineQueue(deadline, governed, task, TodaysPlan(), len(joining), areas))
    plans = todays_plans([one.task for one in found], rules.takes)
    return tuple(replace(one, plan=plan) for one, plan in zip(found, plans, strict=True))


def _days_off(ahead: Sequence[Deadline], rules: Rules) -> frozenset[date]:
    """The days of all dates on which nothing is studied, from the day the first was set."""
    calendar = Calendar(easy_days=rules.settings.easy_days, breaks=rules.held.decisions.breaks)
    return days_off(rules.held, calendar, (min(one.set_on for one in ahead), ahead[-1].on))


class _Tasks:
    """What is the same for all dates."""

    def __init__(
        self, connection: Connection, today: date, rules: Rules, off: frozenset[date]
    ) -> None:
        self._today, self._rules, self._off = today, rules, off
        answer_ms = answer_time(connection).answer_ms
        self._habits = with_answer_time(usual_habits(), answer_ms / _MS_A_SECOND)
        self._model = Model(rules.held.decisions.parameters)
        self._spent_ms = spent_on(connection, today)
        self._introduced = first_studied_on(connection, today)
        self._core = tagged(connection, CORE) if rules.core_by else frozenset()

    def task(
        self,
        deadline: Deadline,
        own: Sequence[tuple[Candidate, State]],
        joining: tuple[CardId, ...],
    ) -> DeadlineTask:
        """What a date asks of the cards that are its own."""
        seconds = sum(self._spent_ms[one.card] for one, _ in own) / _MS_A_SECOND
        introduced = sum(one.card in self._introduced for one, _ in own)
        inputs = DeadlineInput(
            self._today,
            self._aim(deadline),
            self._model,
            self._habits,
            Done(introduced, seconds),
            self._rules.settings.sibling_days,
        )
        return DeadlineTask(inputs, tuple(self._facing(own)), joining)

    def _facing(self, own: Sequence[tuple[Candidate, State]]) -> Iterator[DeadlineCard]:
        """The cards as the plan sees them; new ones that it cannot ask today come last."""
        siblings = Counter(one.source for one, _ in own)
        resting = self._resting([one for one, _ in own])
        unseen = [one for one, _ in own if one.stability is None]
        in_order = self._rules.new_order.of(one for one in unseen if one.card not in resting)
        positions = {one.card: number for number, one in enumerate(in_order)}
        for one, state in own:
            yield DeadlineCard(
                one.card,
                _memory(one),
                None if one.stability is None else one.last_studied_on,
                in_steps=state in _STEPS,
                place=one.source if siblings[one.source] > 1 else None,
                position=positions.get(one.card, len(own)),
                deck=one.deck,
                rests=one.card in resting,
                introduced=one.card in self._introduced,
                seen_by=self._rules.core_by.get(one.deck) if one.card in self._core else None,
            )

    def _resting(self, own: Sequence[Candidate]) -> set[CardId]:
        """The cards that are not asked today, for other reasons than the date's own cards."""
        governed = {one.card for one in own}
        among = governed if self._rules.among is None else self._rules.among
        studied = {place: cards - governed for place, cards in self._rules.studied.items()}
        return {one.card for one in own if one.card not in among or resting(one, studied)}

    def _aim(self, deadline: Deadline) -> Aim:
        minutes = deadline.minutes
        budget_s = None if minutes is None else float(minutes * _SECONDS_A_MINUTE)
        return Aim(deadline.on, deadline.set_on, budget_s, self._off)


def _memory(one: Candidate) -> Memory | None:
    if one.stability is None or one.difficulty is None:
        return None
    return Memory(one.stability, one.difficulty)
