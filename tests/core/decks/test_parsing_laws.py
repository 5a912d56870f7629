"""Laws 4 and 5, for any text."""

import re
from collections import Counter
from dataclasses import replace

from core.decks.deck_text import read
from hypothesis import example, given, settings
from hypothesis import strategies as st

from flashcards.core.card import Card, Kind
from flashcards.core.deck import Deck, DeckMode
from flashcards.core.decks import media
from flashcards.core.decks.hints.once import sentence
from flashcards.core.decks.media import media_references
from flashcards.core.decks.parse import parse_deck, parsed_text
from flashcards.core.decks.sides import sides
from flashcards.core.decks.syntaxes.cloze import read_cloze

PIECES = st.sampled_from(
    [
        *(
            "Q:",
            "A:",
            "C:",
            "S:",
            "Q: ",
            "A: ",
            "C: ",
            "S: ",
            "\\Q: ",
            "q: ",
            "Ans: ",
            "text",
            "word ",
        ),
        *("\n", "\n", "\n", "\n\n", "\r\n", "\r", " ", "    ", "\t", "- ", "  - ", "1. ", "[ ]"),
        *("[a]", "[", "]", "(", ")", "[a](b)", "[^1]", "[x]: y\n", "\\", "`", "``", "```", "```\n"),
        *("~~~\n", "$", "$$", "$$\n", "<!--", "-->", "<!-- id: x -->", "<!-- id: -->"),
        *("<!-- limit: 5m; tags: a, b -->", "<pre>", "</pre>", "<div>\n", "</details>\n", "# "),
        *("## ", "### ", "?", "---\n", "+++\n", "===\n", "-----\n", "::", " :: ", " ::: ", "> "),
        *("deck: x\n", "cards: headings\n", "level: 7\n", "tags: [a]\n", "&a", "*a", "**"),
        *("|", "|---|\n", "| a | b |\n", "\u00e9", "e\u0301", "\ud800", "\0", "\x0b", "\x0c"),
        *("\u2028", "\x85", "\ufeff"),
        *(
            "<details>\n",
            "<table>",
            "</table>\n",
            "\n\n- ### ",
            "Answer:\n",
            "\uff1f",
            "\U0001f476",
            "{#a}",
        ),
        *(
            "[!tip]",
            "[[x]]",
            "[@k]",
            "[a :: b]",
            "<code>",
            "</code>",
            "https://a.b/[c]",
            "```x cloze\n",
        ),
        *(
            "{{a}}",
            "==a==",
            "\uff1a\uff1a",
            "cloze: together\n",
            "tags: #a b\n",
            "<!-- cloze: together -->",
        ),
        *(
            "| Rating |",
            "| __/5 |",
            " Q: ",
            "   A: ",
            "> Q: ",
            "### Q: ",
            "**Why?**",
            "![a](b.png)",
        ),
    ]
)
MODES = st.sampled_from(
    ["", *(f"---\ncards: {mode}\n---\n" for mode in DeckMode if mode != DeckMode.AUTO)]
)
TEXTS = st.builds("{}{}".format, MODES, st.lists(PIECES, max_size=30).map("".join)) | st.text()
NAMES = st.sampled_from(
    [
        *("![", "](", "](b.mp3)", "a.png", "![[", "]]", "[sound:", "[SOUND:", "[\u017fOUND:", "x]"),
        *("<img src=", "<a href='a.mp3'", "<IMG ", "[x]: y.png", ">", ")", "\n[x]: "),
    ]
)
MANY = settings(max_examples=150)


def size(text: str) -> int:
    return len(re.split(r"\r\n?|\n", text))


def asked(deck: Deck) -> list[Card]:
    """The deck's cards, wherever they stand."""
    return [replace(card, source=None) for card in deck.cards]


@MANY
@given(TEXTS)
@example("---\n")
@example("\ufeff+++")
@example("- # x\n\t\n1.\n```")
def test_parsing_never_raises_and_each_problem_has_a_line_and_a_hint(text):
    deck = parse_deck(text, "a.md")
    lines = [problem.source.line for problem in deck.problems]
    assert lines == sorted(lines)
    for problem in deck.problems:
        assert 1 <= problem.source.line <= size(text)
        assert problem.source.file == "a.md"
        assert problem.hint
        assert problem.hint[0].islower()
        assert not problem.message.endswith(".")
        assert problem.message[0].islower() or problem.message[0] == "`"
    for card in deck.cards:
        assert 1 <= card.source.line <= size(text)
        assert card.front.strip()
    assert len({card.id for card in deck.cards}) == len(deck.cards)


@MANY
@given(TEXTS)
def test_the_cards_above_load_whatever_stands_below_a_rule(text):
    above = read("Q: first question\nA: first answer\n---\n")
    both = parse_deck(f"Q: first question\nA: first answer\n---\n{text}", "a.md")
    assert above.cards[0] in both.cards


@MANY
@given(TEXTS.filter(lambda text: "\r" not in text and not text.startswith("\ufeff")))
def test_cards_do_not_depend_on_line_ends_or_a_byte_order_mark(text):
    deck = parse_deck(text, "a.md")
    assert parse_deck(f"\ufeff{text}", "a.md") == deck
    for end in ("\r\n", "\r"):
        assert parse_deck(text.replace("\n", end), "a.md").cards == deck.cards


