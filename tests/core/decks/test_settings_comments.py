"""`<!-- limit: 5m; tags: calculus, exam; id: bias-variance -->`."""

import pytest
from core.decks.deck_text import faces, mistakes, read
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.decks.card_markdown import written
from flashcards.core.log.limits import LONGEST_ID, is_id
from flashcards.core.problem import Severity

COMMENT = "<!-- limit: 5m; tags: calculus, exam,, exam; id: bias-variance -->"


@pytest.mark.parametrize(
    "text",
    [
        f"Q: a\n{COMMENT}\nA: b\n",
        f"Q: a\nA: b\n\n{COMMENT}\n",
        f"Q: a {COMMENT}\nA: b\n",
        f"Q: {COMMENT} a\nA: b\n",
        f"Q: {COMMENT}\na\nA: b\n",
        f"Q: a\nA: b {COMMENT}  \n",
        "Q: a\n<!-- id: bias-variance -->\nA: b\n  <!-- Limit: 5m ; TAGS: calculus, exam -->",
        "Q: a\nA: b\n<!--\nlimit: 5m;\ntags: calculus, exam;\n\nid: bias-variance\n-->\n",
        "Q: a\nA: b <!-- limit: 5m; tags: calculus, exam; \n id: bias-variance --> \n",
        "Q: a\nA: b<!-- limit: 5m --><!-- tags: calculus, exam --><!-- id: bias-variance -->\n",
        f"a :: b {COMMENT}\n",
        f"- a :: b\n  {COMMENT}\n",
        f"## 1. a {COMMENT}\nb\n",
        f"## a\n\n{COMMENT}\n\nb\n",
    ],
)
def test_it_may_stand_anywhere_in_a_card_and_is_never_shown(text):
    deck = read(("---\ncards: headings\n---\n" if text.startswith("#") else "") + text)
    (card,) = deck.cards
    assert (card.front, card.back) == ("a", "b")
    assert (card.id, card.limit_s, card.tags) == ("bias-variance", 300, ("calculus", "exam"))
    assert not deck.problems


def test_an_id_does_not_change_with_other_settings():
    plain = read("Q: a\nA: b\n\nc\n").cards[0]
    noted = read("Q: a\nA: b\n<!-- limit: 5m -->\n\nc <!-- tags: x -->\n").cards[0]
    assert plain.id == noted.id


def test_an_id_replaces_the_digest_and_siblings_are_numbered():
    assert [card.id for card in read("C: [a] [b] <!-- id: x -->\n").cards] == ["x.1", "x.2"]
    assert [card.id for card in read("a ::: b <!-- id: x -->\n").cards] == ["x.1", "x.2"]
    assert [card.id for card in read("C: [a] <!-- id: x -->\n").cards] == ["x"]


@pytest.mark.parametrize("pin", ["", "-a", "a b", "\u00e9", ".a", "a/b"])
def test_an_id_that_may_not_be_one_is_a_problem_and_the_digest_holds(pin):
    deck = read(f"Q: a\nA: b\n\n<!-- limit: 1m;\n id: {pin} -->\n")
    assert mistakes(deck) == [(5, f"`id: {pin}` is no id")]
    assert deck.cards[0].id == read("Q: a\nA: b\n").cards[0].id
    assert deck.cards[0].limit_s == 60


LETTERS = "abcXYZ019"
PINS = st.builds(
    "{}{}".format,
    st.sampled_from(LETTERS),
    (st.integers(0, 80) | st.integers(190, 205)).flatmap(
        lambda size: st.text(f"{LETTERS}._-", min_size=size, max_size=size)
    ),
)


@given(PINS, st.sampled_from([1, 2, 9, 10, 250]))
def test_an_id_has_200_characters_at_most_with_the_number_of_a_sibling_too(pin, deletions):
    deck = read(f"C: {'[a] ' * deletions}\n\n<!-- tags: x;\nid: {pin} -->\n")
    assert all(is_id(card.id) for card in deck.cards)
    assert len(deck.cards) == deletions
    if len(pin) <= (LONGEST_ID if deletions == 1 else 196):
        assert not deck.problems
        assert all(card.id.partition(".")[0] == pin.partition(".")[0] for card in deck.cards)
    else:
        (problem,) = deck.problems
        assert problem.source.line == 4
        assert f"has {len(pin)} characters" in problem.message
        assert problem.hint.startswith("shorten it")
        assert deck.cards == read(f"C: {'[a] ' * deletions}\n\n<!-- tags: x -->\n").cards


