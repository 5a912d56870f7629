"""The day's queue: limits, minutes, orders, siblings, a look ahead, and practice."""

import pytest
from collections_on_disk import at, deck, dump, ids, opened, reviews

from flashcards.core.known_card import KnownCard
from flashcards.core.selection import QueriedSelection, Selection
from flashcards.errors.cards import UnknownFilter
from flashcards.services.log.undo import undo
from flashcards.services.study import session as service
from flashcards.services.study.acts import bury, suspend
from flashcards.services.study.answer import Grade, answer
from flashcards.services.study.deadline import set_deadline
from flashcards.services.study.due import due
from flashcards.services.study.queue import todays_queue
from flashcards.services.study.review_options import ReviewOptions
from flashcards.services.work import reading_work
from flashcards.storage.database.engine import reading
from flashcards.storage.projection.cards import known_card
from flashcards.storage.read_models.time_spent import spent_on

SIX = "".join(f"Q: what is {n}?\nA: it is {n}\n\n" for n in range(6))
TWINS = "front ::: back\n\nother ::: side\n"


def asked(collection, moment, options=None):
    """The ids that a session asks, in order, each graded Easy in a second."""
    session = service.start(collection, moment, options or ReviewOptions())
    found = []
    while session.shown is not None:
        found.append(session.shown.card)
        session = service.grade(collection, moment, session, 4)
    return found


@pytest.fixture
def root(tmp_path):
    """Two decks of six cards, all of them answered Easy on the first day."""
    deck(tmp_path, SIX, "a.md")
    deck(tmp_path, SIX.replace("it is", "it will be"), "b.md")
    with opened(tmp_path) as collection:
        for card in ids(collection):
            answer(collection, at(), card, Grade(4, 60_000))
    return tmp_path


def later(root, settings, days=12):
    """The ids that a session asks so many days later under these settings."""
    (root / "flash.toml").write_text(settings)
    with opened(root) as collection:
        return asked(collection, at(days=days))


def test_reviews_a_day_are_limited_for_the_collection(root):
    assert len(later(root, "reviews_per_day = 5\n")) == 5
    assert later(root, "reviews_per_day = 5\n") == []
    assert len(later(root, "reviews_per_day = 7\n")) == 2


def test_reviews_a_day_are_limited_for_a_deck(root):
    deck(root, f"---\nreviews_per_day: 2\n---\n{SIX}", "a.md")
    assert len(later(root, "")) == 8
    assert later(root, "") == []


def test_minutes_a_day_limit_what_is_asked_and_count_what_was_spent(root):
    """12 answers of a minute and 8 guesses of 30 s come to 48 s an answer."""
    with opened(root) as collection, reading(collection.engine) as connection:
        assert sum(spent_on(connection, at().today(4)).values()) == 12 * 60_000
    assert len(later(root, "minutes_per_day = 2\n")) == 2
    assert len(later(root, "minutes_per_day = 3\n", days=13)) == 3


def test_minutes_wished_for_outweigh_those_of_the_day(root):
    (root / "flash.toml").write_text("minutes_per_day = 1\n")
    with opened(root) as collection:
        assert len(asked(collection, at(days=12), ReviewOptions(minutes=60))) == 12


def test_due_and_new_cards_are_mixed_as_the_settings_say(root):
    deck(root, "Q: new?\nA: yes\n\nQ: newer?\nA: yes\n", "c.md")
    with opened(root) as collection:
        new = set(ids(collection)[-2:])

    def places(mixing):
        (root / "flash.toml").write_text(f'mixing = "{mixing}"\n')
        with opened(root) as collection:
            session = service.start(collection, at(days=12), ReviewOptions())
            order = (session.shown.card, *session.waiting)
            return [place for place, card in enumerate(order) if card in new]

    assert places("due-first") == [12, 13]
    assert places("new-first") == [0, 1]
    assert places("mixed") == [4, 11]


@pytest.mark.parametrize("order", ["deck", "catch-up", "overdueness"])
def test_an_order_is_wished_for_or_set(root, order):
    (root / "flash.toml").write_text(f'review_order = "{order}"\n')
    with opened(root) as collection:
        set_ = service.start(collection, at(days=12), ReviewOptions()).waiting
        wished = service.start(collection, at(days=12), ReviewOptions(order=order)).waiting
        assert set_ == wished
        if order == "deck":
            assert list(set_) == ids(collection)[1:]


