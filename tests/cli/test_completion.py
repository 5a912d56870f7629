"""What a shell completes, asked as click's scripts ask: decks, areas and tags, and nothing made."""

import io
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from collections_on_disk import deck
from plans import SMALL
from running import FLASH, flash, ok

from flashcards.cli.main import run

WITH_BLANKS = "---\narea: my words\ntags: [exam, ml/deep]\n---\nQ: a?\nA: b\n"


@pytest.fixture
def decks(root):
    """Decks whose names sort by number, one with blanks; read once."""
    deck(root, "Q: two?\nA: 2\n", "2-trees.md")
    deck(root, "Q: ten?\nA: 10\n", "10-nets.md")
    deck(root, WITH_BLANKS, "My Words/Über uns.md")
    ok("list")
    return root


def completed(*words, asks="zsh", collection=None):
    """What a shell is offered for the last word."""
    given = ["flash", *words] if collection is None else ["flash", "-C", str(collection), *words]
    quoted = " ".join(word.replace(" ", "\\ ") or "''" for word in given)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("_FLASH_COMPLETE", f"{asks}_complete")
        patched.setenv("COMP_WORDS", quoted)
        patched.setenv("COMP_CWORD", given[-1] if asks == "fish" else str(len(given) - 1))
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
        with redirect_stdout(out), redirect_stderr(err):
            assert run([]) == 0
    lines, complaints = (one.detach().getvalue().decode().splitlines() for one in (out, err))
    assert complaints == []
    if asks == "zsh":
        return lines[1::3]
    offered = (line.partition(",")[2].partition("\t")[0] for line in lines)
    return [one for one in offered if one]


@pytest.mark.parametrize("command", ["review", "due", "postpone", "forecast"])
@pytest.mark.usefixtures("decks")
def test_decks_and_their_folders_are_completed_in_natural_order(command):
    assert completed(command, "2") == ["2-trees"]
    names = ["2-trees", "10-nets", "maths", "My Words", "My Words/Über uns"]
    names += ["skills", "skills/regression"]
    assert completed(command, "") == names
    assert completed(command, "my") == ["My Words", "My Words/Über uns"]
    assert completed(command, "my words/über") == ["My Words/Über uns"]
    assert completed(command, "nothing") == []


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("review", "--area", "my"), ["my words"]),
        (("review", "--tag", "ml"), ["ml/deep"]),
        (("deadline", "set", "tomorrow", "--deck", "10"), ["10-nets"]),
        (("deadline", "remove", "--area", "c"), ["coding"]),
        (("forecast", "--tag", "e"), ["exam"]),
        (("add", "-d", "ski"), ["skills", "skills/regression"]),
        (("add", "-t", "ma"), ["maths"]),
        (("interview", "asked", "-d", "mat"), ["maths"]),
        (("assess", "cod"), ["coding"]),
        (("list", "d"), ["deck:"]),
        (("list", "i"), ["is:", "introduced:"]),
        (("list", "-t"), ["-tag:"]),
        (("list", "-tag:ex"), ["-tag:exam"]),
        (("list", "(is:s"), ["(is:suspended"]),
        (("suspend", "is:le"), ["is:learning", "is:leech"]),
        (("list", "kind:c"), ["kind:cloze"]),
        (("list", "prop:l"), ["prop:lapses"]),
        (("bury", "deck:ma"), ["deck:maths"]),
        (("practise", "--done", "x", "--area", "co"), ["coding"]),
        (("help", "du"), ["due"]),
        (("help", "sea"), ["search"]),
        (("config", "new_p"), ["new_per_day", "new_per_folder"]),
        (("plan", "file", "8"), ["8", "8"]),
        (("plan", "tick", "x"), []),
        (("interview", "show", "a"), []),
        (("list", "deck:m"), ["deck:maths", "deck:My Words", "deck:My Words/Über uns"]),
        (("list", "is:due", "tag:"), ["tag:exam", "tag:maths", "tag:ml/deep", "tag:none"]),
        (("review", "maths", "area:co"), ["area:coding"]),
        (("export", "c"), ["cards"]),
        (("export", "due", "--by", "d"), ["deck", "day"]),
        (("plan", "start", "1"), ["12", "1"]),
    ],
)
@pytest.mark.usefixtures("decks")
def test_areas_tags_and_words_of_queries_are_completed(words, offered):
    assert completed(*words) == offered


