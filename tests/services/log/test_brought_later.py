"""A history that comes from another machine when its text was edited, or has gone, here."""

from datetime import timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from collections_on_disk import MORNING, deck, place_of
from machines import DAY, Machine

from flashcards.core.log.card_facts import Edited, Review
from flashcards.services.log.take_in import take_in
from flashcards.services.opening.open import unread_collection
from flashcards.services.work import within
from flashcards.storage.database.engine import reading, writing
from flashcards.storage.projection.cards import known_cards

FISH = "Q: What is a fish?\nA: An animal of the water.\n"
REBASE = "Q: What does git rebase do to commits?\nA: It moves them onto another base.\n"
MORE = REBASE.replace("another base", "another base, as copies")
WHERE = REBASE.replace("to commits", "to the commits of a branch")
STONE = "Q: Is a stone an animal?\nA: No, never, nowhere.\n"
CLONE = "Q: What is a clone?\nA: A whole copy of a repositry, with all that was ever in it.\n"
BOTH = "Q: What's a clone?\nA: A whole copy of a repository, with all that was ever in it.\n"
ANSWERS = [("answer", 1, 3, timedelta(hours=1)), ("answer", 1, 3, 2 * DAY)]
"""What the second card is answered."""


@pytest.fixture
def machine(tmp_path):
    """Makes machines that have read a deck of these cards, or have not."""
    numbers = count()

    def made(*cards, is_read=True):
        one = Machine(tmp_path / str(next(numbers)), ZoneInfo("UTC"), timedelta(0))
        write(one, *cards)
        if is_read:
            one.live(MORNING, [])
        return one

    return made


def write(machine, *cards):
    """Let a machine's deck have these cards."""
    deck(machine.root, "\n".join(cards))


def reads(machine, now, *cards):
    """Let a machine read a deck of these cards."""
    write(machine, *cards)
    machine.live(now, [])


def reps(machine, now):
    """How often each card was answered, by its text; a rebuild must say the same."""
    machine.schedules(now)
    with machine.collection(now) as collection, reading(collection.engine) as connection:
        known = list(known_cards(connection))
    return {f"Q: {one.card.front}\nA: {one.card.back}\n": one.schedule.reps for one in known}


def edits(machine, now):
    """What one text became of another, as the log has it."""
    return [fact for fact in machine.facts(now) if isinstance(fact, Edited)]


GAPS = pytest.mark.parametrize("days", [4, 40, 400])


@GAPS
@pytest.mark.parametrize("edited", [MORE, WHERE])
@pytest.mark.parametrize("is_stone_read", [False, True])
def test_it_follows_an_edit_that_was_read_before_it_came(machine, days, edited, is_stone_read):
    there, here = machine(FISH, REBASE), machine(FISH, REBASE)
    there.live(MORNING, ANSWERS)
    reads(here, MORNING + 3 * DAY, FISH, edited)
    now = MORNING + days * DAY
    if is_stone_read:
        reads(here, now - timedelta(hours=1), FISH, edited, STONE)
    assert here.learns(there.facts(now), now) == 3
    assert reps(here, now) == {FISH: 0, edited: 2} | ({STONE: 0} if is_stone_read else {})
    write(there, FISH, edited, *([STONE] if is_stone_read else []))
    there.learns(here.facts(now), now)
    assert there.schedules(now) == here.schedules(now)


@GAPS
def test_what_was_matched_before_anybody_knew_of_answers_stays_matched(machine, days):
    there, here = machine(FISH, CLONE), machine(FISH, CLONE)
    there.live(MORNING, ANSWERS)
    now = MORNING + 3 * DAY
    for text in (BOTH, BOTH.replace("What's", "What really is"), BOTH):
        reads(here, now, FISH, text)
        now += DAY
    here.live(now, [("answer", 1, 4, timedelta(0))])
    now += days * DAY
    reads(here, now, FISH, BOTH, STONE)
    here.learns(there.facts(now), now)
    assert reps(here, now) == {FISH: 0, BOTH: 3, STONE: 0}


