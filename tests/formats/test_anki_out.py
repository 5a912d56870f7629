"""Packages for Anki: what goes in is what is read, by flash itself; Anki is asked elsewhere."""

import tracemalloc
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.card import CardId
from flashcards.core.schedule import Schedule, State
from flashcards.formats.anki.collection import AnkiCollection
from flashcards.formats.anki.out.outgoing import (
    Outgoing,
    OutgoingCard,
    OutgoingNote,
    OutgoingOptions,
    OutgoingRow,
)
from flashcards.formats.anki.out.package import write_package
from flashcards.formats.anki.out.rows import PackageRows
from flashcards.formats.anki.out.tables import INDEXES, declarations
from flashcards.formats.anki.own_notes import OwnTypes, own_ids, said_ids
from flashcards.formats.anki.package import opened_package
from flashcards.formats.anki.rows import collection_in
from flashcards.storage.copies.foreign_database import opener
from flashcards.storage.copies.new_foreign_database import new_database

TODAY = date(2026, 1, 5)
NOW = datetime(2026, 1, 5, 8, tzinfo=UTC)
BEGAN = NOW - timedelta(hours=4)
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x1f\0"), min_size=1)
WORD = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)
IDS = st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=6, unique=True)


def read_back(outgoing: Outgoing, tmp_path, media=()) -> tuple[AnkiCollection, dict[str, bytes]]:
    out = BytesIO()
    rows = PackageRows(outgoing)
    with new_database(declarations(), rows.tables(), INDEXES) as pieces:
        write_package(out, pieces, ((name, [content]) for name, content in media))
    opened = opener(tmp_path / "x.apkg")
    with opened_package(out.getvalue(), "x.apkg") as package:
        assert package.collection == "collection.anki21b"
        with opened(package.database()) as tables:
            found = collection_in(tables, "x.apkg", is_oldest=False)
        return found, {name: package.medium(name) for name in package.media}


def outgoing_of(notes, rows=(), options=None) -> Outgoing:
    return Outgoing(notes, rows, options or {}, NOW, TODAY, BEGAN)


def note_of(id_: str, schedule: Schedule = Schedule(), **said) -> OutgoingNote:  # noqa: B008
    fields = ("front", "back", "", said_ids([CardId(id_)]))
    made = OutgoingNote(
        f"flash-{id_}",
        OwnTypes.QUESTION.value,
        fields,
        (),
        "Deck",
        (OutgoingCard(CardId(id_), 0, schedule),),
    )
    return made._replace(**said)


@given(IDS)
def test_the_ids_of_a_notes_cards_are_read_whatever_they_are(ids):
    cards = [None if one == "-" else CardId(one) for one in ids]
    ids = [one.encode("utf-8", "replace").decode() for one in ids]
    values = ["", said_ids(None if one == "-" else CardId(one) for one in ids)]
    assert own_ids(("Text", "flash"), values) == {
        number: one for number, one in enumerate(ids) if one != "-"
    }
    assert own_ids(("flash", "Text"), values[::-1]) == {}
    assert len(cards) == len(ids)


@given(
    st.dictionaries(
        WORD, st.tuples(TEXT, TEXT, st.lists(WORD, max_size=3)), min_size=1, max_size=5
    ),
    st.lists(WORD, min_size=1, max_size=3),
    st.lists(
        st.tuples(st.integers(1, 2**40), st.integers(0, 4), st.integers(-600, 900)), max_size=5
    ),
)
def test_notes_decks_and_the_review_log_are_read_as_they_were_written(
    tmp_path_factory, notes, deck, rows
):
    deck = "::".join(deck)
    going = [
        note_of(id_, fields=(front, back, "", said_ids([CardId(id_)])), tags=tuple(tags), deck=deck)
        for id_, (front, back, tags) in notes.items()
    ]
    ids = list(notes)
    log = [
        OutgoingRow(at, CardId(ids[at % len(ids)]), ease, days, 0, 2500, 7, 1)
        for at, ease, days in {row[0]: row for row in rows}.values()
    ]
    found, _ = read_back(outgoing_of(going, log), tmp_path_factory.mktemp("out"))
    by_id = {one.values[-1]: one for one in found.notes.values()}
    for note in going:
        assert by_id[note.fields[-1]].values == note.fields
        assert by_id[note.fields[-1]].tags == tuple(dict.fromkeys(note.tags))
    assert {found.decks[card.home].name.casefold() for card in found.cards} == {deck.casefold()}
    read = [(row.id, row.ease, row.interval, row.taken_ms) for row in found.revlog]
    assert read == sorted((row.id, row.ease, row.interval, row.taken_ms) for row in log)
    assert len(found.cards) == len(going)


