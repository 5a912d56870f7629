"""Histories carried by files: laws, and files as crashes and file-sync services leave them."""

import json
import shutil
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from collections_on_disk import MORNING
from hypothesis import given
from hypothesis import strategies as st
from machines import CHARACTERS, DAY, STORIES, Machine, examples, ids, same_decks

from flashcards.core.log.facts import Unknown
from flashcards.services.log.take_in import take_in
from flashcards.services.place import Place
from flashcards.services.work import within
from flashcards.storage.database.engine import writing
from flashcards.storage.files.settings import write_setting
from flashcards.storage.log import exchange

pytestmark = pytest.mark.only_sqlite("a folder whose database is its own is synced")

MINUTE = timedelta(minutes=1)
ONE, OTHER = [("answer", 0, 3, MINUTE)], [("answer", 1, 4, MINUTE)]
UTC = ZoneInfo("UTC"), timedelta(0)


@examples(4)
@given(
    characters=st.tuples(CHARACTERS, CHARACTERS, CHARACTERS),
    turns=st.lists(
        st.tuples(st.integers(0, 2), STORIES, st.booleans(), st.sets(st.integers(0, 2))), max_size=6
    ),
)
def test_machines_that_only_exchange_files_come_to_the_same(made, characters, turns):
    """Each in its turn studies, may sync, and its folder is carried to some of the others."""
    machines, now = made(*characters), MORNING
    for number, story, syncs, to in turns:
        now = machines[number].live(now, story)
        if syncs:
            machines[number].syncs(now)
        machines[number].carries_to(*(machines[other] for other in to - {number}))
    now += 90 * DAY
    same_decks(now, *machines)
    for _ in range(2):
        for machine in machines:
            machine.syncs(now)
        for machine in machines:
            machine.carries_to(*machines)
    for machine in machines:
        machine.syncs(now)
    found = [machine.schedules(now) for machine in machines]
    assert found[0] == found[1] == found[2]
    for machine in machines:
        again = machine.syncs(now)
        assert (again.written, again.taken_in) == (0, 0)


@pytest.fixture
def pair(made):
    """Two machines, each with an answer."""
    here, there = made(UTC, UTC)
    here.live(MORNING, ONE)
    there.live(MORNING, OTHER)
    return here, there


def test_a_sync_writes_what_is_new_here_and_takes_in_what_is_new_there(pair):
    here, there = pair
    assert here.syncs(MORNING).written == 2
    here.carries_to(there)
    synced = there.syncs(MORNING)
    assert (synced.written, synced.taken_in, synced.files) == (2, 2, 1)
    assert len(list(there.log.glob("*.jsonl"))) == 2


def test_a_file_is_only_ever_appended_to(pair):
    here, _ = pair
    here.syncs(MORNING)
    (file,) = here.log.glob("*.jsonl")
    before = file.read_bytes()
    here.live(MORNING + DAY, OTHER)
    here.syncs(MORNING + DAY)
    assert file.read_bytes().startswith(before)
    assert file.read_bytes().count(b"\n") == 4


def test_a_line_tells_what_it_is_without_the_program(pair):
    here, _ = pair
    here.syncs(MORNING)
    (file,) = here.log.glob("*.jsonl")
    introduced, review = map(json.loads, file.read_text().splitlines())
    assert (introduced["fact"], introduced["version"], introduced["front"]) == (
        "introduced",
        1,
        "one?",
    )
    assert (review["fact"], review["rating"], review["studied_on"]) == ("review", 3, "2026-01-05")


def carried(here, there, changed):
    """Sync here, change the bytes of its file, carry it there; what the sync there says."""
    here.syncs(MORNING)
    (file,) = here.log.glob("*.jsonl")
    (there.log).mkdir(parents=True)
    (there.log / file.name).write_bytes(changed(file.read_bytes()))
    return there.syncs(MORNING)


def test_a_half_line_counts_once_the_rest_has_come(pair):
    here, there = pair
    assert carried(here, there, lambda text: text[:-9]).taken_in == 1
    here.carries_to(there)
    synced = there.syncs(MORNING)
    assert (synced.taken_in, synced.malformed) == (1, ())
    assert ids(here.facts(MORNING)) < ids(there.facts(MORNING))


def reversed_lines(text):
    return b"".join(text.splitlines(keepends=True)[::-1])


def test_a_file_in_reverse_order_says_the_same(pair):
    here, there = pair
    assert carried(here, there, reversed_lines).taken_in == 2
    here.syncs(MORNING)
    there.carries_to(here)
    here.syncs(MORNING)
    assert here.schedules(MORNING) == there.schedules(MORNING)


def test_a_file_that_comes_back_in_another_order_is_read_anew(pair):
    here, there = pair
    carried(here, there, bytes)
    (file,) = here.log.glob("*.jsonl")
    lines = file.read_bytes().splitlines(keepends=True)
    later = json.loads(lines[1]) | {"id": "later", "clock": 2**50}
    (there.log / file.name).write_bytes(b"".join([json.dumps(later).encode(), b"\n", *lines]))
    assert there.syncs(MORNING).taken_in == 1


