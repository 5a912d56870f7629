"""The JSON that scripts rely on, word by word."""

import pytest
from collections_on_disk import deck
from json_keys import ANSWER, CARD, STATS
from running import flash, ok

pytestmark = pytest.mark.usefixtures("root")


def test_due_has_its_keys_in_their_order():
    today = ok("due", "--json").json
    assert list(today) == [
        *("study_day", "due", "overdue", "new", "new_allowed", "learning", "minutes"),
        *("next_due_at", "decks", "forecast", "ready", "reviews", "dates"),
        *("quick", "skills", "exercises", "quick_overdue", "held", "asked"),
        "skill_minutes",
    ]
    keys = ["deck", "area", "due", "overdue", "new", "suspended", "total"]
    assert [list(one) for one in today["decks"]] == [keys, keys]
    assert {tuple(day) for day in today["forecast"]} == {("on", "due", "minutes")}


def test_due_counts_decks_cards_and_days(now):
    ok("answer", "maths:5", 4)
    ok("suspend", "maths:8")
    now(day=20)
    today = ok("due", "--json").json
    figures = ("study_day", "due", "overdue", "new", "learning", "next_due_at")
    assert [today[key] for key in figures] == ["2026-01-20", 1, 1, 3, 0, None]
    maths = {"deck": "maths", "area": "maths", "due": 1, "overdue": 1, "new": 2}
    assert today["decks"][0] == {**maths, "suspended": 1, "total": 4}
    assert [day["on"] for day in today["forecast"]] == [f"2026-01-{day}" for day in range(21, 28)]


def test_list_has_its_keys_in_their_order_whatever_the_cards_state():
    ok("answer", "maths:5", 3)
    rows = ok("list", "--json").json
    assert [list(row) for row in rows] == [CARD] * 5


def test_list_says_null_where_nothing_is_known():
    row = ok("list", "stump", "--json").json[0]
    unknown = ("due_on", "due_at", "last_review_at", "stability", "difficulty", "retrievability")
    assert [row[key] for key in unknown] == [None] * 6
    assert (row["deck"], row["area"], row["kind"]) == ("maths", "maths", "question")
    assert (row["front"], row["back"]) == ("What is a stump?", "A tree of one split.")
    assert (row["file"], row["line"], row["tags"], row["limit_s"]) == ("maths.md", 5, ["maths"], 90)
    assert (row["state"], row["reps"], row["lapses"]) == ("new", 0, 0)
    assert not any(row[key] for key in ("suspended", "buried", "leech", "orphan"))


def test_list_is_in_deck_order_and_names_every_kind():
    rows = ok("list", "--json").json
    places = [(row["file"], row["line"], row["kind"]) for row in rows]
    assert places == [
        ("maths.md", 5, "question"),
        ("maths.md", 8, "question"),
        ("maths.md", 11, "cloze"),
        ("maths.md", 11, "cloze"),
        ("skills/regression.md", 5, "self-assessment"),
    ]


def test_an_empty_list_is_an_empty_array():
    assert ok("list", "nowhere", "--json").json == []


def test_answer_has_its_keys_in_their_order():
    done = ok("answer", "maths:5", 3, "--json").json
    keys = ["card", "review", "state", "stability", "difficulty", "due_on", "due_at"]
    assert list(done) == keys
    row = ok("show", "maths:5", "--json").json
    assert done["card"] == row["id"]
    assert done["review"] == row["history"][0]["id"]
    assert (done["state"], done["due_on"]) == ("learning", "2026-01-05")
    assert done["due_at"] == row["due_at"] == "2026-01-05T08:10:00Z"


def test_show_is_the_list_row_and_the_history():
    ok("answer", "maths:5", 3)
    shown = ok("show", "maths:5", "--json").json
    row = ok("list", "stump", "--json").json[0]
    assert list(shown) == [*CARD, "history"]
    assert {key: shown[key] for key in CARD} == row
    assert [list(answer) for answer in shown["history"]] == [ANSWER]


def test_a_history_keeps_what_was_undone():
    ok("answer", "maths:5", 3, "--duration-ms", 1500)
    ok("undo")
    (answer,) = ok("show", "maths:5", "--json").json["history"]
    assert (answer["rating"], answer["score"], answer["duration_ms"]) == (3, None, 1500)
    assert (answer["undone"], answer["state"], answer["due_on"]) == (True, None, None)
    assert (answer["at"], answer["source"]) == ("2026-01-05T08:00:00Z", "answer")


def test_a_self_assessment_keeps_its_score():
    ok("answer", "skills/regression:5", 5)
    (answer,) = ok("show", "skills/regression:5", "--json").json["history"]
    assert (answer["score"], answer["rating"]) == (5, 4)


def test_check_has_its_keys_in_their_order(root):
    deck(root, "Q: no answer\n", "broken.md")
    ran = flash("check", "--json")
    checked = ran.json
    assert (ran.code, ran.err) == (1, "")
    assert list(checked) == ["cards", "decks", "problems", "stories"]
    assert (checked["cards"], checked["decks"]) == (5, 2)
    (problem,) = checked["problems"]
    assert list(problem) == ["file", "line", "severity", "message", "hint"]
    assert (problem["file"], problem["line"], problem["severity"]) == ("broken.md", 1, "error")


def test_json_is_utf_8_as_it_is(root):
    deck(root, "Q: Größe → ∑?\nA: 数\n", "words.md")
    assert '"front": "Größe → ∑?", "back": "数"' in ok("list", "--json").out


def test_json_for_short_is_format_json():
    for command in (("due",), ("list",), ("show", "maths:5"), ("stats",)):
        assert ok(*command, "--json").out == ok(*command, "--format", "json").out


def test_stats_have_their_keys_in_their_order(now):
    ok("answer", "maths:5", 4)
    now(day=20)
    ok("answer", "maths:5", 1, "--duration-ms", 30_000)
    figures = ok("stats", "--json").json
    keys = ["period", "deck", "reviews", "cards", "minutes", "true_retention"]
    assert list(figures) == STATS
    assert {tuple(row) for row in figures["periods"] + figures["decks"]} == {tuple(keys)}
    values = [list(row.values()) for row in figures["periods"]]
    assert values[0] == ["today", None, 1, 1, 0.5, 0.0]
    assert values[-1] == ["all", None, 2, 1, 0.5, 0.0]
    assert [row["deck"] for row in figures["decks"]] == ["maths"] * 4
