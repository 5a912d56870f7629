"""The collection's settings: what each may be."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.schedule import Overrides, Policy
from flashcards.core.setting_rules import WEEKDAYS
from flashcards.core.settings import KEYS, Settings, rule_of, settings_of
from flashcards.errors.base import FlashError
from flashcards.errors.settings import InvalidSetting, UnknownSetting

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)


def test_the_defaults_are_those_of_the_contract():
    assert Settings().policy == Policy()
    assert settings_of({}, "flash.toml") == Settings()
    assert Settings().new_per_day == 20


def test_what_is_said_holds():
    said = {"retention": 0.85, "learning_steps": ["30s", "2 h"], "rollover_hour": 0}
    policy = settings_of(said, "flash.toml").policy
    assert (policy.retention, policy.rollover_hour) == (0.85, 0)
    assert policy.learning_steps == (timedelta(seconds=30), timedelta(hours=2))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("retention", 0.69),
        ("retention", 0.995),
        ("retention", 1),
        ("retention", "0.9"),
        ("retention", float("nan")),
        ("learning_steps", "1m"),
        ("learning_steps", ["0m"]),
        ("learning_steps", ["2d"]),
        ("learning_steps", [1]),
        ("maximum_interval_days", 0),
        ("maximum_interval_days", True),
        ("rollover_hour", 24),
        ("new_per_day", -1),
        ("reviews_per_day", "many"),
        ("minutes_per_day", 0),
        ("review_order", "backwards"),
        ("new_order", 3),
        ("mixing", "due"),
        ("sibling_days", 31),
        ("leech_lapses", 0),
        ("leech_suspend", 1),
        ("new_per_folder", 5),
        ("new_per_folder", {"theory": -1}),
        ("new_per_folder", {"theory": "5"}),
        ("new_per_folder", {"theory": True}),
        ("new_per_folder", {"": 5}),
        ("new_per_folder", {"theory": 5, "theory/": 6}),
        ("easy_days", ["sunday"]),
        ("easy_days", {"caturday": 0}),
        ("easy_days", {"2026-02-30": 0}),
        ("easy_days", {"sunday": 1.5}),
        ("easy_days", {"sunday": True}),
        ("easy_days", {"sunday": 5e-324}),
        ("easy_days", dict.fromkeys(WEEKDAYS, 0)),
        ("recorder", "sox -d {file}"),
        ("recorder", ["sox", "-d"]),
        ("recorder", ["", "{file}"]),
        ("recorder", ["sox", 7, "{file}"]),
    ],
)
def test_what_is_out_of_range_is_named_with_file_key_and_range(key, value):
    with pytest.raises(InvalidSetting) as told:
        settings_of({key: value}, "flash.toml")
    assert f"flash.toml: `{key}` must be {rule_of(key, '')}" in str(told.value)


def test_an_unknown_key_is_named_with_those_there_are():
    with pytest.raises(UnknownSetting, match="no setting `retenshun`.*retention"):
        settings_of({"retenshun": 0.9}, "flash.toml")
    with pytest.raises(UnknownSetting):
        rule_of("retenshun", "flash.toml")


def test_a_deck_overrides_what_it_says_and_nothing_else():
    policy = Policy(retention=0.8, rollover_hour=2)
    assert policy.overridden(Overrides()) == policy
    own = policy.overridden(Overrides(learning_steps=(), maximum_interval_days=30))
    assert (own.learning_steps, own.maximum_interval_days) == ((), 30)
    assert (own.retention, own.rollover_hour) == (0.8, 2)


@given(st.dictionaries(st.sampled_from(KEYS), VALUES))
def test_whatever_a_file_says_is_taken_or_refused_with_a_sentence(said):
    try:
        settings = settings_of(said, "flash.toml")
    except FlashError as refused:
        assert str(refused).startswith("flash.toml: ")
    else:
        assert 0.7 <= settings.policy.retention <= 0.99
