"""Stories at the command line: begun, checked, told and graded."""

import pytest
from collections_on_disk import deck
from running import failed, flash, ok

PARTS = ("Situation", "Task", "Action", "Result", "Learning")
TOLD = "\n".join(f"### {part}\n{'word ' * 50}" for part in PARTS)
THEMES = "failure, conflict, leadership, ambiguity, deadline, learning, mistake, impact"


def stories(root, *titles, name="behavioural/stories.md", below=TOLD):
    """A deck of stories."""
    text = "\n".join(f"## {title}\n{below}\n" for title in titles)
    deck(root, f"---\ncards: stories\n---\n{text}", name)


def test_check_says_what_a_story_lacks_and_which_themes_have_none(root):
    stories(root, "A conflict", "The outage")
    deck(root, "---\ncards: stories\n---\n## Led\n### Task\nx\n", "a.md")
    assert ok("check").out == (
        "a.md:4: warning: story without Situation, Action, Result and Learning"
        " (write ### Situation, ### Action, ### Result and ### Learning)\n"
        "8 cards in 4 decks: 1 problem.\n"
        "3 stories of 8: none yet about failure, ambiguity, deadline, learning, impact (a\n"
        "tag or a word of the title names a theme).\n"
    )
    said = ok("check", "--json").json
    assert said["stories"] == {
        "count": 3,
        "wanted": 8,
        "themes_missing": ["failure", "ambiguity", "deadline", "learning", "impact"],
    }
    assert [one["line"] for one in said["problems"]] == [4]


def test_eight_stories_over_all_themes_are_enough(root):
    stories(root, *(f"{number}: {THEMES}" for number in range(8)))
    assert ok("check").lines[-1] == "8 stories: every theme has one."


def test_one_story_is_named_as_one(root):
    stories(root, THEMES)
    assert ok("check").lines[-1] == "1 story of 8: every theme has one."


@pytest.mark.usefixtures("root")
def test_without_stories_nothing_is_said_of_them():
    assert "stor" not in ok("check").out
    assert ok("check", "--json").json["stories"] is None


def test_a_path_narrows_the_check_to_its_stories(root, world):
    stories(root, "The outage", below="text")
    assert "stor" not in ok("check", root / "maths.md").out
    assert "1 story of 8: none" in ok("check", root / "behavioural").out
    stories(world, "Elsewhere", name="other/mine.md", below="text")
    said = flash("check", world / "other")
    assert said.lines[0].startswith("mine.md:4: warning: story without Situation,")
    assert said.lines[1:] == [
        "1 card in 1 deck: 1 problem.",
        "1 story of 8: none yet about failure, conflict, leadership, ambiguity, deadline,",
        "learning, mistake, impact (a tag or a word of the title names a theme).",
    ]
    both = flash("check", world / "other", root / "behavioural")
    assert "2 stories of 8: none" in both.out
    assert [line.split(":")[0] for line in both.lines[:2]] == ["behavioural/stories.md", "mine.md"]


def test_a_story_is_begun_told_in_two_minutes_and_graded(root):
    said = ok("add", "--story", "The  outage").out
    (row,) = ok("list", "kind:story", "--json").json
    id_ = row["id"][:8]
    assert said == f"Added to behavioural/stories.md as {id_}. Tell it: flash edit {id_}\n"
    assert (row["front"], row["area"], row["limit_s"]) == ("The outage", "behavioural", 120)
    assert "story not told yet" in ok("check").out
    path = root / "behavioural/stories.md"
    path.write_text(path.read_text().replace("### Action", "### Action\nI rolled back."))
    asked = flash("review", "behavioural", stdin=" \n3\n").out
    question, answer = asked.split("I rolled back.")
    assert "The outage\n" in question
    assert "limit 2:00" in question
    assert "3 good" in answer
    assert "1 answer saved" in answer


