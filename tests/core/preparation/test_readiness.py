"""Readiness: one figure by a stated formula, its trend, and what raises it most per hour."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from histories import BEGIN, stamp
from hypothesis import assume, given
from hypothesis import strategies as st

from flashcards.core.card import Source
from flashcards.core.log.preparation_facts import MockBegun, MockJudged
from flashcards.core.log.stamp import Stamp
from flashcards.core.memory.fsrs_model import Memory, Model
from flashcards.core.preparation.evidence import Asked, Days, Known, Ledger, Life, ReadinessAnswer
from flashcards.core.preparation.mock.mock import mocks_of
from flashcards.core.preparation.mock.results import Held, held
from flashcards.core.preparation.mock.rubric import rubric_of
from flashcards.core.preparation.next_actions import ActionInput, Costs, Verb, actions
from flashcards.core.preparation.readiness import (
    MILLION,
    WEIGHTS,
    AreaEvidence,
    Counts,
    ReadinessPart,
    area_figure,
    figure,
    shares,
)
from flashcards.core.rating import Rating

TODAY = date(2026, 3, 1)
INTERVIEW = TODAY + timedelta(days=14)
DAYS = Days(TODAY - timedelta(days=27), 28, INTERVIEW)
MODEL = Model()
AREAS = st.sampled_from(["theory", "coding", "design", "behavioural", "gardening"])
SCORES = st.floats(1, 5)


@st.composite
def counts(draw):
    """What may have been counted in an area."""
    cards, skills = draw(st.integers(0, 30)), draw(st.integers(0, 9))
    timed = draw(st.integers(0, cards))
    seen, rated = draw(st.integers(0, cards)), draw(st.integers(0, skills))
    clocked = draw(st.integers(0, min(seen, timed)))
    score = draw(st.integers(rated, 5 * rated)) if rated else 0
    recall = draw(st.integers(0, seen * MILLION))
    kept = draw(st.integers(0, clocked))
    return Counts(cards, seen, recall, timed, clocked, kept, skills, rated, score, 0)


EVIDENCE = st.builds(
    AreaEvidence, AREAS, counts(), st.lists(SCORES, max_size=2).map(tuple), st.booleans()
)
ALL = st.lists(EVIDENCE, max_size=5, unique_by=lambda one: one.area)
DONE = st.floats(0, 1)


@given(ALL, DONE)
def test_the_figure_lies_between_0_and_100(evidence, plan):
    assert -1e-9 <= figure(evidence, plan) <= 100 + 1e-9


@given(ALL, DONE, DONE)
def test_more_of_the_plan_never_lowers_it(evidence, plan, more):
    assert figure(evidence, max(plan, more)) >= figure(evidence, min(plan, more))


def better(one):
    """The area with more recall, more kept limits, better scores; a bit of each where it can."""
    have = one.counts
    if have.recall < have.cards * MILLION:
        yield replace(one, counts=have._replace(recall=have.recall + 1))
    if have.kept < have.timed:
        yield replace(one, counts=have._replace(kept=have.kept + 1))
    if have.rated and have.score < 5 * have.rated:
        yield replace(one, counts=have._replace(score=have.score + 1))
    if have.rated < have.skills:
        yield replace(one, counts=have._replace(rated=have.rated + 1, score=have.score + 1))
    if one.mocks:
        yield replace(one, mocks=(5.0, *one.mocks[1:]))


@given(ALL, DONE, st.data())
def test_more_recall_more_kept_limits_and_better_scores_never_lower_it(evidence, plan, data):
    assume(evidence)
    number = data.draw(st.integers(0, len(evidence) - 1))
    for one in better(evidence[number]):
        changed = [*evidence[:number], one, *evidence[number + 1 :]]
        assert figure(changed, plan) >= figure(evidence, plan) - 1e-9


@given(EVIDENCE)
def test_a_part_without_evidence_never_raises_it(one):
    asked_for = replace(
        one,
        has_mocks=True,
        counts=one.counts._replace(
            cards=one.counts.cards + 1, timed=one.counts.timed + 1, skills=one.counts.skills + 1
        ),
    )
    assert area_figure(asked_for) <= area_figure(one) + 1e-9
    assert figure([one]) <= figure([one], 0.5)


def test_the_weights_are_of_100_and_make_the_figure():
    assert sum(WEIGHTS.values()) == 100
    half = AreaEvidence("theory", Counts(2, 1, MILLION, 2, 1, 1, 2, 1, 5), (5.0,), has_mocks=True)
    assert shares(half) == dict.fromkeys(set(ReadinessPart) - {ReadinessPart.PLAN}, 0.5)
    assert area_figure(half) == pytest.approx(50)
    assert figure([half], 0.5) == pytest.approx(50)


def test_a_part_that_the_decks_do_not_ask_for_is_left_out():
    assert area_figure(AreaEvidence("gardening", Counts(1, 1, MILLION))) == 100
    assert area_figure(AreaEvidence("gardening")) == 0
    assert figure([]) == 0


def test_an_area_with_a_round_of_its_own_counts_four_times():
    known, unknown = Counts(1, 1, MILLION), Counts(1)
    two = [AreaEvidence("coding", known), AreaEvidence("gardening", unknown)]
    assert figure(two) == pytest.approx(90 * 4 / 5)


DAY = (st.integers(-40, 0) | st.integers(-4, 0)).map(lambda ago: TODAY + timedelta(days=ago))
ANSWER = st.builds(
    ReadinessAnswer,
    st.sampled_from(Rating),
    DAY,
    st.none() | st.integers(0, 200_000),
    st.none() | st.just(60),
    st.none() | st.integers(1, 5),
)
LIFE = st.lists(ANSWER, max_size=4).map(lambda a: Life(sorted(a, key=lambda b: b.studied_on)))


@st.composite
def histories(draw):
    """Cards of some areas, each with the lives it has had."""
    count = draw(st.integers(0, 6))
    found = []
    for number in range(count):
        asked = Asked(
            f"{number:032}", draw(AREAS), draw(st.none() | st.just(120)), draw(st.booleans())
        )
        lives = draw(st.lists(LIFE, max_size=2))
        ends = [replace_end(life, draw(DAY)) for life in lives[:-1]] + lives[-1:]
        found.append((asked, ends))
    return found


def replace_end(life, day):
    """The life, cut by a reset on a day, or after its last answer."""
    return life._replace(ended_on=max([day, *(one.studied_on for one in life.answers)]))


MOCKS = st.lists(
    st.builds(Held, AREAS, DAY, SCORES, st.tuples(st.integers(0, 99), st.uuids().map(str))),
    max_size=4,
    unique_by=lambda one: one.came_about,
)


def entered(cards, days=DAYS):
    """A ledger with the cards in it, and how they stand."""
    ledger = Ledger(days, MODEL)
    return ledger, [ledger.add(asked, lives) for asked, lives in cards]


@given(histories(), MOCKS, st.randoms())
def test_the_order_of_facts_does_not_matter(cards, mocks, random):
    one = entered(cards)[0].evidence(mocks)
    random.shuffle(cards)
    random.shuffle(mocks)
    assert entered(cards)[0].evidence(mocks) == one


@given(histories(), MOCKS)
def test_an_earlier_day_is_as_if_nothing_had_happened_since(cards, mocks):
    """The trend is the figure of each day, from facts up to then."""
    then = entered(cards)[0].evidence(mocks)
    for ago in (0, 1, 2, 3, 27):
        day = TODAY - timedelta(days=ago)
        known = [(asked, list(up_to(lives, day))) for asked, lives in cards]
        held_by_then = [mock for mock in mocks if mock.on <= day]
        areas = {one.area for one in mocks}
        alone = entered(known, Days(day, 1, INTERVIEW))[0]
        alone.expect(areas)
        assert alone.evidence(held_by_then)[-1] == then[-1 - ago]


def up_to(lives, day):
    """What had happened by a day; what a later one says of an earlier day waits for its turn."""
    latest = date.min
    for life in lives:
        answers = []
        for one in life.answers:
            latest = max(latest, one.studied_on)
            if latest <= day:
                answers.append(one)
        ended = life.ended_on
        if ended is not None:
            latest = max(latest, ended)
        yield Life(answers, ended if latest <= day else None)
        if latest > day:
            return


@given(histories(), MOCKS)
def test_what_is_counted_of_an_area_is_never_more_than_there_is(cards, mocks):
    for of_day in entered(cards)[0].evidence(mocks):
        for one in of_day:
            have = one.counts
            assert have.kept <= have.clocked <= min(have.timed, have.seen)
            assert 0 <= have.recall <= have.seen * MILLION <= have.cards * MILLION
            assert have.below <= have.rated <= have.skills
            assert have.rated <= have.score <= 5 * have.rated


@given(histories(), MOCKS, DONE)
def test_every_promise_is_the_difference_that_the_formula_makes(cards, mocks, plan):
    """What is learned, reviewed, rated is answered; the figure rises by what was promised."""
    ledger, known = entered(cards)
    evidence = ledger.evidence(mocks)[-1]
    situation = ActionInput(TODAY, INTERVIEW, MODEL, Costs(ledger.answer_s(), 30.0))
    found = actions(evidence, None, known, situation)
    assert found == sorted(found, key=lambda one: -one.gain_an_hour)
    for action in found:
        done = carried_out(action, cards, known, mocks)
        assert figure(done) - figure(evidence) == pytest.approx(action.gain, abs=1e-4)


def carried_out(action, cards, known, mocks):
    """The evidence after the deed: facts of today are added, and all is counted anew."""
    later, mocks = [], list(mocks)
    chosen = cards_for(action, known)
    for asked, lives in cards:
        before = list(lives) or [Life([])]
        if asked.card in chosen:
            last = before[-1]._replace(answers=[*before[-1].answers, chosen[asked.card]])
            before = [*before[:-1], last]
        later.append((asked, before))
    if action.verb is Verb.MOCK:
        mocks.append(Held(action.area, TODAY, 4.0, (999, "new")))
    return entered(later)[0].evidence(mocks)[-1]


def cards_for(action, known):
    """The answers that the deed consists of; of cards, those that make most of its count."""
    own = [one for one in known if one.asked.area == action.area]
    good, rated = (
        ReadinessAnswer(Rating.GOOD, TODAY, 1),
        ReadinessAnswer(Rating.GOOD, TODAY, 1, None, 4),
    )
    match action.verb:
        case Verb.LEARN:
            new = [one for one in own if one.memory is None and not one.asked.is_skill]
            return {one.asked.card: good for one in most_worth(new, action.count)}
        case Verb.REVIEW:
            seen = [one for one in own if one.memory and not one.asked.is_skill]
            older = [one for one in seen if one.last_studied_on < TODAY]
            return {one.asked.card: good for one in most_worth(older, action.count)}
        case Verb.ASSESS:
            skills = [one for one in own if one.asked.is_skill and one.score is None]
            return {one.asked.card: rated for one in skills}
        case Verb.STRENGTHEN:
            skills = [one for one in own if one.asked.is_skill and one.score is not None]
            return {min(skills, key=lambda one: one.score).asked.card: rated}
        case _:
            return {}


def most_worth(cards, count):
    """So many cards; all of them, or the test would have to choose as the code does."""
    assert count <= len(cards)
    assume(count == len(cards))
    return cards


def test_cards_are_taken_for_half_an_hour_the_best_first():
    new = [Known(Asked(f"{n:03}", "theory")) for n in range(100)]
    limited = Known(Asked("x", "theory", 120))
    evidence = AreaEvidence("theory", Counts(101, timed=1), (5.0, 5.0), has_mocks=True)
    situation = ActionInput(TODAY, INTERVIEW, MODEL, Costs({"theory": 30.0}, 30.0))
    learn = actions([evidence], None, [*new, limited], situation)[0]
    assert (learn.verb, learn.count, learn.hours) == (Verb.LEARN, 30, 0.5)
    slow = ActionInput(TODAY, INTERVIEW, MODEL, Costs({"theory": 9_000.0}, 30.0))
    assert actions([evidence], None, new, slow)[0].count == 1


def test_an_exercise_takes_what_it_took_or_its_limit_and_is_done_once():
    design = Known(Asked("x", "design", 2_700, is_exercise=True))
    quick = Known(Asked("q", "design", 2_700))
    assert Costs({"design": 40.0}, 30.0).of(design) == 2_700
    assert Costs({"design": 40.0}, 30.0, {"x": 1_800.0}).of(design) == 1_800
    assert Costs({"design": 40.0}, 30.0).of(quick) == 70
    ledger, _ = entered([(design.asked, [Life([ReadinessAnswer(3, TODAY, 2_000_000)] * 9)])])
    assert ledger.answer_s() == {}


@given(st.lists(st.integers(1, 6), min_size=1, max_size=12), st.integers(0, 3), st.booleans())
def test_of_one_place_only_one_card_is_promised_unless_siblings_need_not_stay_apart(
    lines, apart, is_new
):
    last = None if is_new else TODAY - timedelta(days=9)
    cards = [
        Known(
            Asked(f"{n}", "theory", source=Source("d.md", line)),
            None if is_new else Memory(1.0, 5.0),
            last,
        )
        for n, line in enumerate(lines)
    ]
    situation = ActionInput(TODAY, INTERVIEW, MODEL, Costs({"theory": 30.0}, 30.0), apart)
    (deed,) = actions([AreaEvidence("theory", Counts(len(cards)))], None, cards, situation)
    assert deed.count == (len(set(lines)) if apart else len(lines))


@pytest.mark.parametrize(("apart", "promised"), [(0, 1), (1, 1), (2, 0)])
def test_nothing_is_promised_of_a_card_whose_sibling_was_answered_lately(apart, promised):
    here = Source("d.md", 1)
    yesterday = TODAY - timedelta(days=1)
    known = Known(Asked("x", "theory", source=here), Memory(1e9, 1.0), yesterday)
    new = Known(Asked("y", "theory", source=here))
    situation = ActionInput(TODAY, INTERVIEW, MODEL, Costs({"theory": 30.0}, 30.0), apart)
    found = actions([AreaEvidence("theory", Counts(2, 1))], None, [known, new], situation)
    assert sum(one.count for one in found if one.verb is Verb.LEARN) == promised


def test_nothing_is_promised_where_nothing_can_be_gained():
    evidence = AreaEvidence("theory", Counts(1, 1, MILLION), (5.0, 5.0), has_mocks=True)
    today = Known(Asked("x", "theory"), MODEL.after(None, 0)[3], TODAY)
    situation = ActionInput(TODAY, TODAY, MODEL, Costs({}, 30.0))
    assert actions([evidence], None, [today], situation) == []
    yesterday = replace(today, last_studied_on=TODAY - timedelta(days=1))
    better_known = actions([AreaEvidence("theory", Counts(1, 1))], None, [yesterday], situation)
    assert [one.verb for one in better_known] == [Verb.REVIEW]


def test_a_card_that_gains_nothing_is_not_asked():
    yesterday = TODAY - timedelta(days=1)
    for_ever = Known(Asked("x", "theory"), Memory(1e9, 1.0), yesterday)
    weak = Known(Asked("y", "theory"), Memory(1.0, 5.0), yesterday)
    situation = ActionInput(TODAY, TODAY, MODEL, Costs({}, 30.0))
    evidence = AreaEvidence("theory", Counts(2, 2, MILLION))
    assert [one.count for one in actions([evidence], None, [for_ever, weak], situation)] == [1]


def test_a_study_day_that_goes_back_after_a_journey_stands_still():
    answers = [
        ReadinessAnswer(Rating.GOOD, TODAY),
        ReadinessAnswer(Rating.GOOD, TODAY - timedelta(days=3)),
    ]
    _, known = entered([(Asked("x", "theory"), [Life(answers)])])
    assert known[0].last_studied_on == TODAY


def test_the_time_of_an_answer_is_measured_where_there_are_enough():
    asked = Asked("x", "theory", 30)
    answers = [
        ReadinessAnswer(Rating.GOOD, TODAY, ms) for ms in (10_000, 20_000, 30_000, 40_000, 990_000)
    ]
    ledger, _ = entered([(asked, [Life(answers)])])
    assert ledger.answer_s() == {"theory": 32.0}
    assert entered([(asked, [Life(answers[:4])])])[0].answer_s() == {}


def judged(number, scores, mock="m", item=0):
    """A judgement of a mock's question."""
    at = BEGIN + timedelta(minutes=number)
    here = stamp(at, number, entropy=bytes([number] * 10))
    said = dict.fromkeys(scores, "said so")
    return MockJudged(here, mock, item, "calm", "depth", hire=True, scores=scores, evidence=said)


def test_a_mock_shows_the_mean_of_its_dimensions_once_all_of_an_area_is_judged():
    here = Stamp("m", "here", BEGIN, 1)
    begun = MockBegun(
        here, "design", "standard", TODAY, ("a", "b"), ("design",) * 2, ("A?", "B?"), (60, 60)
    )
    names = [dimension.name for dimension in rubric_of("design")]
    four, two = dict.fromkeys(names, 4), dict.fromkeys(names, 2)
    assert held(mocks_of([begun])) == []
    assert held(mocks_of([begun, judged(2, four)])) == []
    found = held(mocks_of([judged(3, two, item=1), begun, judged(2, four)]))
    assert [(one.area, one.on, one.score) for one in found] == [("design", TODAY, 3.0)]


def test_days_are_counted_from_the_first_and_end_today():
    assert DAYS.place(date(2020, 1, 1)) == 0
    assert DAYS.place(TODAY) == 27
    assert DAYS.place(TODAY + timedelta(days=5)) == 27
