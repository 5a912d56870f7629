"""What commands are about: decks, files and words of a query, the same in each."""

import shutil

import pytest
from collections_on_disk import deck
from running import failed, flash, ok

pytestmark = pytest.mark.usefixtures("root")


def left(*arguments):
    """How many cards a session is about."""
    closing = ok("review", "--new", 9, "--cram", *arguments, stdin="q\n").lines[-1]
    return int(closing.removesuffix(" left.").rsplit("; ", 1)[1]) if "left" in closing else 0


@pytest.mark.parametrize(
    ("words", "cards"),
    [
        (["kind:cloze"], 2),
        (["-kind:cloze"], 3),
        (["maths", "-kind:cloze"], 2),
        (["deck:maths -kind:cloze"], 2),
        (["skills", "or", "kind:cloze"], 3),
        (["skills", "or", "maths"], 5),
        (['"one split"'], 1),
        (["--", "-kind:cloze", "maths"], 2),
        (["is:due"], 0),
    ],
)
def test_a_session_takes_decks_and_queries(words, cards):
    assert left(*words) == cards


def test_a_session_asks_the_cards_of_a_query_that_are_due(now):
    for line in (5, 8):
        ok("answer", f"maths:{line}", 4)
    now(day=29)
    assert "1 left" in ok("review", "stump is:due", "--new", 0, stdin="q\n").out
    assert ok("review", "is:leech", stdin="q\n").out.startswith("Nothing to review now.")
    assert failed("review", "is:leach").startswith("`is:leach` is not a filter")


def test_what_is_due_of_a_deck_or_query(now):
    ok("answer", "maths:5", 4)
    now(day=29)
    whole = ok("due", "--json").json
    named = ok("due", "is:new or is:review", "--json").json
    skill = {"deck": "skills/regression", "due": 0, "new": 1, "learning": 0}  # by name alone
    more = {"new_allowed": whole["new_allowed"] + 1, "asked": [*whole["asked"], skill]}
    assert named == whole | more
    maths = ok("due", "maths.md", "--json").json
    assert (maths["due"], maths["new"], [one["deck"] for one in maths["decks"]]) == (
        1,
        3,
        ["maths"],
    )
    assert list(maths) == list(whole)
    assert [one["deck"] for one in ok("due", "ski", "--json").json["decks"]] == [
        "skills/regression"
    ]
    assert ok("due", "-stump", "--json").json["due"] == 0
    assert ok("due", "maths", "--format", "csv").out.count("\n") == 2
    assert ok("due", "skills", "--format", "csv").out.count("\n") == 1
    assert flash("due", "maths", "--quiet").code == 0
    assert flash("due", "kind:prompt", "--quiet").code == 1
    assert failed("due", "mathx").startswith("There is no deck 'mathx'")


def test_a_query_that_finds_every_card_counts_as_none_does(root, now):
    """One is counted card by card, the other by the database."""
    shutil.rmtree(root / "skills")
    deck(root, "".join(f"Q: {number}?\nA: yes\n\n" for number in range(8)), "more.md")
    ok("answer", "maths:5", 4)
    now(day=17)
    ok("answer", "maths:8", 1)
    ok("suspend", "more:1")
    ok("bury", "more:4")
    ok("answer", "more:7", 4)
    ok("answer", "more:10", 4)
    ok("suspend", "more:10")
    for day in (17, 18, 29):
        now(day=day)
        assert ok("due", "-is:leech", "--json").json == ok("due", "--json").json


def test_folders_have_sums_where_they_have_several_decks(root):
    for name in ("a/one.md", "a/b/two.md", "a/b/three.md"):
        deck(root, f"Q: {name}?\nA: yes\n\nQ: not {name}?\nA: no\n", name)
    lines = [line.split()[1:] for line in ok("due").lines]
    table = lines[lines.index(["new", "cards", "deck"]) + 1 : -2]
    assert table == [
        ["6", "6", "a/"],
        ["4", "4", "a/b/"],
        ["2", "2", "a/b/three"],
        ["2", "2", "a/b/two"],
        ["2", "2", "a/one"],
        ["4", "4", "maths"],
        ["1", "1", "skills/regression"],
    ]


def test_assess_takes_a_query(root):
    deck(root, "---\ncards: self-assessment\n---\n- Trees — draw one\n- Forests\n", "more.md")
    found = ok("assess", "trees or kind:line", "--history", "--json").json
    assert [row["skill"] for row in found] == ["Trees"]
    assert [r["skill"] for r in ok("assess", "coding", "--history", "--json").json] == ["Ridge"]
    found = ok("assess", "coding", "or", "front:forest", "--history", "--json").json
    assert [row["skill"] for row in found] == ["Forests", "Ridge"]
    assert ok("assess", "front:forest", stdin="q\n").out.startswith(
        "[more · new · 1 left]\nForests"
    )
    ran = flash("assess", "coding", "more")
    assert (ran.code, "Give one area" in ran.err) == (2, True)
    assert failed("assess", "is:x").startswith("`is:x` is not a filter")


def test_postpone_and_forecast_take_queries(now):
    for line in (5, 8):
        ok("answer", f"maths:{line}", 4)
    now(day=29)
    assert ok("postpone", "stump is:review", "--per-day", 9, "--dry-run", "--json").json["due"] == 1
    assert ok("forecast", "-kind:cloze", "--days", 1, "--json").json["cards"] == 3
    assert ok("forecast", "maths", "--days", 1, "--json").json["cards"] == 4


EMPTY = "A text of the query is empty: write a word, or no query at all for every card."


@pytest.mark.parametrize("word", ['""', "", " ", '-""', 'stump or ""'])
def test_an_empty_text_is_refused_and_does_not_mean_every_card(word):
    assert failed("list", "--", word) == EMPTY


@pytest.mark.parametrize("verb", ["suspend", "resume", "bury", "reset"])
def test_no_act_takes_an_empty_text_for_every_card(verb):
    assert failed(verb, '""', "--yes") == EMPTY
    assert ok("list", "is:suspended or is:buried", "--json").json == []


def test_text_that_is_also_a_name_says_how_to_list_all_cards_of_it(root):
    deck(root, "Q: what is a stump?\nA: a tree\n", "trees/stump.md")
    said = "These cards have this text. All cards of that deck: flash list deck:trees/stump"
    assert ok("list", "stump").lines[-1] == said
    assert len(ok("list", "stump", "--json").json) == 2
    assert said not in ok("list", '"stump"').lines
    assert said not in ok("list", "stump", "tree").lines
    assert ok("list", "maths").lines == ["No card matches `maths`: did you mean `deck:maths`?"]
