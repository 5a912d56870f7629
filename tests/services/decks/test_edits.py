"""A history that survives editing, moving and renaming, and is never guessed."""

from datetime import timedelta

import pytest
from collections_on_disk import MORNING, at, deck, dump, ids, opened

from flashcards.core.decks.matching.match import Happened, summary
from flashcards.errors.cards import LinkedToItself, NothingToUnlink
from flashcards.services.decks.check import last_matches
from flashcards.services.decks.link import link, unlink
from flashcards.services.decks.read import read_decks
from flashcards.services.decks.show import show
from flashcards.services.log.rebuild import rebuild
from flashcards.services.log.undo import undo
from flashcards.services.statistics.stats import stats
from flashcards.services.study.answer import Grade, answer
from flashcards.storage.database.engine import reading
from flashcards.storage.projection.cards import known_cards, orphans

BIAS = "Q: What is the bias of an estimator?\nA: Its expectation less the truth.\n"
ONE = "Q: What is variance, in one sentence?\nA: The mean squared distance from the mean.\n"


@pytest.fixture
def root(tmp_path):
    return tmp_path


def known_by_front(collection):
    """Each living card by its question."""
    with reading(collection.engine) as connection:
        return {known.card.front: known for known in known_cards(connection)}


def reviewed(root, text, name="deck.md"):
    """A deck of which every card was answered twice; its schedules by question."""
    deck(root, text, name)
    with opened(root) as collection:
        for card in ids(collection):
            answer(collection, at(), card, Grade(3))
            answer(collection, at(minutes=20), card, Grade(4))
        return {front: known.schedule for front, known in known_by_front(collection).items()}


def read_again(root):
    """What the next reading makes of the decks, and every living schedule by question."""
    with opened(root) as collection:
        happened = [match.happened for match in collection.reading.matches]
        after = {front: known.schedule for front, known in known_by_front(collection).items()}
        before = dump(collection, "schedules", "cards", "edges")
        rebuild(collection)
        assert dump(collection, "schedules", "cards", "edges") == before
        return happened, after


def edit(root, text, name="deck.md"):
    """Write a deck anew, and read it."""
    deck(root, text, name)
    return read_again(root)


EDITS = {
    "a typo in the question": BIAS.replace("bias", "biass"),
    "a rewritten answer": "Q: What is the bias of an estimator?\nA: How far off it lies.\n",
    "both edited lightly": BIAS.replace("What is", "What's").replace("less", "minus"),
    "a new question to a long answer": BIAS.replace("What is the bias of an estimator?", "Bias?"),
    "a heading question with the same text": (
        "## What is the bias of an estimator?\nIts expectation less the truth.\n"
    ),
    "other line ends and trailing blanks": BIAS.replace("\n", "  \r\n"),
    "a heading above it": f"# Estimators\n\n{BIAS}",
    "another deck name": f"---\ndeck: estimators/basics\n---\n{BIAS}",
    "an id": BIAS + "<!-- id: bias -->\n",
    "an id and tags": BIAS + "<!-- id: bias; tags: exam; limit: 2m -->\n",
}


@pytest.mark.parametrize("change", EDITS)
def test_the_history_survives(root, change):
    before = reviewed(root, BIAS)["What is the bias of an estimator?"]
    happened, after = edit(root, EDITS[change])
    assert list(after.values()) == [before]
    assert set(happened) <= {Happened.EDITED}


def test_undo_survives_an_edit(root):
    reviewed(root, BIAS)
    edit(root, EDITS["a typo in the question"])
    with opened(root) as collection:
        (card,) = ids(collection)
        assert [row.rating for row in show(collection, at(), card).history] == [3, 4]
        undone = undo(collection, at(hours=1))
        assert undone.known.card.front == "What is the biass of an estimator?"
        assert [row.undone for row in show(collection, at(), card).history] == [False, True]
        assert show(collection, at(), card).row.reps == 1
        assert stats(collection, at(hours=1)).periods[-1].reviews == 1
        assert [row.deck for row in stats(collection, at(hours=1)).decks] == ["deck"] * 4


def test_a_renamed_or_moved_file_keeps_everything(root):
    before = reviewed(root, BIAS + "\n" + ONE)
    (root / "deck.md").rename(root / "renamed.md")
    assert read_again(root) == ([Happened.MOVED] * 2, before)
    (root / "sub").mkdir()
    (root / "renamed.md").rename(root / "sub" / "a.md")
    assert read_again(root) == ([Happened.MOVED] * 2, before)


