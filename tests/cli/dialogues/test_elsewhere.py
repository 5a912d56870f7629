"""A card dealt with elsewhere while a session goes on: noticed, said, and not graded twice."""

import json
import re

import pytest
from collections_on_disk import deck
from running import Terminal, flash, ok
from scripted import review

NUMBERS = "Q: one?\nA: 1\n\nQ: two?\nA: 2\n\nQ: three?\nA: 3\n"


@pytest.fixture(autouse=True)
def numbers(root):
    """Three cards in one deck, at lines 1, 4 and 7."""
    for file in root.rglob("*.md"):
        file.unlink()
    return deck(root, NUMBERS, "numbers.md")


def said(ran):
    """What was said, the days of the second week all the same."""
    return re.sub(r"due 1[0-9] January", "due in a week", ran.out)


def given():
    """Each answer in the log: its card's question and its grade."""
    fronts = {row["id"]: row["front"] for row in ok("list", "--orphans", "--json").json}
    fronts |= {row["id"]: row["front"] for row in ok("list", "--json").json}
    rows = ok("export", "reviews").json
    return [(fronts[row["card"]], row["rating"]) for row in rows if not row["undone"]]


@pytest.mark.parametrize("reveals", [[], ["\n"]])
def test_an_answer_given_elsewhere_stands_and_the_learners_is_not_written(reveals):
    def words():
        yield from reveals
        ok("answer", "numbers:1", 4)
        yield "1\n"
        yield "3\n"

    ran = review(words())
    assert (ran.code, ran.err) == (0, "")
    assert "Answered elsewhere (Easy, due in a week): one?\n\n[numbers" in said(ran)
    assert "1 answer saved; 2 left, 1 in learning steps" in ran.out
    assert given() == [("one?", 4), ("two?", 3)]


def test_it_is_noticed_when_the_answer_is_opened():
    def words():
        ok("answer", "numbers:1", 1)
        yield "\n"

    text = said(review(words()))
    assert "Answered elsewhere (Again, due in 1m): one?" in text
    assert text.partition("elsewhere")[2].count("two?") == 1
    assert "\n1\n" not in text


def test_a_card_that_was_still_waiting_is_not_asked():
    def words():
        ok("answer", "numbers:4", 4)
        yield "4\n"

    text = said(review(words()))
    assert text.index("(Easy, due in a week): two?") < text.index("three?")
    assert "]\ntwo?" not in text


def test_a_learning_card_answered_elsewhere_does_not_come_again():
    def words():
        yield "1\n"
        ok("answer", "numbers:1", 4)
        yield from ["4\n", "4\n", "4\n"]

    assert "(Easy, due 6 January): one?" in said(review(words()))
    assert given() == [("one?", 1), ("one?", 4), ("two?", 4), ("three?", 4)]


def test_undo_goes_back_past_what_was_passed_over():
    def words():
        yield "4\n"
        ok("answer", "numbers:4", 4)
        yield from ["3\n", "u\n", "2\n"]

    text = said(review(words()))
    assert text.count("Answered elsewhere (Easy, due in a week): two?") == 2
    assert given() == [("two?", 4), ("one?", 2)]


def test_what_was_taken_back_elsewhere_again_is_asked():
    def words():
        ok("answer", "numbers:1", 4)
        ok("undo")
        yield "2\n"

    assert "elsewhere" not in said(review(words()))
    assert given() == [("one?", 2)]


def test_what_is_given_back_elsewhere_is_not_asked():
    ok("answer", "numbers:1", 4)
    ok("undo")

    def words():
        ok("redo")
        yield "2\n"
        yield "3\n"

    assert "Answered elsewhere (Easy, due in a week): one?" in said(review(words()))
    assert given() == [("one?", 4), ("two?", 3)]


def test_what_the_session_took_back_and_another_terminal_gives_back_is_not_asked():
    ok("answer", "numbers:1", 4)

    def words():
        yield "u\n"  # also that of an earlier session
        ok("redo")
        yield "2\n"
        yield "3\n"

    ok("undo")
    ok("redo")
    flash("review", "--limit", 1, stdin="4\n")
    assert "Answered elsewhere (Easy, due in a week): two?" in said(review(words()))
    assert given() == [("one?", 4), ("two?", 4), ("three?", 3)]


def test_what_was_given_back_before_the_session_is_asked_when_it_is_due(now):
    ok("answer", "numbers:1", 4)
    ok("undo")
    ok("redo")
    now(day=29)
    ran = review(iter(["2\n", "q\n"]))
    assert "elsewhere" not in ran.out
    assert given() == [("one?", 4), ("one?", 2)]


def test_what_is_undone_and_given_back_while_the_session_goes_on_is_asked_all_the_same(now):
    ok("answer", "numbers:1", 4)
    now(day=29)

    def words():
        ok("undo")
        ok("redo")
        yield "2\n"
        yield "q\n"

    assert "elsewhere" not in review(words()).out
    assert given() == [("one?", 4), ("one?", 2)]


