"""Cards as the database gives them: what was put comes back, one by one and all together."""

from datetime import UTC, date, datetime

from collections_on_disk import deck, opened
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.core.schedule import AS_COLLECTION, Schedule, State
from flashcards.storage.database.engine import writing
from flashcards.storage.projection.cards import known_card, known_cards
from flashcards.storage.projection.schedules import put_schedule

DECK = """\
---
deck: Languages/German
area: theory
tags: [one, two]
limit: 90s
new_per_day: 3
retention: 0.85
learning_steps: [1m, 15m]
---
# Words

Q: Which means cat?
A: Katze
<!-- tags: animals; limit: 30s -->

C: The [capital] of [France].

## Which one means dog?

Hund
"""
DAYS = st.none() | st.dates(date(1971, 1, 1), date(2100, 1, 1))
INSTANTS = st.none() | st.datetimes(
    datetime(1971, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)
)
NUMBERS = st.none() | st.floats(0.01, 9_999)
SCHEDULES = st.builds(
    Schedule,
    st.sampled_from(State),
    st.none() | st.integers(0, 9),
    NUMBERS,
    NUMBERS,
    DAYS,
    INSTANTS,
    DAYS,
    DAYS,
    INSTANTS,
    st.integers(0, 99),
    st.integers(0, 99),
    st.booleans(),
    DAYS,
)


@given(st.lists(SCHEDULES, min_size=4, max_size=4))
@settings(max_examples=25, deadline=None)
def test_a_card_stands_as_it_was_put(tmp_path_factory, schedules):
    root = tmp_path_factory.mktemp("cards")
    deck(root, DECK, "words.md")
    with opened(root) as collection, writing(collection.engine) as connection:
        ids = [one.card.id for one in known_cards(connection)]
        for id_, schedule in zip(ids, schedules, strict=True):
            put_schedule(connection, id_, schedule, AS_COLLECTION)
        found = list(known_cards(connection))
        assert [one.schedule for one in found] == schedules
        assert found == [known_card(connection, id_) for id_ in ids]


def test_a_card_has_what_its_deck_and_its_text_say(tmp_path):
    deck(tmp_path, DECK, "words.md")
    with opened(tmp_path) as collection, writing(collection.engine) as connection:
        cat, capital, _, heading = known_cards(connection)
    assert (heading.deck, heading.area, heading.schedule) == (
        "Languages/German",
        "theory",
        Schedule(),
    )
    assert heading.card.breadcrumb == ("Words",)
    assert (heading.tags, heading.limit_s) == (("one", "two"), 90)
    assert (cat.tags, cat.limit_s, cat.card.source.line) == (("one", "two", "animals"), 30, 12)
    assert capital.card.span == (4, 11)
    said = heading.settings
    assert (said.new_per_day, said.policy.retention, said.suspended) == (3, 0.85, False)
    assert len(said.policy.learning_steps) == 2
