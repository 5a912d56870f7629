"""FSRS parameters fitted to the log, adopted only where they foretell better, and taken back."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Final

from flashcards.core.card import CardId
from flashcards.core.fitting.evidence import Evidence, LoggedAnswer, evidence
from flashcards.core.fitting.figures import Figures, Gain, Judgement, Verdict
from flashcards.core.fitting.fit import ENOUGH, Comparison, Parameters, Split, compared
from flashcards.core.frozen import dataclass
from flashcards.core.log.brought_facts import BroughtParameters
from flashcards.core.log.card_facts import DueSet
from flashcards.core.log.collection_facts import Adopted
from flashcards.core.log.facts import Undo
from flashcards.core.log.order import counting
from flashcards.core.log.stamp import Stamp
from flashcards.core.study_day import Moment
from flashcards.errors.parameters import NothingToRevert, TooFewReviews
from flashcards.services.collection import Collection
from flashcards.services.log.rebuild import rebuild_within
from flashcards.services.progress import Amount, Progress, in_percent, unheard
from flashcards.services.statistics.ideal_days import move_to_ideal_days
from flashcards.services.work import writing_work
from flashcards.storage.database.engine import Connection, reading
from flashcards.storage.log import log
from flashcards.storage.log.acts import whole_act
from flashcards.storage.log.lineage import living_continuations
from flashcards.storage.projection.due_days import due_days
from flashcards.storage.read_models.evidence import (
    counting_answers,
    counting_resets,
    reviews_before,
)

_HEARD_EVERY: Final = 10_000


@dataclass(frozen=True, slots=True)
class Optimized:
    """The object of `flash optimize --json`, keys in this order.

    `reviews` are scored, `seen` of them known to the parameters in use when these were fitted; of
    parameters null is the library's; `moved` due days became others; `rescheduled`: all were asked
    to follow. `weight` is the fit's part of `parameters`, the rest being the library's. `in_use`,
    `fitted` and `later_gain` are of answers that came after those fitted to, `unseen_cards` of
    cards that were left out.
    """

    reviews: int
    seen: int
    in_use: Figures
    fitted: Figures
    splits: tuple[Split, ...]
    adopted: bool
    reason: Verdict
    dry_run: bool
    rescheduled: bool
    moved: int
    parameters_in_use: Parameters | None
    parameters: Parameters
    weight: float
    later_gain: Gain
    unseen_cards: Judgement


@dataclass(frozen=True, slots=True)
class Reverted:
    """The object of `flash optimize --revert --json`, keys in this order.

    `adopted_at` is when the parameters taken back were adopted, `parameters` are those in use
    now, null for the library's; `moved` due days became others.
    """

    adopted_at: datetime
    parameters: Parameters | None
    moved: int


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What there is to fit to, and what is in use."""

    known: Evidence
    in_use: Parameters | None
    seen: int


def optimize(
    collection: Collection,
    moment: Moment,
    *,
    dry_run: bool = False,
    reschedule: bool = False,
    progress: Progress = unheard,
) -> Optimized:
    """Fit, judge, adopt what is better, and let due days follow; raises `TooFewReviews`.

    A due day that lies in its new range stays, unless `reschedule` moves all, new parameters or
    not; a dry run writes nothing.
    """
    with reading(collection.engine) as connection:
        found = _gathered(connection, progress)
    _check_enough(found)
    steps = len(collection.settings.policy.relearning_steps)
    comparison = compared(found.in_use, found.known, found.seen, steps, in_percent(progress))
    adopts = comparison.verdict is Verdict.BETTER and not dry_run
    follows = reschedule and not dry_run
    chosen, moved = comparison if adopts else None, 0
    if adopts or follows:
        moved = _applied(collection, moment, chosen, follows=follows, progress=progress)
    return Optimized(
        reviews=found.known.reviews,
        seen=found.seen,
        in_use=comparison.in_use,
        fitted=comparison.fitted,
        splits=comparison.splits,
        adopted=adopts,
        reason=comparison.verdict,
        dry_run=dry_run,
        rescheduled=follows,
        moved=moved,
        parameters_in_use=found.in_use,
        parameters=comparison.parameters,
        weight=comparison.weight,
        later_gain=comparison.later_gain,
        unseen_cards=comparison.unseen_cards,
    )


