"""`flash` and `flash due`: the day on a screen, and for prompts and cron."""

import shutil

import pytest
from collections_on_disk import deck
from plans import SMALL
from running import Ran, flash, ok

OFFER = "An interview ahead? flash plan start 8 --interview DATE"


def test_flash_alone_is_today_in_one_screen(root):
    del root
    assert ok().lines == [
        "Monday, 05 January 2026",
        "3 new cards: about 3 minutes.",
        "  due    new  learning  deck",
        "    0      3         0  maths",
        "1 skill to rate, about 3 minutes: flash assess",
        OFFER,
        "Next: flash review",
    ]


def test_a_plan_is_offered_until_there_is_a_date_an_interview_or_was_a_plan(root):
    ok("interview", "add", "Acme", "onsite", "2026-02-15")
    assert OFFER not in ok().lines
    ok("interview", "remove", "acme")
    assert OFFER in ok().lines
    (root / "small.toml").write_text(SMALL.replace('["skills"]', '["coding"]'))
    ok("plan", "start", root / "small.toml", "--interview", "2026-01-19")
    assert OFFER not in ok().lines
    ok("plan", "stop")
    assert OFFER not in ok().lines


@pytest.mark.usefixtures("root")
def test_the_day_is_said_in_the_order_in_which_it_is_asked(now):
    ok("answer", "maths:5", 4)
    now(day=20)
    ok("answer", "maths:8", 1)
    assert (
        ok("due")
        .lines[0]
        .startswith("1 in learning steps, 1 card due (1 overdue), 1 new card: about ")
    )


def test_a_day_without_new_cards_says_only_what_is_due(root, now):
    (root / "flash.toml").write_text("new_per_day = 0\n")
    ok("answer", "maths:5", 4)
    now(day=30)
    assert ok().lines[1] == "1 card due (1 overdue): about 1 minute."


def test_due_shows_decks_and_the_days_ahead(root):
    del root
    assert ok("due").lines[1:] == [
        "1 skill to rate, about 3 minutes: flash assess",
        "",
        "  due    new   cards  deck",
        "    0      4       4  maths",
        "    0      1       1  skills/regression",
        "",
        "Next days, without new cards: Tue 0  Wed 0  Thu 0  Fri 0  Sat 0  Sun 0  Mon 0",
    ]


def test_nothing_due_says_when_the_next_card_comes(root):
    shutil.rmtree(root / "skills")
    for row in ok("list", "--json").json:
        ok("answer", row["id"], 4)
    lines = ok().lines
    assert lines[1] == "Nothing is due."
    assert lines[2].startswith("The next card comes in ")
    assert lines[3:] == [OFFER]


def test_where_new_cards_are_left_it_is_a_card_seen_before_that_comes(root):
    (root / "flash.toml").write_text("new_per_day = 1\n")
    ok("answer", "maths:5", 4)
    assert ok("due").lines[0] == "No card is due."
    assert ok("due").lines[1].startswith("The next card that you have seen comes in ")


def test_nothing_due_and_nothing_to_come_is_said(root):
    del root
    for row in ok("list", "--json").json:
        ok("suspend", row["id"])
    assert ok().lines[1:] == ["Nothing is due.", OFFER]


def test_an_empty_collection_says_the_next_step(world, monkeypatch):
    (world / "decks").mkdir()
    monkeypatch.chdir(world)
    assert ok().lines == [
        "Monday, 05 January 2026",
        "There are no cards yet. Next: flash add, or flash import FILE.md",
    ]


def test_due_quiet_says_nothing_but_its_exit_code(root):
    assert flash("due", "--quiet") == Ran(0, "", "")
    shutil.rmtree(root / "skills")
    for row in ok("list", "--json").json:
        ok("suspend", row["id"])
    assert flash("due", "--quiet") == Ran(1, "", "")


def test_mistakes_in_decks_are_said_until_they_are_mended(root):
    text = (root / "maths.md").read_text()
    (root / "maths.md").write_text(text.replace("A tree of one split.", ""))
    assert "1 mistake in your decks: flash check" in ok().lines
    (root / "maths.md").write_text(text)
    assert "mistake" not in ok().out


