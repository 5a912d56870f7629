"""PostgreSQL: a schema a learner; what goes wrong with a server, and what is there after it."""

import subprocess
import sys
import threading

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from collections_on_disk import MORNING, at, deck, dump, ids, reviews
from databases import WITHOUT_0006
from histories import review, stamp
from postgres_server import reason_against, server
from running import PYTHON, failed, ok
from sqlalchemy import text
from sqlalchemy.engine import make_url

from flashcards.errors.databases import (
    DatabaseBusy,
    DatabaseFailure,
    DatabaseTooNew,
    NoDatabaseThere,
    NotOurDatabase,
)
from flashcards.errors.servers import (
    CannotConnect,
    ConnectionLost,
    DatabaseNotServed,
    NoDatabaseUrl,
    NoDriver,
    NotInUtf8,
)
from flashcards.services.log.rebuild import rebuild
from flashcards.services.opening.open import open_collection
from flashcards.services.place import Place
from flashcards.services.study import session
from flashcards.services.study.answer import Grade, answer
from flashcards.services.study.review_options import ReviewOptions
from flashcards.storage.copies.copy import copy_tables
from flashcards.storage.database import postgres
from flashcards.storage.database.batches import streamed
from flashcards.storage.database.engine import (
    _create,
    address_of,
    open_database,
    open_existing,
    place_of,
    reading,
    writing,
)
from flashcards.storage.database.tables import SCHEMA_VERSION, facts, metadata
from flashcards.storage.log import log
from flashcards.storage.projection.schedules import add_schedules

pytestmark = pytest.mark.skipif(reason_against() is not None, reason=str(reason_against()))


@pytest.fixture(scope="module")
def running():
    with server() as running:
        running.run("CREATE USER guarded PASSWORD 's3cret'")
        running.run("GRANT CREATE ON DATABASE postgres TO guarded")
        yield running


@pytest.fixture
def url(running, request):
    """A schema that no other test has."""
    return running.url(request.node.name[:60])


@pytest.fixture
def engine(url):
    engine = open_database(url)
    yield engine
    engine.dispose()


@pytest.fixture
def collection(tmp_path, url):
    deck(tmp_path)
    with open_collection(Place.at(tmp_path, url), MORNING) as collection:
        yield collection


def value(engine, query):
    with reading(engine) as connection:
        return connection.execute(text(query)).scalar()


def test_a_new_schema_is_of_the_newest_version_durable_and_sorted_by_bytes(engine):
    assert value(engine, "SELECT version_num FROM alembic_version") == SCHEMA_VERSION
    assert value(engine, "SHOW synchronous_commit") == "on"
    assert value(engine, "SHOW lock_timeout") == "5s"
    assert value(engine, "SHOW transaction_isolation") == "repeatable read"
    with reading(engine) as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    with writing(engine) as connection:
        connection.execute(text("INSERT INTO about VALUES ('b', ''), ('B', ''), ('\u00e4', '')"))
        found = connection.execute(text("SELECT key FROM about ORDER BY key")).scalars().all()
    assert found == ["B", "b", "machine", "\u00e4"]


def test_opening_again_finds_what_was_made(engine, url):
    machine = value(engine, "SELECT value FROM about")
    again = open_existing(url)
    assert value(again, "SELECT value FROM about") == machine
    again.dispose()
    _create(engine)
    assert value(engine, "SELECT value FROM about") == machine


