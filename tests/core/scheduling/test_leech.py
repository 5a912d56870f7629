"""When a card becomes a leech."""

from flashcards.core.schedule import is_marked


def marked(threshold, up_to=25):
    """The lapses at which a card is marked."""
    return [n for n in range(1, up_to) if is_marked(n - 1, n, threshold)]


def test_a_card_is_marked_at_the_threshold_and_at_every_half_of_it_rounded_up():
    assert marked(8) == [8, 12, 16, 20, 24]
    assert marked(5, 12) == [5, 8, 11]
    assert marked(1, 5) == [1, 2, 3, 4]


def test_an_answer_that_is_no_lapse_marks_nothing():
    assert not is_marked(8, 8, 8)
    assert not is_marked(9, 8, 8)
