"""Many facts are taken in a part at a time; who is stopped goes on, and it comes to the same."""

import os
import random
import shutil
import signal
import time
from datetime import timedelta
from functools import partial
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from collections_on_disk import MORNING, deck, dump, ids, opened
from hypothesis import given
from hypothesis import strategies as st
from machines import CHARACTERS, DAY, STORIES, examples, same_decks
from sqlalchemy import inspect

from flashcards.core.study_day import Moment
from flashcards.services.exchange import merge as merging
from flashcards.services.exchange import sync as syncing
from flashcards.services.exchange.merge import merge
from flashcards.services.exchange.sync import sync
from flashcards.services.log.rebuild import rebuild
from flashcards.services.log.take_in import unsettled
from flashcards.services.opening.open import unread_collection
from flashcards.services.place import Place
from flashcards.services.study.answer import Grade, answer
from flashcards.storage.database import batches
from flashcards.storage.database.engine import reading
from flashcards.storage.database.tables import facts
from flashcards.storage.log import exchange, log

pytestmark = pytest.mark.only_sqlite("a folder whose database is its own is synced")

UTC = ZoneInfo("UTC"), timedelta(0)
ANSWERS = 120
KILLS = 6


@pytest.fixture
def in_parts(monkeypatch):
    """Let a part be so small that a few facts are many."""

    def of(most):
        monkeypatch.setattr(batches, "_MOST", most)
        monkeypatch.setattr(syncing, "AT_ONCE", most)
        monkeypatch.setattr(merging, "AT_ONCE", most)

    of(2)
    return of


@examples(4)
@given(characters=st.tuples(CHARACTERS, CHARACTERS), stories=st.tuples(STORIES, STORIES))
def test_machines_that_sync_in_parts_come_to_the_same_as_by_a_merge(
    in_parts, made, characters, stories
):
    one, other, merged = made(*characters, characters[0])
    now = MORNING
    for machine, story in zip((one, other), stories, strict=True):
        now = machine.live(now, story)
        machine.syncs(now)
    now += 90 * DAY
    same_decks(now, one, other, merged)
    for _ in range(2):
        for machine in (one, other):
            machine.syncs(now)
        one.carries_to(other)
        other.carries_to(one)
    for machine in (one, other):
        machine.syncs(now)
    for source in (one, other):
        with merged.collection(now) as collection:
            merge(collection, merged.at(now), str(source.root))
    schedules = [machine.schedules(now) for machine in (one, other, merged)]
    assert schedules[0] == schedules[1] == schedules[2]
    for machine in (one, other, merged):
        with machine.collection(now) as collection:
            assert is_settled(collection)


def is_settled(collection):
    """Whether nothing is left to follow, log and schedules agree, and no index is missing."""
    before = dump(collection)
    with reading(collection.engine) as connection:
        left = unsettled(connection)
        indices = {one["name"] for one in inspect(connection).get_indexes("facts")}
    rebuild(collection)
    has_all = indices == {one.name for one in facts.indexes}
    return left is None and has_all and dump(collection) == before


@pytest.fixture
def desk(tmp_path):
    """A collection with many answers, all of them in its log files."""
    root = tmp_path / "desk"
    deck(root)
    with opened(root) as collection:
        cards = ids(collection)
        for number in range(ANSWERS):
            moment = Moment(MORNING + timedelta(hours=number), UTC[0])
            answer(collection, moment, cards[number % 3], Grade(1 + number % 4))
        sync(collection, MORNING)
    return root


def carried(desk, to):
    """The folder as git brings it to another machine."""
    shutil.copytree(desk, to, ignore=shutil.ignore_patterns("flash.db*"))
    return to


def schedules(root):
    with opened(root) as collection:
        assert is_settled(collection)
        return dump(collection, "schedules")


def killed_while(do, root, wait_s):
    """Do it in a process that is killed after a while; whether it was before its end."""
    process = os.fork()
    if not process:
        try:
            do(root)
        finally:
            os._exit(0)
    time.sleep(wait_s)
    os.kill(process, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(process, 0)[1])


def begin(root):
    with opened(root):
        pass


def merge_desk(root, *, desk):
    with opened(root) as collection:
        merge(collection, Moment(MORNING, UTC[0]), str(desk))


@pytest.mark.parametrize("way", ["sync", "merge"])
def test_whenever_it_is_killed_log_and_schedules_agree_and_it_goes_on(
    desk, tmp_path, in_parts, way
):
    in_parts(10)
    rng, kills = random.Random(way), 0
    laptop = tmp_path / "laptop"
    if way == "sync":
        carried(desk, laptop)
        do = begin
    else:
        deck(laptop)
        do = partial(merge_desk, desk=desk)
    known = 0
    for number in range(KILLS):  # the first at once, however fast all of it is
        kills += killed_while(do, laptop, rng.uniform(0, 0.3) * number / KILLS)
        now_known = facts_in(laptop)
        assert now_known >= known
        known = now_known
    assert kills
    do(laptop)
    assert schedules(laptop) == schedules(desk)
    assert facts_in(laptop) == facts_in(desk)
    assert again(laptop) == (0, 0)


def facts_in(root):
    """How many facts are there, without opening what opens the decks."""
    engine = unread_collection(Place.at(root), MORNING).engine
    try:
        with reading(engine) as connection:
            return log.fact_count(connection)
    finally:
        engine.dispose()


def again(root):
    with opened(root) as collection:
        done = sync(collection, MORNING)
        if done.written:
            done = sync(collection, MORNING)
        return done.written, done.taken_in


def test_a_first_sync_that_was_stopped_reads_no_line_twice(desk, tmp_path, in_parts):
    in_parts(10)
    laptop = carried(desk, tmp_path / "laptop")
    (file,) = (laptop / ".flash" / "log").iterdir()
    whole = file.read_bytes()
    half = whole[: whole.index(b"\n", len(whole) // 2) + 1]
    file.write_bytes(half + b"x" * 99 + b"\n")
    with file.open("ab") as rest:
        rest.write(whole[len(half) :])
    file.chmod(0o600)
    stop_after(laptop, parts=4)
    collection = unread_collection(Place.at(laptop), MORNING)
    with reading(collection.engine) as connection:
        marks = exchange.exchanged(connection).files
        known = log.fact_count(connection)
    collection.engine.dispose()
    (mark,) = marks.values()
    assert (known, whole[: mark.end].count(b"\n")) == (40, 40)
    with opened(laptop) as collection:
        assert collection.synced.taken_in == len(whole.splitlines()) - 40
        assert collection.synced.malformed == (f"{file}:{half.count(bytes([10])) + 1}",)
    assert schedules(laptop) == schedules(desk)


def stop_after(root, parts):
    """Begin in a process that is killed once so many parts are in."""
    process = os.fork()
    if not process:
        staged, stage = count(1), syncing.stage

        def stages(*arguments):
            if next(staged) > parts:
                os.kill(os.getpid(), signal.SIGKILL)
            stage(*arguments)

        syncing.stage = stages
        try:
            begin(root)
        finally:
            os._exit(0)
    assert os.WIFSIGNALED(os.waitpid(process, 0)[1])
