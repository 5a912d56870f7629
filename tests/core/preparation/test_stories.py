"""STARL stories: parts, themes, and the time they take to tell."""

from textwrap import dedent

import pytest
from core.decks.deck_text import read
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.card import Kind
from flashcards.core.preparation.stories import (
    StoryPart,
    Telling,
    Theme,
    is_begun,
    parts,
    story_problems,
    themes_missing,
    themes_of,
    told_s,
)

TOLD = "\n".join(f"### {part}\n{'word ' * 50}" for part in StoryPart)
"""A story of 250 words: 1:40."""


def tellings(text):
    """The stories of a deck."""
    deck = read(f"---\ncards: stories\n---\n{dedent(text)}")
    return [Telling(card, card.tags, deck.settings.limit_s) for card in deck.cards]


def problems(text):
    """Line, message and hint of what is wrong with the stories of a deck."""
    found = story_problems(tellings(text))
    return [(one.source.line, str(one.severity), one.message, one.hint) for one in found]


@given(st.text())
def test_any_text_can_be_looked_at_for_a_story(text):
    assert set(parts(text)) <= set(StoryPart)
    assert told_s(text) >= 0


@given(st.permutations(list(StoryPart)), st.integers(1, 5), st.sampled_from(["", "s", ":", " "]))
def test_each_part_has_what_stands_below_its_heading(order, level, tail):
    marks = "#" * level
    story = "\n\n".join(f"{marks} {part.upper()}{tail}\n{part} it was" for part in order)
    assert parts(story) == {part: f"{part} it was" for part in StoryPart}


def test_deeper_headings_belong_to_a_part_and_others_end_it():
    story = dedent("""\
        ### Action
        first
        #### Then
        more
        ### Aside
        none of it
        ```
        ### Result
        ```
        ### Lessons
        less
        ### Action
        last
        ## Above
        none of it
        """)
    assert parts(story) == {
        StoryPart.ACTION: "first\n#### Then\nmore\nlast",
        StoryPart.LEARNING: "less",
    }


@given(st.integers(0, 600))
def test_a_hundred_and_fifty_words_take_a_minute(words):
    assert told_s("### Action\n" + "word, " * words) == round(words * 0.4)


def test_headings_comments_and_marks_are_not_said():
    assert told_s("### Task\n<!-- one\ntwo -->\n- **five** words, it - is - said: *well*\n") == 2


def test_a_story_with_all_its_parts_and_two_minutes_of_words_is_fine():
    assert problems(f"## A failure\n{TOLD}") == []


def test_a_part_that_is_missing_or_empty_is_named_at_the_storys_line():
    assert problems("""\
        # Mine
        ## The outage
        ### Situation
        text
        ### Task
        ### Action

        <!-- later -->
        ### Result
        text
        """) == [
        (5, "warning", "story without Learning", "write ### Learning"),
        (5, "warning", "nothing below Task", "tell it in your own words"),
    ]


def test_a_story_that_is_only_headings_is_not_told_yet():
    text = "## New\n" + "".join(f"### {part}\n" for part in StoryPart)
    assert [message for _, _, message, _ in problems(text)] == ["story not told yet"]


def test_a_story_without_parts_lacks_them_all():
    ((_, _, message, hint),) = problems("## Once\nupon a time\n")
    assert message == "story without Situation, Task, Action, Result and Learning"
    assert hint == "write ### Situation, ### Task, ### Action, ### Result and ### Learning"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (330, None),
        (335, "a long story, about 2:14 to tell at 150 words a minute"),
        (100, None),
        (95, "a short story, about 0:38 to tell at 150 words a minute"),
    ],
)
def test_words_that_do_not_fit_the_time_are_counted(words, message):
    text = "".join(f"### {part}\n{'word ' * (words // 5)}\n" for part in StoryPart)
    found = [one for _, _, one, _ in problems(f"## It\n{text}")]
    assert found == ([] if message is None else [message])


def test_a_storys_own_limit_counts():
    text = "## It\n<!-- limit: 1m -->\n" + TOLD
    (card,) = read(f"---\ncards: stories\n---\n{text}").cards
    (problem,) = story_problems([Telling(card, (), card.limit_s)])
    assert (problem.message[:12], problem.hint) == ("a long story", "it has 1:00: cut 100 words")
    assert not list(story_problems([Telling(card, (), None)]))


@pytest.mark.parametrize(
    ("title", "themes"),
    [
        ("The ranker that failed", {Theme.FAILURE}),
        ("How I led three teams under PRESSURE", {Theme.LEADERSHIP, Theme.DEADLINE}),
        ("A disagreement over data", {Theme.CONFLICT}),
        ("Unclear goals, learnt late", {Theme.AMBIGUITY, Theme.LEARNING}),
        ("The outage", {Theme.MISTAKE}),
        ("A ledger", set()),
        ("Unfailing", set()),
    ],
)
def test_a_title_names_its_themes(title, themes):
    (telling,) = tellings(f"## {title}\ntext\n")
    assert themes_of(telling) == themes


def test_tags_name_themes_too_and_the_rest_is_missing():
    told = tellings("## It\n<!-- tags: failure, high-impact -->\ntext\n")
    assert themes_of(told[0]) == {Theme.FAILURE, Theme.IMPACT}
    assert themes_missing(told) == tuple(t for t in Theme if t not in themes_of(told[0]))
    assert themes_missing([]) == tuple(Theme)
    everything = Telling(told[0].card, tuple(Theme))
    assert themes_missing([everything]) == ()


@pytest.mark.parametrize(
    ("front", "limit_s"),
    [("cards: stories", 120), ("cards: stories\nlimit: 90s", 90), ("cards: prompts", None)],
)
def test_a_deck_of_stories_has_two_minutes_unless_it_says_otherwise(front, limit_s):
    deck = read(f"---\n{front}\n---\n## It\ntext\n")
    assert deck.settings.limit_s == limit_s
    assert deck.cards[0].kind is (Kind.PROMPT if "prompts" in front else Kind.STORY)


@pytest.mark.parametrize(
    ("story", "begun"),
    [
        ("", False),
        ("### Situation\n\n### Task\n", False),
        ("### Situation\n<!-- limit: 2m -->\n---\n### Task", False),
        ("### Situation\nWe", True),
        ("Told without parts", True),
    ],
)
def test_a_story_is_begun_with_its_first_word_below_a_heading(story, begun):
    assert is_begun(story) is begun