def test_a_card_moved_to_another_file_or_reordered_keeps_everything(root):
    before = reviewed(root, BIAS + "\n" + ONE)
    deck(root, ONE, "deck.md")
    assert edit(root, BIAS, "other.md") == ([Happened.MOVED], before)
    (root / "other.md").unlink()
    assert edit(root, ONE + "\n" + BIAS) == ([Happened.MOVED], before)


def test_a_file_split_in_two_keeps_everything(root):
    texts = [BIAS.replace("bias", word) for word in ("bias", "risk", "error", "variance")]
    before = reviewed(root, "\n".join(texts))
    deck(root, "\n".join(texts[:2]), "first.md")
    deck(root, "\n".join(texts[2:]), "second.md")
    (root / "deck.md").unlink()
    assert read_again(root) == ([Happened.MOVED] * 4, before)


def test_an_id_pins_a_text_that_is_rewritten_entirely(root):
    before = reviewed(root, BIAS)
    edit(root, BIAS + "<!-- id: bias -->\n")
    happened, after = edit(root, "Q: Wholly other words?\nA: Yes.\n<!-- id: bias -->\n")
    assert happened == []
    assert list(after.values()) == list(before.values())
    happened, after = edit(root, "Q: Wholly other words?\nA: Yes.\n")
    assert (happened, list(after.values())) == ([Happened.EDITED], list(before.values()))


def test_a_text_edited_and_reverted_is_the_earlier_card_with_all_that_happened_since(root):
    ((question, before),) = reviewed(root, BIAS).items()
    edit(root, EDITS["a typo in the question"])
    with opened(root) as collection:
        (card,) = ids(collection)
        answer(collection, at(days=20), card, Grade(3))
        since = show(collection, at(), card).row
    happened, after = edit(root, BIAS)
    assert happened == [Happened.EDITED]
    assert after[question].reps == before.reps + 1 == since.reps
    for text in (EDITS["a typo in the question"], BIAS, EDITS["both edited lightly"], BIAS):
        assert [s.reps for s in edit(root, text)[1].values()] == [3]


def test_ten_cards_of_one_file_edited_at_once_each_keep_their_own(root):
    words = [
        "bias",
        "risk",
        "error",
        "variance",
        "mean",
        "median",
        "mode",
        "range",
        "skew",
        "kurtosis",
    ]
    before = reviewed(root, "\n".join(BIAS.replace("bias", word) for word in words))
    with opened(root) as collection:  # tell their histories apart
        for days, card in enumerate(ids(collection)):
            answer(collection, at(days=10 + days), card, Grade(3))
        before = {f: known.schedule for f, known in known_by_front(collection).items()}
    text = "\n".join(BIAS.replace("bias", word).replace("What is", "Define") for word in words)
    happened, after = edit(root, text)
    assert happened == [Happened.EDITED] * 10
    assert {f.replace("Define", "What is"): schedule for f, schedule in after.items()} == before


def test_swapped_answers_leave_the_history_with_the_question(root):
    before = reviewed(root, BIAS + "\n" + ONE)
    one, two = "Its expectation less the truth.", "The mean squared distance from the mean."
    swapped = (BIAS + "\n" + ONE).replace(one, "ZZ").replace(two, one).replace("ZZ", two)
    happened, after = edit(root, swapped)
    assert happened == [Happened.EDITED] * 2
    assert after.keys() == before.keys()


def test_a_deletion_added_to_a_cloze_leaves_its_siblings_alone(root):
    before = reviewed(root, "C: The [mean] minimises squared loss, the median [absolute] loss.\n")
    assert len(before) == 1  # siblings share their text
    with opened(root) as collection:
        kept = set(ids(collection))
        schedules = dump(collection, "schedules")
    happened, _ = edit(
        root, "C: The [mean] minimises squared loss, the [median] [absolute] loss.\n"
    )
    assert happened == [Happened.NEW]
    with opened(root) as collection:
        assert kept < set(ids(collection))
        assert dump(collection, "schedules") == schedules


def test_a_typo_in_a_cloze_is_carried_for_each_sibling(root):
    reviewed(root, "C: The [mean] minimises squared lss, the median [absolute] loss.\n")
    with opened(root) as collection:
        first, second = ids(collection)
        answer(collection, at(days=30), second, Grade(1))
        lapses = [show(collection, at(), card).row.lapses for card in (first, second)]
    happened, _ = edit(root, "C: The [mean] minimises squared loss, the median [absolute] loss.\n")
    assert happened == [Happened.EDITED] * 2
    with opened(root) as collection:
        assert [show(collection, at(), card).row.lapses for card in ids(collection)] == lapses


