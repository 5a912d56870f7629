"""An undo is of the fact that it names, whichever card it says, and whichever arrives first."""

from datetime import date, timedelta

import pytest
from collections_on_disk import MORNING, at, deck, dump, ids, opened
from hypothesis import given
from hypothesis import strategies as st
from machines import examples

from flashcards.core.log.card_facts import Buried, DueSet, Reset, Review, Suspended
from flashcards.core.log.collection_facts import Adopted, DeadlineSet
from flashcards.core.log.facts import Undo, Unknown
from flashcards.core.log.record import VERSION
from flashcards.core.log.stamp import FactId, MachineId, Stamp, fact_id, tick
from flashcards.core.rating import Rating
from flashcards.services.decks.show import show
from flashcards.services.log.rebuild import rebuild
from flashcards.services.log.take_in import take_in
from flashcards.services.log.undo import undo
from flashcards.services.statistics.reviews import review_rows
from flashcards.services.statistics.stats import stats
from flashcards.services.study.deadline import deadlines
from flashcards.services.work import within
from flashcards.storage.database.engine import reading, writing
from flashcards.storage.log import log
from flashcards.storage.log.acts import latest_act
from flashcards.storage.log.machine import machine

DAY = date(2026, 1, 5)
KINDS = st.sampled_from(["review", "suspended", "buried", "reset", "due-set", "deadline"])
SAID = st.sampled_from(["own", "other", "ghost", None])


def stamped(number, writer="peer"):
    now = MORNING + timedelta(minutes=number)
    return Stamp(fact_id(now, bytes([number]) * 10), MachineId(writer), now, tick(0, now))


def fact(kind, number, card, writer="peer"):
    stamp = stamped(number, writer)
    match kind:
        case "review":
            return Review(stamp, card, Rating.GOOD, DAY)
        case "suspended":
            return Suspended(stamp, card)
        case "buried":
            return Buried(stamp, card, DAY)
        case "reset":
            return Reset(stamp, card)
        case "due-set":
            return DueSet(stamp, card, DAY + timedelta(days=9))
        case _:
            return DeadlineSet(stamp, DAY + timedelta(days=30), set_on=DAY)


def looks(collection, cards):
    """All that a learner sees of the log."""
    shown = [show(collection, at(days=1), card).history for card in cards]
    figures = stats(collection, at(days=1))
    exported = [(row.id, row.undone) for row in review_rows(collection)]
    standing = [one.on for one in deadlines(collection, at(days=1))]
    return dump(collection), shown, figures, exported, standing


def lived(root, batches):
    """A collection that took facts in, some at a time; what it shows, and that of a rebuild."""
    deck(root, "Q: one?\nA: 1\n\nQ: two?\nA: 2\n")
    with opened(root) as collection:
        cards = ids(collection)
        for batch in batches(cards):
            with writing(collection.engine) as connection:
                take_in(within(connection, collection, MORNING), batch)
        found = looks(collection, cards)
        rebuild(collection)
        assert looks(collection, cards) == found
        return found


@examples(3, thorough=6)
@given(
    acts=st.lists(st.tuples(KINDS, SAID, st.integers(0, 1), st.booleans()), min_size=1, max_size=5),
    is_undo_first=st.booleans(),
)
def test_an_undo_is_of_what_it_names(tmp_path_factory, acts, is_undo_first):
    def facts(cards):
        return [fact(kind, n, cards[which]) for n, (kind, _, which, _) in enumerate(acts, 1)]

    def undos(cards, *, rightly):
        for number, ((_, said, which, is_undone), one) in enumerate(
            zip(acts, facts(cards), strict=True), 100
        ):
            filed = {"own": one.card, "other": cards[1 - which], "ghost": "ghost", None: None}
            if is_undone:
                yield Undo(stamped(number), one.card if rightly else filed[said], one.stamp.id)

    def odd(cards):
        parts = [facts(cards), list(undos(cards, rightly=False))]
        return parts[::-1] if is_undo_first else parts

    def right(cards):
        return [[*facts(cards), *undos(cards, rightly=True)]]

    assert lived(tmp_path_factory.mktemp("odd"), odd) == lived(
        tmp_path_factory.mktemp("right"), right
    )


@pytest.mark.parametrize("said", ["ghost", None])
def test_what_such_an_undo_took_back_is_not_taken_back_again(tmp_path, said):
    deck(tmp_path)
    with opened(tmp_path) as collection, writing(collection.engine) as connection:
        here, card = machine(connection), "1" * 32
        first, second = (fact("suspended", number, card, here) for number in (1, 2))
        odd = Undo(stamped(3), said, second.stamp.id)
        take_in(within(connection, collection, MORNING), [first, second, odd])
        assert latest_act(connection) == first


def test_an_undo_of_parameters_counts_whichever_card_it_says(tmp_path):
    deck(tmp_path)
    with opened(tmp_path) as collection, writing(collection.engine) as connection:
        adopted = Adopted(stamped(1), (0.5,) * 21)
        take_in(
            within(connection, collection, MORNING),
            [adopted, Undo(stamped(2), "x", adopted.stamp.id)],
        )
        undos = [one for one in log.collection_facts(connection, (Adopted,)) if one != adopted]
        assert [one.undoes for one in undos] == [adopted.stamp.id]


@pytest.mark.parametrize(("name", "version"), [("undo", VERSION + 1), ("undo", 1), ("redo", 1)])
def test_what_is_no_undo_here_undoes_nothing(tmp_path, name, version):
    """One of a later version may mean something else; one that says more than it must is none."""
    deck(tmp_path)
    with opened(tmp_path) as collection:
        card = ids(collection)[0]
        given_ = fact("review", 1, card)
        said = {"undoes": given_.stamp.id, "mood": "bright"}
        later = Unknown(stamped(2), name, card, said, version)
        with writing(collection.engine) as connection:
            take_in(within(connection, collection, MORNING), [given_, later])
            assert [undone for _, undone in log.all_reviews(connection)] == [False]
        (row,) = show(collection, at(days=1), card).history
        assert not row.undone
        with reading(collection.engine) as connection:
            kept = [one for one in log.all_facts(connection) if isinstance(one, Unknown)]
        assert [one.body["undoes"] for one in kept] == [given_.stamp.id]


def test_an_act_that_is_undone_by_hand_is_still_undone_as_ever(tmp_path):
    deck(tmp_path)
    with opened(tmp_path) as collection:
        card = ids(collection)[0]
        with writing(collection.engine) as connection:
            here = machine(connection)
            take_in(within(connection, collection, MORNING), [fact("review", 1, card, here)])
        assert undo(collection, at(hours=2)).fact.stamp.id == FactId(stamped(1).id)
