"""How well predictions held: known cases, and laws of the three figures."""

from math import log

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from flashcards.core.fitting.figures import (
    LEAST_ERRORS,
    LEAST_GAIN,
    RMSE_ALLOWANCE,
    Figures,
    Gain,
    Judgement,
    Verdict,
    decision,
    figures_of,
    gain_of,
    gain_over_cards,
    verdict,
)

PREDICTIONS = st.lists(
    st.tuples(st.floats(0.01, 0.99), st.integers(0, 1), st.integers(0, 3)), min_size=1, max_size=40
)


def figures(*predictions):
    """The figures of (foretold, recalled, bin)."""
    return figures_of(*map(list, zip(*predictions, strict=True)))


@given(PREDICTIONS, st.randoms(use_true_random=False))
def test_the_order_of_predictions_is_irrelevant(predictions, random):
    shuffled = random.sample(predictions, len(predictions))
    assert figures(*shuffled) == figures(*predictions)


@given(PREDICTIONS)
def test_log_loss_and_rmse_are_not_negative_and_auc_is_a_share(predictions):
    found = figures(*predictions)
    assert found.log_loss >= 0
    assert 0 <= found.rmse_bins <= 1
    assert found.auc is None or 0 <= found.auc <= 1
    assert found.reviews == len(predictions)


@given(PREDICTIONS)
def test_auc_is_the_share_of_pairs_in_the_right_order(predictions):
    kept = [p for p, y, _ in predictions if y]
    lost = [p for p, y, _ in predictions if not y]
    assume(kept and lost)
    pairs = [(a > b) + (a == b) / 2 for a in kept for b in lost]
    assert figures(*predictions).auc == pytest.approx(sum(pairs) / len(pairs), abs=1e-6)


@given(PREDICTIONS)
def test_auc_sees_only_the_order_of_predictions(predictions):
    squared = [(p * p, y, bin_number) for p, y, bin_number in predictions]
    assume(len({p for p, _, _ in squared}) == len({p for p, _, _ in predictions}))
    assert figures(*squared).auc == figures(*predictions).auc


@given(st.dictionaries(st.integers(0, 9), st.tuples(st.integers(0, 5), st.integers(1, 5))))
def test_rmse_is_nothing_where_each_bin_is_foretold_as_it_came(bins):
    assume(bins)
    calibrated = []
    for number, (kept, lost) in bins.items():
        share = kept / (kept + lost)
        calibrated += [(share, 1, number)] * kept + [(share, 0, number)] * lost
    assert figures(*calibrated).rmse_bins == 0


def test_log_loss_of_known_cases():
    assert figures((0.5, 1, 0), (0.5, 0, 0)).log_loss == pytest.approx(log(2), abs=1e-6)
    assert figures((0.9, 1, 0)).log_loss == pytest.approx(-log(0.9), abs=1e-6)
    assert figures((0.9, 0, 0)).log_loss == pytest.approx(-log(0.1), abs=1e-6)
    assert figures((0.9, 1, 0), (0.2, 0, 0)).log_loss == pytest.approx(0.164252, abs=1e-6)


def test_a_certain_error_costs_much_and_not_infinitely_much():
    assert figures((1.0, 0, 0)).log_loss == pytest.approx(16.118096, abs=1e-6)
    assert figures((1.0, 1, 0), (0.0, 0, 0)).log_loss == 0


def test_rmse_weighs_bins_by_their_reviews():
    found = figures((0.8, 1, 0), (0.8, 1, 0), (0.8, 1, 0), (0.6, 0, 1))
    assert found.rmse_bins == pytest.approx(((3 * 0.2**2 + 0.6**2) / 4) ** 0.5, abs=1e-6)


def test_auc_of_a_perfect_a_constant_and_a_perverse_predictor():
    assert figures((0.9, 1, 0), (0.8, 1, 0), (0.3, 0, 0)).auc == 1
    assert figures((0.7, 1, 0), (0.7, 1, 0), (0.7, 0, 0)).auc == 0.5
    assert figures((0.2, 1, 0), (0.9, 0, 0)).auc == 0


