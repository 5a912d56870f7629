"""Cards sent to Anki, answered there as on a phone, and their answers fetched: nothing is lost."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from collections_on_disk import deck, opened, reviews

pytest.importorskip("anki", reason="Anki is not installed: pip install -e '.[anki]'")

from anki_backend import AnkiDesk, desk, studied, taken
from sending import answered, fetched, known, moment, sent, write_decks

from flashcards.core.schedule import State
from flashcards.services.collection import Collection
from flashcards.services.log.undo import undo
from flashcards.services.study.acts import suspend

EPOCH, MILLISECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(milliseconds=1)


@pytest.fixture
def collection(tmp_path):
    with opened(write_decks(tmp_path / "mine")) as opened_:
        yield opened_


@pytest.fixture
def phone(tmp_path):
    with desk(tmp_path / "phone") as there:
        there.col.set_config("fsrs", val=True)
        yield there


def log_rows(collection: Collection) -> list[tuple[int, int, int | None]]:
    found = [
        ((one.stamp.at - EPOCH) // MILLISECOND, int(one.rating), one.duration_ms or 0)
        for one in reviews(collection)
    ]
    return sorted(found)


def test_a_package_is_whole_in_anki(collection, phone, tmp_path):
    answered(collection, random.Random(1), 9)
    answered(collection, random.Random(2), 3)
    done = sent(collection, tmp_path / "x.apkg")
    assert (done.notes, done.cards, done.answers, done.media) == (6, 9, 8, 1)
    assert taken(phone, tmp_path / "x.apkg") == {"new": 6}
    col = phone.col
    here = {one.card.id: one for one in known(collection)}
    for id_ in col.find_cards(""):
        card = col.get_card(id_)
        own = here[card.note().fields[-1].split()[1 + card.ord]]
        assert col.decks.name(card.did) == own.deck.replace("/", "::")
        assert State(("new", "learning", "review", "relearning")[card.type]) is own.schedule.state
        assert card.reps == own.schedule.reps
        if own.schedule.state is State.REVIEW:
            due_in = (own.schedule.due_on - moment().today(4)).days
            assert card.due - col.sched.today == due_in
            assert card.memory_state.stability == pytest.approx(own.schedule.stability, abs=1e-3)
            assert card.memory_state.difficulty == pytest.approx(own.schedule.difficulty, abs=1e-2)
    rows = col.db.all("select id, ease, time from revlog order by id")
    assert [tuple(row) for row in rows] == log_rows(collection)
    assert set(col.tags.all()) == {"lang", "nouns::animals"}
    assert not list(col.media.check().missing)
    assert (Path(col.media.dir()) / "p.png").read_bytes() == b"picture"


def test_siblings_are_cards_of_one_note(collection, phone, tmp_path):
    sent(collection, tmp_path / "x.apkg")
    taken(phone, tmp_path / "x.apkg")
    notes = phone.col.find_notes("")
    asked = Counter(len(phone.col.get_note(id_).cards()) for id_ in notes)
    assert asked == {1: 4, 2: 1, 3: 1}
    (cloze,) = phone.col.find_notes('"note:flash cloze"')
    assert phone.col.get_note(cloze).fields[0] == (
        "The {{c1::capital::city}} of {{c2::France}} is {{c3::<strong>Paris</strong>}}."
    )


def test_decks_have_presets_of_their_own_and_anki_s_stays_as_it_was(collection, phone, tmp_path):
    usual = phone.col.decks.get_config(1)
    sent(collection, tmp_path / "x.apkg")
    taken(phone, tmp_path / "x.apkg")
    steps = {
        deck.name: phone.col.decks.config_dict_for_deck_id(deck.id)["new"]["delays"]
        for deck in phone.col.decks.all_names_and_ids()
    }
    assert (steps["Lang::German"], steps["Lang::Lisp"]) == ([1.0, 15.0], [1.0, 10.0])
    assert phone.col.decks.get_config(1) == usual
    names = {preset["name"] for preset in phone.col.decks.all_config()}
    assert names == {"Default", "flash", "flash 2"}


def test_how_a_card_looks_in_anki_is_the_learners(collection, phone, tmp_path):
    sent(collection, tmp_path / "x.apkg")
    taken(phone, tmp_path / "x.apkg")
    type_ = phone.col.models.by_name("flash question")
    type_["css"] = ".card { color: green }"
    phone.col.models.update_dict(type_)
    sent(collection, tmp_path / "x.apkg")
    taken(phone, tmp_path / "x.apkg")
    assert phone.col.models.by_name("flash question")["css"] == ".card { color: green }"


def test_answers_come_back_from_the_phone_round_after_round(collection, phone, tmp_path):
    """Three rounds, answers on both sides: each counts once, for the card that it was given to."""
    chance = random.Random(7)
    given = answered(collection, chance, 20)
    on_phone = 0
    for number in range(3):
        given += answered(collection, chance, 10 - number)
        sent(collection, tmp_path / "out.apkg")
        taken(phone, tmp_path / "out.apkg")
        told = phone.answer(chance, 5)
        on_phone += told
        back = phone.package(tmp_path / "back.apkg")
        done = fetched(collection, back)
        assert done.history.answers == told
        assert not done.decks
        again = fetched(collection, back)
        assert (again.history.answers, len(reviews(collection))) == (0, given + on_phone)
    assert on_phone > 8
    here = Counter(one.card for one in reviews(collection))
    for one in known(collection):
        assert one.schedule.reps == here[one.card.id]


def test_a_deck_that_was_deleted_in_anki_comes_with_its_history_of_both_sides(
    collection, phone, tmp_path
):
    chance = random.Random(11)
    answered(collection, chance, 20, 9)
    for number in range(3):
        sent(collection, tmp_path / "out.apkg")
        phone.col.decks.remove([phone.col.decks.id("Lang")])
        taken(phone, tmp_path / "out.apkg")
        rows = phone.col.db.all("select id, ease, time from revlog order by id")
        assert [tuple(row) for row in rows] == log_rows(collection)
        assert phone.answer(chance, 4)
        fetched(collection, phone.package(tmp_path / "back.apkg"))
        answered(collection, chance, 0.001 * (3 - number), 3)


def test_a_text_that_was_edited_is_the_same_note(collection, phone, tmp_path):
    answered(collection, random.Random(3), 5, 9)
    sent(collection, tmp_path / "x.apkg")
    taken(phone, tmp_path / "x.apkg")
    path = collection.root / "Lang/Lisp.md"
    path.write_text(path.read_text().replace("two?", "two, in words?"))
    with opened(collection.root) as later:
        phone.col.db.execute("update notes set mod = mod - 10")
        sent(later, tmp_path / "x.apkg")
        assert taken(phone, tmp_path / "x.apkg") == {"updated": 6}
        assert phone.col.find_notes('"Front:two, in words?"')
        phone.answer(random.Random(1), 9)
        done = fetched(later, phone.package(tmp_path / "back.apkg"))
        assert done.history.answers
        assert sum(one.schedule.reps for one in known(later)) == len(reviews(later))


def test_what_was_taken_back_here_does_not_come_again(collection, phone, tmp_path):
    answered(collection, random.Random(3), 5, 2)
    sent(collection, tmp_path / "x.apkg")
    taken(phone, tmp_path / "x.apkg")
    undo(collection, moment())
    assert fetched(collection, phone.package(tmp_path / "back.apkg")).history.answers == 0
    phone.answer(random.Random(1), 3)
    package = phone.package(tmp_path / "back.apkg")
    assert fetched(collection, package).history.answers == 3
    undo(collection, moment())
    assert sum(one.schedule.reps for one in known(collection)) == 1
    assert fetched(collection, package).history.answers == 3


def test_a_suspension_on_the_phone_comes_back_without_an_answer_and_so_does_its_end(
    collection, phone, tmp_path
):
    answered(collection, random.Random(3), 5, 9)
    first, second, third = [one.card.id for one in known(collection)][:3]
    suspend(collection, moment(1), second)
    sent(collection, tmp_path / "x.apkg")
    taken(phone, tmp_path / "x.apkg")
    suspend(collection, moment(), third)
    there = [phone.col.get_card(id_) for id_ in phone.col.find_cards("")]
    on_phone = {card.note().fields[-1].split()[1 + card.ord]: card.id for card in there}
    phone.col.sched.suspend_cards([on_phone[first]])
    phone.col.sched.unsuspend_cards([on_phone[second]])
    package = phone.package(tmp_path / "back.apkg")
    assert fetched(collection, package).history.put_aside == 2
    aside = {one.card.id for one in known(collection) if one.schedule.suspended}
    assert aside == {first, third}
    assert fetched(collection, package).history.is_empty


def test_a_note_added_in_anki_comes_beside_the_deck(collection, phone, tmp_path):
    sent(collection, tmp_path / "x.apkg")
    taken(phone, tmp_path / "x.apkg")
    phone.note("Basic", "Lang::Lisp", "added on the way", "yes")
    done = fetched(collection, phone.package(tmp_path / "back.apkg"))
    assert [one.path for one in done.decks] == ["Lang/Lisp from Anki.md"]
    assert len(known(collection)) == 10


def test_elsewhere_the_cards_are_read_as_what_they_ask(collection, tmp_path):
    answered(collection, random.Random(3), 5, 9)
    sent(collection, tmp_path / "x.apkg")
    deck(tmp_path / "other", "Q: else?\nA: yes\n")
    with opened(tmp_path / "other") as other:
        done = fetched(other, tmp_path / "x.apkg")
        assert done.history.answers == 9
        here = {one.card.id: one for one in known(collection)}
        there = {one.card.id: one for one in known(other)}
        assert len(here.keys() & there.keys()) == 8
        for id_ in here.keys() & there.keys():
            assert there[id_].schedule.reps == here[id_].schedule.reps
            assert there[id_].schedule.due_on == here[id_].schedule.due_on


def test_a_collection_of_anki_comes_back_to_anki_as_it_was(tmp_path):
    """Cards, siblings, due days and every row of the review log; notes have flash's own types."""
    with desk(tmp_path / "before") as before:
        studied(before, days=12)
        before.col.sched.suspend_cards(before.col.find_cards("deck:Languages")[:3])
        package = before.package(tmp_path / "in.apkg")
        was, rows = _standings(before), _rows(before)
    (tmp_path / "mine").mkdir()
    with opened(tmp_path / "mine") as collection, desk(tmp_path / "after") as after:
        after.col.set_config("fsrs", val=True)
        fetched(collection, package)
        sent(collection, tmp_path / "out.apkg")
        taken(after, tmp_path / "out.apkg")
        assert _rows(after) == rows
        assert _standings(after) == was


def _rows(there: AnkiDesk) -> list[tuple[int, ...]]:
    """The review log: when, the button, the time taken, and whether it was learning or review."""
    found = there.col.db.all("select id, ease, time, type from revlog order by id")
    return [tuple(row) for row in found]


def _standings(there: AnkiDesk) -> Counter[tuple[object, ...]]:
    """How many cards stand how, in which deck, with how many siblings."""
    col = there.col
    cards = (col.get_card(id_) for id_ in col.find_cards(""))
    return Counter(
        (
            col.decks.name(card.did),
            card.type,
            card.queue,
            card.due - col.sched.today if card.type == 2 else None,
            card.reps,
            len(card.note().cards()),
        )
        for card in cards
    )