def test_facts_that_stand_twice_count_once(pair):
    here, there = pair
    assert carried(here, there, lambda text: text + text).taken_in == 2
    copy = next(there.log.glob("*.jsonl"))
    shutil.copy(copy, there.log / "conflicted copy.jsonl")
    assert there.syncs(MORNING).taken_in == 0


def test_facts_of_a_later_version_are_kept_passed_on_and_said(pair):
    here, there = pair

    def later(text):
        said = json.loads(text.splitlines()[1]) | {"id": "later", "version": 99, "mood": "bright"}
        return text + json.dumps(said).encode() + b"\n"

    assert carried(here, there, later).later == 1
    (kept,) = [fact for fact in there.facts(MORNING) if isinstance(fact, Unknown)]
    assert (kept.version, kept.body["mood"]) == (99, "bright")
    with there.collection(MORNING) as collection, writing(collection.engine) as connection:
        exchange.forget_written(connection)
    for file in there.log.glob("*.jsonl"):
        file.unlink()
    there.syncs(MORNING)
    (file,) = there.log.glob("*.jsonl")
    assert '"mood":"bright"' in file.read_text()


def test_what_says_no_fact_is_told_with_its_line_and_passed_over(pair):
    here, there = pair
    synced = carried(here, there, lambda text: b"<<<<<<< HEAD\n" + text + b"=======\n")
    assert synced.taken_in == 2
    assert [place.rpartition(":")[2] for place in synced.malformed] == ["1", "4"]
    assert there.syncs(MORNING).malformed == ()


def test_a_file_that_was_lost_is_written_again(pair):
    here, _ = pair
    here.syncs(MORNING)
    (file,) = here.log.glob("*.jsonl")
    before = file.read_bytes()
    for left in (b"", before[:40], before.splitlines(keepends=True)[0]):
        file.write_bytes(left)
        here.syncs(MORNING)
        assert file.read_bytes() == before
    file.unlink()
    here.syncs(MORNING)
    assert file.read_bytes() == before


def test_a_copy_writes_a_file_of_its_own(pair):
    """A folder copied with its database must not go on as the same machine."""
    here, _ = pair
    here.syncs(MORNING)
    copy = Machine(here.root.with_name("copy"), *UTC)
    shutil.copytree(here.root, copy.root)
    now = MORNING + DAY
    here.live(now, ONE)
    copy.live(now, OTHER)
    here.syncs(now)
    assert copy.syncs(now).written == 2
    assert len(list(copy.log.glob("*.jsonl"))) == 2
    copy.carries_to(here)
    here.syncs(now)
    here.carries_to(copy)
    copy.syncs(now)
    assert here.schedules(now) == copy.schedules(now)


def test_a_database_put_back_from_earlier_learns_from_its_own_file_and_goes_on_as_another(pair):
    here, _ = pair
    here.syncs(MORNING)
    earlier = Place.at(here.root).inside.read_bytes()
    here.live(MORNING + DAY, OTHER)
    here.syncs(MORNING + DAY)
    known = ids(here.facts(MORNING + DAY))
    for ending in ("-wal", "-shm"):
        Place.at(here.root).inside.with_name(f"flash.db{ending}").unlink(missing_ok=True)
    Place.at(here.root).inside.write_bytes(earlier)
    assert here.syncs(MORNING + DAY).taken_in == 2
    assert ids(here.facts(MORNING + DAY)) == known
    here.live(MORNING + 2 * DAY, ONE)
    here.syncs(MORNING + 2 * DAY)
    assert len(list(here.log.glob("*.jsonl"))) == 2


def test_what_came_by_a_merge_is_passed_on(pair):
    here, there = pair
    here.syncs(MORNING)
    with here.collection(MORNING) as collection, writing(collection.engine) as connection:
        take_in(within(connection, collection, MORNING), there.facts(MORNING))
        exchange.forget_written(connection)
    assert here.syncs(MORNING).written == 2


def test_the_database_of_a_synced_collection_leaves_the_folder_with_all_that_is_in_it(pair):
    here, _ = pair
    before = here.schedules(MORNING)
    write_setting(here.root, "sync", value=True)
    assert here.schedules(MORNING) == before
    assert not list((here.root / ".flash").glob("flash.db*"))
    place = Place.at(here.root).outside
    assert place.stat().st_mode & 0o777 == 0o600
    assert place.parent.stat().st_mode & 0o777 == 0o700


def test_a_synced_collection_that_came_to_another_machine_begins_with_its_files(pair):
    here, there = pair
    write_setting(here.root, "sync", value=True)
    here.syncs(MORNING)
    shutil.rmtree(there.root)
    shutil.copytree(here.root, there.root)
    assert there.schedules(MORNING) == here.schedules(MORNING)
