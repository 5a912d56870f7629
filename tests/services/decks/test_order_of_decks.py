"""Decks stand in the natural order of their paths, and new cards wait by `order` before that."""

from collections_on_disk import at, deck, ids, opened
from hypothesis import given
from hypothesis import strategies as st
from machines import examples

from flashcards.core.decks.natural_order import path_key
from flashcards.core.decks.query import Query
from flashcards.services.decks.check import check
from flashcards.services.decks.list import card_rows
from flashcards.services.study import session as service
from flashcards.services.study.due import due
from flashcards.services.study.review_options import ReviewOptions
from flashcards.storage.database.engine import reading
from flashcards.storage.projection.cards import deck_names

FILES = ["2-trees.md", "10-nets.md", "ml/lesson 9.md", "ml/lesson 10.md"]


def write(root, files=FILES, order=None):
    """A deck of two cards in each of the files; those in `order` say so in their front matter."""
    for name in files:
        said = (order or {}).get(name)
        front = "" if said is None else f"---\norder: {said}\n---\n"
        deck(root, f"{front}Q: {name} one?\nA: 1\n\nQ: {name} two?\nA: 2\n", name)


def fronts(collection, asked):
    """What cards ask, in the order of their ids."""
    rows = card_rows(collection, at(), Query())
    front = {row.id: row.front for row in rows}
    return [front[card] for card in asked]


def both(*files):
    """The two questions of each file."""
    return [f"{name} {number}?" for name in files for number in ("one", "two")]


def test_lists_counts_and_names_of_decks_are_in_natural_order(tmp_path):
    write(tmp_path, reversed(FILES))
    with opened(tmp_path) as collection:
        names = [name.removesuffix(".md") for name in FILES]
        assert [row.front for row in card_rows(collection, at(), Query())] == both(*FILES)
        assert [one.deck for one in due(collection, at()).decks] == names
        with reading(collection.engine) as connection:
            assert deck_names(connection) == names


def test_problems_come_by_file_in_natural_order(tmp_path):
    for name in FILES:
        deck(tmp_path, "Q: no answer?\n", name)
    with opened(tmp_path) as collection:
        assert [one.source.file for one in check(collection).problems] == FILES


def test_a_card_that_stands_twice_is_at_home_in_the_first_file_of_the_natural_order(tmp_path):
    for name in ("10.md", "2.md"):
        deck(tmp_path, "Q: one?\nA: 1\n", name)
    with opened(tmp_path) as collection:
        assert [row.file for row in card_rows(collection, at(), Query())] == ["2.md"]


def queued(collection, **options):
    """What a session of new cards shows, one after the other, each skipped."""
    session, found = service.start(collection, at(), ReviewOptions(**options)), []
    while session.shown is not None:
        found.append(session.shown.card)
        session = service.skip(at(), session)
    return fronts(collection, found)


def test_new_cards_wait_by_the_order_of_their_decks_then_by_path_then_by_line(tmp_path):
    write(tmp_path, order={"ml/lesson 10.md": 1, "10-nets.md": 1.5, "ml/lesson 9.md": -2})
    with opened(tmp_path) as collection:
        expected = both("ml/lesson 9.md", "ml/lesson 10.md", "10-nets.md", "2-trees.md")
        assert queued(collection) == expected
        assert [row.front for row in card_rows(collection, at(), Query())] == both(*FILES)


def test_decks_in_turn_take_turns_in_that_order(tmp_path):
    (tmp_path / "flash.toml").write_text('new_order = "decks-in-turn"\n')
    write(tmp_path, order={"10-nets.md": 1})
    with opened(tmp_path) as collection:
        files = ["10-nets.md", "2-trees.md", "ml/lesson 9.md", "ml/lesson 10.md"]
        assert queued(collection) == [f"{name} {n}?" for n in ("one", "two") for name in files]


def test_an_order_that_is_written_later_holds_from_the_next_reading_on(tmp_path):
    write(tmp_path)
    with opened(tmp_path) as collection:
        before = ids(collection)
        assert queued(collection)[0] == "2-trees.md one?"
    write(tmp_path, ["ml/lesson 10.md"], {"ml/lesson 10.md": 0})
    with opened(tmp_path) as collection:
        assert ids(collection) == before
        assert queued(collection)[0] == "ml/lesson 10.md one?"


@examples(10)
@given(
    decks=st.dictionaries(
        st.text("aB210 -/", min_size=1, max_size=6).map(lambda t: f"x{t.replace('/', '/y')}.md"),
        st.none() | st.integers(-3, 12),
        min_size=1,
        max_size=5,
    )
)
def test_the_order_does_not_depend_on_what_was_read_when(decks, tmp_path_factory):
    root = tmp_path_factory.mktemp("order")
    for name, order in decks.items():
        write(root, [name], {name: order})
        with opened(root):
            pass
    with opened(root) as collection:
        by_path = sorted(decks, key=path_key)
        files = list(dict.fromkeys(row.file for row in card_rows(collection, at(), Query())))
        assert files == by_path
        waiting = sorted(by_path, key=lambda name: (decks[name] is None, decks[name] or 0))
        assert queued(collection, new=99) == both(*waiting)
