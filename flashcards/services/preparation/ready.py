"""How ready the learner is for a day: area by area, in one figure, and what would raise it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from flashcards.core.card import CardId
from flashcards.core.log.card_facts import Reset
from flashcards.core.log.lineage import Order
from flashcards.core.memory.fsrs_model import Model
from flashcards.core.preparation.evidence import (
    Asked,
    Days,
    Known,
    Ledger,
    Life,
    ReadinessAnswer,
)
from flashcards.core.preparation.interviews import interviews
from flashcards.core.preparation.mock.results import held
from flashcards.core.preparation.next_actions import Action, ActionInput, Costs, actions
from flashcards.core.preparation.plan.coverage import Coverage, coverage
from flashcards.core.preparation.plan.followed import FollowedPlan
from flashcards.core.preparation.readiness import (
    MILLION,
    ROUNDS,
    AreaEvidence,
    Counts,
    area_figure,
    figure,
)
from flashcards.core.standing import Standing
from flashcards.core.study_day import Moment
from flashcards.errors.days import DayGone, DayTooFar
from flashcards.errors.plans import BrokenPlan, InvalidPlan
from flashcards.services.collection import Collection
from flashcards.services.followed_plan import plan_in, with_observed
from flashcards.services.preparation.readiness import (
    ActionRow,
    AreaRow,
    PlanRow,
    Readiness,
    TrendRow,
)
from flashcards.services.progress import Amount, Progress, unheard
from flashcards.services.study.answer_times import answer_time
from flashcards.services.work import Work, reading_work
from flashcards.storage.database.engine import Connection
from flashcards.storage.log import log
from flashcards.storage.log.lineage import living_continuations
from flashcards.storage.read_models import readiness as stored
from flashcards.storage.read_models.skills import areas_of_other_cards
from flashcards.storage.read_models.time_spent import own_times

_TREND_DAYS: Final = 56
_FARTHEST_DAYS: Final = 3_650
_MOST_ACTIONS: Final = 8
_MS_A_SECOND: Final = 1_000


def ready(
    collection: Collection, moment: Moment, on: date | None, progress: Progress = unheard
) -> Readiness:
    """How ready the learner is for a day; by default for the next one that is set.

    Raises `DayGone` or `DayTooFar`.
    """
    today = collection.today(moment)
    with reading_work(collection, moment) as work:
        stands = work.standing
        followed = _followed(work)
        day = on or _day_meant(stands, today)
        _check(day, today)
        model = Model(work.decisions.parameters)
        days = Days(today - timedelta(days=_TREND_DAYS - 1), _TREND_DAYS, day)
        ledger = Ledger(days, model)
        known = list(_known(work, ledger, progress))
        exercises = [one.asked.card for one in known if one.asked.is_exercise]
        own_ms = own_times(work.connection, exercises)
        costs = Costs(
            ledger.answer_s(),
            answer_time(work.connection).answer_ms / _MS_A_SECOND,
            {card: ms / _MS_A_SECOND for card, ms in own_ms.items()},
        )
    evidence, done = ledger.evidence(held(stands.mocks)), _done(followed, days)
    figures = [figure(e, d.share if d else 0.0) for e, d in zip(evidence, done, strict=True)]
    situation = ActionInput(today, day, model, costs, collection.settings.sibling_days)
    found = actions(evidence[-1], done[-1], known, situation)
    return Readiness(
        study_day=today,
        on=day,
        days_left=(day - today).days,
        figure=round(figures[-1], 1),
        whole=_whole(evidence[-1], figures[-1]),
        areas=tuple(map(_area, evidence[-1])),
        plan=_plan(followed, done[-1]),
        trend=tuple(_trend(days, figures)),
        actions=tuple(map(_action, found[:_MOST_ACTIONS])),
    )


def _followed(work: Work) -> FollowedPlan | None:
    """The plan that is followed, with what was seen done; one of a later version as it is."""
    followed = work.standing.plan
    if followed is None:
        return None
    try:
        return with_observed(work, followed, plan_in(followed.text, followed.name))
    except (BrokenPlan, InvalidPlan):
        return followed


def _day_meant(stands: Standing, today: date) -> date:
    """The interview of the plan, else the next deadline or interview, else today."""
    if stands.plan is not None and stands.plan.interview_on >= today:
        return stands.plan.interview_on
    ahead = [deadline.on for deadline in stands.decisions.deadlines if deadline.on >= today]
    ahead += [one.on for one in interviews.ahead(stands.interviews, today)]
    return min(ahead, default=today)


def _check(on: date, today: date) -> None:
    if on < today:
        raise DayGone(on.isoformat())
    if (on - today).days > _FARTHEST_DAYS:
        raise DayTooFar(on.isoformat(), _FARTHEST_DAYS)


def _done(followed: FollowedPlan | None, days: Days) -> list[Coverage | None]:
    """How much of the plan was done by the end of each day; None without a plan."""
    nothing: list[Coverage | None] = [None] * days.count
    if followed is None:
        return nothing
    try:
        plan = plan_in(followed.text, followed.name)
    except (BrokenPlan, InvalidPlan):  # of a later version
        return nothing
    every = (days.first + timedelta(days=number) for number in range(days.count))
    return [coverage(plan, followed, day) for day in every]


def _known(work: Work, ledger: Ledger, progress: Progress) -> Iterator[Known]:
    """Every card that is asked, entered into the ledger with its history."""
    connection = work.connection
    ledger.expect(stored.areas_of_prompts(connection) & set(ROUNDS))
    asked = dict(_asked(connection))
    total = Amount(len(asked), "cards")
    now = living_continuations(connection)
    resets = _resets(work, now)
    for card, given, came_about in stored.answers_of_cards(connection, now, resets):
        if one := asked.pop(card, None):
            yield ledger.add(one, _lives(given, came_about, resets.get(card, ())))
            progress(total - len(asked), total)
    yield from (ledger.add(one, ()) for one in asked.values())
    progress(total, total)


def _asked(connection: Connection) -> Iterator[tuple[CardId, Asked]]:
    """The cards asked by id; a skill belongs to the area that one of its tags names, if any."""
    areas = areas_of_other_cards(connection)
    for one, tags in stored.asked_cards(connection):
        named = [tag for tag in tags if tag in areas]
        yield one.card, one._replace(area=named[0]) if one.is_skill and named else one


def _resets(work: Work, now: Mapping[CardId, CardId]) -> dict[CardId, list[tuple[Order, date]]]:
    """Where in the log each card's resets came about, and on which study days."""
    found: defaultdict[CardId, list[tuple[Order, date]]] = defaultdict(list)
    for reset in log.facts_that_count(work.connection, Reset):
        day = work.collection.today(Moment(reset.stamp.at, work.moment.zone))
        came_about = reset.stamp.clock, reset.stamp.id
        found[now.get(reset.card, reset.card)].append((came_about, day))
    return found