def test_an_orphan_keeps_its_history_and_comes_back_with_its_text(root):
    before = reviewed(root, BIAS)
    assert edit(root, "nothing\n") == ([Happened.ORPHAN], {})
    with opened(root) as collection, reading(collection.engine) as connection:
        assert [known.card.front for known in orphans(connection)] == list(before)
    assert edit(root, BIAS) == ([Happened.BACK], before)


def test_a_superseded_text_is_no_orphan(root):
    reviewed(root, BIAS)
    edit(root, EDITS["a typo in the question"])
    with opened(root) as collection, reading(collection.engine) as connection:
        assert list(orphans(connection)) == []


def test_a_new_card_similar_to_one_that_exists_is_new(root):
    before = reviewed(root, BIAS)
    happened, after = edit(root, BIAS + "\n" + EDITS["a typo in the question"])
    assert happened == [Happened.NEW]
    assert after["What is the biass of an estimator?"].reps == 0
    assert after["What is the bias of an estimator?"] == before["What is the bias of an estimator?"]


def test_two_candidates_equally_near_inherit_nothing(root):
    reviewed(root, BIAS)
    twins = BIAS.replace("bias", "biaas") + "\n" + BIAS.replace("bias", "biass")
    happened, after = edit(root, twins)
    assert happened == [Happened.NEW, Happened.NEW, Happened.ORPHAN]
    assert {schedule.reps for schedule in after.values()} == {0}


def test_between_equals_the_neighbourhood_in_the_file_decides(root):
    two = [BIAS.replace("bias", "bias a"), BIAS.replace("bias", "bias b")]
    fixed = "Q: A fixed one between the two?\nA: It stands still.\n"
    reviewed(root, "\n".join([two[0], fixed, two[1]]))
    with opened(root) as collection:
        answer(collection, at(days=40), ids(collection)[2], Grade(1))
    happened, after = edit(root, "\n".join([
        BIAS.replace("bias", "bias c"), fixed, BIAS.replace("bias", "bias d")
    ]))  # fmt: skip
    assert happened == [Happened.EDITED] * 2
    lapses = {f: schedule.lapses for f, schedule in after.items()}
    assert lapses["What is the bias c of an estimator?"] == 0
    assert lapses["What is the bias d of an estimator?"] == 1


def test_a_shared_short_answer_links_nothing(root):
    reviewed(root, "Q: Is the sample mean unbiased?\nA: Yes\n\nQ: Do trees overfit?\nA: Yes\n")
    happened, after = edit(root, "Q: Can gradients vanish in deep networks of sigmoids?\nA: Yes\n")
    assert happened == [Happened.NEW, Happened.ORPHAN, Happened.ORPHAN]
    assert [schedule.reps for schedule in after.values()] == [0]


def test_an_answer_that_a_living_card_has_links_nothing(root):
    answer_ = "A: Its expectation less the truth.\n"
    reviewed(root, f"{BIAS}\nQ: Zwei?\n{answer_}")
    happened, _ = edit(
        root, f"{BIAS}\nQ: Something else entirely, and at length, so it is far?\n{answer_}"
    )
    assert happened == [Happened.NEW, Happened.ORPHAN]


def test_cards_never_answered_are_matched_but_leave_no_fact(root):
    deck(root, BIAS, "deck.md")
    with opened(root):
        pass
    assert edit(root, EDITS["a typo in the question"])[0] == [Happened.EDITED]
    with opened(root) as collection:
        assert dump(collection, "facts")["facts"] == []


def test_a_card_split_in_two_keeps_one_history_each_from_then_on(root):
    """Edited, then the old text comes back beside the new one."""
    reviewed(root, BIAS)
    typo = EDITS["a typo in the question"]
    edit(root, typo)
    happened, after = edit(root, BIAS + "\n" + typo)
    assert happened == [Happened.BACK]
    assert [schedule.reps for schedule in after.values()] == [2, 2]
    with opened(root) as collection:
        old, new = ids(collection)
        answer(collection, at(days=30), old, Grade(3))
        assert [show(collection, at(), card).row.reps for card in (old, new)] == [3, 2]
        answer(collection, at(days=31), new, Grade(3))
        assert [show(collection, at(), card).row.reps for card in (old, new)] == [3, 3]
    assert read_again(root)[0] == []


def test_a_card_split_in_two_and_deleted_is_an_orphan_with_what_it_did_since(root):
    reviewed(root, BIAS)
    typo = EDITS["a typo in the question"]
    edit(root, typo)
    edit(root, BIAS + "\n" + typo)
    with opened(root) as collection:
        answer(collection, at(days=30), ids(collection)[0], Grade(3))
    happened, after = edit(root, typo)
    assert happened == [Happened.ORPHAN]
    assert [schedule.reps for schedule in after.values()] == [2]
    with opened(root) as collection, reading(collection.engine) as connection:
        assert [known.schedule.reps for known in orphans(connection)] == [3]