def test_two_that_make_a_schema_at_once_make_one(url):
    machines, begin = [], threading.Barrier(4)

    def opens():
        begin.wait()
        engine = open_database(url)
        machines.append(value(engine, "SELECT value FROM about"))
        engine.dispose()

    threads = [threading.Thread(target=opens) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(machines) == 4
    assert len(set(machines)) == 1


def test_learners_do_not_see_each_other(running, tmp_path):
    deck(tmp_path)
    places = [Place.at(tmp_path, running.url(name)) for name in ("anna", "Anna")]
    with open_collection(places[0], MORNING) as anna:
        answer(anna, at(), ids(anna)[0], Grade(3))
        with open_collection(places[1], MORNING) as other:
            assert reviews(other) == []
            answer(other, at(), ids(other)[1], Grade(1))
        assert [one.rating for one in reviews(anna)] == [3]
        assert address_of(anna.engine) != address_of(other.engine)


def test_a_schema_is_named_in_the_url_and_has_a_default(running):
    plain = f"postgresql://flash@/postgres?host={running.host}"
    engine = open_database(plain)
    assert value(engine, "SELECT current_schema()") == "flash"
    engine.dispose()
    odd = make_url(plain).update_query_dict({"schema": 'a"b %c; d'})
    engine = open_database(odd)
    assert value(engine, "SELECT current_schema()") == 'a"b %c; d'
    engine.dispose()


@pytest.mark.parametrize("schema", ["schema=a&schema=b", "schema=" + "x" * 64])
def test_a_schema_that_can_be_none_is_refused(running, schema):
    with pytest.raises(NoDatabaseUrl):
        open_database(f"postgresql://flash:s3cret@/postgres?host={running.host}&{schema}")


def test_another_programs_schema_is_refused_and_left_alone(running):
    running.run("CREATE SCHEMA theirs CREATE TABLE facts (id int) CREATE TABLE about (key text)")
    with pytest.raises(NotOurDatabase, match="database of another program"):
        open_database(running.url("theirs"))
    tables = running.run("SELECT tablename FROM pg_tables WHERE schemaname = 'theirs'")
    assert {name for (name,) in tables} == {"facts", "about"}


def test_a_database_without_every_character_is_refused(running):
    running.run("CREATE DATABASE latin ENCODING latin1 TEMPLATE template0 LOCALE 'C'"
                " LOCALE_PROVIDER libc")  # fmt: skip
    with pytest.raises(NotInUtf8, match="LATIN1, which cannot hold all texts"):
        open_database(running.url().replace("/postgres?", "/latin?"))


def test_a_schema_newer_than_the_program_is_refused(engine, url):
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseTooNew):
        open_database(url)


def test_a_schema_that_was_never_made_is_not_made_by_looking(running):
    with pytest.raises(NoDatabaseThere, match="schema=never"):
        open_existing(running.url("never"))
    assert running.run("SELECT 1 FROM pg_namespace WHERE nspname = 'never'") == []


def test_a_schema_one_revision_back_is_upgraded_inside_itself(engine, url):
    undone = """
        ALTER TABLE files DROP reviews_per_day, DROP policy, ADD retention double precision;
        DROP TABLE standing;
        DROP INDEX schedules_overridden, facts_besides;
        ALTER TABLE schedules DROP policy;
        UPDATE alembic_version SET version_num = '0002'"""
    with writing(engine) as connection:
        log.append(connection, [review()])
        for statement in (*WITHOUT_0006, *undone.split(";")):
            connection.execute(text(statement))
    upgraded = open_database(url)
    with reading(upgraded) as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        assert list(log.all_facts(connection)) == [review()]
    assert value(upgraded, "SELECT version_num FROM alembic_version") == SCHEMA_VERSION
    indexes = "SELECT count(*) FROM pg_indexes WHERE schemaname = current_schema()"
    assert value(upgraded, indexes + " AND indexdef LIKE '%WHERE%'") == 5
    upgraded.dispose()


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE facts SET rating = 4", "never changed"),
        ("DELETE FROM facts", "never deleted"),
        ("TRUNCATE facts", "never deleted"),
    ],
)
def test_the_log_keeps_its_promises(engine, statement, said):
    with writing(engine) as connection:
        log.append(connection, [review(), review()])
        log.append(connection, [review()])
    with pytest.raises(DatabaseFailure, match=said), writing(engine) as connection:
        connection.execute(text(statement))
    with reading(engine) as connection:
        assert list(log.all_facts(connection)) == [review()]


TEXTS = ["\0", "a\0b", "\ud800", "\ufdd0", "\ufdd00000", "\U0010ffff", "\u00e4", "", "%s :x \\"]


@pytest.mark.parametrize("said", TEXTS)
def test_every_text_comes_back_as_it_went(engine, said):
    with writing(engine) as connection:
        query = text("INSERT INTO about VALUES ('said', :said) RETURNING value")
        assert connection.execute(query, {"said": said}).scalar() == said


def test_a_deck_with_a_nul_in_it_is_kept_as_it_is(tmp_path, url):
    deck(tmp_path, "Q: what is \0?\nA: nul\n")
    with open_collection(Place.at(tmp_path, url), MORNING) as collection:
        (card,) = ids(collection)
        shown = session.start(collection, at(), ReviewOptions())
        assert session.shown_card(collection, shown).card.front.endswith(("\0?", "\ufffd?"))
        answer(collection, at(), card, Grade(3))


