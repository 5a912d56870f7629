"""Each shape, on a small bank of its own: what is found, what is answered, and what comes out.

A bank `banks/x.md` becomes `decks/x-md.md`, and `decks/x-md-prompts.md` for what has no answer.
"""

from pathlib import Path

import pytest
from formats import shape_table
from formats.counts import COUNTS
from formats.reading import BANKS, SHARED, asked, assert_counted, bank, foreign

ANSWERED = {
    "questions-bold.md": 152,
    "questions-bullets.md": 113,
    "questions-details.md": 155,
    "questions-headings.md": 33,
    "questions-list-512k.md": 415,
    "questions-only.md": 0,
}
DECKS = Path(__file__).parent / "decks"


@pytest.mark.parametrize("name", sorted(path.name for path in BANKS.iterdir()))
def test_a_bank_asks_as_often_as_a_reader_counts(name):
    found = bank(name)
    shapes = found.shapes
    assert (sum(one.found for one in shapes), sum(one.answered for one in shapes)) == COUNTS[name]
    assert_counted(found)


@pytest.mark.parametrize("name", sorted(path.name for path in BANKS.iterdir()))
def test_a_bank_becomes_the_decks_that_stand_beside_it(name):
    made = {deck.name: deck.content.decode() for deck in bank(name).decks if not deck.as_is}
    stem = name.replace(".", "-")
    there = [DECKS / f"{stem}.md", DECKS / f"{stem}-prompts.md"]
    if name == "anki.txt":
        assert set(made) == {"Rivers.md", "Rivers/Europe.md"}
    else:
        assert sorted(made.values()) == sorted(one.read_text() for one in there if one.exists())


@pytest.mark.parametrize("name", ["own.md", "guide.md"])
def test_what_is_in_flashs_own_forms_is_taken_byte_for_byte(name):
    (deck,) = bank(name).decks
    assert deck.as_is
    assert deck.content == (BANKS / name).read_bytes()


def test_lines_without_an_answer_and_what_was_not_taken_are_said():
    found = bank("headings-many-levels.md")
    said = {shape.said: (shape.found, shape.empty) for shape in found.shapes}
    assert said == {"headings of level 3": (4, (42,)), "headings of level 4": (1, ())}
    assert [(one.what, one.lines) for one in found.left_out] == [
        ("contents (3 links)", (5,)),
        ("licence", (44,)),
    ]


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("tables-named.md", {"column Family": (3,), "column Asked at": (9,), "table": (14,)}),
        (
            "skills-numbers.md",
            {
                "ratings filled in": (5, 11),
                "column Target": (5,),
                "column Notes": (5,),
                "column Next step": (11,),
                "possible question": (16,),
            },
        ),
        ("guide-tasks.md", {"possible question": (8,)}),
        (
            "guide-tabs.txt",
            {"ratings filled in": (9,), "column Target": (9,), "column Notes": (9,)},
        ),
    ],
)
def test_what_of_a_page_is_not_taken_is_said_with_its_lines(name, left):
    said = {one.what: one.lines for one in bank(name).left_out if one.may_ask}
    assert said == left


def test_prose_gives_no_card_but_says_what_was_seen_and_what_would_help():
    found = bank("prose.md")
    assert found.decks == ()
    assert found.advice == (
        "prose.md has 2 headings, 3 list items, 3 rows of tables, 3 lines of text, but nothing"
        " asks: say which headings do, like --level 1 or 2."
    )


@pytest.mark.parametrize("name", ["guide.md", "guide.txt", "guide-cells.txt"])
def test_a_preparation_guide_gives_its_skills_and_its_questions_in_one_deck(name):
    found = asked(bank(name))
    assert list(found) == [
        "Read a tide table",
        "Explain a transit bearing",
        "Turn in a narrow basin",
        "How many hours a day should I study?",
        "Do I need my own boat?",
        "What if I do not know an answer?",
    ]
    assert found["Read a tide table"] == "in 3 minutes, without a slip"
    assert found["Do I need my own boat?"].startswith("No. A simulator is enough")


def test_an_encoding_that_is_not_utf8_is_said():
    found = bank("old-encoding.txt")
    assert found.encoding
    assert "Was ist ein Fön?" in asked(found)


