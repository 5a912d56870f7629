"""`flash review` without a terminal: one word a line in, plain text out."""

import signal

import pytest
from collections_on_disk import deck
from running import begun, failed, flash, ok, process

pytestmark = pytest.mark.usefixtures("root")


def review(words, *arguments):
    """A session with these words; nothing went wrong."""
    return ok("review", *arguments, stdin=words).out


def histories():
    """Each card's answers, by the first line of its front."""
    rows = ok("export", "reviews").json
    fronts = {row["id"]: row["front"] for row in ok("list", "--json").json}
    return [(fronts[row["card"]], row["rating"], row["undone"]) for row in rows]


def test_the_same_story_is_told_by_review_due_and_show():
    ran = process("review", "--limit", "1", stdin=b" \n3\n")
    assert (ran.code, ran.err) == (0, "")
    assert "1 answer saved" in ran.out
    today = ok("due", "--json").json
    assert (today["new"], today["learning"]) == (4, 1)
    shown = ok("show", "maths:5", "--json").json
    (answer,) = shown["history"]
    assert (answer["rating"], answer["source"], shown["state"]) == (3, "review", "learning")
    assert today["next_due_at"] == shown["due_at"] == "2026-01-05T08:10:00Z"


def test_the_whole_text_of_a_session():
    assert review("\n3\n", "--limit", "1") == (
        "[maths · new · limit 1:30 · 1 left]\nWhat is a stump?\n\nA tree of one split.\n\n"
        "(1 again 1m · 2 hard 6m · 3 good 10m · 4 easy 7d)\n\n"
        "[maths · learning · limit 1:30 · 1 left]\nWhat is a stump?\n\n"
        "1 answer saved; 1 left.\n"
    )


@pytest.mark.parametrize("word", ["", " ", "space", "  space "])
def test_empty_and_space_reveal(word):
    assert "A tree of one split." in review(f"{word}\nq\n")
    assert histories() == []


def test_an_answer_is_revealed_once():
    assert review("\n\n\nspace\nq\n").count("A tree of one split.") == 1


@pytest.mark.parametrize("grade", [1, 2, 3, 4])
def test_a_number_grades_revealed_or_not(grade):
    review(f"\n{grade}\ns\n{grade}\nq\n")
    assert [rating for _, rating, _ in histories()] == [grade, grade]


def test_five_is_a_grade_only_for_a_self_assessment():
    ran = flash("review", "skills", "--limit", "1", stdin="\n5\n")
    assert (ran.code, ran.err) == (0, "")
    assert "(1 not yet … 5 could teach it · 1–4 in 3d · 5 in " in ran.out
    ran = flash("review", "maths", "--limit", "1", stdin="\n5\n3\n")
    assert ran.err == "flash: 5 is not a grade for this card: give 1 to 4.\n"
    assert [rating for _, rating, _ in histories()] == [4, 3]


def test_zero_is_no_grade():
    assert "0 is not a grade" in flash("review", stdin="0\nq\n").err
    assert histories() == []


def test_a_cloze_hides_its_deletion_until_it_is_revealed(root):
    deck(root, "C: The [mean] is the [first\nmoment].\n", "maths.md")
    said = review("\n4\nq\n", "maths")
    question, answer = said.split("\n\n")[:2]
    assert question.endswith("The […] is the first\nmoment.")
    assert answer == "The [mean] is the first\nmoment."


def test_a_cloze_that_asks_all_at_once_has_each_deletion_in_brackets(root):
    text = "C: The [mean] is the [first :: which?] moment.\n<!-- cloze: together -->\n"
    deck(root, text, "maths.md")
    question, answer = review("\n4\nq\n", "maths").split("\n\n")[:2]
    assert question.endswith("The […] is the [which?] moment.")
    assert answer == "The [mean] is the [first] moment."


def test_u_takes_back_answer_after_answer_without_limit():
    said = review("4\n4\n4\nu\nu\nu\nq\n")
    assert said.endswith("What is a stump?\n\n0 answers saved; 3 left.\n")
    assert [undone for *_, undone in histories()] == [True, True, True]


def test_u_works_after_the_last_card():
    said = review("4\nu\n1\n", "--limit", "1")
    assert said.count("What is a stump?") == 3
    assert [(rating, undone) for _, rating, undone in histories()] == [(4, True), (1, False)]


def test_u_reaches_into_earlier_sessions_then_says_that_there_is_nothing():
    review("4\nq\n")
    ran = flash("review", stdin="u\nu\nq\n")
    assert ran.err == (
        "flash: There is nothing to undo:"
        " you did nothing on this machine yet, or undid all of it.\n"
    )
    assert histories() == [("What is a stump?", 4, True)]


