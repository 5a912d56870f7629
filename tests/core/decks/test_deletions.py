"""What a cloze asks, what it leaves alone, its hints, and all at once."""

import pytest
from core.decks.deck_text import faces, mistakes, read

from flashcards.core.card import Kind
from flashcards.core.decks.card_markdown import written
from flashcards.core.decks.sides import sides
from flashcards.core.decks.syntaxes.cloze import read_cloze
from flashcards.core.identity import card_id
from flashcards.core.problem import Severity

IN_CODE = "C: Code:\n\n```python cloze\ndef {{f}}(x): return {{ {x} }}, a[0]\n```\nand [more].\n"


def asked(front):
    text, spans, _ = read_cloze(front)
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    "text",
    [
        *("[[x]]", "![[x]]", "[[x|y]]", "> [!tip]", "> [!note]- x", "[@key]", "[-@key, p. 3]"),
        *(
            '<a title="[x]">y</a>',
            "<code>a[0]</code>",
            "<CODE class='x'>a[0]</code>",
            "<!-- [x] -->",
        ),
        *("<https://a.b/[x]>", "https://a.b/[x]/c(d)[y]", "<!--\n\n[x]\n-->", "<img alt='[x]'>"),
        "```\n{{x}}\n```",
    ],
)
def test_what_is_no_deletion(text):
    assert asked(text) == []
    assert asked(f"{text}\n\n[a] b") == ["a"]


@pytest.mark.parametrize(
    ("text", "deletions"),
    [
        ("[[1, 2], [3, 4]]", ["[1, 2], [3, 4]"]),
        ("[https://a.b/c] and [x](https://a.b/(c)) [d]", ["https://a.b/c", "d"]),
        ("a < b and [x] > c", ["x"]),
        ("<b\n\n[x]>", ["x"]),
        ("<code>\n\n[x]</code>", ["x"]),
        ("<!-- [x]", ["x"]),
        ("[`a[0]`] [a <b>[c]</b>]", ["`a[0]`", "a <b>[c]</b>"]),
        ("[! x] [a@b]", ["! x", "a@b"]),
    ],
)
def test_what_only_looks_like_that_is_a_deletion(text, deletions):
    assert asked(text) == deletions


def test_a_bracket_right_after_a_letter_or_bracket_is_a_deletion_and_a_warning():
    deck = read("C:\n\na [b] c\nx[i] (y)[j] \u6771[\u4eac] 1[k] -[l]\n")
    assert len(deck.cards) == 6
    message = "a bracket right after a letter or bracket is a deletion here"
    assert {problem.severity for problem in deck.problems} == {Severity.WARNING}
    assert mistakes(deck)[0][0] == 4
    assert mistakes(deck)[0][1].startswith(message)


def test_a_hint_is_shown_in_the_place_of_its_deletion_and_is_no_part_of_the_id():
    deck = read("C: The [mean :: of what?] is the [sum] by [`a :: b`] and [:: c] or [d ::].\n")
    text = "The mean is the sum by `a :: b` and :: c or d ::."
    shown = [sides(card) for card in deck.cards[:2]]
    assert [(side.question, side.answer) for side in shown] == [
        ("The [of what?] is the sum by `a :: b` and :: c or d ::.", text),
        ("The mean is the […] by `a :: b` and :: c or d ::.", text),
    ]
    assert [side.gaps for side in shown] == [((4, 14),), ((16, 19),)]
    assert deck.cards[0].id == card_id(Kind.CLOZE, text, "", (4, 8))
    other = read("C: The [mean :: which?] is the [sum] by [`a :: b`] and [:: c] or [d ::].\n")
    assert [card.id for card in other.cards] == [card.id for card in deck.cards]
    assert faces(read(written(deck.cards[0]))) == faces(deck)


def test_deletions_in_a_fence_marked_so_stand_in_double_braces():
    deck = read(IN_CODE)
    assert asked(deck.cards[0].front) == ["f", " {x} ", "more"]
    assert sides(deck.cards[0]).question == (
        "Code:\n\n```python cloze\ndef […](x): return  {x} , a[0]\n```\nand more."
    )
    assert [card.id for card in read(written(deck.cards[0])).cards] == [
        card.id for card in deck.cards
    ]
    assert len(read(IN_CODE.replace("python cloze", "cloze python")).cards) == 1
    assert asked("```cloze\n{{a}}\n```\n~~~x cloze\n{{b}} {{}}\n~~~") == ["a", "b"]


TOGETHER = [
    "---\ncloze: together\n---\nC: The [mean] is the [sum :: of?].\n",
    "C: The [mean] is the [sum :: of?].\n<!-- cloze: together -->\n",
]


@pytest.mark.parametrize("text", TOGETHER)
def test_together_asks_all_deletions_at_once(text):
    deck = read(text)
    (card,) = deck.cards
    assert not deck.problems
    shown = sides(card)
    assert (shown.question, shown.answer) == ("The […] is the [of?].", "The mean is the sum.")
    assert (shown.gaps, shown.deletions) == (((4, 7), (15, 20)), ((4, 8), (16, 19)))
    assert shown.bracketed_answer == "The [mean] is the [sum]."
    assert card.id == card_id(Kind.CLOZE, "The mean is the sum.", "")
    assert read(text.replace("sum :: of?", "sum").replace("[mean]", "mean")).cards[0].id == card.id
    assert [one.id for one in read(written(card)).cards] == [card.id]
    (pinned,) = read(f"{text}<!-- id: x -->\n").cards
    assert pinned.id == "x"
    assert [one.id for one in read(written(pinned)).cards] == ["x"]


def test_a_card_says_otherwise_than_its_deck_and_other_words_are_problems():
    apart = f"{TOGETHER[0]}<!-- cloze: apart -->\n"
    assert len(read(apart).cards) == 2
    assert mistakes(read(apart.replace("apart", "all"))) == [(5, "`cloze: all` is not possible")]
    assert mistakes(read("---\ncloze: all\n---\n")) == [
        (2, "`cloze` must be `together` or `apart`")
    ]
