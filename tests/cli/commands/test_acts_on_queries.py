"""Suspending, resuming, burying and resetting what a query finds: asked first, undone as one."""

import pytest
from running import Terminal, failed, flash, ok

pytestmark = pytest.mark.usefixtures("root")

QUERY = ("deck:maths", "-kind:cloze")
"""Two of the four cards of `maths`."""


def found(*query):
    return [row["line"] for row in ok("list", *query, "--json").json]


def test_a_query_finds_what_list_finds_and_undo_takes_all_of_it_back():
    assert ok("suspend", *QUERY, "--yes").out == (
        "Suspended 2 cards; `flash undo` takes all of them back.\n"
    )
    assert found("is:suspended") == found(*QUERY) == [5, 8]
    assert ok("undo").out == "Undone: suspend of 2 cards, all at once\n"
    assert found("is:suspended") == []
    assert ok("redo").out == "Redone: suspend of 2 cards, all at once\n"
    assert found("is:suspended") == [5, 8]
    assert ok("resume", "is:suspended", "--yes").out.startswith("Resumed 2 cards;")
    assert found("is:suspended") == []


@pytest.mark.parametrize(("verb", "is_so"), [("bury", "is:buried"), ("suspend", "is:suspended")])
def test_words_with_or_and_brackets_are_one_query(verb, is_so):
    ok(verb, "stump or kind:cloze", "--yes")
    assert found(is_so) == found("stump or kind:cloze") == [5, 11, 11]


def test_reset_takes_a_query():
    ok("answer", "maths:5", 4)
    ok("answer", "maths:8", 4)
    assert found("is:review") == [5, 8]
    assert ok("reset", "is:review", "--yes").out.startswith("Reset 2 cards;")
    assert found("is:review") == []
    ok("undo")
    assert found("is:review") == [5, 8]


@pytest.mark.parametrize("verb", ["suspend", "resume", "bury", "reset"])
def test_where_nobody_can_be_asked_many_cards_need_yes(verb):
    before = ok("list", "--json").json
    assert failed(verb, "deck:maths") == f"4 cards match: add --yes to {verb} all of them."
    assert ok("list", "--json").json == before


@pytest.mark.parametrize(("keys", "lines"), [("y\n", [5, 8]), ("n\n", []), ("\n", [])])
def test_at_a_terminal_it_says_how_many_and_asks(keys, lines):
    with Terminal("suspend", *QUERY) as terminal:
        terminal.shows("Suspend 2 cards? [y/N]")
        terminal.press(keys)
        assert terminal.code() == 0
        assert ("Nothing is changed." in terminal.rest()) == (not lines)
    assert found("is:suspended") == lines


def test_one_card_that_a_query_finds_is_not_asked_for():
    assert ok("bury", "tag:maths", "stump").out == "Buried 1 card; `flash undo` takes it back.\n"


def test_a_query_that_finds_nothing_or_means_nothing_is_a_sentence():
    assert failed("suspend", "deck:math").startswith("No card matches `deck:math`: did you mean")
    assert failed("bury", "is:odd").startswith("`is:odd` is not a filter")
    assert flash("suspend").code == 2


def test_a_card_is_named_as_before_and_text_alone_is_no_query():
    assert ok("suspend", "maths:5").out.startswith("Suspended 1 card;")
    assert failed("suspend", "stump").startswith("There is no card 'stump'")
    assert failed("suspend", "maths") == (
        "There is no card 'maths': for all cards of it, write `deck:maths`."
    )
    ok("undo")
    assert ok("suspend", '"stump"').out.startswith("Suspended 1 card;")


def test_cards_that_are_so_already_are_counted_apart():
    ok("suspend", "maths:5", "maths:8")
    assert ok("suspend", "deck:maths", "--yes").out == (
        "Suspended 2 cards; `flash undo` takes all of them back. 2 were suspended already.\n"
    )
    assert ok("undo").out == "Undone: suspend of 2 cards, all at once\n"
    assert found("is:suspended") == [5, 8]
    assert ok("resume", "maths:8", "maths:11").out == (
        "Resumed 1 card; `flash undo` takes it back. 2 were not suspended or buried.\n"
    )
    ok("answer", "maths:5", 4)
    assert ok("reset", "deck:maths", "--yes").out == (
        "Reset 1 card; `flash undo` takes it back. 3 were new already.\n"
    )


@pytest.mark.parametrize(
    ("verb", "what"), [("suspend", "suspended already"), ("bury", "buried already")]
)
def test_the_second_time_nothing_is_changed_and_undo_takes_the_first_back(verb, what):
    ok(verb, *QUERY, "--yes")
    assert ok(verb, *QUERY, "--yes").out == f"Nothing is changed: all 2 cards were {what}.\n"
    assert ok(verb, "maths:5").out == f"Nothing is changed: the card was {what}.\n"
    assert ok("undo").out == f"Undone: {verb} of 2 cards, all at once\n"


def test_a_terminal_asks_about_those_that_change_and_about_none_where_none_does():
    ok("suspend", "maths:5")
    with Terminal("suspend", *QUERY) as terminal:
        terminal.shows("Suspend 1 card? (1 is suspended already) [y/N]")
        terminal.press("y\n")
        assert terminal.code() == 0
    with Terminal("suspend", *QUERY) as terminal:
        assert "Nothing is changed: all 2 cards were suspended already." in terminal.rest()
