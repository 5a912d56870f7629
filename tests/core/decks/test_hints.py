"""A file that looks like cards says so, once, with what would help."""

import re
from pathlib import Path

import pytest
from core.decks.deck_text import faces, mistakes, read
from core.decks.test_real_question_files import real_deck

from flashcards.core.problem import Severity


def told(text):
    """Line and hint of each warning of a deck that has no other problems."""
    deck = read(text)
    assert {problem.severity for problem in deck.problems} <= {Severity.WARNING}
    return [(problem.source.line, problem.hint) for problem in deck.problems]


PAIRS = {
    "list items": "- Q: a\n- A: b\n",
    "one item": "- Q: a\n  A: b\n",
    "quotes": "> Q: a\n> A: b\n",
    "bold": "**Q: a**\n\n**A: b**\n",
    "headings": "### Q: a\n\n### A: b\n",
    "numbers": "Q1: a\n\nA1: b\n",
    "other numbers": "1. Q: a\n2. A: b\n",
    "full-width letters": "\uff31\uff1aa\n\n\uff21\uff1ab\n",
    "four blanks": "Text:\n\n    Q: a\n    A: b\n",
    "a tab in a paragraph": "Text\n\tQ: a\n\tA: b\n",
}


@pytest.mark.parametrize("where", PAIRS)
def test_tags_where_none_counts_are_named_with_line_and_hint(where):
    (_, first), (_, second) = told(PAIRS[where])
    assert "`Q:`" in first
    assert "`A:`" in second


@pytest.mark.parametrize("where", [*PAIRS, "items that go on", "paragraphs of items"])
def test_a_backslash_before_a_tag_says_that_none_is_meant(where):
    more = {
        "items that go on": "- a\n  Q: b\n  A: c\n",
        "paragraphs of items": "1. a\n\n   Q: b\n\n   A: c\n   C: [d]\n",
    }
    text = {**PAIRS, **more}[where]
    assert len(told(text)) >= 2
    assert not read(re.sub("(?=[QAC\uff31\uff21][0-9]?[:\uff1a])", r"\\", text)).problems


@pytest.mark.parametrize(
    "text",
    [
        "- Q: a\n",
        "> A: b\n",
        "- A: b\n- Q: a\n",
        "Text:\n\n    Q: a\n",
        "```\nText\n    Q: a\n    A: b\n```\n",
        "- text\n\n    Q: a\n    A: b\n",
        "- C: drive\n",
        "## Q: why?\ntext\n",
        "- Q&A: no\n",
    ],
)
def test_what_has_no_answer_or_is_code_is_no_tag(text):
    assert not [one for one in read(text).problems if "tag" in one.message or "four" in one.message]


NEAR = {
    "**Why?**\n\nBecause.\n": "make a heading of each: `## Why?` instead of `**Why?**`",
    "**Why? \U0001f476**\n": "make a heading of each: `## Why?` instead of `**Why?**`",
    "Question\n?\nAnswer\n": "write `Q:` before the question, and `A:` instead of the `?`",
    "Question\n??\nAnswer\n": "write `Q:` before the question, and `A:` instead of the `?`",
    "The ==mean== is\n": "write `C:` before the text, and `[x]` for what is asked",
    "The {{mean}} is\n": "write `C:` before the text, and `[x]` for what is asked",
    "The {{c1::mean::hint}} is\n": "write `C:` before the text, and `[x]` for what is asked",
    "front\uff1a\uff1aback\n": "write `front :: back`",
    "- front \uff1a\uff1a back\n": "write `front :: back`",
    "the `code`:: back\n": "write `front :: back`, with a blank on both sides",
    "$x$::back\n": "write `front :: back`, with a blank on both sides",
    "the $5 :: to 6$ more\n": "write `\\$` for a dollar that begins no formula",
    "- C: the [mean]\n": "write `C:` at the beginning of the line, then a blank",
}


@pytest.mark.parametrize("text", NEAR)
def test_other_ways_to_write_a_card_are_named(text):
    assert [hint for _, hint in told(text)] == [NEAR[text]]
    assert not told(f"```\n{text}```\n")


def test_a_forgotten_tag_is_named_in_a_file_of_clozes():
    deck = read("The [mean] is\n\n---\n\nC: The [sum] is\n\n---\n\nx[i] or [a](b)\n")
    assert mistakes(deck) == [(1, "brackets, but no `C:` before their text")]
    assert not told("The [mean] is\n")


@pytest.mark.parametrize(
    "text",
    ["a == b and c == d\n", "{{ page.title }}\n", "use `a::b` here\n", "`a :: b`\n", "a\uff1ab\n"],
)
def test_what_only_looks_like_that_is_text(text):
    assert not told(text)


PROSE = sorted((Path(__file__).parent / "prose").glob("*.md"))


@pytest.mark.parametrize("file", PROSE, ids=lambda file: file.stem)
def test_ordinary_prose_is_not_taken_for_cards(file):
    assert read(file.read_text(encoding="utf-8")).problems == ()


