"""What answers took stays known when the text of a card changes."""

from collections_on_disk import at, deck, ids, opened

from flashcards.services.decks.read import read_decks
from flashcards.services.log.undo import undo
from flashcards.services.study.answer import Grade, answer
from flashcards.storage.database.engine import reading
from flashcards.storage.read_models.time_spent import own_times, recent_durations

QUICK = "Q: one?\nA: 1\n\nQ: two?\nA: 2\n"
BUILD = "---\nlimit: 20m\n---\nQ: Build a tree.\nA: A class.\n"
MINUTE_MS = 60_000


def test_the_pace_is_the_same_after_an_edit_and_forgets_what_is_gone(tmp_path):
    deck(tmp_path, QUICK, "a.md")
    with opened(tmp_path) as collection:
        first, second = ids(collection)
        for number, card in enumerate((first, second, first, second)):
            answer(collection, at(days=number), card, Grade(3, 10_000 * (number + 1)))
        with reading(collection.engine) as connection:
            before = recent_durations(connection)
        assert before == [40_000, 30_000, 20_000, 10_000]
        deck(tmp_path, QUICK.replace("A: 1", "A: it is 1"), "a.md")
        read_decks(collection, at(days=5).now)
        with reading(collection.engine) as connection:
            assert recent_durations(connection) == before
        deck(tmp_path, "Q: two?\nA: 2\n", "a.md")
        read_decks(collection, at(days=6).now)
        with reading(collection.engine) as connection:
            assert recent_durations(connection) == [40_000, 20_000]


def test_an_exercise_keeps_its_own_time_after_an_edit_and_an_undo(tmp_path):
    deck(tmp_path, BUILD, "b.md")
    with opened(tmp_path) as collection:
        (card,) = ids(collection)
        for number, minutes in enumerate((12, 14, 30)):
            answer(collection, at(days=9 * number), card, Grade(3, minutes * MINUTE_MS))
        undo(collection, at(days=20))
        deck(tmp_path, BUILD.replace("A class.", "Two classes."), "b.md")
        read_decks(collection, at(days=21).now)
        (now,) = ids(collection)
        assert now != card
        with reading(collection.engine) as connection:
            assert own_times(connection, [now]) == {now: 13 * MINUTE_MS}