@given(PINS.filter(lambda pin: len(pin) <= LONGEST_ID))
def test_an_id_of_any_length_is_written_and_read_again(pin):
    cards = read(f"Q: a\nA: b\n<!-- id: {pin} -->\n").cards
    assert cards[0].id == pin
    assert read(written(cards[0])).cards == cards


def test_a_mistake_is_on_its_own_line_of_a_comment():
    deck = read("Q: a\nA: b\n<!--\nlimit: never;\nid: -\n;\n\ntag: c -->\n")
    assert [line for line, _ in mistakes(deck)] == [4, 5, 8]


def test_a_limit_that_is_none_is_a_problem():
    deck = read("Q: a\nA: b\n<!-- limit: soon -->\n")
    assert mistakes(deck) == [(3, "`limit: soon` is not a time limit")]
    assert deck.problems[0].severity == Severity.ERROR
    assert faces(deck) == [("a", "b")]


def test_an_unknown_setting_beside_a_known_one_is_a_warning():
    deck = read("Q: a\nA: b\n<!-- id: x; limt: 5m; hm -->\n")
    assert mistakes(deck) == [
        (3, "unknown setting `limt` in a comment"),
        (3, "unknown setting `hm` in a comment"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<!-- a thought -->",
        "<!-- todo: more; soon -->",
        "<!-- a <!-- id: x -->",
        "<!---->",
        "<!-->; id: x -->",
        "`<!-- id: x -->`",
        "```\n<!-- id: x -->\n```",
        "c\n\n    <!-- id: x -->",
        "$$\n<!-- id: x -->\n$$",
        "<!-- id: x",
        "c <!-- id: x\n\ny -->",
        "- c\n\n  <!-- id: x\n\nd -->",
    ],
)
def test_other_comments_and_comments_in_code_are_text(text):
    (card,) = read(f"Q: a\nA: b\n\n{text}\n").cards
    assert card.back == f"b\n\n{text}"
    assert card.id != "x"


def test_a_comment_outside_cards_says_nothing():
    deck = read("<!-- id: x; limit: never -->\n\nQ: a\nA: b\n---\n<!-- id: y -->\n")
    assert deck.cards == read("x\n\nQ: a\nA: b\n").cards
    assert not deck.problems


def test_the_same_id_twice_is_a_problem_that_names_both_lines():
    deck = read("Q: a\nA: b <!-- id: x -->\n\nQ: c\nA: d <!-- id: x -->\n\nQ: e\nA: f\n")
    assert [card.front for card in deck.cards] == ["a", "e"]
    assert mistakes(deck) == [(4, "the same `id: x` in lines 1 and 4")]
    assert deck.problems[0].severity == Severity.ERROR
    deck = read("C: [a] [b] <!-- id: x -->\n\nC: [c] [d] [e] <!-- id: x -->\n")
    assert [card.id for card in deck.cards] == ["x.1", "x.2", "x.3"]
    assert mistakes(deck) == [(3, "the same `id: x.1` in lines 1 and 3")]


def test_an_id_that_is_the_digest_of_another_card_is_a_problem():
    digest = read("Q: a\nA: b\n").cards[0].id
    deck = read(f"Q: a\nA: b\n\nQ: c\nA: d <!-- id: {digest} -->\n")
    assert [card.front for card in deck.cards] == ["a"]
    assert mistakes(deck) == [(4, f"the same `id: {digest}` in lines 1 and 4")]


def test_the_same_card_under_two_ids_is_two_cards():
    deck = read("Q: a\nA: b\n\nQ: a\nA: b <!-- id: x -->\n")
    assert len(deck.cards) == 2
    assert not deck.problems
