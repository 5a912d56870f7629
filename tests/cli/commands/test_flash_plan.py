"""`flash plan`, and what it makes of `flash` alone."""

import csv
import io

import pytest
from plans import SMALL
from running import Terminal, failed, flash, ok, process

from flashcards.views.preparation.plan import minutes_said

TEXT = SMALL.replace('["skills"]', '["coding"]')
AREAS = ("theory", "coding", "design", "behavioural")


@pytest.fixture
def small(root, world):
    """The small plan's file on the desk; two decks of its areas."""
    del root
    (world / "desk" / "small.toml").write_text(TEXT)
    return "small.toml"


@pytest.fixture
def four(root):
    """A collection of the four areas of an interview, a card each."""
    for area in AREAS:
        (root / area).mkdir()
        (root / area / "deck.md").write_text(f"Q: {area}?\nA: yes\n")
    return root


def begun(small, *words):
    return ok("plan", "start", small, "--interview", "2026-01-19", *words)


def test_without_a_plan_it_says_how_to_begin_one(root):
    del root
    said = "You have no plan. Begin one: flash plan start 8 --interview 2027-01-15\n"
    assert ok("plan").out == said
    assert ok("plan", "--json").json is None
    assert len(ok("plan", "--format", "csv").lines) == 1


def test_a_plan_is_started_looked_at_ticked_moved_and_stopped(small):
    assert begun(small).lines == [
        "Small · interview on Mon 19 January 2026, in 14 days",
        "Week 1: Theory · 05 Jan to 11 Jan",
        "Week 2: Coding · 12 Jan to 18 Jan",
        "Week 2 asks for 5 h 15, and the days have 5 h: 15 min is cut (flash plan shows",
        "it).",
        "1 h a day; the day before the interview is for rest.",
        "No time for (the days left are 30 min too short): ml 1",
        "Next: flash",
    ]
    assert ok("plan", "tick", "aloud", 2).out == "aloud: 2 of 7 done.\n"
    assert ok("plan", "tick", "aloud", "-1").out == "aloud: 1 of 7 done.\n"
    assert ok("plan").lines == [
        "Small · interview on Mon 19 January 2026, in 14 days",
        "",
        "▸ Week 1: Theory · 05 Jan to 11 Jan",
        "  Goal: know it",
        "      1/7  Say it aloud · aloud",
        "      0/2  Read on · reading",
        "  Read: a book",
        "",
        "Week 2: Coding · 12 Jan to 18 Jan",
        "  Goal: write it",
        "      0/3  Sort something · general",
        "      0/6  Fit something · no time for 1 · ml",
        "      0/1  Rehearse · mock",
        "",
        "1 h a day; the day before the interview is for rest.",
        "No time for (the days left are 30 min too short): ml 1",
    ]
    assert ok("plan", "move", "+28").lines[1] == "Weeks 1–2: Theory · 05 Jan to 18 Jan"
    assert (
        ok("plan", "stop").out
        == "You no longer follow the plan “Small”; `flash undo` takes it back.\n"
    )


def test_a_plan_on_far_too_few_days_says_what_fits_better(small, now):
    begun(small)
    ok("plan", "move", "2026-01-07")
    said = " ".join(ok("plan", "move", "2026-01-08").lines)
    assert "The days left have 1 h 40, but the plan needs 8 h 35." in said
    assert "A later day or a shorter plan fits better: flash plan move DATE" in said
    assert "later weeks" not in said
    fits = ok("plan", "move", "2026-03-30").out
    assert "asks for" not in fits
    now(day=6)
    assert "asks for" not in ok("plan").out


def test_every_act_is_undone_and_said(small):
    before = ok().out
    begun(small)
    ok("plan", "tick", "aloud", 2)
    ok("plan", "move", "2026-02-02")
    ok("plan", "stop")
    assert [ok("undo").out for _ in range(4)] == [
        "Undone: the end of the plan: it is followed again\n",
        "Undone: the plan's move to 2 February 2026\n",
        "Undone: 2 of aloud\n",
        "Undone: the start of the plan “Small”\n",
    ]
    assert ok().out == before
    assert ok("deadline", "--json").json == []


def test_the_plans_that_come_with_flash_can_be_copied_and_followed(four, world):
    del four
    for name in ("4", "8", "12"):
        text = ok("plan", "file", name).out
        (world / "desk" / "mine.toml").write_text(text)
        said = begun(name)
        assert max(map(len, said.lines)) <= 80
        shown = ok("plan")
        assert max(map(len, shown.lines)) <= 80
        ok("plan", "stop")
        assert begun("mine.toml") == said
        assert ok("plan") == shown
        ok("plan", "stop")


