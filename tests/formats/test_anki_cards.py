"""Notes of Anki as cards of a deck: what each type becomes, and what is said of it."""

from itertools import pairwise
from pathlib import Path

import pytest
from anki_files import DECK, ONE_WAY, OldCollection, as_newer, note_type, package
from formats.reading import SHARED, assert_counted, cards_of
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.card import Kind
from flashcards.core.decks.sides import sides
from flashcards.formats.foreign import Foreign, Wishes
from flashcards.formats.readers import READERS, format_of
from flashcards.storage.copies.foreign_database import opener

BOTH = (*ONE_WAY, ("{{Back}}", "{{FrontSide}}<hr id=answer>{{Front}}"))
CLOZE = (("{{cloze:Text}}", "{{cloze:Text}}<br>{{Extra}}"),)


def read(content, name="x.apkg", **wishes) -> Foreign:
    format_ = format_of(name, content[:100])
    wished = Wishes(name, open_tables=opener(Path(name)), **wishes)
    found = READERS[format_].read(content, wished)
    assert_counted(found)
    return found


def decks(made, **wishes):
    return read(package(made.bytes()), **wishes)


def text(made):
    (deck,) = decks(made).decks
    return deck.content.decode().split("---\n", 2)[2].strip()


def basic(*values, cards=1, templates=ONE_WAY, **card):
    made = OldCollection(note_type(templates=templates))
    made.add(*values, cards=cards, **card)
    return made


def cloze(value, extra="", cards=1):
    made = OldCollection(note_type(("Text", "Extra"), CLOZE, is_cloze=True))
    made.add(value, extra, cards=cards)
    return made


def test_a_note_is_a_question_with_its_tags_and_flags():
    made = basic("<b>dog</b>", "Hund", tags=" animals  a::b ", flags=1)
    assert text(made) == "Q: **dog**\nA: Hund\n\n<!-- tags: animals, a/b, flag-red -->"


def test_two_ways_of_one_note_are_siblings_where_a_line_can_say_them():
    assert text(basic("dog", "Hund", cards=2, templates=BOTH)) == "dog ::: Hund"
    longer = text(basic("dog<br>cat", "Hund", cards=2, templates=BOTH))
    assert longer == "Q: dog  \ncat\nA: Hund\n\nQ: Hund\nA: dog  \ncat"
    made = basic("a", "b", templates=BOTH)
    made.add("dog", "Hund", cards=2)
    assert text(made) == "Q: a\nA: b\n\n---\n\ndog ::: Hund"


def test_a_card_that_its_note_does_not_make_is_none():
    optional = (*ONE_WAY, ("{{#Add}}{{Back}}{{/Add}}", "{{Front}}"))
    made = OldCollection(note_type(("Front", "Back", "Add"), optional))
    made.add("dog", "Hund", "")
    made.add("cat", "Katze", "y", cards=2)
    made.add("cow", "Kuh", "", cards=2)
    found = decks(made)
    assert found.cards == 4
    assert [(one.what, one.count) for one in found.left_out] == [("cards that ask nothing", 1)]


@pytest.mark.parametrize("back", ["{{Front}}<hr id=answer>{{Back}}", "{{Front}}\n{{Back}}"])
def test_an_answer_does_not_repeat_its_question_however_the_template_does(back):
    assert text(basic("dog", "Hund", templates=(("{{Front}}", back),))) == "Q: dog\nA: Hund"


def test_what_is_to_be_typed_is_answered_as_all_else_and_said():
    typing = (("{{Front}}\n\n{{type:Back}}", "{{Front}}\n\n<hr id=answer>\n\n{{type:Back}}"),)
    made = basic("dog", "Hund", templates=typing)
    assert text(made) == "Q: dog\nA: Hund"
    assert decks(made).notes == (
        "Turned: answers to be typed that are answered as all others here (1).",
    )


def test_a_hint_to_be_opened_is_left_to_the_answer():
    hinted = (("{{Front}} {{hint:Back}}", "{{FrontSide}}<hr id=answer>{{hint:Back}}"),)
    assert text(basic("dog", "Hund", templates=hinted)) == "Q: dog\nA: Hund"


@pytest.mark.parametrize(
    ("value", "cards", "markdown"),
    [
        ("{{c1::Paris::city}} is in {{c2::France}}", 2, "C: [Paris :: city] is in [France]"),
        ("[x] {{c1::<b>a</b>}}", 1, "C: \\[x] [**a**]"),
        ("{{c1::\\(x\\)}} {{c2::b}}", 2, "C: [$x$] [b]"),
        ("{{c1::a}} or {{c1::b}}", 1, "C: [a] or [b]\n<!-- cloze: together -->"),
        ("{{c1::a {{c2::b}}}}", 2, "C: [a b]\n\nC: a [b]"),
        (
            "{{c1::a}} {{c1::b}} {{c2::c}}",
            2,
            "C: [a] [b] c\n<!-- cloze: together -->\n\nC: a b [c]",
        ),
        ("\\(a + {{c1::b}}\\)", 1, "Q: $a + [...]$\nA: $a + b$"),
        ("<pre>a {{c1::b}}</pre>", 1, "Q:\n```\na [...]\n```\nA:\n```\na b\n```"),
    ],
)
def test_a_cloze_is_a_cloze_with_its_siblings_or_a_question_where_brackets_cannot_say_it(
    value, cards, markdown
):
    assert text(cloze(value, cards=cards)) == markdown


