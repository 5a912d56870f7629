"""Parameters from the log, and the figures they are judged by."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import fsrs
import fsrs_rs_python as fsrs_rs
import pytest
from histories import BEGIN, review
from hypothesis import given, settings
from hypothesis import strategies as st
from learned import learned

from flashcards.core.fitting import fit
from flashcards.core.fitting.evidence import answered, evidence, evidence_of
from flashcards.core.fitting.figures import Verdict
from flashcards.core.fitting.fit import (
    ENOUGH,
    FOLDS,
    SPLITS,
    STAGES,
    compared,
    fitted,
    judged,
    split_parts,
    weight_of,
)
from flashcards.core.parameters import BOUNDS
from flashcards.core.rating import Rating

DAY = timedelta(days=1)
LIBRARY = tuple(fsrs_rs.DEFAULT_PARAMETERS)
FIT = settings(max_examples=25)
SOME = evidence(map(answered, learned(map(str, range(200)))))

ANSWERS = st.tuples(st.sampled_from(Rating), st.sampled_from([0, 0, 1, 1, 2, 5, 30, 400, 90_000]))


@st.composite
def logs(draw):
    """Some cards' answers, drawn few and taken many times, so that there is enough to fit."""
    drawn = draw(st.lists(st.lists(ANSWERS, min_size=1, max_size=6), min_size=1, max_size=4))
    reviews = []
    for card in range(draw(st.sampled_from([1, 9, 60]))):
        at = BEGIN
        for rating, days in drawn[card % len(drawn)]:
            at += days * DAY
            reviews.append(review(rating, at, card=str(card)))
    return evidence(map(answered, sorted(reviews, key=lambda one: one.stamp.at)))


def again_and_again(cards, answers, rating, days=1):
    """The same answer for ever."""
    reviews = [
        review(rating, BEGIN + number * days * DAY, card=str(card))
        for number in range(answers)
        for card in range(cards)
    ]
    return evidence(map(answered, reviews))


@FIT
@given(logs())
def test_fitted_parameters_are_accepted_by_py_fsrs_whatever_was_answered(known):
    parameters = fitted(known)
    assert fsrs.Scheduler(parameters=parameters).parameters == parameters
    assert [round(value, 6) for value in parameters] == list(parameters)


@given(st.integers(0, 10**7), st.integers(1, 10**7))
def test_the_more_reviews_there_are_the_more_the_fit_weighs_and_never_all(reviews, more):
    assert 0 <= weight_of(reviews) < weight_of(reviews + more) < 1
    assert weight_of(reviews) == reviews / (reviews + 1_000)


def test_parameters_lie_between_the_librarys_and_the_fit_by_its_weight():
    """The fit itself, as fsrs-rs gives it, is asked for here by its own name."""
    items, owners = [], []
    for owner, index in zip(SOME.owners, SOME.indices, strict=True):
        history = SOME.histories[owner]
        answers = zip(history.ratings[: index + 1], history.elapsed_days, strict=False)
        items.append(fsrs_rs.FSRSItem([fsrs_rs.FSRSReview(*answer) for answer in answers]))
        owners.append(owner)
    alone = fsrs_rs.FSRS(LIBRARY).compute_parameters(items, owners, num_relearning_steps=1)
    weight = weight_of(SOME.reviews)
    drawn = [a + weight * (b - a) for a, b in zip(LIBRARY, alone, strict=True)]
    assert fitted(SOME) == pytest.approx(drawn, abs=1e-6)
    assert max(abs(a - b) for a, b in zip(LIBRARY, alone, strict=True)) > 0.1
    assert compared(None, SOME).weight == pytest.approx(weight, abs=1e-6)


@FIT
@given(logs(), st.randoms(use_true_random=False))
def test_the_order_in_which_histories_are_given_changes_nothing(known, random):
    other = evidence_of(random.sample(known.histories, len(known.histories)))
    assert fitted(other) == fitted(known)
    if known.reviews:
        assert judged(None, other) == judged(None, known)


