"""Histories of Anki brought in: each deed once, on its day, and taken back with the import."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta

import pytest
from anki_files import BEGAN, ONE_WAY, OldCollection, note_type, package
from collections_on_disk import at, deck, ids, opened, reviews
from importing import bring
from sqlalchemy import event

from flashcards.core.log.brought_facts import BroughtCram, BroughtReset
from flashcards.core.log.card_facts import DueSet
from flashcards.core.parameters import BOUNDS
from flashcards.core.rating import Rating
from flashcards.core.schedule import State
from flashcards.errors.cards import NothingToUndo
from flashcards.errors.packages import BadDatabase
from flashcards.services.decks.read import read_decks
from flashcards.services.exchange.import_.read import ImportWishes
from flashcards.services.exchange.import_.run import import_sources
from flashcards.services.log.rebuild import rebuild
from flashcards.services.log.redo import redo
from flashcards.services.log.undo import undo, undo_in_session
from flashcards.services.study.acts import resume, suspend
from flashcards.services.study.answer import Grade, answer
from flashcards.services.work import reading_work
from flashcards.storage.database.engine import reading
from flashcards.storage.log.log import facts_that_count
from flashcards.storage.projection.cards import known_cards

DAY = 86_400
FIRST = BEGAN + 10 * DAY
PARAMETERS = [round((lowest + highest) / 3, 3) for lowest, highest in BOUNDS]


def collection_of_anki(**config):
    return OldCollection(schedVer=2, creationOffset=0, localOffset=0, **config)


def learnt(made, front="dog", back=None, *, days=(0, 1, 4), **card):
    """A card that was answered on such days, and is due ten days after the last."""
    due = 10 + days[-1] + 10 if days else 1
    said = {"type": 2, "queue": 2, "due": due} if days else {}
    (id_,) = made.add(front, back or "back of " + front, **{**said, **card})
    for number, day in enumerate(days):
        kind = 0 if number == 0 else 1
        made.answer(FIRST + day * DAY, id_, 3, 10, kind=kind, factor=0 if number == 0 else 2500)
    return id_


def saved(made, folder, name="mine.apkg", **media):
    path = folder / name
    path.write_bytes(package(made.bytes(), **media))
    return path


def known(collection, front="dog"):
    with reading(collection.engine) as connection:
        return next(one for one in known_cards(connection) if one.card.front == front)


def facts(collection, kind):
    with reading(collection.engine) as connection:
        return facts_that_count(connection, kind)


def test_each_answer_is_a_review_on_the_study_day_it_was_given_on(collection, notes):
    made = OldCollection(schedVer=2, creationOffset=0, localOffset=-60, rollover=2)
    card = learnt(made, days=())
    night = int(datetime(2021, 3, 5, 0, 59, tzinfo=UTC).timestamp())  # 1:59 an hour east
    made.answer(night, card, 3, 4)
    made.answer(night + 120, card, 2, -600, kind=2, ms=1234)
    done = bring(collection, saved(made, notes))
    assert (done.history.answers, done.history.known) == (2, 0)
    before, after = reviews(collection)
    assert (before.studied_on, before.utc_offset_s) == (date(2021, 3, 4), 3600)
    assert (before.rating, before.due_on) == (Rating.GOOD, date(2021, 3, 8))
    assert (after.studied_on, after.rating, after.due_on) == (date(2021, 3, 5), Rating.HARD, None)
    assert (before.duration_ms, after.duration_ms) == (5000, 1234)
    assert after.stamp.at == datetime.fromtimestamp(night + 120, UTC) + timedelta(milliseconds=1)


def test_the_first_scheduler_had_no_hard_in_learning(collection, notes):
    made = OldCollection()
    card = learnt(made, days=())
    for number, (kind, ease) in enumerate([(0, 1), (0, 2), (0, 3), (1, 2), (2, 2), (1, 4)]):
        made.answer(FIRST + number * DAY, card, ease, 1, kind=kind)
    bring(collection, saved(made, notes))
    assert [int(one.rating) for one in reviews(collection)] == [1, 3, 4, 2, 3, 4]


def test_a_due_day_of_anki_survives_every_replay(collection, notes):
    made = collection_of_anki()
    learnt(made)
    bring(collection, saved(made, notes))
    due = (datetime.fromtimestamp(BEGAN, UTC) + timedelta(days=24)).date()
    assert known(collection).schedule.due_on == due
    rebuild(collection)
    schedule = known(collection).schedule
    assert (schedule.due_on, schedule.state, schedule.reps) == (due, State.REVIEW, 3)


def test_a_card_that_is_in_review_there_is_in_review_here_whatever_steps_say(collection, notes):
    made = collection_of_anki()
    learnt(made, days=(0,))
    bring(collection, saved(made, notes))
    assert (known(collection).schedule.state, known(collection).schedule.reps) == (State.REVIEW, 1)


def test_an_answer_after_it_counts_on_it_in_every_replay(collection, notes):
    made = collection_of_anki()
    learnt(made, days=(0,))
    bring(collection, saved(made, notes))
    given = answer(collection, at(minutes=2), known(collection).card.id, Grade(3)).schedule
    assert given.state is State.REVIEW
    rebuild(collection)
    assert known(collection).schedule == given


def test_what_was_suspended_buried_and_filtered_is_so_here(collection, notes):
    made = collection_of_anki()
    learnt(made, "suspended", queue=-1)
    learnt(made, "buried", queue=-2)
    learnt(made, "new", days=(), queue=-1)
    learnt(made, "filtered", odid=1, odue=20, due=-100_000)
    bring(collection, saved(made, notes))
    assert known(collection, "suspended").schedule.suspended
    assert known(collection, "new").schedule.suspended
    assert known(collection, "buried").schedule.buried_on == at().now.date()
    due = (datetime.fromtimestamp(BEGAN, UTC) + timedelta(days=20)).date()
    assert known(collection, "filtered").schedule.due_on == due


def test_what_is_no_answer_is_a_deed_of_its_own(collection, notes):
    made = collection_of_anki()
    card = learnt(made, days=(0, 1))
    made.answer(FIRST + 2 * DAY, card, 2, 0, kind=3, factor=0)
    made.answer(FIRST + 3 * DAY, card, 0, 0, kind=4, factor=0)
    made.answer(FIRST + 4 * DAY, card, 3, 5, kind=0)
    made.answer(FIRST + 5 * DAY, card, 0, 9, kind=4)
    made.answer(FIRST + 6 * DAY, card, 0, 7, kind=5)
    done = bring(collection, saved(made, notes))
    assert (done.history.answers, len(done.history.deeds)) == (3, 7)
    assert [one.rating for one in facts(collection, BroughtCram)] == [Rating.HARD]
    assert len(facts(collection, BroughtReset)) == 1
    begun = datetime.fromtimestamp(FIRST, UTC).date()
    moved = [one.on - begun for one in facts(collection, DueSet)][:2]
    assert [days.days for days in moved] == [5 + 9, 4 + 7]
    assert known(collection).schedule.reps == 1


def test_learning_again_without_a_word_begins_the_card_anew_as_anki_counts(collection, notes):
    made = collection_of_anki()
    card = learnt(made, days=(0, 1, 4))
    made.answer(FIRST + 9 * DAY, card, 3, -600, kind=0)
    made.answer(FIRST + 9 * DAY + 700, card, 3, 1, kind=0)
    bring(collection, saved(made, notes))
    assert known(collection).schedule.reps == 2
    assert len(reviews(collection)) == 5


def test_rows_that_say_nothing_are_counted_and_none_is_lost_unsaid(collection, notes):
    made = collection_of_anki()
    card = learnt(made)
    made.answer(FIRST, 77, 3, 1)
    made.answer(FIRST + DAY, card, 0, 0, kind=1)
    made.answer(FIRST + DAY, card, 9, 0, kind=1)
    (source,) = bring(collection, saved(made, notes)).sources
    assert {one.what: one.count for one in source.foreign.left_out} == {
        "answers of cards that are gone": 1,
        "rows of the review log that say nothing": 2,
    }


def test_a_second_import_adds_what_is_new_and_nothing_twice(collection, notes):
    made = collection_of_anki()
    card = learnt(made)
    bring(collection, saved(made, notes))
    again = bring(collection, saved(made, notes, "later.apkg"), minutes=2)
    assert (again.history.answers, again.history.known) == (0, 3)
    made.answer(FIRST + 20 * DAY, card, 4, 30)
    more = bring(collection, saved(made, notes, "latest.apkg"), minutes=3)
    assert (more.history.answers, more.history.known) == (1, 3)
    assert len(reviews(collection)) == 4
    assert len(ids(collection)) == 4


def test_answers_follow_a_card_that_was_edited_on_either_side(collection, notes):
    made = collection_of_anki()
    card = learnt(made, "What is a stump?")
    bring(collection, saved(made, notes))
    path = collection.root / "Deck.md"
    path.write_text(path.read_text().replace("back of What", "back of what"))
    read_decks(collection, at(minutes=2).now)
    made.answer(FIRST + 20 * DAY, card, 4, 30)
    bring(collection, saved(made, notes), minutes=3)
    found = known(collection, "What is a stump?")
    assert (found.schedule.reps, found.card.back[:12]) == (4, "back of what")


def test_answers_follow_a_card_that_was_edited_in_anki_and_answered_there_since(collection, notes):
    made = collection_of_anki()
    card = learnt(made, "What is a stump?", "A tree.")
    bring(collection, saved(made, notes))
    again = collection_of_anki()
    assert learnt(again, "What is a stump?", "A tree of one split.") == card
    again.answer(FIRST + 20 * DAY, card, 4, 30)
    bring(collection, saved(again, notes), minutes=3)
    found = known(collection, "What is a stump?")
    assert (found.schedule.reps, found.card.back) == (4, "A tree of one split.")
    assert sum(one.schedule.reps > 0 for one in all_known(collection)) == 1


def test_what_was_answered_here_since_is_not_moved_by_what_anki_says(collection, notes):
    made = collection_of_anki()
    card = learnt(made)
    bring(collection, saved(made, notes))
    after = answer(collection, at(minutes=2), known(collection).card.id, Grade(4)).schedule
    made.answer(FIRST + 5 * DAY, card, 3, 2)
    bring(collection, saved(made, notes), minutes=3)
    schedule = known(collection).schedule
    assert schedule.reps == 5
    assert schedule.last_review_at == after.last_review_at
    assert schedule.due_on > at().now.date()


def test_an_import_is_taken_back_and_given_back_whole(collection, notes):
    made = collection_of_anki()
    learnt(made, queue=-1)
    source = saved(made, notes)
    bring(collection, source)
    schedule = known(collection).schedule
    undo(collection, at(minutes=2))
    assert sum(one.schedule.reps for one in all_known(collection)) == 0
    assert not (collection.root / "Deck.md").exists()
    redo(collection, at(minutes=3))
    read_decks(collection, at(minutes=3).now)
    assert known(collection).schedule == schedule
    undo(collection, at(minutes=4))
    again = bring(collection, source, minutes=5)
    assert again.history.answers == 3
    assert known(collection).schedule == schedule


def all_known(collection):
    with reading(collection.engine) as connection:
        return list(known_cards(connection))


def test_a_session_takes_back_nothing_that_came_with_an_import(collection, notes):
    made = collection_of_anki()
    learnt(made, queue=-1)
    learnt(made, "other", queue=-2)
    bring(collection, saved(made, notes))
    with pytest.raises(NothingToUndo):
        undo_in_session(collection, at(minutes=2))


def preset(**said):
    return {
        "name": "Languages",
        "new": {"delays": [1, 10], "perDay": 20},
        "lapse": {"delays": [10]},
        "rev": {"perDay": 200, "maxIvl": 36500},
        **said,
    }


def test_parameters_come_into_use_where_nothing_was_answered_here_and_go_with_the_import(
    collection, notes
):
    made = collection_of_anki()
    made.presets = {"1": preset(fsrsParams6=PARAMETERS)}
    learnt(made, data='{"s":9,"d":5}')
    done = bring(collection, saved(made, notes))
    assert (done.history.whose, done.history.parameters) == ("Languages", tuple(PARAMETERS))
    assert in_use(collection) == tuple(PARAMETERS)
    undo(collection, at(minutes=2))
    assert in_use(collection) is None


def test_parameters_stay_there_where_the_learner_has_a_history(collection, notes):
    answer(collection, at(), ids(collection)[0], Grade(3))
    made = collection_of_anki()
    made.presets = {"1": preset(fsrsParams6=PARAMETERS)}
    learnt(made, data='{"s":9,"d":5}')
    done = bring(collection, saved(made, notes))
    assert (done.history.whose, done.history.parameters) == ("Languages", ())
    assert in_use(collection) is None


def in_use(collection):
    with reading_work(collection, at()) as work:
        return work.decisions.parameters


def test_media_come_along_under_safe_names_and_none_from_elsewhere(collection, notes):
    made = OldCollection(note_type(templates=ONE_WAY))
    made.add('<img src="../../x.png"> <img src="a.PNG"> <img src="A.png">', "[sound:/etc/s.mp3]")
    made.add('<img src="beside.png">', "b")
    (notes / "beside.png").write_bytes(b"not of the package")
    media = {"../../x.png": b"1", "a.PNG": b"2", "A.png": b"3", "/etc/s.mp3": b"4"}
    done = bring(collection, saved(made, notes, media=media))
    assert {path.rpartition("/")[0] for path in done.media} == {"media"}
    assert len({path.lower() for path in done.media}) == 4
    assert done.left_media.missing == ["beside.png"]
    text = (collection.root / "Deck.md").read_text()
    assert all(path.rpartition("/")[2] in text for path in done.media)
    assert "../" not in text


def test_two_pictures_of_one_content_make_one_card_with_both_histories(collection, notes):
    made = collection_of_anki()
    learnt(made, '<img src="a.png">', "same")
    learnt(made, '<img src="b.png">', "same", days=(2, 3))
    done = bring(collection, saved(made, notes, media={"a.png": b"1", "b.png": b"1"}))
    assert done.history.answers == 5
    (found,) = [one for one in all_known(collection) if "png" in one.card.front]
    assert found.schedule.reps == 5


def test_a_card_in_review_without_an_answer_is_new_here_and_said_each_time(collection, notes):
    made = collection_of_anki()
    made.add("dog", "Hund", type=2, queue=2, due=40)
    source = saved(made, notes)
    for minutes in (1, 2):
        done = bring(collection, source, minutes=minutes)
        assert (done.history.unanswered, done.history.is_empty) == (1, True)
    assert known(collection).schedule.state is State.NEW
    assert facts(collection, DueSet) == []


def test_what_is_damaged_brings_nothing_in(collection, notes):
    good, bad = collection_of_anki(), collection_of_anki()
    learnt(good)
    learnt(bad, "cat")
    before = sorted(collection.root.rglob("*"))
    content = bad.bytes(lambda db: db.execute("UPDATE revlog SET time = 'x'"))
    (notes / "bad.apkg").write_bytes(package(content))
    with pytest.raises(BadDatabase, match="its review log is damaged"):
        bring(collection, saved(good, notes), notes / "bad.apkg")
    assert sorted(collection.root.rglob("*")) == before
    assert reviews(collection) == []


def test_a_collection_that_anki_has_open_is_read_with_what_it_wrote_last(collection, notes):
    made = collection_of_anki()
    card = learnt(made)
    path = notes / "collection.anki2"
    path.write_bytes(made.bytes())
    with closing(sqlite3.connect(path, isolation_level=None)) as anki:
        anki.execute("PRAGMA journal_mode = WAL")
        row = (FIRST + 9 * DAY) * 1000, card, -1, 3, 9, 4, 2500, 100, 1
        anki.execute("INSERT INTO revlog VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        assert bring(collection, path).history.answers == 4


def test_a_database_of_somebody_else_in_a_folder_is_left_where_it_is(collection, notes):
    (notes / "their.db").write_bytes(collection_of_anki().bytes())
    saved(collection_of_anki(), notes, "none.apkg")
    learnt_one = collection_of_anki()
    learnt(learnt_one)
    saved(learnt_one, notes)
    done = bring(collection, notes)
    assert (done.history.answers, done.unread) == (3, ())
    assert [(one.what, one.count) for one in done.left_out] == [(".db file", 1)]


def test_an_import_of_many_answers_is_taken_back_with_as_few_statements_as_one_of_few(
    tmp_path, notes
):
    needed = set()
    for many in (3, 60):
        root = tmp_path / f"{many}"
        deck(root)
        made = collection_of_anki()
        learnt(made, days=range(many))
        source = saved(made, notes, f"{many}.apkg")
        with opened(root) as collection:
            bring(collection, source)
            told = []
            event.listen(
                collection.engine, "before_cursor_execute", lambda *_, told=told: told.append(1)
            )
            undo(collection, at(minutes=2))
            needed.add(len(told))
    assert len(needed) == 1


def with_card(notes, name, **card):
    made = collection_of_anki()
    learnt(made, **card)
    return saved(made, notes, name)


def since(minutes):
    return int(at(minutes=minutes).now.timestamp())


def test_a_suspension_in_anki_without_an_answer_comes_and_goes_with_later_imports(
    collection, notes
):
    bring(collection, with_card(notes, "a.apkg"))
    aside = with_card(notes, "b.apkg", queue=-1, mod=since(2))
    assert bring(collection, aside, minutes=3).history.put_aside == 1
    assert known(collection).schedule.suspended
    assert bring(collection, aside, minutes=4).history.is_empty
    asked = with_card(notes, "c.apkg", mod=since(5))
    assert bring(collection, asked, minutes=6).history.put_aside == 1
    assert not known(collection).schedule.suspended
    undo(collection, at(minutes=7))
    assert known(collection).schedule.suspended
    undo(collection, at(minutes=8))
    assert not known(collection).schedule.suspended


def test_what_was_decided_here_later_stays(collection, notes):
    aside = with_card(notes, "a.apkg", queue=-1, mod=since(-9))
    bring(collection, aside)
    card = known(collection).card.id
    resume(collection, at(minutes=2), card)
    assert bring(collection, aside, minutes=3).history.is_empty
    suspend(collection, at(minutes=4), card)
    moved = with_card(notes, "b.apkg", mod=since(5))
    assert bring(collection, moved, minutes=6).history.is_empty
    assert known(collection).schedule.suspended


def test_a_card_that_was_buried_in_anki_today_waits_here_too(collection, notes):
    bring(collection, with_card(notes, "a.apkg"))
    buried = with_card(notes, "b.apkg", queue=-2, mod=since(2))
    assert bring(collection, buried, minutes=3).history.put_aside == 1
    assert known(collection).schedule.buried_on == at().now.date()
    resume(collection, at(minutes=4), known(collection).card.id)
    assert bring(collection, buried, minutes=5).history.is_empty


def test_progress_of_one_package_is_by_its_notes(collection, notes):
    made = collection_of_anki()
    for number in range(5):
        learnt(made, f"front {number}", days=())
    heard = []
    source = saved(made, notes)
    wishes = ImportWishes()
    import_sources(collection, at(), [str(source)], wishes, lambda *said: heard.append(said))
    assert heard[:5] == [(number, 5) for number in range(1, 6)]
