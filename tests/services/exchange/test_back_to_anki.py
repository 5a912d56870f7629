"""Notes of Anki's that go back to the Anki they came from are the same notes, not new ones."""

import random
from collections import Counter

import pytest
from collections_on_disk import opened, place_of
from sending import answered, fetched, known, moment, sent

pytest.importorskip("anki", reason="Anki is not installed: pip install -e '.[anki]'")

from anki_backend import desk, studied, taken

from flashcards.services.log.rebuild import rebuild
from flashcards.services.opening.open import open_collection


@pytest.fixture
def there(tmp_path):
    """An Anki whose notes are older than anything that is done to them here."""
    with desk(tmp_path / "there") as opened_desk:
        studied(opened_desk, days=6)
        opened_desk.col.fix_integrity()
        opened_desk.col.db.execute("update notes set mod = mod - 10")
        yield opened_desk


@pytest.fixture
def collection(there, tmp_path):
    (tmp_path / "mine").mkdir()
    package = there.package(tmp_path / "in.apkg")
    with opened(tmp_path / "mine") as opened_collection:
        fetched(opened_collection, package)
    with opened(tmp_path / "mine") as opened_collection:
        yield opened_collection


def notes(there):
    """Each note's name, type, fields and tags, in Anki."""
    rows = there.col.db.all("select guid, mid, flds, tags from notes order by id")
    return [(*row[:2], *row[2].split("\x1f"), row[3]) for row in rows]


def edit(collection, old, new):
    """Change a text in the deck that has it, and read it, by the clock that Anki has, too."""
    changed = [path for path in collection.root.rglob("*.md") if old in path.read_text()]
    assert len(changed) == 1
    changed[0].write_text(changed[0].read_text().replace(old, new))
    return open_collection(place_of(collection.root), moment().now)


def test_what_nobody_edited_stays_as_it_is(collection, there, tmp_path):
    before, cards = notes(there), there.col.db.all("select id, nid, ord, due from cards")
    sent(collection, tmp_path / "out.apkg")
    said = taken(there, tmp_path / "out.apkg")
    assert said["new"] == said["updated"] == 0
    assert notes(there) == before
    assert there.col.db.all("select id, nid, ord, due from cards") == cards


@pytest.mark.parametrize(
    "edited",
    [
        ("Q: front 3\n", "Q: *front* 3\n", ("<em>front</em> 3", "<b>back</b> 3")),
        ("dog 2 ::: Hund 2", "dog 2 ::: der Hund 2", ("dog 2", "der Hund 2")),
        ("cat 1 ::: Katze 1", "the cat 1 ::: Katze 1", ("the cat 1", "Katze 1", "y")),
        ("typed 4", "typed, 4", ("type 4", "typed, 4")),
        (
            "[Paris 2] is in [France",
            "[Paris 2] lies in [France",
            ("{{c1::Paris 2}} lies in {{c2::France::country}}", ""),
        ),
    ],
)
def test_a_text_that_was_edited_here_is_so_in_its_note_there(collection, there, tmp_path, edited):
    old, new, fields = edited
    before = notes(there)
    with edit(collection, old, new) as later:
        rebuild(later)
        sent(later, tmp_path / "out.apkg")
    said = taken(there, tmp_path / "out.apkg")
    assert (said["new"], said["updated"]) == (0, 1)
    changed = [one for one in notes(there) if one not in before]
    (now,) = ([one.replace("strong>", "b>") for one in note[2:-1]] for note in changed)
    assert tuple(now[: len(fields)]) == fields
    assert Counter(one[:2] for one in notes(there)) == Counter(one[:2] for one in before)


def test_an_edited_text_that_comes_back_is_no_new_card(collection, there, tmp_path):
    with edit(collection, "Q: front 3\n", "Q: *front* 3\n") as later:
        count = len(known(later))
        sent(later, tmp_path / "out.apkg")
        taken(there, tmp_path / "out.apkg")
        there.answer(random.Random(3), 6)
        done = fetched(later, there.package(tmp_path / "back.apkg"))
        assert done.history.answers
    with opened(collection.root) as later:
        assert len(known(later)) == count


def test_a_note_of_the_learners_own_type_is_never_doubled(there, tmp_path):
    """Its text stays there as it is; elsewhere it is one note that asks the same."""
    own = there.col.models.copy(there.col.models.by_name("Basic (and reversed card)"))
    own["tmpls"][1]["qfmt"] = "Spell {{Back}}!"
    own["name"] = "Spelling"
    there.col.models.update_dict(own)
    there.note("Spelling", "Words", "dog", "Hund")
    there.col.db.execute("update notes set mod = mod - 10")
    (tmp_path / "mine").mkdir()
    with opened(tmp_path / "mine") as collection, desk(tmp_path / "phone") as phone:
        fetched(collection, there.package(tmp_path / "in.apkg"))
        with edit(collection, "Spell Hund!", "Please spell Hund!") as later:
            sent(later, tmp_path / "out.apkg")
            before = notes(there)
            assert taken(there, tmp_path / "out.apkg")["new"] == 0
            assert notes(there) == before
            taken(phone, tmp_path / "out.apkg")
            assert phone.col.note_count() == there.col.note_count()
            assert phone.col.card_count() == there.col.card_count()
            phone.answer(random.Random(3))
            done = fetched(later, phone.package(tmp_path / "back.apkg"))
            assert not done.decks
            assert all(one.schedule.reps for one in known(later))


def test_in_another_anki_the_notes_are_what_they_were_and_their_answers_come_back(
    collection, there, tmp_path
):
    answered(collection, random.Random(3), 0.01, 9)
    sent(collection, tmp_path / "out.apkg")
    with desk(tmp_path / "phone") as phone:
        phone.col.set_config("fsrs", val=True)
        assert taken(phone, tmp_path / "out.apkg")["new"] == len(notes(there))
        assert {one[0] for one in notes(phone)} == {one[0] for one in notes(there)}
        count = len(known(collection))
        told = phone.answer(random.Random(3), 6)
        done = fetched(collection, phone.package(tmp_path / "back.apkg"))
    assert (done.history.answers, done.decks) == (told, ())
    assert len(known(collection)) == count