def test_stories_follow_each_other_in_a_deck(root):
    for title in ("One", "Two", "One"):
        ok("add", "--story", title, "-d", "mine")
    assert [row["front"] for row in ok("list", "kind:story", "--json").json] == ["One", "Two"]
    assert (root / "mine.md").read_text().count("### Result") == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--story", " "), "Nothing was added: give a question and an answer."),
        (("--story", "##"), "That is not a card (story without a title): write it on"),
        (("--story", "x", "-d", "maths"), "maths.md takes no stories: give a new deck, or one"),
        (("--story", "x", "-d", "../x"), "lies outside the collection"),
    ],
)
def test_what_is_no_story_is_told(root, words, said):
    before = sorted(root.rglob("*.md"))
    assert said in failed("add", *words)
    assert sorted(root.rglob("*.md")) == before


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize("more", [("q",), ("q", "a"), ("-t", "x"), ("-e",)])
def test_a_story_takes_no_question_tag_or_editor(more):
    ran = flash("add", "--story", "The outage", *more)
    assert (ran.code, ran.out) == (2, "")
    assert "--story takes only its title and --deck" in ran.err


def bank():
    """How many behavioural questions mocks have."""
    return next(one for one in ok("mock", "--json").json if one["form"] == "behavioural")


def behavioural_cards():
    areas = ok("ready", "--json").json["areas"]
    return sum(one["cards"] for one in areas if one["area"] == "behavioural")


def test_a_story_that_is_only_headings_counts_nowhere_until_a_word_is_written(root):
    ok("add", "--story", "The outage")
    assert bank()["questions"] == 0
    assert behavioural_cards() == 0
    said = ok("check", "--json").json["stories"]
    assert (said["count"], len(said["themes_missing"])) == (0, 8)
    assert "0 stories of 8: none yet about failure, conflict" in ok("check").out
    path = root / "behavioural/stories.md"
    path.write_text(path.read_text().replace("### Action", "### Action\nI rolled back."))
    assert bank()["questions"] == 1
    assert behavioural_cards() == 1
    said = ok("check", "--json").json["stories"]
    assert (said["count"], "mistake" in said["themes_missing"]) == (1, False)


def test_a_story_of_the_same_title_is_there_already_told_or_not(root):
    ok("add", "--story", "The outage")
    path = root / "behavioural/stories.md"
    for told in ("", "I rolled back."):
        path.write_text(path.read_text().replace("### Action\n", f"### Action\n{told}\n"))
        before = path.read_text()
        said = ok("add", "--story", "the outage", "-d", "elsewhere").out
        (row,) = ok("list", "kind:story", "--json").json
        id_ = row["id"][:8]
        there = f"It is in behavioural/stories.md already, as {id_}."
        assert said == f"{there} Tell it: flash edit {id_}\n"
        assert path.read_text() == before
    assert not (root / "elsewhere.md").exists()


def test_undo_says_that_it_passes_over_mocks_and_decks(root):
    ok("answer", "maths:5", 3)
    ok("add", "--story", "Told")
    assert flash("undo", "--yes").out.startswith("Undone: ")
    assert (root / "behavioural/stories.md").exists()
    said = " ".join(ok("undo", "--help").out.split())
    assert "It does not take back 2 things: mock interviews" in said
    assert "wrote into a deck" in said


def test_a_story_without_a_word_is_not_asked_and_one_that_is_begun_is(root):
    (root / "maths.md").unlink()
    (root / "skills/regression.md").unlink()
    empty = "\n".join(f"### {part}\n" for part in PARTS)
    stories(root, "The outage", below=empty)
    assert ok("review", "behavioural").out == "Nothing to review now.\n"
    assert "1 new card" not in ok().out
    stories(root, "The outage", below=empty.replace("### Task\n", "### Task\nA word.\n"))
    assert "The outage" in flash("review", "behavioural").out
    assert "1 new card" in ok().out


def test_no_date_plans_a_story_without_a_word(root):
    stories(root, "The outage", below="### Situation\n")
    deck(root, "Q: Why us?\nA: For your maps.\n", "behavioural/why.md")
    ok("deadline", "set", "2026-03-02", "--area", "behavioural")
    (date,) = ok("deadline", "--json").json
    assert date["cards"] == 1
