"""A card is written anew in its place: the rest of its file stays as it is, byte for byte."""

import pytest
from collections_on_disk import at, deck, opened
from hypothesis import given
from hypothesis import strategies as some

from flashcards.core.decks.query import Query
from flashcards.errors.base import FlashError
from flashcards.errors.decks import DeckChanged, InvalidCard, NoCard, OthersWouldChange
from flashcards.services.decks.card_names import living_cards
from flashcards.services.decks.list import card_rows
from flashcards.services.decks.rewrite import rewrite, text_of

DECK = """\
---
tags: [a]
---
# Title

Q: one?
A: 1

- a list

Q: two?
A: 2
   more

## What is three? ##

Three.

C: The [mean] is [it].
"""


def edited(collection, name, text):
    """Write a text in the place of a card."""
    old = text_of(collection, living_cards(collection, name)[0])
    rewrite(collection, old, text)
    return old


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("x:6", "Q: one?\nA: 1\n\n- a list", "Q: one and a half?\nA: 1.5"),
        ("x:11", "Q: two?\nA: 2\n   more", "Q: two?\nA: two"),
        ("x:19", "C: The [mean] is [it].", "C: The [median] is [it]."),
    ],
)
def test_only_the_lines_of_the_card_change(tmp_path, end, name, old, new):
    path = tmp_path / "x.md"
    path.write_bytes(DECK.replace("\n", end).encode())
    with opened(tmp_path) as collection:
        assert edited(collection, name, new).text == old
    assert path.read_bytes().decode() == DECK.replace(old, new).replace("\n", end)


@given(some.text(some.sampled_from("QA:C[] \n#-`<>!$x?"), max_size=40))
def test_whatever_is_written_the_other_cards_stay_or_nothing_is_written(tmp_path_factory, text):
    root = tmp_path_factory.mktemp("c")
    path = deck(root, DECK, "x.md")
    with opened(root) as collection:
        before = {row.id for row in card_rows(collection, at(), Query(()))}
        mine = {one.card.id for one in living_cards(collection, "x:11")}
        try:
            edited(collection, "x:11", text)
        except FlashError:
            assert path.read_text("utf-8") == DECK
    with opened(root) as collection:
        assert before - mine <= {row.id for row in card_rows(collection, at(), Query(()))}


def test_a_deck_that_changed_meanwhile_is_left_alone(tmp_path):
    path = deck(tmp_path, DECK, "x.md")
    with opened(tmp_path) as collection:
        old = text_of(collection, living_cards(collection, "x:11")[0])
        path.write_text(DECK + "\nQ: four?\nA: 4\n", "utf-8")
        with pytest.raises(DeckChanged):
            rewrite(collection, old, "Q: two?\nA: two")
    assert path.read_text("utf-8").endswith("four?\nA: 4\n")


@pytest.mark.parametrize(
    ("text", "failure"),
    [
        ("", NoCard),
        ("only words", OthersWouldChange),
        ("Q: two?", InvalidCard),
        ("Q: two?\nA: 2\n```", InvalidCard),
        ("Q: two?\nA: 2\n<!--", InvalidCard),
    ],
)
def test_what_would_not_do_is_refused(tmp_path, text, failure):
    path = deck(tmp_path, DECK, "x.md")
    with opened(tmp_path) as collection, pytest.raises(failure):
        edited(collection, "x:11", text)
    assert path.read_text("utf-8") == DECK


def test_a_deck_that_a_link_leads_to_elsewhere_is_left_alone(tmp_path):
    (tmp_path / "cards").mkdir()
    path = deck(tmp_path, DECK, "x.md")
    (tmp_path / "cards" / "x.md").symlink_to(path)
    with opened(tmp_path / "cards") as collection, pytest.raises(FlashError, match="outside"):
        edited(collection, "x:11", "Q: two?\nA: two")
    assert path.read_text("utf-8") == DECK
