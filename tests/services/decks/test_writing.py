"""Answers out of order, cards added and imported, collections made and configured."""

import pytest
from collections_on_disk import THREE, at, deck, dump, ids, opened, reviews

from flashcards.core.rating import Rating
from flashcards.errors.cards import NotInADeck, UnknownCard
from flashcards.errors.collections import NoSuchFolder, OutsideCollection
from flashcards.errors.decks import InvalidCard, NoCard, WouldChangeCards
from flashcards.errors.files import CannotRead, CannotWrite
from flashcards.errors.settings import BrokenSettings, InvalidSetting, UnknownSetting
from flashcards.services.decks.add import NewCard, add, add_markdown
from flashcards.services.decks.check import check_again
from flashcards.services.decks.edit import DeckLine, line_of, read_edited
from flashcards.services.log.rebuild import rebuild
from flashcards.services.log.undo import undo, undo_act
from flashcards.services.opening import config
from flashcards.services.opening.init import init
from flashcards.services.opening.open import first_use
from flashcards.services.place import Place, own_folder
from flashcards.services.study.acts import suspend
from flashcards.services.study.answer import Grade, answer
from flashcards.storage.database.engine import reading
from flashcards.storage.log.log import all_facts


@pytest.fixture
def collection(tmp_path):
    deck(tmp_path)
    with opened(tmp_path) as collection:
        yield collection


