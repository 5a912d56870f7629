"""`Q:` and `A:`, and how far they reach."""

import pytest
from core.decks.deck_text import faces, mistakes, read

from flashcards.core.card import Kind, Source
from flashcards.core.identity import card_id
from flashcards.core.problem import Problem, Severity


def test_a_question_and_its_answer_are_a_card():
    deck = read("Notes.\n\nQ: What?\nA: That.\n", "ml/a.md")
    (card,) = deck.cards
    assert card.kind == Kind.QUESTION
    assert card.source == Source("ml/a.md", 3)
    assert card.id == card_id(Kind.QUESTION, "What?", "That.")
    assert (card.front, card.back, card.breadcrumb, card.span) == ("What?", "That.", (), None)
    assert not deck.problems


def test_both_sides_run_over_lines_blank_lines_lists_and_fences():
    deck = read("""
        Q: First line
        second line

        - a list
        A:

        An answer

            indented code

        ```
        Q: code
        A: code
        ```
        - nested
          1. list

        | a | b |
        |---|---|
        | c | d |


        Q: Next
        A: one
        """)
    front, back = faces(deck)[0]
    assert front == "First line\nsecond line\n\n- a list"
    assert back.startswith("An answer\n\n    indented code\n\n```\nQ: code\nA: code\n```\n- nested")
    assert back.endswith("  1. list\n\n| a | b |\n|---|---|\n| c | d |")
    assert faces(deck)[1] == ("Next", "one")


def test_the_text_is_the_source_byte_for_byte():
    assert faces(read("Q:\ta  \tb  \nA: c\t\n\td\x0b\x0c \u2028e\n\n")) == [
        ("a  \tb  ", "c\t\n\td\x0b\x0c \u2028e")
    ]


def test_lines_end_at_lf_crlf_or_cr_and_nowhere_else():
    text = "Q: a\x0bQ: b\x0cQ: c\u2028Q: d\x85Q: e\nA: f\n"
    assert len(read(text).cards) == 1
    for end in ("\r", "\r\n"):
        deck = read("\ufeff" + text.replace("\n", end))
        assert deck.cards == read(text).cards


@pytest.mark.parametrize("rule", ["---", "--- ", "---\t", "--- \t"])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_line_of_exactly_three_dashes_ends_a_card_also_right_below_text(rule, between):
    assert faces(read(f"Q: a\nA: b{between}{rule}\nNotes.\n")) == [("a", "b")]
    assert faces(read(f"C: [a] b{between}{rule}\nNotes.\n")) == [("[a] b", "")]


@pytest.mark.parametrize(
    "rule",
    [
        *("***", "* * *", "*****", "___", "_ _ _", "- - -", "-- -", "----", "-----", "—"),
        *(" ---", "   ---", "--- -", "---x", "--", "===", "\u2014\u2014\u2014", "---\u00a0"),
    ],
)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_any_other_rule_is_text_of_the_card_it_stands_in(rule, between):
    deck = read(f"Q: a\nA: b{between}{rule}\nNotes.\n\nC: [x] y{between}{rule}\nz\n")
    answer = f"b{between}{rule}\nNotes."
    assert faces(deck) == [("a", answer), (f"[x] y{between}{rule}\nz", "")]
    asked = read(f"Q: a{between}{rule}\nNotes.\nA: b\n")
    assert faces(asked) == [(f"a{between}{rule}\nNotes.", "b")]
    assert (deck.problems, asked.problems) == ((), ())


@pytest.mark.parametrize("rule", ["---", "***", "* * *", "___", "-----", "- - -"])
def test_a_rule_is_text_of_a_headings_section(rule):
    assert faces(read(f"## Why?\n\nBecause.\n\n{rule}\n\nMore.\n")) == [
        ("Why?", f"Because.\n\n{rule}\n\nMore.")
    ]


def test_a_rule_below_what_looks_like_a_table_is_a_rule():
    assert faces(read("Q: a\nA: b\n\n| c |\n---\n| d |\n")) == [("a", "b\n\n| c |")]


def test_a_rule_in_a_list_item_does_not_end_a_card():
    assert faces(read("Q: a\nA: b\n\n- x\n\n  ***\n")) == [("a", "b\n\n- x\n\n  ***")]


def test_an_atx_heading_outside_lists_and_code_ends_a_card():
    assert faces(read("Q: a\nA: b\n# Notes\nc\n")) == [("a", "b")]
    assert faces(read("Q: a\nA: b\n- # c\n\n      # d\n"))[0][1] == "b\n- # c\n\n      # d"


def test_an_underlined_heading_does_not_end_a_card():
    assert faces(read("Q: a\nA: b\n\nTitle\n=====\ntext\n\nOther\n----\nmore\n")) == [
        ("a", "b\n\nTitle\n=====\ntext\n\nOther\n----\nmore")
    ]


