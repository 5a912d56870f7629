"""Answers that are typed at a terminal: the difference is shown, the grade stays one's own."""

import pytest
from collections_on_disk import deck
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from running import Terminal, flash, ok


@pytest.fixture(autouse=True)
def numbers(root):
    """A question and a cloze."""
    for file in root.rglob("*.md"):
        file.unlink()
    return deck(root, "Q: one?\nA: gradient\n\nC: two is [even].\n", "numbers.md")


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_what_differs_is_marked_and_the_learner_grades(monkeypatch, columns):
    monkeypatch.setenv("NO_COLOR", "1")
    with Terminal("review", "--type", columns=columns) as terminal:
        terminal.shows("one?", "Space type the answer")
        terminal.press(" ")
        terminal.shows("answer (Enter shows")
        terminal.press("gradeint4u\x7f\x7f\r")
        screen = terminal.shows("you: grad", "answer: grad", "1 again")
        rule = next(line for line in screen.split("\n") if line.strip(" ─") == "" and "─" in line)
        assert "[" in screen[screen.index(rule) :]
        terminal.press("4")
        terminal.shows("two is […].")
        terminal.press(" EVEN\r")
        terminal.shows("You typed it exactly.", "two is [even].")
        terminal.press("1q")
        terminal.rest()
        assert terminal.code() == 0
    assert [row["rating"] for row in ok("export", "reviews").json] == [4, 1]


def test_what_is_typed_is_changed_as_in_a_shell_and_the_line_of_keys_says_so():
    with Terminal("review", "--type") as terminal:
        terminal.shows("one?")
        terminal.press(" what is rent\x17")
        screen = terminal.shows("what is ▏", "Ctrl-W deletes a word")
        assert "q quit" not in screen
        assert "u undo" not in screen
        terminal.press("\x15radint\x1b[D\x1b[De\x1b[Hg")
        terminal.shows("g▏radient")
        terminal.press("\r")
        terminal.shows("You typed it exactly.", "q quit")
        terminal.press("q")
        terminal.rest()
        assert terminal.code() == 0


def test_escape_goes_back_to_the_question_and_nothing_is_shown():
    with Terminal("review", "--type") as terminal:
        terminal.shows("one?")
        terminal.press(" gra\x1b")
        assert "gradient" not in terminal.shows("one?", "Space type the answer")
        terminal.press("s")
        terminal.shows("two is […].", "skipped")
        terminal.press("q")
        terminal.rest()
        assert terminal.code() == 0


def test_a_deck_that_says_so_has_its_answers_typed_and_others_are_said(root):
    deck(root, "---\nanswer: typed\n---\nC: Three is [odd].\n\nS: I count.\n", "typed.md")
    with Terminal("review", "numbers", "typed", "--order", "deck") as terminal:
        assert "type the answer" not in terminal.shows("one?", "Space answer")
        terminal.press("ss")
        terminal.shows("Three is […].", "Space type the answer")
        terminal.press(" add\r")
        terminal.shows("you: ", "answer: ", "Three is ", "1 again")
        terminal.press("3q")
        terminal.rest()
        assert terminal.code() == 0
    with Terminal("assess") as terminal:
        assert "type the answer" not in terminal.shows("I count.", "Space done")
        terminal.press("q")
        terminal.rest()


def test_line_by_line_what_is_typed_is_echoed_and_compared():
    with Terminal("review", "--type", "--plain") as terminal:
        terminal.waits_for("s skip)")
        terminal.press(" gradint\r")
        said = terminal.waits_for("q quit)")
        assert "you: gradint" in said
        assert "answer: gradi[e]nt" in said
        terminal.press("q")
        terminal.rest()
        assert terminal.code() == 0


def test_a_deck_whose_answers_are_typed_from_now_on_keeps_its_schedules(root):
    deck(root, "Q: one?\nA: 1\n", "numbers.md")
    ok("answer", "numbers:1", 3)
    before = ok("show", "numbers:1", "--json").json
    for said in ("answer: typed", "answer: typed\nretention: 0.9", "answer: aloud"):
        deck(root, f"---\n{said}\n---\nQ: one?\nA: 1\n", "numbers.md")
        line = 4 + said.count("\n")
        after = ok("show", f"numbers:{line}", "--json").json
        assert after | {"line": 1, "file": before["file"]} == before
        ok("doctor")


def piped(words, *arguments):
    """What a session in a pipe says to these lines."""
    return ok("review", "--type", *arguments, stdin=words).out


def test_in_a_pipe_a_line_is_the_answer_and_the_learner_grades():
    said = piped("gradint\n3\nEVEN\n1\n", "--limit", "2")
    assert "one?\n\n(type the answer; `type 4` for a 4)\n\n" in said
    assert "you: gradint\nanswer: gradi[e]nt\n\ngradient\n\n(1 again" in said
    assert "You typed it exactly.\n\ntwo is [even].\n" in said
    assert [row["rating"] for row in ok("export", "reviews").json] == [3, 1]


@pytest.mark.parametrize("word", ["4", "u", "q", "!", "said 1", "space", "type", "- all"])
def test_in_a_pipe_an_answer_that_is_a_word_of_a_session_is_typed_after_type(word):
    said = piped(f"type {word}\nq\n")
    assert "you: " in said
    assert ok("export", "reviews").json == []


@given(word=st.text(st.characters(categories=("L", "P", "S")), min_size=2, max_size=12))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_in_a_pipe_whatever_is_typed_opens_the_answer_and_grades_nothing(word):
    assume(word.split() not in (["said"], ["space"], ["type"]))
    typed = piped(f"{word}\nq\n")
    assert typed == piped(f"type {word}\nq\n")
    assert "\n\ngradient\n\n(1 again" in typed
    assert ok("export", "reviews").json == []


def test_in_a_pipe_the_words_of_a_session_are_what_they_were(root):
    deck(root, "---\nanswer: typed\n---\nQ: three?\nA: 3\n", "typed.md")
    assert "you:" not in piped("\n3\n4\ns\n")
    assert [row["rating"] for row in ok("export", "reviews").json] == [3, 4]
    said = flash("review", "typed", stdin="4\nu\n\n3 4\nq\n")
    assert "'3 4' is not possible here" in said.err
    assert "you:" not in said.out


def test_in_a_pipe_a_deck_that_says_so_has_its_answers_typed_and_others_are_said(root):
    deck(root, "---\nanswer: typed\n---\nQ: three?\nA: 3\n", "typed.md")
    said = ok("review", "typed", stdin="drei\n4\n").out
    assert "you: [drei]\nanswer: [3]\n" in said
    ran = flash("review", "numbers", stdin="drei\n")
    assert "'drei' is not possible here" in ran.err
    assert "(type the answer" not in ran.out
