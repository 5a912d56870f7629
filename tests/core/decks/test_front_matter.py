"""The keys at the top of a deck."""

import subprocess
import sys
from datetime import timedelta

import pytest
from core.decks.deck_text import faces, mistakes, read

from flashcards.core.deck import DeckSettings
from flashcards.core.problem import Severity
from flashcards.core.schedule import Overrides

SETTINGS = DeckSettings(
    ("exam", "ml"),
    150 * 60,
    7,
    90,
    Overrides(0.85, (), (timedelta(minutes=10), timedelta(days=1)), 180),
    suspended=True,
)


@pytest.mark.parametrize(
    "block",
    [
        """---
deck: ML/Theory
area: theory
tags: [exam, " ml ", exam]
limit: 150m
new_per_day: 7
reviews_per_day: 90
retention: 0.85
learning_steps: []
relearning_steps: [10m, 1d]
maximum_interval_days: 180
suspended: yes
---""",
        """---\x20
deck = "ML/Theory"
area = "theory"
tags = ["exam", "ml"]
limit = "150m"
new_per_day = 7
reviews_per_day = 90
retention = 0.85
learning_steps = []
relearning_steps = ["10m", "1d"]
maximum_interval_days = 180
suspended = true
---\t""",
        """+++
name = "ML/Theory"
"area" = "theory"
tags = [
  "exam",
  "ml",
]
limit = "150m"
new_per_day = 7
reviews_per_day = 90
retention = 0.85
learning_steps = []
relearning_steps = ["10m", "1d"]
maximum_interval_days = 180
suspended = true
+++""",
        """---
# a comment
name: other
deck: 'ML/Theory'
area: theory
tags:
  - exam
  - ml
limit: 150m
new_per_day: 7
reviews_per_day: 90
retention: .85
learning_steps: []
relearning_steps:
  - 10m
  - 1d
maximum_interval_days: 180
suspended: True
---""",
    ],
)
def test_it_is_toml_or_yaml(block):
    deck = read(f"\ufeff{block}\nQ: a\nA: b\n", "x/a.md")
    assert not deck.problems
    assert (deck.name, deck.area) == ("ML/Theory", "theory")
    assert deck.settings == SETTINGS
    assert deck.cards[0].source.line == block.count("\n") + 2
    assert read(f"{block}\nQ: a\nA: b\n".replace("\n", "\r\n"), "x/a.md") == deck


@pytest.mark.parametrize(("word", "typed"), [("typed", True), ("aloud", False)])
def test_a_deck_may_have_its_answers_typed(word, typed):
    deck = read(f"---\nanswer: {word}\n---\nQ: a\nA: b\n")
    assert (deck.problems, deck.settings) == ((), DeckSettings(typed=typed))


@pytest.mark.parametrize("value", ["yes", "1", "[typed]", "Typed"])
def test_answers_that_are_neither_typed_nor_said_are_a_warning_and_no_card_is_in_doubt(value):
    deck = read(f"---\nanswer: {value}\n---\nQ: a\nA: b\n")
    (problem,) = deck.problems
    assert (problem.severity, problem.source.line) == (Severity.WARNING, 2)
    assert problem.message == "`answer` must be `typed` or `aloud`"
    assert (deck.settings, deck.is_uncertain) == (DeckSettings(), False)


def test_it_is_optional_and_so_is_every_key():
    assert read("Q: a\nA: b\n").settings == DeckSettings()
    deck = read("---\n---\nQ: a\nA: b\n")
    assert (deck.problems, deck.cards[0].source.line) == ((), 3)


def test_the_cards_of_a_deck_do_not_repeat_its_tags_and_limit():
    (card,) = read("---\ntags: [a]\nlimit: 2m\n---\nQ: a\nA: b\n").cards
    assert (card.tags, card.limit_s) == ((), None)