@pytest.mark.parametrize(
    ("name", "encoding"), [("a.md", "utf-8-sig"), ("b.md", "utf-16"), ("c.md", "utf-32")]
)
def test_a_mark_at_the_beginning_says_the_encoding(name, encoding):
    text = "**What is ä?**\n\nA letter.\n"
    assert asked(foreign(name, text.encode(encoding))) == {"What is ä?": "A letter."}


def test_a_level_that_is_wished_for_asks_whatever_its_headings_say():
    text = "# Ships\n\n## Sloop\n\nOne mast.\n\n## Ketch\n\nTwo masts.\n"
    assert asked(foreign("a.md", text, level=2)) == {"Sloop": "One mast.", "Ketch": "Two masts."}


def test_a_mode_that_is_wished_for_stands_in_the_deck():
    (deck,) = foreign("a.md", "- tie a bowline\n- splice\n", cards="prompts").decks
    assert deck.content == b"---\nsource: a.md\ncards: prompts\n---\n- tie a bowline\n- splice\n"
    assert deck.cards == 2


def test_columns_that_are_wished_for_hold_what_they_are_said_to():
    rows = "1;two;three;four five\n"
    columns = (("front", "3"), ("back", "2"), ("tags", "4"))
    found = foreign("a.csv", rows, columns=columns)
    assert asked(found) == {"three": "two"}
    assert b"<!-- tags: four, five -->" in found.decks[0].content


def test_pictures_that_a_bank_names_are_said():
    text = "**What is this?**\n\n![a map](maps/a.png) ![far](https://example.org/b.png)\n"
    assert foreign("a.md", text).media == ("maps/a.png",)


def test_the_manual_tells_what_is_found_in_each_small_bank():
    said = shape_table.PAGE.read_text("utf-8")
    assert [row for row in shape_table.small_rows() if row not in said] == []


@pytest.mark.parametrize("name", shape_table.REAL)
def test_a_real_bank_is_found_within_one_in_a_hundred_without_a_false_card(name):
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{path} is missing")
    content, real = path.read_bytes(), shape_table.REAL[name]
    found = foreign(name, content)
    assert abs(found.cards - real.there) <= real.there / 100
    assert sum(shape.answered for shape in found.shapes) == ANSWERED[name]
    assert shape_table.false_cards(found, content.decode(), real) == 0
    assert_counted(found)


def test_a_number_of_a_section_is_cut_and_a_figure_stays():
    text = "# A\n\n## 1.1 What is salt?\n\nNaCl.\n\n## 2.5 bar or 3?\n\n3.\n"
    assert list(asked(foreign("a.md", text))) == ["What is salt?", "2.5 bar or 3?"]


def test_lists_of_tasks_ask_only_beside_a_list_that_does():
    plan = "# A\n\n## Plan\n\n### One\n\n- Write ten loaves\n- Draw a plan\n\n"
    asking = "## Questions\n\n### Theory\n\n- What is salt?\n- What is rye?\n"
    assert list(asked(foreign("a.md", plan + asking))) == ["What is salt?", "What is rye?"]
    more = "\n### Bench\n\n- Draw a curve\n"
    assert "Draw a curve" in asked(foreign("a.md", plan + asking + more))


def test_a_quote_asks_only_where_a_list_does():
    quote = '> "Tell me about a loaf that failed."\n'
    assert asked(foreign("a.md", f"# A\n\n{quote}")) == {}
    listed = f"# A\n\n{quote}\n- What is salt?\n- What is rye?\n"
    assert "Tell me about a loaf that failed." in asked(foreign("a.md", listed))


def test_a_checklist_is_none_of_questions_but_one_with_ratings_holds_skills():
    bank = "## Day-of checklist\n\n- Did you sleep?\n- Is it warm?\n"
    assert asked(foreign("a.md", bank)) == {}
    rated = "## Checklist\n\n| Skill | Rating |\n| --- | --- |\n| Knead | __/5 |\n| Bake | __/5 |\n"
    assert list(asked(foreign("a.md", f"# A\n\n{rated}"))) == ["Knead", "Bake"]
