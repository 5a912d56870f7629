"""The two libraries agree: schedules are replayed by one, parameters are fitted by the other."""

from collections import defaultdict

import fsrs_rs_python as fsrs_rs
import pytest
from real_log import real_reviews

from flashcards.core.fitting.evidence import answered, evidence
from flashcards.core.fitting.figures import Verdict
from flashcards.core.fitting.fit import compared, fitted
from flashcards.core.schedule import Policy
from flashcards.core.scheduling.replay import replay

LARGEST_DIFFERENCE = 1e-3
"""In stability (days, up to 243 here) and in difficulty; 1.4e-4 when last looked at."""


@pytest.fixture(scope="module")
def real_log():
    """One learner's reviews of half a year, in order."""
    return real_reviews()


def differences(reviews, parameters):
    """Of each card, by how much the memory of the two libraries differs."""
    by_card = defaultdict(list)
    for one in reviews:
        by_card[one.card].append(one)
    policy = Policy(parameters=parameters)
    said = fsrs_rs.DEFAULT_PARAMETERS if parameters is None else list(parameters)
    histories = evidence(map(answered, reviews)).histories
    items = [
        fsrs_rs.FSRSItem(list(map(fsrs_rs.FSRSReview, one.ratings, one.elapsed_days)))
        for one in histories
    ]
    cards = [reviews[one.places[0]].card for one in histories]
    for card, memory in zip(cards, fsrs_rs.FSRS(said).memory_state_batch(items), strict=True):
        ours = replay(by_card[card], policy)
        yield max(
            abs(ours.stability - memory.stability),
            abs(ours.difficulty - memory.difficulty),
        )


def test_memory_is_the_same_on_every_card_of_a_real_log(real_log):
    found = list(differences(real_log, None))
    assert len(found) == 1_205
    assert max(found) < LARGEST_DIFFERENCE


def test_memory_is_the_same_with_fitted_parameters(real_log):
    parameters = fitted(evidence(map(answered, real_log)))
    assert max(differences(real_log, parameters)) < LARGEST_DIFFERENCE


def test_fitting_pays_on_a_real_log(real_log):
    found = compared(None, evidence(map(answered, real_log)))
    assert found.verdict is Verdict.BETTER
    assert found.in_use.log_loss == pytest.approx(0.4417, abs=5e-4)
    assert found.fitted.log_loss == pytest.approx(0.4388, abs=2e-3)
