"""What `flash deadline` foretells of cards cut from one place, beside what comes true.

`PYTHONPATH=tests python -m benchmarks.siblings` prints the table.

A learner lives through `flash review` day after day, on a real collection, and answers whatever
its queue asks: recalled as FSRS-6 with its default parameters says, grades and seconds as in
fsrs-rs's simulator. What was foretold on the first day is compared with recall on the date.
"""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from multiprocessing import Pool
from operator import mul
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from benchmarks.truth import HABITS, Card, answered_once

from flashcards.core.card import CardId
from flashcards.core.selection import Selection
from flashcards.core.simulation.chance import Chance
from flashcards.core.study_day import Moment
from flashcards.services.collection import Collection
from flashcards.services.opening.open import open_collection
from flashcards.services.place import Place
from flashcards.services.study import session as sessions
from flashcards.services.study.deadline import deadlines, set_deadline
from flashcards.services.study.review_options import ReviewOptions
from flashcards.storage.database.engine import reading
from flashcards.storage.projection.cards import known_cards

SEEDS: Final = 2
_SLOWER: Final = 30 / sum(map(mul, HABITS.first, HABITS.learning_s))
"""So much longer than usual an answer takes, to come to 30 seconds: flash's first guess."""
_ENOUGH_CARDS: Final = 100
"""Of rows with fewer cards more learners are asked."""

_BEGIN: Final = datetime(2027, 1, 1, 8, tzinfo=UTC)


class Deck(NamedTuple):
    """So many places of so many cards each, to be known in so many days; minutes a day, if any."""

    places: int
    cards: int
    days: int
    minutes: int | None = None
    both_ways: bool = False

    def text(self, name: str) -> str:
        """The deck as it is written."""
        return "\n\n".join(self._place(f"{name} {number}") for number in range(self.places)) + "\n"

    def _place(self, name: str) -> str:
        if self.both_ways:
            return f"front of {name} ::: back of {name}"
        if self.cards == 1:
            return f"Q: what is {name}?\nA: it is {name}"
        return f"C: Of {name}: {', '.join(f'[{name} part {one}]' for one in range(self.cards))}."


class Row(NamedTuple):
    """Decks with a date each, and what the collection's settings say."""

    name: str
    decks: tuple[Deck, ...]
    settings: str = ""

    @property
    def has_minutes(self) -> bool:
        """Whether the minutes are limited."""
        return "minutes" in self.settings or any(deck.minutes for deck in self.decks)


_FIVE: Final = tuple(
    Deck(places, cards, days)
    for places, cards, days in ((25, 2, 10), (20, 4, 14), (10, 8, 21), (7, 10, 21), (6, 15, 28))
)
ROWS: Final = (
    Row("20 single cards, 14 days", (Deck(20, 1, 14),)),
    Row("40 lines both ways, 14 days", (Deck(40, 2, 14, both_ways=True),)),
    Row("20 clozes of 2, 7 days", (Deck(20, 2, 7),)),
    Row("20 clozes of 4, 28 days", (Deck(20, 4, 28),)),
    Row("1 cloze of 8, 5 days", (Deck(1, 8, 5),)),
    Row("10 clozes of 8, 14 days", (Deck(10, 8, 14),)),
    Row("10 clozes of 8, 56 days", (Deck(10, 8, 56),)),
    Row("1 cloze of 20, 7 days", (Deck(1, 20, 7),)),
    Row("5 clozes of 20, 28 days", (Deck(5, 20, 28),)),
    Row("10 clozes of 8, 14 days, 10 minutes a day", (Deck(10, 8, 14, 10),)),
    Row("10 clozes of 8, 14 days, 4 minutes a day", (Deck(10, 8, 14, 4),)),
    Row("five dates, 370 cloze cards", _FIVE),
    Row("five dates, 370 cloze cards, 25 minutes", _FIVE, "minutes_per_day = 25\n"),
    Row("three dates, siblings 3 days apart", _FIVE[:3], "sibling_days = 3\n"),
)


class Figures(NamedTuple):
    """Mean recall of all cards on their dates and cards unseen, foretold and come true.

    `feasible` is the share of dates said to be so; `minutes` are a day, of all dates; `together`
    is the share of cards that met a sibling on their day, `beside` how many came right after one
    although another card was waiting.
    """

    foretold: float
    came_true: float
    unseen_foretold: float
    unseen: float
    feasible: float
    minutes_foretold: float
    minutes: float
    together: float
    beside: float