@FIT
@given(logs())
def test_predictions_are_fsrs_rs_s_own(known):
    """Judged one by one, since it weighs the later reviews of a list more."""
    if not known.reviews:
        return
    model = fsrs_rs.FSRS(fsrs_rs.DEFAULT_PARAMETERS)
    losses = []
    for owner, index in zip(known.owners, known.indices, strict=True):
        history = known.histories[owner]
        answers = zip(history.ratings[: index + 1], history.elapsed_days, strict=False)
        item = fsrs_rs.FSRSItem([fsrs_rs.FSRSReview(*answer) for answer in answers])
        losses.append(model.evaluate([item]).log_loss)
    assert judged(None, known).log_loss == pytest.approx(sum(losses) / len(losses), abs=1e-3)


@given(st.integers(ENOUGH, 5_000), st.integers(0, 6_000))
def test_splits_follow_each_other_to_the_end_of_the_log(reviews, seen):
    parts = split_parts(reviews, min(seen, reviews))
    assert len(parts) == SPLITS
    assert len({len(part) for part in parts}) == 1
    assert [part.stop for part in parts] == [*(part.start for part in parts[1:]), reviews]
    assert parts[0].start >= reviews // (SPLITS + 1)


@given(st.integers(ENOUGH, 5_000), st.integers(0, 5_000))
def test_what_the_parameters_in_use_have_seen_is_not_judged_where_enough_came_after(more, seen):
    assert split_parts(seen + more, seen)[0].start >= seen


def test_splits_are_those_of_scikit_learn():
    assert split_parts(605) == [range(n, n + 100) for n in (105, 205, 305, 405, 505)]
    assert split_parts(605, seen=400) == split_parts(605)
    assert split_parts(800, seen=400) == [range(n, n + 80) for n in (400, 480, 560, 640, 720)]