@pytest.mark.parametrize(
    ("entry", "key", "allowed"),
    [
        ("deck: 7", "deck", "text"),
        ("deck: ''", "deck", "text"),
        ("deck:", "deck", "text"),
        ("deck: 2024-01-01", "deck", "text"),
        ("name: [a]", "name", "text"),
        ("area: {a: b}", "area", "a word"),
        ("cards: heading", "cards", "one of auto, tags, headings"),
        ("cards: true", "cards", "one of auto, tags, headings"),
        ("level: 0", "level", "a whole number from 1 to 6"),
        ("level: 7", "level", "a whole number from 1 to 6"),
        ("level: true", "level", "a whole number from 1 to 6"),
        ("level: 2.0", "level", "a whole number from 1 to 6"),
        ("tags: {a: b}", "tags", "words, like"),
        ("tags: true", "tags", "words, like"),
        ("tags: [[a]]", "tags", "words, like"),
        ("limit: 0s", "limit", "a time from 1s to 24h"),
        ("limit: 25h", "limit", "a time from 1s to 24h"),
        ("limit: 1:30", "limit", "a time from 1s to 24h"),
        ("limit: 90", "limit", "a time from 1s to 24h"),
        ("limit: 2 minutes", "limit", "a time from 1s to 24h"),
        ("new_per_day: -1", "new_per_day", "a whole number from 0"),
        ("new_per_day: 99999999", "new_per_day", "a whole number from 0"),
        (f"new_per_day: {'9' * 5000}", "new_per_day", "a whole number from 0"),
        ("retention: 0.69", "retention", "a number from 0.70 to 0.99"),
        ("retention: 1", "retention", "a number from 0.70 to 0.99"),
        ("retention: .nan", "retention", "a number from 0.70 to 0.99"),
        ("retention: 90%", "retention", "a number from 0.70 to 0.99"),
        ("reviews_per_day: 1.5", "reviews_per_day", "a whole number from 0 to 9999"),
        ("learning_steps: 10m", "learning_steps", "a list of durations of up to a day"),
        ("relearning_steps: [2d]", "relearning_steps", "a list of durations of up to a day"),
        ("maximum_interval_days: 0", "maximum_interval_days", "a whole number from 1 to 36500"),
        ("suspended: 1", "suspended", "`true` or `false`"),
    ],
)
def test_a_wrong_value_is_a_problem_that_names_what_is_allowed(entry, key, allowed):
    deck = read(f"---\n# mine\n{entry}\n---\nQ: a\nA: b\n")
    (problem,) = deck.problems
    assert problem.severity == Severity.ERROR
    assert problem.source.line == 3
    assert problem.message.startswith(f"`{key}` must be {allowed}")
    assert len(deck.cards) == 1
    assert deck.settings == DeckSettings()


@pytest.mark.parametrize(
    ("limit", "seconds"), [("1s", 1), ("90s", 90), ("2m", 120), ("45m", 2700), ("24h", 86400)]
)
def test_a_limit_is_a_number_and_a_unit(limit, seconds):
    assert read(f"---\nlimit: {limit}\n---\n").settings.limit_s == seconds


def test_the_ends_of_a_range_are_in_it():
    settings = read("---\nretention: .70\nnew_per_day: 0\nlevel: 6\n---\n").settings
    assert (settings.policy.retention, settings.new_per_day) == (0.7, 0)
    assert read("---\nretention: .99\n---\n").settings.policy.retention == 0.99


def test_a_key_near_one_of_ours_is_a_warning_with_its_line_and_those_of_others_are_silent():
    deck = read("---\narea: a\nretension: .9\n? [a, b]\n: c\n<<: {x: y}\nTags: [x]\n---\n")
    assert mistakes(deck) == [(3, "unknown key `retension`"), (7, "unknown key `tags`")]
    assert {problem.severity for problem in deck.problems} == {Severity.WARNING}
    assert [problem.hint for problem in deck.problems] == ["write `retention`", "write `tags`"]
    assert mistakes(read('+++\n"area" = "a"\n["new-per-day"]\n"\\u0061x" = 1\n+++\n')) == [
        (3, "unknown key `new-per-day`")
    ]


def test_keys_of_other_programs_are_silent():
    keys = ["title", "aliases", "date", "layout", "permalink", "description", "category", "close"]
    keys += ["sr-due", "sr-interval", "cssclass", "created", "draft", "weight", "type", "read"]
    assert not read("---\n" + "".join(f"{key}: [x]\n" for key in keys) + "---\n").problems


@pytest.mark.parametrize(
    "tags",
    [
        *("tags: [exam, ml/deep, 2024]", "tags: exam, ml/deep, 2024", "tags: exam ml/deep 2024"),
        *("tags: #exam #ml/deep #2024", "tags: [#exam, '#ml/deep', #2024]  # mine"),
        *("tags:\n  - exam\n  - #ml/deep\n  - 2024", "tags:\n- '#exam'\n- ml/deep\n- #2024"),
        'tags = "exam, #ml/deep 2024"',
    ],
)
def test_tags_are_a_list_or_words_between_commas_or_blanks(tags):
    deck = read(f"---\narea: a # b\n{tags}\n---\n".replace("area: a # b\ntags =", "tags ="))
    assert not deck.problems
    assert deck.settings.tags == ("exam", "ml/deep", "2024")


@pytest.mark.parametrize("tags", ["tags:", "tags: []", "tags: ['']", "tags: ''"])
def test_no_tags_are_none(tags):
    deck = read(f"---\n{tags}\n---\n")
    assert (deck.problems, deck.settings.tags) == ((), ())


def test_yaml_is_tried_where_a_line_looks_like_toml_and_the_further_error_is_told():
    assert read("---\narea: x\nnotes: |\n  a = b\n---\n").area == "x"
    (problem,) = read("---\narea: x\nnotes: |\n  a = b\nb: [c\nd: e\n---\n").problems
    assert problem.source.line == 6
    (problem,) = read('---\narea = "x"\nlimit = "1m"\nlevel = = 2\n---\n').problems
    assert problem.source.line == 4


