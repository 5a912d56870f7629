"""Self-assessment: what is asked, what it comes to, and what it raises."""

import pytest
from collections_on_disk import at, deck, dump, ids, opened, reviews
from sqlalchemy import insert

from flashcards.core.preparation.assessment import Rated
from flashcards.core.schedule import State
from flashcards.errors.cards import InvalidRating, NoSkills, UnknownArea
from flashcards.errors.log import UnreadableFact
from flashcards.services.log.rebuild import rebuild
from flashcards.services.log.undo import undo
from flashcards.services.preparation.assess import (
    ALWAYS,
    assessment,
    next_due_on,
    skill_rows,
    training,
)
from flashcards.services.skills import weak_areas
from flashcards.services.statistics.stats import stats
from flashcards.services.study import session as service
from flashcards.services.study.acts import bury, reset, suspend
from flashcards.services.study.answer import Grade, answer
from flashcards.services.study.review_options import ReviewOptions
from flashcards.storage.database.engine import reading, writing
from flashcards.storage.database.tables import facts
from flashcards.storage.log.log import stamps
from flashcards.storage.read_models.evidence import counting_answers

SKILLS = """\
---
cards: self-assessment
area: checklist
---
- Ridge — derive it <!-- tags: theory -->
- Sorting — no bugs <!-- tags: coding; limit: 15m -->
- Offers — four years
"""


def questions(count, area, tags=""):
    """A deck of so many questions of an area."""
    asked = "".join(f"Q: {area} {n}?\nA: {n} of {area}\n\n" for n in range(count))
    return f"---\narea: {area}\ntags: [{tags}]\n---\n{asked}"


@pytest.fixture
def root(tmp_path):
    deck(tmp_path, SKILLS, "skills.md")
    deck(tmp_path, questions(12, "coding"), "a.md")
    deck(tmp_path, questions(12, "theory"), "b.md")
    return tmp_path


@pytest.fixture
def collection(root):
    with opened(root) as collection:
        yield collection


def skills(collection):
    """The ids of the three skills."""
    return ids(collection)[-3:]


def asked(session):
    """The cards of a session, in order."""
    return [*([session.shown.card] if session.shown else []), *session.waiting]


def rate(collection, card, given, days=0, note=""):
    return answer(collection, at(days=days), card, Grade(given, note=note))


def test_what_is_due_or_new_today_is_asked(collection):
    ridge, sorting, offers = skills(collection)
    assert asked(assessment(collection, at(), None)) == [ridge, sorting, offers]
    rate(collection, ridge, 5)
    rate(collection, sorting, 2)
    assert asked(assessment(collection, at(), None)) == [offers]
    assert next_due_on(collection, None) == at(days=3).today(4)
    assert asked(assessment(collection, at(days=3), None)) == [sorting, offers]


def test_all_and_those_below_a_score_are_asked_due_or_not(collection):
    ridge, sorting, offers = skills(collection)
    rate(collection, ridge, 5)
    rate(collection, sorting, 3)
    assert asked(assessment(collection, at(), None, ALWAYS)) == [ridge, sorting, offers]
    assert asked(assessment(collection, at(), None, 4)) == [sorting]
    assert asked(assessment(collection, at(), None, 3)) == []


def test_an_area_is_that_of_a_skills_tag_or_of_its_deck(collection):
    ridge, sorting, offers = skills(collection)
    assert asked(assessment(collection, at(), "theory")) == [ridge]
    assert asked(assessment(collection, at(), "checklist")) == [ridge, sorting, offers]
    assert [row.area for row in skill_rows(collection, None, None)] == [
        "theory", "coding", "checklist",
    ]  # fmt: skip
    with pytest.raises(UnknownArea, match="did you mean 'theory'"):
        assessment(collection, at(), "theori")


def test_what_is_suspended_or_buried_is_not_asked(collection):
    ridge, sorting, offers = skills(collection)
    suspend(collection, at(), ridge)
    bury(collection, at(), sorting)
    assert asked(assessment(collection, at(), None, ALWAYS)) == [offers]


def test_a_collection_without_skills_says_how_to_write_one(tmp_path):
    deck(tmp_path)
    with opened(tmp_path) as collection:
        with pytest.raises(NoSkills):
            assessment(collection, at(), None)
        with reading(collection.engine) as connection:
            assert weak_areas(connection) == {}


def test_a_rating_and_its_note_are_a_review_like_any_other(collection):
    session = assessment(collection, at(), "theory")
    service.grade(collection, at(minutes=2), session, 3, "forgot the intercept")
    (review,) = reviews(collection)
    assert (review.score, review.note, review.duration_ms) == (3, "forgot the intercept", 120_000)
    (row,) = skill_rows(collection, "theory", None)
    assert row.ratings == (Rated(at().today(4), 3, "forgot the intercept"),)


@pytest.mark.parametrize("given", [0, 6, -1])
def test_a_rating_out_of_range_is_refused(collection, given):
    with pytest.raises(InvalidRating):
        service.grade(collection, at(), assessment(collection, at(), None), given)
    assert reviews(collection) == []


