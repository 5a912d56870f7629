"""Every page has a title, says in one line what it tells, and is read in some minutes."""

import re

import pytest
from manual.pages import MANUAL, PAGES

_LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_begins_with_a_title_and_one_line_and_has_at_most_150(page):
    lines = page.read_text(encoding="utf-8").splitlines()
    title, blank, line, end = lines[:4]
    assert title.startswith("# ")
    assert (blank, end) == ("", "")
    assert 0 < len(line) <= 62
    assert len(lines) <= 150


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_link_to_another_page_leads_somewhere(page):
    linked = _LINK.findall(page.read_text(encoding="utf-8"))
    missing = [to for to in linked if ":" not in to and not (page.parent / to).exists()]
    assert missing == []


def test_the_manual_is_one_folder_of_pages():
    assert {path.suffix for path in MANUAL.iterdir()} == {".md"}