def test_fitted_parameters_foretell_a_learner_better_than_the_librarys():
    found = compared(None, SOME)
    assert found.verdict is Verdict.BETTER
    assert found.fitted.log_loss < found.in_use.log_loss
    assert found.in_use.reviews == found.fitted.reviews == SPLITS * (SOME.reviews // 6)
    assert found.parameters == fitted(SOME)


def test_items_made_one_by_one_are_fitted_as_a_list_of_all_of_them():
    """fsrs-rs takes any sequence: were it to read one twice, or by place, this would tell."""
    histories = (SOME.histories[owner] for owner in SOME.owners)
    ends = (index + 1 for index in SOME.indices)
    items = [
        fsrs_rs.FSRSItem(fit._answers(one)[:end]) for one, end in zip(histories, ends, strict=True)
    ]
    alone = fsrs_rs.FSRS(list(LIBRARY)).compute_parameters(
        items, list(SOME.owners), num_relearning_steps=1
    )
    assert fitted(SOME) == fit._drawn(alone, weight_of(SOME.reviews)).parameters


def test_each_split_is_judged_by_parameters_that_have_not_seen_it():
    """Reviews to come are changed: what is foretold of the first part stays."""
    found = compared(None, SOME).splits[0]
    end = found.trained_on + found.fitted.reviews
    places = [SOME.places[position] for position in range(end, SOME.reviews)]
    reviews = learned(map(str, range(200)))
    for place in places:
        reviews[place] = review(Rating.AGAIN, reviews[place].stamp.at, card=reviews[place].card)
    assert compared(None, evidence(map(answered, reviews))).splits[0] == found


def test_a_card_is_judged_by_parameters_that_have_not_seen_it():
    """The last answers of a twentieth of the cards are changed: how these are foretold stays."""
    reviews = learned(map(str, range(200)))
    before = evidence(map(answered, reviews))
    for history in before.histories[3::FOLDS]:
        place = history.places[-1]
        reviews[place] = replace(reviews[place], rating=Rating.AGAIN)
    after = evidence(map(answered, reviews))
    own = [n for n, owner in enumerate(before.owners) if owner % FOLDS == 3]
    old, new = foretold_unseen(before), foretold_unseen(after)
    assert [old[n] for n in own] == [new[n] for n in own]
    assert old != new


def foretold_unseen(known):
    """The recall foretold of each scored review."""
    contest = fit._Contest(None, known, 1)
    return fit._foretold_unseen(contest, range(known.reviews), lambda _done, _total: None)


def test_every_scored_review_is_judged_on_unseen_cards():
    found = compared(None, SOME).unseen_cards
    assert found.in_use == judged(None, SOME)
    assert found.fitted.reviews == SOME.reviews
    assert judged(fitted(SOME), SOME).log_loss < found.fitted.log_loss < found.in_use.log_loss
    gained = found.in_use.log_loss - found.fitted.log_loss
    assert found.gain.mean == pytest.approx(gained, abs=2e-6)


def test_cards_are_judged_after_what_the_parameters_in_use_have_seen_where_enough_came_after():
    found = compared(fitted(SOME), SOME, seen=SOME.reviews - 400)
    assert found.unseen_cards.in_use.reviews == 400
    found = compared(fitted(SOME), SOME, seen=SOME.reviews - 399)
    assert found.unseen_cards.in_use.reviews == SOME.reviews


def test_parameters_fitted_on_all_are_not_better_than_themselves():
    assert compared(fitted(SOME), SOME, seen=SOME.reviews).verdict is Verdict.NO_GAIN


def test_parameters_in_use_are_judged_as_they_are():
    assert judged(LIBRARY, SOME) == judged(None, SOME)
    assert judged(fitted(SOME), SOME).log_loss < judged(None, SOME).log_loss


def test_with_several_relearning_steps_same_day_answers_strengthen_less():
    """A lapse, two answers on its day, and then it is known for weeks."""
    random, reviews = Random(4), []
    for card in range(300):
        at = BEGIN
        for _ in range(5):
            last = Rating.GOOD if random.random() < 0.9 else Rating.AGAIN
            course = [(3, 20), (1, random.choice((5, 30))), (3, 0), (3, 0), (last, 10 + card % 30)]
            for rating, days in course:
                at += days * DAY
                reviews.append(review(Rating(rating), at, card=str(card)))
    known = evidence(map(answered, sorted(reviews, key=lambda one: one.stamp.at)))
    assert fitted(known, relearning_steps=5)[17] < fitted(known, relearning_steps=1)[17] - 0.1


def test_progress_is_told():
    heard = []
    compared(None, SOME, progress=lambda done, total: heard.append((done, total)))
    assert heard == [(done, STAGES) for done in range(STAGES + 1)]


def test_of_fewer_than_8_scored_reviews_nothing_is_fitted():
    for reviews in (0, 1, 7):
        few = again_and_again(1, reviews + 1, Rating.GOOD)
        assert few.reviews == reviews
        assert fitted(few) == pytest.approx(LIBRARY, abs=1e-6)


@pytest.mark.parametrize("rating", Rating)
def test_one_grade_for_ever_is_fitted_and_judged(rating):
    same = again_and_again(100, 6, rating)
    found = compared(None, same)
    fsrs.Scheduler(parameters=found.parameters)
    assert found.fitted.auc is None
    assert found.fitted.log_loss < found.in_use.log_loss


def test_a_card_answered_5000_times_is_judged_on_all_and_fitted_on_256():
    known = again_and_again(1, 5_001, Rating.GOOD)
    assert judged(None, known).reviews == 5_000
    assert fitted(known) == pytest.approx(LIBRARY, abs=1e-6)


def test_answers_at_one_instant_keep_their_order():
    same = [review(rating, BEGIN, card="a") for rating in (1, 3, 4)]
    known = evidence(map(answered, [*same, review(3, BEGIN + DAY, card="a")]))
    turned = evidence(map(answered, [*same[::-1], review(3, BEGIN + DAY, card="a")]))
    assert judged(None, known).reviews == 1
    assert judged(None, known) != judged(None, turned)


def test_bounds_are_those_that_py_fsrs_keeps():
    for number, (lowest, highest) in enumerate(BOUNDS):
        for bound, beyond in ((lowest, -0.01), (highest, 0.01)):
            said = list(LIBRARY)
            said[number] = bound
            fsrs.Scheduler(parameters=said)
            said[number] = bound + beyond
            with pytest.raises(ValueError, match="out of bounds"):
                fsrs.Scheduler(parameters=said)