def figures(row: Row, seed: int) -> Figures:
    """What one learner comes to."""
    with TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        for number, deck in enumerate(row.decks):
            (root / f"d{number}.md").write_text(deck.text(f"d{number}"), encoding="utf-8")
        (root / "flash.toml").write_text(row.settings, encoding="utf-8")
        with open_collection(Place.at(root), _BEGIN) as collection:
            return _lived(collection, row, seed)


def _lived(collection: Collection, row: Row, seed: int) -> Figures:
    start = Moment(_BEGIN, UTC)
    for number, deck in enumerate(row.decks):
        on, about = start.today(4) + timedelta(days=deck.days), Selection(decks=(f"d{number}",))
        set_deadline(collection, start, on, about, deck.minutes)
    found = deadlines(collection, start)
    with reading(collection.engine) as connection:
        known = [one.card for one in known_cards(connection)]
    cards = {one.id: Card(n, Chance.of(seed, one.id)) for n, one in enumerate(known)}
    places = {one.id: str(one.source) for one in known}
    days = {f"d{number}.md": deck.days for number, deck in enumerate(row.decks)}
    last, spent = max(days.values()), 0.0
    recalls: dict[CardId, float] = {}
    asked, together, beside = 0, 0, 0
    for day in range(last + 1):
        recalls |= {
            one.id: cards[one.id].recall(day) for one in known if days[one.source.file] == day
        }
        if day < last:
            studied = _studied(collection, day, cards, places)
            spent, beside = spent + studied.seconds, beside + studied.beside
            met = Counter(places[card] for card in studied.cards)
            asked += len(studied.cards)
            together += sum(count for count in met.values() if count > 1)
    return Figures(
        sum(one.prospect.recall * one.cards for one in found) / len(known),
        fmean(recalls.values()),
        sum(one.prospect.unseen for one in found),
        sum(not recall for recall in recalls.values()),
        fmean(one.prospect.feasible for one in found),
        sum(one.prospect.minutes_a_day * one.days_left for one in found) / last,
        spent / 60 / last,
        together / asked,
        beside,
    )


class _Studied(NamedTuple):
    """What a day asked: which cards, for how long, how many of them right after a sibling."""

    cards: set[CardId]
    seconds: float
    beside: int


def _studied(
    collection: Collection, day: int, cards: dict[CardId, Card], places: dict[CardId, str]
) -> _Studied:
    """Answer all that a day asks."""
    now, spent, beside = Moment(_BEGIN + timedelta(days=day), UTC), 0.0, 0
    session = sessions.start(collection, now, ReviewOptions())
    asked, before = set[CardId](), None
    while session.shown is not None:
        card = session.shown.card
        is_sibling = before is not None and before != card and places[before] == places[card]
        beside += is_sibling and any(places[one] != places[card] for one in session.waiting)
        seconds = _SLOWER * answered_once(cards[card], day)
        spent += seconds
        asked.add(card)
        now = replace(now, now=now.now + timedelta(seconds=seconds))
        session, before = sessions.grade(collection, now, session, cards[card].rating), card
    return _Studied(asked, spent, beside)


def mean_figures(row: Row, seeds: int = SEEDS) -> Figures:
    """What learners come to on average: so many, or more where they have few cards."""
    cards = sum(deck.places * deck.cards for deck in row.decks)
    found = [figures(row, seed) for seed in range(seeds * -(-_ENOUGH_CARDS // cards))]
    return Figures(*map(fmean, zip(*found, strict=True)))


def compared(rows: Sequence[Row], seeds: int = SEEDS, processes: int = 2) -> list[Figures]:
    """The figures of all rows, computed in several processes."""
    with Pool(processes) as pool:
        return pool.map(partial(mean_figures, seeds=seeds), rows, chunksize=1)


def table(rows: Sequence[Row], found: Sequence[Figures]) -> str:
    """The rows as a Markdown table."""
    lines = [
        "| cards | foretold | came true | unseen | minutes a day | with a sibling | feasible |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for row, one in zip(rows, found, strict=True):
        lines.append(
            f"| {row.name} | {one.foretold:.3f} | {one.came_true:.3f}"
            f" | {one.unseen:.0f} ({one.unseen_foretold:.0f})"
            f" | {one.minutes:.1f} ({one.minutes_foretold:.1f})"
            f" | {one.together:.0%} | {one.feasible:.0%} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Print the table."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=SEEDS)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--only", default="")
    given = parser.parse_args()
    rows = [row for row in ROWS if given.only in row.name]
    found = compared(rows, given.seeds, given.processes)
    print(table(rows, found))  # noqa: T201 - its purpose


if __name__ == "__main__":
    main()
