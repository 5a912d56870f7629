"""What changes on the phone or here between an export and the import that answers it."""

import random
from collections import Counter

import pytest
from collections_on_disk import deck, opened, place_of, reviews

pytest.importorskip("anki", reason="Anki is not installed: pip install -e '.[anki]'")

from anki_backend import desk, taken
from sending import answered, fetched, known, moment, sent, write_decks

from flashcards.core.schedule import State
from flashcards.services.opening.open import open_collection
from flashcards.services.study.acts import bury, resume, suspend
from flashcards.services.study.answer import Grade, answer

SUSPENDED, BURIED = -1, -3


@pytest.fixture
def root(tmp_path):
    return write_decks(tmp_path / "mine")


@pytest.fixture
def phone(tmp_path):
    with desk(tmp_path / "phone") as there:
        there.col.set_config("fsrs", val=True)
        yield there


def opened_now(root):
    """The collection, its decks read by the clock that Anki has, too."""
    return open_collection(place_of(root), moment().now)


def own(phone, card):
    """The id that a card of the phone has here."""
    return card.note().fields[-1].split()[1 + card.ord]


def phone_cards(phone):
    """The phone's cards by the ids that they have here."""
    cards = map(phone.col.get_card, phone.col.find_cards(""))
    return {own(phone, card): card for card in cards}


def pressed(phone, id_, button=3):
    """Answer that very card on the phone."""
    card = phone_cards(phone)[id_]
    phone.col.sched.set_due_date([card.id], "0")
    card.load()
    card.start_timer()
    phone.col.sched.answerCard(card, button)


def counted(collection):
    """How many answers each card that is here has; that each counts once."""
    here = Counter(one.card for one in reviews(collection))
    for one in known(collection):
        assert one.schedule.reps == here[one.card.id], one.card.front
    return here


def test_flags_marks_of_rest_and_steps_are_on_the_phone(root, phone, tmp_path):
    deck(root, "---\ntags: [flag-red, calm]\n---\nQ: flagged?\nA: yes\n", "flags.md")
    with opened_now(root) as here:
        cards = {one.card.front: one.card.id for one in known(here)}
        suspend(here, moment(), cards["one?"])
        bury(here, moment(), cards["two?"])
        answer(here, moment(), cards["three?"], Grade(1, 900))
        sent(here, tmp_path / "x.apkg")
        step = {one.card.front: one.schedule for one in known(here)}["three?"]
    taken(phone, tmp_path / "x.apkg")
    there = {card.note().fields[0]: card for card in phone_cards(phone).values()}
    assert (there["one?"].queue, there["two?"].queue) == (SUSPENDED, BURIED)
    assert (there["three?"].type, there["three?"].queue) == (1, 1)
    assert there["three?"].due == int(step.due_at.timestamp())
    assert step.state is State.LEARNING
    assert (there["flagged?"].flags & 7, there["flagged?"].note().tags) == (1, ["calm"])


def test_two_exports_before_one_import_count_each_answer_once(root, phone, tmp_path):
    chance = random.Random(5)
    with opened_now(root) as here:
        given = answered(here, chance, 9)
        sent(here, tmp_path / "first.apkg")
        given += answered(here, chance, 3)
        sent(here, tmp_path / "second.apkg")
        taken(phone, tmp_path / "first.apkg")
        on_phone = phone.answer(chance, 3)
        taken(phone, tmp_path / "second.apkg")
        on_phone += phone.answer(chance, 2)
        assert fetched(here, phone.package(tmp_path / "back.apkg")).history.answers == on_phone
        assert len(reviews(here)) == given + on_phone
        counted(here)


def test_two_imports_of_phone_files_in_the_wrong_order_come_once(root, phone, tmp_path):
    chance = random.Random(6)
    with opened_now(root) as here:
        sent(here, tmp_path / "x.apkg")
        taken(phone, tmp_path / "x.apkg")
        first = phone.answer(chance, 3)
        early = phone.package(tmp_path / "early.apkg")
        second = phone.answer(chance, 2)
        late = phone.package(tmp_path / "late.apkg")
        assert fetched(here, late).history.answers == first + second
        assert fetched(here, early).history.answers == 0
        counted(here)


def test_a_card_deleted_on_the_phone_stays_here_and_goes_there_again(root, phone, tmp_path):
    with opened_now(root) as here:
        answered(here, random.Random(3), 5, 9)
        before = counted(here)
        sent(here, tmp_path / "x.apkg")
        taken(phone, tmp_path / "x.apkg")
        phone.col.remove_notes(phone.col.find_notes('"Front:two?"'))
        done = fetched(here, phone.package(tmp_path / "back.apkg"))
        assert (done.history.answers, done.decks, counted(here)) == (0, (), before)
        sent(here, tmp_path / "y.apkg")
        assert taken(phone, tmp_path / "y.apkg")["new"] == 1
        assert phone_cards(phone).keys() == {one.card.id for one in known(here)}