def test_an_underline_below_a_tag_line_makes_no_heading():
    assert faces(read("Q: a\nA: b\n===\nc\n")) == [("a", "b\n===\nc")]


def test_a_tag_after_a_list_is_no_lazy_continuation():
    deck = read("""
        Q: a
        - one
        A: b
        - two
        Q: c
        A: d
        """)
    assert faces(deck) == [("a\n- one", "b\n- two"), ("c", "d")]


def test_a_tag_stands_at_the_beginning_of_a_line_and_is_followed_by_white_space():
    deck = read("Q: a\nA: b\n    Q: c\n- A: d\nC:\\Users\nS:x\nQ:\u00a0e\nA:\nf\n")
    assert faces(deck) == [("a", "b\n    Q: c\n- A: d\nC:\\Users\nS:x"), ("e", "f")]


def test_a_tag_that_follows_html_is_a_tag():
    deck = read("Q: a\nA: <details>\n\nb\n\n</details>\nQ: c\nA: <b>\n<div>\nQ: e\nA: f\n")
    assert [front for front, _ in faces(deck)] == ["a", "c", "e"]


def test_a_rule_after_html_is_a_rule():
    assert faces(read("Q: a\nA: b\n\n<div>\n---\nnotes\n")) == [("a", "b\n\n<div>")]


@pytest.mark.parametrize(
    "hiding",
    [
        "```\n{}\n```",
        "~~~~ text\n{}\n~~~\n~~~~~",
        "<!--\n{}\n\n-->",
        "<pre>\n\n{}\n</pre>",
        "<SCRIPT>\n{}\n</script>",
        "<style>\n{}\n</style>",
        "<textarea>\n{}\n</textarea>",
        "$$\n{}\n\n$$",
        "  $$ x\n{}\nx $$ y",
    ],
)
def test_nothing_inside_code_comments_raw_html_and_math_makes_or_ends_a_card(hiding):
    hidden = hiding.format("Q: x\nA: y\nC: [z]\nS: w\n---\n# Heading?\n\nfront :: back")
    deck = read(f"Q: a\nA: b\n\n{hidden}\n\nQ: c\nA: d\n")
    assert faces(deck) == [("a", f"b\n\n{hidden}"), ("c", "d")]
    assert not deck.problems
    assert not read(f"{hidden}\n").cards


def test_a_comment_that_begins_within_text_hides_what_is_in_it():
    hidden = "b <!--\nQ: x\nA: y\n---\n# Heading\nC: [z] -->"
    deck = read(f"Q: a\nA: {hidden}\n\nc <!--\n\nQ: d\nA: e -->\n")
    assert faces(deck) == [("a", f"{hidden}\n\nc <!--"), ("d", "e -->")]


def test_a_fence_or_math_right_after_a_tag_hides_what_is_in_it():
    deck = read("Q: a\nA: ```python\nQ: x\n\n# y\n```\nQ: b\nA: $$\nA: x\n\n$$\nQ: c\nA: ~~~\nx\n")
    assert faces(deck) == [
        ("a", "```python\nQ: x\n\n# y\n```"),
        ("b", "$$\nA: x\n\n$$"),
        ("c", "~~~\nx"),
    ]


def test_a_comment_elsewhere_does_not_hide_a_tag_with_a_fence():
    assert faces(read("Q: a\nA: ```\nb\n```\n---\n<!--\n-->\n")) == [("a", "```\nb\n```")]


def test_a_fence_mark_in_the_text_after_a_tag_opens_nothing():
    deck = read(
        "Q: a\nA: ``` begins code\nQ: b\nA: ```\nQ: c\nA: $$ is money\n"
        "Q: d\nA: $$x$$\nQ: e\nA: $$ x\n$$\nQ: f\nA: g\n"
    )
    assert [front for front, _ in faces(deck)] == ["a", "b", "c", "d", "e", "f"]


def test_math_on_one_line_is_closed_at_once():
    assert faces(read("Q: a\nA: b\n$$x$$\nQ: c\nA: d\n")) == [("a", "b\n$$x$$"), ("c", "d")]


def test_math_that_begins_within_text_ends_where_it_ends():
    deck = read("Q: a\nA: so that $$\nx\n$$ holds\nQ: c\nA: d\n")
    assert faces(deck) == [("a", "so that $$\nx\n$$ holds"), ("c", "d")]
    assert not deck.problems