def test_what_is_asked_is_shown_by_deck_the_fullest_five_of_them(root):
    for number in range(7):
        text = "".join(f"Q: {number} {n}?\nA: yes\n" for n in range(1 + (number < 3)))
        (root / f"deck-{number}-with-a-name-that-is-far-longer-than-its-column.md").write_text(text)
    (root / "flash.toml").write_text("new_per_day = 30\n")
    lines = ok().lines
    named = [line for line in lines if "with-a-name" in line]
    assert len(named) == 4
    assert all(line.endswith("its-column") for line in named)
    assert "  and 3 more decks: flash due" in lines
    asked = ok("due", "--json").json["asked"]
    assert len(asked) == 8
    assert sum(one["new"] for one in asked) == ok("due", "--json").json["new_allowed"]


def test_a_card_in_learning_steps_is_counted_with_its_deck(root):
    del root
    ok("answer", "maths:5", 1)
    assert "    0      2         1  maths" in ok().lines


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_today_fits_the_terminal_and_cuts_nothing(root, width, monkeypatch):
    (root / "exercise.md").write_text(f"Q: {'word ' * 15}?\n<!-- limit: 20m -->\n\nA: yes\n")
    monkeypatch.setattr("flashcards.cli.terminal.output.line_width", lambda: width)
    lines = ok().lines
    assert max(map(len, lines)) <= width
    assert "…" not in "".join(lines)


def test_the_eve_shows_what_to_ask_and_check_and_the_last_advice_and_asks_no_card(root, now):
    del root
    ok("interview", "add", "Acme", "onsite", "2026-01-12")
    ok("interview", "ask", "acme", "How is it measured?")
    assert "Check: " not in ok().out
    now(day=11)
    said = ok()
    assert "  Ask them: How is it measured?" in said.lines
    assert (
        "  Check: Outfit; Set-up, at home; Set-up, there; Questions for them; Papers" in said.lines
    )
    assert "It is not memorised answers that win" in said.out
    assert said.lines[-2] == "Today is for rest before the interview: nothing is planned."
    assert "new card" not in said.out
    assert "Rest today: Acme (onsite) is tomorrow." in ok("interview").lines
    now(day=12)
    said = ok()
    assert "  Ask them: How is it measured?" in said.lines
    assert "Check: " not in said.out
    assert said.lines[-1] == "Nothing more to learn today. All the best."
    now(day=13)
    assert "It is not memorised" not in ok().out


def test_a_round_that_was_withdrawn_asks_for_no_rest(root, now):
    del root
    ok("interview", "add", "Acme", "onsite", "2026-01-12")
    ok("interview", "outcome", "acme", "withdrawn")
    now(day=11)
    assert "Next: flash review" in ok().lines


def test_an_offer_is_asked_about_after_its_day(root, now):
    del root
    ok("interview", "add", "Acme", "onsite", "2026-01-02", "--held")
    ok("interview", "offer", "acme", "--answer-by", "2026-01-07")
    assert "Answer the offer of Acme by Wed 07 January" in ok().lines
    now(day=8)
    told = "Acme wanted an answer by Wed 07 January. Did you tell them? flash interview outcome"
    assert f"{told} Acme" in ok().out.replace("\n", " ")


def test_interviews_say_that_the_day_of_the_plan_is_not_among_them(root, world):
    del root
    (world / "desk" / "small.toml").write_text(SMALL.replace('["skills"]', '["maths"]'))
    ok("interview", "add", "Acme", "onsite", "2026-01-12")
    ok("plan", "start", "small.toml", "--interview", "2026-01-19")
    said = "Your plan's interview on Mon 19 January 2026 is not in this list:"
    assert said in ok("interview").out
    noted = "The plan's interview is not noted: flash interview add COMPANY ROUND 2026-01-19"
    assert noted in ok().lines
    assert "plan move" not in ok().out + ok("plan").out
    ok("interview", "add", "Beta", "onsite", "2026-01-19")
    assert said not in ok("interview").out
    assert noted not in ok().lines
    ok("interview", "add", "Best", "onsite", "2026-01-15", "--rank", "favourite")
    moves = "The interview is on 15 Jan, not the plan's day: flash plan move 2026-01-15"
    assert moves in ok().lines
    assert moves in ok("interview").out


def test_skills_take_their_limits_or_what_they_took_before(root):
    skills = "- Trees\n- Sums\n"
    deck(root, f"---\ncards: self-assessment\nlimit: 10m\n---\n{skills}", "skills/regression.md")
    assert "2 skills to rate, about 20 minutes: flash assess" in ok("due").lines
    ok("answer", "skills/regression:5", 1, "--duration-ms", 240_000, "--at", "2026-01-01T08:00:00Z")
    day = ok("due", "--json").json
    assert (day["skills"], day["skill_minutes"]) == (2, 14)
