"""The daily session: which cards, in which order, and what each act leaves behind."""

import pytest
from collections_on_disk import THREE, at, deck, dump, opened, reviews

from flashcards.core.selection import Selection
from flashcards.errors.cards import InvalidRating, NothingToRedo, NothingToUndo, UnknownDeck
from flashcards.services.decks.read import read_decks
from flashcards.services.study import session as service
from flashcards.services.study.answer import Grade, answer
from flashcards.services.study.review_options import ReviewOptions
from flashcards.storage.database.engine import reading
from flashcards.storage.log.log import all_reviews
from flashcards.storage.projection.cards import known_cards

ALL = ReviewOptions()


@pytest.fixture
def collection(tmp_path):
    deck(tmp_path)
    with opened(tmp_path) as collection:
        yield collection


def fronts(collection, session):
    """The questions of a session, asked and skipped one after the other."""
    asked = []
    while (known := service.shown_card(collection, session)) is not None:
        asked.append(known.card.front)
        session = service.skip(at(), session)
    return asked


def test_new_cards_come_in_deck_order(collection):
    assert fronts(collection, service.start(collection, at(), ALL)) == ["one?", "two?", "three?"]


def test_due_cards_come_before_new_ones(collection):
    with reading(collection.engine) as connection:
        last = list(known_cards(connection))[-1].card.id
    answer(collection, at(), last, Grade(4))
    session = service.start(collection, at(days=30), ALL)
    assert fronts(collection, session) == ["three?", "one?", "two?"]


def test_limits_hold_in_all_and_for_new_cards(collection):
    assert len(fronts(collection, service.start(collection, at(), ReviewOptions(cards=2)))) == 2
    assert len(fronts(collection, service.start(collection, at(), ReviewOptions(new=1)))) == 1
    assert fronts(collection, service.start(collection, at(), ReviewOptions(cards=0))) == []


def test_a_limit_counts_learning_cards_first(collection):
    session = service.start(collection, at(), ALL)
    session = service.grade(collection, at(), session, 3)
    assert fronts(collection, service.start(collection, at(hours=1), ReviewOptions(cards=1))) == [
        "one?"
    ]


def test_the_day_takes_only_so_many_new_cards(tmp_path):
    deck(tmp_path)
    (tmp_path / "flash.toml").write_text("new_per_day = 2\n")
    deck(tmp_path, "---\nnew_per_day: 1\n---\nQ: a?\nA: 1\n\nQ: b?\nA: 1\n", "a.md")
    with opened(tmp_path) as collection:
        session = service.start(collection, at(), ALL)
        assert fronts(collection, session) == ["a?", "one?"]
        service.grade(collection, at(), session, 4)
        assert fronts(collection, service.start(collection, at(), ALL)) == ["one?"]
        assert (
            fronts(collection, service.start(collection, at(), ReviewOptions(new=9)))[0] == "one?"
        )
        assert fronts(collection, service.start(collection, at(days=1), ALL)) == ["b?", "one?"]


def test_new_cards_that_wait_for_another_day_are_known(tmp_path):
    deck(tmp_path)
    (tmp_path / "flash.toml").write_text("new_per_day = 0\n")
    with opened(tmp_path) as collection:
        assert fronts(collection, service.start(collection, at(), ALL)) == []
        assert service.has_new_waiting(collection, at(), ALL)
        assert not service.has_new_waiting(collection, at(), ReviewOptions(new=0))
        assert not service.has_new_waiting(
            collection, at(), ReviewOptions(Selection(tags=("none",)))
        )


def test_decks_areas_and_tags_select(tmp_path):
    deck(tmp_path, "Q: a?\nA: 1\n", "theory/a.md")
    deck(tmp_path, "Q: b?\nA: 1\n<!-- tags: exam -->\n", "theory/b.md")
    deck(tmp_path, "---\narea: design\ntags: [exam]\n---\nQ: c?\nA: 1\n", "theoryx.md")

    def asked(**selection):
        return fronts(
            collection, service.start(collection, at(), ReviewOptions(Selection(**selection)))
        )

    with opened(tmp_path) as collection:
        assert asked(decks=("theory",)) == ["a?", "b?"]
        assert asked(decks=("theory/b", "theoryx")) == ["b?", "c?"]
        assert asked(areas=("design",)) == ["c?"]
        assert asked(tags=("exam",)) == ["b?", "c?"]
        assert asked(decks=("theory",), tags=("exam",)) == ["b?"]
        with pytest.raises(UnknownDeck, match=r"no deck 'theoryy': did you mean 'theoryx'\?"):
            asked(decks=("theoryy",))
        with pytest.raises(UnknownDeck, match="see them with"):
            asked(decks=("qqqqqq",))


