"""Where the answer below a heading ends, and what it leaves out."""

import pytest
from core.decks.deck_text import faces, mistakes, read

from flashcards.core.decks.asking import asks
from flashcards.core.problem import Severity

OF_LEVEL_3 = "---\ncards: headings\nlevel: 3\n---\n"


@pytest.mark.parametrize(
    "text",
    [
        *("Why?", "Why ?", "Why\uff1f", "\u0644\u0645\u0627\u0630\u0627\u061f", "Why?!"),
        *("\u0393\u03b9\u03b1\u03c4\u03af;", "\u0393\u03b9\u03b1\u03c4\u03af\u037e"),
        *(
            "Why? \U0001f476",
            "Why? \u2b50\ufe0f\u2b50\ufe0f",
            "Why? 1\ufe0f\u20e3",
            "Why? :rocket:",
        ),
        *(
            "Why? [\u2191](#top)",
            "Why? ![x](y.png)",
            "Why? [![b](c)](d)",
            "Why? [x][y]",
            "Why?[^1]",
        ),
        *("Why? {#why}", '"Why?"', "\u300c\u306a\u305c\uff1f\u300d", "(Why?)", "[Why?](x/(y))"),
        *('Why? <a name="x"></a>', "Why? <br>", "Why?<sup>1</sup>", "<b>Why?</b>", "Why? #ml/deep"),
        *("Why? ##", "Why? (advanced)", "Why? (see [x](y))", "**Why? ![a](b)**", "Why `x?`"),
        "Why?! \U0001f680 (hard) [\u00b6](#x)",
    ],
)
def test_a_heading_asks_whatever_decorates_its_question_mark(text):
    assert asks(text)
    assert [card.front for card in read(f"## {text}\ntext\n").cards]


@pytest.mark.parametrize(
    "text",
    ["Why", "What is C#", "int x;", "Notes (why not", "What? Notes", "a [?] b", "Why? - no", "?a"],
)
def test_other_headings_do_not_ask(text):
    assert not asks(text)


def test_no_heading_ends_an_answer_inside_an_element_that_is_open():
    deck = read(
        "#### a?\n<details>\n\n# b\n##### c\nd\n\n<table><tr><td>\n\n## e\n\n</table>\n\n"
        "#### f?\n</DETAILS>\n\n# g\n#### h?\n`<details>`\n\\<table>\n# i\n"
    )
    assert [card.front for card in deck.cards] == ["a?", "h?"]
    assert deck.cards[0].back.endswith("#### f?\n</DETAILS>")
    assert [card.breadcrumb for card in deck.cards] == [(), ("g",)]
    assert deck.cards[1].back == "`<details>`\n\\<table>"
    assert mistakes(deck) == [(14, "a heading that asks inside the answer of line 1")]


def test_an_element_that_an_answer_stands_in_does_not_keep_it_from_ending():
    deck = read("<details>\n\n## a?\nb\n## c?\nd\n</details>\n\n# e\n")
    assert faces(deck) == [("a?", "b"), ("c?", "d\n</details>")]
    assert not deck.problems


def test_an_element_without_its_end_is_a_problem_and_ends_at_the_next_heading_of_that_level():
    deck = read("#### a?\n<details>\n\n# b\nc\n#### d?\n<details>\n\n## e\n</details>\n\n# f\n")
    assert faces(deck) == [
        ("a?", "<details>\n\n# b\nc"),
        ("d?", "<details>\n\n## e\n</details>"),
    ]
    (problem,) = deck.problems
    assert (problem.source.line, problem.severity) == (2, Severity.WARNING)
    assert problem.message == "`<details>` is still open where the answer ends"
    assert faces(read("## a?\n<details>\n\n# b\n")) == [("a?", "<details>")]


def test_no_heading_ends_from_inside_a_list_item_the_item():
    deck = read(
        f"{OF_LEVEL_3}1. ### a\n\n   b\n   # c\n   ### d\n\n   - ## e\n     f\n\ng\n\n"
        "2. ### h\n   i\n### j\n- k\n\n  # l\n\nm\n# n\n"
    )
    assert faces(deck) == [
        ("a", "b\n# c\n### d\n\n- ## e\n  f\n\ng"),
        ("h", "i"),
        ("j", "- k\n\n  # l\n\nm"),
    ]
    assert [card.breadcrumb for card in deck.cards] == [(), (), ()]
    assert not deck.problems


def test_every_heading_of_the_level_in_an_item_that_begins_with_text_is_a_question():
    deck = read(
        f"{OF_LEVEL_3}### z\ny\n- Chapter\n\n  ### a\n  b\n  ### c\n  d\n- ## Part\n### e\nf\n"
    )
    assert faces(deck)[1:] == [("a", "b"), ("c", "d"), ("e", "f")]
    assert faces(deck)[0] == ("z", "y\n- Chapter")


def test_a_heading_that_asks_inside_the_answer_of_another_item_is_a_warning():
    deck = read(f"{OF_LEVEL_3}- ### a\n  b\n  ### c?\n  d\n")
    assert faces(deck) == [("a", "b\n### c?\nd")]
    assert mistakes(deck) == [(7, "a heading that asks inside the answer of line 5")]


def test_the_indentation_of_the_item_is_cut_from_every_line():
    deck = read(
        f"{OF_LEVEL_3}10. ### a\n\n     b\n\n     ```\n       c\n     ```\n\td\ne\n"
        "- ### f\n\n      code\n  g\n"
    )
    assert faces(deck) == [
        ("a", "b\n\n```\n  c\n```\nd\ne"),
        ("f", "    code\ng"),
    ]


@pytest.mark.parametrize("label", ["Answer:", "**Answer:**", "**Answer**:", "*answer :*"])
def test_a_label_alone_on_the_first_line_of_an_answer_is_dropped(label):
    deck = read(f"## a?\n\n{label}\n\nb\n")
    assert faces(deck) == [("a?", "b")]
    assert not deck.problems
    assert not read(f"## a?\n{label}\n").cards
    assert faces(read("## a?\n\n**Answer: b**\nc\n")) == [("a?", "**Answer: b**\nc")]


def test_a_heading_that_asks_but_holds_cards_is_a_warning():
    deck = read("# Ready?\n## Why?\n\nQ: a\nA: b\n\n## Notes\nC: [x]\n")
    assert mistakes(deck) == [(2, "a heading that asks, but holds cards, and so is no question")]
    deck = read(f"{OF_LEVEL_3}### Why?\nC: [x]\n### Notes\nC: [y]\n")
    assert mistakes(deck) == [(5, "a heading that asks, but holds cards, and so is no question")]
