"""Answers that hold questions of their own, which are no cards: a report says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from running import ok

from flashcards.formats.foreign import AskingAnswers, Wishes
from flashcards.formats.markdown import read

ASKING = ["How do you notice it?", "_And why?_", "What is “it”?", "1 or 2?"]
TELLING = ["It is a tree.", "`x ? y : z`", "Ask: why? Then wait.", "It has 1 split"]
ITEMS = st.lists(st.sampled_from([*ASKING, *TELLING]), min_size=1, max_size=3)


def bank(answers):
    """A bank of bold questions, each with an answer of items, and the lines of the questions."""
    lines, places = ["# Trees", ""], []
    for number, items in enumerate(answers):
        places.append(len(lines) + 1)
        lines += [f"**What is tree {number}?**", "", *(f"- {item}" for item in items), ""]
    return "\n".join(lines) + "\n", places


@given(st.lists(ITEMS, min_size=3, max_size=6))
def test_an_answer_holds_a_question_where_one_of_its_items_asks(answers):
    text, places = bank(answers)
    found = read(text.encode(), Wishes("bank.md"))
    asking = [
        place
        for place, items in zip(places, answers, strict=True)
        if any(item in ASKING for item in items)
    ]
    assert found.asking == AskingAnswers(len(asking), tuple(asking))


@pytest.mark.parametrize("dry", [[], ["--dry-run"]])
def test_the_report_names_them_in_one_sentence(tmp_path, dry):
    (tmp_path / "bank.md").write_text("- One?\n  - Why?\n- Two?\n  - Yes.\n- Three?\n  - How?\n")
    ok("-C", tmp_path / "own", "init", "--empty")
    said = ok("-C", tmp_path / "own", "import", tmp_path / "bank.md", *dry).lines
    hold = "hold questions of their own (lines 1, 5): to be asked, they must stand like the others."
    assert [line for line in said if "own (" in line] == [f"2 answers {hold}"]


def test_one_answer_and_a_page_without_lines_are_said_as_what_they_are(tmp_path):
    (tmp_path / "one.md").write_text("- One?\n  - Why?\n- Two?\n  - Yes.\n- Three?\n  - No.\n")
    ok("-C", tmp_path / "own", "init", "--empty")
    said = ok("-C", tmp_path / "own", "import", tmp_path / "one.md", "--dry-run").out
    assert "1 answer holds questions of its own (line 1): " in said
    items = "".join(f"<li>{n}?<ul><li>Why?</li></ul></li>" for n in ("One", "Two", "Three"))
    (tmp_path / "page.html").write_text(f"<html><body><h2>Q</h2><ul>{items}</ul></body></html>")
    said = ok("-C", tmp_path / "own", "import", tmp_path / "page.html", "--dry-run").out
    assert "3 answers hold questions of their own: " in said
