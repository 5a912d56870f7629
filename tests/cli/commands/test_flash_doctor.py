"""`flash doctor` as people and scripts see it."""

import os
import re

import pytest
from collections_on_disk import deck
from damage import execute, look_of
from running import failed, flash, no_file_larger_than, ok, powerless, process, sentence

CHECKS = [
    *("version", "settings", "permissions", "integrity", "log", "projection", "orphans", "decks"),
    *("backups", "elsewhere"),
]


@pytest.fixture
def database(root):
    """A collection with an answer and its backup: the database."""
    ok("answer", "maths:5", 3)
    ok("backup")
    return root / ".flash" / "flash.db"


def test_a_line_a_check_and_that_all_is_well(database):
    lines = ok("doctor").lines
    assert [line.split()[0] for line in lines[:-1]] == CHECKS
    assert all(" ok" in line for line in lines[:-1])
    assert lines[-1] == "All is well."


def test_what_is_wrong_is_said_where_and_what_to_do(database):
    execute(database, "DELETE FROM schedules")
    ran = flash("doctor")
    assert (ran.code, ran.err) == (1, "")
    assert (
        "projection   1 row of `schedules` differs from what the log gives: "
        "run `flash doctor --repair`" in ran.lines
    )
    assert ran.lines[-1] == "1 problem found."


def test_of_several_problems_of_a_check_the_first_names_it(database):
    for path in (database.parent, database):
        path.chmod(0o755)
    ran = flash("doctor")
    begin = ran.lines[2:4]
    assert begin[0].startswith(f"permissions  {database.parent} is 0755, it should be 0700")
    assert begin[1].startswith(f"             {database} is 0755, it should be 0600")
    assert ran.lines[-1] == "2 problems found."


def test_a_repair_says_what_it_did_and_the_next_has_nothing_to_do(database):
    database.write_bytes(bytes(100) + database.read_bytes()[100:])
    ran = ok("doctor", "--repair")
    assert re.match(rf"{database} was written again with 2 facts: ", ran.out)
    assert ran.lines[-1] == "All is well."
    assert len(ok("export", "reviews").json) == 1
    assert ok("doctor", "--repair").lines[0].startswith("version ")


def test_the_keys_of_json_stay(database):
    execute(database, "DELETE FROM schedules")
    ran = flash("doctor", "--repair", "--json")
    assert ran.code == 0
    assert list(ran.json) == ["ok", "repairs", "checks"]
    assert [check["check"] for check in ran.json["checks"]] == CHECKS
    assert list(ran.json["checks"][0]) == ["check", "ok", "findings"]
    assert list(ran.json["checks"][0]["findings"][0]) == [
        *("severity", "message", "hint", "repairable")
    ]
    assert len(ran.json["repairs"]) == 2


@pytest.mark.parametrize(
    "harm",
    [
        lambda database: database.stat(),
        lambda database: database.write_bytes(b"not a database"),
        lambda database: os.truncate(database, 6_000),
        lambda database: os.truncate(database, 0),
        lambda database: database.unlink(),
        lambda database: execute(database, "DELETE FROM schedules"),
        lambda database: database.chmod(0o644),
    ],
)
def test_without_repair_not_a_byte_changes(root, world, database, harm):
    deck(root, "Q: more?\nA: yes\n", "more.md")
    harm(database)
    before = look_of(root, world / "data")
    flash("doctor")
    flash("doctor", "--json")
    assert look_of(root, world / "data") == before


@pytest.mark.parametrize(
    "harm",
    [
        lambda content: b"a text of more than a hundred bytes" * 9 + content,
        lambda content: content[: len(content) // 2],
        lambda content: content[:4_096] + bytes(len(content) - 4_096),
        lambda content: content[:100] + os.urandom(3_996) + content[4_096:],
    ],
)
def test_other_commands_name_the_doctor(database, harm):
    database.write_bytes(harm(database.read_bytes()))
    for command in (("due",), ("answer", "maths:5", "3"), ("list",)):
        assert "`flash doctor" in failed(*command)


def test_where_nothing_can_be_written_a_repair_says_so_and_nothing_is_lost(root, database):
    content = bytes(100) + database.read_bytes()[100:]
    database.write_bytes(content)
    database.parent.chmod(0o500)
    try:
        assert powerless("doctor").code == 1
        ran = powerless("doctor", "--repair")
    finally:
        database.parent.chmod(0o700)
    assert ran.code == 1
    sentence(ran.err)
    assert database.read_bytes() == content
    assert ok("doctor", "--repair").lines[-1] == "All is well."


def test_what_cannot_be_read_is_said(database):
    database.chmod(0o000)
    ran = powerless("doctor")
    assert ran.code == 1
    assert f"Cannot read {database}" in ran.out
    database.chmod(0o600)


def test_what_cannot_be_written_is_said(database):
    database.chmod(0o400)
    ran = powerless("doctor")
    database.chmod(0o600)
    assert ran.code == 1
    assert f"{database} cannot be written" in ran.out


@pytest.mark.parametrize("room", [0, 60_000, 140_000, 170_000])
@pytest.mark.parametrize("harm", ["header", "schedules"])
def test_without_room_on_the_disk_a_repair_changes_nothing(root, database, room, harm):
    if harm == "header":
        database.write_bytes(bytes(100) + database.read_bytes()[100:])
    else:
        execute(database, "DELETE FROM schedules")
    content = database.read_bytes()
    with no_file_larger_than(room):
        ran = flash("doctor", "--repair")
    if ran.code == 1 and ran.err:
        sentence(ran.err)
    if harm == "header" and "written again" not in ran.out:
        assert database.read_bytes() == content
    assert not list(database.parent.glob("*.part*"))
    assert ok("doctor", "--repair").lines[-1] == "All is well."
    assert len(ok("export", "reviews").json) == 1


def test_a_process_of_its_own_gives_the_same(database):
    ran = process("doctor", "--json")
    assert (ran.code, ran.err) == (0, "")
    assert ran.json["ok"] is True


def test_an_answer_cut_by_hand_stops_no_command_and_the_doctor_mends_it(root):
    ok("answer", "maths:5", 3)
    execute(
        root / ".flash" / "flash.db",
        "INSERT INTO facts (id, kind, version, machine, at, clock, card_id)"
        " SELECT 'cut', kind, version, machine, at, clock, card_id FROM facts"
        " WHERE kind = 'review'",
    )
    ok("rebuild")
    ok("stats")
    assert flash("doctor").code == 1
    ok("doctor", "--repair")
    ok("doctor")


def test_an_empty_database_is_as_good_as_gone(root):
    ok("answer", "maths:5", 3)
    for path in (root / ".flash").glob("flash.db*"):
        path.write_bytes(b"")
    assert "put it back with `flash restore`" in flash("due").err
