"""Parameters fitted, adopted, followed by due days, and taken back."""

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, date, timedelta
from functools import cache

import pytest
from collections_on_disk import MORNING, at, deck, dump, ids, opened
from histories import review
from learned import learned, written

from flashcards.core.fitting.evidence import answered, evidence
from flashcards.core.fitting.figures import Verdict
from flashcards.core.fitting.fit import ENOUGH, fitted
from flashcards.core.log.card_facts import DueSet, Edited, Reset, Review, Suspended, series_of
from flashcards.core.log.collection_facts import Adopted, BreakSet
from flashcards.core.log.facts import Undo
from flashcards.core.log.order import counting
from flashcards.core.log.stamp import Stamp, fact_id, tick
from flashcards.core.rating import Rating
from flashcards.core.schedule import Policy, Schedule
from flashcards.core.scheduling.replay import outcome
from flashcards.core.study_day import Moment
from flashcards.errors.parameters import NothingToRevert, TooFewReviews
from flashcards.services.log.rebuild import rebuild
from flashcards.services.log.undo import undo
from flashcards.services.standing import standing
from flashcards.services.statistics.optimize import optimize, revert
from flashcards.storage.database.engine import reading
from flashcards.storage.log import log

NOW = at(days=400, hours=2)
CARDS = 200
DAY = timedelta(days=1)


def numbers(root, count=CARDS):
    """A deck of that many cards."""
    return deck(root, "".join(f"Q: number {n}?\nA: {n}\n\n" for n in range(count)))


@pytest.fixture
def collection(tmp_path):
    """Two hundred cards, none of them answered."""
    numbers(tmp_path)
    with opened(tmp_path) as collection:
        yield collection


@pytest.fixture
def studied(collection):
    """The same, answered eight times and more by one who forgets sooner than most."""
    written(collection, of_one_who_forgets(tuple(ids(collection))))
    rebuild(collection)
    return collection


@cache
def of_one_who_forgets(cards):
    """Reviews that are the same for the same cards, which all these collections have."""
    return with_days_chosen(learned(cards))


def with_days_chosen(reviews):
    """The same; each card's last answer chose the last day allowed: now by one, now by another."""
    policies = Policy(), Policy(parameters=fitted(evidence(map(answered, reviews))))
    of_card = defaultdict(list)
    for one in reviews:
        of_card[one.card].append(one)
    for number, own in enumerate(of_card.values()):
        own[-1] = replace(own[-1], due_on=allowed(own, policies[number % 2])[1])
    return [one for own in of_card.values() for one in own]


def allowed(reviews, policy):
    """The first and the last day that a card may fall due on."""
    return outcome(Schedule(), series_of(reviews), policy).days


def facts(collection, kind):
    """The facts of a kind that count."""
    with reading(collection.engine) as connection:
        return [fact for fact in counting(log.all_facts(connection)) if isinstance(fact, kind)]


def everything(collection):
    """The log and what it comes to."""
    return dump(collection, "facts", "schedules", "cards", "edges")


def in_use(collection):
    """The parameters that stand."""
    with reading(collection.engine) as connection:
        return standing(connection).decisions.parameters


def due_days(collection):
    """The due days of cards in review."""
    return {row[0]: row[5] for row in dump(collection)["schedules"] if row[1] == "review"}


def stamped(n, moment=NOW):
    """A stamp of another machine, late in the log."""
    entropy = (2**70 + n).to_bytes(10, "big")
    return Stamp(fact_id(moment.now, entropy), "there", moment.now, tick(0, moment.now) + n)


def test_better_parameters_are_adopted_with_their_figures(studied):
    done = optimize(studied, NOW)
    assert (done.adopted, done.reason, done.seen) == (True, Verdict.BETTER, 0)
    assert (done.reviews, done.parameters_in_use) == (8 * CARDS, None)
    (fact,) = facts(studied, Adopted)
    assert fact.parameters == done.parameters == in_use(studied)
    assert fact.figures == {
        "reviews": done.fitted.reviews,
        "log_loss": done.fitted.log_loss,
        "rmse_bins": done.fitted.rmse_bins,
        "auc": done.fitted.auc,
        "before_log_loss": done.in_use.log_loss,
        "before_rmse_bins": done.in_use.rmse_bins,
        "before_auc": done.in_use.auc,
    }