def test_prompts_and_suspended_decks_are_not_asked(tmp_path):
    deck(tmp_path, "---\ncards: prompts\n---\n## Tell me about it\n", "a.md")
    deck(tmp_path, "---\nsuspended: true\n---\nQ: b?\nA: 1\n", "b.md")
    with opened(tmp_path) as collection:
        assert fronts(collection, service.start(collection, at(), ALL)) == []


def test_of_siblings_one_is_asked_a_day(tmp_path):
    deck(tmp_path, "front ::: back\n\nQ: other?\nA: 1\n")
    with opened(tmp_path) as collection:
        session = service.start(collection, at(), ALL)
        assert fronts(collection, session) == ["front", "other?"]
        service.grade(collection, at(), session, 4)
        assert fronts(collection, service.start(collection, at(), ALL)) == ["other?"]
        assert fronts(collection, service.start(collection, at(days=1), ALL)) == ["back", "other?"]


def test_a_grade_is_written_with_its_time(collection):
    session = service.start(collection, at(), ALL)
    service.grade(collection, at(minutes=2), session, 3)
    (review,) = reviews(collection)
    assert (review.duration_ms, review.source, review.rating) == (120_000, "review", 3)


def test_a_clock_set_back_gives_no_negative_time(collection):
    session = service.start(collection, at(), ALL)
    service.grade(collection, at(minutes=-5), session, 3)
    (review,) = reviews(collection)
    assert review.duration_ms == 0


def test_a_failed_card_comes_again_after_its_step(collection):
    session = service.start(collection, at(), ALL)
    session = service.grade(collection, at(), session, 1)
    assert service.shown_card(collection, session).card.front == "two?"
    session = service.grade(collection, at(minutes=2), session, 4)
    assert service.shown_card(collection, session).card.front == "one?"


def test_a_preview_is_what_the_grade_gives(collection):
    session = service.start(collection, at(), ALL)
    known = service.shown_card(collection, session)
    foreseen = service.preview(collection, at(), session, known)
    assert sorted(foreseen) == [1, 2, 3, 4]
    service.grade(collection, at(), session, 4)
    with reading(collection.engine) as connection:
        assert next(known_cards(connection)).schedule == foreseen[4]


def test_a_self_assessment_keeps_its_score(tmp_path):
    deck(tmp_path, "S: Explain bias\nwithout notes\n")
    with opened(tmp_path) as collection:
        named = ReviewOptions(Selection(decks=("numbers",)))
        session = service.start(collection, at(), named)
        known = service.shown_card(collection, session)
        assert sorted(service.preview(collection, at(), session, known)) == [1, 2, 3, 4, 5]
        with pytest.raises(InvalidRating, match="give 1 to 5"):
            service.grade(collection, at(), session, 6)
        service.grade(collection, at(), session, 5)
        (review,) = reviews(collection)
        assert (review.rating, review.score) == (4, 5)


def test_five_is_no_grade_of_a_question(collection):
    session = service.start(collection, at(), ALL)
    with pytest.raises(InvalidRating, match="give 1 to 4"):
        service.grade(collection, at(), session, 5)
    assert dump(collection, "facts")["facts"] == []


def test_every_act_of_a_session_can_be_undone_to_its_beginning(collection):
    first = session = service.start(collection, at(), ALL)
    before = dump(collection)
    session = service.grade(collection, at(), session, 3)
    session = service.bury(collection, at(), session)
    session = service.suspend(collection, at(), session)
    session = service.skip(at(), session)
    assert session.shown is None
    while session != first:
        session = service.undo(collection, at(minutes=1), session)
    assert dump(collection) == before
    with pytest.raises(NothingToUndo):
        service.undo(collection, at(minutes=1), session)


def test_undo_reaches_back_into_earlier_sessions(collection):
    service.grade(collection, at(), service.start(collection, at(), ALL), 4)
    session = service.start(collection, at(hours=1), ALL)
    session = service.undo(collection, at(hours=1), session)
    assert service.shown_card(collection, session).card.front == "one?"
    assert dump(collection)["schedules"] == []


