"""Each command, option, setting and kind of card is defined in exactly one page of the manual.

What a definition looks like is said in `definitions.py`.
"""

from collections import defaultdict

import pytest
from manual.definitions import commands, defined, options
from manual.pages import PAGES

from flashcards.core.card import Kind
from flashcards.core.decks.settings import comment, front_matter
from flashcards.core.settings import KEYS

SETTINGS = {*KEYS, *front_matter._KEYS, *comment._KEYS}
ALL = {
    "command": set(commands()),
    "option": options(),
    "setting": SETTINGS,
    "kind": set(map(str, Kind)),
}


@pytest.fixture(scope="module")
def pages():
    """The pages that define a thing, by its sort and its name."""
    found = defaultdict(set)
    for page in PAGES:
        for one in defined(page):
            found[one.sort, one.name].add(page.stem)
    return found


@pytest.mark.parametrize("sort", ALL)
def test_everything_is_defined_in_some_page(pages, sort):
    assert sorted(name for name in ALL[sort] if (sort, name) not in pages) == []


def test_nothing_is_defined_in_two_pages(pages):
    assert {one: where for one, where in pages.items() if len(where) > 1} == {}


def test_what_a_page_defines_is_there(pages):
    assert sorted(name for sort, name in pages if name not in ALL[sort]) == []
