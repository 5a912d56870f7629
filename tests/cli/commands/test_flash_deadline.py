"""`flash deadline`, and the date in `flash` and `flash due`."""

import csv
import io
import re
from dataclasses import fields
from math import ceil

import pytest
from plans import SMALL
from running import failed, flash, ok

from flashcards.services.study.deadline import DeadlineStanding

pytestmark = pytest.mark.usefixtures("root")


def test_without_a_date_it_says_how_to_set_one():
    assert ok("deadline").out == (
        "No date is set. Set one: flash deadline set 2027-01-15 --minutes 40\n"
    )
    assert ok("deadline", "--json").json == []


def test_a_date_is_set_looked_at_moved_and_removed():
    said = ok("deadline", "set", "2026-02-02", "--tag", "maths", "--minutes", 30)
    assert said.lines[0] == "Mon 02 February 2026, in 28 days · tag maths"
    assert said.lines[1].startswith("  4 cards: 0 seen, 4 to be seen by 26 January, 1 a day.")
    assert ok("deadline").out == said.out
    assert max(map(len, said.lines)) <= 80
    assert ok("deadline", "move", "2026-03-02").lines[0].startswith("Mon 02 March 2026, in 56 days")
    assert ok("deadline", "remove", "--tag", "maths").out == (
        "The date 2026-03-02 is removed: `flash review` asks cards as before.\n"
    )
    assert ok("deadline", "--json").json == []


def test_the_day_names_its_dates():
    before = ok().out
    ok("deadline", "set", "2026-01-15", "--area", "maths")
    assert ok().lines[1] == "15 January 2026 (maths), in 10 days: 0 reviews and 1 new for it today."
    (day,) = ok("due", "--json").json["dates"]
    assert (day["on"], day["days_left"], day["areas"]) == ("2026-01-15", 10, ["maths"])
    ok("undo")
    assert ok().out == before


def test_the_day_and_its_date_say_the_same_minutes(now):
    ok("deadline", "set", "2026-01-20")
    for day, grade in ((5, 3), (6, 1), (9, 3), (12, 2)):
        now(day=day)
        said = re.search(r"about (\d+ minutes?)", ok("deadline").out)[1]
        assert f": about {said}." in ok().out
        assert ceil(ok("deadline", "--json").json[0]["today_minutes"]) == int(said.split()[0])
        flash("review", stdin=f"{grade}\n" * 3)


def test_a_short_way_names_no_day_that_is_gone():
    said = ok("deadline", "set", "tomorrow", "--tag", "maths").lines
    assert said[0] == "Tue 06 January 2026, in 1 day · tag maths"
    assert said[1] == "  4 cards: 0 seen, 4 still to be seen, 4 a day."
    assert not any("too little" in line for line in said)


def test_a_date_without_cards_says_how_to_be_rid_of_it(root):
    ok("deadline", "set", "2026-02-02", "--deck", "maths")
    (root / "maths.md").write_text("nothing any more\n")
    assert ok("deadline").lines[-1] == (
        "  It has no cards any more: `flash deadline remove` removes it."
    )
    assert "nothing for it today" in ok().out


def test_minutes_that_do_not_teach_all_are_told():
    said = ok("deadline", "set", "2026-01-08", "--minutes", 1)
    assert "That is too little" in said.out
    assert "Give it " in said.lines[-1]


def test_json_and_csv_have_the_same_keys():
    ok("deadline", "set", "2026-02-02", "--minutes", 1)
    names = [field.name for field in fields(DeadlineStanding)]
    (row,) = ok("deadline", "--json").json
    assert list(row) == names
    (written,) = csv.DictReader(io.StringIO(ok("deadline", "--format", "csv").out))
    assert list(written) == names
    assert (written["on"], written["minutes"]) == ("2026-02-02", "1")
    assert written["prospect"].startswith('{"feasible": ')