def test_json_is_one_document_and_csv_has_a_row_an_activity(small, now):
    begun(small, "--hours", 2.5)
    now(day=13)
    ok("plan", "tick", "ml")
    document = ok("plan", "--json").json
    rows = document.pop("activities")
    assert document == {
        "name": "Small",
        "started_on": "2026-01-05",
        "interview_on": "2026-01-19",
        "days_left": 6,
        "minutes_a_day": 150,
        "week": 2,
        "weeks": 2,
        "focus": ["coding"],
        "goal": "write it",
        "rests": False,
    }
    assert rows[3] == {
        "weeks": "week 2",
        "activity": "ml",
        "text": "Fit something",
        "kind": "coding-ml",
        "minutes": 30,
        "priority": 2,
        "total": 6,
        "done": 1,
        "left": 5,
        "cut": 0,
        "today": 0,
    }
    written = list(csv.DictReader(io.StringIO(ok("plan", "--format", "csv").out)))
    assert [row["activity"] for row in written] == ["aloud", "reading", "general", "ml", "mock"]
    assert written[3] == {key: str(value) for key, value in rows[3].items()}


def test_today_shows_the_plan_on_one_screen(small, now):
    begun(small)
    ok("plan", "tick", "aloud", 2, "--minutes", 31)
    assert ok().lines == [
        "Monday, 05 January 2026 · 14 days to the interview",
        "1 new card: about 2 minutes.",
        "  due    new  learning  deck",
        "    0      1         0  maths",
        "1 skill to rate, about 3 minutes: flash assess",
        "Week 1 of 2: Theory (maths)",
        "  Goal: know it",
        "    later  Say it aloud · 20 min each · 5 left · aloud",
        "    later  Read on · 30 min each · 2 left · reading",
        "  (last: the name, for flash plan show NAME, flash plan tick NAME)",
        "Next mock: coding, from 12 January",
        "Today: 31 min of 1 h used.",
        "Weakest: coding 0%, maths 0% recalled now",
        "No time for (the days left are 30 min too short): ml 1",
        "Next: flash review",
    ]
    now(day=13)
    ok("plan", "tick", "general")
    ok("plan", "tick", "ml", "--minutes", 10)
    said = ok().lines
    assert "Today: 40 min of 1 h used." in said
    assert "Coding: 75% general, 25% machine learning (the goal: 30%, 70%)." in said
    assert "Next mock: coding, this week" in ok().lines


def test_the_weeks_are_those_of_the_calendar_however_many_the_plan_has(four, now):
    ok("plan", "start", "8", "--interview", "2026-02-16")
    said = ok("plan").lines
    assert [line for line in said if "Jan" in line or "Feb" in line][1:] == [
        "▸ Weeks 1–2: Foundations · 05 Jan to 15 Jan",
        "Weeks 2–3: Coding fluency · 16 Jan to 25 Jan",
        "Weeks 4–5: System design · 26 Jan to 05 Feb",
        "Weeks 5–6: Behavioural · 06 Feb to 10 Feb",
        "Week 6: Integration · 11 Feb to 15 Feb",
    ]
    assert "Made shorter to fit the days: 6 weeks, not 8." in said
    assert "Week 1 of 6: Foundations (theory)" in ok().lines
    assert "goal of weeks 4–5 (System design)" in ok("plan", "show", "designs").out
    now(day=16)
    assert "Week 2 of 6: Coding fluency (coding)" in ok().lines
    assert (ok("plan", "--json").json["week"], ok("plan", "--json").json["weeks"]) == (3, 8)
    ok("plan", "move", "2026-04-27")
    assert "Week 2 of 16: Foundations (theory)" in ok().lines


def test_weeks_that_two_phases_share_are_told_apart_by_their_title(four):
    said = " ".join(ok("plan", "start", "4", "--interview", "2026-01-19").lines)
    assert "Week 1 (Theory and fundamentals) asks for 19 h 30" in said
    shown = " ".join(ok("plan", "show", "stories").out.split())
    assert "1 of them moved to week 2 (Mocks and weak areas)." in shown


def test_a_coding_week_begins_with_its_aim(small, now):
    begun(small)
    now(day=12)
    assert "Coding: 30% general, 70% machine learning." in ok().lines


