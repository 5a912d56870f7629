"""Every page has a title, says in one line what it tells, and is read in some minutes."""

import re

import pytest
from manual.pages import MANUAL, PAGES, README, WITH_README

from flashcards.cli.catalogue import SECTIONS

_LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_begins_with_a_title_and_one_line_and_has_at_most_150(page):
    lines = page.read_text(encoding="utf-8").splitlines()
    title, blank, line, end = lines[:4]
    assert title.startswith("# ")
    assert (blank, end) == ("", "")
    assert 0 < len(line) <= 62
    assert len(lines) <= 150


@pytest.mark.parametrize("page", WITH_README, ids=lambda page: page.stem)
def test_a_link_to_another_page_leads_somewhere(page):
    linked = _LINK.findall(page.read_text(encoding="utf-8"))
    missing = [to for to in linked if ":" not in to and not (page.parent / to).exists()]
    assert missing == []


def test_the_manual_is_one_folder_of_pages():
    assert {path.suffix for path in MANUAL.iterdir()} == {".md", ".png"}


def test_a_picture_of_the_manual_is_small_and_stands_in_the_page_of_its_name():
    for path in MANUAL.glob("*.png"):
        assert path.stat().st_size <= 60_000
        assert f"]({path.name})" in path.with_suffix(".md").read_text(encoding="utf-8")


def test_the_readme_is_short_and_has_the_two_lines_and_every_page():
    text = README.read_text(encoding="utf-8")
    made = "    python3 -m venv .venv && .venv/bin/pip install -q"
    assert len(text.splitlines()) <= 120
    assert f"\n{made} . && .venv/bin/flash review\n" in text
    assert f"\n{made} -e '.[test]' && .venv/bin/pytest -n 2\n" in text
    assert [page.name for page in PAGES if f"(flashcards/manual/{page.name})" not in text] == []


def test_the_readme_has_every_command_in_its_section():
    text = README.read_text(encoding="utf-8")
    for section, commands in SECTIONS.items():
        row = re.search(rf"^\| {section} \| ([^|;]*?)(?:; [^|]*)? \|$", text, re.MULTILINE)
        assert re.findall(r"`([a-z-]+)`", row[1]) == list(commands)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_file_of_the_tests_that_a_page_names_is_there(page):
    named = re.findall(r"\btests/[\w/]+\.\w+", page.read_text(encoding="utf-8"))
    assert [file for file in named if not (README.parent / file).is_file()] == []
