"""`flash plan show`: all of an activity."""

import pytest
from plans import SMALL
from running import failed, flash, ok

ONCE = "You have no plan: begin one with `flash plan start 8 --interview DATE`."


@pytest.fixture
def small(root, world):
    """A plan that is followed: a week of `maths`, a week of `coding` with a mock."""
    del root
    text = SMALL.replace('["skills"]', '["coding"]').replace("priority = 1", 'ticked_by = "answer"')
    (world / "desk" / "small.toml").write_text(text)
    return ok("plan", "start", "small.toml", "--interview", "2026-01-19")


@pytest.mark.usefixtures("small")
def test_an_activity_says_what_why_how_often_what_ticks_it_and_how_to_do_it():
    assert ok("plan", "show", "aloud").lines == [
        "Activity   aloud",
        "What       Say it aloud.",
        "Why        The goal of week 1 (Theory): know it.",
        "How often  7 times, 20 min each.",
        "Done       0 of 7, 7 left, 1 of them today.",
        "Time       0 min of 2 h 20 planned are done; it took 0 min.",
        "Ticked by  flash: each question of maths that you answer within its time, once.",
        "Priority   2: if time is short, it is cut after priority 3.",
        "",
        "Do it now: flash review",
    ]


@pytest.mark.usefixtures("small")
def test_it_says_what_was_done_and_what_was_taken_back():
    ok("plan", "tick", "reading", 2, "--minutes", 45)
    ok("plan", "tick", "reading", "-1")
    said = ok("plan", "show", "read").lines
    assert "Done       1 of 2, 1 done today, 1 left." in said
    assert said[-5:] == [
        "Done last:",
        "  Mon 05 Jan  2 times · 45 min",
        "  Mon 05 Jan  1 taken back",
        "",
        "When it is done: flash plan tick reading",
    ]


@pytest.mark.usefixtures("small")
def test_what_flash_saw_and_the_deck_it_was_of_are_shown():
    ok("answer", "maths:5", 3, "--duration-ms", 60_000)
    document = ok("plan", "show", "aloud", "--json").json
    seen = {"on": "2026-01-05", "count": 1, "minutes": 1, "deck": "maths"}
    assert (document["done"], document["minutes_done"]) == (1, 1)
    assert document["entries"] == [seen]
    time = "Time       20 min of 2 h 20 planned are done; it took 1 min."
    assert time in ok("plan", "show", "aloud").lines
    assert (document["places"], document["command"]) == (["maths"], "flash review")
    assert ok("plan", "show", "aloud", "--format", "csv").lines[1] == "2026-01-05,1,1,maths"


def test_what_a_later_week_wants_counts_once_from_then_on(root, world, now):
    (root / "maths.md").write_text("---\nlimit: 2m\n---\nQ: 1 + 1?\nA: 2\n")
    text = SMALL.replace('["skills"]', '["maths"]')
    text = text.replace('kind = "coding-ml"', 'kind = "coding-ml"\nticked_by = "answer"')
    (world / "desk" / "own.toml").write_text(text)
    ok("plan", "start", "own.toml", "--interview", "2026-01-19")
    ok("answer", "maths:4", 3, "--duration-ms", 60_000)
    lines = ok("plan", "show", "ml").lines
    assert any(line.startswith("Done       0 of ") for line in lines)
    assert "once, from Mon 12 January on." in " ".join(map(str.strip, lines))
    assert lines[-1] == "Do it from Mon 12 January on: flash review"
    for on, done in ((13, 1), (14, 1)):
        now(day=on)
        ok("answer", "maths:4", 3, "--duration-ms", 60_000)
        assert ok("plan", "show", "ml", "--json").json["done"] == done


def test_the_way_to_do_it_now_asks_something_or_says_that_nothing_is_left(root, world):
    (root / "maths.md").write_text(
        "---\nlimit: 2m\nlearning_steps: []\n---\nQ: 1 + 1?\nA: 2\n\nQ: 2 + 2?\nA: 4\n"
    )
    text = SMALL.replace('["skills"]', '["maths"]').replace("priority = 1", 'ticked_by = "answer"')
    (world / "desk" / "own.toml").write_text(text)
    ok("config", "new_per_day", 1)
    ok("plan", "start", "own.toml", "--interview", "2026-01-19")
    ok("review", "--new", 1, stdin="\n3\n")
    assert ok("plan", "show", "aloud").lines[-1] == "Do it now: flash review --area maths --new 1"
    ok("review", "--area", "maths", "--new", 1, stdin="\n3\n")
    assert ok("plan", "show", "aloud").lines[-1] == "Today there is nothing more of it to do."


def test_what_the_next_exercise_or_the_day_does_not_tick_is_asked_for_by_name(root, world):
    for area, name in (("coding", "a"), ("design", "b")):
        text = f"---\narea: {area}\nlimit: 45m\nlearning_steps: []\n---\nQ: Build {name}.\nA: So.\n"
        (root / f"{name}.md").write_text(text)
    ticked = {
        '"coding-general"': '"coding-general"\nticked_by = "exercise"\nof = ["design"]',
        '"coding-ml"': '"coding-ml"\nticked_by = "exercise"',
        'kind = "reading"': 'kind = "assessment"\nticked_by = "rating"',
    }
    text = SMALL.replace('["skills"]', '["coding"]')
    for old, new in ticked.items():
        text = text.replace(old, new)
    (world / "desk" / "own.toml").write_text(text)
    ok("plan", "start", "own.toml", "--interview", "2026-01-10")
    assert ok("plan", "show", "general").lines[-1] == "Do it now: flash practise design"
    assert "Build b." in ok("practise", "design", stdin="\n\n\n\n3\n").out
    assert ok("plan", "show", "general", "--json").json["done"] == 1
    assert ok("plan", "show", "reading").lines[-1] == "Do it now: flash assess"
    ok("assess", stdin="4\n")
    assert ok("plan", "show", "reading").lines[-1] == "Do it now: flash assess --all"


@pytest.mark.usefixtures("small")
def test_a_mock_says_which_mock_counts():
    said = ok("plan", "show", "mock").out
    assert "each whole coding mock: every question answered, all feedback given" in said
    assert said.endswith("Do it now: flash mock coding\n")


@pytest.mark.usefixtures("small")
def test_no_line_is_wider_than_the_terminal(monkeypatch):
    for width in (40, 80, 120):
        monkeypatch.setattr("flashcards.cli.commands.plan.line_width", lambda width=width: width)
        assert max(map(len, ok("plan", "show", "mock").lines)) <= width


def test_an_activity_that_is_none_and_a_plan_that_is_none_are_a_sentence(root, request):
    del root
    assert failed("plan", "show", "aloud") == ONCE
    request.getfixturevalue("small")
    assert "did you mean 'aloud'?" in flash("plan", "show", "alout").err