def test_there_is_no_auc_where_all_was_recalled_or_all_forgotten():
    assert figures((0.9, 1, 0), (0.8, 1, 0)).auc is None
    assert figures((0.9, 0, 0)).auc is None


def test_better_is_a_lower_log_loss_at_little_cost_in_calibration():
    in_use = Figures(0.45, 0.05, 0.7, 500)
    gains = [
        (0.0, 0.0, Verdict.NO_GAIN),
        (LEAST_GAIN / 2, -0.01, Verdict.NO_GAIN),
        (LEAST_GAIN, 0.0, Verdict.BETTER),
        (0.01, RMSE_ALLOWANCE, Verdict.BETTER),
        (0.01, RMSE_ALLOWANCE + 0.0001, Verdict.WORSE_CALIBRATED),
        (-0.01, -0.01, Verdict.NO_GAIN),
    ]
    for gain, cost, expected in gains:
        assert verdict(in_use, Figures(0.45 - gain, 0.05 + cost, 0.6, 500)) is expected


GAINS = st.lists(st.tuples(st.integers(0, 5), st.floats(-1, 1)), min_size=1, max_size=40)


@given(GAINS, st.randoms(use_true_random=False))
def test_a_gain_does_not_depend_on_the_order_of_reviews(gains, random):
    shuffled = random.sample(gains, len(gains))
    assert of_cards(shuffled) == of_cards(gains)


@given(GAINS)
def test_answers_given_twice_by_the_same_cards_say_nothing_more_and_by_others_they_do(gains):
    """Copies within a card leave the error as it is; of twice as many cards it is 1 / sqrt(2)."""
    once = of_cards(gains)
    assert of_cards(gains * 2) == once
    others = of_cards([*gains, *((card + 10, gain) for card, gain in gains)])
    assert others.mean == once.mean
    assert others.error == pytest.approx(once.error / 2**0.5, abs=1e-6)


def of_cards(gains):
    """The gain of (card, gain)."""
    cards, each = zip(*gains, strict=True)
    return gain_over_cards(each, cards)


def test_a_gain_is_the_difference_of_log_losses_and_its_error_is_over_cards():
    before, after, recalled = (0.5, 0.5, 0.5, 0.5), (0.8, 0.6, 0.5, 0.4), (1, 1, 0, 0)
    found = gain_of(before, after, recalled, (0, 0, 1, 1))
    gains = (log(1.6), log(1.2), 0.0, log(1.2))
    assert found.mean == pytest.approx(sum(gains) / 4, abs=1e-6)
    one, other = gains[0] + gains[1] - sum(gains) / 2, gains[2] + gains[3] - sum(gains) / 2
    assert found.error == pytest.approx((one**2 + other**2) ** 0.5 / 4, abs=1e-6)


def test_what_is_adopted_gains_more_than_chance_on_unseen_cards_and_loses_no_more_later():
    in_use, fitted = Figures(0.45, 0.05, 0.7, 1_000), Figures(0.448, 0.05, 0.7, 1_000)
    worse, cheaper = Figures(0.46, 0.05, 0.7, 1_000), Figures(0.448, 0.06, 0.7, 1_000)
    sure, unsure = Gain(0.002, 0.0019 / LEAST_ERRORS), Gain(0.002, 0.002 / LEAST_ERRORS)
    lost, within = Gain(-0.002, 0.0019 / LEAST_ERRORS), Gain(-0.002, 0.002 / LEAST_ERRORS)
    assert decision(Judgement(in_use, fitted, sure), within) is Verdict.BETTER
    assert decision(Judgement(in_use, fitted, unsure), sure) is Verdict.UNSURE
    assert decision(Judgement(in_use, fitted, sure), lost) is Verdict.WORSE_LATER
    assert decision(Judgement(in_use, worse, sure), sure) is Verdict.NO_GAIN
    assert decision(Judgement(in_use, cheaper, sure), sure) is Verdict.WORSE_CALIBRATED
