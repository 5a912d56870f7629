"""`flash add`: a card written at the end of a deck."""

import pytest
from running import Terminal, failed, ok

pytestmark = pytest.mark.usefixtures("root")


def test_a_card_is_added_to_a_deck_and_can_be_asked(root):
    said = ok("add", "-d", "maths", "-t", "new", "Why?", "Because.").out
    (card,) = ok("list", "Why", "--json").json
    assert said == f"Added to maths.md as {card['id'][:8]}.\n"
    assert (card["back"], card["tags"]) == ("Because.", ["maths", "new"])
    assert (root / "maths.md").read_text().startswith("---\ntags: [maths]")


def test_without_a_deck_the_card_goes_to_the_inbox(root):
    assert ok("add", "Why?", "Because.").out.startswith("Added to inbox.md as ")
    assert "Q: Why?" in (root / "inbox.md").read_text()


def test_in_a_pipe_what_is_not_given_is_read_a_line_each():
    ok("add", stdin="Why?\nBecause.\n")
    ok("add", "How?", stdin="So.")
    assert [row["front"] for row in ok("list", "deck:inbox", "--json").json] == ["Why?", "How?"]


@pytest.mark.parametrize("stdin", ["", "\n", "Why?\n", "Why?\n  \n"])
def test_nothing_given_is_a_sentence(root, stdin):
    assert failed("add", stdin=stdin) == "Nothing was added: give a question and an answer."
    assert not (root / "inbox.md").exists()


@pytest.mark.parametrize("card", [("", "a"), ("q", ""), ("q", "a\n---\nA: b"), ("Q: q", "")])
def test_what_would_not_read_back_is_not_written(root, card):
    failed("add", *card)
    assert not (root / "inbox.md").exists()


@pytest.mark.parametrize("deck", ["../outside", "/tmp/outside", "maths/../../outside"])  # noqa: S108
def test_a_deck_outside_the_collection_is_refused(world, deck):
    assert "lies outside the collection" in failed("add", "q", "a", "-d", deck)
    assert not (world / "outside.md").exists()


def test_at_a_terminal_what_is_not_given_is_asked_for():
    with Terminal("add") as terminal:
        terminal.shows("Question: ")
        terminal.press("Why?\n")
        terminal.shows("Answer: ")
        terminal.press("Because.\n")
        terminal.shows("Added to inbox.md as ")
        assert terminal.code() == 0
    assert ok("list", "Why", "--json").json[0]["back"] == "Because."


def test_control_d_at_a_question_adds_nothing(root):
    with Terminal("add") as terminal:
        terminal.shows("Question: ")
        terminal.press("\x04")
        terminal.shows("\nflash: Interrupted;")
        assert terminal.code() == 1
    assert not (root / "inbox.md").exists()


def test_a_card_that_is_there_is_named_and_not_written_again(root):
    before = (root / "maths.md").read_text()
    for deck in ("maths", "other"):
        ran = ok("add", "-d", deck, "What is a stump?", "A tree of one split.")
        assert ran.lines == ["It is in maths.md:5 already, as c72bf07b: nothing was added."]
    assert (root / "maths.md").read_text() == before
    assert not (root / "other.md").exists()


def test_a_question_that_has_another_answer_is_said(root):
    added, said = ok("add", "-d", "maths", "what is a stump?", "What is left of a tree.").lines
    assert added.startswith("Added to maths.md as ")
    assert said.startswith("The same question stands in maths.md:5 with another answer: flash edit")
