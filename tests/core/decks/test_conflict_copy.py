"""Copies that file-sync services leave, told from decks that are merely called alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.decks.files.conflict_copy import conflict_copies

BY_NAME = [
    "x (conflicted copy 2026-01-05).md",
    "x (Anna's conflicted copy 2026-01-05).md",
    "x (Anna-Mac's conflicted copy 2026-01-05 (1)).md".replace(" (1)", ""),
    "x (conflicted copy 2026-01-05 080000).md",
    "x (In Konflikt stehende Kopie von Anna 2026-01-05).md",
    "x (Copie en conflit de Anna 2026-01-05).md",
    "x.sync-conflict-20260105-080000-ABCDEFG.md",
    "x.sync-conflict-20260105-080000.md",
    "x_conflict-20260105-080000.md",
    "x_LOCAL_4711.md",
    "x_BACKUP_4711.md",
]
BY_CARDS = [
    *("x 2.md", "x (1).md", "x-DESKTOP-4AB12C.md", "x-Annas-MacBook-Pro.md", "x.Conflict.md"),
    *("x - Copy.md", "x - Kopie (2).md"),
]
ORDINARY = ["x.md", "xy.md", "x2.md", "x_2.md", "x.y.md", "x (notes).md", "x conflict.md", "2.md"]


@pytest.mark.parametrize("folder", ["", "theory/", "a (conflicted copy)/"])
@pytest.mark.parametrize("name", BY_NAME)
def test_a_name_that_a_service_gives_says_it_where_the_original_is_beside_it(folder, name):
    copy, original = f"{folder}{name}", f"{folder}x.md"
    assert conflict_copies([copy, original]) == {copy: original}
    assert conflict_copies([copy]) == {}
    assert conflict_copies([copy, f"elsewhere/{folder}x.md"]) == {}


@pytest.mark.parametrize("name", BY_CARDS)
def test_a_name_that_may_be_anybodys_says_it_where_both_have_a_card_in_common(name):
    assert conflict_copies([name, "x.md"]) == {}
    assert conflict_copies([name, "x.md"], {frozenset((name, "x.md"))}) == {name: "x.md"}
    assert conflict_copies([name, "y.md"], {frozenset((name, "y.md"))}) == {}


@pytest.mark.parametrize("name", ORDINARY)
def test_ordinary_names_are_ordinary(name):
    assert conflict_copies([name, "x.md"], {frozenset((name, "x.md"))}) == {}


@given(st.lists(st.text(st.sampled_from("x() -_.2conflict/"), max_size=30).map("{}.md".format)))
def test_a_copy_is_never_its_own_original_and_its_original_is_there(names):
    everywhere = {frozenset((one, other)) for one in names for other in names}
    for copy, original in conflict_copies(names, everywhere).items():
        assert copy != original
        assert original in names
        assert copy.rpartition("/")[0] == original.rpartition("/")[0]