def _lives(
    given: Sequence[ReadinessAnswer],
    came_about: Sequence[Order],
    resets: Sequence[tuple[Order, date]],
) -> Iterator[Life]:
    """A card's answers, apart where resets cut them."""
    if not resets:
        yield Life(given)
        return
    left = list(zip(came_about, given, strict=True))
    for cut, day in sorted(resets):
        yield Life([one for place, one in left if place < cut], day)
        left = [(place, one) for place, one in left if place > cut]
    yield Life([one for _, one in left])


def _whole(evidence: Sequence[AreaEvidence], of_all: float) -> AreaRow:
    """All areas as one: counts added up, recall and scores over all cards and skills."""
    counts = Counts(*map(sum, zip(*(one.counts for one in evidence), strict=True)))
    mocks = tuple(score for one in evidence for score in one.mocks)
    return _row(counts, mocks, None, of_all, sum(one.weight for one in evidence))


def _area(one: AreaEvidence) -> AreaRow:
    return _row(one.counts, one.mocks, one.area, area_figure(one), one.weight)


def _row(
    counts: Counts, mocks: tuple[float, ...], area: str | None, of_it: float, weight: int
) -> AreaRow:
    return AreaRow(
        area=area,
        figure=round(of_it, 1),
        weight=weight,
        cards=counts.cards,
        unseen=counts.cards - counts.seen,
        recall=round(counts.recall / counts.cards / MILLION, 4) if counts.cards else None,
        timed=counts.timed,
        clocked=counts.clocked,
        kept=counts.kept,
        skills=counts.skills,
        rated=counts.rated,
        score=round(counts.score / counts.rated, 2) if counts.rated else None,
        below_4=counts.below,
        mocks=tuple(round(score, 2) for score in mocks),
        exercises=counts.exercises,
    )


def _plan(followed: FollowedPlan | None, done: Coverage | None) -> PlanRow | None:
    if followed is None or done is None:
        return None
    return PlanRow(
        name=followed.name,
        share=round(done.share, 4),
        minutes=done.minutes,
        done_minutes=done.done,
        asked_minutes=done.asked,
        asked_done_minutes=done.asked_done,
    )


def _trend(days: Days, figures: Sequence[float]) -> Iterator[TrendRow]:
    for number, value in enumerate(figures):
        yield TrendRow(days.first + timedelta(days=number), round(value, 1))


def _action(one: Action) -> ActionRow:
    return ActionRow(
        verb=one.verb.value,
        area=one.area,
        count=one.count,
        gain=round(one.gain, 2),
        hours=round(one.hours, 2),
        gain_an_hour=round(one.gain_an_hour, 1),
    )