@MANY
@given(TEXTS.filter(lambda text: "\r" not in text), st.sampled_from([" ", "\t", "  \t"]))
def test_ids_do_not_depend_on_blanks_at_line_ends_or_on_the_file(text, blanks):
    ids = [card.id for card in parse_deck(text, "a.md").cards]
    other = parse_deck(text.replace("\n", f"{blanks}\n"), "b/c.md")
    assert [card.id for card in other.cards] == ids


@MANY
@given(TEXTS, st.sampled_from(["a.md", "b.md", "a/b.md", "a/b/c.md"]))
def test_a_text_read_under_one_name_is_the_deck_it_is_under_another(text, file):
    assert parsed_text(text, "a.md").deck_at(file) == parse_deck(text, file)


@MANY
@given(TEXTS)
def test_a_warning_that_says_the_same_stands_once_unless_few_differ(text):
    warnings = [one for one in parse_deck(text, "a.md").problems if one.severity == "warning"]
    assert len({(one.message, one.hint) for one in warnings}) == len(warnings)
    assert all(count <= 4 for count in Counter(map(sentence, warnings)).values())


@MANY
@given(TEXTS)
def test_every_card_shows_something_on_both_sides_and_a_cloze_its_text_without_brackets(text):
    for card in parse_deck(text, "a.md").cards:
        shown = sides(card)
        assert shown.question.strip()
        if card.kind is Kind.CLOZE:
            read_ = read_cloze(card.front)
            assert shown.answer == read_.text
            assert card.span is None or card.span in read_.spans
            assert shown.deletions == ((card.span,) if card.span else read_.spans)
            gaps = [shown.question[slice(*gap)] for gap in shown.gaps]
            assert all(gap[0] == "[" and gap[-1] == "]" for gap in gaps)
            assert len(gaps) == len(shown.deletions)
            assert len(shown.bracketed_answer) == len(shown.answer) + 2 * len(gaps)
            assert len(read_.text) <= len(card.front)


@MANY
@given(TEXTS)
def test_the_lines_of_headings_answers_do_not_overlap(text):
    deck = parse_deck(f"---\ncards: headings\n---\n{text}", "a.md")
    headings = [card for card in deck.cards if card.kind is Kind.HEADING]
    lines = [card.source.line for card in headings]
    assert lines == sorted(set(lines))


@MANY
@given(st.lists(PIECES | NAMES, max_size=30).map("".join))
def test_a_text_is_asked_for_media_only_where_it_may_name_some(text):
    assert media.names_media(text) == bool(media._REFERENCE.search(text))


@given(st.lists(PIECES, max_size=30).map("".join))
def test_media_are_found_in_any_text(text):
    lines = re.split(r"\r\n?|\n", text)
    for one in media_references(lines):
        assert 0 <= one.line < len(lines)
        assert one.path


SIDES = st.text("ab \u00e9?.", min_size=1, max_size=6).filter(lambda text: text.strip() == text)


@given(st.lists(st.tuples(SIDES, SIDES), unique=True, max_size=6), st.randoms())
def test_ids_do_not_depend_on_the_order_of_cards(sides, random):
    def ids(order):
        return {card.id for card in read("".join(f"Q: {a}\nA: {b}\n" for a, b in order)).cards}

    shuffled = list(sides)
    random.shuffle(shuffled)
    assert ids(sides) == ids(shuffled)
    assert len(ids(sides)) == len(sides)


@given(SIDES, SIDES, SIDES)
def test_where_the_question_ends_is_part_of_an_id(one, two, three):
    deck = read(f"Q: {one}{two}\nA: {three}\n---\nQ: {one}\nA: {two}{three}\n")
    assert len(deck.cards) == 2
    assert deck.cards[0].kind == Kind.QUESTION


BODIES = st.lists(
    st.sampled_from(
        [
            *("text", "", "- item", "1. item", "    code", "```\nQ: x\n\n---\n```", "$$\nA: x\n$$"),
            *(
                "<div>",
                "a [b] c",
                "<!-- a\nC: [x]\n-->",
                "{{x}}",
                "| a |\n|---|\n| b |",
                "===",
                "-----",
            ),
            *(
                "# Part",
                "<!-- tags: t -->",
                "\\Q: x",
                "<pre>\nS: x\n</pre>",
                "> quote",
                "x :: y",
                "[d",
            ),
        ]
    ),
    max_size=4,
).map("\n".join)
CARDS = st.builds("Q: q{}\n{}\nA: a{}\n{}\n".format, SIDES, BODIES, SIDES, BODIES) | st.builds(
    "C: c{} [d]\n{}\n".format, SIDES, BODIES
)
DECKS = st.lists(CARDS, max_size=3).map("".join)


def unique(cards: list[Card]) -> list[Card]:
    return list({card.id: card for card in reversed(cards)}.values())[::-1]


@MANY
@given(DECKS, DECKS)
def test_two_decks_with_a_rule_between_hold_the_cards_of_both(one, other):
    if any("closed" in problem.message for problem in (*read(one).problems, *read(other).problems)):
        return
    both = asked(read(f"{one}---\n{other}"))
    apart = [*asked(read(one)), *asked(read(other))]
    assert {card.id: card for card in both} == {card.id: card for card in unique(apart)}
