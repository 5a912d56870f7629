"""`flash help`: the topics, a page as text or in a pager, and what to say of any other word."""

import re

import pytest
from manual.definitions import Definition, defined
from manual.pages import PAGES
from running import Terminal, flash, ok, process

from flashcards.cli.catalogue import SUMMARIES

TOPICS = [page.stem for page in PAGES]
pytestmark = pytest.mark.usefixtures("home")


def test_without_a_topic_every_page_is_named_with_its_line():
    lines = ok("help").lines
    for page in PAGES:
        said = page.read_text(encoding="utf-8").splitlines()[2]
        assert [line.split(None, 1) for line in lines].count([page.stem, said]) == 1
    assert max(map(len, lines)) <= 80
    assert lines[-1] == "Read one: flash help TOPIC"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_into_a_pipe_goes_the_page_as_it_is_written(page):
    assert ok("help", page.stem).out == page.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_at_a_terminal_a_page_is_rendered_in_a_pager(page, monkeypatch):
    monkeypatch.setenv("PAGER", "tr -d '\\n'")
    with Terminal("help", page.stem, columns=60) as terminal:
        said = terminal.rest()
    title = page.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
    assert title in said
    assert "\n" not in said
    assert not re.search(r"^# |<!-- on |open-ended|\.md\)", said)


def test_a_link_to_a_page_is_shown_as_the_command_that_opens_it(monkeypatch):
    linking = next(page for page in PAGES if "](glossary.md)" in page.read_text(encoding="utf-8"))
    monkeypatch.setenv("PAGER", "cat")
    with Terminal("help", linking.stem, columns=100) as terminal:
        assert "(flash help glossary)" in " ".join(terminal.rest().split())


@pytest.mark.parametrize("command", sorted(set(SUMMARIES) - set(TOPICS)))
def test_a_command_that_is_no_topic_says_its_help_and_where_it_is_defined(command):
    said, own = ok("help", command).out, ok(command, "--help").out
    definition = Definition("command", f"flash {command}")
    more = [
        f"\nMore of it: flash help {page.stem}\n" for page in PAGES if definition in defined(page)
    ]
    assert said == own + "".join(more)


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("glosary", "did you mean 'glossary'?"),
        ("burry", "did you mean 'bury'?"),
        ("xyzzy", "see them with `flash help`."),
        ("../../README", "see them with `flash help`."),
        ("", "see them with `flash help`."),
    ],
)
def test_an_unknown_topic_is_wrong_usage_with_a_hint(word, hint):
    ran = flash("help", word)
    assert (ran.code, ran.out) == (2, "")
    assert f"Error: There is no topic '{word}': {hint}\n" in ran.err


def test_topics_are_completed(monkeypatch):
    words = {"COMP_WORDS": "flash help glo", "COMP_CWORD": "2"}
    for name, value in (words | {"_FLASH_COMPLETE": "bash_complete"}).items():
        monkeypatch.setenv(name, value)
    assert process().lines == ["plain,glossary"]
