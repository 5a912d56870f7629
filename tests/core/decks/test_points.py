"""The points of an answer: found in any Markdown, numbered and ticked, and else left alone."""

from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.decks.parse import parse_deck
from flashcards.core.decks.points import MOST_POINTS, points_of, ticked

BLOCKS = st.sampled_from(
    [
        *("**It is bold.**", "**Bold** and not", "__Bold__.", "plain", "<!-- limit: 2m -->", "```"),
        *("- one", "- two\n  lines", "* other", "3. three", "- [ ] boxed", "- ", "- - nested"),
        *("- with code\n\n  ```\n  - no\n  ```", "-     deep", "  1) four", "$$", "| a |\n| - |"),
    ]
)
ANSWERS = st.lists(st.tuples(BLOCKS, st.sampled_from(["\n", "\n\n"])), max_size=9).map(
    lambda parts: "**Core.**\n\n" + "".join(block + end for block, end in parts)
)


def card(answer, question="Q: Why?"):
    """The first card of a deck with such an answer."""
    return parse_deck(f"{question}\nA: {answer}\n", "deck.md").cards[0]


def texts(answer, question="Q: Why?"):
    return [point.text for point in points_of(card(answer, question))]


@given(ANSWERS | st.text("*_- \n1.)[]x`ab", max_size=40), st.sets(st.integers(1, 9)))
def test_ticks_change_nothing_but_what_stands_before_the_points(answer, said):
    one = card(f"a\n\n{answer}" if not answer.strip() else answer)
    points = points_of(one)
    assert len(points) <= MOST_POINTS
    shown = ticked(one.back, points, said)
    before, after = one.back.split("\n"), shown.split("\n")
    first_lines = {point.start: number for number, point in enumerate(points, 1)}
    assert len(before) == len(after)
    for place, (was, now) in enumerate(zip(before, after, strict=True)):
        if (number := first_lines.get(place)) is None:
            assert now.strip() == was.strip()
        else:
            box = "[x]" if number in said else "[ ]"
            assert now.startswith(f"{number}. {box} ")
    if points:
        assert texts(shown) == [point.text for point in points]


def test_the_points_are_the_list_right_after_the_bold_sentence():
    assert texts(
        "**It is so.**\n\n- First, it\n  goes on.\n- Second.\n\nThen\n\n- another list"
    ) == [
        "First, it goes on.",
        "Second.",
    ]
    assert texts("<!-- limit: 2m -->\n**It is so**.\n1. one\n2. two") == ["one", "two"]
    assert texts("__Two things__:\n\n* one\n\n* two") == ["one", "two"]


def test_a_list_elsewhere_has_no_points():
    for answer in (
        "It is so.\n\n- one\n- two",
        "**It** is so.\n\n- one",
        "**It is so.**\n\nNamely:\n\n- one",
        "**It is so.**\n\n```\n- one\n```",
        "**It is so.**\n\n- \n- two",
        "**It is so.**",
    ):
        assert texts(answer) == []


def test_a_list_of_nine_can_be_ticked_and_a_longer_one_is_told():
    items = "".join(f"\n- point {number}" for number in range(1, 11))
    assert len(texts(f"**All.**\n{items.rpartition(chr(10))[0]}")) == 9
    assert texts(f"**All.**\n{items}") == []


def test_a_cloze_and_a_skill_have_no_points():
    cards = parse_deck("C: **A [b].**\n\n- one\n\nS: **Tell it.**\n\n- one\n", "deck.md").cards
    assert [points_of(one) for one in cards] == [(), ()]


def test_points_are_numbered_with_boxes_and_what_belongs_to_them_moves_along():
    answer = "**So.**\n\n- one\n  goes on\n\n  more\n- [ ] two"
    assert ticked(answer, points_of(card(answer)), {2}) == (
        "**So.**\n\n1. [ ] one\n   goes on\n\n   more\n2. [x] two"
    )
