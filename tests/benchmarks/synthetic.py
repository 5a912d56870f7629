"""Synthetic collections: realistic decks and histories, the same for the same seed."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from itertools import islice
from pathlib import Path
from random import Random
from typing import Final

from flashcards.core.card import Card
from flashcards.core.log.card_facts import Introduced, Review
from flashcards.core.log.facts import Fact
from flashcards.core.log.stamp import MachineId, Stamp, fact_id, tick
from flashcards.core.rating import Rating
from flashcards.core.schedule import Schedule
from flashcards.core.scheduling.replay import advance
from flashcards.core.study_day import Moment, study_day
from flashcards.services.collection import Collection
from flashcards.services.log.rebuild import rebuild
from flashcards.services.opening.open import open_collection
from flashcards.services.place import Place
from flashcards.storage.database.engine import reading, writing
from flashcards.storage.log import log
from flashcards.storage.log.machine import machine
from flashcards.storage.projection.cards import known_cards

NOW: Final = datetime(2026, 6, 15, 8, tzinfo=timezone.utc)
MOMENT: Final = Moment(NOW, timezone.utc)
WRITTEN_AT: Final = NOW - timedelta(days=400)

_HEADING_QUESTIONS: Final = 0.08
_CLOZES: Final = 0.05
_LISTS: Final = 0.5
_FENCED: Final = 0.15
_CALCULATED: Final = 0.2
_LAST_WORDS: Final = 0.3
_NESTED: Final = 0.2
_FIRST_INTERVAL_DAYS: Final = 8
_LATEST_DAYS_AGO: Final = 20
_DUE_DAYS_AGO: Final = 60
_MOST_DUE: Final = 600
_LATER_RATINGS: Final = (Rating.GOOD, Rating.GOOD, Rating.EASY)
_FACTS_AT_ONCE: Final = 10_000
_AREAS: Final = ("theory", "coding", "design", "data", "behavioural")
_THINGS: Final = (
    "gradient boosting",
    "batch normalisation",
    "the attention mask",
    "a calibration curve",
    "the learning rate",
    "dropout",
    "the confusion matrix",
    "an embedding table",
    "the feature store",
    "quantisation",
    "a residual connection",
    "the loss surface",
)
_DOES: Final = (
    "reduces the variance of",
    "has no effect on",
    "is a special case of",
    "trades memory for",
    "is estimated from",
    "fails without",
    "converges faster than",
    "must be refitted after",
)
_WHERE: Final = (
    "when the classes are out of balance",
    "on a small validation set",
    "because the gradients vanish",
    "as soon as the data drifts",
    "if the inputs are not scaled",
    "in a deep network — naïvely speaking",
    "at the cost of latency",
)
_FORMULAS: Final = (
    r"$$\hat\theta = \arg\min_\theta \sum_i \ell(y_i, f_\theta(x_i)) + \lambda\|\theta\|^2$$",
    "$$\n\\mathrm{Attention}(Q, K, V) = \\mathrm{softmax}(QK^\\top / \\sqrt{d_k})\\,V\n$$",
    r"It follows that $p(y \mid x) \propto p(x \mid y)\,p(y)$, up to a constant.",
)
_FENCES: Final = (
    "```python\ndef step(weights, gradient, rate):\n    return weights - rate * gradient\n```",
    "```sql\nSELECT user_id, count(*)\nFROM events\nGROUP BY user_id\nHAVING count(*) > 1;\n```",
    "```python\nfor batch in loader:\n    loss = model(batch)\n# Q: and now?\nloss.backward()\n```",
)


@dataclass(frozen=True, slots=True)
class Size:
    """How large a collection is."""

    cards: int
    files: int


SMALL: Final = Size(1_000, 10)
MEDIUM: Final = Size(10_000, 50)
LARGE: Final = Size(100_000, 200)


def write_decks(root: Path, size: Size, seed: int = 1) -> None:
    """Write the decks of a collection below `root`, as if last edited a year ago."""
    random = Random(seed)
    for number in range(size.files):
        area = _AREAS[number % len(_AREAS)]
        first = size.cards * number // size.files
        last = size.cards * (number + 1) // size.files
        path = root / area / f"deck-{number:03}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(deck_text(random, range(first, last)), encoding="utf-8")
        backdate(path)


def backdate(path: Path) -> None:
    """Make a file look last edited long ago, so that its time is trusted."""
    written = WRITTEN_AT.timestamp()
    os.utime(path, (written, written))


def deck_text(random: Random, numbers: range) -> str:
    """A deck of one card a number: tagged ones and clozes first, then the heading questions."""
    tagged: list[str] = []
    headings: list[str] = []
    for number in numbers:
        if random.random() < _HEADING_QUESTIONS:
            headings.append(_heading_question(random, number))
        elif random.random() < _CLOZES:
            tagged.append(_cloze(random, number))
        else:
            tagged.append(_tagged_question(random, number))
    front = f"---\ntags: [synthetic, part-{numbers.start}]\n---\n"
    title = f"# Notes from {numbers.start}\n\nWhat was asked, and what was meant.\n"
    return "\n".join([front, title, *tagged, *headings])


def add_history(collection: Collection, seed: int = 1) -> None:
    """Two answers for every second card, so that some hundred are due at `NOW`."""
    with reading(collection.engine) as connection:
        seen = [known.card for known in islice(known_cards(connection), 0, None, 2)]
    with writing(collection.engine) as connection:
        writer = Writer(machine(connection), Random(seed))
        facts = _history(collection, writer, seen)
        while chunk := list(islice(facts, _FACTS_AT_ONCE)):
            log.append(connection, chunk)
    rebuild(collection)


def make_collection(root: Path, size: Size) -> None:
    """Decks, read, with a history."""
    write_decks(root, size)
    with opened(root) as collection:
        add_history(collection)


def opened(root: Path) -> AbstractContextManager[Collection]:
    """The collection at a folder, its decks read."""
    return open_collection(Place.at(root), NOW)


@dataclass(slots=True)
class Writer:
    """What stamps the facts of one machine, one after the other."""

    machine: MachineId
    random: Random
    clock: int = 0

    def stamp(self, at: datetime) -> Stamp:
        """The next stamp, of an instant."""
        self.clock = tick(self.clock, at)
        return Stamp(fact_id(at, self.random.randbytes(10)), self.machine, at, self.clock)


def _history(collection: Collection, writer: Writer, seen: list[Card]) -> Iterator[Fact]:
    share_due = min(_MOST_DUE, len(seen) // 10) / len(seen)
    for card in seen:
        is_due = writer.random.random() < share_due
        days_ago = _DUE_DAYS_AGO if is_due else writer.random.randint(1, _LATEST_DAYS_AGO)
        yield from _answers(collection, writer, card, days_ago)


def _answers(collection: Collection, writer: Writer, card: Card, days_ago: int) -> Iterator[Fact]:
    """Easy, and when it is due again Good or Easy, the latter so many days ago."""
    latest = NOW - timedelta(days=days_ago, seconds=writer.random.randint(0, 7_200))
    first = latest - timedelta(days=_FIRST_INTERVAL_DAYS)
    yield Introduced(writer.stamp(first), card.id, card.kind, card.front, card.back)
    schedule = Schedule()
    for at, rating in ((first, Rating.EASY), (latest, writer.random.choice(_LATER_RATINGS))):
        review = _review(collection, writer, card, at, rating)
        schedule = advance(schedule, review, collection.settings.policy)
        yield replace(review, due_on=schedule.due_on)


def _review(
    collection: Collection, writer: Writer, card: Card, at: datetime, rating: Rating
) -> Review:
    day = study_day(at, timezone.utc, collection.settings.rollover_hour)
    duration_ms = writer.random.randint(2_000, 60_000)
    return Review(writer.stamp(at), card.id, rating, day, duration_ms=duration_ms)


def _tagged_question(random: Random, number: int) -> str:
    return f"Q: {_question(random, number)}\nA: {_answer(random)}\n"


def _heading_question(random: Random, number: int) -> str:
    return f"## {_question(random, number)}\n\n{_answer(random)}\n"


def _cloze(random: Random, number: int) -> str:
    told = " ".join(_sentence(random) for _ in range(3))
    return f"C: In case {number}, [{random.choice(_THINGS)}] {random.choice(_DOES)} it. {told}\n"


def _question(random: Random, number: int) -> str:
    return f"Why is it that in case {number} {_sentence(random).lower().rstrip('.')}?"


def _answer(random: Random) -> str:
    """One to five blocks of Markdown."""
    blocks = [" ".join(_sentence(random) for _ in range(random.randint(1, 2)))]
    blocks += [_list(random)] if random.random() < _LISTS else []
    blocks += [random.choice(_FENCES)] if random.random() < _FENCED else []
    blocks += [random.choice(_FORMULAS)] if random.random() < _CALCULATED else []
    blocks += [_sentence(random)] if random.random() < _LAST_WORDS else []
    return "\n\n".join(blocks)


def _list(random: Random) -> str:
    marks = random.choice((("- ",) * 4, ("1. ", "2. ", "3. ", "4. ")))
    items = [mark + _sentence(random) for mark in marks[: random.randint(2, 4)]]
    if random.random() < _NESTED:
        items.append(f"{' ' * len(marks[0])}- {_sentence(random)}")
    return "\n".join(items)


def _sentence(random: Random) -> str:
    subject = random.choice(_THINGS).capitalize()
    told = f"{subject} {random.choice(_DOES)} {random.choice(_THINGS)} {random.choice(_WHERE)}"
    return f"{told}, by a **factor of {random.randint(2, 90)}**."
