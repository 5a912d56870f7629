"""Which new text is which vanished card."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.card import Card, Kind, Source
from flashcards.core.decks.matching.face import MatchFace, faces
from flashcards.core.decks.matching.reconcile import matched
from flashcards.core.decks.matching.similarity import similar
from flashcards.core.decks.parse import parse_deck
from flashcards.core.identity import card_id

WORDS = st.sampled_from(
    [
        "bias",
        "risk",
        "error",
        "variance",
        "mean",
        "median",
        "yes",
        "no",
        "what",
        "is",
        "the",
        "of",
        "a",
    ]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)


def face(question, answer, line=1, kind=Kind.QUESTION):
    """A face alone in its file."""
    id_ = card_id(kind, question, answer)
    return MatchFace(id_, id_, kind, question, answer, Source("d.md", line))


FACES = st.lists(st.builds(face, TEXTS, TEXTS), max_size=8, unique_by=lambda one: one.id)


def pairs_of(vanished, new, living=()):
    """The questions matched."""
    found = matched(vanished, new, living, similar)
    return {(pair.old.question, pair.new.question) for pair in found}


@given(FACES, FACES)
def test_each_card_is_matched_at_most_once(vanished, new):
    found = matched(vanished, new, (), similar)
    assert (
        len({pair.old.id for pair in found}) == len({pair.new.id for pair in found}) == len(found)
    )


@given(FACES, FACES, st.randoms(use_true_random=False))
def test_matching_does_not_depend_on_the_order_of_the_cards(vanished, new, random):
    before = {(p.old.id, p.new.id) for p in matched(vanished, new, (), similar)}
    random.shuffle(vanished)
    random.shuffle(new)
    assert {(p.old.id, p.new.id) for p in matched(vanished, new, (), similar)} == before


@given(FACES)
def test_with_nothing_new_or_nothing_vanished_nothing_is_matched(some):
    assert matched(some, [], (), similar) == matched([], some, (), similar) == []


def test_a_question_outweighs_an_answer():
    one, two = "a long answer of its own", "another answer, also long"
    swapped = pairs_of([face("x?", one), face("y?", two)], [face("x?", two), face("y?", one)])
    assert swapped == {("x?", "x?"), ("y?", "y?")}


def test_two_that_share_a_question_are_nobodys():
    old = [face("What is it?", "the first of two answers")]
    new = [face("What is it?", "the second"), face("What is it?", "the third")]
    assert pairs_of(old, new) == set()


def test_kinds_are_not_mixed():
    skill = face("explain the bias", "without notes please", kind=Kind.SELF_ASSESSMENT)
    assert pairs_of([skill], [face("explain the bias", "without notes please")]) == set()


def test_what_is_less_than_sixty_alike_is_not_matched():
    assert pairs_of([face("abcdefghij?", "x")], [face("abcdeVWXYZ?", "yyyyyy")]) == set()


def test_in_large_sets_likely_pairs_are_found_by_rare_words_and_neighbours():
    """More than 10,000 pairs: texts of shared common words and one word of their own each."""

    def one(n, start="What is the"):
        question = f"{start} unusual{n:03} thing number{n:03}?"
        neighbours = (f"{n - 1}", f"{n + 1}")
        id_ = card_id(Kind.QUESTION, question, "It is a thing.")
        return MatchFace(
            id_, id_, Kind.QUESTION, question, "It is a thing.", Source("d.md", n), *neighbours
        )

    old, new = [one(n) for n in range(150)], [one(n, "Define the") for n in range(150)]
    new[0] = replace(new[0], before=None)
    found = pairs_of(old, new)
    assert len(found) == 150
    assert all(a.split("unusual")[1] == b.split("unusual")[1] for a, b in found)


def siblings(text):
    """The faces of a cloze's deletions."""
    return list(faces(parse_deck(f"C: {text}\n", "d.md").cards))


def told(n, by="is"):
    """A part of a long cloze."""
    return f"word{n} {by} [thing{n}]"


@pytest.mark.parametrize("number", [20, 150])
def test_each_deletion_of_an_edited_cloze_stays_the_card_it_was(number):
    """Few of them are all compared, of many the likely ones; both ways the same is found."""
    were = [told(n) for n in range(number)]
    are = ["This is new."] + [told(n, "was" if n % 5 == 0 else "is") for n in range(number)]
    are[10] = "word9 is another [object]"
    del are[16]
    old, new = siblings(", ".join(were)), siblings(", ".join(are))
    became = {pair.old.answer: pair.new.answer for pair in matched(old, new, (), similar)}
    expected = {f"thing{n}": f"thing{n}" for n in range(number) if n not in {9, 15}}
    assert became == expected


def test_deletions_that_are_all_alike_are_told_apart_by_their_neighbours():
    old, new = siblings("One: " + "[same] " * 150), siblings("Two: " + "[same] " * 150)
    pairs = matched(old, new, (), similar)
    assert all(old.index(pair.old) == new.index(pair.new) for pair in pairs)


def test_deletions_of_one_word_are_told_apart_by_what_stands_around_them():
    parts = [f"before{n} [same] after{n}" for n in range(150)]
    old, new = siblings(", ".join(parts)), siblings(", ".join(parts[:70] + parts[71:]))
    pairs = matched(old, new, (), similar)
    found = {old.index(pair.old): new.index(pair.new) for pair in pairs}
    assert found == {n: n if n < 70 else n - 1 for n in range(150) if n != 70}


def test_deletions_deep_in_a_long_text_are_told_apart():
    middle, end = "Then [one], [one] and [one]. ", "nothing else " * 300
    old, new = siblings(end + middle + end), siblings(end + middle.replace("Then", "Now") + end)
    pairs = matched(old, new, (), similar)
    assert [(old.index(pair.old), new.index(pair.new)) for pair in pairs] == [
        (0, 0),
        (1, 1),
        (2, 2),
    ]


def test_of_long_texts_the_ends_are_compared():
    def page(n, middle):
        ends = f"{n} times " * 300
        return face(f"What says page {n}?", f"{ends}{middle * 9_000}{ends}")

    old, new = [page(n, "a") for n in range(3)], [page(n, "b") for n in range(3)]
    new = [replace(one, question=f"Say: {one.question}") for one in new]
    assert pairs_of(old, new) == {(one.question, f"Say: {one.question}") for one in old}


def test_equals_in_other_files_are_nobodys():
    """Neighbours count only within one file."""
    old = [face("What is the bias a?", "x")]
    new = [face("What is the bias b?", "x"), face("What is the bias c?", "x")]
    elsewhere = [replace(one, source=Source("other.md", 1)) for one in new]
    assert pairs_of(old, elsewhere) == set()


def test_a_face_knows_its_neighbours_and_a_cloze_its_gap():
    front = "The [mean] is not the [median]."
    cards = [
        Card(str(n), Kind.CLOZE, front, "", Source("d.md", 1), span=span)
        for n, span in enumerate([(4, 8), (20, 26)])
    ]
    one, two = faces(cards)
    assert (one.question, one.answer) == ("The […] is not the median.", "mean")
    assert (two.question, two.answer) == ("The mean is not the […].", "median")
    assert (one.before, one.after, two.before, two.after) == (None, "1", "0", None)
    assert one.digest == card_id(Kind.CLOZE, "The mean is not the median.", "", (4, 8))