@pytest.mark.parametrize(("act", "deed"), [("suspend", "Suspended"), ("bury", "Buried")])
@pytest.mark.parametrize("word", ["3", "-", "!"])
def test_a_card_put_to_rest_elsewhere_is_passed_over(act, deed, word):
    def words():
        ok(act, "numbers:1")
        yield f"{word}\n"
        yield "4\n"

    assert f"{deed} elsewhere: one?" in said(review(words()))
    assert given() == [("two?", 4)]
    row = ok("list", "one", "--json").json[0]
    assert (row["suspended"], row["buried"]) == (act == "suspend", act == "bury")


@pytest.mark.parametrize("word", ["3", "", "-", "!"])
def test_a_card_whose_text_is_removed_elsewhere_is_passed_over(numbers, word):
    def words():
        numbers.write_text(NUMBERS.partition("\n\n")[2])
        flash("check")
        yield f"{word}\n"
        yield "4\n"

    ran = review(words())
    assert ran.err == ""
    assert "Skipped: a card whose text is gone now." in ran.out
    assert given() == [("two?", 4)]


def test_one_with_a_history_is_named_when_its_text_is_removed(numbers):
    ok("answer", "numbers:1", 1)

    def words():
        numbers.write_text(NUMBERS.partition("\n\n")[2])
        flash("check")
        yield from ["s\n", "s\n", "\n"]

    assert "Its text is gone now: one?" in said(review(words()))


def test_a_text_edited_elsewhere_is_the_same_card(numbers):
    ok("answer", "numbers:1", 1)

    def words():
        yield from ["s\n", "s\n"]
        numbers.write_text(NUMBERS.replace("A: 1\n", "A: uno\n"))
        flash("check")
        yield "\n"
        numbers.write_text(NUMBERS.replace("A: 1\n", "A: eins\n"))
        flash("check")
        yield "4\n"

    text = said(review(words()))
    assert "uno" in text
    assert "meanwhile" not in text
    shown = ok("show", "numbers:1", "--json").json
    assert [row["rating"] for row in shown["history"]] == [1, 4]


def test_a_grade_follows_what_a_card_never_answered_becomes_meanwhile(numbers):
    """Two edits, each read by another program, before the answer is opened and graded."""

    def words():
        for text in ("A: uno\n", "A: eins\n"):
            numbers.write_text(NUMBERS.replace("A: 1\n", text))
            flash("due")
        yield "\n"
        numbers.write_text(NUMBERS.replace("A: 1\n", "A:\n"))
        flash("due")
        numbers.write_text(NUMBERS.replace("A: 1\n", "A: un\n"))
        flash("due")
        yield "3\n"

    text = said(review(words()))
    assert "eins" in text
    assert "meanwhile" not in text
    shown = ok("show", "numbers:1", "--json").json
    assert [row["rating"] for row in shown["history"]] == [3]


def test_practice_is_not_concerned():
    def words():
        ok("answer", "numbers:1", 4)
        yield "4\n"

    assert review(words(), "--cram").out.endswith("1 answer saved; 2 left.\n")


def test_a_score_is_said_as_it_was_given(root):
    deck(root, "---\ncards: self-assessment\n---\n- Ridge\n", "numbers.md")

    def words():
        ok("answer", "numbers:4", 5)
        yield "1\n"

    assert "Answered elsewhere (5, due in a week): Ridge" in said(review(words(), "numbers"))


def test_a_leech_is_said_once(root):
    (root / "flash.toml").write_text("leech_lapses = 1\n")
    ok("answer", "numbers:1", 4, "--at", "2026-01-01T08:00:00Z")
    for line in (4, 7):
        ok("answer", f"numbers:{line}", 4)

    def words():
        yield "1\n"

    text = said(review(words(), "--ahead", "30"))
    assert text.count("A leech") in {0, 1}


def test_a_session_at_a_terminal_says_it_too():
    with Terminal("review") as terminal:
        terminal.shows("one?")
        terminal.press(" ")
        terminal.shows("1 again")
        ok("answer", "numbers:1", 4)
        terminal.press("1")
        terminal.shows("two?", "Answered elsewhere (Easy, due 1", "January): one?")
        terminal.press("?")
        for line in (4, 7):
            ok("answer", f"numbers:{line}", 4)
        terminal.shows("any key")
        terminal.press("x ")
        terminal.shows("2 cards skipped: they were answered or put aside elsewhere.")
        terminal.press("q")
        assert terminal.code() == 0
    assert json.dumps(given()) == '[["one?", 4], ["two?", 4], ["three?", 4]]'


def test_two_terminals_share_the_cards():
    with Terminal("review") as one, Terminal("review") as other:
        for terminal in (one, other):
            terminal.shows("one?")
        one.press(" 4")
        one.shows("two?")
        other.press(" ")
        other.shows("two?", "Answered elsewhere")
        other.press(" 4")
        other.shows("three?")
        one.press("s")
        one.shows("three?")
        for terminal in (one, other):
            terminal.press("q")
            assert terminal.code() == 0
    assert given() == [("one?", 4), ("two?", 4)]