def test_answers_to_a_card_deleted_here_are_kept_until_it_is_back(root, phone, tmp_path):
    path = root / "Lang/Lisp.md"
    text = path.read_text()
    with opened_now(root) as here:
        gone = next(one.card.id for one in known(here) if one.card.front == "two?")
        answer(here, moment(5), gone, Grade(3, 900))
        sent(here, tmp_path / "x.apkg")
    taken(phone, tmp_path / "x.apkg")
    pressed(phone, gone)
    back = phone.package(tmp_path / "back.apkg")
    path.write_text(text.replace("Q: two?\nA: 2\n\n", ""))
    with opened_now(root) as here:
        done = fetched(here, back)
        assert (done.history.answers, done.decks) == (1, ())
        assert fetched(here, back).history.answers == 0
    path.write_text(text)
    with opened_now(root) as here:
        assert counted(here)[gone] == 2


def test_a_front_edited_on_the_phone_keeps_its_answers_and_the_text_here(root, phone, tmp_path):
    with opened_now(root) as here:
        sent(here, tmp_path / "x.apkg")
        taken(phone, tmp_path / "x.apkg")
        card = next(one.card.id for one in known(here) if one.card.front == "two?")
        note = phone_cards(phone)[card].note()
        note.fields[0] = "two, on the phone?"
        phone.col.update_note(note)
        pressed(phone, card)
        done = fetched(here, phone.package(tmp_path / "back.apkg"))
        assert (done.history.answers, done.decks) == (1, ())
        assert counted(here)[card] == 1
        assert "two?" in {one.card.front for one in known(here)}


def test_a_front_edited_on_both_sides_is_one_card_with_the_answers_of_both(root, phone, tmp_path):
    path = root / "Lang/Lisp.md"
    with opened_now(root) as here:
        card = next(one.card.id for one in known(here) if one.card.front == "two?")
        answer(here, moment(5), card, Grade(3, 900))
        sent(here, tmp_path / "x.apkg")
    taken(phone, tmp_path / "x.apkg")
    note = phone_cards(phone)[card].note()
    note.fields[0] = "two, on the phone?"
    phone.col.update_note(note)
    pressed(phone, card)
    path.write_text(path.read_text().replace("two?", "two, in words?"))
    with opened_now(root) as here:
        now = next(one for one in known(here) if one.card.front == "two, in words?")
        answer(here, moment(), now.card.id, Grade(3, 900))
        assert fetched(here, phone.package(tmp_path / "back.apkg")).history.answers == 1
        cards = {one.card.front: one.schedule.reps for one in known(here)}
        assert cards["two, in words?"] == 3
        assert len(known(here)) == 9


def test_a_card_suspended_on_the_phone_is_so_here_and_one_suspended_here_stays_so(
    root, phone, tmp_path
):
    """What the manual says: what was suspended there comes back, too; what was here is kept."""
    with opened_now(root) as here:
        ids = {known_.card.front: known_.card.id for known_ in known(here)}
        one, two = ids["one?"], ids["two?"]
        sent(here, tmp_path / "x.apkg")
        taken(phone, tmp_path / "x.apkg")
        phone.col.sched.suspend_cards([phone_cards(phone)[one].id])
        suspend(here, moment(), two)
        pressed(phone, two)
        assert fetched(here, phone.package(tmp_path / "back.apkg")).history.answers == 1
        stands = {k.card.id: k.schedule for k in known(here)}
        assert (stands[one].suspended, stands[two].suspended) == (True, True)
        assert stands[two].reps == 1
        resume(here, moment(), two)
        assert counted(here)[two] == 1


def test_a_new_card_here_is_a_new_note_there_and_the_rest_stays(root, phone, tmp_path):
    with opened_now(root) as here:
        sent(here, tmp_path / "x.apkg")
    taken(phone, tmp_path / "x.apkg")
    deck(root, "Q: four?\nA: 4\n", "Lang/More.md")
    with opened_now(root) as here:
        sent(here, tmp_path / "y.apkg")
        done = taken(phone, tmp_path / "y.apkg")
        assert done["new"] == 1
        assert phone_cards(phone).keys() == {one.card.id for one in known(here)}


def test_an_export_of_another_machine_updates_the_same_notes(root, phone, tmp_path):
    with opened_now(root) as here, opened(write_decks(tmp_path / "other")) as other:
        sent(here, tmp_path / "x.apkg")
        taken(phone, tmp_path / "x.apkg")
        notes = set(phone.col.find_notes(""))
        sent(other, tmp_path / "y.apkg")
        assert not taken(phone, tmp_path / "y.apkg")["new"]
        assert set(phone.col.find_notes("")) == notes