def test_a_key_twice_is_a_warning_and_the_first_counts():
    deck = read("---\narea: a\narea: b\n---\n")
    assert deck.area == "a"
    assert mistakes(deck) == [(3, "`area` is here twice")]


@pytest.mark.parametrize(
    ("block", "line"),
    [
        ("---\narea: a\n\tlevel: 2\n---", 3),
        ("---\narea: [a\n---", 2),
        ('---\narea = "a"\nlevel = = 2\n---', 3),
        ('+++\narea = "a\n+++', 2),
        ("+++\narea: a\n+++", 2),
        ("+++\ntags = [\n+++", 2),
        (f"+++\nlevel = {'9' * 5000}\n+++", 2),
        (f"+++\na = {'[' * 2000}\n+++", 2),
        (f"---\na: {'[' * 1000}\n---", 2),
        ("---\nJust a text.\n---", 2),
        ("---\n- a\n- b\n---", 2),
        ("---\narea: a\n\x07\n---", 3),
        ("---\narea: *nowhere\n---", 2),
        ("---\narea: a\n...\nb: c\n---", 4),
        ('---\narea: "\\UFFFFFFFF"\n---', 2),
    ],
)
def test_broken_front_matter_is_a_problem_and_the_file_is_read_as_if_it_had_none(block, line):
    deck = read(f"{block}\nQ: a\nA: b\n")
    (problem,) = deck.problems
    assert problem.severity == Severity.ERROR
    assert problem.source.line == line
    assert problem.message.startswith("front matter cannot be read: ")
    assert faces(deck) == [("a", "b")]
    assert (deck.area, deck.settings) == ("a", DeckSettings())
    assert deck.is_uncertain


def test_a_deck_is_uncertain_where_a_mistake_may_have_changed_its_cards():
    assert read("---\ncards: heading\n---\n").is_uncertain
    assert read("---\nlevel: 9\n---\n").is_uncertain
    assert not read("---\nlevel: 3\nlevel: 3\nx: y\n---\n").is_uncertain
    assert not read("Q: a\n").is_uncertain


def test_aliases_do_not_grow():
    bomb = "a: &a [x, x]\n" + "".join(
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n"
        for old, new in zip("abcdefghijk", "bcdefghijkl", strict=True)
    )
    deck = read(f"---\n{bomb}tags: *l\n---\nQ: a\nA: b\n")
    assert len(deck.cards) == 1
    assert deck.problems[-1].message.startswith("`tags` must be")


@pytest.mark.parametrize(
    "text",
    [
        "---\nQ: a\nA: b\n---\n",
        "---\nnotes\nQ: a\nA: b\n\n---\n",
        "---\n" + "notes\n" * 300 + "---\nQ: a\nA: b\n",
        "---\n" + "x" * 30000 + "\n---\nQ: a\nA: b\n",
        "---\n\nQ: a\nA: b\n",
        "\n\n---\narea: x\n---\nQ: a\nA: b\n",
    ],
)
def test_a_rule_at_the_top_is_no_front_matter(text):
    deck = read(text)
    assert faces(deck) == [("a", "b")]
    assert not deck.problems
    assert deck.area == "a"


@pytest.mark.parametrize("text", ["---\narea: x\n", "+++\narea = 1\n", "+++", "---\ndeck = 1\n\n"])
def test_front_matter_without_its_end_is_a_problem(text):
    deck = read(f"{text}\nQ: a\nA: b\n")
    assert mistakes(deck) == [(1, "front matter without its end")]
    assert deck.is_uncertain
    assert faces(deck) == [("a", "b")]


def test_yaml_is_loaded_only_where_it_is_met():
    code = (
        "import sys; from flashcards.core.decks.parse import parse_deck;"
        "parse_deck('---\\nname = \"a\"\\n---\\nQ: a\\nA: b', 'a.md');"
        "assert 'yaml' not in sys.modules;"
        "parse_deck('---\\nname: a\\ntags: [b, c]\\n---\\n', 'a.md');"
        "assert 'yaml' not in sys.modules;"
        "parse_deck('---\\nname: [a\\n---\\n', 'a.md'); assert 'yaml' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("said", "order"), [("2", 2), ("-1", -1), ("1.5", 1.5), ("0", 0), ("007", 7)]
)
def test_the_order_of_a_deck_is_a_number(said, order):
    deck = read(f"---\norder: {said}\n---\nQ: a\nA: b\n")
    assert (deck.problems, deck.order) == ((), order)


@pytest.mark.parametrize("said", ["first", "'2'", "", ".nan", ".inf", "true", "[1]", "9" * 400])
def test_an_order_that_is_no_number_is_a_warning_and_the_deck_holds_as_if_it_said_none(said):
    deck = read(f"---\narea: x\norder: {said}\n---\nQ: a\nA: b\n")
    (problem,) = deck.problems
    assert (problem.severity, problem.source.line) == (Severity.WARNING, 3)
    assert problem.message == "`order` must be a number, like `2`"
    assert problem.hint == "correct it, or delete the line"
    assert (deck.order, deck.area, deck.is_uncertain) == (None, "x", False)
