"""The next step that `flash` names asks something, even where nothing is due."""

import shlex

import pytest
from collections_on_disk import deck
from plans import SMALL
from running import ok

STORY = "\n## Story {}\n\n### Situation\n\nA launch.\n"
STORIES = "---\ncards: stories\narea: maths\n---\n" + "".join(map(STORY.format, "abc"))
SYSTEM = "---\narea: design\nlimit: 45m\n---\nQ: Design a feed.\nA: Metrics.\n"
KIND = 'kind = "theory"\n'
SKILLS = "---\ncards: self-assessment\narea: maths\n---\n- Trees — at length\n- Sums — aloud\n"
STEPS = {
    'ticked_by = "answer"': ("flash review --area maths --new ", "\n3\n"),
    'ticked_by = "telling"': ("flash review kind:story --new ", "\n3\n"),
    'ticked_by = "rating"': ("flash assess --all", "4\n" * 3),
    'ticked_by = "exercise"\nof = ["design"]': (
        "flash practise --done TITLE --minutes 20 --alone --area design",
        "",
    ),
    'ticked_by = "exercise"\nof = ["design/systems"]': (
        "flash plan show aloud, then flash plan tick aloud",
        "",
    ),
}
"""What the step begins with, and what is typed then."""


def done():
    """How often the first activity is done."""
    return ok("plan", "--json").json["activities"][0]["done"]


@pytest.mark.parametrize("ticked_by", STEPS)
def test_an_activity_that_nothing_due_ticks_is_done_by_the_next_step(root, world, now, ticked_by):
    plan = SMALL.replace(KIND, f"{KIND}{ticked_by}\n", 1).replace('["skills"]', '["design"]')
    (world / "desk" / "mine.toml").write_text(plan.replace("a_day = 1", "a_day = 3", 1))
    for text, name in ((STORIES, "stories"), (SYSTEM, "systems"), (SKILLS, "skills/more")):
        deck(root, text, f"{name}.md")
    now(day=4)
    ok("config", "learning_steps", "[]")
    ok("assess", stdin="4\n" * 3)
    ok("practise", "design", stdin="\n\n\n\n3\n")
    now()
    ok("plan", "start", "mine.toml", "--interview", "2026-01-19", "--hours", 2)
    ok("review", stdin="\n3\n" * ok("due", "--json").json["new_allowed"])
    (step,) = (line for line in ok().lines if line.startswith("Next: "))
    named, said = STEPS[ticked_by]
    assert step.startswith(f"Next: {named}")
    before = done()
    for command in step.removeprefix("Next: ").split(", then "):
        ok(*shlex.split(command)[1:], stdin=said)
    assert done() > before


@pytest.mark.parametrize(("ticked_by", "command"), [("rating", "flash assess --all"), ("", None)])
def test_a_day_that_asks_to_assess_anew_rates_strong_skills_too(
    root, world, now, ticked_by, command
):
    """What is due alone would tick it, and leave out what was strong."""
    kind = f'{KIND}ticked_by = "{ticked_by}"\n' if ticked_by else KIND
    plan = SMALL.replace(KIND, kind, 1).replace('["skills"]', '["coding"]')
    (world / "desk" / "mine.toml").write_text(plan)
    deck(root, SKILLS, "skills/more.md")
    ok("assess", stdin="1\n5\n5\n")
    now(day=9)
    ok("plan", "start", "mine.toml", "--interview", "2026-01-26", "--hours", 2)
    assert f"1 skill to rate, about 3 minutes: {command or 'flash assess'}" in ok().lines
    if command:
        said = ok("assess", "--all", stdin="3\n" * 3).lines
        assert "Ticked in your plan: aloud 1 of 7." in said
        assert "skill to rate" not in ok().out
