"""Laws of imports from Anki: whatever its log says, each deed comes once, and replay agrees."""

from pathlib import Path
from tempfile import TemporaryDirectory

from anki_files import BEGAN, OldCollection, package
from collections_on_disk import at, deck, dump, opened
from hypothesis import given, settings
from hypothesis import strategies as st
from importing import bring

from flashcards.services.log.rebuild import rebuild
from flashcards.services.log.undo import undo

ROWS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from([1, 60, 3_600, 90_000, 800_000]),
        st.integers(-1, 5),
        st.sampled_from([-600, -90_000, 0, 1, 9, 400, 10**9]),
        st.sampled_from([0, 1, 2_500]),
        st.integers(-1, 6),
    ),
    max_size=25,
)
STATES = st.tuples(
    st.integers(0, 3),
    st.sampled_from([-3, -2, -1, 0, 1, 2, 3]),
    st.sampled_from([-(10**9), -400, 0, 30, 900, 10**10]),
)


@given(ROWS, st.lists(STATES, min_size=3, max_size=3))
@settings(max_examples=20)
def test_an_import_is_what_its_log_comes_to_and_comes_once_and_goes_whole(rows, states):
    made = OldCollection(schedVer=2, creationOffset=0, localOffset=-120)
    cards = [
        made.add(f"front {number}", "back", type=type_, queue=queue, due=due)[0]
        for number, (type_, queue, due) in enumerate(states)
    ]
    when = BEGAN
    for card, gap, ease, interval, factor, kind in rows:
        when += gap
        made.answer(when, cards[card], ease, interval, factor=factor, kind=kind)
    with TemporaryDirectory() as folder:
        root, source = Path(folder) / "mine", Path(folder) / "x.apkg"
        deck(root)
        source.write_bytes(package(made.bytes()))
        with opened(root) as collection:
            before = dump(collection)
            done = bring(collection, source)
            left = sum(one.count for one in done.sources[0].foreign.left_out)
            assert len(done.history.deeds) >= len(rows) - left
            imported = dump(collection)
            rebuild(collection)
            assert dump(collection) == imported
            again = bring(collection, source, minutes=2)
            assert again.history.is_empty
            assert dump(collection) == imported
            undo(collection, at(minutes=3))
            assert dump(collection, "schedules") == {"schedules": before["schedules"]}
