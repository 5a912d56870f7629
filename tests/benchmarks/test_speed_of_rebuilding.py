"""How long the log takes to be replayed."""

import shutil
from contextlib import closing
from datetime import datetime, timedelta, timezone
from itertools import groupby
from operator import itemgetter
from time import process_time

import fsrs
from benchmarks.measuring import Result, Trial, cpu_seconds_written, medians_in_turn
from benchmarks.raw import connected, empty_database, insert_rows, rows_of
from benchmarks.synthetic import LARGE

from flashcards.core.settings import Settings
from flashcards.services.collection import Collection
from flashcards.services.rebuild import rebuild
from flashcards.storage.database import open_database, sqlite_url

_ROUNDS = 3
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def test_a_rebuild_costs_what_fsrs_and_sqlite_cost(benchmark, collection_of, report, tmp_path):
    database = shutil.copy(collection_of(LARGE) / ".flash" / "flash.db", tmp_path / "ours.db")
    schedules = rows_of(database, "schedules")
    collection = Collection(tmp_path, open_database(sqlite_url(database)), Settings())
    reviews = list(reviews_in(database))
    writing = Trial(
        lambda empty: insert_rows(empty, schedules),
        lambda: (empty_database(tmp_path / "raw.db"),),
    )
    trials = (Trial(lambda: rebuild(collection)), Trial(lambda: review_all(reviews)), writing)
    took, fitted, written = medians_in_turn(
        benchmark, *trials, rounds=_ROUNDS, warm_ups=0, clock=process_time
    )
    collection.engine.dispose()
    name = f"`flash rebuild`, {sum(map(len, reviews)):,} reviews"
    against = {
        "fsrs's `review_card` alone": fitted,
        "`executemany` of the schedules alone": written,
        "both": fitted + written,
    }
    report(
        *(Result(name, took, own, what, None, cpu_seconds_written) for what, own in against.items())
    )


def reviews_in(database):
    """The reviews as fsrs takes them, card by card."""
    query = "SELECT card_id, rating, at FROM facts WHERE kind = 'review' ORDER BY card_id, at"
    with closing(connected(database)) as connection:
        for _, rows in groupby(connection.execute(query), key=itemgetter(0)):
            yield [
                (fsrs.Rating(rating), EPOCH + timedelta(microseconds=at)) for _, rating, at in rows
            ]


def review_all(reviews):
    """Every review given to fsrs, one card after the other."""
    scheduler = fsrs.Scheduler(enable_fuzzing=False)
    for own in reviews:
        card = fsrs.Card(card_id=0)
        for rating, at in own:
            card, _ = scheduler.review_card(card, rating, at)
