"""What mocks ask: no question twice, from each deck in turn, the same wherever the log is."""

from collections import Counter
from datetime import date
from itertools import pairwise

from histories import stamp
from hypothesis import given
from hypothesis import strategies as st
from plans import SHIPPED_PLANS

from flashcards.core.log.lineage import Edge
from flashcards.core.log.order import union
from flashcards.core.log.preparation_facts import MockBegun, MockMarked
from flashcards.core.preparation.mock.draw import last_uses as last_uses_of
from flashcards.core.preparation.mock.draw import least_recently_used, unused
from flashcards.core.preparation.mock.forms import (
    AREAS,
    PHASES,
    Form,
    MockCandidate,
    areas_of,
    limits,
    phases_of,
    wanted,
)
from flashcards.core.preparation.mock.mock import ClockMark, mocks_of
from flashcards.core.preparation.plan.plan import FORMS

DAY = date(2026, 1, 5)
BANK = [MockCandidate(f"c{n}", f"deck{n % 4}", "theory", f"Number {n}?") for n in range(24)]
CARDS = st.sampled_from([one.card for one in BANK])
EDGES = st.lists(st.builds(Edge, CARDS, CARDS), max_size=12)
MINUTES = st.integers(1, 240)


def last_uses(facts, edges):
    """When the mocks of these facts asked what."""
    return last_uses_of(mocks_of(facts), edges)


def begun(*cards, clock=1, number=0):
    """A mock that drew these."""
    count = len(cards)
    said = stamp(clock=clock, entropy=number.to_bytes(10))
    return MockBegun(said, "theory", "after", DAY, cards, ("theory",) * count, cards, (9,) * count)


def shown(mock, items=None, what=ClockMark.SHOWN):
    """That the clocks of a mock's questions began to run: of all, or of these."""
    clock = mock.stamp.clock
    return [
        MockMarked(
            stamp(clock=clock, entropy=bytes([item + 1]) + clock.to_bytes(9)),
            mock.stamp.id, item, what.value, 0,
        )
        for item in (range(len(mock.cards)) if items is None else items)
    ]  # fmt: skip


def asked(*cards, clock=1, number=0):
    """The facts of a mock that showed these."""
    mock = begun(*cards, clock=clock, number=number)
    return [mock, *shown(mock)]


def mocks_begun(facts):
    """The facts with which mocks began."""
    return [one for one in facts if isinstance(one, MockBegun)]


def mocks():
    """Some mocks, each with a place in the log of its own."""
    every = st.lists(st.lists(CARDS, min_size=1, max_size=3), max_size=6)
    return every.map(
        lambda every: [
            fact for n, cards in enumerate(every, 1) for fact in asked(*cards, clock=n, number=n)
        ]
    )


@given(st.lists(st.sampled_from(["draw 0", "draw 1", "draw 2", "merge"]), max_size=20), st.data())
def test_no_question_is_asked_twice_that_a_machine_could_know_of(acts, data):
    """Whatever the order of merges: what is in the log is never drawn, wherever it was written."""
    logs, number = [[], [], []], 0
    for act in acts:
        if act == "merge":
            one, other = data.draw(st.permutations(range(3)))[:2]
            logs[one] = union(logs[one], logs[other])
            continue
        number += 1
        known = logs[int(act[-1])]
        drawn = unused(BANK, last_uses(known, []), len(known))[:2]
        before = {card for mock in mocks_begun(known) for card in mock.cards}
        assert before.isdisjoint(one.card for one in drawn)
        assert len(before) + len(unused(BANK, last_uses(known, []), 0)) == len(BANK)
        known.extend(asked(*(one.card for one in drawn), clock=number, number=number))
    assert last_uses(union(*logs), []) == last_uses(union(*reversed(logs)), [])


@given(mocks(), EDGES, st.randoms(), st.integers())
def test_the_same_log_draws_the_same_in_whichever_order_it_came(every, edges, random, seed):
    shuffled, turned = list(every), list(edges)
    random.shuffle(shuffled)
    random.shuffle(turned)
    uses = last_uses(every, edges)
    assert last_uses(shuffled, turned) == uses
    candidates = list(BANK)
    random.shuffle(candidates)
    assert unused(candidates, uses, seed) == unused(BANK, uses, seed)
    assert least_recently_used(candidates, uses, seed) == least_recently_used(BANK, uses, seed)


@given(mocks(), st.lists(CARDS, unique=True, min_size=1), st.integers())
def test_an_edited_question_is_the_same_question_however_often_it_was_edited(every, texts, seed):
    chain = [Edge(old, new) for old, new in pairwise(texts)]
    uses = last_uses([*every, *asked(texts[0], clock=99)], chain)
    assert set(texts) <= uses.keys()
    assert not {one.card for one in unused(BANK, uses, seed)} & set(texts)


@given(EDGES, st.integers())
def test_edges_that_go_round_in_circles_come_to_an_end(edges, seed):
    uses = last_uses(asked("c0"), [*edges, Edge("c0", "c1"), Edge("c1", "c0")])
    assert {"c0", "c1"} <= uses.keys()
    assert len(unused(BANK, uses, seed)) + len(uses) == len(BANK)


def test_an_edge_closed_before_the_question_was_asked_does_not_carry_it():
    closed = Edge("c0", "c1", until=(5, ""))
    assert last_uses(asked("c0", clock=4), [closed]).keys() == {"c0", "c1"}
    assert last_uses(asked("c0", clock=6), [closed]).keys() == {"c0"}