def test_the_one_next_step_is_a_command(small, now):
    begun(small)
    for row in ok("list", "--json").json:
        ok("answer", row["id"], 5 if row["kind"] == "self-assessment" else 4)
    assert ok().lines[-1] == "Next: flash plan show aloud, then flash plan tick aloud"
    ok("plan", "tick", "aloud", "--minutes", 60)
    assert ok().lines[-1] == "Done for today: what is left needs more minutes than today has."
    now(day=12)
    ok("plan", "tick", "aloud", 6)
    now(day=13)
    assert ok().lines[-1] == "Next: flash mock coding"


def test_the_day_before_the_interview_is_for_rest_and_then_it_is_over(small, now):
    begun(small)
    now(day=18)
    said = ok()
    assert said.lines[0] == "Sunday, 18 January 2026 · 1 day to the interview"
    assert said.lines[-2] == "Today is for rest before the interview: nothing is planned."
    assert "new card" not in said.out
    now(day=19)
    assert ok().lines[0].endswith(" · the interview is today")
    assert ok().lines[-1] == "Nothing more to learn today. All the best."
    assert ok("plan").lines[0].endswith("today")
    now(day=20)
    assert ok().lines[0].endswith(" · the interview is over")
    assert ok().lines[-2:] == [
        "The plan's day is over: it asks nothing more.",
        "Next: flash plan stop",
    ]
    assert " used." not in ok().out
    assert ok("plan").lines[0].endswith("over")
    assert "Cut" not in ok("plan").out


def test_a_free_weekday_rests_too(small, world):
    path = world / "desk" / small
    path.write_text(f'rest_on = ["monday"]\n{TEXT}')
    begun(small)
    assert ok().lines[-2] == "Today is for rest: nothing is planned."


def test_interviews_on_the_way_are_shown_with_their_rest_day(small, now):
    ok("interview", "add", "Initech", "screen", "2026-01-14", "--rank", "warm-up")
    ok("interview", "add", "Acme", "onsite", "2026-01-19", "--rank", "favourite")
    assert ok("plan", "start", small).lines[0].startswith("Small · interview on Mon 19 January")
    assert "Before it: Initech (warm-up), Wed 14 January; rest the day before." in ok("plan").lines
    ok("plan", "move", "2026-01-25")
    assert ok("plan").lines[-2:] == [
        "The interview you prepare for is on 2026-01-19:",
        "`flash plan move 2026-01-19` moves the plan to it.",
    ]
    moves = "The interview is on 19 Jan, not the plan's day: flash plan move 2026-01-19"
    assert moves in ok().lines
    assert "Interview: Initech (screen) on Wed 14 January, in 9 days" in ok().lines
    now(day=13)
    assert ok().lines[-2:] == [
        "Today is for rest before the interview: nothing is planned.",
        "No card is asked, unless you want `flash review`.",
    ]
    now(day=14)
    assert "Interview: Initech (screen) today" in ok().lines
    assert ok().lines[-2] == "An interview is today: nothing else is planned."
    now(day=15)
    asked = "How did the interview at Initech go: passed, failed or waiting?"
    assert f"{asked} flash interview outcome Initech passed" in ok().out.replace("\n", " ")


def test_a_plan_begun_anew_on_the_day_it_was_stopped_keeps_its_ticks(small, now):
    begun(small)
    ok("plan", "tick", "aloud", 3)
    now(day=6)
    ok("plan", "stop")
    begun(small, "--hours", 2)
    assert ok("plan", "tick", "aloud").out == "aloud: 4 of 7 done.\n"
    ok("plan", "stop")
    now(day=7)
    begun(small)
    assert ok("plan", "tick", "aloud").out == "aloud: 1 of 7 done.\n"


def test_a_plan_begun_anew_keeps_what_was_ticked_by_itself(small, root, world, now):
    (world / "desk" / "small.toml").write_text(WATCHED)
    (root / "maths.md").write_text(ASKED)
    begun(small)
    ok("review", "maths", "--new", 2, stdin="\n4\n\n4\n")
    now(day=6)
    ok("plan", "stop")
    begun(small, "--hours", 2)
    (row,) = (row for row in ok("plan", "--json").json["activities"] if row["activity"] == "aloud")
    assert row["done"] == 2


def test_the_day_of_a_moved_interview_is_not_over(small, now):
    ok("interview", "add", "Acme", "onsite", "2026-01-19", "--rank", "favourite")
    ok("plan", "start", small)
    ok("interview", "move", "acme", "2026-01-26")
    now(day=20)
    assert ok().lines[0].endswith(" · the plan's day is over")
    assert ok().lines[-1] == "Or else: flash plan stop"
    now(day=26)
    assert ok().lines[0].endswith(" · the interview is today")
    assert "Interview: Acme (onsite) today" in ok().lines
    assert ok().lines[-1] == "Nothing more to learn today. All the best."


