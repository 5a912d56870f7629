"""What Anki itself made, studied and exported, compared card by card and row by row."""

import random
import shutil
from collections import Counter
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from collections_on_disk import deck, opened, reviews
from importing import bring

pytest.importorskip("anki", reason="Anki is not installed: pip install -e '.[anki]'")

from anki_backend import AnkiDesk, desk, studied

from flashcards.core.decks.sides import sides
from flashcards.core.schedule import State
from flashcards.storage.database.engine import reading
from flashcards.storage.projection.cards import known_cards

EXPORTS = ("new.apkg", "old.apkg", "new.colpkg", "old.colpkg", "collection.anki2")


@pytest.fixture(scope="module")
def exported(tmp_path_factory) -> tuple[Path, list, list]:
    """A folder of exports of one collection, its cards and its review log as Anki has them."""
    folder = tmp_path_factory.mktemp("anki")
    with desk(folder / "here") as there:
        studied(there)
        col = there.col
        col.sched.suspend_cards(col.find_cards("deck:Languages")[:3])
        col.sched.bury_cards(col.find_cards("deck:Science*")[:2])
        col.set_user_flag_for_cards(1, col.find_cards("tag:one")[:2])
        there.package(folder / "new.apkg")
        there.package(folder / "old.apkg", legacy=True)
        there.whole(folder / "new.colpkg")
        there.whole(folder / "old.colpkg", legacy=True)
        cards = [_as_anki_has_it(there, id_) for id_ in there.col.find_cards("")]
        rows = there.col.db.all("select id, ease, ivl, time, type, factor from revlog order by id")
        there.col.db.execute("pragma wal_checkpoint(truncate)")
    shutil.copy(folder / "here" / "collection.anki2", folder / "collection.anki2")
    return folder, cards, rows


def _as_anki_has_it(there: AnkiDesk, id_: int):
    card = there.col.get_card(id_)
    made = there.col.db.scalar("select crt from col")
    begun = datetime.fromtimestamp(made, timezone.utc).date()
    return {
        "deck": there.col.decks.name(card.did).replace("::", "/"),
        "type": card.type,
        "queue": card.queue,
        "due": begun + timedelta(days=card.due) if card.type == 2 else None,
        "reps": there.col.db.scalar("select count() from revlog where cid = ?", id_),
        "memory": card.memory_state and (card.memory_state.stability, card.memory_state.difficulty),
    }


@pytest.fixture(params=EXPORTS)
def imported(request, exported, tmp_path):
    folder, cards, rows = exported
    deck(tmp_path / "mine")
    with opened(tmp_path / "mine") as collection:
        done = bring(collection, folder / request.param)
        yield collection, done, cards, rows


def known(collection):
    with reading(collection.engine) as connection:
        found = list(known_cards(connection))
    return [one for one in found if one.card.source.file != "numbers.md"]


def test_each_generation_gives_every_card_with_its_memory_and_its_due_day(imported):
    collection, done, cards, _ = imported
    found = known(collection)
    assert len(found) == len(cards)
    assert done.agreement.by_fsrs == done.agreement.alike == len(cards)
    decks = Counter(one.card.source.file.removesuffix(".md") for one in found)
    assert decks == Counter(card["deck"] for card in cards)
    due = Counter(str(card["due"]) for card in cards if card["due"])
    here = Counter(str(one.schedule.due_on) for one in found if one.schedule.state is State.REVIEW)
    assert here == due
    assert Counter(one.schedule.reps for one in found) == Counter(card["reps"] for card in cards)
    assert sum(one.schedule.suspended for one in found) == 3
    assert sum(one.schedule.buried_on is not None for one in found) == 2
    assert sum("flag-red" in one.card.tags for one in found) == 2


def test_each_row_of_the_review_log_is_one_answer_at_its_instant(imported):
    collection, done, _, rows = imported
    assert done.history.answers == len(rows)
    here = [
        (round(one.stamp.at.timestamp() * 1000), int(one.rating), one.duration_ms)
        for one in reviews(collection)
    ]
    assert here == [(id_, ease, taken) for id_, ease, _, taken, _, _ in rows]
    assert done.history.known == 0


def test_note_types_ask_what_anki_asks(imported):
    collection, done, _, _ = imported
    asked = {sides(one.card).question: sides(one.card).answer for one in known(collection)}
    assert asked["front 0"] == "**back** 0"
    assert (asked["dog 1"], asked["Hund 1"]) == ("Hund 1", "dog 1")
    assert asked["cat 0"] == "Katze 0"
    assert "Katze 0" not in asked
    assert asked["Katze 1"] == "cat 1"
    assert asked["type 3"] == "typed 3"
    assert asked["[…] is in France"].startswith("Paris ")
    assert asked["Paris 2 is in [country]"] == "Paris 2 is in France"
    if done.media:
        assert "$x^2$" in asked["see ![](<media/p%20q.png>)"]