@pytest.mark.parametrize(
    ("schedule", "told"),
    [
        (Schedule(), (0, 0, 1)),
        (Schedule(State.REVIEW, due_on=TODAY + timedelta(9)), (2, 2, 9)),
        (Schedule(State.REVIEW, due_on=TODAY - timedelta(9)), (2, 2, -9)),
        (Schedule(State.REVIEW, due_on=TODAY, suspended=True), (2, -1, 0)),
        (Schedule(State.REVIEW, due_on=TODAY, buried_on=TODAY), (2, -3, 0)),
        (Schedule(State.REVIEW, due_on=TODAY, buried_on=TODAY - timedelta(1)), (2, 2, 0)),
        (Schedule(State.LEARNING, 1, due_at=NOW), (1, 1, int(NOW.timestamp()))),
        (Schedule(State.RELEARNING, 0, due_at=NOW), (3, 1, int(NOW.timestamp()))),
    ],
)
def test_a_card_stands_in_anki_as_it_stands_here(tmp_path, schedule, told):
    found, _ = read_back(outgoing_of([note_of("a", schedule)]), tmp_path)
    (card,) = found.cards
    assert (card.type, card.queue, card.due) == told


def test_memory_and_options_go_along(tmp_path):
    schedule = Schedule(State.REVIEW, stability=12.3456, difficulty=6.5, due_on=TODAY)
    own = OutgoingOptions(0.85, (1.0, 15.0), (10.0,), 400, 7, None, (0.5,) * 21)
    found, _ = read_back(outgoing_of([note_of("a", schedule)], (), {"Deck": own}), tmp_path)
    assert found.cards[0].memory == (12.3456, 6.5)
    preset = found.presets[found.decks[found.cards[0].home].preset]
    assert preset.retention == pytest.approx(0.85)
    assert (preset.learning_steps, preset.relearning_steps) == ((1.0, 15.0), (10.0,))
    assert (preset.new_per_day, preset.reviews_per_day) == (7, 9_999)
    assert (preset.maximum_interval_days, preset.parameters) == (400, (0.5,) * 21)


def test_a_name_has_the_same_number_each_time_and_no_other(tmp_path):
    notes = [note_of(str(number)) for number in range(200)]
    first, _ = read_back(outgoing_of(notes), tmp_path)
    second, _ = read_back(outgoing_of(notes[::-1]), tmp_path)
    assert len(first.notes) == 200
    assert first.notes.keys() == second.notes.keys()
    assert {card.id for card in first.cards} == {card.id for card in second.cards}


def test_media_are_packed_each_under_its_name(tmp_path):
    media = {"p.png": b"picture", "sound.mp3": b"s" * 9_000, "empty.png": b""}
    _, found = read_back(outgoing_of([note_of("a")]), tmp_path, media.items())
    assert found == media


def test_a_film_goes_into_a_package_a_piece_at_a_time(tmp_path):
    pieces = (bytes([number]) * 500_000 for number in range(100))
    with (tmp_path / "x.apkg").open("wb") as out:
        tracemalloc.start()
        write_package(out, [b"collection"], [("film.mp4", pieces)])
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 10_000_000
    with opened_package((tmp_path / "x.apkg").read_bytes(), "x.apkg") as package:
        assert len(package.medium("film.mp4")) == 50_000_000
