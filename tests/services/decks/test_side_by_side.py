"""Cards that stood in a deck at once are two, however alike they are."""

import pytest
from collections_on_disk import at, deck, ids, opened, place_of

from flashcards.services.opening.open import open_collection
from flashcards.services.study.answer import Grade, answer
from flashcards.storage.database.engine import reading
from flashcards.storage.projection.cards import known_cards

GOETHE = "Johann Wolfgang von Goethe"
TWINS = {
    "words of one verb": ("- hablo :: I speak\n", "- habla :: he speaks\n"),
    "one long answer": (
        f"Q: Who wrote Werther?\nA: {GOETHE}\n\n",
        f"Q: Whose play is Egmont?\nA: {GOETHE}\n",
    ),
    "one condition": (
        "S: SQL joins\nexplain it aloud in a minute\n\n",
        "S: Kubernetes\nexplain it aloud in a minute\n",
    ),
    "one short answer": (
        "Q: JS: `'' == false`?\nA: true\n\n",
        "Q: JS: `[] == false`?\nA: true\n",
    ),
    "one question": (
        "Q: What does this line of code print?\nA: `1`, for the list\n\n",
        "Q: What does this line of code print?\nA: `2`, if the list\n",
    ),
}


@pytest.fixture
def root(tmp_path):
    return tmp_path


def reps(collection):
    """How often each living card was answered, by its answer and question."""
    with reading(collection.engine) as connection:
        return {k.card.back + k.card.front: k.schedule.reps for k in known_cards(connection)}


@pytest.mark.parametrize("later", [{"days": 2}, {"days": 95}], ids=["soon", "late"])
@pytest.mark.parametrize("is_first", [True, False], ids=["at first", "later on"])
@pytest.mark.parametrize(("one", "other"), TWINS.values(), ids=TWINS)
def test_what_was_never_answered_inherits_nothing_from_what_stood_beside_it(
    root, one, other, is_first, later
):
    if not is_first:
        deck(root, "Q: What is a stump?\nA: A tree of one split.\n", "other.md")
        with opened(root):
            pass
    deck(root, one + other)
    with opened(root) as collection:
        answer(collection, at(minutes=1), ids(collection)[0], Grade(3))
    deck(root, other)
    with open_collection(place_of(root), at(**later).now) as collection:
        assert set(reps(collection).values()) == {0}


def test_what_came_beside_it_later_is_a_copy_only_if_no_doubt_is_left(root):
    old = "Q: What is the bias of an estimator?\nA: Its expectation less the truth.\n\n"
    copy = "Q: What's the bias?\nA: Its expectation less the truth.\n\n"
    alike = "Q: What is the biass of an estimator?\nA: Its expectation less truth.\n\n"
    for name, other in (("copy", copy), ("alike", alike)):
        place = root / name
        place.mkdir()
        deck(place, old)
        with opened(place) as collection:
            answer(collection, at(minutes=1), ids(collection)[0], Grade(3))
        deck(place, old + other)
        with open_collection(place_of(place), at(days=1).now):
            pass
        deck(place, other)
        with open_collection(place_of(place), at(days=2).now) as collection:
            assert list(reps(collection).values()) == [name == "copy"]
