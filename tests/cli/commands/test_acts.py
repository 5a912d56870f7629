"""Commands that act on cards: answer, suspend, resume, bury, undo; and the card's name."""

import pytest
from collections_on_disk import deck
from running import failed, flash, ok

pytestmark = pytest.mark.usefixtures("root")


def card(name="maths:5"):
    """The card, as `flash show` has it."""
    return ok("show", name, "--json").json


def test_an_answer_says_when_the_card_comes_again():
    ran = ok("answer", "maths:5", 3)
    assert ran.out == f"{card()['id'][:8]} comes again in 10m.\n"


def test_an_answer_keeps_its_time_and_duration():
    ok("answer", "maths:5", 2, "--at", "2026-01-04T12:00:00+01:00", "--duration-ms", 4200)
    (review,) = card()["history"]
    assert (review["at"], review["duration_ms"]) == ("2026-01-04T11:00:00Z", 4200)


def test_an_answer_given_before_the_last_one_falls_into_place():
    ok("answer", "maths:5", 4)
    ok("answer", "maths:5", 1, "--at", "2026-01-02T08:00:00Z")
    assert [review["rating"] for review in card()["history"]] == [1, 4]


@pytest.mark.parametrize("rating", [0, 5, 6, 99])
def test_a_rating_out_of_range_is_a_sentence_and_changes_nothing(rating):
    said = failed("answer", "maths:5", rating)
    assert said == f"{rating} is not a grade for this card: give 1 to 4."
    assert card()["history"] == []


def test_a_self_assessment_is_graded_up_to_five():
    ok("answer", "skills/regression:5", 5)
    assert failed("answer", "skills/regression:5", 6).endswith("give 1 to 5.")


def test_a_card_is_named_by_its_id_or_a_beginning_of_it_or_its_place():
    full = card()["id"]
    assert card(full) == card(full[:7]) == card("maths:5")


def test_an_unknown_card_is_a_sentence():
    hint = "find its id with `flash list WORD`."
    for name in ("zzzz", "maths:4", "nodeck:5", "", "deck:", ":5", "%", "\x1b[2J"):
        assert failed("show", name) == f"There is no card {name!r}: {hint}"


def test_an_ambiguous_name_is_a_sentence_with_the_ids():
    said = failed("answer", "maths:11", 3)
    ids = [row["id"] for row in ok("list", "kind:cloze", "--json").json]
    assert said.startswith("2 cards are at 'maths:11': name one by its id: ")
    assert all(identity in said for identity in ids)
    assert "asks 'mean'" in said
    assert ok("answer", ids[0], 3)


def test_a_card_is_named_by_any_of_its_lines(root):
    text = "# Notes\n\n## Why?\n\nBecause.\n\n```python\nx = 1\n\n```\n\n## Notes\n\ntext\n"
    deck(root, text + "\n- a :: b\n\n  more of b\n- c ::: d\n", "lines/of.md")
    first = card("lines/of:3")["id"]
    assert {card(f"lines/of:{line}")["id"] for line in (3, 4, 5, 8, 11)} == {first}
    assert card("of.md:18")["id"] == card("lines/of:16")["id"] != first
    for line in (1, 2, 12, 14, 99):
        failed("show", f"lines/of:{line}")
    deck(root, "Q: again?\nA: yes\n", "again.md")
    deck(root, "Q: other?\nA: no\n\nQ: again?\nA: yes\n", "other.md")
    assert card("other:5")["id"] == card("again:1")["id"]


def test_several_cards_of_a_line_are_meant_all(root, monkeypatch):
    ids = [row["id"] for row in ok("list", "kind:cloze", "--json").json]
    assert [one["id"] for one in ok("show", "maths:11", "--json").json] == ids
    assert all(identity in ok("show", "maths:11").out for identity in ids)
    assert ok("show", "maths:11", "--format", "csv").out.count("\n") == 3
    assert ok("suspend", "maths:11", ids[0]).out.startswith("Suspended 2 cards")
    assert [row["id"] for row in ok("list", "is:suspended", "--json").json] == ids
    monkeypatch.setenv("EDITOR", "true")
    assert ok("edit", "maths:11").out == ""


