"""A forgetting curve in block characters: it fits, falls, and says what it is today."""

from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.cells import cells
from flashcards.services.decks.forgetting import ForgettingCurve, RecallAt
from flashcards.views.study.memory import memory_lines

DAYS = st.lists(st.floats(0.1, 400), min_size=1, max_size=30).map(sorted)


@given(DAYS, st.integers(20, 200))
def test_it_fits_any_width_and_says_what_recall_is(days, width):
    points = tuple(RecallAt(day, 1 / (1 + day)) for day in (0.0, *days))
    lines = list(memory_lines(ForgettingCurve(points, (), points[-1], None), width))
    assert max(map(cells, lines)) <= width
    begins = next(number for number, line in enumerate(lines) if line.startswith("recall"))
    picture, said = lines[:begins], " ".join(lines[begins:])
    assert said.startswith("recall in % over ")
    assert said.endswith(f" since the first answer today {points[-1].recall:.1%}")
    bottom = picture[-3]
    assert bottom.rstrip().endswith(("█", "▇", "▆", "▅", "▄", "▃", "▂", "▁"))
