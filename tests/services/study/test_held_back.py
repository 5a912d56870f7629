"""What is due and not asked: each such card is held back for one reason, and no other card is."""

from datetime import date

from collections_on_disk import at, deck, ids, opened
from hypothesis import given
from hypothesis import strategies as some

from flashcards.core.card import CardId, Source
from flashcards.core.study.held_back import HoldingReason, held_cards
from flashcards.core.study.queue import Candidate
from flashcards.services.study.answer import Grade, answer
from flashcards.services.study.due import DeckToday, due

CARDS = [CardId(str(number)) for number in range(6)]
SETS = some.sets(some.sampled_from(CARDS))
DAYS = [date(2026, 2, 1), date(2026, 3, 1)]


def candidate(card):
    return Candidate(card, Source("deck.md", int(card) // 2 + 1), "deck")


@given(SETS, SETS, SETS, SETS, SETS)
def test_every_due_card_is_asked_or_held_back_once(due_ids, asked, first, second, slow):
    every = [candidate(card) for card in sorted(due_ids)]
    busy = {candidate(card).source for card in asked}
    held = list(held_cards(every, asked, list(zip(DAYS, (first, second), strict=True)), busy, slow))
    assert [one.card.card for one in held] == sorted(due_ids - asked)
    for one in held:
        card = one.card.card
        by_date = DAYS[0] if card in first else DAYS[1] if card in second else None
        assert one.on == by_date
        assert (one.why is HoldingReason.DATE) == (by_date is not None)
        if one.why is HoldingReason.SIBLING:
            assert one.card.source in busy


def test_of_two_due_siblings_one_waits_for_the_other(tmp_path):
    deck(tmp_path, "C: [Bagging] averages, [boosting] adds.\n")
    with opened(tmp_path) as collection:
        for number, card in enumerate(ids(collection)):
            answer(collection, at(days=2 * number), card, Grade(4))
        day = due(collection, at(days=60))
    assert (day.quick, day.reviews) == (2, 1)
    (held,) = day.held
    assert (held.why, held.count, held.on) == (HoldingReason.SIBLING, 1, None)
    assert 0 < held.recall < 1
    assert day.asked == (DeckToday("numbers", 1, 0, 0),)
