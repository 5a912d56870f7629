"""What Anki packs its values in: messages of protocol buffers, and zstd."""

from io import BytesIO

import pytest
from anki_files import field, packed
from hypothesis import given
from hypothesis import strategies as st

from flashcards.formats.anki.protobuf import Message, NotAMessage
from flashcards.formats.anki.zstd import NotZstd, unpacked


@given(st.binary(max_size=3000))
def test_what_is_packed_comes_out_in_pieces_and_cut_short_it_is_refused(content):
    frame = packed(content)
    assert b"".join(unpacked(BytesIO(frame))) == content
    with pytest.raises(NotZstd):
        list(unpacked(BytesIO(frame[:-1])))


@given(st.binary(max_size=200))
def test_any_bytes_are_a_message_or_are_refused(content):
    try:
        said = Message(content)
        said.number(1), said.text(2), said.real(3), said.reals(4), list(said.messages(5))
    except NotAMessage:
        pass


@given(st.lists(st.tuples(st.integers(1, 300), st.binary(max_size=40)), max_size=8))
def test_a_message_says_what_was_written_into_it(fields):
    said = Message(b"".join(field(number, content) for number, content in fields))
    for number, content in dict(fields).items():
        assert said.text(number) == content.decode("utf-8", "replace")