def test_after_adopting_the_database_is_what_a_rebuild_makes(studied):
    before = due_days(studied)
    done = optimize(studied, NOW)
    after = dump(studied)
    assert done.moved == sum(before.get(c) != day for c, day in due_days(studied).items()) > 0
    rebuild(studied)
    assert dump(studied) == after


def test_a_dry_run_writes_nothing(studied):
    before = everything(studied)
    done = optimize(studied, NOW, dry_run=True, reschedule=True)
    assert (done.adopted, done.dry_run, done.rescheduled, done.moved) == (False, True, False, 0)
    assert done.reason is Verdict.BETTER
    assert everything(studied) == before


def test_what_is_no_better_is_not_adopted_and_writes_nothing(studied):
    first = optimize(studied, NOW)
    before = everything(studied)
    done = optimize(studied, NOW)
    assert (done.adopted, done.reason, done.moved) == (False, Verdict.NO_GAIN, 0)
    assert done.parameters_in_use == first.parameters
    assert done.seen > 0
    assert everything(studied) == before


def test_a_due_day_that_lies_in_its_new_range_stays(studied):
    own = defaultdict(list)
    for one in facts(studied, Review):
        own[one.card].append(one)
    policy = Policy(parameters=optimize(studied, NOW).parameters)
    stayed = 0
    for card, day in due_days(studied).items():
        first, last = allowed(own[card], policy)
        chosen = own[card][-1].due_on
        assert first <= day <= last
        if first <= chosen <= last:
            assert day == chosen
            stayed += 1
    assert CARDS / 2 <= stayed < CARDS


def test_reschedule_moves_all_due_days_as_facts_of_one_act(studied):
    done = optimize(studied, NOW, reschedule=True)
    (adopted,) = facts(studied, Adopted)
    moved = facts(studied, DueSet)
    days = due_days(studied)
    assert done.rescheduled
    assert len(moved) > 10
    assert {(fact.why, fact.part_of) for fact in moved} == {("optimize", adopted.stamp.id)}
    assert all(days[fact.card] == fact.on for fact in moved)
    assert all(fact.on >= NOW.now.date() for fact in moved)
    after = dump(studied)
    rebuild(studied)
    assert dump(studied) == after


def test_reschedule_follows_the_parameters_in_use_though_nothing_is_adopted(studied):
    optimize(studied, NOW)
    done = optimize(studied, NOW, reschedule=True)
    first, *others = facts(studied, DueSet)
    assert (done.adopted, done.rescheduled, done.moved) == (False, True, 1 + len(others))
    assert first.part_of is None
    assert {fact.part_of for fact in others} == {first.stamp.id}
    assert optimize(studied, NOW, reschedule=True).moved == 0


def test_what_is_due_and_would_be_is_not_moved(studied):
    late = at(days=5_000)
    done = optimize(studied, late, reschedule=True)
    assert done.adopted
    assert facts(studied, DueSet) == []


def test_a_day_gone_by_becomes_today(studied):
    card = next(iter(due_days(studied)))
    late = at(days=5_000)
    written(studied, [DueSet(stamped(1), card, date(2099, 1, 1))])
    rebuild(studied)
    optimize(studied, late, reschedule=True)
    (moved,) = (fact for fact in facts(studied, DueSet) if fact.why == "optimize")
    assert (moved.card, moved.on) == (card, late.now.date())


def test_suspended_cards_are_not_rescheduled(studied):
    cards = enumerate(ids(studied))
    written(studied, [Suspended(stamped(number), card) for number, card in cards])
    rebuild(studied)
    done = optimize(studied, NOW, reschedule=True)
    assert done.adopted
    assert facts(studied, DueSet) == []


def test_days_of_a_break_are_left_free(studied):
    optimize(studied, NOW, reschedule=True)
    moved = next(f for f in facts(studied, DueSet) if (f.on - NOW.now.date()).days > 7)
    revert(studied, NOW)
    written(studied, [BreakSet(stamped(1), moved.on, moved.on)])
    optimize(studied, NOW, reschedule=True)
    assert due_days(studied)[moved.card] != moved.on


def test_an_edited_card_that_is_rescheduled_is_as_a_rebuild_makes_it(studied):
    """Edges both ways: each of two ids has the history of both."""
    one, other = sorted(due_days(studied))[:2]
    written(studied, [Edited(stamped(1), one, other), Edited(stamped(2), other, one)])
    rebuild(studied)
    written(studied, [DueSet(stamped(3), one, date(2027, 5, 5))])
    rebuild(studied)
    optimize(studied, NOW, reschedule=True)
    after = dump(studied)
    rebuild(studied)
    assert dump(studied) == after


