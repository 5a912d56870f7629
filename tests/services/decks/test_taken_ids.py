"""A card that is copied with its `id:` keeps it, and the copy that was rewritten is wrong."""

import pytest
from collections_on_disk import at, deck, ids, opened

from flashcards.services.study.answer import Grade, answer
from flashcards.storage.database.engine import reading
from flashcards.storage.projection.cards import known_cards
from flashcards.storage.projection.decks import known_problems

BIAS = "Q: What is the bias?\nA: The expectation less the truth.\n<!-- id: b -->\n"
COPY = "Q: How are oranges peeled?\nA: With a knife.\n<!-- id: b -->\n"
OTHER = "Q: Is a stone an animal?\nA: No, never.\n"
STONE = "Q: Is a stone alive?\nA: Never and nowhere.\n"
MENDED = COPY.replace("id: b", "id: c")

PLACES = {
    "above": {"numbers.md": f"{COPY}\n{OTHER}\n{BIAS}"},
    "below": {"numbers.md": f"{BIAS}\n{OTHER}\n{COPY}"},
    "before": {"algebra.md": COPY},
    "before, both changed": {"algebra.md": COPY, "numbers.md": f"{OTHER}\n{BIAS}"},
    "after": {"zoo.md": COPY},
    "in its place": {"algebra.md": BIAS, "numbers.md": COPY},
}
"""Where the copy comes to stand: the texts of files that changed."""


@pytest.fixture
def root(tmp_path):
    """A deck of one card with an id, answered."""
    deck(tmp_path, BIAS)
    with opened(tmp_path) as collection:
        answer(collection, at(), ids(collection)[0], Grade(3))
    return tmp_path


def read(root, texts):
    """Write files and read them: what stands there, with reps, the errors, and what is said."""
    for name, text in texts.items():
        deck(root, text, name)
    with opened(root) as collection:
        told = [match.happened.value for match in collection.reading.matches]
        with reading(collection.engine) as connection:
            found = {one.card.front: one.schedule.reps for one in known_cards(connection)}
            problems = [str(problem) for problem in known_problems(connection)]
    return found, problems, told


@pytest.mark.parametrize("where", PLACES)
def test_the_text_that_was_there_keeps_its_id_and_the_copy_is_wrong(root, where):
    for stranger in ("", f"\n{STONE}"):  # what is read again comes to the same
        texts = {"numbers.md": BIAS} | PLACES[where]
        texts["numbers.md"] += stranger
        found, problems, told = read(root, texts)
        assert {front: reps for front, reps in found.items() if reps} == {"What is the bias?": 1}
        assert "How are oranges peeled?" not in found
        assert len([one for one in problems if "the same" in one]) == 1
        assert where == "in its place" or set(told) <= {"new"}


@pytest.mark.parametrize("where", PLACES)
def test_the_copy_is_new_once_it_has_another_id(root, where):
    read(root, PLACES[where])
    mended = {name: text.replace(COPY, MENDED) for name, text in PLACES[where].items()}
    found, problems, _ = read(root, mended)
    assert problems == []
    assert (found["What is the bias?"], found["How are oranges peeled?"]) == (1, 0)


@pytest.mark.parametrize("name", ["numbers.md", "algebra.md"])
def test_what_is_rewritten_under_its_id_alone_has_its_history(root, name):
    found, problems, _ = read(root, {"numbers.md": OTHER, name: COPY})
    assert problems == []
    assert found["How are oranges peeled?"] == 1


def test_the_copy_has_it_once_it_stands_there_alone(root):
    read(root, PLACES["above"])
    found, problems, _ = read(root, {"numbers.md": COPY})
    assert (found, problems) == ({"How are oranges peeled?": 1}, [])
