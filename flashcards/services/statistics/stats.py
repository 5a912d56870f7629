"""How the learner has done: what was answered, how much of it remembered, in what time."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from flashcards.core.decks.natural_order import natural
from flashcards.core.decks.sides import sides
from flashcards.core.frozen import dataclass
from flashcards.core.known_card import KnownCard
from flashcards.core.memory.fsrs_model import Model
from flashcards.core.statistics.account import Account, PeriodTally
from flashcards.core.statistics.answer_figures import Grades, Times, grades, times
from flashcards.core.statistics.calibration import Calibration, calibration
from flashcards.core.statistics.days import Streak, Tally, Week, heat_map, streak
from flashcards.core.statistics.distributions import Cards, hardest
from flashcards.core.statistics.distributions import cards as distributions
from flashcards.core.statistics.limits import KeptLimits, kept_limits
from flashcards.core.statistics.retention import Retention, retention_table
from flashcards.core.study_day import Moment
from flashcards.services.collection import Collection
from flashcards.services.progress import Progress, unheard
from flashcards.services.statistics.answers import counted_answers
from flashcards.services.statistics.free_days import free_days
from flashcards.services.work import reading_work
from flashcards.storage.database.engine import Connection
from flashcards.storage.log.lineage import living_continuations
from flashcards.storage.projection.cards import known_card
from flashcards.storage.read_models.statistics import cards_without_facts, standings
from flashcards.storage.read_models.time_limits import areas_of_questions, timed_answers

PERIODS: Final = ("today", "week", "month", "all")
"""Periods of the rows, of which the deck rows are many; retention has more."""


@dataclass(frozen=True, slots=True)
class StatsRow:
    """Reviews in a period, of one deck or (deck null) of all, orphans included.

    `true_retention` is the share of answers to cards in review that were not Again, null without
    any; `cards` the different cards answered; `minutes` those of cramming, too.
    """

    period: str
    deck: str | None
    reviews: int
    cards: int
    minutes: float
    true_retention: float | None


@dataclass(frozen=True, slots=True)
class DayRow:
    """What was done on a study day; `learned` counts first answers, `crammed` are no reviews."""

    on: date
    reviews: int
    crammed: int
    learned: int
    minutes: float
    true_retention: float | None


@dataclass(frozen=True, slots=True)
class HardCard:
    """A card that is often forgotten; `stability` in days."""

    id: str
    deck: str
    file: str
    line: int
    question: str
    lapses: int
    difficulty: float
    stability: float
    leech: bool


@dataclass(frozen=True, slots=True)
class Stats:
    """The object of `flash stats --json`, keys in this order.

    `days` are those with an answer; of `times`, the first row is that of all decks.
    """

    study_day: date
    periods: tuple[StatsRow, ...]
    decks: tuple[StatsRow, ...]
    retention: tuple[Retention, ...]
    streak: Streak
    days: tuple[DayRow, ...]
    heat_map: tuple[Week, ...]
    cards: Cards
    calibration: Calibration
    answers: tuple[Grades, ...]
    times: tuple[Times, ...]
    hardest: tuple[HardCard, ...]
    limits: tuple[KeptLimits, ...]

    @property
    def rows(self) -> tuple[StatsRow, ...]:
        """All rows of periods, those of the collection first."""
        return self.periods + self.decks


def stats(collection: Collection, moment: Moment, progress: Progress = unheard) -> Stats:
    """The figures of all that was ever answered, and of the cards as they stand."""
    today = collection.today(moment)
    account = Account(today, PERIODS)
    with reading_work(collection, moment) as work:
        connection = work.connection
        standing = {one.card: one for one in standings(connection)}
        for card, answers in counted_answers(work, standing, progress):
            account.add(standing[card].deck if card in standing else None, answers)
        model = Model(work.decisions.parameters)
        unseen, suspended = cards_without_facts(connection)
        hard = [known_card(connection, one.card) for one in hardest(standing.values())]
        limits = _limits(connection)
        by_day = account.by_day
        done = {day: tally.reviews + tally.crammed for day, tally in by_day.items()}
        free = free_days(work, done)
    return Stats(
        study_day=today,
        periods=tuple(_row(period, None, account.whole(period)) for period in PERIODS),
        decks=tuple(_deck_rows(account)),
        retention=retention_table(by_day, today),
        streak=streak(done, today, free),
        days=tuple(_day_row(day, tally) for day, tally in by_day.items()),
        heat_map=heat_map(done, today),
        cards=distributions(standing.values(), unseen, suspended, today, model),
        calibration=calibration(account.trials),
        answers=grades(account.whole("all").tally.marks),
        times=tuple(_times(account)),
        hardest=tuple(_hard_card(one, collection.settings.leech_lapses) for one in hard if one),
        limits=limits,
    )


def _limits(connection: Connection) -> tuple[KeptLimits, ...]:
    """How limits were kept, under the ids that the cards have now."""
    now = living_continuations(connection)
    timed = [one._replace(card=now.get(one.card, one.card)) for one in timed_answers(connection)]
    return kept_limits(timed, areas_of_questions(connection, {one.card for one in timed}))


def _deck_rows(account: Account) -> Iterator[StatsRow]:
    by_deck = account.periods
    decks = sorted(filter(None, by_deck), key=natural)
    for period in PERIODS:
        for deck in decks:
            done = by_deck[deck][period]
            if done != PeriodTally():
                yield _row(period, deck, done)


def _times(account: Account) -> Iterator[Times]:
    whole = account.all_spent
    yield times(whole.took_ms, whole.cards, None)
    for deck in sorted(filter(None, account.spent), key=natural):
        yield times(account.spent[deck].took_ms, account.spent[deck].cards, deck)


def _row(period: str, deck: str | None, done: PeriodTally) -> StatsRow:
    tally = done.tally
    return StatsRow(period, deck, tally.reviews, done.cards, tally.minutes, tally.true_retention)


def _day_row(day: date, tally: Tally) -> DayRow:
    return DayRow(
        day, tally.reviews, tally.crammed, tally.learned, tally.minutes, tally.true_retention
    )


def _hard_card(known: KnownCard, leech_lapses: int) -> HardCard:
    card, schedule = known.card, known.schedule
    return HardCard(
        id=card.id,
        deck=known.deck,
        file=card.source.file,
        line=card.source.line,
        question=sides(card).question,
        lapses=schedule.lapses,
        difficulty=round(schedule.difficulty or 0.0, 4),
        stability=round(schedule.stability or 0.0, 4),
        leech=schedule.lapses >= leech_lapses,
    )
