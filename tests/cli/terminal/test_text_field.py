"""A line that is being typed is changed as in a shell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.cli.terminal.text_field import CURSOR, TextField

WORDS = st.text("ab é数", max_size=12)
LEFT, RIGHT, HOME, END = "\x1b[D", "\x1b[C", "\x1b[H", "\x1b[F"


def typed(field, *keys):
    """The line after keys."""
    for key in keys:
        field = field.pressed(key)
    return field


@given(WORDS, WORDS)
def test_the_cursor_moves_and_the_text_stays(before, after):
    field = TextField(before, after)
    for key in (LEFT, RIGHT, HOME, END, "\x01", "\x05"):
        moved = field.pressed(key)
        assert moved.before + moved.after == before + after
    assert field.shown == f"{before}{CURSOR}{after}"
    assert typed(field, HOME) == ("", before + after)
    assert typed(field, END) == (before + after, "")
    if before:
        assert typed(field, LEFT, RIGHT) == field


@given(WORDS, WORDS, st.characters(exclude_categories=("C", "Z")))
def test_what_is_typed_stands_at_the_cursor_and_can_be_erased(before, after, letter):
    field = TextField(before, after)
    assert typed(field, letter) == (before + letter, after)
    assert typed(field, letter, "\x7f") == field
    assert typed(field, letter, LEFT, "\x1b[3~") == field
    assert typed(field, "\x1b[200~x y\x1b[201~") == (f"{before}x y", after)
    assert typed(field, "\x15") == ("", after)
    assert typed(field, "\x0b") == (before, "")


@given(WORDS, WORDS, st.text("ab数", min_size=1, max_size=5), st.text(" ", max_size=3))
def test_a_word_goes_with_the_blanks_behind_it(before, after, word, blanks):
    assert typed(TextField(f"{before} {word}{blanks}", after), "\x17") == (f"{before} ", after)
    assert typed(TextField(), "\x17") == TextField()


@pytest.mark.parametrize("key", ["\r", "\x1b", "\x1b[A", "\x1b[5~", "\x04", "\0", ""])
def test_other_keys_change_no_line(key):
    assert TextField("a", "b").pressed(key) is None