def test_u_after_a_skip_shows_the_card_again():
    said = review("s\nu\nq\n")
    assert [line for line in said.splitlines() if line.startswith("What")] == [
        *("What is a stump?", "What is 1 + 1?", "What is a stump?")
    ]


def test_s_skips_and_writes_nothing():
    said = review("s\ns\ns\n")
    assert said.endswith("0 answers saved.\n")
    assert ok("due", "--json").json["new"] == 5


def test_minus_buries_until_tomorrow(now):
    review("-\nq\n")
    (buried,) = [row["front"] for row in ok("list", "--json").json if row["buried"]]
    assert buried == "What is a stump?"
    assert "stump" not in review("q\n")
    now(day=6)
    assert "stump" in review("q\n")


def test_exclamation_mark_suspends_and_u_takes_it_back():
    review("!\nq\n")
    assert [row["front"] for row in ok("list", "is:suspended", "--json").json] == [
        "What is a stump?"
    ]
    review("u\nq\n")
    assert ok("list", "is:suspended", "--json").json == []


def test_q_quits_and_leaves_the_rest_of_the_input():
    review("4\nq\n4\n4\n")
    assert len(histories()) == 1


def test_the_end_of_input_ends_the_session_and_keeps_what_was_graded():
    assert review("4").endswith("1 answer saved; 2 left.\n")
    assert len(histories()) == 1


def test_no_input_at_all_answers_nothing():
    assert review("").endswith("0 answers saved; 3 left.\n")


def test_lines_may_end_as_on_windows():
    ran = process("review", stdin=b"\r\n3\r\nspace\r\n4\r\nq\r\n")
    assert (ran.code, ran.err) == (0, "")
    assert [rating for _, rating, _ in histories()] == [3, 4]


def test_a_byte_that_is_no_text_is_a_word_that_means_nothing():
    ran = process("review", stdin=b"\xff\n3\nq\n")
    assert (ran.code, ran.err.count("\n")) == (0, 1)
    assert len(histories()) == 1


@pytest.mark.parametrize("word", ["good", "33", "-1", "Q", "²", "?", "\x1b[2J"])
def test_an_unknown_word_is_named_and_changes_nothing(word):
    ran = flash("review", stdin=f"{word}\nq\n")
    assert ran.code == 0
    assert ran.err.endswith(" is not possible here: give a grade, u, s, -, ! or q.\n")
    assert "\x1b" not in ran.err
    assert histories() == []


def test_after_the_last_card_only_u_and_q_mean_something():
    ran = flash("review", "--limit", "1", stdin="4\n\n3\ns\n-\n!\nu\nq\n")
    assert ran.err == (
        "flash: There is no card to grade: take the last one back with u, or end with q.\n"
    )
    assert ran.out.count("What is a stump?") == 2
    assert [undone for *_, undone in histories()] == [True]


def test_a_learning_card_comes_again_when_nothing_else_is_left():
    said = review("1\n4\n4\n3\n4\nq\n")
    assert said.count("What is a stump?") == 3
    assert said.endswith("5 answers saved.\n")


def test_nothing_to_review_is_said():
    for row in ok("list", "--json").json:
        ok("suspend", row["id"])
    assert review("") == "Nothing to review now.\n"


def test_a_selection_of_which_nothing_is_due_may_be_practised():
    for row in ok("list", "area:coding", "--json").json:
        ok("answer", row["id"], 4)
    hint = "Nothing to review now. To practise cards that are not due: --cram.\n"
    assert review("", "--area", "coding") == hint
    assert "practice" in review("q\n", "--area", "coding", "--cram")


def test_a_session_may_be_of_a_deck_a_tag_an_area_or_so_many_cards():
    assert "[skills/regression · new · 1 left]" in review("q\n", "skills")
    assert "3 left" in review("q\n", "--tag", "maths")
    assert "1 left" in review("q\n", "--area", "coding")
    assert "2 left" in review("q\n", "--limit", "2")
    assert "1 left" in review("q\n", "--new", "1")
    assert review("q\n", "--minutes", "0") == "Nothing to review now.\n"


def test_a_deck_that_does_not_exist_is_named_with_a_near_miss():
    assert failed("review", "mathx") == "There is no deck 'mathx': did you mean 'maths'?"
    assert failed("review", "xyzzy").startswith("There is no deck 'xyzzy': see them with")


def test_control_c_is_one_sentence_and_everything_answered_is_saved():
    with begun("review") as session:
        session.stdin.write(b" \n3\n")
        session.stdin.flush()
        assert any(b"1 + 1" in line for line in session.stdout)
        session.send_signal(signal.SIGINT)
        _, err = session.communicate(timeout=20)
    assert session.returncode == 1
    assert err == b"flash: Interrupted; everything answered so far is saved.\n"
    assert len(histories()) == 1


