"""What only leads through a page: it answers nothing, and is no prompt."""

import pytest
from core.decks.deck_text import faces, mistakes, read
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.decks.navigation import is_contents, only_leads_back, only_links

WAYS_BACK = [
    "**[⬆ Back to Top](#table-of-contents)**",
    "[Back to Top](#top)",
    "Back to top",
    "*Return to the top of the page*",
    "⬆",
    "⬆️",
    "[↑](#)",
    "[Top](#readme)",
    "[:arrow_up: Back to top](#top)",
    "[[⬆] Back to Top](#t)",
    "[![up](a.png)](#top)",
    "[⬆ Back to Contents][toc]",
    "**[Back to Top ↑](https://a.b/c#top)**",
    '<p align="right">(<a href="#top">back to top</a>)</p>',
    "[Back to top](#top) | [Contents](#toc)",
    "- [Back to questions](#q)",
    "[⬆ Nach oben](#anfang)",
    "[返回目录](#目录)",
]
NOTHING = [
    "",
    "<br>",
    "<br />",
    "&nbsp;",
    '<a name="x"></a>',
    '<a id="q2"/>',
    '<div align="right">',
    "</div>",
    "---",
    "* * *",
    "<!-- a thought -->",
]
ANSWERS = [
    *("Top", "Home", "Back", "Index", "↑", "→", "?", "+", "∅", "😀", "*", "**", "[ ]", "()", "_"),
    *("[What is X?](#what-is-x)", "[docs](https://a.b)", "[Index](https://a.b)", "![x](a.png)"),
    *("<img src=a.png>", "Back to basics", "`---`", r"$\top$", "See [Back to top](#top) of it."),
    *("Return to the beginning of the list and sort it again.", "<details>", "1", "__init__"),
]
LINES = st.lists(st.sampled_from([*WAYS_BACK, *NOTHING]), max_size=4).map("\n".join)
UNANSWERED = "a heading with a question, but without an answer below it"
EMPTIED = "a heading that asks, but has nothing below it: no card"
HEADINGS = "---\ncards: headings\n---\n"


@given(LINES)
def test_a_heading_above_nothing_but_ways_back_is_no_question(lines):
    assert only_leads_back(lines)
    text = f"## Why?\n\n{lines}\n\n## How?\nSo.\n"
    deck = read(HEADINGS + text)
    assert faces(deck) == [("How?", "So.")]
    assert mistakes(deck) == [(4, "empty answer")]
    deck = read(text)
    assert faces(deck) == [("How?", "So.")]
    assert mistakes(deck) == [(1, UNANSWERED if lines.strip() else EMPTIED)]


@given(st.sampled_from(ANSWERS), LINES)
def test_an_answer_keeps_what_leads_back_below_it(answer, lines):
    """Its id would change, and with it the history of everyone who has learnt it."""
    deck = read(f"{HEADINGS}## Why?\n\n{answer}\n\n{lines}\n")
    kept = f"{answer}\n\n{lines}".rstrip() if lines.strip() else answer
    assert faces(deck) == [("Why?", kept)]


@given(st.text(), st.sampled_from([*WAYS_BACK, *ANSWERS]))
def test_any_text_leads_back_or_not(text, line):
    assert not only_leads_back(f"{text}\nBecause it is so.\n{line}")


def test_a_label_above_a_way_back_is_no_answer():
    deck = read(f"{HEADINGS}## Why?\nAnswer:\n\n[Back to top](#top)\n")
    assert mistakes(deck) == [(4, "empty answer")]


def test_a_story_that_only_leads_back_is_empty():
    deck = read("---\ncards: stories\n---\n## The outage\n\n[Back to top](#top)\n")
    assert mistakes(deck) == [(4, "empty story")]


@pytest.mark.parametrize("text", ["[a](#a)", "- [a](#a)\n- [b](#b)\n  - [c](#c)", "**[a](#a)**"])
def test_links_within_the_page_are_contents(text):
    assert is_contents(text)


@pytest.mark.parametrize("text", ["[a](b.md)", "[a](#a) and b", "", "[Back to top](#top)", "a"])
def test_other_links_are_no_contents(text):
    assert not is_contents(text)


@pytest.mark.parametrize("text", ["[a](b)", "[![a](b)](c)", "![a](b)", "- [a](b)\n- [c](d)"])
def test_links_badges_and_pictures_are_only_links(text):
    assert only_links(text)
    assert not only_links(f"{text} and words")
