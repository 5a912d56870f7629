"""Ctrl-Z and windows of another size: skills, exercises and mocks come back as they were."""

import pytest
from collections_on_disk import deck
from running import FLASH, Terminal, ok

LINES = "".join(f"- line {number}\n" for number in range(1, 60))
CODING = f"---\narea: coding\nlimit: 45m\n---\nQ: Build this.\n\n{LINES}\nA: def stump\n\n{LINES}"
SKILLS = "---\ncards: self-assessment\n---\n- Ridge\n"
ON_A_SCREEN = "\x1b[?2004l\x1b[?25h\x1b[?1049l"


@pytest.fixture(autouse=True)
def build(root):
    """One long exercise and one skill."""
    for file in root.rglob("*.md"):
        file.unlink()
    deck(root, CODING, "coding.md")
    deck(root, SKILLS, "skills.md")
    return root


@pytest.mark.parametrize(
    ("command", "first", "second"),
    [
        ("practise", "Build this.", "Phase 2 of 4"),
        ("mock coding", "Build this.", "Phase 2 of 4"),
        ("assess", "Ridge", "5 could teach it"),
    ],
)
def test_control_z_gives_the_shell_its_screen_and_fg_all_of_it_back(shell, command, first, second):
    shell.press(f"{FLASH} {command}\n")
    shell.waits_for("q ")
    if command != "assess":
        shell.press(" ")
    shell.shows(first)
    shell.press("\x1a")
    assert ON_A_SCREEN in shell.waits_for("Stopped")
    shell.press("fg\n")
    shell.shows(first, "q ")
    shell.press(" ")
    shell.shows(second)
    shell.press("q")
    assert ON_A_SCREEN in shell.waits_for("\x1b[?1049l")


def test_line_by_line_what_was_said_is_said_again_after_a_stop(shell):
    shell.press(f"{FLASH} practise --plain\n")
    shell.waits_for("q leave)")
    shell.press(" ")
    shell.waits_for("q leave)")
    shell.press("\x1a")
    assert "\x1b[?1049l" not in shell.waits_for("Stopped")
    shell.press("fg\n")
    assert "Build this." in shell.waits_for("q leave)")
    shell.press("q")
    shell.waits_for("left without a grade")


@pytest.mark.parametrize("command", [("practise",), ("mock", "coding")])
def test_a_window_of_another_size_shows_the_same_lines(command):
    with Terminal(*command, lines=14, columns=100) as terminal:
        terminal.shows("Space starts")
        terminal.press(" ")
        terminal.shows("Build this.", "Phase 1 of 4")
        terminal.press("\x1b[6~\x1b[6~")
        first = terminal.shows("line 26", "Phase 1 of 4").split("\n")[2]
        for lines, columns in ((20, 60), (14, 120)):
            terminal.press("")
            terminal.resize(lines, columns)
            screen = terminal.shows("line 26", "Phase 1 of 4").split("\n")
            assert screen[2].strip() == first.strip()
            assert len(screen) <= lines
        terminal.press("q")
        assert terminal.code() == 0


def test_what_a_mock_asks_in_words_keeps_its_place_too():
    with Terminal("mock", "coding", lines=14, columns=100) as terminal:
        terminal.shows("Space starts")
        terminal.press("     ")
        terminal.shows("What went well?")
        terminal.press("calm\x1b[6~\x1b[6~")
        first = terminal.shows("line 22", "calm").split("\n")[2]
        terminal.press("")
        terminal.resize(20, 60)
        assert terminal.shows("line 22", "calm").split("\n")[2].strip() == first.strip()
        terminal.press("\x04")
        assert terminal.code() == 0
    assert not ok("mock", "show", "--json").json["summary"]["ended"]