def test_too_few_minutes_are_told_with_what_would_do():
    cards = "\n\n".join(f"Q: what is {n}?\nA: {n}" for n in range(200))
    ok("import", *written("many.md", cards))
    said = ok("deadline", "set", "2026-01-12", "--deck", "many", "--minutes", 2)
    assert "  That is too little: " in said.out
    assert "cut it to" in said.lines[-1]
    assert max(map(len, said.lines)) <= 80


def test_a_day_said_in_a_word_is_told_to_be_too_short_as_a_date_is():
    cards = "\n\n".join(f"Q: what is {n}?\nA: {n}" for n in range(250))
    ok("import", *written("many.md", cards))
    said = ok("deadline", "set", "tomorrow", "--deck", "many").lines
    assert said[-2:] == [
        "  6 hours are much for a day: choose a later date, or fewer cards.",
        "  `--minutes 60` shows what fits into 1 hour a day.",
    ]
    assert ok("deadline", "set", "2026-01-06", "--deck", "many").lines == said
    assert ok("deadline", "set", "+1", "--deck", "many").lines == said
    assert ok("deadline").lines == said
    (row,) = ok("deadline", "--json").json
    assert row["prospect"]["feasible"]
    spread = ok("deadline", "move", "+30").out
    assert "much for a day" not in spread
    limited = ok("deadline", "set", "tomorrow", "--deck", "many", "--minutes", 60).out
    assert "  That is too little: " in limited
    assert "much for a day" not in limited


def test_a_day_that_no_hours_suffice_for_is_not_feasible():
    cards = "\n\n".join(f"Q: what is {n}?\nA: {n}" for n in range(1_200))
    ok("import", *written("many.md", cards))
    said = ok("deadline", "set", "tomorrow", "--deck", "many").lines
    assert said[-2].endswith(" hours are more than a day has: choose a later date, or fewer cards.")
    assert not ok("deadline", "--json").json[0]["prospect"]["feasible"]


def written(name, text):
    """A file on the desk."""
    with open(name, "w", encoding="utf-8") as file:  # noqa: PTH123 - the desk is where we are
        file.write(text)
    return [name]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("set", "2026-01-05"), "give a date from 2026-01-06 to 1100 days away"),
        (("set", "2025-12-31"), "2025-12-31 is too early or too late"),
        (("set", "2036-01-05"), "2036-01-05 is too early or too late"),
        (("set", "soon"), "'soon'"),
        (("set", "2026-02-30"), "'2026-02-30'"),
        (("set", "2026-02-02", "--tag", "nix"), "There is no tag 'nix'"),
        (("set", "2026-02-02", "--area", "mathz"), "There is no area 'mathz': did you mean"),
        (("set", "2026-02-02", "--deck", "mathz"), "no deck"),
        (("remove",), "There is no such deadline"),
        (("move", "2026-02-02"), "There is no such deadline"),
    ],
)
def test_what_cannot_be_is_told(words, said):
    assert said.lower() in failed("deadline", *words).lower()
    assert ok("deadline", "--json").json == []


def test_minutes_out_of_range_are_wrong_usage():
    assert flash("deadline", "set", "2026-02-02", "--minutes", -1).code == 2
    assert flash("deadline", "set", "2026-02-02", "--minutes", 1441).code == 2
    assert flash("deadline", "set").code == 2


def test_cards_of_an_earlier_date_are_said_to_belong_to_it():
    ok("deadline", "set", "2026-02-02")
    ok("deadline", "set", "2026-03-02", "--tag", "maths")
    assert ok("deadline").lines[-1] == "  All its cards belong to an earlier date."


def test_review_follows_the_date(now):
    """The day's number takes all three; the date only the one that its pace needs."""
    assert ok("due", "--json").json["new_allowed"] == 3
    ok("deadline", "set", "2026-02-02")
    assert ok("due", "--json").json["new_allowed"] == 1
    assert "1 answer saved." in ok("review", stdin=" \n4\n").out
    now(day=26)
    (one,) = ok("deadline", "--json").json
    assert (one["cards"], one["unseen"], one["behind"]) == (4, 3, 3)
    assert ok("due", "--json").json["reviews"] == one["today_reviews"]