@pytest.mark.parametrize("given", [1, 2, 3, 4, 5])
def test_a_rated_skill_comes_back_the_next_day_at_the_earliest(collection, given):
    ridge = skills(collection)[0]
    schedule = rate(collection, ridge, given).schedule
    assert (schedule.state, schedule.due_at) == (State.REVIEW, None)
    assert schedule.due_on > at().today(4)
    before = dump(collection)
    rebuild(collection)
    assert dump(collection) == before


def test_history_says_what_changed_and_how_far_over_time_it_was(collection):
    _, sorting, _ = skills(collection)
    answer(collection, at(), sorting, Grade(2, 1_000_000))
    rate(collection, sorting, 4, days=2)
    (row,) = skill_rows(collection, "coding", None)
    assert (row.latest, row.change, row.below_4) == (4, 2, False)
    assert [rated.over_s for rated in row.ratings] == [100, 0]
    assert (row.skill, row.condition) == ("Sorting", "no bugs")
    undo(collection, at(days=2))
    (row,) = skill_rows(collection, "coding", 4)
    assert (row.latest, row.change, row.below_4) == (2, None, True)


def test_a_reset_forgets_ratings_and_an_edit_keeps_them(root):
    with opened(root) as collection:
        ridge, sorting, _ = skills(collection)
        rate(collection, ridge, 2)
        rate(collection, sorting, 2)
        for day in (1, 2):
            reset(collection, at(days=day), ridge)
        rate(collection, ridge, 5, days=3)
    deck(root, SKILLS.replace("no bugs", "without a bug"), "skills.md")
    with opened(root) as collection:
        assert [row.latest for row in skill_rows(collection, None, None)] == [5, 2, None]
        with reading(collection.engine) as connection:
            assert set(weak_areas(connection)) == {"coding"}


def test_what_trains_a_weak_skill_is_of_its_tag_else_of_its_area(root):
    deck(root, questions(2, "coding", "arrays").replace("Q: coding", "Q: array"), "c.md")
    deck(root, "---\ncards: prompts\narea: theory\n---\n## Why?\n\nwell\n", "prompts.md")
    deck(root, SKILLS.replace("tags: coding", "tags: coding, arrays"), "skills.md")
    with opened(root) as collection:
        cards = [row.id for row in skill_rows(collection, None, None)]
        assert training(collection, None) == []
        for card, given in zip(cards, (3, 2, 1), strict=True):
            rate(collection, card, given)
        found = training(collection, None)
        assert [(one.skill.skill, one.tag, one.cards, one.prompts) for one in found] == [
            ("Offers", None, 0, 0), ("Sorting", "arrays", 2, 0), ("Ridge", None, 12, 1),
        ]  # fmt: skip


def decks_asked(collection, moment, options):
    """The decks of the cards that a session asks, in order."""
    cards = ids(collection)
    names = "a" * 12 + "b" * 12 + "s" * 3
    session = service.start(collection, moment, options)
    return "".join(names[cards.index(card)] for card in asked(session))


def test_a_weak_area_has_more_of_ten_new_cards_and_of_ten_due_ones(root):
    (root / "flash.toml").write_text('new_per_day = 10\nreview_order = "deck"\n')
    with opened(root) as collection:
        ridge = skills(collection)[0]
        assert decks_asked(collection, at(), ReviewOptions()) == "a" * 10
        rate(collection, ridge, 2)
        assert decks_asked(collection, at(), ReviewOptions(new=10)) == "ab" * 5
        for card in ids(collection)[:-3]:
            answer(collection, at(), card, Grade(4))
        due = decks_asked(collection, at(days=300), ReviewOptions(cards=10))
        assert due.count("b") == 5
        assert "b" not in decks_asked(
            collection, at(days=300), ReviewOptions(cards=10, order="deck")
        )
        rate(collection, ridge, 5, days=1)
        assert "b" not in decks_asked(collection, at(days=300), ReviewOptions(cards=10))


def test_without_limits_a_weak_area_changes_the_order_and_drops_nothing(collection):
    ridge = skills(collection)[0]
    for card in ids(collection):
        answer(collection, at(), card, Grade(4))
    before = asked(service.start(collection, at(days=300), ReviewOptions()))
    rate(collection, ridge, 1, days=1)
    after = asked(service.start(collection, at(days=300), ReviewOptions()))
    assert sorted(after) == sorted(before)
    assert after != before


@pytest.mark.parametrize("body", ["[1]", "{"])
def test_a_rating_that_somebody_changed_is_named(collection, body):
    rate(collection, skills(collection)[0], 3)
    with writing(collection.engine) as connection:
        row = connection.execute(facts.select().where(facts.c.kind == "review")).one()
        stamp = next(stamps(connection, at().now))
        connection.execute(insert(facts), [{**row._mapping, "id": stamp.id, "body": body}])
    with pytest.raises(UnreadableFact):
        skill_rows(collection, None, None)


def test_ratings_are_no_part_of_retention_calibration_and_what_is_fitted(collection):
    ridge, *_ = skills(collection)
    for number, score in enumerate([1, 5, 2, 4, 1]):
        rate(collection, ridge, score, days=5 * number)
    found = stats(collection, at(days=21))
    assert found.periods[-1].reviews == 5
    assert {row.answers for row in found.answers} == {0}
    assert found.calibration.reviews == 0
    assert found.hardest == ()
    with reading(collection.engine) as connection:
        assert list(counting_answers(connection, {})) == []
