"""Which points are left out most often: counted over the latest answers with as many points."""

from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.statistics.points_left_out import PointsTicked, points_left_out

TICKED = st.integers(1, 5).flatmap(
    lambda points: st.builds(
        PointsTicked, st.sets(st.integers(1, points)).map(tuple), st.just(points)
    )
)


@given(st.lists(TICKED, max_size=12), st.integers(0, 5))
def test_each_point_was_said_or_left_out_in_each_answer_that_is_looked_at(ticked, points):
    found = points_left_out(ticked, points)
    alike = [one for one in ticked if one.points == points]
    assert found.answers == min(5, len(alike))
    assert found.others + len(alike) == len(ticked)
    said = sum(len(one.said) for one in alike[-5:])
    assert said + sum(times for _, times in found.times) == found.answers * points
    assert [times for _, times in found.times] == sorted(dict(found.times).values(), reverse=True)
    assert all(1 <= number <= points for number, _ in found.times)


def test_what_was_left_out_long_ago_is_forgotten():
    ticked = [PointsTicked((1,), 2), *[PointsTicked((1, 2), 2)] * 5]
    assert points_left_out(ticked, 2).times == ()
    assert points_left_out(ticked[:5], 2).times == ((2, 1),)