def test_what_waits_for_a_date_or_a_limit_is_said(now):
    for place in ("maths:5", "maths:8"):
        ok("answer", place, 4)
    ok("config", "reviews_per_day", 0)
    ok("config", "new_per_day", 0)
    now(day=25)
    assert ok().lines[1:4] == [
        "No more cards today.",
        "2 due cards wait until tomorrow: today has no reviews left (chance to recall",
        "them: 83%). To ask them now: set reviews_per_day higher",
    ]
    ok("suspend", "maths:5")
    assert "1 due card waits until tomorrow: " in ok().out
    ok("config", "reviews_per_day", 100)
    ok("deadline", "set", "2026-03-02")
    assert "1 due card waits and comes before 02 March: day by day" in ok().out
    assert ok("due", "--json").json["held"][0]["on"] == "2026-03-02"
    assert "What is 1 + 1?" not in ok("review").out
    assert "What is 1 + 1?" in ok("review", "--ahead", 1, stdin=" \n4\n").out


def test_what_the_days_minutes_do_not_hold_is_asked_by_a_session_with_its_own(now):
    for place in ("maths:5", "maths:8"):
        ok("answer", place, 4)
    ok("config", "minutes_per_day", 1)
    ok("config", "new_per_day", 0)
    now(day=25)
    ok("answer", "maths:5", 4, "--duration-ms", 60_000)
    said = " ".join(ok().lines)
    assert "1 due card waits until tomorrow: today has no minutes left" in said
    assert "To ask it now: flash review --minutes 30" in said
    assert "1 answer saved." in ok("review", "--minutes", 30, stdin=" \n4\n").out


def test_cards_of_two_dates_are_counted_with_the_earlier_one():
    ok("add", "What is a leaf?", "Where a tree ends.")
    ok("deadline", "set", "2026-02-02", "--tag", "maths")
    said = ok("deadline", "set", "2026-03-02").lines
    assert said[2] == "  4 more cards belong to an earlier date."


def test_when_all_is_seen_the_pace_is_no_more_named(now):
    for place in ("maths:5", "maths:8"):
        ok("answer", place, 4)
    ok("deadline", "set", "2026-01-12", "--deck", "maths")
    for card in ok("list", "is:new", "deck:maths", "--json").json:
        ok("answer", card["id"], 4)
    now(day=6)
    assert ok("deadline").lines[1] == "  4 cards: 4 seen."


def test_the_day_says_how_many_reviews_are_asked_of_those_due(now):
    ok("config", "reviews_per_day", 1)
    for place in ("maths:5", "maths:8"):
        ok("answer", place, 4)
    now(day=25)
    assert "1 of 2 due cards, 1 new card" in ok().out


def test_a_plans_core_cards_have_a_day_of_their_own(root, now):
    page = root / "maths.md"
    page.write_text(page.read_text().replace("tags: [maths]", "tags: [maths, core]"))
    (root / "mine.toml").write_text(SMALL.replace('["skills"]', '["coding"]'))
    ok("plan", "start", root / "mine.toml", "--interview", "2026-01-19")
    assert "  4 core cards of maths: 4 to be seen by 11 January." in ok("deadline").lines
    (one,) = ok("deadline", "--json").json
    assert one["seen_by"] == [{"on": "2026-01-11", "area": "maths", "cards": 4, "unseen": 4}]
    assert list(one)[-1] == "seen_by"
    now(day=12)
    late = "  4 core cards of maths: 4 not seen by 11 January, they come first now."
    assert late in ok("deadline").lines
    for card in ok("list", "area:maths", "--json").json:
        ok("answer", card["id"], 4)
    assert "  4 core cards of maths: all seen." in ok("deadline").lines
