"""Warnings for what is nearly a card."""

import pytest
from core.decks.deck_text import mistakes, read

from flashcards.core.decks.parse import parse_deck
from flashcards.core.problem import Severity


@pytest.mark.parametrize(
    ("line", "tag"),
    [
        ("q: x", "Q:"),
        ("a:", "A:"),
        ("c:\tx", "C:"),
        ("s: x", "S:"),
        ("Ans: x", "A:"),
        ("ANSWER: x", "A:"),
        ("Answer : x", "A:"),
        ("question: x", "Q:"),
        ("Cloze: x", "C:"),
        ("Skill: x", "S:"),
        ("**Q:** x", "Q:"),
        ("__A__: x", "A:"),
        ("Q : x", "Q:"),
        ("Q\uff1ax", "Q:"),
        ("Q:What", "Q:"),
    ],
)
def test_what_looks_like_a_tag_is_a_warning(line, tag):
    for deck in (read(f"{line}\n"), read(f"Q: a\nA: b\n{line}\n")):
        (problem,) = deck.problems
        assert problem.severity == Severity.WARNING
        assert problem.hint == f"write `{tag}`, then a blank"


def test_options_to_choose_from_look_like_tags_but_are_none():
    deck = read("Q: Which?\n\n- A: one\n- B: two\nA: A\n")
    assert deck.problems == ()
    assert len(read("Q: Which?\n\n- A: one\n- no option\nA: A\n").problems) == 1


@pytest.mark.parametrize(
    "line",
    [
        "Answers: x",
        "quick: x",
        "C:\\Users",
        "s:x",
        "**Q** x",
        "Q",
        "Q:1",
        "answer:x",
        " q: x",
        "```\nq: x\n```",
        "<!--\nq: x\n-->",
        "\\Q: x",
    ],
)
def test_other_text_is_none(line):
    assert not read(f"Text.\n\n{line}\n").problems


def test_a_double_colon_without_blanks_is_a_warning():
    deck = read("front::back\n\n- a:: b\n  c :: d\n- e :::f\n\ng ::h\n")
    assert mistakes(deck) == [
        (1, "no blanks around `::`"),
        (3, "no blanks around `::`"),
        (5, "no blanks around `:::`"),
        (7, "no blanks around `::`"),
    ]
    assert deck.problems[0].hint == "write `front :: back`"
    assert not deck.cards


@pytest.mark.parametrize(
    "text",
    [
        "use `a::b` here",
        "a::b\nand a line of text",
        "a::b::c",
        "Q: a\nA: b\n\nc::d",
        "# a::b",
        "http://[::1]:80 and text",
        "## Why?\na::b",
    ],
)
def test_other_double_colons_are_none(text):
    assert not read(f"{text}\n").problems
    assert not read(f"---\ncards: headings\n---\n{text}\n\n## a\nb::c\n## d\n text").problems[1:]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a :: b\nsome prose\nc :: d\n", 2),
        ("Some prose that leads in:\na :: b\n", 1),
    ],
)
def test_a_paragraph_of_which_only_some_lines_are_cards_is_told(text, line):
    deck = parse_deck(text, "deck.md")
    assert deck.cards == ()
    told = [p for p in deck.problems if p.message.startswith("only some lines of this paragraph")]
    assert [problem.source.line for problem in told] == [line]


def test_a_merge_that_is_not_settled_is_a_problem_and_makes_no_card():
    """The file keeps the cards that it had; marks in a fence are code."""
    text = "Q: one?\n<<<<<<< HEAD\nA: 1\n=======\nA: one\n>>>>>>> theirs\n"
    deck = parse_deck(text, "numbers.md")
    (problem,) = deck.problems
    assert (problem.source.line, problem.message) == (
        2,
        "a git merge that is not finished: both texts are here",
    )
    assert deck.cards == ()
    assert deck.is_uncertain
    in_code = parse_deck("Q: a conflict?\nA: so:\n\n```\n<<<<<<< HEAD\n```\n", "git.md")
    assert (len(in_code.cards), in_code.problems) == (1, ())
