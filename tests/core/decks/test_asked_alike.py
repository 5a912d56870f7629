"""Cards that ask the same: edited where they stand, or twins; what their answers tell."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.card import CardId, Kind, Source
from flashcards.core.decks.matching.face import MatchFace
from flashcards.core.decks.matching.reconcile import Beside, matched
from flashcards.core.decks.matching.similarity import similar
from flashcards.core.identity import card_id

ASKED = "What's the output?"


def body(thing, change="1 + 1"):
    """A long answer about a thing; of two things, most of the words are others."""
    return (
        " ".join(f"{thing}{n} is {thing} of {n}," for n in range(20)) + f" so {change} is printed"
    )


def cards(answers, asked=ASKED, kind=Kind.QUESTION):
    """Faces of a file's cards that ask the same, each between its neighbours."""
    ids = [card_id(kind, asked, answer) for answer in answers]
    ends = [*zip([None, *ids], [*ids[1:], None], strict=False)]
    return [
        MatchFace(id_, id_, kind, asked, answer, Source("d.md", line), *beside)
        for line, (id_, answer, beside) in enumerate(zip(ids, answers, ends, strict=True), start=1)
    ]


def became(before, after, alike=(), joined=()):
    """The answers that went, and what they became, between two states of a file."""
    were, are = cards(before), cards(after)
    ids = {face.id for face in were}, {face.id for face in are}
    old = [face for face in were if face.id not in ids[1]]
    new = [face for face in are if face.id not in ids[0]]
    pairs = matched(old, new, (), similar, Beside([], {ASKED}, [], joined, [], alike))
    return {pair.old.answer: pair.new.answer for pair in pairs}


@given(
    changed=st.lists(st.booleans(), min_size=2, max_size=6).filter(lambda some: not all(some)),
    order=st.randoms(use_true_random=False),
)
def test_runs_are_led_on_from_a_card_that_stayed_in_whatever_order_they_come(changed, order):
    before = [body(f"thing{n}") for n in range(len(changed))]
    after = [body(f"thing{n}", "1 - 1" if one else "1 + 1") for n, one in enumerate(changed)]
    expected = {old: new for old, new in zip(before, after, strict=True) if old != new}
    assert became(before, after) == expected
    old, new = cards(before), cards(after)
    order.shuffle(old)
    order.shuffle(new)
    ids = {face.id for face in old} & {face.id for face in new}
    gone, come = ([face for face in some if face.id not in ids] for some in (old, new))
    pairs = matched(gone, come, (), similar, Beside(questions={ASKED}))
    assert {pair.old.answer: pair.new.answer for pair in pairs} == expected


@pytest.mark.parametrize("change", ["2 + 1", "1 - 1", "true", "not 1 + 1", "1 + 1, never more,"])
def test_a_long_card_is_edited_where_it_stands(change):
    before, after = body("left"), body("left", change)
    assert became([before, body("up")], [after, body("up")]) == {before: after}


def test_without_a_neighbour_that_stayed_it_is_new():
    assert became([body("left")], [body("left", "2")]) == {}
    assert became([body("left"), body("up")], [body("left", "2"), body("down")]) == {}


def test_elsewhere_in_the_file_it_is_new():
    left, others = body("left"), [body("up"), body("down"), body("right")]
    assert became([left, *others], [*others, body("left", "2")]) == {}


def test_beside_a_twin_that_stays_it_is_new():
    before, after = [body("left"), body("up")], [body("left", "2"), body("up")]
    assert became(before, after, [body("down"), body("right")]) == {before[0]: after[0]}
    assert became(before, after, [body("down"), body("left", "3 + 4")]) == {}


def test_beside_a_twin_that_goes_or_comes_it_is_new():
    up, down = body("up"), body("down")
    one, two, three = body("left"), body("left", "2"), body("left", "3")
    assert became([one, up, down, two], [three, up, down]) == {}
    assert became([one, up, down], [two, up, down, three]) == {}


def test_what_was_its_own_earlier_text_is_no_twin():
    down, was, before, after = body("down"), body("left", "0"), body("left"), body("left", "2")
    earlier = replace(cards([was])[0], is_now=False)
    old, new = cards([before, down])[0], cards([after, down])[0]
    assert matched([earlier, old], [new], (), similar, Beside(questions={ASKED})) == []
    known = Beside(questions={ASKED}, lineage=[(earlier.id, old.id)])
    assert [pair.old for pair in matched([earlier, old], [new], (), similar, known)] == [old]


def test_other_quotes_are_an_edit_whatever_else_is_alike():
    before, after = body("left", '"a"; so'), body("left", "'a' so")
    assert became([before], [after], [body("left", "b, so")]) == {before: after}


def test_a_similar_answer_beside_a_twin_is_new():
    before, after = body("left", "something"), body("left", "something else")
    assert became([before], [after], [body("up")]) == {before: after}
    assert became([before], [after], [body("left", "nothing")]) == {}


def test_short_cards_are_left_alone():
    assert became(["1 + 1 is printed", "no"], ["1 - 1 is printed", "no"]) == {}


def test_what_asks_otherwise_is_no_edit():
    old = cards([body("left"), "no"], "What is 1 + 1?")[0]
    new = replace(cards([body("left", "2"), "no"], "What is 1 + 2?")[0], after=old.after)
    assert matched([old], [new], (), similar, Beside()) == []


def test_what_the_learner_cut_stays_cut():
    old, new = cards([body("left"), "no"])[0], cards([body("left", "2"), "no"])[0]
    assert matched([old], [new], (), similar, Beside(questions={ASKED})) != []
    cut = Beside(questions={ASKED}, cut=[(old.id, new.id)])
    assert matched([old], [new], (), similar, cut) == []


def test_among_many_with_the_same_words_nothing_is_told_apart():
    """More than a hundred answers share most of their words, though no two are nearly the same."""
    many = [f"{body('left')} {body(f'thing{n}')}" for n in range(101)]
    before, after = body("left"), body("left", "2")
    assert became([before, "no"], [after, "no"], many) == {}


def test_a_cloze_is_left_to_the_other_rules():
    old, new = (
        MatchFace(
            CardId(str(n)),
            CardId(str(n)),
            Kind.CLOZE,
            ASKED,
            body("left", f"{n}"),
            Source("d.md", 1),
            CardId("x"),
        )
        for n in range(2)
    )
    assert matched([old], [new], (), similar, Beside(questions={ASKED})) == []