def test_revert_goes_back_to_the_library_and_undoes_the_days_set_with_it(studied):
    before = dump(studied)
    adopted = optimize(studied, NOW, reschedule=True)
    done = revert(studied, at(days=401))
    assert (done.parameters, done.adopted_at) == (None, NOW.now)
    assert done.moved == adopted.moved > 0
    assert facts(studied, (DueSet,)) == []
    assert [fact.reverts for fact in facts(studied, (Adopted,))] == [False, True]
    assert in_use(studied) is None
    assert dump(studied) == before


def test_revert_goes_back_step_by_step(studied):
    first = optimize(studied, NOW)
    second = Adopted(stamped(9, at(days=401)), replace_one(first.parameters))
    written(studied, [second])
    rebuild(studied)
    assert revert(studied, at(days=402)).parameters == first.parameters
    assert in_use(studied) == first.parameters
    assert revert(studied, at(days=403)).parameters is None
    with pytest.raises(NothingToRevert, match="usual parameters"):
        revert(studied, at(days=404))


def replace_one(parameters):
    """Parameters that are a little different."""
    return (parameters[0] + 0.01, *parameters[1:])


def test_parameters_adopted_anew_after_a_revert_are_the_same(studied):
    first = optimize(studied, NOW)
    revert(studied, NOW)
    again = optimize(studied, NOW)
    assert (again.adopted, again.parameters) == (True, first.parameters)


def test_a_failure_in_the_middle_leaves_everything_as_it_was(studied):
    before = everything(studied)

    def broken(done, total):
        if (done, total) == (CARDS, CARDS):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        optimize(studied, NOW, progress=broken)
    assert everything(studied) == before


@pytest.mark.parametrize("answers", [0, 1, 4])
def test_too_few_reviews_are_refused_with_both_numbers(collection, answers):
    written(collection, learned(ids(collection), answers) if answers else [])
    with pytest.raises(TooFewReviews, match=f"{answers * CARDS} reviews.* need {ENOUGH:,}:"):
        optimize(collection, NOW)


def test_parameters_once_adopted_on_too_few_reviews_can_be_reverted_and_it_is_said(collection):
    reviews = learned(ids(collection), 4)
    written(collection, [*reviews, Adopted(stamped(1), fitted(evidence(map(answered, reviews))))])
    rebuild(collection)
    with pytest.raises(TooFewReviews, match="fitted to fewer: `flash optimize --revert` goes back"):
        optimize(collection, NOW)
    assert revert(collection, NOW).parameters is None
    with pytest.raises(TooFewReviews, match=r"needed\.$"):
        optimize(collection, NOW)


def test_five_reviews_of_each_of_two_hundred_cards_are_just_enough(collection):
    written(collection, learned(ids(collection), 5))
    assert optimize(collection, NOW, dry_run=True).reviews == ENOUGH


def test_reviews_of_one_day_are_too_few_however_many(collection):
    card = ids(collection)[0]
    same = [review(Rating.GOOD, MORNING, card=card, stamp=stamped(n, at())) for n in range(1_000)]
    written(collection, same)
    with pytest.raises(TooFewReviews, match="There are 0 reviews"):
        optimize(collection, NOW)


def test_reviews_that_were_undone_do_not_count(studied):
    card = ids(studied)[0]
    last = [one for one in facts(studied, Review) if one.card == card][-1]
    written(studied, [Undo(stamped(1), card, last.stamp.id)])
    assert optimize(studied, NOW, dry_run=True).reviews == 8 * CARDS - 1


def test_cards_that_are_no_more_count(studied, tmp_path):
    before = optimize(studied, NOW, dry_run=True)
    numbers(tmp_path, 1)
    with opened(tmp_path) as later:
        done = optimize(later, NOW)
    assert (done.in_use, done.fitted) == (before.in_use, before.fitted)
    assert done.adopted