def test_a_reader_sees_one_state_and_writers_wait_for_each_other(engine, url):
    other = open_database(url)
    with reading(engine) as connection:
        assert log.fact_count(connection) == 0
        with writing(other) as writer:
            log.append(writer, [review()])
        assert log.fact_count(connection) == 0
    heard = []

    def writes():
        with writing(other) as writer:
            heard.append(log.fact_count(writer))

    with writing(engine) as writer:
        second = threading.Thread(target=writes)
        second.start()
        log.append(writer, [review(stamp=stamp(entropy=b"2" * 10))])
        waits = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        while not writer.execute(text(waits)).scalar():
            pass
        assert heard == []
    second.join()
    assert heard == [2]
    other.dispose()


def test_a_writer_that_waits_for_long_is_told_so(engine, url, monkeypatch):
    monkeypatch.setattr(postgres, "_LOCK_TIMEOUT", "50ms")
    other = open_database(url)
    with (
        writing(engine),
        pytest.raises(DatabaseBusy, match="Another flash has been writing"),
        writing(other),
    ):
        pytest.fail("two write at once")
    other.dispose()


ANSWERS = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from flashcards.core.study_day import Moment
from flashcards.services.study.answer import Grade, answer
from flashcards.services.opening.open import open_collection
from flashcards.services.place import Place
from flashcards.storage.projection.cards import known_cards
from flashcards.storage.database.engine import reading

root, url, many = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
with open_collection(Place.at(root, url), datetime.now(UTC)) as collection:
    with reading(collection.engine) as connection:
        cards = [known.card.id for known in known_cards(connection)]
    for number in range(many):
        done = answer(collection, Moment(datetime.now(UTC), UTC), cards[number % 3], Grade(3))
        print(done.review.stamp.id, flush=True)
