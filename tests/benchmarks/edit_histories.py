"""What comes of the histories of three real question banks, read version by version.

`PYTHONPATH=tests python -m benchmarks.edit_histories` prints the table; with `--each`, each history
that was lost, each given to a stranger, and each match of texts less than 80 of 100 alike.

A learner reads every version, an hour to six weeks after the one before, and answers at once
whatever was never answered. Which question is which is found without flash, see `edit_truth`.
"""

import re
import sys
import tarfile
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta, timezone
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from benchmarks.edit_truth import Question, Truth, questions_below
from collections_on_disk import MORNING
from rapidfuzz.fuzz import ratio

from flashcards.core.card import CardId
from flashcards.core.known_card import KnownCard
from flashcards.core.log.card_facts import Edited
from flashcards.core.study_day import Moment
from flashcards.services.collection import Collection
from flashcards.services.decks.read import read_decks
from flashcards.services.opening.open import open_collection
from flashcards.services.place import Place
from flashcards.services.study.answer import Grade, answer
from flashcards.storage.database.engine import reading
from flashcards.storage.log.log import all_facts
from flashcards.storage.projection.cards import known_cards, orphans

DATA: Final = Path(__file__).parents[3] / "shared" / "data"
ALIKE: Final = 80.0
"""Matches of texts that are less alike are printed, of 100."""

_HOURS: Final = (1, 20, 24, 50, 170, 400, 1_000)
_BOLD: Final = re.compile(r"^(?:> |\*\*)(?P<asked>.+?)(?:\*\*)?\s*$")
_DIFFICULTY: Final = ("👶", "⭐️", "⭐", "🚀", "👩‍🎓", "🛠️", "🎓")
_NO_ANSWER: Final = "Answer here"


class Bank(NamedTuple):
    """A bank of questions: how each of its versions becomes a deck, and what begins a question."""

    name: str
    heading: str
    deck: Callable[[str], str]


@dataclass
class Counts:
    """What came of a bank's histories.

    An edit is a question with a history whose text is another than when it was last there; it came
    back where that text was there before.
    """

    versions: int = 0
    cards: int = 0
    edits: int = 0
    kept: int = 0
    back: int = 0
    orphans: int = 0
    lost: list[tuple[int, str, str]] = field(default_factory=list)
    wrong: list[tuple[int, str, str]] = field(default_factory=list)
    unlike: list[tuple[int, str, str]] = field(default_factory=list)
    unsettled: list[tuple[Question, Question, float]] = field(default_factory=list)


def _bold_as_tagged(text: str) -> str:
    """The bold or quoted questions of a text as tagged ones; `Answer here` is no answer."""
    lines = ["# Questions", ""]
    for line in text.split("\n"):
        match = _BOLD.match(line)
        if match and match["asked"].rstrip("I )").endswith(_DIFFICULTY):
            lines += [f"Q: {match['asked']}", "A:"]
        elif line.strip() == "<br/>":
            lines.append("")
        elif line.strip() != _NO_ANSWER:
            lines.append(line)
    return "\n".join(lines)


BANKS: Final = (
    Bank("headings", "## ", "---\ncards: headings\n---\n{}".format),
    Bank("details", "###### ", "---\ncards: headings\nlevel: 6\n---\n{}".format),
    Bank("bold", "Q: ", _bold_as_tagged),
)


def versions(bank: Bank, data: Path = DATA) -> Iterator[str]:
    """The decks of a bank, the oldest version first."""
    with tarfile.open(data / f"edits-{bank.name}.tar.xz") as archive:
        for member in sorted(archive.getmembers(), key=lambda one: one.name):
            file = archive.extractfile(member)
            if file is not None:
                yield bank.deck(file.read().decode("utf-8-sig"))


