"""Decks brought into a collection, and again: what is new comes, what the learner wrote stays."""

import pytest
from collections_on_disk import THREE, at, deck, ids
from importing import bring, fates

from flashcards.core.log.collection_facts import Imported
from flashcards.core.rating import Rating
from flashcards.errors.collections import OutsideCollection
from flashcards.errors.decks import AlreadyThere
from flashcards.errors.files import CannotRead
from flashcards.errors.imports import (
    DownloadFirst,
    NotAFile,
    NothingToImport,
    OneSourceOnly,
    OverItself,
    UnknownFormat,
)
from flashcards.formats.foreign import ForeignReview
from flashcards.services.decks.read import read_decks
from flashcards.services.exchange.import_.answers import planned_answers
from flashcards.services.exchange.import_.decks import Fate
from flashcards.services.log.redo import redo
from flashcards.services.log.undo import undo
from flashcards.services.study.answer import Grade, answer
from flashcards.services.work import reading_work
from flashcards.storage.database.engine import reading, writing
from flashcards.storage.log.log import all_reviews, facts_that_count
from flashcards.storage.projection.cards import known_cards, orphans
from flashcards.storage.projection.decks import distrust_files, known_problems


def text(collection, path):
    return (collection.root / path).read_text()


def test_files_and_folders_come_once(collection, notes):
    deck(notes, "Q: x?\nA: 1\n\nQ: x?\nA: 1\n", "a.md")
    deck(notes, "Q: y?\nA: 1\n", "sub/b.md")
    done = bring(collection, notes, notes / "a.md", into="from")
    assert fates(done) == {"from/notes/a.md": Fate.NEW, "from/notes/sub/b.md": Fate.NEW}
    assert (done.cards, [str(one.source) for one in done.problems]) == (2, ["from/notes/a.md:4"])
    again = bring(collection, notes, into="from")
    assert set(fates(again).values()) == {Fate.UNCHANGED}
    assert len(ids(collection)) == 5


def test_nothing_of_the_learners_is_overwritten_unasked_and_then_all_or_none(collection, notes):
    other, fresh = deck(notes, "Q: mine?\nA: 1\n"), deck(notes, "Q: z?\nA: 1\n", "z.md")
    with pytest.raises(AlreadyThere, match=r"numbers.md is already there and differs: use --over"):
        bring(collection, fresh, other)
    assert text(collection, "numbers.md") == THREE
    assert not (collection.root / "z.md").exists()
    bring(collection, other, overwrite=True)
    assert text(collection, "numbers.md") == "Q: mine?\nA: 1\n"
    undo(collection, at(minutes=2))
    assert text(collection, "numbers.md") == THREE


def test_two_sources_of_one_name_live_side_by_side_and_each_is_found_again(collection, notes):
    first = deck(notes, "Q: x?\nA: the first of all\n", "a/README.md")
    other = deck(notes, "Q: y?\nA: another thing\n", "b/README.md")
    assert [*fates(bring(collection, first, other))] == ["a.md", "b.md"]
    one, two = deck(notes, "Q: x?\nA: 1\n", "a/x.md"), deck(notes, "Q: y?\nA: 1\n", "b/x.md")
    assert [*fates(bring(collection, one, two))] == ["x.md", "x-b.md"]
    deck(notes, "Q: y?\nA: 1\n\nQ: z?\nA: 2\n", "b/x.md")
    assert fates(bring(collection, two)) == {"x-b.md": Fate.UPDATED}


def test_a_download_that_lies_elsewhere_now_is_the_same_source(collection, notes):
    first = deck(notes, THREE.replace("one", "eins"), "downloads/bank.md")
    bring(collection, first)
    first.unlink()
    longer = THREE.replace("one", "eins") + "\nQ: four?\nA: 4\n"
    assert fates(bring(collection, deck(notes, longer, "new/bank.md"))) == {"bank.md": Fate.UPDATED}


def test_a_deck_that_was_moved_is_updated_where_it_is_now(collection, notes):
    source = deck(notes, "Q: x?\nA: 1\n\nQ: y?\nA: 2\n", "bank.md")
    bring(collection, source)
    (collection.root / "there").mkdir()
    (collection.root / "bank.md").rename(collection.root / "there" / "mine.md")
    read_decks(collection, at().now)
    deck(notes, "Q: x?\nA: 1\n\nQ: y?\nA: 2\n\nQ: z?\nA: 3\n", "bank.md")
    assert fates(bring(collection, source, minutes=2)) == {"there/mine.md": Fate.UPDATED}
    assert not (collection.root / "bank.md").exists()


