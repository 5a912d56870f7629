"""Clozes of an older rule, and clozes of which only the log tells: no gap at a wrong place."""

import re

import pytest
from core.decks.deck_text import read
from hypothesis import assume, example, given
from hypothesis import strategies as st

from flashcards.core.card import Card, CardId, Kind, Source
from flashcards.core.decks.sides import GAP, asked, sides
from flashcards.core.decks.syntaxes.cloze import read_cloze

HERE = Source("a.md", 1)
DELETION = re.compile("⟦(.*?)⟧")
OLD = st.lists(
    st.sampled_from(
        [
            *("⟦a⟧", "⟦bc⟧", "⟦d [e]⟧", "⟦!tip⟧", "⟦@key⟧", "`x⟦0⟧`", "[a](b)", "⟦[x]⟧", "[^1]"),
            *(" ", " is ", "of ", "]", "[", "(", "\n", "**", "$x⟦1⟧$", "⟦a :: b⟧"),
        ]
    ),
    min_size=1,
    max_size=9,
).map("".join)
"""Texts as an older rule read them: its deletions are in ⟦ ⟧."""


def older_cards(marked):
    """The cards that the older rule made, each with its source where the gap stood."""
    front = DELETION.sub(r"[\1]", marked)
    for number, found in enumerate(DELETION.finditer(marked)):
        start, end = found.start() - 2 * number, found.end() - 2 * number - 2
        id_ = CardId(f"id.{number}")
        card = Card(id_, Kind.CLOZE, front, "", HERE, span=(start, end))
        before, behind = marked[: found.start()], marked[found.end() :]
        yield card, DELETION.sub(r"[\1]", before) + GAP + DELETION.sub(r"[\1]", behind)


@given(OLD)
@example("> ⟦!tip⟧ Use the ⟦mean⟧ or the ⟦sum⟧.")
@example("⟦a⟧ ]⟦!a⟧ [^1]")
def test_a_deletion_of_an_older_rule_has_its_gap_where_it_stood_or_none(marked):
    for card, question in older_cards(marked):
        shown = sides(card)
        if card.span in read_cloze(card.front).spans:
            assume(read_cloze(card.front).text == DELETION.sub(r"\1", marked))
            continue
        assert shown.question in {question, card.front}
        assert shown.answer == card.front
        assert asked(card)


@pytest.mark.parametrize(
    ("marked", "questions"),
    [
        (
            "> ⟦!tip⟧ Use the ⟦mean⟧ or the ⟦sum⟧.",
            [
                "> […] Use the [mean] or the [sum].",
                "> [!tip] Use the […] or the [sum].",
                "> [!tip] Use the [mean] or the […].",
            ],
        ),
        ("`x⟦0⟧` or ⟦b⟧", ["`x[…]` or [b]", "`x[0]` or […]"]),
        ("⟦a⟧ is of ⟦b :: a hint⟧", ["[…] is of b", "[a] is of [b :: a hint]"]),
    ],
)
def test_the_source_stands_round_the_gap(marked, questions):
    assert [sides(card).question for card, _ in older_cards(marked)] == questions


@pytest.mark.parametrize(
    ("front", "back"),
    [
        ("The [of what?] of `x[0]` is 2.", "The mean of `x[0]` is 2."),
        ("The mean of [a](b) is […].", "The mean of [a](b) is 2."),
        ("[…]", "everything"),
        ("> [!tip] Use the […].", "> [!tip] Use the mean."),
    ],
)
def test_an_orphan_shows_what_was_asked_and_answered(front, back):
    orphan = Card(CardId("id"), Kind.CLOZE, front, back, Source("", 0))
    assert (sides(orphan).question, sides(orphan).answer) == (front, back)
    assert asked(orphan) == front


def test_a_cloze_of_today_is_asked_as_ever():
    (card,) = read("C: The [mean :: of what?] of `x[0]`\n").cards
    assert (sides(card).question, asked(card)) == ("The [of what?] of `x[0]`", "mean")
