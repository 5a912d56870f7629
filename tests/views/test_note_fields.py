"""Sides of cards as HTML for Anki: what is meant is seen there, and nothing else is taken so."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.card import Card, CardId, Kind, Source
from flashcards.core.decks.media import MediaReference
from flashcards.core.decks.parse import parse_deck
from flashcards.core.known_card import KnownCard
from flashcards.formats.anki.deletions import deletions_in, numbers_in, whole
from flashcards.formats.anki.own_notes import OwnTypes
from flashcards.views.anki.note_fields import field, note_fields

CARD = Card(CardId("a"), Kind.QUESTION, "", "", Source("a.md", 1))


class AllThere:
    """Files that are all there, but for those called so."""

    def named(self, reference: MediaReference, deck: str) -> str | None:
        """The last part of its path."""
        assert deck == "a.md"
        return None if "missing" in reference.path else reference.path.rpartition("/")[2]


def shown(markdown: str) -> str:
    return field(markdown, CARD, AllThere())


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("What is a stump?", "What is a stump?"),
        (
            "**bold** & *italic* < `code`",
            "<strong>bold</strong> &amp; <em>italic</em> &lt; <code>code</code>",
        ),
        ("$x < y$", "\\(x &lt; y\\)"),
        ("$$\\frac{a}{b}$$", "\\[\\frac{a}{b}\\]"),
        ("![a tree](pictures/p.png)", '<img src="p.png" alt="a tree">'),
        ("[sound:s.mp3]", "[sound:s.mp3]"),
        ("![](s.mp3)", "[sound:s.mp3]"),
        ("![](missing.png)", "missing.png"),
        ("a\n\nb", "<p>a</p><p>b</p>"),
        ("1. a\n2. b", "<ol><li>a\n</li><li>b\n</li></ol>"),
    ],
)
def test_markdown_is_html(markdown, html):
    assert shown(markdown) == html


def test_code_is_coloured_by_classes_that_the_note_type_knows():
    assert '<span class="keyword">if</span>' in shown("```python\nif x: pass\n```")


@pytest.mark.parametrize(
    "text", ["\\\\(x\\\\)", "`\\(x\\)`", "`[sound:a.mp3]`", "`[latex]x[/latex]`"]
)
def test_what_only_looks_like_a_command_is_none(text):
    html = shown(text)
    assert "\\(" not in html
    assert not re.search(r"\[(sound:|latex\])", html)


@given(st.text())
def test_no_text_raises_or_leaves_a_sign_of_our_own(text):
    html = shown(text)
    assert not re.search("[\ue010-\ue018]", html)


@given(st.text(st.sampled_from("ab {}:[]$\\`*c1\n"), min_size=1, max_size=60))
def test_a_cloze_asks_its_deletions_and_nothing_else_whatever_stands_around_them(text):
    cards = [one for one in parse_deck(f"C: {text}", "a.md").cards if one.kind is Kind.CLOZE]
    if not cards or any(one.span is None for one in cards):
        return
    known = KnownCard(cards[0], "a", "")
    fields = note_fields(OwnTypes.CLOZE, known, [True] * len(cards), AllThere())
    numbers = [] if fields is None else list(numbers_in(deletions_in(fields[0])))
    seen = [one for one in cards if one.front[one.span[0] : one.span[1]].strip()]
    assert len(numbers) <= len(cards)
    assert set(numbers) <= set(range(1, len(cards) + 1))
    assert fields is not None or len(seen) <= len(cards)


@pytest.mark.parametrize(
    ("front", "html"),
    [
        ("The [capital :: city] of [France]", "The {{c1::capital::city}} of {{c2::France}}"),
        ("In [a::b] and {{c}}", "In {{c1::a:&#58;b}} and {&#123;c}&#125;"),
        ("[$x^{2^{3}}$] is", "{{c1::\\(x^{2^{3}&#125;\\)}} is"),
        ("[**Paris**] is", "{{c1::<strong>Paris</strong>}} is"),
        ("a [b] [c]", "a {{c1::b}} {{c2::c}}"),
    ],
)
def test_deletions_are_anki_s(front, html):
    cards = parse_deck(f"C: {front}", "a.md").cards
    known = KnownCard(cards[0], "a", "")
    fields = note_fields(OwnTypes.CLOZE, known, [True] * len(cards), AllThere())
    assert fields == (html, "")
    text = unescape(whole(deletions_in(fields[0])))
    assert "{{c1" not in text


def test_a_deletion_whose_card_is_elsewhere_is_text():
    cards = parse_deck("C: a [b] [c]", "a.md").cards
    fields = note_fields(OwnTypes.CLOZE, KnownCard(cards[0], "a", ""), [False, True], AllThere())
    assert fields == ("a b {{c2::c}}", "")


def test_deletions_that_are_asked_together_have_one_number():
    text = "---\ncloze: together\n---\nC: a [b] [c :: hint]"
    (card,) = parse_deck(text, "a.md").cards
    fields = note_fields(OwnTypes.CLOZE, KnownCard(card, "a", ""), [True], AllThere())
    assert fields == ("a {{c1::b}} {{c1::c::hint}}", "")


def test_headings_above_a_card_stand_in_a_field_of_their_own():
    (card,) = parse_deck("# Trees\n\n## Cuts\n\n### Why?\n\nBecause.\n", "a.md").cards
    fields = note_fields(OwnTypes.QUESTION, KnownCard(card, "a", ""), [True], AllThere())
    assert fields == ("Why?", "Because.", " › ".join(card.breadcrumb))


def test_what_would_show_nothing_is_no_note():
    card = Card(CardId("a"), Kind.QUESTION, "\ue011", "x", Source("a.md", 1))
    known = KnownCard(card, "a", "")
    assert note_fields(OwnTypes.QUESTION, known, [True], AllThere()) is None