@given(st.lists(CARDS, min_size=1, max_size=8, unique=True), st.data())
def test_only_questions_whose_clock_ran_are_used_up(cards, data):
    mock = begun(*cards)
    seen = data.draw(st.sets(st.integers(0, len(cards) - 1)))
    what = data.draw(st.sampled_from(list(ClockMark)))
    facts = [mock, *shown(mock, sorted(seen), what)]
    uses = last_uses(data.draw(st.permutations(facts)), [])
    assert uses.keys() == {cards[item] for item in seen}
    left = {one.card for one in unused(BANK, uses, 0)}
    assert left == {one.card for one in BANK} - uses.keys()


@given(mocks(), st.integers(), st.integers(1, len(BANK)))
def test_questions_are_spread_over_decks(every, seed, count):
    uses = last_uses(every, [])
    left = Counter(one.deck for one in BANK if one.card not in uses)
    drawn = Counter(one.deck for one in unused(BANK, uses, seed)[:count])
    fewest = min((drawn[deck] for deck in left if drawn[deck] < left[deck]), default=None)
    assert fewest is None or max(drawn.values(), default=0) <= fewest + 1


@given(mocks(), st.integers())
def test_repeats_come_after_all_that_is_new_the_one_asked_longest_ago_first(every, seed):
    uses = last_uses(every, [])
    fresh = unused(BANK, uses, seed)
    order = least_recently_used(BANK, uses, seed)
    assert order[: len(fresh)] == fresh
    again = [uses[one.card] for one in order[len(fresh) :]]
    assert again == sorted(again)
    assert Counter(order) == Counter(BANK)


def test_another_seed_draws_others():
    assert len({unused(BANK, {}, seed)[0].card for seed in range(20)}) > 5


@given(st.sampled_from(AREAS), MINUTES, st.data())
def test_the_clock_of_an_area_is_not_longer_than_its_minutes(form, minutes, data):
    count = wanted(form, form, minutes)
    own = st.none() | st.integers(30, 600)
    drawn = [MockCandidate("", "", form.value, "", data.draw(own)) for _ in range(count)]
    given_s = limits(form, drawn, minutes)
    assert sum(given_s) <= minutes * 60
    assert 1 <= len(given_s) <= count
    assert min(given_s) > 0


def test_a_plan_can_ask_for_every_form_and_the_plan_of_4_weeks_asks_for_a_technical_one():
    assert tuple(form.value for form in Form) == FORMS
    assert SHIPPED_PLANS["4"].activities["mock-technical"].form == Form.TECHNICAL


@given(MINUTES)
def test_a_technical_mock_asks_theory_coding_and_design_in_this_order(minutes):
    areas = areas_of(Form.TECHNICAL)
    assert areas == (Form.THEORY, Form.CODING, Form.DESIGN)
    assert [wanted(Form.TECHNICAL, area, minutes) for area in areas] == [1, 1, 1]
    drawn = [MockCandidate("", "", area.value, "") for area in areas]
    assert limits(Form.TECHNICAL, drawn) == (120, 2_700, 2_700)
    shared = limits(Form.TECHNICAL, drawn, minutes)
    assert minutes * 60 - len(drawn) <= sum(shared) <= minutes * 60 + len(drawn)


@given(MINUTES)
def test_a_full_mock_asks_one_question_of_each_area_and_shares_its_minutes(minutes):
    drawn = [MockCandidate("", "", area.value, "") for area in areas_of(Form.FULL)]
    assert all(wanted(Form.FULL, area, minutes) == 1 for area in AREAS)
    assert limits(Form.FULL, drawn) == (120, 2_700, 2_700, 360)
    shared = limits(Form.FULL, drawn, minutes)
    assert minutes * 60 - len(drawn) <= sum(shared) <= minutes * 60 + len(drawn)
    assert shared[1] == shared[2] > shared[3] >= shared[0]


def test_the_usual_lengths():
    assert {area: wanted(area, area) for area in AREAS} == {
        Form.THEORY: 10, Form.CODING: 1, Form.DESIGN: 1, Form.BEHAVIOURAL: 5
    }  # fmt: skip
    of = {area: [MockCandidate("", "", area, "", 300)] * wanted(area, area) for area in AREAS}
    minutes = {area: sum(limits(area, drawn)) / 60 for area, drawn in of.items()}
    assert minutes == {Form.THEORY: 50, Form.CODING: 45, Form.DESIGN: 45, Form.BEHAVIOURAL: 30}
    theory = [MockCandidate("", "", "theory", "")] * 10
    assert sum(limits(Form.THEORY, theory)) == 20 * 60
    assert limits(Form.THEORY, theory, 5) == (120, 120)
    assert limits(Form.THEORY, [MockCandidate("", "", "theory", "", 300)], 2) == (120,)
    assert wanted(Form.DESIGN, Form.DESIGN, 90) == 1
    assert wanted(Form.BEHAVIOURAL, Form.BEHAVIOURAL, 12) == 2


@given(st.sampled_from([Form.CODING, Form.DESIGN]), st.integers(60, 9_000))
def test_phases_come_one_after_the_other_and_fill_the_time(form, limit_s):
    marks = [phase.until_s for phase in phases_of(form, limit_s)]
    assert marks == sorted(set(marks))
    assert (marks[0] > 0, marks[-1]) == (True, limit_s)
    assert phases_of(form, 2_700) == PHASES[form]
    assert phases_of("theory", limit_s) == ()