def test_buried_cards_rest_until_tomorrow_and_suspended_ones_until_resumed(collection):
    session = service.bury(collection, at(), service.start(collection, at(), ALL))
    service.suspend(collection, at(), session)
    assert fronts(collection, service.start(collection, at(), ALL)) == ["three?"]
    assert fronts(collection, service.start(collection, at(days=1), ALL)) == ["one?", "three?"]


def test_a_session_without_a_card_ignores_acts(tmp_path):
    with opened(tmp_path) as collection:
        session = service.start(collection, at(), ALL)
        for act in (service.bury, service.suspend, service.reread):
            assert act(collection, at(), session) == session
        assert service.grade(collection, at(), session, 3) == session


def test_time_up_ends_the_session(collection):
    session = service.start(collection, at(), ReviewOptions(minutes=5))
    assert service.grade(collection, at(minutes=5), session, 4).shown is None


def test_an_edited_card_is_shown_as_it_stands_now(collection):
    session = service.start(collection, at(), ALL)
    assert service.reread(collection, at(), session) == session
    deck(collection.root, THREE.replace("one?", "uno?"))
    session = service.reread(collection, at(), session)
    assert service.shown_card(collection, session).card.front == "uno?"
    deck(collection.root, "Q: two?\nA: 2\n", "numbers.md")
    session = service.reread(collection, at(), session)
    assert service.shown_card(collection, session).card.front == "two?"
    deck(collection.root, "nothing")
    session = service.reread(collection, at(), session)
    assert service.shown_card(collection, session) is None
    assert service.reread(collection, at(), session) == session


def test_a_card_whose_text_is_gone_is_shown_no_more(tmp_path):
    deck(tmp_path, "Q: one?\nA: 1\n")
    with opened(tmp_path) as collection:
        session = service.start(collection, at(), ALL)
        session = service.grade(collection, at(), session, 1)
        session = service.undo(collection, at(), session)
        service.grade(collection, at(), session, 2)
        deck(tmp_path, "nothing any more\n")
        read_decks(collection, at().now)
        assert service.shown_card(collection, session) is None


def test_what_was_undone_in_a_session_is_given_back_card_by_card(collection):
    session = service.start(collection, at(), ALL)
    for act in (lambda s: service.grade(collection, at(), s, 4), lambda s: service.skip(at(), s)):
        session = act(session)
    session = service.suspend(collection, at(), session)
    done, held = session, dump(collection)
    for _ in range(3):
        session = service.undo(collection, at(minutes=1), session)
    for _ in range(3):
        session = service.redo(collection, at(minutes=2), session)
    assert (session.shown, session.answered, session.left) == (None, 1, done.left)
    assert dump(collection) == held
    with pytest.raises(NothingToRedo):
        service.redo(collection, at(minutes=3), session)


def test_a_grade_some_cards_back_is_changed_and_what_came_after_given_back(collection):
    session = service.start(collection, at(), ALL)
    for given in (4, 3, 4):
        session = service.grade(collection, at(), session, given)
    first, *others = [review.card for review in reviews(collection)]
    for _ in range(3):
        session = service.undo(collection, at(minutes=1), session)
    session = service.grade(collection, at(minutes=1), session, 1)
    for _ in range(2):
        session = service.redo(collection, at(minutes=2), session)
    with reading(collection.engine) as connection:
        found = list(all_reviews(connection))
    counted = [(one.card, int(one.rating)) for one, is_undone in found if not is_undone]
    assert counted == [(others[0], 3), (others[1], 4), (first, 1)]
    with pytest.raises(NothingToRedo):
        service.redo(collection, at(minutes=3), session)


def test_redo_reaches_back_into_earlier_sessions(collection):
    session = service.grade(collection, at(), service.start(collection, at(), ALL), 4)
    held = dump(collection)
    service.undo(collection, at(minutes=1), session)
    session = service.redo(collection, at(hours=1), service.start(collection, at(hours=1), ALL))
    assert dump(collection) == held
    assert service.shown_card(collection, session).card.front == "two?"
    session = service.undo(collection, at(hours=1), session)
    assert service.shown_card(collection, session).card.front == "one?"