@pytest.mark.parametrize(
    ("opener", "name"),
    [
        ("```", "fence"),
        ("<!-- x", "comment"),
        ("$$", "`$$` block"),
        ("<pre>", "block of raw HTML"),
    ],
)
def test_what_is_never_closed_is_a_problem_at_its_opener(opener, name):
    deck = read(f"Q: a\nA: b\n\n{opener}\nQ: c\nA: d\n")
    assert [front for front, _ in faces(deck)] == ["a"]
    assert mistakes(deck) == [(4, f"{name} is never closed, and all below is inside it")]
    assert deck.problems[0].severity == Severity.ERROR


@pytest.mark.parametrize("opener", ["```", "$$", "<!--"])
def test_what_ends_with_its_list_item_is_a_warning_and_hides_no_card(opener):
    deck = read(f"Q: a\nA: b\n- c\n\n  {opener}\n  d\n\nQ: e\nA: f\n")
    assert [front for front, _ in faces(deck)] == ["a", "e"]
    assert [line for line, _ in mistakes(deck)] == [5]
    assert deck.problems[0].severity == Severity.WARNING


def test_a_comment_that_leaves_its_list_item_hides_nothing_below():
    deck = read("- a\n\n  <!-- b\n\nQ: c\nA: d -->\n")
    assert faces(deck) == [("c", "d -->")]


def test_an_escaped_tag_is_shown_without_its_backslash():
    deck = read("Q: a\n\\Q: b\nA:\n\\\\A: c\n\\q: d\n```\n\\Q: e\n```\n")
    assert faces(deck) == [("a\nQ: b", "\\A: c\n\\q: d\n```\n\\Q: e\n```")]


def test_answer_without_question():
    deck = read("Q: a\nA: b\n---\nA: c\nA: d\n\nQ: e\nA: f\n")
    assert faces(deck) == [("a", "b"), ("e", "f")]
    assert deck.problems[0] == Problem(
        Source("a.md", 4),
        Severity.ERROR,
        "answer without a question",
        "put a line starting with `Q:` above it",
    )
    assert [line for line, _ in mistakes(deck)] == [4, 5]


def test_question_without_answer():
    deck = read("Q: a\nQ: b\nA: c\nQ: d\n---\nA: e\nQ: f\nC: [g]\nQ: h\n")
    assert faces(deck) == [("b", "c"), ("[g]", "")]
    assert mistakes(deck) == [
        (1, "question without an answer"),
        (4, "question without an answer"),
        (6, "answer without a question"),
        (7, "question without an answer"),
        (9, "question without an answer"),
    ]


def test_empty_question_and_empty_answer():
    deck = read("Q:\nA: a\nQ: b\nA: \t\n\nQ:\nA:\nQ: c\nA: d\n")
    assert faces(deck) == [("c", "d")]
    assert mistakes(deck) == [
        (1, "empty question"),
        (4, "empty answer"),
        (6, "empty question"),
        (7, "empty answer"),
    ]


def test_a_second_answer_is_a_problem_and_the_first_is_kept():
    deck = read("Q: a\nA: b\nA: c\nA: d\nQ: e\nA: f\n")
    assert faces(deck) == [("a", "b"), ("e", "f")]
    assert mistakes(deck) == [
        (3, "second answer to one question"),
        (4, "second answer to one question"),
    ]


def test_two_cards_that_differ_in_where_the_answer_begins_or_in_case_are_two():
    deck = read("Q: ab\nA: c\nQ: a\nA: bc\nQ: AB\nA: c\n")
    assert len({card.id for card in deck.cards}) == 3


def test_the_same_card_twice_is_one_card_and_a_warning_that_names_both_lines():
    deck = read("Q: a\nA: b\n\nQ: c\nA: d\n\nQ: a \nA: b\n\n## a\n")
    assert [card.source.line for card in deck.cards] == [1, 4]
    assert mistakes(deck) == [(7, "the same card in lines 1 and 7")]
    assert deck.problems[0].severity == Severity.WARNING


def test_up_to_three_blanks_before_a_tag_mean_nothing():
    deck = read(" Q: a\n   b\n  A: c\n   \\Q: d\n\n- e\n\n  Q: f\n   A: g\n   Q: h\n\nA: i\n")
    assert faces(deck) == [("a\n   b", "c\n   Q: d\n\n- e\n\n  Q: f\n   A: g\n   Q: h")]
    assert mistakes(deck)[-1] == (12, "second answer to one question")
    deck = read("Q: a\nA: b\n\n- c\n Q: d\n A: ```\n Q: e\n ```\n")
    assert faces(deck) == [("a", "b\n\n- c"), ("d", "```\n Q: e\n ```")]
    deck = read("1. x\n  C: [a]\n   S: b\nc\n")
    assert [card.front for card in deck.cards] == ["[a]", "b"]
    assert deck.cards[1].back == "c"
