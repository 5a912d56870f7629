"""`C:` with `[deletions]`."""

import pytest
from core.decks.deck_text import faces, mistakes, read
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.card import Kind
from flashcards.core.decks.syntaxes.cloze import MOST_DELETIONS, read_cloze
from flashcards.core.identity import card_id


def asked(front):
    text, spans, _ = read_cloze(front)
    return [text[start:end] for start, end in spans]


def test_each_deletion_makes_one_card_and_they_share_their_place():
    deck = read("C: The [mean] is the [sum] by the number.\n\nmore\n# Notes\n")
    assert {card.source.line for card in deck.cards} == {1}
    assert {card.kind for card in deck.cards} == {Kind.CLOZE}
    assert faces(deck) == [("The [mean] is the [sum] by the number.\n\nmore", "")] * 2
    text = "The mean is the sum by the number.\n\nmore"
    assert [text[slice(*card.span)] for card in deck.cards] == ["mean", "sum"]
    assert [card.id for card in deck.cards] == [
        card_id(Kind.CLOZE, text, "", (4, 8)),
        card_id(Kind.CLOZE, text, "", (16, 19)),
    ]


def test_a_bracket_added_elsewhere_leaves_the_siblings_alone():
    before = {card.id for card in read("C: The [mean] is the sum.\n").cards}
    after = {card.id for card in read("C: The [mean] is the [sum].\n").cards}
    assert before < after


def test_outermost_brackets_count():
    assert asked("a [b [c] d] [e]") == ["b [c] d", "e"]
    assert asked("in [0, 1) the [answer] is") == ["answer"]
    assert asked("a] b [c]") == ["c"]
    assert asked("a [b\n\nc] [d]") == ["d"]
    assert asked("a [b\\\n\nc] [d] \\`\\\n\n`[e]") == ["d", "e"]


@pytest.mark.parametrize(
    "text",
    [
        "[x](http://y)",
        "[x](http://y/(z))",
        "[x][y]",
        "[x][]\n\n[x]: z",
        "[x]\n\n[X]: z",
        "![x](y.png)",
        "![x][y]",
        "note[^1]",
        "[^1]: note",
        "- [ ] a\n- [x] b\n1. [X] c",
        "`[x]`",
        "``a`[x]``",
        "```\n[x]\n\n[y]\n```",
        "~~~\n[x]\n~~~",
        "a\n\n    [x]\n",
        "$[x]$",
        "$$[x]$$",
        "$$\n[x]\n\n$$",
        "<!-- [x] -->",
        "<pre>\n[x]\n</pre>",
        "[] [ ]",
        r"\[x\] \[y]",
        "[x",
    ],
)
def test_other_brackets_are_no_deletions(text):
    assert asked(text) == []
    assert asked(f"{text}\n\n[a] b") == ["a"]
    assert mistakes(read(f"C:\n{text}\n")) == [(1, "cloze without a deletion")]


def test_brackets_that_only_look_like_that_are_deletions():
    assert asked("[a] [b]") == ["a", "b"]
    assert asked("[a] (b)") == ["a"]
    assert asked("[a](b") == ["a"]
    assert asked("[a][]") == ["a"]
    assert asked("[x] [y]") == ["x", "y"]
    assert asked(r"\\[a]") == ["a"]
    assert asked("it costs $5 or [a] and $6") == ["a"]
    assert asked("a $5 [b]$6") == ["b"]
    assert asked("a ` [b]") == ["b"]
    assert asked("a $ [b]$") == ["b"]
    assert asked("\\` [a] `") == ["a"]
    assert asked("a `\n\n[b] ` $x\n\n[c]$ $$d\n\n[e]$$") == ["b", "c", "e"]
    assert asked("``a` [b]") == ["b"]
    assert asked("$$ [a]") == ["a"]


def test_a_deletion_may_contain_code_math_and_links():
    assert asked("the [sum `a[0]` ] [of $x[1]$] [see [a](b)]") == [
        "sum `a[0]` ",
        "of $x[1]$",
        "see [a](b)",
    ]


def test_a_link_defined_elsewhere_in_the_file_is_no_deletion():
    deck = read("C: see [docs] for the [answer] [docs](x) [b][docs]\n---\n[docs]: http://x\n")
    (card,) = deck.cards
    assert card.front == r"see \[docs\] for the [answer] [docs](x) [b][docs]"
    assert asked(card.front) == ["answer"]
    deck = read("C: see [docs] for the [answer]\n\n[docs]: http://x\n")
    assert [card.front for card in deck.cards] == [
        "see [docs] for the [answer]\n\n[docs]: http://x"
    ]


def test_a_cloze_without_text_or_deletion_is_a_problem():
    deck = read("C:\n\nC: a\nC: [b]\n")
    assert mistakes(deck) == [(1, "empty cloze"), (3, "cloze without a deletion")]
    assert faces(deck) == [("[b]", "")]


def test_a_cloze_of_more_deletions_than_anyone_learns_is_a_problem_on_its_line():
    most = "C: " + "[a] " * MOST_DELETIONS
    assert len(read(most).cards) == MOST_DELETIONS
    deck = read(f"C: [b]\n{most}[c]\n\nC: [d]\n")
    assert mistakes(deck) == [(2, "251 deletions in one cloze: 250 are the most")]
    assert [card.front for card in deck.cards] == ["[b]", "[d]"]


def test_an_id_ignores_blanks_at_line_ends_and_how_accents_are_written():
    one = read("C: a\n\u00e9 [b]\n[c]\n").cards
    other = read("C: a  \t\ne\u0301 [b]  \n[c] \n").cards
    assert [card.id for card in one] == [card.id for card in other]
    assert [card.span for card in other] != [card.span for card in one]


def test_the_same_cloze_twice_is_one_warning():
    deck = read("C: [a] [b] [c]\n\nC: [a] [b] [c]\n")
    assert len(deck.cards) == 3
    assert mistakes(deck) == [(3, "the same card in lines 1 and 3")]


def test_an_answer_below_a_cloze_has_no_question():
    assert mistakes(read("C: [a]\nA: b\n")) == [(2, "answer without a question")]


@given(st.text("ab[]()`$\\! \n^x-:", max_size=40))
def test_without_brackets_nothing_but_brackets_is_gone(front):
    text, spans, _ = read_cloze(front)
    assert len(text) == len(front) - 2 * len(spans)
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    marked = text
    for start, end in reversed(spans):
        marked = f"{marked[:start]}[{marked[start:end]}]{marked[end:]}"
    assert marked == front