def test_an_edit_leads_the_reviews_to_the_card_there_is_now(collection):
    """Half of a history under an id that is no more: its first review is none."""
    card = ids(collection)[0]
    reviews = [
        replace(one, card="older" if number < 4 else card)
        for number, one in enumerate(learned([card], 8))
    ]
    others = learned(ids(collection)[1:], 8, seed=2)
    written(collection, reviews + others)
    rebuild(collection)
    apart = optimize(collection, NOW, dry_run=True).reviews
    written(collection, [Edited(stamped(1), card, "older")])
    rebuild(collection)
    assert optimize(collection, NOW, dry_run=True).reviews == apart + 1


def test_after_a_reset_a_card_is_new_also_to_the_fit(studied):
    before = optimize(studied, NOW, dry_run=True)
    middle = facts(studied, Review)[400]
    reset = Stamp(fact_id(middle.stamp.at, b"r" * 10), "there", middle.stamp.at, middle.stamp.clock)
    written(studied, [Reset(reset, middle.card)])
    assert optimize(studied, NOW, dry_run=True).reviews in {before.reviews, before.reviews - 1}
    (fact,) = facts(studied, Reset)
    written(studied, [Undo(stamped(5), middle.card, fact.stamp.id)])
    assert optimize(studied, NOW, dry_run=True) == before


def test_reviews_ahead_of_the_clock_count_like_any(studied):
    assert optimize(studied, at(), dry_run=True).reviews == 8 * CARDS


def test_reviews_after_the_adoption_are_judged_alone_where_there_are_enough(collection):
    reviews = learned(ids(collection), 14)
    parameters = fitted(evidence(map(answered, reviews)))
    moment = Moment(reviews[len(reviews) // 2].stamp.at, UTC)
    written(collection, [*reviews, Adopted(stamped(0, moment), parameters)])
    rebuild(collection)
    done = optimize(collection, NOW, dry_run=True)
    scored = evidence(map(answered, reviews)).before(len(reviews) // 2)
    assert (done.seen, done.parameters_in_use) == (scored, parameters)
    assert done.reviews - done.in_use.reviews >= scored > done.reviews // 6


def test_all_again_is_fitted_and_adopted_without_an_auc(collection):
    reviews = [
        review(Rating.AGAIN, MORNING + n * DAY, card=card, stamp=stamped(100 * n + k, at(days=n)))
        for k, card in enumerate(ids(collection))
        for n in range(7)
    ]
    written(collection, reviews)
    rebuild(collection)
    done = optimize(collection, NOW)
    (fact,) = facts(collection, Adopted)
    assert (done.adopted, done.fitted.auc) == (True, None)
    assert "auc" not in fact.figures


def test_a_revert_is_an_act_that_can_be_undone(studied):
    adopted = optimize(studied, NOW)
    in_use = dump(studied)
    revert(studied, NOW)
    assert dump(studied) != in_use
    assert undo(studied, NOW).fact.reverts
    assert dump(studied) == in_use
    assert revert(studied, NOW).parameters is None
    assert adopted.adopted


def test_a_revert_undone_brings_back_the_due_days_too(studied):
    before = dump(studied)
    optimize(studied, NOW, reschedule=True)
    adopted, moved = dump(studied), len(facts(studied, DueSet))
    for _ in range(2):
        revert(studied, NOW)
        assert (dump(studied), facts(studied, DueSet)) == (before, [])
        assert undo(studied, NOW).fact.reverts
        assert (dump(studied), len(facts(studied, DueSet))) == (adopted, moved)
        rebuild(studied)
        assert dump(studied) == adopted
    assert undo(studied, NOW).act == "adopted"
    assert dump(studied) == before


def test_a_revert_undone_leaves_cards_answered_since_as_they_are(studied):
    optimize(studied, NOW, reschedule=True)
    one, other = (fact.card for fact in facts(studied, DueSet)[:2])
    adopted = due_days(studied)
    revert(studied, NOW)
    moment = at(days=401)
    there = review(Rating.GOOD, moment.now, card=one, stamp=stamped(9, moment))
    written(studied, [replace(there, due_on=date(2027, 6, 1))])
    undo(studied, at(days=402))
    assert one not in {fact.card for fact in facts(studied, DueSet)}
    assert due_days(studied)[one] != adopted[one]
    assert due_days(studied)[other] == adopted[other]


def test_a_revert_without_its_adoption_leaves_nothing_to_revert(studied):
    written(studied, [Adopted(stamped(1), (), reverts=True)])
    with pytest.raises(NothingToRevert):
        revert(studied, NOW)