def test_a_card_split_in_two_after_a_revert_shares_what_is_older(root):
    reviewed(root, BIAS)
    typo = EDITS["a typo in the question"]
    edit(root, typo)
    with opened(root) as collection:
        answer(collection, at(days=10), ids(collection)[0], Grade(3))
    edit(root, BIAS)
    _, after = edit(root, BIAS + "\n" + typo)
    assert [schedule.reps for schedule in after.values()] == [3, 3]
    with opened(root) as collection:
        answer(collection, at(days=30), ids(collection)[1], Grade(3))
    assert [schedule.reps for schedule in read_again(root)[1].values()] == [3, 4]


def test_broken_front_matter_orphans_nothing(root):
    text = "---\ncards: headings\n---\n## Bias\n\nAn error.\n\n## Variance\n\nA spread.\n"
    before = reviewed(root, text)
    happened, after = edit(root, text.replace("cards: headings", "cards: [headings"))
    assert happened == []
    assert after == before
    assert edit(root, text) == ([], before)


def test_the_same_edit_on_two_machines_comes_to_the_same(root, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    for folder in (root, other):
        reviewed(folder, BIAS)
    results = [edit(folder, EDITS["both edited lightly"]) for folder in (root, other)]
    assert results[0] == results[1]


def test_a_first_reading_says_nothing_of_its_cards(root):
    deck(root, BIAS)
    with opened(root) as collection:
        assert (collection.reading.files, collection.reading.matches) == (1, ())
        assert read_decks(collection, MORNING + timedelta(days=1)).matches == ()


def test_what_was_matched_is_said_in_words_and_can_be_named_later(root):
    reviewed(root, BIAS + "\n" + ONE)
    fixed = EDITS["a typo in the question"]
    deck(root, f"{fixed}\nQ: A third?\nA: Yes.\n", "deck.md")
    with opened(root) as collection:
        said = summary(collection.reading.matches)
    assert said == "1 edited, 1 new, 1 orphan"
    assert summary([]) == ""
    with opened(root) as collection:
        assert collection.reading.matches == ()
        edited, new, orphan = last_matches(collection)
        assert (edited.question, new.question) == ("What is the biass of an estimator?", "A third?")
        assert (str(edited.source), edited.card) == ("deck.md:1", ids(collection)[0])
        assert show(collection, at(), edited.old).row.front == "What is the bias of an estimator?"
        assert orphan.happened is Happened.ORPHAN


def test_what_was_not_matched_is_linked_by_hand(root):
    reviewed(root, BIAS)
    edit(root, "Q: Something else altogether now?\nA: Yes, quite.\n")
    with opened(root) as collection, reading(collection.engine) as connection:
        (orphan,) = (known.card.id for known in orphans(connection))
        done = link(collection, at(hours=1), orphan[:8], "deck:1")
        assert (done.old, done.reps) == (orphan, 2)
    assert [schedule.reps for schedule in read_again(root)[1].values()] == [2]
    with opened(root) as collection, reading(collection.engine) as connection:
        assert list(orphans(connection)) == []


def test_what_was_matched_wrongly_is_unlinked_by_hand_for_good(root):
    reviewed(root, BIAS)
    typo = EDITS["a typo in the question"]
    edit(root, typo)
    with opened(root) as collection:
        (cut,) = unlink(collection, at(hours=1), "deck:1")
        assert cut.reps == 0
        with pytest.raises(NothingToUnlink, match="'deck:1' has no history of another card"):
            unlink(collection, at(hours=1), "deck:1")
    edit(root, "nothing")
    _, after = edit(root, typo)
    assert [schedule.reps for schedule in after.values()] == [0]
    with opened(root) as collection, reading(collection.engine) as connection:
        assert [known.schedule.reps for known in orphans(connection)] == [2]


def test_a_card_is_not_linked_to_itself(root):
    deck(root, BIAS, "deck.md")
    with opened(root) as collection, pytest.raises(LinkedToItself):
        link(collection, at(), "deck:1", "deck.md:1")


def test_a_text_comes_back_after_what_it_became_was_turned_back_itself(root):
    """Of the texts that lead to each other none is the last; one of them stands for all."""
    before = reviewed(root, BIAS)["What is the bias of an estimator?"]
    words = ["biass", "biases", "biasses", "biass", "bias"]
    for word in words:
        happened, after = edit(root, BIAS.replace("bias", word))
        assert happened == [Happened.EDITED]
        assert list(after.values()) == [before]
    happened, after = edit(root, BIAS.replace("What is", "What was"))
    assert (happened, list(after.values())) == ([Happened.EDITED], [before])
