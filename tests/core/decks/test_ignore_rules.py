"""Which paths an ignore file keeps out: what git itself says, on any patterns and paths."""

import os
import shutil
import subprocess
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.decks.files.ignore_rules import ignore_rules, is_ignored

GIT = shutil.which("git")
COMMON = [b"a", b"b", b"x", b"*", b"*", b"**", b"**/", b"/**/", b"/", b"?", b"[ab]"]
SETS = [b"[!a]", b"[^b-x]", b"[]a]", b"[a-]", b"[--0]", b"[z-a]", b"[\\]]", b"[a-\\x]", b"[a/b]"]
CLASSES = [b"[[:alpha:]]", b"[[:space:]-]", b"[[:punct:]x]", b"[[:no:]]", b"[[:alpha]", b"[[:]"]
ODD = [b"[", b"]", b"-", b"^", b"!", b"#", b" ", b"\r", b"\t", b"\xc3\xa9", b"\0", b"\\", b"\\*"]
LETTERS = [b"a", b"b", b"x", b"ab"]
UNLIKELY = [b"*", b"-", b"]", b"[", b"\\", b"#", b"!", b"\xc3\xa9", b"\t", b" ", b".", b"A", b"0"]
FILES, PATHS = 60, 30


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """An empty repository, and an environment in which no ignore file of the user's counts."""
    root = tmp_path_factory.mktemp("repository")
    nowhere = {"HOME": str(root), "XDG_CONFIG_HOME": str(root), "GIT_CONFIG_NOSYSTEM": "1"}
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")} | nowhere
    subprocess.run([GIT, "init", "-q", root], env=environment, check=True)
    return root, environment


@pytest.mark.skipif(GIT is None, reason="git is missing, whose word is the rule")
@given(st.integers(0, 2**32))
def test_ignored_is_what_git_ignores(repository, seed):
    """Whole batches, drawn from a seed: a process of git for each pair would take too long."""
    random = Random(seed)
    contents = [ignore_file(random) for _ in range(FILES)]
    asked = [(n, path(random)) for n in range(FILES) for _ in range(PATHS)]
    gits = ignored_by_git(*repository, contents, asked)
    rules = [ignore_rules(content) for content in contents]
    differing = [(contents[n], one) for n, one in asked if kept_out(rules[n], one) != gits[n, one]]
    assert differing == []


def ignore_file(random):
    """One to three lines of patterns, most of them plain."""
    return b"\n".join(
        (b"!" if random.random() < 0.15 else b"") + drawn(random, COMMON, SETS + CLASSES + ODD, 7)
        for _ in range(random.randint(1, 3))
    )


def path(random):
    """One to four names."""
    names = [drawn(random, LETTERS, UNLIKELY, 4) for _ in range(random.randint(1, 4))]
    return b"/".join(b"..." if set(name) == {*b"."} else name for name in names)


def drawn(random, common, unlikely, most):
    """Parts in a row, of which one in four is an unlikely one."""
    return b"".join(
        random.choice(unlikely if random.random() < 0.25 else common)
        for _ in range(random.randint(1, most))
    )


def ignored_by_git(root, environment, contents, asked):
    """Whether git ignores each path in the folder that has that ignore file."""
    for number, content in enumerate(contents):
        (root / str(number)).mkdir(exist_ok=True)
        (root / str(number) / ".gitignore").write_bytes(content)
    command = [GIT, "-C", root, "check-ignore", "--no-index", "--stdin", "-z"]
    names = {(n, one): b"%d/%s" % (n, one) for n, one in asked}
    questions = b"\0".join(names.values())
    said = subprocess.run(
        command, input=questions, env=environment, capture_output=True, check=False
    )
    assert said.returncode in {0, 1}, said.stderr
    ignored = set(said.stdout.split(b"\0"))
    return {one: name in ignored for one, name in names.items()}


def kept_out(rules, path):
    """Whether a file is ignored, or a folder above it."""
    names = path.split(b"/")
    above = (b"/".join(names[:depth]) for depth in range(1, len(names)))
    return any(is_ignored(rules, folder, is_folder=True) for folder in above) or is_ignored(
        rules, path, is_folder=False
    )


@pytest.mark.parametrize(
    ("content", "path", "expected"),
    [
        (b"drafts/", b"drafts/a.md", True),
        (b"drafts/", b"drafts", False),
        (b"drafts/", b"x/drafts/a.md", True),
        (b"/drafts", b"x/drafts/a.md", False),
        (b"*.tmp.md\n!keep.tmp.md", b"x/keep.tmp.md", False),
        (b"*.tmp.md\n!keep.tmp.md", b"x/lose.tmp.md", True),
        (b"old/*.md", b"old/a.md", True),
        (b"old/*.md", b"old/x/a.md", False),
        (b"old/**/a.md", b"old/a.md", True),
        (b"old/**/a.md", b"old/x/y/a.md", True),
        (b"**/old", b"x/old/a.md", True),
        (b"a?c[0-9].md", b"abc7.md", True),
        (b"a?c[!0-9].md", b"abc7.md", False),
        (b"# all\n\\#one.md\r\ntwo.md  ", b"#one.md", True),
        (b"# all\n\\#one.md\r\ntwo.md  ", b"two.md", True),
        (b"one\\  ", b"one ", True),
        (b"one\\\\ ", b"one\\", True),
        (b"\xef\xbb\xbfone.md", b"one.md", True),
        (b"[open\nclosed\\", b"[open", False),
        (b"a\x0bb", b"a", False),
    ],
)
def test_patterns_mean_what_they_mean_to_git(content, path, expected):
    assert kept_out(ignore_rules(content), path) is expected
