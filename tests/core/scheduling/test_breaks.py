"""What would fall due in a break comes before or after."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.scheduling.breaks import Break, DueInBreak, days_around
from flashcards.core.scheduling.load_balancing import Calendar, interval_range

TODAY = date(2026, 1, 5)
DAY = timedelta(days=1)
BREAKS = st.tuples(st.integers(-3, 20), st.integers(0, 20)).map(
    lambda said: Break(TODAY + said[0] * DAY, TODAY + (max(0, said[0]) + said[1]) * DAY)
)
EASY = st.dictionaries(
    st.sampled_from(["monday", "saturday", "sunday"]), st.sampled_from([0.0, 0.5])
)
LOADS = st.dictionaries(st.integers(0, 40).map(lambda days: TODAY + days * DAY), st.integers(0, 9))


@st.composite
def due_in_break(draw, break_):
    """Cards due in a break, or before today where it has begun."""
    begins = min(break_.begins_on, TODAY - 9 * DAY) if TODAY in break_ else break_.begins_on
    count = (break_.ends_on - begins).days
    cards = []
    for number in range(draw(st.integers(0, 12))):
        due_on = begins + draw(st.integers(0, count)) * DAY
        studied_on = min(due_on, TODAY) - draw(st.integers(0, 200)) * DAY
        longest = draw(st.sampled_from([30, 36_500]))
        cards.append(DueInBreak(f"{number:032}", studied_on, due_on, longest))
    return cards


@given(st.data(), BREAKS, EASY, LOADS)
def test_each_card_goes_to_an_open_day_of_its_range_or_beside_the_break(data, break_, easy, due):
    cards = data.draw(due_in_break(break_))
    calendar = Calendar(due, easy, [(break_.begins_on, break_.ends_on)])
    days = days_around(cards, break_, TODAY, calendar)
    assert days.keys() == {one.card for one in cards}
    assert days == days_around(cards[::-1], break_, TODAY, calendar)
    for one in cards:
        day = days[one.card]
        assert day >= TODAY
        assert day not in break_
        assert calendar.share(day)
        if not in_range(one, day, calendar):
            assert one.studied_on < day
            assert is_beside(day, break_, calendar)


def in_range(one, day, calendar):
    """Whether the card's interval allows the day; if it allows none that is open, never."""
    interval = (one.due_on - one.studied_on).days
    shortest, longest = interval_range(interval, max(one.longest_days, interval))
    ahead = [one.studied_on + number * DAY for number in range(shortest, longest + 1)]
    options = [other for other in ahead if other >= TODAY and calendar.share(other)]
    assert day in options or not options
    return bool(options)


def is_beside(day, break_, calendar):
    """Whether fewer than seven open days, or than the break has, lie between."""
    step = DAY if day < break_.begins_on else -DAY
    between, other = 0, day + step
    while other not in break_:
        between += other >= TODAY and calendar.share(other) > 0
        other += step
    return between < min(7, break_.days)


def test_neither_the_eve_nor_the_day_after_carries_everything():
    break_ = Break(TODAY + 10 * DAY, TODAY + 19 * DAY)
    calendar = Calendar(breaks=[(break_.begins_on, break_.ends_on)])
    cards = [DueInBreak(f"{n:032}", TODAY, TODAY + (10 + n % 10) * DAY, 999) for n in range(140)]
    load = Counter(days_around(cards, break_, TODAY, calendar).values())
    assert max(load.values()) <= 14
    assert min(load) >= TODAY + 3 * DAY
    assert max(load) <= TODAY + 26 * DAY


def test_cards_with_a_choice_of_their_own_do_not_leave_their_range():
    break_ = Break(TODAY + 10 * DAY, TODAY + 11 * DAY)
    calendar = Calendar({TODAY + 12 * DAY: 9}, breaks=[(break_.begins_on, break_.ends_on)])
    free = DueInBreak("free", TODAY, TODAY + 10 * DAY, 999)
    assert days_around([free], break_, TODAY, calendar) == {"free": TODAY + 8 * DAY}


def test_a_card_last_answered_by_a_clock_ahead_still_gets_a_day():
    break_ = Break(TODAY, TODAY)
    calendar = Calendar(breaks=[(TODAY, TODAY)])
    card = DueInBreak("ahead", TODAY + 5 * DAY, TODAY, 999)
    assert days_around([card], break_, TODAY, calendar) == {"ahead": TODAY + DAY}
