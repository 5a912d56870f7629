"""Lines of anything: what is taken in is kept, looked at and passed on, on either database."""

import json

import pytest
from collections_on_disk import MORNING, at, deck, dump, opened, place_of
from databases import named_database
from hypothesis import example, given
from hypothesis import strategies as st
from machines import examples

from flashcards.core.decks.query import Query
from flashcards.core.json_values import instant_text
from flashcards.core.log.facts import Unknown
from flashcards.core.log.limits import GREATEST_DEPTH, LONGEST_ID, LONGEST_TEXT
from flashcards.core.log.line import can_be_read
from flashcards.core.log.order import union
from flashcards.core.log.record import record
from flashcards.errors.log import TooLongToKeep
from flashcards.services.decks.list import card_rows
from flashcards.services.doctor.examination import examine
from flashcards.services.exchange.merge import merge
from flashcards.services.log.rebuild import rebuild
from flashcards.services.statistics.forecast import Horizon, forecast_days
from flashcards.services.statistics.reviews import review_rows
from flashcards.services.statistics.stats import stats
from flashcards.services.study.answer import Grade, answer
from flashcards.services.study.due import due
from flashcards.storage.database.engine import reading, writing
from flashcards.storage.database.tables import facts as facts_table
from flashcards.storage.log import exchange, log
from flashcards.storage.log.files import append_lines, lines
from flashcards.storage.log.rows import row_of
from flashcards.storage.projection.cards import known_cards

STEM = {"version": 1, "machine": "peer", "at": instant_text(MORNING), "clock": 7}
LENGTHS = [
    *("", "a", "x" * 12_000, "x" * LONGEST_TEXT, "x" * (LONGEST_TEXT + 1)),
    *(one * LONGEST_ID for one in ("x", "\0", "\ufdd0", "\ufdd0\0", "😀")),
    "x" * (LONGEST_ID + 1),
]
ODD_TEXTS = st.sampled_from(LENGTHS) | st.text(
    st.sampled_from('a\0\x01\x1f\x7f\ufdd0\ufffe\ud800\udfff0é😀"\\\n ')
)
NUMBERS = st.sampled_from([0, -1, 1, 5, 2**31, 2**62, 2**63, 10**400, 0.5, 1e300, float("inf")])
DEPTHS = st.sampled_from([1, GREATEST_DEPTH - 2, GREATEST_DEPTH - 1, GREATEST_DEPTH, 973, 20_000])


