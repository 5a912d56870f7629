"""Decks of any text that go to Anki and come back: cards, ids and answers are what they were."""

from contextlib import ExitStack

from collections_on_disk import deck, opened, reviews
from hypothesis import given, settings
from hypothesis import strategies as st
from sending import answered_all, fetched, known, sent

WORDS = st.text(
    st.sampled_from("aZ9 éß漢😀*_`$\\{}[]<>&;:%#|!~^'\"-+=/?.,\u0301\u00a0\t"),
    min_size=1,
    max_size=12,
).map(lambda text: f"x{text}y")
SIDES = st.one_of(
    WORDS,
    st.lists(WORDS, min_size=2, max_size=3).map("\n\n".join),
    st.lists(WORDS, min_size=2, max_size=3).map(lambda all_: "\n".join(f"- {one}" for one in all_)),
    WORDS.map(lambda text: f"```python\n{text} = 1\n```"),
    WORDS.map(lambda text: f"$${text}$$"),
    st.sampled_from(["{{c1::a}}", "[sound:a.mp3]", "\\(x\\)", "<b>b</b>", "{{Front}}", "a\x1fb"]),
)
CARDS = st.one_of(
    st.tuples(SIDES, SIDES).map(lambda pair: f"Q: {pair[0]}\nA: {pair[1]}"),
    st.tuples(WORDS, WORDS).map(lambda pair: f"{pair[0]} ::: {pair[1]}"),
    st.tuples(WORDS, WORDS, WORDS).map(lambda of: f"C: {of[0]} [{of[1]}] and [{of[2]} :: hint]."),
)
DECKS = st.lists(CARDS, min_size=1, max_size=5).map(lambda cards: "\n\n---\n\n".join(cards) + "\n")


@given(DECKS)
@settings(max_examples=25, deadline=None)
def test_cards_of_any_text_come_back_as_themselves(tmp_path_factory, text):
    """Here nothing is new; on a machine with the same decks each answer is there, once."""
    folder = tmp_path_factory.mktemp("decks")
    with ExitStack() as stack:
        here, there = (
            stack.enter_context(opened(deck(folder / name, text).parent))
            for name in ("here", "there")
        )
        if not known(here):
            return
        given_ = answered_all(here)
        before = [(one.card, one.schedule) for one in known(here)]
        left = sent(here, folder / "x.apkg").left
        assert fetched(here, folder / "x.apkg").history.is_empty
        assert [(one.card, one.schedule) for one in known(here)] == before
        found = fetched(there, folder / "x.apkg")
        assert found.decks == ()
        assert left or len(reviews(there)) == given_
        for mine, theirs in zip(known(here), known(there), strict=True):
            assert mine.card == theirs.card
            if not left:
                assert theirs.schedule.reps == mine.schedule.reps == 1
                assert theirs.schedule.due_on == mine.schedule.due_on
