"""What a sync keeps of log files, in whichever kind of database."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from collections_on_disk import MORNING, deck
from machines import DAY, TEXTS, Machine, ids

MINUTE = timedelta(minutes=1)
BOTH = [("answer", 0, 3, MINUTE), ("answer", 1, 3, MINUTE)]


@pytest.fixture
def pair(tmp_path):
    """A machine with four facts, and one that has none."""
    found = [Machine(tmp_path / name, ZoneInfo("UTC"), timedelta(0)) for name in ("here", "there")]
    for machine in found:
        deck(machine.root, TEXTS[0])
    found[0].live(MORNING, BOTH)
    return found


def test_files_go_out_and_come_in_by_month_and_what_they_lost_is_written_again(pair):
    here, there = pair
    assert here.syncs(MORNING).written == 4
    here.carries_to(there)
    assert there.syncs(MORNING).taken_in == 4
    (file,) = there.log.iterdir()
    file.write_bytes(b"")
    synced = there.syncs(MORNING)
    assert (synced.written, synced.again, synced.lost) == (4, 4, (file.name,))
    then = MORNING + 40 * DAY
    there.live(then, BOTH[:1])
    assert [there.syncs(then).written for _ in range(2)] == [1, 0]
    assert len(list(there.log.iterdir())) == 3
    there.carries_to(here)
    assert here.syncs(then).taken_in == 1
    assert ids(here.facts(then)) == ids(there.facts(then))