def test_what_a_cloze_says_besides_stands_below_unless_it_gives_the_answer_away():
    assert text(cloze("{{c1::Paris}} shines", "by night")) == "C: [Paris] shines\n\nby night"
    told = text(cloze("{{c1::Paris}} shines", "so does paris"))
    assert told == "Q: [...] shines\nA: Paris shines  \nso does paris"


def test_each_card_is_known_by_the_ids_that_anki_gave_it():
    made = cloze("{{c1::Paris}} is in {{c2::France}} and {{c3::Europe}}", cards=2)
    (deck,) = decks(made).decks
    assert [len(one.names) for one in deck.named] == [1, 1, 0]
    asked = [sides(card).question for card in cards_of(deck)]
    assert asked[0] == "[…] is in France and Europe"
    assert int(deck.named[1].names[0]) == int(deck.named[0].names[0]) + 1


def test_a_note_that_stands_there_twice_is_one_card_with_both_ids():
    made = basic("dog", "Hund")
    made.add("dog", "Hund", tags="other")
    found = decks(made)
    assert (found.cards, len(found.decks[0].named[0].names)) == (1, 2)
    assert "Cards that stand there twice (1): one card here, with both histories." in found.notes


def test_what_is_hidden_in_a_picture_is_asked_in_words():
    said = note_type(
        ("Occlusion", "Image", "Header", "Extra"), (("{{cloze:Occlusion}}", "x"),), is_cloze=True
    )
    made = OldCollection(said | {"originalStockKind": 6})
    box = "{{c1::image-occlusion:rect:left=.12:top=.3:width=.1:height=.1}}"
    made.add(box, '<img src="cell.png">', "A cell", "its core")
    question, _, answer = text(made).partition("\nA:")
    assert "12 % from the left and 30 % from the top (part 1)?" in question
    assert answer.strip().split() == ["![](cell.png)", "A", "cell", "its", "core"]
    (said,) = decks(made).notes
    assert said == "Turned: hidden parts of pictures that became questions in words (1)."


def test_decks_are_files_in_folders_with_their_options_on_top():
    made = basic("dog", "Hund")
    made.presets = {
        "1": {
            "name": "Own",
            "new": {"delays": [1, 1440], "perDay": 5},
            "lapse": {"delays": []},
            "rev": {"perDay": 200, "maxIvl": 100},
            "desiredRetention": 0.85,
        }
    }
    made.decks["2"] = {"name": "A::../B:c::<d>", "conf": 1}
    made.add("cat", "Katze", deck=2)
    found = decks(made)
    assert [deck.name for deck in found.decks] == ["A/B c/d.md", "Deck.md"]
    assert found.decks[0].content.decode().split("\n\n")[0].split("\n") == [
        "---",
        "source: Anki",
        "retention: 0.85",
        "learning_steps: [1m, 1d]",
        "relearning_steps: []",
        "maximum_interval_days: 100",
        "new_per_day: 5",
        "---",
    ]
    assert [deck.name for deck in decks(made, deck="mine").decks] == [
        "mine/A/B c/d.md",
        "mine/Deck.md",
    ]


def test_a_template_that_cannot_be_read_and_a_collection_without_cards_are_said():
    found = decks(basic("dog", "Hund", templates=(("{{#Front}}", "x"),)))
    assert found.advice == "x.apkg holds no cards: there is nothing to import."
    assert found.notes == ("A template of the note type Basic cannot be read: mend it in Anki.",)

    def then(connection):
        as_newer(connection)
        connection.execute("UPDATE col SET ver = 99")

    newer = read(package(basic("dog", "Hund").bytes(then)))
    assert newer.cards == 1
    assert "comes from a newer Anki than flash knows" in newer.notes[0]


PIECES = [
    *("{{c1::", "{{c2::", "}}", "::", "a", " ", "[", "]", "<br>", "<pre>", "</pre>", "\\(", "\\)"),
    *("Q:", "A:", "\n", "#", "---", "```", "<!--", "-->", "$$", "|", "- ", "1. ", ":::", "<b>"),
]
FIELD_VALUES = st.lists(st.sampled_from(PIECES), max_size=9).map("".join)
TYPES = [note_type(templates=BOTH), note_type(("Text", "Extra"), CLOZE, is_cloze=True)]


@given(st.sampled_from(TYPES), st.lists(FIELD_VALUES, min_size=2, max_size=6))
def test_whatever_fields_hold_each_card_comes_once_with_its_ids(type_, values):
    made = OldCollection(type_)
    for front, back in pairwise(values):
        made.add(front, back, cards=2)
    found = decks(made)
    blank = sum(one.count for one in found.left_out)
    ids = [id_ for deck in found.decks for one in deck.named for id_ in one.names]
    assert len(ids) == len(set(ids)) == 2 * (len(values) - 1) - blank


def test_a_real_package_of_the_oldest_kind_is_read():
    found = read((SHARED / "oo-design.apkg").read_bytes(), "oo-design.apkg")
    (deck,) = found.decks
    assert (deck.name, deck.cards, deck.key) == ("OO Design.md", 6, "anki:1484864732136")
    assert {card.kind for card in cards_of(deck)} == {Kind.QUESTION}
    assert deck.key != DECK