def test_what_changed_there_is_updated_and_its_history_follows(collection, notes):
    source = deck(notes, "Q: What is a stump?\nA: A tree.\n\nQ: four?\nA: 4\n", "bank.md")
    bring(collection, source)
    stump = next(id_ for id_ in ids(collection) if asked(collection)[id_] == "What is a stump?")
    answer(collection, at(minutes=2), stump, Grade(3))
    deck(notes, "Q: What is a stump?\nA: A tree of one split.\n\nQ: four?\nA: 4\n", "bank.md")
    done = bring(collection, source, minutes=3)
    assert (done.decks[0].merge.updated, done.decks[0].merge.new) == (1, 0)
    now = next(id_ for id_ in ids(collection) if asked(collection)[id_] == "What is a stump?")
    assert now != stump
    assert schedule(collection, now).reps == 1
    with reading(collection.engine) as connection:
        assert list(orphans(connection)) == []


def asked(collection):
    with reading(collection.engine) as connection:
        return {known.card.id: known.card.front for known in known_cards(connection)}


def schedule(collection, card):
    with reading(collection.engine) as connection:
        return next(one.schedule for one in known_cards(connection) if one.card.id == card)


def test_what_the_learner_wrote_stays_through_every_version_of_the_source(collection, notes):
    source = deck(notes, THREE.replace("one", "eins"), "bank.md")
    bring(collection, source)
    mine = text(collection, "bank.md").replace("A: 2", "A: two, in my words")
    deck(collection.root, mine, "bank.md")
    for number in range(4):
        version = THREE.replace("one", "eins").replace("A: 2", f"A: zwei {number}")
        deck(notes, version + f"\nQ: number {number}?\nA: {number}\n", "bank.md")
        done = bring(collection, source, minutes=2 + number)
        assert done.decks[0].merge.kept == 1
    assert "A: two, in my words" in text(collection, "bank.md")
    assert "number 3" in text(collection, "bank.md")
    assert "number 1" not in text(collection, "bank.md")


def test_where_it_is_not_known_what_came_before_all_that_differs_is_the_learners(collection, notes):
    deck(collection.root, THREE.replace("A: 2", "A: zwei"), "bank.md")
    done = bring(collection, deck(notes, THREE + "\nQ: four?\nA: 4\n", "bank.md"))
    merge = done.decks[0].merge
    assert (merge.new, merge.updated, merge.kept) == (1, 0, 1)
    assert "A: zwei" in text(collection, "bank.md")


def test_line_ends_and_mark_of_the_learners_file_stay(collection, notes):
    source = deck(notes, THREE.replace("one", "eins"), "bank.md")
    bring(collection, source)
    path = collection.root / "bank.md"
    marked = b"\xef\xbb\xbf" + path.read_bytes().replace(b"A: 2", b"A: II")
    path.write_bytes(marked.replace(b"\n", b"\r\n"))
    deck(notes, THREE.replace("one", "eins").replace("A: 3", "A: drei"), "bank.md")
    bring(collection, source)
    found = path.read_bytes()
    assert found.startswith(b"\xef\xbb\xbfQ: eins?\r\n")
    assert found.count(b"\n") == found.count(b"\r\n")
    assert b"A: drei\r\n" in found
    assert b"A: II\r\n" in found


def test_a_dry_run_changes_nothing(collection, notes):
    before = sorted(collection.root.rglob("*"))
    done = bring(collection, deck(notes, name="x.md"), dry_run=True)
    assert fates(done) == {"x.md": Fate.NEW}
    assert sorted(collection.root.rglob("*")) == before
    assert imports(collection) == []


def imports(collection):
    with reading(collection.engine) as connection:
        return facts_that_count(connection, Imported)


def test_an_import_is_one_act_and_is_taken_back_and_given_back(collection, notes):
    deck(notes, "Q: x?\nA: ![a](a.png)\n", "a.md")
    (notes / "a.png").write_bytes(b"picture")
    bring(collection, notes)
    (fact,) = imports(collection)
    assert fact.files == ("notes/a.md", "notes/a.png")
    for minutes in (2, 4):
        undo(collection, at(minutes=minutes))
        assert imports(collection) == []
        assert not (collection.root / "notes").exists()
        redo(collection, at(minutes=minutes + 1))
        assert (collection.root / "notes" / "a.png").read_bytes() == b"picture"
        assert len(imports(collection)) == 1