def revert(collection: Collection, moment: Moment, progress: Progress = unheard) -> Reverted:
    """Go back to the parameters before, as an act of its own, and undo the due days set with them.

    Raises `NothingToRevert` where none were adopted.
    """
    with writing_work(collection, moment) as work:
        connection, adoptions = work.connection, _adoptions(work.connection)
        if not adoptions:
            raise NothingToRevert
        last, before = adoptions[-1], due_days(connection)
        moved = [f for f in whole_act(connection, last.stamp.id) if isinstance(f, DueSet)]
        parameters = _in_use(adoptions[:-1])
        work.append([Adopted(work.stamp(), parameters or (), reverts=True)])
        work.append([Undo(work.stamp(), fact.card, fact.stamp.id) for fact in moved])
        rebuild_within(work, progress)
        return Reverted(last.stamp.at, parameters, _moved(connection, before))


def _gathered(connection: Connection, progress: Progress) -> _Gathered:
    adoptions = _adoptions(connection)
    now = living_continuations(connection)
    total = Amount(log.fact_count(connection), "facts")
    answers = _heard(counting_answers(connection, now), total, progress)
    known = evidence(answers, counting_resets(connection, now))
    in_use = _in_use(adoptions)
    seen = known.before(reviews_before(connection, adoptions[-1])) if in_use else 0
    return _Gathered(known, in_use, seen)


def _check_enough(found: _Gathered) -> None:
    if found.known.reviews < ENOUGH:
        are_adopted = found.in_use is not None
        raise TooFewReviews(found.known.reviews, ENOUGH, are_adopted=are_adopted)


def _heard(
    answers: Iterable[LoggedAnswer], total: Amount, progress: Progress
) -> Iterator[LoggedAnswer]:
    """The answers as they come, told of now and then."""
    for number, answer in enumerate(answers):
        if number % _HEARD_EVERY == 0:
            progress(number, total)
        yield answer


def _applied(
    collection: Collection,
    moment: Moment,
    chosen: Comparison | None,
    *,
    follows: bool,
    progress: Progress,
) -> int:
    """Write it all down and replay, in one transaction; how many due days became others."""
    with writing_work(collection, moment) as work:
        before = due_days(work.connection)
        act = None
        if chosen is not None:
            adopted = _adopted(work.stamp(), chosen)
            act = adopted.stamp.id
            work.append([adopted])
            rebuild_within(work, progress)
        if follows:
            move_to_ideal_days(work, act)
        return _moved(work.connection, before)


def _adopted(stamp: Stamp, chosen: Comparison) -> Adopted:
    """The fact, with the figures that spoke for it; `before_` those of what was in use."""
    figures: dict[str, float] = {"reviews": chosen.fitted.reviews}
    for prefix, found in (("", chosen.fitted), ("before_", chosen.in_use)):
        figures |= {f"{prefix}log_loss": found.log_loss, f"{prefix}rmse_bins": found.rmse_bins}
        figures |= {} if found.auc is None else {f"{prefix}auc": found.auc}
    return Adopted(stamp, chosen.parameters, figures)


def _adoptions(connection: Connection) -> list[Adopted]:
    """The adoptions that count and were not reverted, in the order in which they came about."""
    facts = counting(log.collection_facts(connection, (Adopted, BroughtParameters)))
    found = [fact for fact in facts if isinstance(fact, Adopted)]
    standing: list[Adopted] = []
    for fact in sorted(found, key=lambda fact: (fact.stamp.clock, fact.stamp.id)):
        if not fact.reverts:
            standing.append(fact)
        elif standing:
            standing.pop()
    return standing


def _in_use(adoptions: list[Adopted]) -> Parameters | None:
    return (adoptions[-1].parameters if adoptions else ()) or None


def _moved(connection: Connection, before: Mapping[CardId, object]) -> int:
    return sum(before.get(card) != due_on for card, due_on in due_days(connection).items())