def test_an_earlier_id_leads_to_the_card_that_lives_on(root):
    ok("answer", "maths:5", 4)
    old = card()["id"]
    path = root / "maths.md"
    path.write_text(path.read_text().replace("A tree of one split", "A tree with one split"))
    new = card(old[:9])
    assert (new["id"] != old, new["reps"], new["back"]) == (True, 1, "A tree with one split.")
    assert ok("suspend", old).out.startswith("Suspended 1 card")
    assert card()["suspended"]


def test_an_act_on_several_cards_happens_to_all_or_none():
    assert ok("suspend", "maths:5", "maths:8").out == (
        "Suspended 2 cards; `flash undo` takes all of them back.\n"
    )
    failed("resume", "maths:5", "nothing")
    assert len(ok("list", "is:suspended", "--json").json) == 2


def test_a_suspended_card_is_not_asked_until_it_is_resumed():
    assert ok("suspend", "maths:5").out == "Suspended 1 card; `flash undo` takes it back.\n"
    assert card()["suspended"]
    assert "stump" not in ok("review", stdin="q\n").out
    assert ok("resume", "maths:5").out.startswith("Resumed 1 card;")
    assert not card()["suspended"]
    assert "stump" in ok("review", stdin="q\n").out


def test_a_buried_card_comes_back_tomorrow_or_when_it_is_resumed(now):
    assert ok("bury", "maths:5", "maths:8").out.startswith("Buried 2 cards;")
    ok("resume", "maths:5")
    assert [card("maths:5")["buried"], card("maths:8")["buried"]] == [False, True]
    now("03:59", day=6)
    assert card("maths:8")["buried"]
    now("04:00", day=6)
    assert not card("maths:8")["buried"]


def test_undo_takes_back_act_after_act_and_says_which():
    ok("answer", "maths:5", 4)
    ok("suspend", "maths:8")
    ok("bury", "maths:5")
    ok("answer", "skills/regression:5", 5)
    said = [ok("undo").out for _ in range(4)]
    assert said == [
        "Undone: review (5) of Ridge\n",
        "Undone: bury of What is a stump?\n",
        "Undone: suspend of What is 1 + 1?\n",
        "Undone: review (4) of What is a stump?\n",
    ]
    assert ok("due", "--json").json["new"] == 5
    assert failed("undo").startswith("There is nothing to undo:")


def test_an_answer_taken_back_leaves_the_card_as_it_was():
    before = ok("list", "--json").json
    ok("answer", "maths:5", 1)
    ok("undo")
    assert ok("list", "--json").json == before


def test_show_says_a_new_card_in_text():
    assert ok("show", "maths:5").out == (
        f"{card()['id']} · maths · maths.md:5\nnew\n\nWhat is a stump?\n\nA tree of one split.\n\n"
    )


def test_a_cloze_is_shown_with_its_gap_and_named_by_it_when_taken_back():
    name = ok("list", "kind:cloze", "--json").json[0]["id"]
    asked = "The […] is the first moment."
    assert ok("show", name).lines[2:] == ["", asked, "", "The [mean] is the first moment.", ""]
    ok("answer", name, 3)
    assert ok("undo").out == f"Undone: review (3) of {asked}\n"


def test_show_of_a_card_without_a_back_is_its_front_alone(root):
    deck(root, "---\ncards: self-assessment\n---\n- Ridge\n", "bare.md")
    assert ok("show", "bare:4").lines[2:] == ["", "Ridge", ""]