def test_a_short_way_says_what_has_no_day_left(small):
    said = ok("plan", "start", small, "--interview", "tomorrow").lines
    assert said[1:3] == ["Week 1: Theory · 05 Jan", "Coding · no day left for it"]
    assert "Made shorter to fit the days: 1 week, not 2." in said
    assert said[-2].startswith("No time for ")
    assert said[-1] == "Next: flash"


def test_much_to_do_stays_on_one_screen(small, world, now):
    rest = f'text = "{"long " * 30}"\nin_all = 1\nminutes = 1\n'
    more = "".join(f'[[phases.activities]]\nid = "more-{n}"\n{rest}' for n in range(12))
    (world / "desk" / small).write_text(TEXT + more)
    begun(small)
    now(day=12)
    said = ok().lines
    assert len(said) <= 24
    assert max(map(len, said)) <= 80
    assert sum(" min each · " in line for line in said) == 4
    assert any(line.endswith("more: flash plan") for line in said)


def test_a_week_that_is_done_says_so(small):
    begun(small)
    ok("plan", "tick", "aloud", 7, "--minutes", 0)
    ok("plan", "tick", "reading", 2, "--minutes", 0)
    assert "  All is done." in ok().lines


def test_what_is_moved_to_later_weeks_is_shown_there(small, now):
    ok("plan", "start", small, "--interview", "2026-02-16")
    now(day=27)
    assert "  Moved here: aloud 7, reading 2" in ok("plan").lines


def test_what_is_left_stays_the_same_where_some_of_it_moves(small, root, now):
    begun(small)
    assert not any("moved" in line for line in ok().lines)
    now(day=10)
    said = " ".join(map(str.strip, ok().lines))
    shown = " ".join(map(str.strip, ok("plan", "show", "aloud").lines))
    (row,) = (row for row in ok("plan", "--json").json["activities"] if row["activity"] == "aloud")
    assert row["left"] + row["cut"] == 7
    assert f"{row['left']} left · 2 of them moved to week 2 · aloud" in said
    assert f"{row['left']} left, 2 of them today, 2 of them moved to week 2." in shown
    assert root.is_dir()


def test_no_cards_is_said_with_a_plan_too(small, root):
    begun(small)
    for path in root.rglob("*.md"):
        path.unlink()
    assert ok().lines[-1].startswith("There are no cards yet.")


def test_cards_that_are_gone_leave_nothing_weak(small, root):
    begun(small)
    for path in root.rglob("*.md"):
        path.write_text("---\ncards: prompts\n---\n## Why?\n\n- so\n")
    (root / "other.md").write_text("Q: left?\nA: one\n")
    said = ok().out
    assert "1 new card" in said
    assert "Weakest" not in said


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("start", "8", "--interview", "2026-03-02"), "8, weeks 1–2: no deck is of the area"),
        (("start", "9", "--interview", "2026-03-02"), "There is no plan '9': give one of 4, 8,"),
        (("start", "small.toml"), "A plan needs the day of the interview"),
        (("start", "small.toml", "--interview", "2026-01-05"), "give a date from 2026-01-06"),
        (
            ("start", "small.toml", "--interview", "2025-01-05"),
            "2025-01-05 is too early or too late",
        ),
        (("start", "small.toml", "--interview", "soon"), "'soon' is no day"),
        (("tick", "aloud"), "You have no plan: begin one with `flash plan start 8"),
        (("move", "2026-03-02"), "You have no plan"),
        (("stop",), "You have no plan"),
        (("file", "9"), "There is no plan '9'"),
    ],
)
@pytest.mark.usefixtures("small")
def test_what_cannot_be_is_a_sentence(words, sentence):
    assert sentence in failed("plan", *words)


def test_what_the_plan_does_not_have_is_a_sentence(small):
    begun(small)
    assert failed("plan", "start", small, "--interview", "2026-03-02").startswith(
        "You follow the plan “Small”"
    )
    assert failed("plan", "tick", "alout").endswith("did you mean 'aloud'?")
    assert failed("plan", "tick", "aloud", "-1").startswith("'aloud' is ticked 0 times")
    assert failed("plan", "tick", "aloud", "0").startswith("'aloud' is ticked 0 times")