def test_a_file_that_was_edited_since_stays_when_its_import_is_taken_back(collection, notes):
    deck(notes, "Q: x?\nA: 1\n", "a.md")
    deck(notes, "Q: y?\nA: 1\n", "b.md")
    bring(collection, notes)
    deck(collection.root, "Q: x?\nA: mine\n", "notes/a.md")
    done = undo(collection, at(minutes=2))
    assert (done.files.changed, done.files.edited) == (("notes/b.md",), ("notes/a.md",))
    assert text(collection, "notes/a.md") == "Q: x?\nA: mine\n"
    again = redo(collection, at(minutes=3))
    assert (again.files.changed, again.files.edited) == (("notes/b.md",), ("notes/a.md",))


def test_answers_given_since_stay_with_orphans(collection, notes):
    bring(collection, deck(notes, "Q: x?\nA: 1\n", "x.md"))
    card = next(id_ for id_, front in asked(collection).items() if front == "x?")
    answer(collection, at(minutes=2), card, Grade(3))
    undo(collection, at(minutes=3))
    undo(collection, at(minutes=4))
    read_decks(collection, at().now)
    assert not (collection.root / "x.md").exists()
    redo(collection, at(minutes=5))
    read_decks(collection, at().now)
    redo(collection, at(minutes=6))
    assert schedule(collection, card).reps == 1


def test_a_picture_that_two_decks_name_stands_once_and_others_are_told(collection, notes):
    deck(notes, "Q: a?\nA: ![](p/a.png) ![](gone.png) ![](https://x.org/y.png)\n", "a.md")
    deck(notes, "Q: b?\nA: ![](p/a.png) ![](../out.png) ![](/etc/passwd)\n", "b.md")
    (notes / "p").mkdir()
    (notes / "p" / "a.png").write_bytes(b"picture")
    (notes.parent / "out.png").write_bytes(b"outside")
    done = bring(collection, notes)
    assert done.media == ("notes/p/a.png",)
    left = done.left_media
    assert left.on_the_web == ["https://x.org/y.png"]
    assert "gone.png" in left.missing
    assert "../out.png" in left.outside
    assert not (collection.root / "out.png").exists()


def test_a_link_out_of_the_folder_brings_nothing_along(collection, notes):
    deck(notes, "Q: a?\nA: ![](a.png)\n", "a.md")
    secret = deck(notes.parent, "Q: secret?\nA: yes\n", "secret.md")
    (notes / "a.png").symlink_to(secret)
    (notes / "b.md").symlink_to(secret)
    (notes / "loop").symlink_to(notes)
    (notes / "self.md").symlink_to(notes / "self.md")
    done = bring(collection, notes)
    assert [*fates(done)] == ["notes/a.md"]
    assert done.left_media.outside == ["a.png"]
    assert {one.what: one.count for one in done.left_out} == {
        "link out of the folder": 2,
        "link to nothing": 1,
        "linked folder": 1,
    }


def test_answers_that_came_are_part_of_the_act(collection, notes, monkeypatch):
    card = ids(collection)[0]
    given = [
        ForeignReview(card, Rating.GOOD, at(days=-3).now, 2, 4_000),
        ForeignReview(card, Rating.AGAIN, at(days=-2).now, 3),
        ForeignReview("1711684180217", Rating.EASY, at(days=-2).now, 4),
    ]
    log = deck(notes, "card_id,review_rating\n", "x.md")
    coming(monkeypatch, given)
    done = bring(collection, log)
    assert (len(done.answers.new), done.answers.cards, done.answers.unknown_cards) == (3, 2, 1)
    assert [int(one.rating) for one in counted(collection) if one.card == card] == [3, 1]
    assert schedule(collection, card).reps == 2
    with reading_work(collection, at()) as work:
        assert planned_answers(work, given).new == ()
    undo(collection, at(minutes=2))
    assert counted(collection) == []
    assert schedule(collection, card).reps == 0
    redo(collection, at(minutes=3))
    assert len(counted(collection)) == 3
    undo(collection, at(minutes=4))
    assert counted(collection) == []


def counted(collection):
    """The reviews that are not undone."""
    with reading(collection.engine) as connection:
        return [review for review, is_undone in all_reviews(connection) if not is_undone]


