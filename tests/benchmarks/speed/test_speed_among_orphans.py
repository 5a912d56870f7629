"""How long decks take to be read again where ten years have left as many orphans as cards."""

import re
from datetime import timedelta
from itertools import count
from random import Random
from time import process_time

from benchmarks.measuring import Result, Trial, cpu_seconds_written, medians_in_turn
from benchmarks.synthetic import NOW, Size, add_history, opened, write_decks
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cdist

from flashcards.core.decks.matching.similarity import LEAST
from flashcards.services.decks.read import read_decks
from flashcards.storage.database.engine import reading
from flashcards.storage.projection.cards import known_cards, orphans

_SIZE = Size(30_000, 150)
"""Every second card has a history; two of three files go, so that 10,000 orphans are left."""

_KEPT_FILES = 50
_YEARS = 10
_EDITED = 1_600
_ONE_IN = 5
_SAMPLE = 6
"""All pairs are compared of one orphan in so many: of all of them it takes minutes a round."""

_LEAST_FOUND = 0.9
_CARD = re.compile(r"^Q: Why (.*)\nA: (\w+)", re.MULTILINE)


def test_edits_are_read_beside_ten_thousand_orphans(benchmark, report, tmp_path):
    now = NOW + timedelta(days=365 * _YEARS)
    write_decks(tmp_path, _SIZE)
    with opened(tmp_path) as collection:
        add_history(collection)
        files = sorted(tmp_path.rglob("*.md"))
        gone = Random(1).sample(files, len(files) - _KEPT_FILES)
        for year in range(_YEARS):
            for path in gone[year::_YEARS]:
                path.unlink()
            read_decks(collection, NOW + timedelta(days=365 * year))
        kept = [path for path in files if path not in gone]
        olds, numbers = texts(collection, orphans), count()
        before = texts(collection, known_cards)
        edit(kept, next(numbers))
        edited = {m.card: m.old for m in read_decks(collection, now).matches if m.old}
        assert len(edited) >= _LEAST_FOUND * _EDITED
        after = texts(collection, known_cards)
        olds |= {card: text for card, text in before.items() if card not in after}
        news = [after[card] for card in edited]
        some = [*olds.values()][::_SAMPLE]
        took, unchanged, brute = medians_in_turn(
            benchmark,
            Trial(lambda: read_decks(collection, now), lambda: edit(kept, next(numbers))),
            Trial(lambda: read_decks(collection, now)),
            Trial(lambda: cdist(some, news, scorer=ratio, score_cutoff=LEAST)),
            rounds=3,
            warm_ups=0,
            clock=process_time,
        )
    name = f"reading {len(news):,} edited of 10,000 cards beside 10,000 orphans"
    yardstick = "rapidfuzz `cdist` of all texts"
    all_pairs = brute * _SAMPLE
    report(
        Result(name, took, all_pairs, yardstick, None, cpu_seconds_written),
        Result(
            "reading nothing changed beside them, files just written",
            unchanged,
            took,
            "that",
            None,
            cpu_seconds_written,
        ),
    )


def texts(collection, found):
    """The texts of the cards that are found, by their ids."""
    with reading(collection.engine) as connection:
        return {one.card.id: f"{one.card.front}\n{one.card.back}" for one in found(connection)}


def edit(paths, number):
    """Write a word of the question and one of the answer anew in about each fifth card."""
    random = Random(number)

    def changed(match):
        if random.randrange(_ONE_IN):
            return match[0]
        question, answer = ("".join(random.choices("aeioustrnl", k=7)) for _ in range(2))
        return f"Q: Why {question} {match[1].partition(' ')[2]}\nA: {answer}"

    for path in paths:
        path.write_text(_CARD.sub(changed, path.read_text(encoding="utf-8")), encoding="utf-8")
    return ()
