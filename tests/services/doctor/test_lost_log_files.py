"""What a log file held once and holds no more is written again by whoever knows it, and said."""

import os
import shutil
from datetime import timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from collections_on_disk import MORNING, at, deck, place_of
from histories import stamp
from hypothesis import given
from hypothesis import strategies as st
from machines import DAY, STORIES, TEXTS, Machine, examples, ids

from flashcards.core.log.facts import Unknown
from flashcards.core.log.limits import LONGEST_TEXT
from flashcards.services.doctor.examination import examine
from flashcards.services.doctor.repair import repair

pytestmark = pytest.mark.only_sqlite("a folder whose database is its own is synced")

MINUTE = timedelta(minutes=1)
UTC = ZoneInfo("UTC"), timedelta(0)
ANSWERS = 20
HISTORY = [("answer", number % 2, 3, MINUTE) for number in range(ANSWERS)]
FACTS = ANSWERS + 2
"""Two cards are introduced."""


def middle_lines_gone(text):
    lines = text.splitlines(keepends=True)
    return b"".join(lines[:6] + lines[16:])


def hole(text):
    third = len(text) // 3
    return text[:third] + bytes(third) + text[2 * third :]


LOSSES = {
    "cut": lambda text: b"".join(text.splitlines(keepends=True)[:12]),
    "cut within a line": lambda text: text[: len(text) // 3],
    "emptied": lambda _: b"",
    "holed": hole,
    "zeros": lambda text: bytes(len(text)),
    "without its middle lines": middle_lines_gone,
    "in conflict": lambda text: b"<<<<<<< HEAD\n" + text[:900] + b"\n=======\n>>>>>>> main\n",
}


@pytest.fixture
def made(tmp_path):
    """Makes machines with the same decks and no history."""
    numbers = count()

    def made_of(number):
        found = [Machine(tmp_path / f"machine{next(numbers)}", *UTC) for _ in range(number)]
        for machine in found:
            deck(machine.root, TEXTS[0])
        return found

    return made_of


@pytest.fixture
def known(made):
    """A machine that knows all facts of one that is gone; their file, and a new machine."""
    owner, here, new = made(3)
    owner.live(MORNING, HISTORY)
    assert owner.syncs(MORNING).written == FACTS
    owner.carries_to(here)
    assert here.syncs(MORNING).taken_in == FACTS
    (file,) = here.log.iterdir()
    return here, file, new


def problems(machine):
    report = examine(place_of(machine.root), at())
    return [finding for finding in report.findings if finding.is_problem]


@pytest.mark.parametrize("loss", LOSSES)
def test_what_was_lost_is_said_and_written_again_and_reaches_a_new_machine(known, loss):
    here, file, new = known
    file.write_bytes(LOSSES[loss](file.read_bytes()))
    (finding,) = problems(here)
    assert file.name in finding.message
    synced = here.syncs(MORNING)
    assert (synced.written, synced.lost) == (synced.again, (file.name,))
    assert finding.message.startswith(
        f"{synced.again} facts that were in log files are in none now"
    )
    assert 0 < synced.again <= FACTS
    here.carries_to(new)
    assert new.syncs(MORNING).taken_in == FACTS
    assert ids(new.facts(MORNING)) == ids(here.facts(MORNING))
    for machine in (here, new):
        again = machine.syncs(MORNING)
        assert (again.written, again.again, again.taken_in, again.lost) == (0, 0, 0, ())
        assert not problems(machine)


def test_a_vanished_file_is_said_and_written_again(known):
    here, file, new = known
    (here.log / "other.jsonl").write_bytes(file.read_bytes()[:900])
    here.syncs(MORNING)
    file.unlink()
    (finding,) = problems(here)
    synced = here.syncs(MORNING)
    assert f"{synced.again} facts that were in log files are in none now" in finding.message
    assert (synced.written, synced.lost) == (synced.again, (file.name,))
    here.carries_to(new)
    assert new.syncs(MORNING).taken_in == FACTS


def test_log_files_that_are_all_gone_are_information(known):
    """A learner who has given up syncing is not told for ever that something is wrong."""
    here, file, _ = known
    file.unlink()
    assert not problems(here)
    findings = examine(place_of(here.root), at()).findings
    assert "`flash sync` writes them again" in [finding.hint for finding in findings]
    assert here.syncs(MORNING).again == FACTS


def test_a_hole_in_a_file_at_rest_is_seen_by_the_doctor_and_repaired(known):
    """Size and time of the file are those that it had when it was read."""
    here, file, new = known
    long_ago = (MORNING - 9 * DAY).timestamp()
    os.utime(file, (long_ago, long_ago))
    here.syncs(MORNING)
    file.write_bytes(hole(file.read_bytes()))
    os.utime(file, (long_ago, long_ago))
    (finding,) = problems(here)
    assert "facts that were in log files are in none now" in finding.message
    report = repair(place_of(here.root), at())
    assert report.is_well
    assert f"{finding.message.split()[0]} facts were written again" in report.repairs[-1]
    assert repair(place_of(here.root), at()).repairs == ()
    here.carries_to(new)
    assert new.syncs(MORNING).taken_in == FACTS


def test_a_hole_in_a_file_of_yesterday_is_seen_though_size_and_time_are_the_same(known):
    """A power cut takes what another program has just written, not its size."""
    here, file, _ = known
    before = file.stat()
    file.write_bytes(hole(file.read_bytes()))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert here.syncs(MORNING).again > 0


def test_a_file_that_is_said_twice_may_lose_what_the_other_holds(known):
    here, file, _ = known
    shutil.copy(file, here.log / "conflicted copy.jsonl")
    here.syncs(MORNING)
    file.write_bytes(b"")
    synced = here.syncs(MORNING)
    assert (synced.written, synced.again, synced.lost) == (0, 0, ())
    assert not problems(here)


def test_a_file_that_comes_and_goes_is_written_again_once(known):
    """A service that delivers late, or a checkout of an older branch and back, and again."""
    here, file, _ = known
    whole = file.read_bytes()
    written = []
    for _ in range(4):
        for text in (LOSSES["cut"](whole), whole, b"", whole):
            file.write_bytes(text)
            written.append(here.syncs(MORNING).written)
    assert written[:3] == [FACTS - 12, 0, 12]
    assert not any(written[3:])


def test_two_machines_that_know_it_do_not_write_against_each_other(known, made):
    here, file, _ = known
    (there,) = made(1)
    here.carries_to(there)
    there.syncs(MORNING)
    for machine in (here, there):
        (machine.log / file.name).write_bytes(b"")
        assert machine.syncs(MORNING).written == FACTS
    for _ in range(3):
        here.carries_to(there)
        there.carries_to(here)
        assert [machine.syncs(MORNING).written for machine in (here, there)] == [0, 0]


def test_an_answer_given_since_is_new_and_not_written_again(known):
    here, file, _ = known
    file.write_bytes(LOSSES["cut"](file.read_bytes()))
    here.live(MORNING + DAY, [("answer", 0, 3, MINUTE)])
    synced = here.syncs(MORNING + DAY)
    assert (synced.written, synced.again) == (FACTS - 12 + 1, FACTS - 12)


def test_facts_that_came_by_no_act_of_this_machine_are_written(known, made):
    """By whichever way: what no file holds is not taken for held."""
    here, _, _ = known
    (stranger,) = made(1)
    stranger.live(MORNING, HISTORY[:3])
    assert here.learns(stranger.facts(MORNING), MORNING) == 5
    assert not problems(here)
    assert here.syncs(MORNING).written == 5


@pytest.mark.parametrize("size", [0, 1, 2])
def test_a_file_that_first_came_as_nothing_is_read_when_it_comes_as_it_is(known, size):
    """Room was made for it before its bytes came, as many, or some."""
    here, file, new = known
    here.carries_to(new)
    there = new.log / file.name
    there.write_bytes(bytes(size * len(file.read_bytes()) // 2))
    assert new.syncs(MORNING).taken_in == 0
    shutil.copy(file, there)
    assert new.syncs(MORNING).taken_in == FACTS
    assert new.syncs(MORNING).taken_in == 0


def test_a_fact_that_no_line_can_say_is_not_missed_in_files(known):
    """A version before took it in; it would be written at each sync, and lost to every reader."""
    here, file, _ = known
    card = here.facts(MORNING)[0].card
    long = Unknown(stamp(machine="peer"), "sighed", card, {"mood": "o" * (LONGEST_TEXT + 1)})
    assert here.learns([long], MORNING) == 1
    for _ in range(2):
        file.write_bytes(file.read_bytes()[:-1] + b" \n")
        synced = here.syncs(MORNING)
        assert (synced.written, synced.again) == (0, 0)
        assert "in none any more" not in str(problems(here))


TURNS = st.lists(
    st.tuples(
        st.integers(0, 2),
        STORIES.filter(len),
        st.sets(st.integers(0, 2)),
        st.sampled_from([None, None, *LOSSES.values(), "gone"]),
        st.integers(0, 9),
    ),
    min_size=2,
    max_size=6,
)


@examples(4)
@given(turns=TURNS)
def test_whatever_files_lose_all_that_is_known_comes_to_be_in_files(tmp_path_factory, turns):
    """Each in its turn studies and syncs, a file of its folder is damaged, and all is carried."""
    machines = [Machine(tmp_path_factory.mktemp("machine"), *UTC) for _ in range(3)]
    for machine in machines:
        deck(machine.root, TEXTS[0])
    now = MORNING
    for number, story, to, loss, which in turns:
        machine = machines[number]
        now = machine.live(now, story)
        machine.syncs(now)
        damage(machine, loss, which)
        carry(machine, [machines[other] for other in to - {number}])
    facts = set().union(*(ids(machine.facts(now)) for machine in machines))
    for _ in range(3):
        for machine in machines:
            machine.syncs(now)
        for machine in machines:
            carry(machine, [other for other in machines if other is not machine])
    for machine in machines:
        machine.syncs(now)
        assert ids(machine.facts(now)) >= facts  # who hears of answers may match what was edited
        assert ids(machine.facts(now)) == ids(machines[0].facts(now))
        assert not machine.syncs(now).written


def carry(machine, others):
    """Give others its log files: whichever was changed last wins, a damaged one, too."""
    for file in machine.log.glob("*.jsonl"):
        for other in others:
            other.log.mkdir(parents=True, exist_ok=True)
            there = other.log / file.name
            if not there.exists() or there.stat().st_mtime_ns < file.stat().st_mtime_ns:
                shutil.copy2(file, there)


def damage(machine, loss, which):
    """Do to one of the machine's files what may become of it."""
    files = sorted(machine.log.glob("*.jsonl"))
    if loss is not None and files:
        file = files[which % len(files)]
        if loss == "gone":
            file.unlink()
        else:
            file.write_bytes(loss(file.read_bytes()))