def nested(depth):
    """The text of so many lists and objects in one another."""
    return '[{"":' * (depth // 2) + "[" * (depth % 2) + "]" * (depth % 2) + "}]" * (depth // 2)


VALUES = (
    ODD_TEXTS.map(json.dumps)
    | NUMBERS.map(json.dumps)
    | DEPTHS.map(nested).map(lambda text: text.replace(":}", ":0}"))
    | st.sampled_from(["null", "true", "{}", "[]", '["a", 7]', '{"a": 1}'])
)
KINDS = {
    "review": {"card": "c", "rating": 3, "studied_on": "2026-01-05"},
    "crammed": {"card": "c", "rating": 3, "studied_on": "2026-01-05", "duration_ms": 2**62},
    "introduced": {"card": "c", "kind": "question", "front": "f", "back": "b"},
    "suspended": {"card": "c"},
    "due-set": {"card": "c", "on": "5999-12-31"},
    "edited": {"card": "c", "old": "d"},
    "undo": {"card": "c", "undoes": "id-0"},
    "deadline-set": {"on": "2026-02-01", "tags": ["a"]},
    "break-set": {"begins_on": "2026-01-07", "ends_on": "2026-01-09"},
    "interview-set": {"company": "c", "round": "r", "on": "2026-02-01"},
    "mock-judged": {"mock": "id-0", "item": 0, "scores": {"depth": 3}},
    "sighed": {"undoes": "id-0", "mood": "bright"},
}
FIELDS = st.sampled_from(
    sorted({name for said in KINDS.values() for name in said} | {"note", "duration_ms", "due_on",
           "id", "machine", "clock", "version", "fact", "at", "limit_s", "old", "part_of"})
)  # fmt: skip
HOSTILE = st.lists(
    st.tuples(
        st.sampled_from(sorted(KINDS)), st.dictionaries(FIELDS | ODD_TEXTS, VALUES, max_size=2)
    ),
    max_size=8,
)


def line(number, kind, odd):
    """A record of the kind, with some of its values replaced."""
    said = {"fact": kind, "id": f"id-{number}", **STEM, **KINDS[kind]}
    plain = [f"{json.dumps(name)}: {json.dumps(value)}" for name, value in said.items()
             if name not in odd]  # fmt: skip
    return "{" + ", ".join(plain + [f"{json.dumps(name)}: {odd[name]}" for name in odd]) + "}\n"


def every_look(collection):
    """What is shown of the log; each has an answer."""
    assert due(collection, at()).new <= 3
    assert stats(collection, at(days=1)).study_day == at(days=1).today(4)
    assert len(forecast_days(collection, at(), Horizon(3)).retentions) > 0
    assert len(list(card_rows(collection, at(), Query()))) == 3
    before = dump(collection), list(review_rows(collection))
    rebuild(collection)
    assert (dump(collection), list(review_rows(collection))) == before


def kept_facts(collection):
    with reading(collection.engine) as connection:
        return list(log.all_facts(connection))


@examples(10)
@example(said=[("sighed", {"card": "null"})])
@example(said=[("review", {"duration_ms": str(2**62)})] * 3)
@given(said=HOSTILE)
def test_what_is_taken_in_is_kept_looked_at_and_passed_on(tmp_path_factory, said):
    root = tmp_path_factory.mktemp("hostile")
    deck(root)
    file = root / "peer.jsonl"
    written = [line(n, kind, odd) for n, (kind, odd) in enumerate(said)]
    file.write_text("".join(written), encoding="ascii")
    taken = [one.fact for one in lines(file)]
    known = union(fact for fact in reversed(taken) if fact is not None)
    with opened(root) as collection:
        merged = merge(collection, at(), str(file))
        assert merged.new == len(known)
        assert len(merged.malformed) == taken.count(None)
        assert kept_facts(collection) == known
        assert merge(collection, at(), str(file)).new == 0
        every_look(collection)
        again = root / "again.jsonl"
        append_lines(again, kept_facts(collection))
        assert [one.fact for one in lines(again)] == known if known else not again.exists()


@pytest.mark.parametrize("depth", [GREATEST_DEPTH, 973])
def test_what_the_version_before_let_in_stops_nothing_and_stays(tmp_path, depth):
    """A fact nested too deeply, and one about a card of 12,000 characters where one can be."""
    deck(tmp_path)
    body = nested(depth - depth % 2).replace(":}", ":0}")
    deep = row_of(Unknown(stamp_of(1), "sighed", "c", {})) | {"body": f'{{"mood": {body}}}'}
    with opened(tmp_path) as collection:
        with writing(collection.engine) as connection:
            connection.execute(facts_table.insert(), [deep])
            if named_database(tmp_path) is None:
                long = row_of(Unknown(stamp_of(2), "sighed", "c" * 12_000, {"mood": "bright"}))
                connection.execute(facts_table.insert(), [long])
        every_look(collection)
        with reading(collection.engine) as connection:
            assert not any(map(can_be_read, exchange.facts_besides(connection, set())))
            assert log.fact_count(connection) == 1 + (named_database(tmp_path) is None)
        card = next(iter(living(collection)))
        answer(collection, at(), card, Grade(3))
    report = examine(place_of(tmp_path), at())
    said = [one.message for one in report.findings if "too large for a line" in one.message]
    assert len(said) == 1
    other = tmp_path / "other"
    deck(other)
    if named_database(tmp_path) is None:
        with opened(other) as there:
            merged = merge(there, at(), str(tmp_path / ".flash" / "flash.db"))
            assert merged.new == 2
            assert len(merged.malformed) == 1


def stamp_of(number):
    from histories import stamp

    return stamp(entropy=bytes([number]) * 10)


def living(collection):
    with reading(collection.engine) as connection:
        return [known.card.id for known in known_cards(connection)]


def test_a_text_that_nobody_would_take_in_is_refused_and_a_long_face_is_cut(tmp_path):
    deck(tmp_path, f"Q: long?\nA: {'x' * (LONGEST_TEXT + 9)}\n\nS: Tell a story\nwell\n")
    with opened(tmp_path) as collection:
        long, skill = living(collection)
        answer(collection, at(), long, Grade(3))
        with pytest.raises(TooLongToKeep, match="1,000,000"):
            answer(collection, at(), skill, Grade(3, note="x" * (LONGEST_TEXT + 1)))
        file = tmp_path / "own.jsonl"
        append_lines(file, kept_facts(collection))
        assert [one.fact for one in lines(file)] == kept_facts(collection)
        assert len(kept_facts(collection)) == 2


@pytest.mark.parametrize("name", ["card", "old", "undoes", "id", "machine", "part_of"])
@pytest.mark.parametrize(("length", "is_taken"), [(0, False), (1, True), (200, True), (201, False)])
def test_ids_have_1_to_200_characters(tmp_path, name, length, is_taken):
    kind = {"old": "edited", "undoes": "undo", "part_of": "due-set"}.get(name, "suspended")
    file = tmp_path / "peer.jsonl"
    file.write_text(line(0, kind, {name: json.dumps("x" * length)}))
    assert [one.fact is not None for one in lines(file)] == [is_taken]


@pytest.mark.parametrize(
    ("depth", "is_taken"), [(GREATEST_DEPTH, True), (GREATEST_DEPTH + 1, False)]
)
def test_a_line_is_nested_at_most_50_deep(tmp_path, depth, is_taken):
    file = tmp_path / "peer.jsonl"
    body = "[" * (depth - 1) + "]" * (depth - 1)
    file.write_text(line(0, "sighed", {"mood": body}))
    (found,) = [one.fact for one in lines(file)]
    assert (found is not None) == is_taken
    assert found is None or json.loads(json.dumps(record(found)))["mood"] == json.loads(body)