class Walk:
    """A learner who reads version after version, and the truth beside it."""

    def __init__(self, root: Path, collection: Collection, bank: Bank) -> None:
        self._path, self._collection, self._bank = root / "bank.md", collection, bank
        self._truth, self._random, self._moment = Truth(), Random(1), Moment(MORNING, timezone.utc)
        self._asked: dict[CardId, tuple[int, Question]] = {}
        self._text_of: dict[CardId, str] = {}
        self._last: dict[int, CardId] = {}
        self._edges = 0
        self.counts = Counts(unsettled=self._truth.unsettled)

    def read(self, deck: str) -> None:
        """Read the next version, judge what came of the histories, and answer what is new."""
        hours = self._random.choice(_HOURS)
        self._moment = Moment(self._moment.now + timedelta(hours=hours), timezone.utc)
        self._path.write_text(deck, encoding="utf-8")
        read_decks(self._collection, self._moment.now)
        questions = questions_below(deck, self._bank.heading)
        keys = self._truth.keys(questions)
        by_line = {q.line: (key, q) for q, key in zip(questions, keys, strict=True)}
        with reading(self._collection.engine) as connection:
            cards = [c for c in known_cards(connection) if c.card.source.line in by_line]
        self._judge(cards, by_line)
        for known in cards:
            if known.schedule.reps == 0:
                answer(self._collection, self._moment, known.card.id, Grade(3))
        self.counts.versions += 1
        self.counts.cards = len(cards)

    def end(self) -> Counts:
        """What came of it."""
        with reading(self._collection.engine) as connection:
            self.counts.orphans = sum(1 for _ in orphans(connection))
        return self.counts

    def _judge(self, cards: Sequence[KnownCard], by_line: dict[int, tuple[int, Question]]) -> None:
        counts = self.counts
        for known in cards:
            id_, (key, question) = known.card.id, by_line[known.card.source.line]
            is_known = id_ in self._asked
            self._asked.setdefault(id_, (key, question))
            self._text_of[id_] = f"{known.card.front}\n{known.card.back}"
            before = self._last.get(key)
            if before is not None and before != id_:
                counts.edits += 1
                is_kept = known.schedule.reps > 0
                counts.kept += is_kept
                counts.back += is_kept and is_known
                if not is_kept:
                    counts.lost.append(self._pair(before, id_))
            self._last[key] = id_
        for fact in self._new_edges():
            pair = self._pair(fact.old, fact.card)
            if not self._is_one(fact.old, fact.card):
                counts.wrong.append(pair)
            elif ratio(pair[1], pair[2]) < ALIKE:
                counts.unlike.append(pair)

    def _is_one(self, old: CardId, new: CardId) -> bool:
        """Whether both ask one question, or one that the bank has twice, word for word."""
        (key, was), (other, now) = self._asked[old], self._asked[new]
        return key == other or (was.words, was.code, was.letter) == (
            now.words,
            now.code,
            now.letter,
        )

    def _pair(self, old: CardId, new: CardId) -> tuple[int, str, str]:
        return self.counts.versions, self._text_of[old], self._text_of[new]

    def _new_edges(self) -> list[Edited]:
        with reading(self._collection.engine) as connection:
            found = [fact for fact in all_facts(connection) if isinstance(fact, Edited)]
        found.sort(key=lambda fact: fact.stamp.clock)
        fresh, self._edges = found[self._edges :], len(found)
        return fresh


def walked(bank: Bank, said: Callable[[str], None], data: Path = DATA) -> Counts:
    """What comes of a bank's histories; how far it is is said."""
    decks = list(versions(bank, data))
    with TemporaryDirectory() as folder:
        root = Path(folder) / "cards"
        root.mkdir()
        with open_collection(Place.at(root), MORNING) as collection:
            walk = Walk(root, collection, bank)
            for number, deck in enumerate(decks, start=1):
                walk.read(deck)
                said(f"{bank.name}: version {number} of {len(decks)}")
            return walk.end()


def table(found: dict[str, Counts]) -> str:
    """A line for each bank."""
    lines = [
        "| bank | versions | cards | edits | kept | of them back | lost | wrong | orphans |",
        "| --- |" + " ---: |" * 8,
    ]
    for name, one in found.items():
        lines.append(
            f"| {name} | {one.versions} | {one.cards} | {one.edits} | {one.kept} | {one.back}"
            f" | {len(one.lost)} | {len(one.wrong)} | {one.orphans} |"
        )
    return "\n".join(lines)


def each(name: str, one: Counts) -> Iterator[str]:
    """A paragraph for each match or loss that a reader should look at."""
    kinds = (("lost", one.lost), ("given to a stranger", one.wrong), ("little alike", one.unlike))
    for kind, pairs in kinds:
        for version, old, new in pairs:
            alike = f"{ratio(old, new):.0f} of 100 alike"
            yield f"{name}, version {version}, {kind}, {alike}\n- {_cut(old)}\n+ {_cut(new)}\n"
    for old_question, new_question, score in one.unsettled:
        texts = f"- {_cut(old_question.text)}\n+ {_cut(new_question.text)}\n"
        yield f"{name}, taken for two questions, {score:.0f} of 100 alike\n{texts}"


def _cut(text: str, most: int = 300) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= most else f"{one_line[:most]}…"


def main() -> None:
    """Print the table, and what is to be looked at."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--each", action="store_true", help="print what a reader should look at")
    parser.add_argument("--bank", choices=[bank.name for bank in BANKS], help="only this one")
    parser.add_argument("--data", type=Path, default=DATA, help="the folder of the archives")
    given = parser.parse_args()
    if not given.data.exists():
        print(f"{given.data} is missing.")  # noqa: T201
        return
    chosen = [bank for bank in BANKS if given.bank in {None, bank.name}]
    found = {bank.name: walked(bank, _progress, given.data) for bank in chosen}
    print(file=sys.stderr)  # noqa: T201
    if given.each:
        print(*(text for name, one in found.items() for text in each(name, one)), sep="\n")  # noqa: T201
    print(table(found))  # noqa: T201


def _progress(text: str) -> None:
    print(f"\r{text:<60}", end="", file=sys.stderr, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