def coming(monkeypatch, given):
    """Let Markdown say answers, too."""
    from dataclasses import replace

    from flashcards.formats.readers import READERS
    from flashcards.services.exchange.import_ import read as reading_files

    markdown = READERS["markdown"]

    def read(content, wishes):
        return replace(markdown.read(content, wishes), decks=(), reviews=tuple(given))

    monkeypatch.setattr(reading_files, "READERS", {"markdown": markdown._replace(read=read)})


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("../../x.md", "x.md"),
        ("/etc/x", "etc/x.md"),
        ("a\0b.md", "a-b.md"),
        ("C:\\x\\y.md", "C-x-y.md"),
        (".hidden.md", "hidden.md"),
        ("..", "deck.md"),
        ("x" * 400, "x" * 200 + ".md"),
        ("\u202egpj.md", "-gpj.md"),
        ("\udcff.md", "-.md"),
        ("cafe\u0301.md", "café.md"),
        ("a/b c/d.e.md", "a/b c/d.e.md"),
    ],
)
def test_a_deck_is_called_so_that_every_system_can_write_it(name, expected):
    from flashcards.services.exchange.import_.targets import safe_path

    assert safe_path(name) == expected
    assert safe_path(expected) == expected


def test_names_that_differ_by_case_or_form_alone_are_taken(collection, notes):
    deck(collection.root, THREE, "Über.md")
    with pytest.raises(AlreadyThere):
        bring(collection, deck(notes, "Q: x?\nA: 1\n", "über.md"))
    one = deck(notes, "Q: x?\nA: 1\n", "one/A.md")
    two = deck(notes, "Q: y?\nA: 1\n", "two/a.md")
    assert [*fates(bring(collection, one, two))] == ["A.md", "a-two.md"]


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1", "utf-8-sig"])
def test_a_copy_is_in_utf_8_whatever_its_source_is_in(collection, notes, encoding):
    text = (
        "# Häuser\n\n## Was ist ein Häuschen?\n\nEin ganz kleines Haus, sagen die Österreicher.\n"
    )
    (notes / "a.md").write_bytes(text.encode(encoding))
    bring(collection, notes / "a.md")
    assert (collection.root / "a.md").read_bytes().decode("utf-8-sig") == text
    assert "Was ist ein Häuschen?" in asked(collection).values()


def test_a_folder_around_the_collection_leaves_it_alone(collection, notes):
    deck(notes.parent, "Q: outside?\nA: yes\n", "outside.md")
    done = bring(collection, notes.parent)
    assert [path.rpartition("/")[2] for path in fates(done)] == ["outside.md"]
    assert len(done.unread) == 1


def test_what_cannot_be_imported_is_told(collection, notes):
    (notes / "picture.png").write_bytes(b"x")
    for source, failure in (
        (notes / "picture.png", UnknownFormat),
        (notes, NothingToImport),
        (notes / "nowhere.md", CannotRead),
        ("https://example.org/README.md", DownloadFirst),
        ("/dev/zero", NotAFile),
        (collection.root / "numbers.md", OverItself),
    ):
        with pytest.raises(failure):
            bring(collection, source)
    one, two = deck(notes, name="one.md"), deck(notes, name="two.md")
    with pytest.raises(OutsideCollection):
        bring(collection, one, into="../..")
    with pytest.raises(OneSourceOnly):
        bring(collection, one, two, deck="x")
    assert imports(collection) == []


def test_an_import_leaves_what_reading_its_files_again_gives(collection, notes):
    (notes / "sub").mkdir()
    (notes / "own.md").write_text("---\ntags: a\n---\nQ: What?\nA: that\n\nQ: Who?\n")
    (notes / "sub" / "own.md").write_text(
        "---\narea: x\n---\n## Why?\n\nSo.\n\nQ: What?\nA: that\n"
    )
    (notes / "bank.md").write_text("- What is one?\n\n  It is 1.\n\n- What is two?\n\n  It is 2.\n")
    (notes / "marked.md").write_bytes(b"\xef\xbb\xbfQ: How?\r\nA: so\r\n\r\nS: it\r\n")
    bring(collection, notes)

    def read():
        with reading(collection.engine) as connection:
            return list(known_cards(connection)), known_problems(connection)

    imported = read()
    with writing(collection.engine) as connection:
        distrust_files(connection)
    read_decks(collection, at(minutes=2).now)
    assert read() == imported
    assert len(imported[0]) >= 6
    assert imported[1]
