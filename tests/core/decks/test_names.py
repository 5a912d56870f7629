"""Names of decks and tags, however they are said."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.decks.names import (
    NamedDeck,
    decks_meant,
    tags_meant,
    unknown_folders,
    with_folders,
)

DECKS = [
    NamedDeck("theory/attention.md", "theory/attention"),
    NamedDeck("theory/trees.md", "theory/trees"),
    NamedDeck("coding/10 graphs.md", "coding/10 graphs"),
    NamedDeck("übung/größe.md", "übung/größe"),
    NamedDeck("notes/old.md", "ml/Basics"),
]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("theory", ["theory"]),
        ("theory/", ["theory"]),
        ("./theory/trees.md", ["theory/trees"]),
        ("theory/trees.md", ["theory/trees"]),
        ("/home/me/cards/theory/trees.md", ["theory/trees"]),
        ("decks/theory", ["theory/attention", "theory/trees"]),
        ("trees.md", ["theory/trees"]),
        ("Theory/TREES", ["theory/trees"]),
        ("the", ["theory"]),
        ("theory/att", ["theory/attention"]),
        ("att", ["theory/attention"]),
        ("10", ["coding/10 graphs"]),
        ("notes/old.md", ["ml/Basics"]),
        ("notes", ["ml/Basics"]),
        ("ml/basics", ["ml/Basics"]),
        (normalize("NFD", "übung/größe"), ["übung/größe"]),
        (normalize("NFD", "üb"), ["übung"]),
        ("t", ["theory"]),
    ],
)
def test_a_deck_is_meant_by_its_name_its_file_or_a_beginning(said, meant):
    assert list(decks_meant(said, DECKS)) == meant


@pytest.mark.parametrize("said", ["", "/", "theoryx", "heory", "trees.txt", "theory/trees/x"])
def test_what_no_deck_is_called_means_none(said):
    assert decks_meant(said, DECKS) == ()


@pytest.mark.parametrize(
    ("said", "meant"),
    [("a", ["a"]), ("A/B", ["a/b"]), ("c", ["c"]), ("c::d", ["c::d"]), ("exam", ["Exam"]),
     ("a/", []), ("ex", []), ("b", [])],
)  # fmt: skip
def test_a_tag_is_meant_by_its_name_or_that_of_the_tags_above_it(said, meant):
    assert list(tags_meant(said, ["a/b", "c::d", "Exam"])) == meant


NAMES = st.lists(st.text("abAüe\u0301. ", min_size=1, max_size=4), min_size=1, max_size=3).map(
    "/".join
)


@given(st.lists(NAMES, min_size=1, max_size=6), st.data())
def test_every_deck_is_meant_by_its_own_name_and_found_by_what_is_meant(names, data):
    decks = [NamedDeck(f"{name}.md", name) for name in names]
    name = data.draw(st.sampled_from(names))
    assert decks_meant(name, decks) == (name,)
    said = data.draw(NAMES)
    for one in decks_meant(said, decks):
        assert any(name == one or name.startswith(f"{one}/") for name in names)


SOME = st.lists(st.sampled_from(["theory", "theory/trees", "maths", "a/b/c", "Theory"]))


@given(SOME, st.lists(st.text(alphabet="thor/", max_size=6)))
def test_a_folder_is_unknown_where_no_deck_lies_in_it_and_its_nearest_is_known(names, said):
    there = with_folders(names)
    unknown = unknown_folders([*said, *there], names)
    assert [one.name for one in unknown] == [one for one in said if there and one not in there]
    assert all(one.near is None or one.near in there for one in unknown)
