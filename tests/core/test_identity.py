"""A card's id: a digest of what it asks and answers (law 5)."""

from flashcards.core.card import Kind
from flashcards.core.identity import card_id, sibling_ids


def test_line_ends_trailing_blanks_and_composition_do_not_matter():
    plain = card_id(Kind.QUESTION, "caf\u00e9\nb", "c")
    assert card_id(Kind.QUESTION, "cafe\u0301 \r\nb\t", "c\r\n\r\n") == plain
    assert card_id(Kind.HEADING, "caf\u00e9\rb", "c") == plain


def test_parts_and_letter_case_matter():
    ids = {card_id(Kind.QUESTION, *sides) for sides in (("ab", "c"), ("a", "bc"), ("AB", "c"))}
    assert len(ids) == 3


def test_siblings_have_the_ids_they_would_have_alone():
    spans = [(0, 1), (2, 3)]
    alone = [card_id(Kind.CLOZE, "a b", "", span) for span in spans]
    assert sibling_ids(Kind.CLOZE, "a b", "", spans) == alone