def test_new_cards_come_from_decks_in_turn(tmp_path):
    deck(tmp_path, SIX, "a.md")
    deck(tmp_path, SIX.replace("it is", "it will be"), "b.md")
    (tmp_path / "flash.toml").write_text('new_order = "decks-in-turn"\nnew_per_day = 4\n')
    with opened(tmp_path) as collection:
        cards = ids(collection)
        assert asked(collection, at()) == [cards[0], cards[6], cards[1], cards[7]]


def test_new_cards_come_from_areas_in_turn(tmp_path):
    deck(tmp_path, SIX, "theory/a.md")
    deck(tmp_path, SIX.replace("it is", "it is not"), "theory/b.md")
    deck(tmp_path, f"---\narea: work\n---\n{SIX.replace('it is', 'it was')}", "c.md")
    (tmp_path / "flash.toml").write_text('new_order = "areas-in-turn"\nnew_per_day = 4\n')
    with opened(tmp_path) as collection:
        with reading_work(collection, at()) as work:
            found = todays_queue(work, ReviewOptions()).asked_new
        by_area = [one.deck for one in found]
        assert sorted(by_area) == ["c", "c", "theory/a", "theory/a"]
        assert by_area[0] != by_area[1]


def test_a_folders_new_cards_a_day_count_for_its_decks_together_all_day(tmp_path):
    deck(tmp_path, SIX, "theory/a.md")
    deck(tmp_path, f"---\nnew_per_day: 2\n---\n{SIX.replace('it is', 'it is not')}", "theory/b.md")
    deck(tmp_path, SIX.replace("it is", "it was"), "c.md")
    (tmp_path / "flash.toml").write_text(
        'new_order = "decks-in-turn"\n[new_per_folder]\ntheory = 5\n"theory/a" = 4\nc = 1\n'
    )
    with opened(tmp_path) as collection, reading_work(collection, at()) as work:
        found = [one.deck for one in todays_queue(work, ReviewOptions()).asked_new]
        assert sorted(found) == ["c", *["theory/a"] * 3, *["theory/b"] * 2]
    with opened(tmp_path) as collection:
        assert len(set(asked(collection, at()))) == 6
        assert due(collection, at()).new_allowed == 0
        set_deadline(collection, at(days=1), at(days=3).now.date(), Selection(), None)
        assert due(collection, at(days=1)).new_allowed == 6


def test_siblings_stay_apart_for_as_many_days_as_set(tmp_path):
    deck(tmp_path, TWINS)

    def new_on(days, settings):
        (tmp_path / "flash.toml").write_text(settings)
        with opened(tmp_path) as collection:
            return due(collection, at(days=days)).new_allowed

    with opened(tmp_path) as collection:
        cards = ids(collection)
        assert asked(collection, at()) == [cards[0], cards[2]]
    assert new_on(0, "") == 0
    assert new_on(0, "sibling_days = 0\n") == 2
    assert new_on(1, "sibling_days = 2\n") == 0
    assert new_on(2, "sibling_days = 2\n") == 2


def test_a_card_does_not_rest_for_its_own_sake(tmp_path):
    deck(tmp_path, "Q: one?\nA: 1\n")
    (tmp_path / "flash.toml").write_text("sibling_days = 30\n")
    with opened(tmp_path) as collection:
        (card,) = ids(collection)
        answer(collection, at(), card, Grade(4))
        assert asked(collection, at(days=12)) == [card]


def test_due_days_of_siblings_are_kept_apart_where_the_range_allows(tmp_path):
    deck(tmp_path, "front ::: back\n")
    (tmp_path / "flash.toml").write_text("sibling_days = 2\n")
    with opened(tmp_path) as collection:
        days = [
            answer(collection, at(), card, Grade(4)).schedule.due_on for card in ids(collection)
        ]
    assert abs((days[0] - days[1]).days) >= 2


