"""Which points are left out most often: counted over the latest answers with the points of now."""

from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.statistics.points_left_out import PointsTicked, points_left_out

LISTS = st.lists(st.sampled_from("abc"), max_size=4).map(tuple)
TICKED = LISTS.flatmap(
    lambda points: st.builds(
        PointsTicked,
        st.sets(st.integers(1, max(1, len(points)))).map(
            lambda said: tuple(one for one in sorted(said) if one <= len(points))
        ),
        st.just(points),
    )
)


@given(st.lists(TICKED, max_size=12), LISTS)
def test_each_point_was_said_or_left_out_in_each_answer_that_is_looked_at(ticked, points):
    found = points_left_out(ticked, points)
    alike = [one for one in ticked if sorted(one.points) == sorted(points)]
    assert found.answers == min(5, len(alike))
    assert found.others + len(alike) == len(ticked)
    said = sum(len(one.said) for one in alike[-5:])
    assert said + sum(times for _, times in found.times) == found.answers * len(points)
    assert [times for _, times in found.times] == sorted(dict(found.times).values(), reverse=True)
    assert all(1 <= number <= len(points) for number, _ in found.times)


@given(st.lists(TICKED, max_size=12), LISTS)
def test_what_was_said_is_held_against_points_of_that_text_alone(ticked, points):
    found = points_left_out(ticked, points)
    alike = [one for one in ticked if sorted(one.points) == sorted(points)][-5:]
    for text in set(points):
        left = sum(
            n not in one.said for one in alike for n, own in enumerate(one.points, 1) if own == text
        )
        times = dict(found.times)
        assert sum(times.get(n, 0) for n, own in enumerate(points, 1) if own == text) == left


def test_what_was_left_out_long_ago_is_forgotten():
    ticked = [PointsTicked((1,), ("a", "b")), *[PointsTicked((1, 2), ("a", "b"))] * 5]
    assert points_left_out(ticked, ("a", "b")).times == ()
    assert points_left_out(ticked[:5], ("a", "b")).times == ((2, 1),)


def test_points_in_another_order_keep_what_was_said_of_them():
    found = points_left_out([PointsTicked((1,), ("a", "b", "c"))], ("c", "a", "b"))
    assert found.times == ((1, 1), (3, 1))
