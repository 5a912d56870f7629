"""The doctor finds what is wrong, puts right what it can, and finds nothing the second time."""

import os
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from collections_on_disk import MORNING, at, deck, dump, ids, opened
from damage import LONG, damages, execute, facts_in_log, forget_backups, look_of, studied, where
from hypothesis import given
from hypothesis import settings as hypothesis_settings

from flashcards.core.log.card_facts import Buried, Review
from flashcards.core.log.facts import Undo, Unknown
from flashcards.core.log.stamp import FactId, MachineId, Stamp, fact_id
from flashcards.errors.databases import DatabaseFailure, OpenElsewhere
from flashcards.services.backup import back_up
from flashcards.services.doctor import new_database
from flashcards.services.doctor.environment import full, permissions
from flashcards.services.doctor.examination import examine
from flashcards.services.doctor.examined import DatabaseState, examined
from flashcards.services.doctor.finding import Check, Remedy
from flashcards.services.doctor.integrity import integrity
from flashcards.services.doctor.log import beyond_reading
from flashcards.services.doctor.repair import repair
from flashcards.services.doctor.sources import sources
from flashcards.services.exchange.sync import sync
from flashcards.services.log.undo import undo
from flashcards.services.opening.restore import restore
from flashcards.services.place import Place, home_of
from flashcards.services.study.answer import Grade, answer
from flashcards.storage.database.engine import open_database, sqlite_url, writing
from flashcards.storage.log import log

