"""What long work tells of its progress: always with a unit, never more than all."""

from itertools import pairwise

import pytest
from collections_on_disk import MORNING, at, deck, ids, opened, place_of

from flashcards.core.rating import Rating
from flashcards.core.selection import EVERYTHING
from flashcards.services.backup import back_up
from flashcards.services.exchange.import_.read import ImportWishes
from flashcards.services.exchange.import_.run import import_sources
from flashcards.services.opening.copy import copy
from flashcards.services.opening.restore import restore
from flashcards.services.progress import Amount, in_percent, part_of
from flashcards.services.statistics.forecast import Horizon, forecast_days
from flashcards.services.study.answer import Grade, answer
from flashcards.services.study.deadline import deadlines, set_deadline


class Watched(list):
    """What was told: how many, of how many, of what."""

    def __call__(self, done, total):
        """Remember it."""
        self.append((done, int(total), total.unit))

    @property
    def units(self):
        """The units that were said."""
        return {unit for _, _, unit in self}


@pytest.fixture
def watched(tmp_path):
    """Somebody who watches, and a collection with an answer."""
    deck(tmp_path)
    with opened(tmp_path) as collection:
        answer(collection, at(), ids(collection)[0], Grade(Rating.GOOD))
    return Watched()


def test_a_backup_and_its_return_say_how_much_of_all_is_done(watched, tmp_path):
    with opened(tmp_path) as collection:
        back_up(collection, MORNING, "by-hand", watched)
    assert watched.units == {"%"}
    assert all(before <= after for (before, *_), (after, *_) in pairwise(watched))
    assert watched[-1] == (100, 100, "%")
    restore(place_of(tmp_path), at(hours=1).now, None, watched)
    assert {"%"} <= watched.units <= {"%", "files", "cards"}


@pytest.mark.only_sqlite("what is copied is the database of a folder")
def test_a_copy_counts_rows(watched, tmp_path):
    copy(str(tmp_path), f"sqlite:///{tmp_path}/copy.db", MORNING, watched)
    assert watched.units == {"rows"}


def test_what_is_foreseen_is_told_in_percent(watched, tmp_path):
    with opened(tmp_path) as collection:
        forecast_days(collection, at(), Horizon(2, (0.8, 0.9)), watched)
        set_deadline(collection, at(), at(days=9).now.date(), EVERYTHING, None)
        deadlines(collection, at(), watched)
    assert watched.units == {"%"}
    assert watched[-1] == (100, 100, "%")


def test_an_import_counts_files(watched, tmp_path):
    sources = tmp_path.with_name(f"{tmp_path.name}-source")
    for name in ("one", "two"):
        deck(sources, f"Q: {name}?\nA: 1\n", f"{name}.md")
    with opened(tmp_path) as collection:
        import_sources(collection, at(), [str(sources)], ImportWishes(), watched)
    assert "files" in watched.units


def test_parts_keep_their_unit_and_percent_begin_at_nought():
    watched = Watched()
    part_of(watched, 1, 3)(2, Amount(4, "cards"))
    in_percent(watched)(2, 4)
    in_percent(watched)(0, 0)
    assert watched == [(6, 12, "cards"), (50, 100, "%"), (100, 100, "%")]