def test_show_says_how_a_card_stands_and_what_happened(now):
    ok("answer", "maths:5", 4, "--duration-ms", 61_000)
    ok("answer", "maths:5", 1)
    ok("undo")
    now(day=6)
    lines = ok("show", "maths:5").lines
    assert lines[1].startswith("review · due in ")
    assert lines[2].endswith(" · 1 answer · 0 lapses")
    assert max(map(len, lines)) <= 80
    header, first, second = (line.split() for line in lines[-3:])
    assert header == ["answered", "grade", "took", "stability", "due"]
    assert first[:4] == ["2026-01-05", "08:00", "4", "1m"]
    assert second == ["2026-01-05", "08:00", "1", "undone"]


def test_an_orphan_keeps_its_face_and_history(root):
    ok("answer", "maths:5", 4)
    name = card()["id"]
    (root / "maths.md").unlink()
    assert flash("check").err == "Decks: 1 orphan.\n"
    (orphan,) = ok("list", "--orphans", "--json").json
    assert (orphan["id"], orphan["front"], orphan["orphan"]) == (name, "What is a stump?", True)
    assert (orphan["file"], orphan["line"], orphan["reps"]) == (None, None, 1)
    assert ok("show", name).lines[0].endswith(" · orphan")
    assert [row["kind"] for row in ok("list", "--json").json] == ["self-assessment"]


def test_list_finds_by_words_and_by_what_a_card_is(now):
    def found(*query):
        return [row["line"] for row in ok("list", *query, "--json").json]

    ok("answer", "maths:5", 4)
    ok("answer", "maths:8", 1)
    assert found("STUMP") == found("is:review") == [5]
    assert found("is:learning") == [8]
    assert found("deck:maths", "is:new") == found("kind:cloze") == [11, 11]
    assert found("area:coding") == found("deck:skills") == [5]
    assert found("tag:maths", "what", "split") == [5]
    assert found("is:due") == []
    now(day=30)
    assert found("is:due") == [5]
    assert failed("list", "is:odd").startswith("`is:odd` is not a filter: choose one of new,")


def test_rebuild_makes_every_schedule_as_it_was():
    ok("answer", "maths:5", 4)
    ok("answer", "maths:8", 1)
    ok("bury", "maths:8")
    before = ok("export", "cards").out
    assert ok("rebuild").out == "2 schedules rebuilt from the log.\n"
    assert ok("export", "cards").out == before


@pytest.mark.parametrize(
    ("query", "lines"),
    [
        (["-kind:cloze", "deck:maths"], [5, 8]),
        (["deck:maths", "-kind:cloze"], [5, 8]),
        (["--json", "--", "-kind:cloze", "deck:maths"], [5, 8]),
        (["stump", "or", "ridge"], [5, 5]),
        (["deck:maths -kind:cloze"], [5, 8]),
        (["-(kind:cloze or stump)", "deck:maths"], [8]),
    ],
)
def test_list_takes_what_is_denied_before_and_after_two_dashes(query, lines):
    assert [row["line"] for row in ok("list", "--json", *query).json] == lines


@pytest.mark.parametrize("command", ["list", "due", "review", "suspend", "bury", "reset"])
@pytest.mark.parametrize("words", [["-q"], ["ridge", "-q"], ["-q", "--", "ridge"]])
def test_a_dash_and_one_letter_is_an_option_that_there_is_not(command, words):
    ran = flash(command, *words)
    assert ran.code == 2
    assert ran.err.endswith(
        "There is no option `-q`; for cards without the word `q`, write `-- -q`.\n"
    )


def test_one_letter_is_denied_behind_two_dashes():
    assert ok("list", "--json", "--", "-q").json == ok("list", "--json").json
    assert ok("list", "-h").out.startswith("Usage:")


def test_list_names_what_stands_before_a_colon_and_is_no_filter():
    said = failed("list", "tags:x")
    assert said.startswith("`tags:` is not a filter: choose one of deck:, area:, tag:, ")
    assert failed("list", "prop:s").startswith("`prop:s` is not a filter: write it as in `prop:")


