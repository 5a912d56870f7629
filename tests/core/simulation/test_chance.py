"""Chance by seed."""

from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.simulation.chance import Chance


@given(seed=st.integers(), name=st.text())
def test_the_same_seed_and_name_give_the_same_shares_from_0_to_below_1(seed, name):
    one, other = Chance.of(seed, name), Chance.of(seed, name)
    drawn = [one.share() for _ in range(20)]
    assert drawn == [other.share() for _ in range(20)]
    assert all(0 <= share < 1 for share in drawn)


def test_the_numbers_are_those_of_splitmix64():
    """The reference's first three for the seed 1234567, their upper 32 bits."""
    chance = Chance(1234567)
    reference = [6457827717110365317, 3203168211198807973, 9817491932198370423]
    assert [chance.share() for _ in reference] == [(one >> 32) / 2**32 for one in reference]


def test_shares_are_uniform_over_draws_and_over_names():
    one = Chance(7)
    for drawn in (
        [one.share() for _ in range(10_000)],
        [Chance.of(7, f"card {number}").share() for number in range(10_000)],
    ):
        tenths = [
            sum(tenth / 10 <= share < (tenth + 1) / 10 for share in drawn) for tenth in range(10)
        ]
        assert min(tenths) > 880
        assert max(tenths) < 1_120