@pytest.fixture
def own(tmp_path, monkeypatch):
    """The user's own data folder, somewhere else for the test."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data" / "flash" / "decks"


def test_a_card_is_introduced_with_its_first_fact_only(collection):
    first = ids(collection)[0]
    answer(collection, at(), first, Grade(3))
    suspend(collection, at(), first)
    with reading(collection.engine) as connection:
        kinds = [type(fact).__name__ for fact in all_facts(connection)]
    assert kinds == ["Introduced", "Review", "Suspended"]


def test_an_answer_given_earlier_falls_into_its_place(collection):
    first, second, _ = ids(collection)
    answer(collection, at(days=3), first, Grade(4))
    late = answer(collection, at(), first, Grade(3))
    answer(collection, at(), second, Grade(3))
    in_order = answer(collection, at(days=3), second, Grade(4))
    assert late.schedule.stability == in_order.schedule.stability
    assert [review.rating for review in reviews(collection)] == [
        Rating.GOOD, Rating.GOOD, Rating.EASY, Rating.EASY
    ]  # fmt: skip


def test_an_unknown_card_cannot_be_answered(collection):
    with pytest.raises(UnknownCard):
        answer(collection, at(), "nothing", Grade(3))


def test_undo_of_one_act_leaves_later_ones(collection):
    first = ids(collection)[0]
    done = answer(collection, at(), first, Grade(4))
    suspend(collection, at(), first)
    undo_act(collection, at(), done.review.stamp.id)
    undone = undo(collection, at())
    assert (undone.act, undone.rating, undone.known.schedule.suspended) == (
        "suspended",
        None,
        False,
    )


def test_a_rebuild_tells_its_progress(collection):
    for card in ids(collection):
        answer(collection, at(), card, Grade(3))
    before, told = dump(collection), []
    assert rebuild(collection, lambda done, total: told.append((done, total))) == 3
    assert told == [(3, 3)]
    assert dump(collection) == before


def test_a_card_is_added_at_the_end_of_its_deck(collection):
    (card,) = add(
        collection, at(), NewCard("four?", "4\n\n- with a list", tags=("new",), deck="numbers")
    )
    assert ids(collection)[-1] == card.id
    assert card.source.line == 10
    text = (collection.root / "numbers.md").read_text()
    assert text.startswith(THREE)
    assert add(collection, at(), NewCard("five?", "5"))[0].source.file == "inbox.md"
    assert (
        add(collection, at(), NewCard("six?", "6", deck="deep/er"))[0].source.file == "deep/er.md"
    )


def test_a_card_added_to_heading_questions_leaves_them_alone(collection):
    """A tag below the last heading would make it a section, not a question."""
    deck(collection.root, "# Trees\n\n### What is a leaf?\nAn end.\n", "trees.md")
    add(collection, at(), NewCard("What is a root?", "The beginning.", ("easy",), "trees"))
    text = (collection.root / "trees.md").read_text()
    assert "### What is a root?\n\nThe beginning.\n" in text
    with pytest.raises(
        WouldChangeCards, match="At the end of trees.md the card would change others"
    ):
        add(collection, at(), NewCard("No question", "The beginning.", deck="trees"))
    assert (collection.root / "trees.md").read_text() == text


def test_a_card_is_not_added_below_an_unclosed_fence(collection):
    deck(collection.root, "Q: code?\nA: here\n```\n", "code.md")
    with pytest.raises(WouldChangeCards):
        add(collection, at(), NewCard("four?", "4", deck="code"))


@pytest.mark.parametrize(("question", "answer_"), [("", "4"), ("four?", ""), (" \n", "x")])
def test_what_is_no_card_is_not_added(collection, question, answer_):
    with pytest.raises(InvalidCard, match="That is not a card"):
        add(collection, at(), NewCard(question, answer_))
    assert not (collection.root / "inbox.md").exists()


def test_cards_of_any_syntax_are_added_as_they_stand(collection):
    written = "front ::: back\n\nC: A [deletion].\n\n<!-- a note -->\n"
    cards = add_markdown(collection, at(), written, "numbers")
    assert [card.kind.value for card in cards] == ["line", "line", "cloze"]
    assert (collection.root / "numbers.md").read_text() == f"{THREE}\n---\n\n{written}"
    with pytest.raises(NoCard, match="There is no card in that text"):
        add_markdown(collection, at(), "only words\n", "numbers")
    with pytest.raises(InvalidCard, match="cloze without a deletion"):
        add_markdown(collection, at(), "C: nothing asked\n", "numbers")
    assert (collection.root / "numbers.md").read_text() == f"{THREE}\n---\n\n{written}"


def test_a_warning_in_what_is_added_stops_nothing(collection):
    twice = "Q: a?\nA: b\n\nQ: a?\nA: b\n"
    assert [card.front for card in add_markdown(collection, at(), twice, "new")] == ["a?"]


def test_an_orphan_is_nowhere_to_be_edited(collection):
    first = ids(collection)[0]
    assert line_of(collection, first) == DeckLine(collection.root / "numbers.md", 1)
    answer(collection, at(), first, Grade(3))
    deck(collection.root, "nothing")
    assert [m.happened.value for m in read_edited(collection, at())] == ["orphan"]
    with pytest.raises(NotInADeck, match="is in no deck any more"):
        line_of(collection, first)


def test_a_second_look_reads_what_was_saved_meanwhile(collection):
    assert check_again(collection, at()).reading.files == 0
    deck(collection.root, "Q: no answer?\n", "new.md")
    again = check_again(collection, at())
    assert (again.reading.files, len(again.checked.problems)) == (1, 1)


@pytest.mark.parametrize("name", ["../out", "/etc/out", "a/../../out"])
def test_nothing_is_added_outside_the_collection(collection, name):
    with pytest.raises(OutsideCollection, match="lies outside the collection"):
        add(collection, at(), NewCard("four?", "4", deck=name))


def test_nothing_is_added_to_what_is_not_utf8(collection):
    (collection.root / "numbers.md").write_bytes(b"\xff")
    with pytest.raises(CannotRead, match="not UTF-8"):
        add(collection, at(), NewCard("four?", "4", deck="numbers"))
    assert (collection.root / "numbers.md").read_bytes() == b"\xff"


def test_a_collection_is_begun_with_the_starter_decks_over_nothing(tmp_path):
    mine = deck(tmp_path, "Q: mine?\nA: 1\n", "self-assessment.md")
    begun = init(tmp_path, at())
    assert "flash.toml" in begun.written
    assert "theory/attention.md" in begun.written
    assert mine.read_text() == "Q: mine?\nA: 1\n"
    assert init(tmp_path, at()).written == ()
    assert (tmp_path / ".flash" / ".gitignore").read_text().startswith("*\n")
    empty = init(tmp_path / "empty", at(), empty=True)
    assert empty.written == ("flash.toml",)


def test_settings_are_written_beside_the_owners_comments(tmp_path):
    init(tmp_path, at(), empty=True)
    place = Place.at(tmp_path)
    assert config.settings(place)["new_per_day"] == 20
    assert config.set_setting(place, "new_per_day", "5") == 5
    assert config.set_setting(place, "retention", ".85") == 0.85
    assert config.set_setting(place, "learning_steps", "1m, 5m 10m") == ["1m", "5m", "10m"]
    assert config.set_setting(place, "relearning_steps", '["3m"]') == ["3m"]
    assert config.setting(place, "learning_steps") == ["1m", "5m", "10m"]
    text = (tmp_path / "flash.toml").read_text()
    assert "# a whole number from 0 to 9999" in text
    for key, wrong in (("retention", "2"), ("retention", "high"), ("new_per_day", "[")):
        with pytest.raises(InvalidSetting):
            config.set_setting(place, key, wrong)
    with pytest.raises(UnknownSetting):
        config.setting(place, "colour")
    assert (tmp_path / "flash.toml").read_text() == text


def test_settings_that_are_not_toml_are_told(tmp_path):
    place = Place.at(tmp_path)
    (tmp_path / "flash.toml").write_text("new_per_day = \n")
    with pytest.raises(BrokenSettings, match=r"flash.toml is not valid TOML"):
        config.settings(place)
    (tmp_path / "flash.toml").write_bytes(b"\xff")
    with pytest.raises(CannotRead):
        config.settings(place)


def test_a_collection_is_looked_for_as_the_contract_says(tmp_path, own):
    here = tmp_path / "work" / "deep"
    here.mkdir(parents=True)
    assert Place.found(here).is_default
    assert own_folder() == own
    (here / "decks").mkdir()
    assert Place.found(here).root == here / "decks"
    (tmp_path / "work" / "flash.toml").write_text("")
    assert Place.found(here).root == tmp_path / "work"
    (here / ".flash").mkdir()
    assert Place.found(here).root == here
    assert Place.found(here, named=tmp_path).root == tmp_path
    with pytest.raises(NoSuchFolder, match="create one with `flash init"):
        Place.found(here, named=tmp_path / "nowhere")


def test_the_users_own_collection_is_made_on_first_use(tmp_path, own):
    here = Place.found(tmp_path)
    assert first_use(here) == own
    assert (own / "theory" / "attention.md").is_file()
    assert first_use(here) is None
    assert first_use(Place.at(tmp_path)) is None


@pytest.mark.only_sqlite("a database in the collection's folder")
def test_what_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite):
        init(tmp_path / "file" / "collection", at())
    (tmp_path / ".flash").write_text("")
    deck(tmp_path)
    with pytest.raises(CannotWrite, match=r"\.flash"), opened(tmp_path):
        pass