def test_a_look_ahead_asks_what_falls_due_and_nothing_twice(root):
    with opened(root) as collection:
        assert asked(collection, at(days=3)) == []
        assert len(asked(collection, at(days=3), ReviewOptions(ahead_days=30))) == 12
        assert asked(collection, at(days=3), ReviewOptions(ahead_days=30)) == []


def test_practice_leaves_schedules_as_they_are_and_can_be_undone(root):
    with opened(root) as collection:
        before, answers = dump(collection), reviews(collection)
        session = service.start(
            collection, at(days=1), ReviewOptions(Selection(("a",)), cards=2, cram=True)
        )
        first = session.shown.card
        known = shown(collection, session)
        assert set(service.preview(collection, at(), session, known).values()) == {known.schedule}
        session = service.grade(collection, at(days=1, minutes=1), session, 1)
        assert session.waiting == (first,)
        session = service.grade(collection, at(days=1), session, 3)
        assert session.shown.card == first
        session = service.grade(collection, at(days=1), session, 3)
        assert session.shown is None
        assert (dump(collection), reviews(collection)) == (before, answers)
        with reading(collection.engine) as connection:
            assert spent_on(connection, at(days=1).today(4))[first] == 60_000
        assert undo(collection, at(days=1)).act == "crammed"
        assert dump(collection) == before


def test_practice_takes_new_cards_and_any_order(tmp_path):
    deck(tmp_path, SIX)
    with opened(tmp_path) as collection:
        cards = ids(collection)
        answer(collection, at(), cards[3], Grade(4))
        orders = {
            order: service.start(collection, at(), ReviewOptions(order=order, cram=True))
            for order in ("deck", "catch-up", None)
        }
        assert all(len(one.waiting) == 5 for one in orders.values())
        assert orders["catch-up"].shown.card == cards[3]
        assert orders["catch-up"].waiting == (*cards[:3], *cards[4:])
        assert not service.has_new_waiting(collection, at(), ReviewOptions(cram=True))


def shown(collection, session) -> KnownCard:
    with reading(collection.engine) as connection:
        return known_card(connection, session.shown.card)


def words(*said):
    return QueriedSelection(query=said)


def test_a_query_selects_what_a_session_asks(root):
    with opened(root) as collection:
        leech = ids(collection)[7]
        for day in (20, 21, 22):
            answer(collection, at(days=day), leech, Grade(4))
            answer(collection, at(days=day), leech, Grade(1))
        due_then = at(days=60)
        assert len(asked(collection, due_then, ReviewOptions(words("prop:lapses<1")))) == 11
    with opened(root) as collection:
        assert asked(collection, due_then, ReviewOptions(words("prop:lapses>=1"))) == [leech]
        assert due(collection, at(days=62), words("deck:a or deck:b")).decks
        options = ReviewOptions(QueriedSelection(decks=("a",), query=("is:review",)), cram=True)
        assert set(asked(collection, at(days=62), options)) == set(ids(collection)[:6])
        with pytest.raises(UnknownFilter):
            asked(collection, due_then, ReviewOptions(words("lapses:3")))


@pytest.mark.parametrize("days", [0, 4, 9, 40])
def test_what_is_due_of_a_selection_is_that_part_of_all(root, days):
    deck(root, SIX.replace("it is", "it may be"), "c/new.md")
    deck(root, "---\nsuspended: true\n---\nQ: still?\nA: yes\n", "c/still.md")
    with opened(root) as collection:
        first, second, *_ = ids(collection)
        suspend(collection, at(), first)
        bury(collection, at(days=days), second)
        answer(collection, at(days=days), ids(collection)[2], Grade(1))
        whole = due(collection, at(days=days))
        every = due(collection, at(days=days), words("front:*", "or", "-front:*"))
        assert every == whole
        parts = [due(collection, at(days=days), Selection((name,))) for name in ("a", "b", "c")]
    assert [one for part in parts for one in part.decks] == list(whole.decks)
    assert sum(part.due for part in parts) == whole.due
    assert sum(part.learning for part in parts) == whole.learning
    assert min(filter(None, (part.next_due_at for part in parts))) == whole.next_due_at
    ahead = [[day.due for day in part.forecast] for part in parts]
    assert [sum(day) for day in zip(*ahead, strict=True)] == [day.due for day in whole.forecast]
