"""Input after the end of a session without a terminal: said once, and never waited for."""

import subprocess

import pytest
from collections_on_disk import deck
from running import FLASH, PATIENCE_S, begun, flash, ok, piped

from flashcards.core.preparation.mock.rubric import rubric_of

pytestmark = pytest.mark.usefixtures("root")

SCORED = "4\n" * len(rubric_of("theory"))
MOCK = f"\ncalm\ndepth\ny\n{SCORED}rest\n"
SESSIONS = {
    "review": (("review", "maths", "--limit", "1"), "4\n"),
    "review, by words": (("review", "maths", "--limit", "1"), "space\n4\n"),
    "review, undone": (("review", "maths", "--limit", "1"), "4\nu\n4\n"),
    "review, practice": (("review", "maths", "--limit", "1", "--cram"), "4\n"),
    "review, nothing to ask": (("review", "--minutes", "0"), ""),
    "assess": (("assess",), "4 fine\n"),
    "mock": (("mock", "theory", "--minutes", "2"), MOCK),
}
"""What is called, and all the words that it takes to its end."""


@pytest.fixture(autouse=True)
def bank(root):
    """A deck that a mock of theory draws on."""
    deck(root, "---\narea: theory\n---\nQ: What is boosting?\nA: One by one.\n", "theory.md")


@pytest.mark.parametrize("name", SESSIONS)
@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("", ""),
        ("3\n", "flash: 1 more line was not read: the session had ended.\n"),
        ("3\n\nnonsense\n", "flash: 3 more lines were not read: the session had ended.\n"),
        ("3\n3", "flash: 2 more lines were not read: the session had ended.\n"),
    ],
)
def test_more_input_in_a_pipe_is_said_once(name, more, said):
    arguments, words = SESSIONS[name]
    ran = piped(*arguments, stdin=(words + more).encode())
    assert (ran.code, ran.err) == (0, said)


@pytest.mark.parametrize("more", ["", "3\n", "3\n3\n"])
def test_more_input_in_a_file_is_said_as_well(tmp_path, more):
    (tmp_path / "words").write_text("4\n" + more)
    with (tmp_path / "words").open("rb") as words:
        command = [FLASH, "review", "--limit", "1"]
        ran = subprocess.run(
            command, stdin=words, capture_output=True, check=False, timeout=PATIENCE_S
        )
    assert ran.returncode == 0
    assert ran.stderr.count(b"\n") == bool(more)
    assert ran.stdout.endswith(b"1 answer saved.\n")


@pytest.mark.parametrize("name", SESSIONS)
def test_an_open_pipe_that_sends_nothing_more_is_not_waited_for(name):
    arguments, words = SESSIONS[name]
    with begun(*arguments) as session:
        session.stdin.write(words.encode())
        session.stdin.flush()
        assert session.wait(PATIENCE_S) == 0
        assert session.stderr.read() == b""


def test_an_open_pipe_that_sent_more_is_told_of_what_is_there():
    with begun("review", "--limit", "1") as session:
        session.stdin.write(b"4\n3\n3\nhalf a word")
        session.stdin.flush()
        assert session.wait(PATIENCE_S) == 0
        said = b"flash: 2 more lines were not read: the session had ended.\n"
        assert session.stderr.read() == said


@pytest.mark.parametrize("name", ["review", "assess", "mock"])
def test_a_pipe_that_never_ends_is_left(name):
    arguments, words = SESSIONS[name]
    text = f"(printf '{words}'; yes 3) | '{FLASH}' {' '.join(arguments)}"
    ran = subprocess.run(
        ["/bin/sh", "-c", text], capture_output=True, check=False, timeout=PATIENCE_S
    )
    assert ran.returncode == 0
    assert ran.stderr.decode() == (
        "flash: At least 1,000 more lines were not read: the session had ended.\n"
    )


def test_a_session_waits_for_the_answer_to_its_question():
    with begun("review", "maths", "--limit", "2") as session:
        for word in (b"4\n", b"4\n"):
            while not session.stdout.readline().startswith(b"[maths"):
                pass
            session.stdin.write(word)
            session.stdin.flush()
        assert session.wait(PATIENCE_S) == 0
    assert len(ok("export", "reviews").json) == 2


def test_what_was_not_read_is_said_apart_from_what_u_takes_back():
    ran = flash("review", "--limit", "1", stdin="4\n3\n3\nu\n4\n3\n")
    assert ran.err.splitlines() == [
        "flash: There is no card to grade: take the last one back with u, or end with q.",
        "flash: 1 more line was not read: the session had ended.",
    ]
    assert [row["undone"] for row in ok("export", "reviews").json] == [True, False]


def test_what_stands_below_a_q_is_left_without_a_word():
    for arguments, words in (SESSIONS["review"], SESSIONS["mock"]):
        assert piped(*arguments, stdin=b"q\n" + words.encode()).err == ""