def test_all_generations_of_one_collection_come_to_the_same(exported, tmp_path):
    folder, _, rows = exported
    deck(tmp_path / "mine")
    with opened(tmp_path / "mine") as collection:
        bring(collection, folder / EXPORTS[0])
        before = {one.card.id: one.schedule for one in known(collection)}
        for number, name in enumerate(EXPORTS[1:], 2):
            done = bring(collection, folder / name, minutes=number)
            assert (done.history.answers, done.history.known) == (0, len(rows)), name
            assert {one.card.id: one.schedule for one in known(collection)} == before, name


def test_a_collection_that_sm_2_schedules_keeps_its_due_days(tmp_path):
    with desk(tmp_path / "anki") as there:
        for number in range(6):
            there.note("Basic", "Deck", f"front {number}", "back")
        chance = random.Random(3)
        for _ in range(8):
            there.answer(chance)
            there.sleep(2)
        package = there.package(tmp_path / "sm2.apkg")
        cards = [_as_anki_has_it(there, id_) for id_ in there.col.find_cards("")]
    deck(tmp_path / "mine")
    with opened(tmp_path / "mine") as collection:
        done = bring(collection, package)
        assert (done.agreement.by_fsrs, done.agreement.replayed) == (0, len(cards))
        here = Counter(str(one.schedule.due_on) for one in known(collection))
        assert here == Counter(str(card["due"]) for card in cards)


def test_what_is_done_by_hand_and_in_filtered_decks_comes_along(tmp_path):
    with desk(tmp_path / "anki") as there:
        there.col.set_config("fsrs", val=True)
        for number in range(4):
            there.note("Basic", "Deck", f"front {number}", "back")
        chance = random.Random(5)
        for _ in range(5):
            there.answer(chance)
            there.sleep(3)
        first, second, third, _ = there.col.find_cards("")
        there.col.sched.schedule_cards_as_new([first])
        there.col.sched.set_due_date([second], "9")
        filtered = there.col.decks.new_filtered("Cram")
        config = there.col.decks.get(filtered)
        config["resched"], config["terms"] = False, [[f"cid:{third}", 100, 0]]
        there.col.decks.save(config)
        there.col.sched.rebuild_filtered_deck(filtered)
        there.answer(chance)
        for number in range(4):
            there.note("Basic", "Deck", f"in steps {number}", "back")
        there.answer(chance, 3)
        package = there.package(tmp_path / "odd.apkg")
        kinds = Counter(there.col.db.list("select type from revlog"))
        rows = there.col.db.scalar("select count() from revlog")
        cards = {id_: there.col.get_card(id_) for id_ in (first, second, third)}
        learning = {
            there.col.get_card(id_).note().fields[0] for id_ in there.col.find_cards("is:learn")
        }
        begun = datetime.fromtimestamp(there.col.db.scalar("select crt from col"), timezone.utc)
    assert kinds[4] == 2
    deck(tmp_path / "mine")
    with opened(tmp_path / "mine") as collection:
        done = bring(collection, package)
        assert len(done.history.deeds) == rows
        here = {one.card.front: one.schedule for one in known(collection)}
        assert here["front 0"].reps == 0 or cards[first].type != 0
        due = begun.date() + timedelta(days=cards[second].due)
        assert here["front 1"].due_on == due
        assert done.agreement.alike == done.agreement.by_fsrs
        in_steps = {front for front, one in here.items() if one.state is State.LEARNING}
        assert in_steps == learning != set()


def test_one_set_of_parameters_is_taken_and_the_cards_under_others_are_counted_apart(tmp_path):
    own = [0.3, 1.1, 2.9, 9.1, 6.6, 0.7, 3.1, 0.01, 1.5, 0.16, 0.9, 1.6, 0.07, 0.3, 1.5, 0.3, 2.1]
    own += [0.5, 0.1, 0.05, 0.17]
    with desk(tmp_path / "anki") as there:
        there.col.set_config("fsrs", val=True)
        for number in range(9):
            there.note("Basic", "Main" if number < 6 else "Other", f"front {number}", "back")
        preset = there.col.decks.add_config("Mine")
        preset["fsrsParams6"], preset["new"]["delays"] = own, [1, 15]
        there.col.decks.update_config(preset)
        main = there.col.decks.get(there.col.decks.id("Main"))
        main["conf"] = preset["id"]
        there.col.decks.save(main)
        chance = random.Random(4)
        for _ in range(8):
            there.answer(chance)
            there.sleep(3)
        package = there.package(tmp_path / "two.apkg")
    (tmp_path / "mine").mkdir()
    with opened(tmp_path / "mine") as collection:
        done = bring(collection, package)
        assert done.history.whose == "Mine"
        assert done.history.parameters == pytest.approx(own)
        agreed = done.agreement
        assert (agreed.by_fsrs, agreed.alike, agreed.replayed) == (6, 6, 3)
        assert "learning_steps: [1m, 15m]" in (collection.root / "Main.md").read_text()