PROGRAMS = [
    *("Use std::move(x) here.", "- std::unique_ptr owns", "Call Foo::bar() first.", "A\\B::c"),
    *("parent::__construct();", "Name foo::bar for short.", ".. note:: careful", "10::30 or 11"),
    *("It is {{c1::here}}.", "$f :: Int$ is one and $g$ too."),
]
GLUED = ["front::back", "TCP::Transmission Control Protocol", "capital of France::Paris", "a:: b c"]
GLUED += ["\u6771\u4eac::\u65e5\u672c\u306e\u9996\u90fd", "the `code`:: back", "key:: value"]


@pytest.mark.parametrize("text", PROGRAMS)
def test_colons_of_programs_and_times_are_no_cards(text):
    assert not [one for one in read(f"{text}\n").problems if "`::`" in one.message]


@pytest.mark.parametrize("text", GLUED)
def test_colons_that_lack_a_blank_are_named(text):
    assert "no blanks around `::`" in [message for _, message in mistakes(read(f"{text}\n"))]


def test_headings_of_a_manual_are_no_questions_but_those_of_a_bank_are():
    manual = "## How to install\na\n## When to use\nb\n## What this is\nc\n## Errors\nd\n"
    assert not told(manual)
    assert told("## What is it\na\n## When do you\nb\n## How many are\nc\n## Errors\nd\n")
    bank = "".join(f"## How to do {n}\ntext\n" for n in range(5))
    assert told(bank)
    assert not told(bank + "".join(f"## Notes {n}\ntext\n" for n in range(5)))


def test_headings_that_look_like_questions_are_counted():
    text = "".join(f"#### What is {n}\ntext\n" for n in range(41))
    deck = read(f"# Notes\n{text}## What else\ntext\n")
    assert mistakes(deck) == [(2, "41 headings at level 4 look like questions")]
    assert deck.problems[0].hint == (
        "write `cards: headings` and `level: 4` between two lines `---` at the top"
    )
    assert not told("## What is 1\ntext\n## Notes\ntext\n")
    items = read("".join(f"{n}. ### Why {n}?\n   text\n" for n in range(1, 4)))
    assert mistakes(items) == [(1, "3 headings at level 3 look like questions")]


def test_a_heading_that_does_not_ask_among_many_that_do_is_named():
    text = "".join(f"## Why {n}?\ntext\n" for n in range(5))
    assert mistakes(read(f"{text}## One more\ntext\n")) == [
        (11, "one heading at level 2 does not ask, beside 5 that do")
    ]
    assert not read(f"{text}# Notes\ntext\n").problems


def test_headings_at_another_level_than_the_wanted_one_are_counted():
    for mode in ("headings", "stories", "prompts"):
        deck = read(f"---\ncards: {mode}\n---\n# a\n### b\nc\n### d\ne\n")
        assert mistakes(deck) == [(5, "no heading has level 2, but 2 have level 3")]


def test_list_items_that_ask_are_counted():
    assert mistakes(read("- a?\n- [b?](#b)\n- c? (d)\n- e\n- f?\n")) == [
        (1, "3 list items look like questions")
    ]


def test_real_banks_say_what_they_look_like():
    (bold,) = mistakes(real_deck("questions-bold.md", ""))
    assert bold == (45, "164 bold paragraphs look like questions")
    assert mistakes(real_deck("questions-only.md", ""))[0][1] == "10 list items look like questions"
    (line, items), *_ = mistakes(real_deck("questions-list-512k.md", ""))
    assert (line, items) == (495, "415 headings at level 3 look like questions")


SWALLOWED = {
    "Q: a\nA: b\nc :: d\n\ne ::: f\n": [3],
    "Q: a\nA: b\n\n- c :: d\n- e\n- f :: g\n": [4],
    "## a?\nb\n\nc :: d\n": [4],
    "- a :: b\n  - c :: d\n": [2],
    "- text\n\n  c :: d\n": [3],
}


@pytest.mark.parametrize("text", SWALLOWED)
def test_a_one_line_card_that_another_card_or_an_item_holds_is_a_warning(text):
    deck = read(text)
    assert [one.source.line for one in deck.problems] == SWALLOWED[text]
    assert {one.message[: len("`front :: back` ")] for one in deck.problems} == {"`front :: back` "}
    assert "::" not in faces(deck)[-1][0] if deck.cards else True


def test_one_line_cards_below_a_question_without_an_answer_are_named():
    assert mistakes(read("Q: a\n\nc :: d\n\nQ: e\nA: f\n")) == [
        (1, "question without an answer"),
        (3, "`front :: back` inside another card is text"),
    ]


def test_a_double_colon_in_other_text_of_a_card_is_text():
    assert not told("Q: a :: b\nA: it is\nas\nwritten x :: y\n\n```\nc :: d\n```\n")


def test_the_same_sentence_stands_once_with_its_count_and_first_lines():
    text = "a ==b== c\n\n" * 12
    assert mistakes(read(text)) == [
        (1, "`==x==` is no deletion; 12 times, in lines 1, 3, 5 \u2026")
    ]
    text = "".join(f"key{n}:: value\n\n" for n in range(1000))
    assert mistakes(read(text)) == [
        (1, "no blanks around `::`; 1,000 times, in lines 1, 3, 5 \u2026")
    ]
    assert len(mistakes(read("Q: a\n---\n" * 12))) == 12
