"""Decks that a version before read by another rule: parsed anew, and every history follows."""

import os
import re

import pytest
from collections_on_disk import at, deck, dump, ids, opened
from sqlalchemy import update

from flashcards.core.decks import PARSER_VERSION
from flashcards.core.decks.markdown import opaque
from flashcards.core.decks.markdown.inline import TextSpan
from flashcards.core.decks.matching.match import Happened
from flashcards.core.decks.syntaxes.cloze import read_cloze
from flashcards.services.log.rebuild import rebuild
from flashcards.services.study.answer import Grade, answer
from flashcards.storage.database.engine import reading, writing
from flashcards.storage.database.tables import files
from flashcards.storage.files.deck_files import read_deck_file
from flashcards.storage.projection.cards import known_cards, orphans

LONG_AGO = 1_700_000_000
REST = "\n***\n\nBut never mind the rest of it.\n\n- - -\n" + "It goes on for many lines.\n" * 40
"""What version 3 left out of a card that stood above it, without a word."""

CARDS = {
    "a question": "Q: What is a stump?\nA: A tree of one split.\n",
    "a question in one word": "Q: 1?\nA: 1\n",
    "a cloze": "C: The [mean] is the [first moment].\n",
    "a skill": "S: Explain ridge\nwithout notes\n",
}


def left_by_version_3(root, seen, whole):
    """A deck of which that version saw a part, answered twice; the schedules in deck order."""
    deck(root, seen)
    with opened(root) as collection:
        for card in ids(collection):
            answer(collection, at(), card, Grade(3))
            answer(collection, at(minutes=20), card, Grade(4))
        before = schedules(collection)
        path = deck(root, whole)
        os.utime(path, (LONG_AGO, LONG_AGO))
        digest, size = read_deck_file(root, path.name).digest, path.stat().st_size
        row = {"digest": digest, "size": size, "mtime_ns": LONG_AGO * 10**9, "parser_version": 3}
        with writing(collection.engine) as connection:
            connection.execute(update(files).values(**row))
    return before


def schedules(collection):
    """The schedules of all living cards, in deck order."""
    with reading(collection.engine) as connection:
        return [known.schedule for known in known_cards(connection)]


@pytest.mark.parametrize("kind", CARDS)
def test_a_card_that_grows_by_what_stood_below_a_rule_keeps_its_history(tmp_path, kind):
    before = left_by_version_3(tmp_path, CARDS[kind], CARDS[kind] + REST)
    with opened(tmp_path) as collection:
        assert {match.happened for match in collection.reading.matches} == {Happened.EDITED}
        assert schedules(collection) == before
        with reading(collection.engine) as connection:
            (*_, last) = known_cards(connection)
            assert "many lines" in last.card.front + last.card.back
            assert not list(orphans(connection))
        found = dump(collection)
        rebuild(collection)
        assert dump(collection) == found


def test_what_is_read_as_before_is_only_parsed_anew(tmp_path):
    text = CARDS["a question"] + "\n---\n\nNotes.\n"
    before = left_by_version_3(tmp_path, text, text)
    with opened(tmp_path) as collection:
        assert (collection.reading.files, collection.reading.matches) == (1, ())
        assert schedules(collection) == before
        with reading(collection.engine) as connection:
            versions = connection.execute(files.select()).mappings().all()
        assert [row["parser_version"] for row in versions] == [PARSER_VERSION]


FORMULA_4 = re.compile(r"\$(?=\S).*?(?<=[^\s\\$])\$(?![0-9$])")
DOLLARS = {
    "one more deletion": "C: Pay $5, then solve [x] $x + 1$ for [y].\n",
    "one less": "C: In \\(x[i]\\) the [index] stands for a [row].\n",
    "many alike": "C: PATH=$A/[a]:$B [1] [2] [1] [3] [1] [2] [1].\n",
}


def math_of_version_4(text):
    """Where that version saw formulas: from a dollar to the next that could end one."""
    return [TextSpan(*found.span()) for found in FORMULA_4.finditer(text)]


def asked(collection):
    """What each living card of a cloze asks for, and its schedule."""
    with reading(collection.engine) as connection:
        known = list(known_cards(connection))
    texts = [read_cloze(one.card.front).text[slice(*one.card.span)] for one in known]
    return [(text, one.schedule) for text, one in zip(texts, known, strict=True)]


@pytest.mark.parametrize("kind", DOLLARS)
def test_a_deletion_keeps_its_history_where_others_come_or_go(tmp_path, monkeypatch, kind):
    monkeypatch.setattr(opaque, "code_and_math", math_of_version_4)
    read_cloze.cache_clear()
    deck(tmp_path, DOLLARS[kind])
    with opened(tmp_path) as collection:
        for count, card in enumerate(ids(collection)):
            for minute in range(count + 1):
                answer(collection, at(minutes=minute), card, Grade(3))
        before = asked(collection)
        with writing(collection.engine) as connection:
            connection.execute(update(files).values(parser_version=4))
    monkeypatch.undo()
    read_cloze.cache_clear()
    with opened(tmp_path) as collection:
        now = asked(collection)
    assert [text for text, _ in now] != [text for text, _ in before]
    still_asked = [text for text, _ in now]
    assert [one for one in before if one[0] in still_asked] == [one for one in now if one in before]
