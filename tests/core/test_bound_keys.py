"""Keys of acts that are bound to others: each act has one key, each key one act."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.cli.terminal.keys import KEYS
from flashcards.core.bound_keys import ACT_KEYS, bound_keys
from flashcards.core.settings import Settings, settings_of
from flashcards.errors.settings import (
    InvalidSetting,
    KeyIsNoText,
    KeyRefused,
    KeyTwice,
    UnknownAct,
)
from flashcards.views.study.bound_keys import BoundKeys

SIGNS = st.characters(exclude_categories=("C", "Z", "N"))
SAID = st.dictionaries(st.sampled_from(sorted(ACT_KEYS)), SIGNS | st.sampled_from("usqjx?"))


@given(SAID)
def test_each_act_has_one_key_and_each_key_one_act_or_it_is_refused(said):
    try:
        read = bound_keys(said)
    except KeyTwice:
        keys = [said.get(act, usual) for act, usual in ACT_KEYS.items()]
        assert len(set(keys)) < len(keys)
        return
    keys = BoundKeys.of(read)
    for act, usual in ACT_KEYS.items():
        key = said.get(act, usual)
        assert keys.meant(key) == usual
        assert keys.named(usual) == key
        assert keys.told(f"{usual} {act} · ? x").startswith(f"{key} {act} · ")
        if not usual.isdecimal() and usual not in (ACT_KEYS | said).values():
            assert keys.meant(usual) not in KEYS
    assert all(keys.meant(digit) == digit for digit in "12345")
    assert [keys.meant(key) for key in (" ", "\r", "\x1b", "")] == [" ", "\r", "\x1b", ""]


def test_every_usual_key_of_an_act_is_one_of_a_session():
    signs = {key for key in KEYS if key.isprintable() and not key.isspace()}
    assert {key for key in ACT_KEYS.values() if not key.isdecimal()} == signs


@pytest.mark.parametrize(
    ("said", "refusal", "words"),
    [
        ({"suspnd": "x"}, UnknownAct, "there is no act `suspnd`: do you mean `suspend`?"),
        ({"Undo": "x"}, UnknownAct, "there is no act `Undo`: do you mean `undo`?"),
        ({"suspend": "s"}, KeyTwice, "`s` is the key of both `skip` and `suspend`"),
        ({"skip": "x", "bury": "x"}, KeyTwice, "`x` is the key of both `skip` and `bury`"),
        ({"skip": "5"}, KeyRefused, "`5` cannot be the key of `skip`"),
        ({"skip": " "}, KeyRefused, "` ` cannot be the key of `skip`"),
        ({"skip": "xy"}, KeyRefused, "`xy` cannot be the key of `skip`"),
        ({"skip": "\x1b"}, KeyRefused, "cannot be the key of `skip`"),
        ({"skip": 7}, KeyIsNoText, "the key of `skip` is no text: write it between quotes"),
        ({"skip": ["x"]}, KeyIsNoText, "the key of `skip` is no text"),
    ],
)
def test_what_cannot_be_is_said_and_where(said, refusal, words):
    with pytest.raises(refusal) as refused:
        settings_of({"keys": said}, "flash.toml")
    assert str(refused.value).startswith("`keys` in flash.toml: ")
    assert words in str(refused.value)


def test_acts_may_change_their_keys_and_what_is_no_table_is_refused():
    read = settings_of({"keys": {"skip": "!", "suspend": "s"}}, "flash.toml")
    assert read.keys == {"skip": "!", "suspend": "s"}
    assert settings_of({"keys": {}}, "flash.toml") == Settings()
    with pytest.raises(InvalidSetting):
        settings_of({"keys": "x"}, "flash.toml")