@pytest.mark.usefixtures("decks")
def test_each_shell_is_given_blanks_as_it_wants_them():
    assert completed("review", "my w", asks="fish") == ["My Words", "My Words/Über uns"]
    assert completed("review", "my w", asks="bash") == [
        r"My\\ Words",
        r"My\\ Words/Über\\ uns",
    ]
    assert completed("list", "deck", ":", "ma", asks="bash") == ["maths"]
    assert completed("list", "tag", ":", asks="bash") == ["exam", "maths", "ml/deep", "none"]


def test_companies_and_the_activities_of_the_plan_are_completed(decks):
    ok("interview", "add", "Acme", "phone", "15 Feb")
    ok("interview", "add", "Acme", "onsite", "25 Feb")
    ok("interview", "add", "Beta Labs", "phone", "20 Feb")
    assert completed("interview", "move", "ac") == ["Acme", "Acme/onsite", "Acme/phone"]
    assert completed("interview", "outcome", "be") == ["Beta Labs"]
    assert completed("interview", "ask", "Acme/p") == ["Acme/phone"]
    assert completed("plan", "tick", "a") == []
    small = decks / "small.toml"
    small.write_text(SMALL.replace('["skills"]', '["coding"]'))
    ok("plan", "start", small, "--interview", "in 2 weeks")
    ids = [one["activity"] for one in ok("plan", "--json").json["activities"]]
    assert completed("plan", "tick", "") == completed("plan", "show", "") == ids
    for verb in ("tick", "show"):
        said = "Missing argument 'ACTIVITY'. `flash plan` shows those that the plan has.\n"
        assert flash("plan", verb).err.endswith(said)
    assert completed("plan", "tick", ids[0][:3]) == [one for one in ids if one[:3] == ids[0][:3]]


ASKED = """
import sys
from flashcards.cli.main import run
assert run([]) == 0
print("sqlalchemy" in sys.modules)
"""


@pytest.mark.parametrize(
    ("words", "opens"),
    [
        ("list is:du", False),
        ("list -ki", False),
        ("help sea", False),
        ("config new_p", False),
        ("stats c", False),
        ("list tag:ex", True),
    ],
)
def test_a_database_is_opened_for_names_alone(decks, words, opens):
    asks = {"_FLASH_COMPLETE": "zsh_complete", "COMP_WORDS": f"flash {words}", "COMP_CWORD": "2"}
    ran = subprocess.run(
        [sys.executable, "-c", ASKED],
        cwd=decks,
        env=os.environ | asks,
        capture_output=True,
        check=True,
        text=True,
    )
    *offered, is_loaded = ran.stdout.splitlines()
    assert (bool(offered), is_loaded) == (True, str(opens))


TYPED = r"""
eval "$(flash completion bash)"
COMP_WORDS=(flash review 'my\ words/') COMP_CWORD=2
_flash_completion flash 'my\ words/' review
printf '%s\n' "${COMPREPLY[@]}"
"""
"""What bash does at Tab behind `flash review my\\ words/`."""


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_bash_puts_a_name_with_blanks_in_as_one_word(decks):
    path = f"{Path(FLASH).parent}{os.pathsep}{os.environ['PATH']}"
    ran = subprocess.run(
        [str(shutil.which("bash")), "-c", TYPED],
        cwd=decks,
        env=os.environ | {"PATH": path},
        capture_output=True,
        check=True,
    )
    assert (ran.stdout.decode(), ran.stderr) == ("My\\ Words/Über\\ uns\n", b"")


def test_nothing_is_offered_and_nothing_made_where_no_collection_is(world):
    empty = world / "empty"
    empty.mkdir()
    deck(empty, "Q: a?\nA: b\n", "some.md")
    before = sorted(world.rglob("*"))
    for shell in ("zsh", "bash", "fish"):
        assert completed("review", "s", asks=shell, collection=empty) == []
        assert completed("review", "s", asks=shell) == []
        assert completed("review", "s", asks=shell, collection=world / "nowhere") == []
    assert sorted(world.rglob("*")) == before


def test_decks_are_not_read_and_an_older_or_broken_database_is_left_alone(decks):
    deck(decks, "Q: a?\nA: b\n", "33-later.md")
    database = decks / ".flash" / "flash.db"
    before = database.read_bytes()
    assert completed("review", "33") == []
    assert database.read_bytes() == before
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    connection.close()
    assert completed("review", "ma") == []
    with sqlite3.connect(database) as connection:
        assert connection.execute("SELECT * FROM alembic_version").fetchall() == [("0001",)]
    connection.close()
    database.write_bytes(b"SQLite format 3\0" + b"\xff" * 5_000)
    assert completed("review", "ma") == []
