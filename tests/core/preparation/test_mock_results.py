"""A mock as its facts come to it, and what it came to."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from math import isclose

import pytest
from histories import stamp
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.card import CardId
from flashcards.core.log.order import union
from flashcards.core.log.preparation_facts import MockBegun, MockEnded, MockJudged, MockMarked
from flashcards.core.preparation.mock.feedback import FeedbackPart, Wanted, has, wanted_of
from flashcards.core.preparation.mock.forms import (
    AREAS,
    Form,
    MockCandidate,
    areas_of,
    is_short,
    limits,
    usual_s,
    wanted,
)
from flashcards.core.preparation.mock.mock import (
    Ask,
    ClockMark,
    Conclude,
    Judge,
    after,
    missing,
    mocks_of,
    next_step,
)
from flashcards.core.preparation.mock.results import (
    hired,
    is_whole,
    mean_of,
    next_action,
    passed,
    results,
    results_of,
    weaknesses,
)
from flashcards.core.preparation.mock.rubric import passes, rubric_of
from flashcards.core.preparation.plan.followed import mocks_taken
from flashcards.core.preparation.plan.plan import Activity

DAY = date(2026, 1, 5)
AREA = st.sampled_from([area.value for area in AREAS])
MODES = st.sampled_from(["standard", "pressure", "after"])
SCORED = (FeedbackPart.SCORE, FeedbackPart.EVIDENCE)
MOST = 99
"""Facts of a mock of four questions; one more, and it would never end."""

SCORES = st.lists(st.integers(1, 5), min_size=1, max_size=60)


def begun(*areas, mode="standard", recording=""):
    """A mock that asks a question of each of these areas."""
    cards = tuple(f"c{number}" for number in range(len(areas)))
    said = stamp(clock=1)
    limits = (120,) * len(areas)
    return MockBegun(said, "full", mode, DAY, cards, areas, cards, limits, recording=recording)


def stamped(fact, clock, *said, **named):
    """A fact about that mock at a place in the log."""
    return fact(stamp(clock=clock, entropy=clock.to_bytes(10)), begun("x").stamp.id, *said, **named)


def fact_for(step, clock, score=4):
    """What a learner who goes on makes of a step."""
    match step:
        case Ask(number):
            return stamped(MockMarked, clock, number, ClockMark.ANSWERED.value, 60)
        case Judge(numbers, Wanted(part, dimension)):
            said = {
                FeedbackPart.SCORE: {"scores": {dimension: score}},
                FeedbackPart.EVIDENCE: {"evidence": {dimension: "seen"}},
                FeedbackPart.HIRE: {"hire": score >= 4},
            }.get(part, {part.value: "said"})
            if part is FeedbackPart.SCORE and score >= 4:
                said["evidence"] = {dimension: ""}
            return stamped(MockJudged, clock, numbers[-1], **said)
        case _:
            return stamped(MockEnded, clock, "go on")


def held(*areas, scores=(4,), **said):
    """The facts of a mock from its beginning to its end; the scores go round."""
    facts = [begun(*areas, **said)]
    (mock,) = mocks_of(facts)
    while (step := next_step(mock)) is not None:
        assert len(facts) < MOST, step
        facts.append(fact_for(step, len(facts) + 1, scores[len(facts) % len(scores)]))
        mock = after(mock, facts[-1])
    return facts


def random_facts():
    """Facts about a mock of three questions, some of them about questions it has not."""
    items = st.integers(0, 4)
    marks = st.tuples(
        st.just(MockMarked),
        st.tuples(
            items,
            st.sampled_from([mark.value for mark in ClockMark]),
            st.integers(0, 300),
            st.sampled_from(["", "plan", "write", "nonsense"]),
        ),
        st.just({}),
    )
    judged = st.tuples(
        st.just(MockJudged),
        st.tuples(items, st.sampled_from(["", "calm"]), st.sampled_from(["", "depth"])),
        st.fixed_dictionaries(
            {
                "hire": st.none() | st.booleans(),
                "scores": st.dictionaries(
                    st.sampled_from(["depth", "planning"]), st.integers(1, 5)
                ),
            }
        ),
    )
    ended = st.tuples(st.just(MockEnded), st.tuples(st.sampled_from(["", "rest"])), st.just({}))
    return st.lists(marks | judged | ended, max_size=12).map(
        lambda every: [
            stamped(kind, clock, *said, **named)
            for clock, (kind, said, named) in enumerate(every, 2)
        ]
    )


@given(random_facts(), st.data())
def test_going_on_after_any_prefix_gives_the_same_mock_as_never_having_stopped(facts, data):
    every = [begun("coding", "theory", "theory", mode="pressure"), *facts]
    cut = data.draw(st.integers(1, len(every)))
    (mock,) = mocks_of(data.draw(st.permutations(every[:cut])))
    for fact in every[cut:]:
        mock = after(mock, fact)
    assert mocks_of(union(every, every[:cut])) == (mock,)


@given(random_facts())
def test_the_time_of_a_question_never_shrinks_nor_its_phase(facts):
    (mock,) = mocks_of([begun("coding", "theory", "theory")])
    for fact in facts:
        now = after(mock, fact)
        for before, later in zip(mock.questions, now.questions, strict=True):
            assert before.used_s <= later.used_s <= later.limit_s
            assert before.phase <= later.phase < max(1, len(later.phases))
            assert before.answered <= later.answered
        mock = now


@given(st.lists(AREA, min_size=1, max_size=4), MODES, st.booleans(), st.data())
def test_every_mock_comes_to_an_end_wherever_it_was_cut(areas, mode, record, data):
    recording = "x.wav" if record else ""
    facts = held(*sorted(areas), mode=mode, recording=recording)
    (mock,) = mocks_of(facts)
    assert mock.ended
    assert all(result.passed for result in results_of(mock))
    (cut,) = mocks_of(facts[: data.draw(st.integers(1, len(facts) - 1))])
    assert not cut.ended
    assert next_step(cut) is not None


def test_standard_judges_after_each_question_for_ever_and_the_others_each_area_at_the_end():
    def kinds(mode):
        facts = held("coding", "theory", "theory", mode=mode)
        steps = [next_step(mocks_of(facts[: k + 1])[0]) for k in range(len(facts))]
        told = [("ask", step.number) if isinstance(step, Ask) else ("judge", step.numbers)
                for step in steps if isinstance(step, Ask | Judge)]  # fmt: skip
        return list(dict.fromkeys(told))

    assert kinds("standard") == [
        *(("ask", 0), ("judge", (0,)), ("ask", 1), ("judge", (1,)), ("ask", 2), ("judge", (2,)))
    ]
    assert (
        kinds("pressure")
        == kinds("after")
        == [*(("ask", 0), ("ask", 1), ("ask", 2), ("judge", (0,)), ("judge", (1, 2)))]
    )


@pytest.mark.parametrize("area", [area.value for area in AREAS])
def test_after_each_question_evidence_is_asked_before_each_score_and_hiring_last(area):
    every = list(wanted_of(area, "standard", speech=True))
    names = [dimension.name for dimension in rubric_of(area)]
    assert 4 <= len(names) <= 6
    for name in names:
        place = every.index(Wanted(FeedbackPart.SCORE, name))
        assert every[place - 1] == Wanted(FeedbackPart.EVIDENCE, name)
    assert every[-2:] == [Wanted(FeedbackPart.SPEECH), Wanted(FeedbackPart.HIRE)]
    assert Wanted(FeedbackPart.SPEECH) not in list(wanted_of(area, "standard"))


@given(AREA, st.sampled_from(["after", "pressure"]), st.booleans())
def test_a_form_asks_for_words_then_for_hiring_then_for_each_score_before_its_evidence(
    area, mode, speech
):
    every = list(wanted_of(area, mode, speech=speech))
    names = [dimension.name for dimension in rubric_of(area)]
    parts = [FeedbackPart.WELL, FeedbackPart.IMPROVE]
    parts += [FeedbackPart.SPEECH] * speech + [FeedbackPart.HIRE]
    scored = [Wanted(part, name) for name in names for part in SCORED]
    assert every == [*map(Wanted, parts), *scored]
    assert set(every) == set(wanted_of(area, "standard", speech=speech))


@given(random_facts(), st.sampled_from(["standard", "pressure"]))
def test_what_older_facts_lack_is_missing_as_before_and_what_they_have_is_not_asked_again(
    facts, mode
):
    """Whether a form is complete goes by its parts alone, whatever their order is today."""
    (mock,) = mocks_of([begun("coding", "theory", "theory", mode=mode), *facts])
    for numbers in mock.rounds:
        said = mock.questions[numbers[-1]].feedback
        lacks = [one for one in wanted_of(mock.questions[numbers[-1]].area, "standard")
                 if not has(said, one)]  # fmt: skip
        assert (missing(mock, numbers) is None) == (not lacks)
        assert missing(mock, numbers) in [*lacks, None]


@given(st.lists(AREA, min_size=1, max_size=4), st.lists(st.integers(1, 5), min_size=1, max_size=9))
def test_a_mock_of_an_older_log_comes_to_what_it_came_to(areas, scores):
    """Its feedback was given question by question, each part in the order of then."""
    facts = held(*sorted(areas), scores=scores)
    (mock,) = mocks_of(facts)
    assert mock.rounds == tuple((number,) for number in range(len(areas)))
    given_by = [one for one in facts if isinstance(one, MockJudged)]
    for result in results_of(mock):
        places = [n for n, one in enumerate(mock.questions) if one.area == result.area]
        said = [one for one in given_by if one.item in places and one.scores]
        every = [score for one in said for score in one.scores.values()]
        assert len(said) == len(places) * len(rubric_of(result.area))
        assert isclose(result.mean, sum(every) / len(every))
        assert result.passed is not None


def test_that_no_evidence_is_needed_takes_none_away():
    said = [
        stamped(MockJudged, 2, 0, scores={"depth": 3}, evidence={"depth": "slow"}),
        stamped(MockJudged, 3, 0, scores={"depth": 4}, evidence={"depth": ""}),
    ]
    (mock,) = mocks_of([begun("theory"), *said])
    assert mock.questions[0].feedback.evidence == {"depth": "slow"}
    assert mock.questions[0].feedback.scores == {"depth": 4}


@given(SCORES)
def test_a_pass_is_a_mean_of_four_with_none_below_three(scores):
    assert passes(scores) == (Fraction(sum(scores), len(scores)) >= 4 and min(scores) >= 3)


@given(st.lists(SCORES, min_size=1, max_size=6))
def test_a_mean_of_means_is_judged_as_exactly_as_one_of_numbers(several):
    exact = [Fraction(sum(scores), len(scores)) for scores in several]
    expected = sum(exact) >= 4 * len(exact) and min(exact) >= 3
    assert passes([float(mean) for mean in exact]) == expected


def test_without_a_score_nothing_passes():
    assert not passes([])


@given(st.lists(st.integers(1, 5), min_size=5, max_size=20))
def test_weak_dimensions_are_those_below_four_the_weakest_first(scores):
    (mock,) = mocks_of(held("theory", "theory", scores=scores))
    found = results_of(mock)
    weak = weaknesses(found)
    assert {one.dimension.name for one in weak} == {
        name for name, score in found[0].scores.items() if score < 4
    }
    assert [one.score for one in weak] == sorted(one.score for one in weak)
    if weak:
        assert next_action(mock) == weak[0].dimension.action
    else:
        assert "--pressure" in next_action(mock)


@pytest.mark.parametrize("interviewer", ["", "Ann"])
def test_after_a_mock_under_pressure_without_a_weak_side_another_step_is_proposed(interviewer):
    facts = held("theory", mode="pressure", scores=[5])
    mock = replace(mocks_of(facts)[0], interviewer=interviewer)
    assert "--pressure" not in next_action(mock)
    assert ("--interviewer" in next_action(mock)) == (not interviewer)


def test_a_mock_of_two_areas_has_a_result_for_each():
    (mock,) = mocks_of(held("theory", "design", scores=[5]))
    theory, design = results([mock])
    assert (theory.area, theory.mean, theory.passed, theory.hire) == ("theory", 5, True, True)
    assert (theory.seconds, theory.limit_s, theory.questions, theory.answered) == (60, 120, 1, 1)
    assert design.came_about == mock.came_about == (1, mock.id)
    assert (passed([theory, design]), hired([theory, design]), mean_of([theory])) == (True, True, 5)


def test_what_is_not_judged_whole_neither_passes_nor_fails():
    facts = held("theory", "design", scores=[2])
    begun_alone = results(mocks_of(facts[:1]))
    assert [(one.mean, one.passed, one.hire) for one in begun_alone] == [(None, None, None)] * 2
    assert mean_of(begun_alone) is None
    whole = results(mocks_of(facts))
    assert [(one.passed, one.hire) for one in whole] == [(False, False)] * 2
    assert (passed([begun_alone[0], whole[1]]), passed([]), hired([])) == (None, None, None)


def test_an_area_without_a_rubric_is_judged_in_words_alone():
    (mock,) = mocks_of(held("gardening"))
    (result,) = results_of(mock)
    assert (mock.ended, result.scores, result.mean, result.passed) == (True, {}, None, False)


def test_what_is_answered_stays_answered_whatever_is_marked_later():
    late = [stamped(MockMarked, 2, 0, "answered", 9), stamped(MockMarked, 3, 0, "left", 4)]
    (mock,) = mocks_of([begun("theory"), *late])
    assert (mock.questions[0].answered, mock.questions[0].used_s) == (True, 9)


def test_of_two_things_said_what_came_about_later_counts_whatever_their_ids():
    first = MockJudged(stamp(clock=2, entropy=b"9" * 10), begun("x").stamp.id, 0, "calm")
    later = MockJudged(stamp(clock=3, entropy=b"1" * 10), begun("x").stamp.id, 0, "clear")
    (mock,) = mocks_of([later, begun("theory"), first])
    assert mock.questions[0].feedback.well == "clear"


def test_a_tie_hires_nobody():
    (mock,) = mocks_of(held("theory", "theory", scores=[5]))
    no = stamped(MockJudged, 98, 1, hire=False)
    assert [one.hire for one in results_of(mock)] == [True]
    assert [one.hire for one in results_of(after(mock, no))] == [False]


def test_facts_about_no_mock_and_about_questions_it_has_not_change_nothing():
    strangers = [stamped(MockMarked, 2, 7, "answered", 9), stamped(MockJudged, 3, 7, "calm")]
    assert mocks_of(strangers) == ()
    assert mocks_of([begun("theory"), *strangers]) == mocks_of([begun("theory")])


def test_a_mock_that_has_ended_asks_nothing_more():
    (mock,) = mocks_of([begun("theory"), stamped(MockEnded, 2)])
    assert (next_step(mock), mock.action) == (None, "")
    assert isinstance(next_step(mocks_of(held("theory")[:-1])[0]), Conclude)


def test_a_mean_of_exactly_four_passes_though_its_parts_are_rounded():
    assert passes([37 / 9, 37 / 9, 37 / 9, 11 / 3])


@given(st.lists(AREA, min_size=1, max_size=4), MODES, st.data())
def test_only_a_mock_answered_and_judged_to_its_end_is_whole_and_counts_for_a_plan(
    areas, mode, data
):
    facts = held(*sorted(areas), mode=mode)
    assert is_whole(mocks_of(facts)[0])
    assert [one.is_whole for one in mocks_taken(mocks_of(facts))] == [True]
    early = [*facts[: data.draw(st.integers(1, len(facts) - 2))], facts[-1]]
    assert not is_whole(mocks_of(early)[0])
    assert [one.is_whole for one in mocks_taken(mocks_of(early))] == [False]


@given(st.sampled_from(list(Form)), st.integers(1, 240))
def test_a_mock_that_is_cut_short_is_told_from_one_of_the_usual_length_or_longer(form, minutes):
    usual = usual_s(form)
    areas = [area for area in areas_of(form) for _ in range(wanted(form, area, minutes))]
    drawn = [MockCandidate(CardId(str(n)), "", area, "") for n, area in enumerate(areas)]
    given_s = limits(form, drawn, minutes)
    asked = list(zip(areas, given_s, strict=False))
    assert is_short(form, asked) == (minutes * 60 < usual)


def test_a_mock_of_ten_minutes_ticks_none_of_thirty_but_one_that_asks_for_ten():
    facts = held(*["behavioural"] * 5)
    cut = replace(facts[0], form="behavioural", limits_s=(120,) * 5)
    (taken,) = mocks_taken(mocks_of([cut, *facts[1:]]))
    asks = Activity("mock", "A mock", "mock", 45, 1, form="behavioural")
    assert (taken.is_whole, taken.short_minutes, taken.is_for(asks)) == (True, 10, False)
    assert taken.is_for(replace(asks, minutes=10))
    whole = replace(cut, limits_s=(360,) * 5)
    assert mocks_taken(mocks_of([whole, *facts[1:]]))[0].is_for(asks)
