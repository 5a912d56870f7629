"""What a weak skill asks for: more of its area, and nothing lost by it."""

from datetime import date
from fractions import Fraction
from itertools import count, islice

from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.card import Card, CardId, Kind, Source
from flashcards.core.deck import DeckSettings
from flashcards.core.known_card import KnownCard
from flashcards.core.preparation.assessment import Rated, Skill, area_of, dealt, weights
from flashcards.core.study.queue import Candidate

DAY = date(2026, 1, 5)
AREAS = {"t": "theory", "c": "coding", "d": "design", "t2": "theory"}
SHARES = st.fractions(0, 1, max_denominator=12).filter(lambda share: share > 0)
WEAK = st.dictionaries(st.sampled_from(["theory", "coding", "design", "elsewhere"]), SHARES)
QUEUES = st.lists(st.sampled_from([*AREAS, "unknown"]), max_size=60)


def candidates(decks):
    """A card a letter, named by its number."""
    return [Candidate(f"{n}", Source("d.md", n + 1), deck) for n, deck in enumerate(decks)]


def skill(*scores, area="theory", tags=()):
    """A skill with these ratings, a day apart."""
    card = Card(CardId(f"{area}{scores}"), Kind.SELF_ASSESSMENT, "s", "c", Source("s.md", 1))
    known = KnownCard(card, "s", area, DeckSettings(tags=tags))
    return Skill(known, area, tuple(Rated(DAY, score) for score in scores))


def decks(found):
    return "".join(one.deck for one in found)


@given(QUEUES, st.dictionaries(st.just("elsewhere"), SHARES))
def test_without_a_skill_below_4_nothing_changes(queue, weak):
    assert list(dealt(candidates(queue), AREAS, weak)) == candidates(queue)


@given(QUEUES, WEAK)
def test_every_card_is_dealt_once_whatever_is_weak(queue, weak):
    found = list(dealt(candidates(queue), AREAS, weak))
    assert sorted(map(repr, found)) == sorted(map(repr, candidates(queue)))


@given(QUEUES, WEAK)
def test_cards_of_one_area_keep_their_order(queue, weak):
    found = list(dealt(candidates(queue), AREAS, weak))
    for area in {*AREAS.values(), None}:
        own = [int(one.card) for one in found if AREAS.get(one.deck) == area]
        assert own == sorted(own)


@given(QUEUES, WEAK, st.integers(0, 60))
def test_under_any_limit_there_are_no_fewer_cards_of_weak_areas(queue, weak, limit):
    def weak_ones(some):
        return sum(AREAS.get(one.deck) in weak for one in some)

    before, after = candidates(queue), list(dealt(candidates(queue), AREAS, weak))
    assert weak_ones(after[:limit]) >= weak_ones(before[:limit])


def test_an_area_whose_skills_are_all_weak_gets_every_other_place():
    queue = candidates("c" * 10 + "t" * 10)
    assert decks(dealt(queue, AREAS, {"theory": Fraction(1)})) == "ct" * 10
    half = decks(dealt(queue, AREAS, {"theory": Fraction(1, 2)}))
    assert half[:10] == "ccctccctcc"


def test_two_weak_areas_share_what_one_would_get():
    queue = candidates("d" * 12 + "t" * 6 + "c" * 6)
    weak = {"theory": Fraction(1), "coding": Fraction(1)}
    first = decks(dealt(queue, AREAS, weak))[:13]
    assert (first.count("t"), first.count("c"), first.count("d")) == (3, 3, 7)


def test_what_one_weak_area_cannot_fill_goes_to_the_other_and_then_to_nobody():
    weak = {"theory": Fraction(1), "coding": Fraction(1)}
    assert decks(dealt(candidates("d" * 6 + "t" * 2), AREAS, weak)) == "dddtdddt"


def test_a_stream_is_read_only_as_far_as_it_is_taken_and_looked_into():
    endless = (Candidate(f"{n}", Source("d.md", 1), "c") for n in count())
    found = list(islice(dealt(endless, AREAS, {"theory": Fraction(1)}), 5))
    assert [one.card for one in found] == ["0", "1", "2", "3", "4"]
    assert int(next(endless).card) < 2_100


def test_a_weight_is_the_share_of_an_areas_rated_skills_below_4():
    found = weights([skill(5, 3), skill(4), skill(), skill(5, area="coding"), skill(1, area="d")])
    assert found == {"theory": Fraction(1, 2), "d": Fraction(1)}


def test_a_skill_by_its_ratings():
    assert (skill().latest, skill().change, skill().is_below()) == (None, None, False)
    assert (skill(3).latest, skill(3).change, skill(3).is_below()) == (3, None, True)
    assert (skill(2, 4).latest, skill(2, 4).change, skill(2, 4).is_below()) == (4, 2, False)
    assert skill(4).is_below(5)


def test_a_skill_belongs_to_the_area_that_a_tag_of_it_names():
    known = skill(area="checklist", tags=("hard", "theory")).known
    assert area_of(known, {"theory", "coding"}) == "theory"
    assert area_of(known, {"coding"}) == "checklist"
