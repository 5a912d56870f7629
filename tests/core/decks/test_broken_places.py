"""Which cards stay where an error stands at their place."""

import pytest

from flashcards.core.decks.matching.broken_places import still_standing
from flashcards.core.decks.parse import parse_deck

TEXT = """\
zero :: nothing

four :: the fourth

Q: one?
A: the first

Q: two?
A: the second

C: Three is [odd].

Q: five?
A: the fifth
"""
ALL = ["zero", "four", "one?", "two?", "Three is [odd].", "five?"]

BROKEN = {
    "an answer is emptied": ("A: the second", "A:", ["two?"]),
    "a question is emptied": ("Q: two?", "Q:", ["two?"]),
    "an answer's tag is gone": ("A: the second\n", "", ["two?"]),
    "a cloze is emptied": ("C: Three is [odd].", "C:", ["Three is [odd]."]),
    "a cloze lost its brackets": ("[odd]", "odd", ["Three is [odd]."]),
    "a back is emptied": ("four :: the fourth", "four ::", ["four"]),
    "a fence is open above all": ("zero", "```\nzero", ALL),
    "a comment is open above some": ("Q: two?", "<!--\nQ: two?", ALL[3:]),
    "a formula is open above some": ("Q: two?", "$$\nQ: two?", ALL[3:]),
    "the file breaks off": (TEXT[TEXT.index("wo?") :], "", ALL[3:]),
}
"""What is changed, into what, and the cards that stay."""

GONE = {
    "it is the last and deleted, and a tag stands alone at the end": (
        TEXT[TEXT.index("Q: two?") :],
        "Q: six?\nA:\n",
    ),
    "a card is deleted": ("Q: two?\nA: the second\n", ""),
    "a card is worded anew": ("Q: two?\nA: the second", "Q: zwei?\nA: the second"),
    "a card is deleted, another one is broken": (
        "Q: two?\nA: the second\n\nC: Three is [odd].\n\nQ: five?",
        "C: Three is [odd].\n\nQ:",
    ),
    "all is commented out": (TEXT, f"<!--\n{TEXT}\n-->\n"),
}


def staying(text):
    """The questions of the cards that stay in a text that was `TEXT`."""
    before = parse_deck(TEXT, "deck.md").cards
    return [card.front for card in still_standing(before, parse_deck(text, "deck.md"), text)]


@pytest.mark.parametrize("change", BROKEN)
def test_a_card_whose_place_holds_an_error_stays(change):
    was, becomes, stay = BROKEN[change]
    assert staying(TEXT.replace(was, becomes)) == stay


@pytest.mark.parametrize("change", GONE)
def test_what_is_gone_does_not_stay(change):
    was, becomes = GONE[change]
    assert "two?" not in staying(TEXT.replace(was, becomes))


def test_what_stays_stands_where_its_question_does_now():
    before = parse_deck(TEXT, "deck.md").cards
    text = f"\n\n{TEXT}".replace("A: the second", "A:")
    (card,) = still_standing(before, parse_deck(text, "deck.md"), text)
    assert str(card.source) == "deck.md:10"


def test_what_is_edited_beside_an_error_does_not_stay():
    """A blank line more in an answer makes another card, whose text holds that of the first."""
    text = TEXT.replace("the second", "the\n\nsecond").replace("A: the fifth", "A:")
    assert staying(text) == ["five?"]