@pytest.mark.parametrize(
    "words",
    [
        *[("start",), ("start", "8", "--hours", "0"), ("start", "8", "--hours", "30"), ("dance",)],
        *[("start", "8", "--hours", "nan"), ("tick",), ("tick", "a", "x"), ("move",)],
        *[("tick", "a", "1", "--minutes", "-1"), ("tick", "a", "1000"), ("stop", "now")],
    ],
)
@pytest.mark.usefixtures("root")
def test_wrong_usage_is_exit_code_2(words):
    assert flash("plan", *words).code == 2


@pytest.mark.parametrize("verb", ["start", "tick", "move", "stop", "file"])
def test_every_verb_has_an_example_in_80_columns(verb):
    lines = ok("plan", verb, "--help").lines
    assert "  Example:" in lines
    assert max(map(len, lines)) <= 80


def test_a_pipe_and_a_terminal_show_the_same(small):
    begun(small)
    piped = process()
    assert (piped.code, piped.err) == (0, "")
    assert "\x1b" not in piped.out
    assert piped.out == ok().out
    with Terminal() as terminal:
        assert "Next: flash review" in terminal.rest()


@pytest.mark.parametrize(
    ("minutes", "said"), [(0, "0 min"), (45, "45 min"), (60, "1 h"), (125, "2 h 05")]
)
def test_minutes_are_said_in_hours(minutes, said):
    assert minutes_said(minutes) == said


def test_an_open_mock_is_what_comes_next(four, small):
    del four
    begun(small)
    flash("mock", "theory", stdin="")
    assert ok().lines[-1] == "Next: flash mock resume (the theory mock is open)"
    ok("mock", "end")
    assert "resume" not in ok().out


def test_more_to_remind_of_than_two_things_are_counted(four, small):
    del four
    begun(small)
    for company in ("Acme", "Beta", "Core"):
        ok("interview", "add", company, "onsite", "2026-01-02", "--held")
    lines = ok().lines
    assert len([line for line in lines if "outcome" in line]) == 2
    assert "and 1 more: flash interview" in lines
    assert len(lines) <= 24


def test_following_what_comes_next_ends_with_the_day(small):
    begun(small)
    flash("review", stdin="\n3\n" * 20)
    assert ok().lines[-1] == "Next: flash assess"
    flash("assess", stdin="4\n")
    while (last := ok().lines[-1]).startswith("Next: flash plan show "):
        for step in last.removeprefix("Next: ").split(", then "):
            ok(*step.removeprefix("flash ").split())
    assert last == "Done for today: what is left needs more minutes than today has."


WATCHED = TEXT.replace(
    'kind = "theory"\na_day = 1', 'kind = "theory"\nticked_by = "answer"\na_day = 1'
)
ASKED = "---\nlimit: 2m\n---\n" + "".join(f"Q: {n}?\nA: yes\n" for n in range(9))


def test_an_answer_in_time_ticks_its_activity_and_undo_takes_it_back(small, root, world):
    (world / "desk" / "small.toml").write_text(WATCHED)
    (root / "maths.md").write_text(ASKED)
    begun(small)
    review = ok("review", "maths", "--new", 3, stdin="\n4\n\n4\n\n1\nq\n")
    assert review.lines[-1] == "Ticked in your plan: aloud 2 of 7."
    ok("undo")
    ok("undo")
    (row,) = (row for row in ok("plan", "--json").json["activities"] if row["activity"] == "aloud")
    assert row["done"] == 1


def test_no_more_is_ticked_than_the_plan_asks(small):
    begun(small)
    ok("plan", "tick", "aloud", 6)
    assert "6 of 7 'aloud' are done: tick at most 1 more." in failed("plan", "tick", "aloud", 2)
    ok("plan", "tick", "aloud")
    said = "7 of 7 'aloud' are done: there is nothing left to tick."
    assert said in failed("plan", "tick", "aloud")


def test_a_story_is_told_for_the_plan_wherever_its_deck_stands(small, root, world):
    (world / "desk" / "small.toml").write_text(WATCHED.replace('"answer"', '"telling"'))
    parts = "".join(
        f"### {part}\nSo it was.\n"
        for part in ("Situation", "Task", "Action", "Result", "Learning")
    )
    (root / "mine.md").write_text(f"---\ncards: stories\nlimit: 2m\n---\n## A story\n{parts}")
    begun(small)
    told = ok("review", "mine", stdin="\n4\n")
    assert told.lines[-1] == "Ticked in your plan: aloud 1 of 7."
