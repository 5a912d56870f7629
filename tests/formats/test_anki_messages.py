"""Messages of protocol buffers: what is written is what is read."""

import struct

from hypothesis import given
from hypothesis import strategies as st

from flashcards.formats.anki.out.messages import message, messages
from flashcards.formats.anki.protobuf import Message

REALS = st.floats(width=32, allow_nan=False, allow_infinity=False)


@given(st.integers(0, 2**63 - 1), st.text(), REALS, st.lists(REALS).map(tuple))
def test_what_is_written_is_read(number, text, real, reals):
    text = text.encode("utf-8", "replace").decode()
    read = Message(message({1: number, 2: text, 200: real, 4: reals}))
    assert (read.number(1), read.text(2), read.real(200) or 0.0) == (number, text, real)
    assert read.reals(4) == reals


@given(st.lists(st.binary(max_size=300)))
def test_each_of_many_messages_is_read_in_its_order(contents):
    written = messages(1, [message({2: content}) for content in contents])
    assert [one._last(2) or b"" for one in Message(written).messages(1)] == contents


def test_what_is_nothing_is_left_out():
    assert message({1: 0, 2: "", 3: 0.0, 4: ()}) == b""
    assert message({1: 1, 2: 0.5}) == b"\x08\x01\x15" + struct.pack("<f", 0.5)