def test_list_finds_by_the_answers_of_the_last_days(now):
    ok("answer", "maths:5", 1)
    ok("answer", "maths:8", 4)
    now(day=8)
    assert [row["line"] for row in ok("list", "rated:4", "--json").json] == [5, 8]
    assert [row["line"] for row in ok("list", "rated:4:1", "--json").json] == [5]
    assert ok("list", "rated:3:1", "--json").json == []
    assert [row["line"] for row in ok("list", "prop:r<=1", "prop:s>2", "--json").json] == [8]
    ok("undo")
    assert [row["line"] for row in ok("list", "rated:4", "--json").json] == [5]


def test_list_tells_siblings_apart(root):
    text = "C: Bagging lowers only the [variance] of an estimator, and boosting also its [bias]."
    deck(root, f"{text}\n<!-- id: bagging-and-boosting -->\n", "a/ensembles.md")
    first, second = (line.split(None, 4) for line in ok("list", "kind:cloze", "bagging").lines[1:])
    assert (first[0], second[0]) == ("baggin…1", "baggin…2")
    assert first[4] == "…only the […] of an estimat…"
    assert second[4] == "…also its […]."


def test_an_answer_says_which_of_its_points_were_said(root):
    deck(root, "Q: Why?\nA: **Because.**\n\n- one\n- two\n", "points.md")
    assert ok("answer", "points:1", 3, "--said", "2, 1").lines[1] == "2 of 2 said."
    assert ok("answer", "points:1", 3, "--said", "").lines[1] == "0 of 2 said."
    ok("answer", "points:1", 4)
    assert "There is no point 3" in failed("answer", "points:1", 3, "--said", "3")
    assert "no points to tick" in failed("answer", "maths:5", 3, "--said", "1")
    ran = flash("answer", "points:1", 3, "--said", "first")
    assert (ran.code, "'first' names no points: give their numbers" in ran.err) == (2, True)
    assert "and without --said" in flash("answer", "points:1", 3, "--instead", "--said", "1").err
    rows = ok("show", "points:1", "--json").json["history"]
    assert [(row["said"], row["points"]) for row in rows] == [([1, 2], 2), ([], 2), (None, None)]


def test_show_names_the_points_that_are_left_out_most_often(root):
    deck(root, "Q: Why?\nA: **Because.**\n\n- one\n- two\n- three\n", "points.md")
    ok("answer", "points:1", 3)
    assert "points" not in ok("show", "points:1").out.partition("three")[2]
    ok("answer", "points:1", 3, "--said", "1,2,3")
    assert "All points were said in the last answer with ticks." in ok("show", "points:1").lines
    ok("answer", "points:1", 3, "--said", "1")
    ok("answer", "points:1", 3, "--said", "1,2")
    ok("answer", "points:1", 3, "--said", "")
    ok("undo")
    shown = ok("show", "points:1").lines
    assert [line.split()[3:6] for line in shown if " of 3 said" in line] == [
        *(["3", "of", "3"], ["1", "of", "3"], ["2", "of", "3"], ["0", "of", "3"]),
    ]
    assert shown[-3:] == [
        "Points left out most often, of the last 3 answers with ticks:",
        "  2 of 3  3. three",
        "  1 of 3  2. two",
    ]
    deck(root, "Q: Why?\nA: **Because.**\n\n- one\n- two\n", "points.md")
    assert ok("show", "points:1").lines[-1] == (
        "3 answers are not counted here: the points have changed since."
    )


def test_a_grade_is_changed_afterwards(root):
    ok("answer", "maths:5", 4)
    ok("answer", "maths:8", 3)
    ok("answer", "maths:5", 1, "--instead")
    rows = ok("show", "maths:5", "--json").json["history"]
    assert [row["rating"] for row in rows if not row["undone"]] == [1]
    assert ok("undo").out == "Undone: new grade of What is a stump?\n"
    assert ok("redo").out == "Redone: new grade of What is a stump?\n"
    assert "no answer that counts" in failed("answer", "skills/regression:5", 3, "--instead")
    said = flash("answer", "maths:5", 3, "--instead", "--duration-ms", 9).err
    assert "goes without --at and --duration-ms" in said