@pytest.mark.usefixtures("root")
def test_practice_says_so_names_no_intervals_and_leaves_schedules_alone():
    before = ok("list", "--json").json
    said = ok("review", "--cram", "--area", "coding", stdin=" \n1\n5\n").out
    assert said.startswith("[skills/regression · new · practice · 1 left]")
    assert "(1 not yet … 5 could teach it · 1–5)" in said
    assert said.endswith("2 answers saved.\n")
    assert "(1 again · 2 hard · 3 good · 4 easy)" in ok("review", "--cram", stdin=" \nq\n").out
    assert ok("list", "--json").json == before


@pytest.mark.usefixtures("root")
def test_practice_has_no_days_ahead():
    ran = flash("review", "--cram", "--ahead", 2)
    assert (ran.code, "--cram asks everything already" in ran.err) == (2, True)
    assert flash("review", "--order", "backwards").code == 2


@pytest.mark.usefixtures("root")
def test_a_look_ahead_reviews_for_real(now):
    ok("answer", "maths:5", 4)
    ahead = ("review", "maths", "--new", 0, "--order", "random", "--ahead")
    assert ok(*ahead, 30).out == "Nothing to review now.\n"
    now(day=6)
    assert ok(*ahead, 1).out == "Nothing to review now.\n"
    assert ok(*ahead, 30, stdin="3\n").out.endswith("1 answer saved.\n")
    assert ok("show", "maths:5", "--json").json["reps"] == 2


def test_show_and_a_piped_session_print_the_source_without_settings(root):
    deck(
        root,
        "Q: *Why*? <!-- limit: 5m -->\nA: `x` <b>y</b>\n<!-- tags: t -->\n$z$ <!-- a note -->\n\n"
        "C: The [mean] is **it**. <!-- limit: 2m -->\n",
        "maths.md",
    )
    said = review("\n4\n\n4\nq\n", "maths")
    for text in ("*Why*?", "`x` <b>y</b>\n$z$ <!-- a note -->", "The […] is **it**."):
        assert f"\n{text}\n" in said
        assert f"\n{text}\n" in ok("show", "maths:1").out + ok("show", "maths:6").out
    assert "\nThe [mean] is **it**.\n" in said
    assert "\nThe [mean] is **it**.\n" in ok("show", "maths:6").out
    assert "limit:" not in said


def test_a_word_gives_back_what_was_undone():
    ran = flash("review", stdin="\n3\nu\nU\nU\nq\n")
    of_one_instant = sorted((rating, undone) for _, rating, undone in histories())
    assert of_one_instant == [(3, False), (3, True)]
    assert ran.err.startswith("flash: There is nothing to redo: ")
    assert "1 answer saved" in ran.out


@pytest.mark.parametrize(
    ("arguments", "left"),
    [
        (["maths.md"], 3),
        (["./MATHS"], 3),
        (["ski"], 1),
        (["regression"], 1),
        (["skills/regression.md", "mat"], 4),
        (["--tag", "MATHS"], 3),
        (["--area", "Coding"], 1),
        (["--tag", "deep", "--tag", "rare"], 2),
        (["--tag", "rare"], 1),
    ],
)
def test_decks_areas_and_tags_are_chosen_as_they_are_called(root, arguments, left):
    text = "Q: one?\nA: 1\n<!-- tags: deep/er -->\n\nQ: two?\nA: 2\n<!-- tags: Rare -->\n"
    deck(root, text, "tagged/cards.md")
    assert f"{left} left" in ok("review", *arguments, "--new", 9, stdin="q\n").out


@pytest.mark.parametrize(("word", "act"), [("- all", "is:buried"), ("! all", "is:suspended")])
def test_a_card_and_its_siblings_are_put_aside_and_u_gives_them_back(word, act):
    chosen = ("review", "kind:cloze", "--cram", "--order", "deck")
    assert ok(*chosen, stdin=f"{word}\n").lines[-1] == "0 answers saved."
    assert len(ok("list", "kind:cloze", act, "--json").json) == 2
    for line in ok("list", "kind:cloze", "--json").json:
        ok("resume", line["id"])
    assert "0 answers saved; 2 left." in ok(*chosen, stdin=f"{word}\nu\n").out
    assert ok("list", act, "--json").json == []


def test_what_is_left_in_learning_steps_is_told_from_what_was_not_asked_yet():
    said = review("\n1\n\n3\n", "--limit", "3")
    assert said.endswith("2 answers saved; 3 left, 2 in learning steps: again in some minutes.\n")


def test_a_session_of_no_cards_is_wrong_usage():
    ran = flash("review", "--limit", 0)
    assert (ran.code, ran.out) == (2, "")
    assert "'--limit': 0 is not in the range x>=1." in ran.err
