"""Cards that an earlier version read by another rule: their histories follow, rule by rule."""

import re

import pytest
from collections_on_disk import at, deck, dump, opened

from flashcards.core.card import Card, Kind, Source
from flashcards.core.deck import Deck
from flashcards.core.decks.matching.match import Happened
from flashcards.core.identity import card_id
from flashcards.services.decks.read import deck_files_of
from flashcards.services.log.rebuild import rebuild
from flashcards.services.study.answer import Grade, answer
from flashcards.storage.database.engine import reading, writing
from flashcards.storage.files.deck_files import read_deck_file
from flashcards.storage.projection.cards import known_cards, orphans
from flashcards.storage.projection.decks import forget_files, put_deck

FILE = "numbers.md"
DELETION = re.compile("⟦(.*?)⟧", re.DOTALL)


def question(line, front, back):
    """A card as the version before read it."""
    return Card(card_id(Kind.HEADING, front, back), Kind.HEADING, front, back, Source(FILE, line))


def cloze(line, marked):
    """The siblings of a cloze as the version before read them: its deletions are in ⟦ ⟧."""
    front = DELETION.sub(r"[\1]", marked)
    text = DELETION.sub(r"\1", marked)
    spans = [
        (found.start() - 2 * number, found.end() - 2 * number - 2)
        for number, found in enumerate(DELETION.finditer(marked))
    ]
    return [
        Card(
            card_id(Kind.CLOZE, text, "", span),
            Kind.CLOZE,
            front,
            "",
            Source(FILE, line),
            span=span,
        )
        for span in spans
    ]


DETAILS = "###### Why?\n\n- {0}\n\n<details>\n\n#### Answer: {0}\n\nIt is.\n\n</details>\n\n"
ITEMS = "---\ncards: headings\nlevel: 3\n---\n"
RULES = {
    "answers in details, of one question asked twice": (
        DETAILS.format("a") + DETAILS.format("b"),
        [question(1, "Why?", "- a\n\n<details>"), question(13, "Why?", "- b\n\n<details>")],
    ),
    "a heading in an item": (
        f"{ITEMS}- ### a\n\n  b\n  # c\n  d\n",
        [question(5, "a", "  b")],
    ),
    "an item's indentation": (f"{ITEMS}1. ### a\n\n    b\n", [question(5, "a", "    b")]),
    "blanks before a tag": (
        "Q: a\nA: b\n\n C: [x]\n\nQ: c\nA: d\n",
        [question(1, "a", "b\n\n C: [x]")],
    ),
    "an id of more than 64 characters": (
        f"Q: a\nA: b\n<!-- id: {'x' * 200} -->\n",
        [question(1, "a", "b")],
    ),
    "a label": ("## a?\n\nAnswer:\n\nb\n", [question(1, "a?", "Answer:\n\nb")]),
    "a callout": (
        "C: > [!tip] Use the [mean] or the [sum].\n",
        cloze(1, "> ⟦!tip⟧ Use the ⟦mean⟧ or the ⟦sum⟧."),
    ),
    "a wiki link and a citation": (
        "C: [[x]], [@y], and [1] or [1] or [1].\n",
        cloze(1, "⟦[x]⟧, ⟦@y⟧, and ⟦1⟧ or ⟦1⟧ or ⟦1⟧."),
    ),
    "HTML, code and addresses": (
        'C: <a title="[x]">a</a> <code>b[1]</code> http://x/[y] [c] [d]\n',
        cloze(1, '<a title="⟦x⟧">a</a> <code>b⟦1⟧</code> http://x/⟦y⟧ ⟦c⟧ ⟦d⟧'),
    ),
    "hints": (
        "C: The [mean :: of what?] or the [sum] or the [sum :: x].\n",
        cloze(1, "The ⟦mean :: of what?⟧ or the ⟦sum⟧ or the ⟦sum :: x⟧."),
    ),
    "deletions in a fence": (
        "C: In [this] code\n\n```py cloze\n{{def}} f(): ...\n```\nand [that].\n",
        cloze(1, "In ⟦this⟧ code\n\n```py cloze\n{{def}} f(): ...\n```\nand ⟦that⟧."),
    ),
}
NO_MORE = {"a callout": 1, "a wiki link and a citation": 2, "HTML, code and addresses": 3}
"""How many of the first cards are none by the new rule."""


def schedules(collection):
    """The schedules of all living cards that have one, in deck order."""
    with reading(collection.engine) as connection:
        return [one.schedule for one in known_cards(connection) if one.schedule.reps]


@pytest.mark.parametrize("rule", RULES)
def test_a_history_follows_where_a_rule_changes(tmp_path, rule):
    text, cards = RULES[rule]
    deck(tmp_path, text)
    with opened(tmp_path) as collection:
        file, digest = deck_files_of(collection)[FILE], read_deck_file(tmp_path, FILE).digest
        with writing(collection.engine) as connection:
            forget_files(connection, [FILE])
            then = Deck(FILE, "numbers", "numbers", cards=tuple(cards))
            put_deck(connection, then, file, digest, 4)
        kept = cards[NO_MORE.get(rule, 0) :]
        for number, card in enumerate(kept):
            for minute in range(number + 1):
                answer(collection, at(minutes=20 * minute), card.id, Grade(3))
        before = schedules(collection)
    with opened(tmp_path) as collection:
        happened = [match.happened for match in collection.reading.matches]
        assert happened.count(Happened.EDITED) >= 1
        assert happened.count(Happened.ORPHAN) == 0
        assert schedules(collection) == before
        with reading(collection.engine) as connection:
            assert not list(orphans(connection))
        found = dump(collection)
        rebuild(collection)
        assert dump(collection) == found