"""


def test_two_processes_that_answer_at_once_lose_nothing(tmp_path, collection, url):
    command = [PYTHON, "-c", ANSWERS, tmp_path, url, "25"]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    acknowledged = [line for one in both for line in one.communicate()[0].split()]
    assert [one.returncode for one in both] == [0, 0]
    assert len(acknowledged) == 50
    assert {one.stamp.id for one in reviews(collection)} == set(acknowledged)
    assert len(reviews(collection)) == 50
    with reading(collection.engine) as connection:
        clocks = [fact.stamp.clock for fact in log.all_facts(connection)]
    assert len(set(clocks)) == len(clocks) == 53
    before = dump(collection)
    rebuild(collection)
    assert dump(collection) == before


def test_a_server_killed_in_the_middle_of_a_session_loses_nothing_acknowledged(running, collection):
    going = session.grade(collection, at(), session.start(collection, at(), ReviewOptions()), 3)
    running.kill()
    with pytest.raises(CannotConnect):
        session.grade(collection, at(minutes=1), going, 3)
    running.start()
    assert len(reviews(collection)) == 1
    session.grade(collection, at(minutes=1), going, 3)
    assert len(reviews(collection)) == 2
    before = dump(collection)
    rebuild(collection)
    assert dump(collection) == before


def sever(running):
    running.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'")  # fmt: skip


def test_a_connection_dropped_between_two_answers_is_not_even_noticed(running, collection):
    going = session.grade(collection, at(), session.start(collection, at(), ReviewOptions()), 3)
    sever(running)
    session.grade(collection, at(minutes=1), going, 3)
    assert len(reviews(collection)) == 2


def test_a_connection_dropped_while_writing_is_told_and_nothing_is_written(running, collection):
    lost = pytest.raises(ConnectionLost, match="was lost: what was")
    with lost, writing(collection.engine) as connection:
        log.append(connection, [review()])
        sever(running)
        log.append(connection, [review()])
    assert reviews(collection) == []


def test_a_connection_dropped_before_the_commit_is_told_and_nothing_is_written(running, collection):
    with pytest.raises(ConnectionLost), writing(collection.engine) as connection:
        log.append(connection, [review()])
        sever(running)
    assert reviews(collection) == []


def test_an_answer_whose_commit_was_lost_is_not_written_twice(collection):
    """It was written, but the learner is told it may not be: grading again finds it there."""
    going = session.start(collection, at(), ReviewOptions())
    session.grade(collection, at(), going, 3)
    again = session.grade(collection, at(minutes=1), going, 3)
    assert again == going
    assert len(reviews(collection)) == 1
    faced = session.face(collection, at(minutes=1), again)
    assert faced.known.card.id != going.shown.card
    assert len(faced.passed) == 1


@pytest.mark.parametrize("wrong", ["guarded:wr0ng@", "guarded@"])
def test_a_wrong_password_is_told_and_shown_nowhere(running, wrong):
    right = running.url("guarded", user="guarded").replace("guarded@", "guarded:s3cret@")
    engine = open_database(right)
    assert "s3cret" not in place_of(engine)
    assert "***" not in address_of(engine)
    engine.dispose()
    with pytest.raises(CannotConnect, match="check that the server runs") as told:
        open_database(right.replace("guarded:s3cret@", wrong))
    assert "wr0ng" not in str(told.value)
    hidden = right.replace("guarded:s3cret@", "guarded@") + "&password=wr0ng"
    with pytest.raises(CannotConnect) as told:
        open_database(hidden)
    assert "wr0ng" not in str(told.value)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql+psycopg:/anna:s3cret@host/cards",
        "postgresql+psycopg://anna:s3cret@host:port/cards",
        "postgresql+nothing://anna:s3cret@host/cards",
        "postgresql+nothing://host/cards?user=anna&password=s3cret&schema=anna",
    ],
)
def test_an_address_that_means_nothing_is_told_without_its_password(address):
    with pytest.raises(NoDatabaseUrl) as told:
        open_database(address)
    assert "s3cret" not in str(told.value)


def test_a_server_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CannotConnect, match="Is the server running"):
        open_database(f"postgresql+psycopg://flash@/cards?host={tmp_path}")


def test_another_driver_is_not_served():
    with pytest.raises(DatabaseNotServed, match="cannot use databases of kind postgresql.psycopg2"):
        open_database("postgresql+psycopg2://host/cards")


def test_without_the_driver_the_extra_is_named(monkeypatch, url):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(NoDriver, match="flash-review.postgres."):
        open_database(url)


def test_the_driver_is_loaded_only_for_such_a_url(tmp_path):
    deck(tmp_path)
    code = (
        "import sys; from flashcards.cli.main import run; run(['-C', sys.argv[1], 'due'])\n"
        "kept = ('flashcards.storage.database.postgres', 'sqlalchemy.dialects.postgresql')\n"
        "assert not {'psycopg', *kept} & set(sys.modules)"
    )
    subprocess.run([PYTHON, "-c", code, tmp_path], check=True, capture_output=True)


def test_more_files_than_a_statement_has_parameters_are_no_matter(engine):
    """PostgreSQL takes 65,535 values in a statement, SQLite half as many."""
    from flashcards.storage.projection.decks import refresh_new, sharing_files
    from flashcards.storage.projection.snapshot import cards_before

    paths = [f"{number}.md" for number in range(70_000)]
    with writing(engine) as connection:
        assert sharing_files(connection, paths) == set()
        refresh_new(connection, paths)
        with cards_before(connection, paths) as cards_of:
            assert cards_of("1.md") == []


def test_rows_are_read_while_others_are_written(engine):
    """A rebuild reads the log in flat memory and writes schedules meanwhile."""
    with writing(engine) as connection:
        log.append(connection, [review()])
        for _ in streamed(connection, facts.select()):
            add_schedules(connection, [])
        connection.execute(text("UPDATE about SET value = value"))


def test_flash_from_end_to_end(tmp_path, url, monkeypatch):
    deck(tmp_path)
    monkeypatch.setenv("FLASH_NOW", "2026-01-05T08:00:00Z")
    place = ("-C", tmp_path, "--database", url)
    ok(*place, "review", stdin="\n3\n\n1\nq\n")
    assert ok(*place, "due", "--json").json["learning"] == 2
    ok(*place, "undo")
    monkeypatch.setenv("FLASH_DATABASE", url)
    assert ok("-C", tmp_path, "due", "--json").json["learning"] == 1
    assert not (tmp_path / ".flash").exists()
    said = failed("-C", tmp_path, "--database", url.replace("postgres?", "nowhere?"), "due")
    assert 'database "nowhere" does not exist' in said


def test_all_tables_can_be_copied_from_schema_to_schema(engine, running):
    with writing(engine) as connection:
        log.append(connection, [review()])
    other = open_database(running.url("other one"))
    with reading(engine) as source, writing(other) as target:
        copy_tables(source, target, lambda *_: None)
        assert log.machine(target) == log.machine(source)
        assert list(log.all_facts(target)) == [review()]
    other.dispose()