NOW = at(days=9)
pytestmark = pytest.mark.only_sqlite("what becomes of a file")


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A collection whose database is damaged again and again: its folder, bytes, facts, backup."""
    root = tmp_path_factory.mktemp("damaged")
    database = studied(root)
    facts = facts_in_log(root)
    backup = next(home_of(str(root)).glob("backups/*"))
    return root, database, database.read_bytes(), facts, (backup, backup.read_bytes())


def problems(report):
    return [one.message for one in report.findings if one.is_problem]


def of(report, check):
    return [one for one in report.findings if one.check is check]


def well(root):
    """Nothing is wrong, and a repair has nothing to do."""
    report = repair(where(root), NOW)
    assert problems(report) == []
    assert report.repairs == ()
    return report


@hypothesis_settings(max_examples=4)
@given(damage=damages())
def test_whatever_is_overwritten_nothing_is_lost_that_is_in_a_backup_or_can_be_read(
    template, damage
):
    root, database, content, facts, (backup, kept) = template
    for path in (*database.parent.iterdir(), *backup.parent.iterdir()):
        path.unlink()
    database.write_bytes(damage(content)[0])
    backup.write_bytes(kept)
    before = look_of(root, home_of(str(root)))
    examine(where(root), NOW)
    assert look_of(root, home_of(str(root))) == before
    report = repair(where(root), NOW)
    assert problems(report) == []
    well(root)
    found = facts_in_log(root)
    in_backup = sorted(facts)[: len(facts) // 2]
    assert {id_: found.get(id_) for id_ in in_backup} == {id_: facts[id_] for id_ in in_backup}


def test_a_table_whose_name_is_no_text_is_made_anew_from_the_backup(tmp_path):
    database = studied(tmp_path)
    facts = facts_in_log(tmp_path)
    with closing(sqlite3.connect(database, isolation_level=None)) as driver:
        driver.execute("PRAGMA writable_schema = ON")
        driver.execute(
            "UPDATE sqlite_master SET name = CAST(x'ff' AS TEXT), sql = 'no' WHERE name = 'cards'"
        )
    examine(where(tmp_path), NOW)
    assert problems(repair(where(tmp_path), NOW)) == []
    assert facts_in_log(tmp_path).keys() >= set(sorted(facts)[: len(facts) // 2])


def test_a_collection_that_is_well_is_left_as_it_is(tmp_path):
    studied(tmp_path)
    before = look_of(tmp_path, home_of(str(tmp_path)))
    report = examine(where(tmp_path), NOW)
    assert report.is_well
    assert report.checked == tuple(Check)
    well(tmp_path)
    assert look_of(tmp_path, home_of(str(tmp_path))) == before


def test_a_collection_that_was_never_used_is_well_and_is_not_begun(tmp_path):
    deck(tmp_path)
    report = well(tmp_path)
    assert "there is no database yet" in of(report, Check.INTEGRITY)[0].message
    assert not (tmp_path / ".flash").exists()


@pytest.mark.parametrize("bytes_left", [0, 7, 5_000, 0.5])
def test_a_truncated_file_is_made_anew_from_what_is_left_and_the_backup(tmp_path, bytes_left):
    database = studied(tmp_path)
    facts = facts_in_log(tmp_path)
    size = database.stat().st_size
    os.truncate(database, int(size * bytes_left) if bytes_left == 0.5 else bytes_left)
    assert problems(examine(where(tmp_path), NOW))
    report = repair(where(tmp_path), NOW)
    assert problems(report) == []
    assert "was written again with" in report.repairs[0]
    assert len(facts_in_log(tmp_path)) >= len(facts) / 2
    (aside,) = database.parent.glob("flash.db.damaged-*")
    assert str(aside) in report.repairs[-1]
    well(tmp_path)


def test_a_database_damaged_beyond_its_log_is_made_anew_with_every_fact(tmp_path):
    database = studied(tmp_path)
    forget_backups(tmp_path)
    facts = facts_in_log(tmp_path)
    with opened(tmp_path) as collection:
        before = dump(collection)
    content = database.read_bytes()
    database.write_bytes(bytes(100) + content[100:])
    report = repair(where(tmp_path), NOW)
    assert report.repairs[0].endswith(
        f"written again with {len(facts)} facts: {len(facts)} from the database itself."
    )
    assert facts_in_log(tmp_path) == facts
    with opened(tmp_path) as collection:
        assert dump(collection) == before
    (aside,) = database.parent.glob("flash.db.damaged-*")
    assert aside.read_bytes() == bytes(100) + content[100:]


def test_what_is_lost_for_good_is_counted(tmp_path):
    database = studied(tmp_path, LONG, days=1)
    forget_backups(tmp_path)
    content = database.read_bytes()
    last = content.rindex(b"because of 2 because of 2 because of 2")
    page = last // 4_096 * 4_096
    database.write_bytes(content[:page] + b"\xff" * 4_096 + content[page + 4_096 :])
    report = repair(where(tmp_path), NOW)
    assert any("could not be saved: the index names" in said for said in report.repairs)
    well(tmp_path)


def test_undo_goes_on_after_a_repair(tmp_path):
    database = studied(tmp_path)
    execute(database, "PRAGMA application_id = 0")
    repair(where(tmp_path), NOW)
    with opened(tmp_path) as collection:
        assert undo(collection, NOW).rating == 3


def test_a_missing_write_ahead_log_is_noticed_by_the_backup_and_its_facts_come_back(tmp_path):
    database = studied(tmp_path)
    earlier = database.read_bytes()
    with opened(tmp_path) as collection:
        for card in ids(collection):
            answer(collection, at(days=3), card, Grade(3))
        back_up(collection, at(days=3).now, "by-hand")
        after = dump(collection)
    facts = facts_in_log(tmp_path)
    database.write_bytes(earlier)
    (finding,) = [one for one in examine(where(tmp_path), NOW).findings if one.is_problem]
    assert "has 12 facts that the database lacks" in finding.message
    report = repair(where(tmp_path), NOW)
    assert problems(report) == []
    assert "12 facts came back from backups or the log file." in report.repairs
    assert facts_in_log(tmp_path) == facts
    with opened(tmp_path) as collection:
        assert dump(collection) == after
    well(tmp_path)


def test_facts_that_only_an_older_backup_has_come_back_too(tmp_path):
    database = studied(tmp_path)
    earlier = database.read_bytes()
    with opened(tmp_path) as collection:
        for card in ids(collection):
            answer(collection, at(days=3), card, Grade(3))
        back_up(collection, at(days=3).now, "by-hand")
    facts = facts_in_log(tmp_path)
    database.write_bytes(earlier)
    for day in range(4, 9):
        with opened(tmp_path) as collection:
            answer(collection, at(days=day), ids(collection)[0], Grade(3))
            back_up(collection, at(days=day).now, "by-hand")
    now = facts_in_log(tmp_path)
    database.write_bytes(bytes(100) + database.read_bytes()[100:])
    assert repair(where(tmp_path), NOW).is_well
    assert facts_in_log(tmp_path) == facts | now


def test_what_was_given_up_by_restoring_does_not_come_back(tmp_path):
    studied(tmp_path)
    with opened(tmp_path) as collection:
        back_up(collection, at(days=4).now, "by-hand")
    restore(where(tmp_path), at(days=4).now, "2026-01-05")
    there = facts_in_log(tmp_path)
    well(tmp_path)
    assert facts_in_log(tmp_path) == there


def test_a_deleted_folder_is_found_gone_and_made_anew_from_the_backup(tmp_path):
    database = studied(tmp_path)
    facts = facts_in_log(tmp_path)
    for path in database.parent.iterdir():
        path.unlink()
    database.parent.rmdir()
    (finding,) = [one for one in examine(where(tmp_path), NOW).findings if one.is_problem]
    assert "is gone or empty, but there are 1 backup" in finding.message
    assert "`flash restore`" in finding.hint
    assert not database.parent.exists()
    assert repair(where(tmp_path), NOW).is_well
    assert len(facts_in_log(tmp_path)) == len(facts) / 2
    well(tmp_path)


def test_log_files_give_back_what_a_deleted_database_had(tmp_path):
    database = studied(tmp_path)
    facts = facts_in_log(tmp_path)
    with opened(tmp_path) as collection:
        sync(collection, NOW.now)
    forget_backups(tmp_path)
    database.unlink()
    (finding,) = [one for one in examine(where(tmp_path), NOW).findings if one.is_problem]
    assert "0 backups and 1 log file" in finding.message
    repair(where(tmp_path), NOW)
    assert facts_in_log(tmp_path) == facts


def test_the_end_of_the_log_comes_back_from_the_own_log_file(tmp_path):
    database = studied(tmp_path)
    with opened(tmp_path) as collection:
        sync(collection, NOW.now)
    earlier = database.read_bytes()
    with opened(tmp_path) as collection:
        answer(collection, at(days=3), ids(collection)[0], Grade(3))
        sync(collection, NOW.now)
    facts = facts_in_log(tmp_path)
    database.write_bytes(earlier)
    (finding,) = [one for one in examine(where(tmp_path), NOW).findings if one.is_problem]
    assert finding.message.startswith("the log file ")
    repair(where(tmp_path), NOW)
    assert facts_in_log(tmp_path) == facts
    well(tmp_path)


def test_facts_of_other_machines_that_wait_to_be_taken_in_are_information(tmp_path):
    studied(tmp_path / "here")
    studied(tmp_path / "there")
    with opened(tmp_path / "there") as collection:
        answer(collection, at(days=3), ids(collection)[0], Grade(3))
        sync(collection, NOW.now)
    (file,) = (tmp_path / "there/.flash/log").iterdir()
    (tmp_path / "here/.flash/log").mkdir(mode=0o700)
    file.rename(tmp_path / "here/.flash/log" / file.name)
    report = well(tmp_path / "here")
    said = [one for one in of(report, Check.BACKUPS) if one.hint == "run `flash sync`"]
    assert len(said) == 1


def test_a_log_file_that_cannot_be_read_stops_nothing(tmp_path):
    studied(tmp_path)
    (tmp_path / ".flash/log/x.jsonl").mkdir(parents=True)
    (tmp_path / ".flash/log").chmod(0o700)
    (tmp_path / ".flash/log/x.jsonl").chmod(0o600)
    well(tmp_path)


def test_a_database_of_another_program_makes_room_and_is_kept(tmp_path):
    database = studied(tmp_path)
    facts = facts_in_log(tmp_path)
    database.unlink()
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TABLE books (title)")
        connection.commit()
    database.chmod(0o600)
    foreign = database.read_bytes()
    assert "of another program" in problems(examine(where(tmp_path), NOW))[0]
    repair(where(tmp_path), NOW)
    (aside,) = database.parent.glob("flash.db.damaged-*")
    assert aside.read_bytes() == foreign
    assert len(facts_in_log(tmp_path)) == len(facts) / 2
    well(tmp_path)


@pytest.mark.parametrize("content", [b"Dear diary, today I wrote more than a hundred letters." * 9])
def test_a_file_that_was_named_and_is_not_ours_is_never_replaced(tmp_path, content):
    deck(tmp_path)
    other = tmp_path / "diary.db"
    other.write_bytes(content)
    other.chmod(0o600)
    place = Place.at(tmp_path, sqlite_url(other).render_as_string())
    report = repair(place, NOW)
    assert report.repairs == ()
    assert len(problems(report)) == 1
    assert other.read_bytes() == content


def test_a_database_that_was_named_is_saved_like_an_own_one(tmp_path):
    database = studied(tmp_path / "cards")
    facts = facts_in_log(tmp_path / "cards")
    named = tmp_path / "named.db"
    named.write_bytes(b"no" + database.read_bytes()[2:])
    named.chmod(0o600)
    place = Place.at(tmp_path / "cards", f"sqlite:///{named}")
    assert repair(place, NOW).is_well
    engine = open_database(sqlite_url(named))
    with engine.connect() as connection:
        assert log.fact_count(connection) == len(facts)
    engine.dispose()


def test_a_newer_database_is_left_alone(tmp_path):
    database = studied(tmp_path)
    execute(database, "UPDATE alembic_version SET version_num = '9999'")
    report = repair(where(tmp_path), NOW)
    assert report.repairs == ()
    (finding,) = [one for one in report.findings if one.is_problem]
    assert (finding.check, finding.hint) == (Check.VERSION, "upgrade flash")
    assert "newer than this program's" in finding.message


def test_a_version_that_never_was_is_damage(tmp_path):
    database = studied(tmp_path)
    execute(database, "UPDATE alembic_version SET version_num = '0001x'")
    assert of(examine(where(tmp_path), NOW), Check.INTEGRITY)[0].remedy is Remedy.NEW_DATABASE
    assert repair(where(tmp_path), NOW).is_well


CHANGED_BY_HAND = {
    "a schedule": ["UPDATE schedules SET due_on = due_on + 1 WHERE rowid_of = 1"],
    "all schedules": ["DELETE FROM schedules"],
    "a card": ["UPDATE cards SET front = 'Who?' WHERE position = 1"],
    "a kind of card": ["UPDATE cards SET kind = 'riddle'"],
    "tags": ["UPDATE files SET tags = 'no json'"],
    "a deck": ["UPDATE files SET deck = 'other'"],
    "cards without a deck": ["PRAGMA foreign_keys = OFF", "DELETE FROM files"],
}


@pytest.mark.parametrize("changed", CHANGED_BY_HAND)
def test_what_is_made_of_decks_and_log_is_made_anew_where_it_was_changed(tmp_path, changed):
    database = studied(tmp_path)
    with opened(tmp_path) as collection:
        before = dump(collection)
    one = "card_id = (SELECT min(card_id) FROM schedules)"
    execute(database, *(said.replace("rowid_of = 1", one) for said in CHANGED_BY_HAND[changed]))
    (finding, *_) = [one for one in examine(where(tmp_path), NOW).findings if one.is_problem]
    assert finding.remedy is Remedy.PROJECTION
    report = repair(where(tmp_path), NOW)
    assert problems(report) == []
    assert report.repairs[0].startswith("A backup was made first: ")
    with opened(tmp_path) as collection:
        assert dump(collection) == before
    well(tmp_path)


def test_edges_that_were_deleted_come_back(tmp_path):
    studied(tmp_path)
    deck(tmp_path, (tmp_path / "numbers.md").read_text().replace("It is 3.", "It is three."))
    with opened(tmp_path) as collection:
        before = dump(collection, "edges", "schedules")
    execute(tmp_path / ".flash/flash.db", "DELETE FROM edges")
    said = of(examine(where(tmp_path), NOW), Check.PROJECTION)
    assert "1 row of `edges` differs from what the log gives" in said[0].message
    repair(where(tmp_path), NOW)
    with opened(tmp_path) as collection:
        assert dump(collection, "edges", "schedules") == before


def test_decks_that_changed_meanwhile_and_settings_that_did_are_no_problem(tmp_path):
    studied(tmp_path)
    deck(tmp_path, "Q: new?\nA: yes\n\nQ: new?\nA: yes\n", "more.md")
    deck(tmp_path, "Q: new?\nA: yes\n", "again.md")
    (tmp_path / "flash.toml").write_text("retention = 0.8\n")
    report = well(tmp_path)
    assert "settings changed" in of(report, Check.PROJECTION)[0].message
    assert "in decks" in of(report, Check.DECKS)[0].message


def test_settings_that_cannot_be_read_are_said_and_the_rest_is_looked_at(tmp_path):
    studied(tmp_path)
    (tmp_path / "flash.toml").write_text("retention = 2.0\n")
    report = examine(where(tmp_path), NOW)
    (finding,) = [one for one in report.findings if one.is_problem]
    assert finding.check is Check.SETTINGS
    assert finding.message.endswith("`retention` must be a number from 0.70 to 0.99")
    assert finding.hint == "correct it there"
    assert Check.LOG in report.checked


def test_orphans_and_mistakes_in_decks_are_information(tmp_path):
    studied(tmp_path)
    deck(tmp_path, "Q: What is 0?\nA: It is 0.\n\nQ: unanswered?\n")
    (tmp_path / "latin.md").write_bytes(b"\xff")
    report = well(tmp_path)
    assert "11 cards have a history but no text" in of(report, Check.ORPHANS)[0].message
    assert of(report, Check.DECKS)[0].hint == "see them with `flash check`"


def test_a_deck_that_cannot_be_read_is_a_problem_of_its_own(tmp_path):
    studied(tmp_path)
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere.md")
    report = examine(where(tmp_path), NOW)
    assert problems(report) == ["gone.md cannot be read"]


@pytest.mark.parametrize(
    "change",
    [
        "rating = NULL",
        "studied_on = NULL",
        "at = 9000000000000000000",
        "studied_on = 99999999",
        "clock = 9223372036854775807",
        "undoes = 'something'",
        "source = CAST(x'ff' AS TEXT)",
    ],
)
def test_facts_that_cannot_be_read_are_left_behind_and_taken_from_the_backup(tmp_path, change):
    database = studied(tmp_path)
    facts = facts_in_log(tmp_path)
    first = min(id_ for id_, fact in facts.items() if isinstance(fact, Review))
    execute(database, "DROP TRIGGER facts_stay", f"UPDATE facts SET {change} WHERE id = '{first}'")  # noqa: S608
    (finding, *_) = [one for one in examine(where(tmp_path), NOW).findings if one.is_problem]
    assert finding.remedy is Remedy.NEW_DATABASE
    assert repair(where(tmp_path), NOW).is_well
    assert facts_in_log(tmp_path) == facts
    well(tmp_path)


@pytest.mark.parametrize(
    "change", [f"clock = {2**63 - 2**32} + rowid", "clock = -5", "undoes = 'something'"]
)
def test_answers_that_can_be_read_are_given_back_whatever_stands_beside_them(tmp_path, change):
    database = studied(tmp_path)
    with opened(tmp_path) as collection:
        undo(collection, at(days=2))
        before = dump(collection, "schedules")
    forget_backups(tmp_path)
    facts = set(facts_in_log(tmp_path))
    execute(
        database,
        "DROP TRIGGER facts_stay",
        f"UPDATE facts SET {change} WHERE kind = 'review' AND rowid > 20",  # noqa: S608
    )
    assert not examine(where(tmp_path), NOW).is_well
    assert repair(where(tmp_path), NOW).is_well
    assert set(facts_in_log(tmp_path)) == facts
    with opened(tmp_path) as collection:
        assert dump(collection, "schedules") == before
    well(tmp_path)


@pytest.mark.parametrize("body", ["NULL", "'[]'", "'{'", "CAST(x'ff' AS TEXT)"])
def test_a_fact_without_a_body_is_left_behind(tmp_path, body):
    database = studied(tmp_path)
    forget_backups(tmp_path)
    facts = facts_in_log(tmp_path)
    execute(
        database,
        "DROP TRIGGER facts_stay",
        f"UPDATE facts SET body = {body} WHERE kind = 'introduced'",  # noqa: S608
    )
    assert not examine(where(tmp_path), NOW).is_well
    report = repair(where(tmp_path), NOW)
    assert report.is_well
    assert "have a history but no text" not in str(report)
    assert len(facts_in_log(tmp_path)) == len(facts) - 12
    assert any("12 cards were never introduced" in one.message for one in report.findings)
    assert any("12 facts could not be saved" in said for said in report.repairs)


@pytest.mark.parametrize("change", ["DELETE FROM about WHERE key = 'machine'", "{}"])
def test_a_database_that_does_not_know_its_machine_gets_a_new_name(tmp_path, change):
    database = studied(tmp_path)
    execute(database, change.format("UPDATE about SET value = 'a b' WHERE key = 'machine'"))
    report = examine(where(tmp_path), NOW)
    assert problems(report) == ["the database does not know which machine it is"]
    assert "The database has a new name for this machine." in repair(where(tmp_path), NOW).repairs
    well(tmp_path)


def test_what_is_odd_in_the_log_is_kept_and_said(tmp_path):
    studied(tmp_path)
    machine, now = MachineId("m"), NOW.now

    def stamp(number, **said):
        new = fact_id(said.pop("made_at", MORNING), bytes([number]) * 10)
        return Stamp(FactId(said.pop("id", new)), machine, said.pop("at", MORNING), 1, **said)

    with opened(tmp_path) as collection, writing(collection.engine) as connection:
        card = ids(collection)[0]
        log.append(
            connection,
            [
                Undo(stamp(1), card, FactId("somewhere-else")),
                Unknown(stamp(2), "buried", card, {"on": "soon"}),
                Unknown(stamp(3, id="odd"), "buried", card, {"on": "soon"}),
                Unknown(stamp(4), "dreamt", "a card", {"of": "sheep"}),
                Unknown(stamp(6), "slept", None, {"for": "8 h"}),
                Buried(stamp(5, at=at(days=99).now, made_at=at(days=99).now), card, now.date()),
                Unknown(stamp(7), "dreamt", "x" * 200, {"of": "sheep"}),
                Buried(Stamp(FactId("x"), machine, MORNING, 1 << 61), card, now.date()),
            ],
        )
    repair(where(tmp_path), NOW)
    said = "\n".join(one.message for one in of(well(tmp_path), Check.LOG))
    assert "1 undo of facts that are not here" in said
    assert "2 facts without all that they need" in said
    assert "3 facts with an id of another form or an impossible time" in said
    assert "1 fact about a card whose id no deck can have" in said
    assert "1 fact with a time in the future" in said
    assert "1 fact with a logical clock over a day ahead" in said


def test_what_others_could_read_is_closed_to_them(tmp_path):
    database = studied(tmp_path)
    backup = next(home_of(str(tmp_path)).glob("backups/*"))
    wide = [database.parent, database, backup, backup.parent]
    for path in wide:
        path.chmod(0o755)
    report = examine(where(tmp_path), NOW)
    assert len(problems(report)) == len(wide)
    assert f"{database} is 0755, it should be 0600" in "".join(problems(report))
    assert repair(where(tmp_path), NOW).repairs == ("4 paths can no longer be read by others.",)
    well(tmp_path)


def test_a_backup_that_is_damaged_is_said(tmp_path):
    studied(tmp_path)
    backup = next(home_of(str(tmp_path)).glob("backups/*"))
    backup.write_bytes(backup.read_bytes()[:-9])
    report = examine(where(tmp_path), NOW)
    (finding,) = [one for one in report.findings if one.is_problem]
    assert (finding.check, finding.hint) == (Check.BACKUPS, "make one with `flash backup`")


def test_a_database_without_a_backup_is_said(tmp_path):
    studied(tmp_path)
    forget_backups(tmp_path)
    assert "no backup was made" in of(well(tmp_path), Check.BACKUPS)[0].message


def test_a_damaged_database_and_a_damaged_backup_give_what_both_have(tmp_path):
    database = studied(tmp_path)
    facts = facts_in_log(tmp_path)
    backup = next(home_of(str(tmp_path)).glob("backups/*"))
    backup.write_bytes(backup.read_bytes()[:-9])
    database.write_bytes(bytes(200) + database.read_bytes()[200:])
    report = repair(where(tmp_path), NOW)
    assert facts_in_log(tmp_path) == facts
    assert [one.check for one in report.findings if one.is_problem] == [Check.BACKUPS]


def test_a_database_that_is_open_is_not_replaced(tmp_path):
    database = studied(tmp_path)
    content = database.read_bytes()
    database.write_bytes(content[:-4096])
    reader, writer = os.pipe()
    ready, told = os.pipe()
    if (child := os.fork()) == 0:
        held = sqlite3.connect(database)
        held.execute("PRAGMA writable_schema = ON")
        held.execute("PRAGMA user_version").fetchall()
        os.write(told, b"1")
        os.read(reader, 1)
        os._exit(0)
    os.read(ready, 1)
    try:
        with pytest.raises(OpenElsewhere, match="close it, then repair again"):
            repair(where(tmp_path), NOW)
    finally:
        os.write(writer, b"1")
        os.waitpid(child, 0)
    assert repair(where(tmp_path), NOW).is_well


def test_collections_that_are_gone_are_named_with_their_databases(tmp_path):
    studied(tmp_path / "here")
    lost = tmp_path / "lost"
    studied(lost)
    (lost / "flash.toml").write_text("sync = true\n")
    for _ in range(2):
        with opened(lost):
            pass
    assert of(examine(where(tmp_path / "here"), NOW), Check.ELSEWHERE) == []
    lost.rename(tmp_path / "renamed")
    (finding,) = of(examine(where(tmp_path / "here"), NOW), Check.ELSEWHERE)
    database = home_of(str(lost)) / "flash.db"
    assert finding.hint == f"take it in with `flash merge {database}`"
    database.unlink()


def test_a_synced_collection_is_looked_at_where_its_database_is(tmp_path):
    studied(tmp_path)
    (tmp_path / "flash.toml").write_text("sync = true\n")
    well(tmp_path)
    with opened(tmp_path):
        pass
    outside = home_of(str(tmp_path)) / "flash.db"
    (tmp_path / "flash.toml").write_text("sync = soon\n")
    report = examine(where(tmp_path), NOW)
    assert [one.check for one in report.findings if one.is_problem] == [Check.SETTINGS]
    (tmp_path / "flash.toml").write_text("sync = true\n")
    outside.write_bytes(b"no")
    assert str(outside) in problems(examine(where(tmp_path), NOW))[0]
    assert repair(where(tmp_path), NOW).is_well
    well(tmp_path)
    outside.unlink()


def test_a_backup_is_not_made_of_an_empty_log(tmp_path):
    deck(tmp_path)
    with opened(tmp_path):
        pass
    execute(tmp_path / ".flash/flash.db", "DELETE FROM about")
    report = repair(where(tmp_path), NOW)
    assert report.repairs[0] == "The database has a new name for this machine."
    well(tmp_path)


def test_a_time_of_restoring_that_is_none_hides_no_backup(tmp_path):
    database = studied(tmp_path)
    execute(database, "INSERT INTO about VALUES ('restored_at', 'soon')")
    assert "1 backup" in of(well(tmp_path), Check.BACKUPS)[0].message


def test_a_database_that_the_next_opening_brings_in_is_the_one_looked_at(tmp_path):
    database = studied(tmp_path)
    facts = facts_in_log(tmp_path)
    outside = Place.at(tmp_path).outside
    outside.write_bytes(b"no" + database.read_bytes()[2:])
    outside.chmod(0o600)
    database.unlink()
    assert str(outside) in problems(examine(where(tmp_path), NOW))[0]
    assert repair(where(tmp_path), NOW).is_well
    assert facts_in_log(tmp_path).keys() == facts.keys()
    assert database.is_file()


def test_a_server_is_never_replaced(tmp_path):
    studied(tmp_path)
    with examined(where(tmp_path), NOW) as found:
        server = replace(found, file=None, server="there", complaints=("index bad", "more"))
        assert beyond_reading(server, "unreadable").remedy is None
        (finding,) = integrity(replace(server, state=DatabaseState.DAMAGED), sources(server))
        assert finding.remedy is None
        assert finding.message == "the database is damaged: index bad, and 1 more"
        assert list(permissions(server)) == []


def test_a_server_that_cannot_be_reached_is_said(tmp_path):
    deck(tmp_path)
    address = f"postgresql+psycopg://nobody@/nowhere?host={tmp_path}"
    report = repair(Place.at(tmp_path, address), NOW)
    assert [one.check for one in report.findings if one.is_problem] == [Check.INTEGRITY]
    assert report.repairs == ()


def test_what_is_written_is_verified_before_it_replaces_anything(tmp_path):
    database = studied(tmp_path)
    engine = open_database(sqlite_url(database))
    with pytest.raises(DatabaseFailure, match="what was written to replace it is damaged, too"):
        new_database._verify(engine, new_database.Gathered((), 10**6, 0), database)
    engine.dispose()


def test_after_a_restore_the_older_backups_are_counted(tmp_path):
    studied(tmp_path)
    restore(where(tmp_path), NOW.now, None)
    (finding,) = of(well(tmp_path), Check.BACKUPS)
    assert finding.message == (
        "no backup was made since the last `flash restore`; 2 older backups are there"
    )


def test_a_disk_without_room_for_an_answer_is_a_problem(tmp_path):
    assert not list(full(tmp_path, least=0))
    assert not list(full(tmp_path / "gone", least=1 << 62))
    (said,) = full(tmp_path, least=1 << 62)
    assert said.is_problem
    assert said.message.startswith(f"the disk of {tmp_path} is full, ")