@GAPS
def test_of_earlier_texts_that_nobody_answered_here_each_leads_on(machine, days):
    there, here = machine(FISH, CLONE), machine(FISH, CLONE)
    there.live(MORNING, ANSWERS)
    now = MORNING + 3 * DAY
    reads(here, now, FISH, BOTH)
    now += days * DAY
    last = BOTH.replace("Q: What's", "Q: In a word, what's")
    reads(here, now, FISH, last)
    now += days * DAY
    reads(here, now, FISH, last, STONE)
    here.learns(there.facts(now), now)
    assert reps(here, now) == {FISH: 0, last: 2, STONE: 0}


@pytest.mark.parametrize("is_first", [False, True])
@pytest.mark.parametrize("edited", [MORE, WHERE])
def test_a_new_machine_gives_it_to_what_was_edited_meanwhile(machine, edited, is_first):
    old, new = machine(FISH, REBASE), machine(FISH, edited, is_read=False)
    old.live(MORNING, ANSWERS)
    now = MORNING + 30 * DAY
    if is_first:
        collection = unread_collection(place_of(new.root), now)
        with writing(collection.engine) as connection:
            take_in(within(connection, collection, now), old.facts(now))
        collection.engine.dispose()
    else:
        new.live(now, [])
        new.learns(old.facts(now), now)
    assert reps(new, now) == {FISH: 0, edited: 2}
    assert len(edits(new, now)) == 1


def test_a_new_machine_gives_it_when_it_begins_with_log_files(machine):
    old, new = machine(FISH, REBASE), machine(FISH, MORE, is_read=False)
    old.live(MORNING, ANSWERS)
    now = MORNING + 30 * DAY
    old.syncs(now)
    old.carries_to(new)
    new.syncs(now)
    assert reps(new, now) == {FISH: 0, MORE: 2}
    new.carries_to(old)
    write(old, FISH, MORE)
    old.syncs(now)
    assert old.schedules(now) == new.schedules(now)


@pytest.mark.parametrize("beside", [
    ("Q: Which poet wrote the Werther?\nA: Johann Wolfgang von Goethe\n",
     "Q: Which poet wrote the Egmont?\nA: Johann Wolfgang von Goethe\n"),
    ("Q: What is the main idea of the paper?\nA: Attention is enough.\n",
     "Q: What is the main idea of the paper?\nA: Trees grow best deep.\n"),
])  # fmt: skip
def test_nobody_gets_it_who_may_have_stood_beside_its_text_elsewhere(machine, beside):
    old, new = machine(FISH, *beside), machine(FISH, beside[1])
    old.live(MORNING, ANSWERS)
    now = MORNING + 3 * DAY
    reads(old, now, FISH, beside[1])
    new.learns(old.facts(now), now)
    assert edits(new, now) == []
    assert reps(new, now) == {FISH: 0, beside[1]: 0}


def test_while_decks_are_not_read_it_waits_for_their_reading(machine):
    there, here = machine(FISH, REBASE), machine(FISH, REBASE)
    there.live(MORNING, ANSWERS)
    now = MORNING + 3 * DAY
    reads(here, now, FISH, MORE)
    with here.collection(now) as collection:
        write(here, FISH, REBASE, STONE)
        with writing(collection.engine) as connection:
            take_in(within(connection, collection, now), there.facts(now))
    assert reps(here, now) == {FISH: 0, REBASE: 2, STONE: 0}
    assert edits(here, now) == []


def test_what_waited_is_matched_by_the_reading_that_follows(machine):
    there, here = machine(FISH, REBASE), machine(FISH, REBASE)
    there.live(MORNING, ANSWERS)
    reads(here, MORNING + 3 * DAY, FISH, MORE)
    now = MORNING + 40 * DAY
    with here.collection(now) as collection:
        write(here, FISH, MORE, STONE)
        with writing(collection.engine) as connection:
            take_in(within(connection, collection, now), there.facts(now))
    assert reps(here, now) == {FISH: 0, MORE: 2, STONE: 0}


def test_taking_it_in_again_changes_nothing(machine):
    there, here = machine(FISH, REBASE), machine(FISH, REBASE)
    there.live(MORNING, ANSWERS)
    now = MORNING + 3 * DAY
    reads(here, now, FISH, MORE)
    here.learns(there.facts(now), now)
    before = here.facts(now)
    assert here.learns(there.facts(now), now + DAY) == 0
    assert here.facts(now + DAY) == before
    assert sum(isinstance(fact, Review) for fact in before) == 2
