"""The small parts of what is shown: durations, widths, Markdown, progress, keys, editors."""

import io
import os
import pty
import select
import sys
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.cli.clock import clock
from flashcards.cli.terminal.keyboard import Keyboard, first_key
from flashcards.cli.terminal.markdown import markdown_lines
from flashcards.cli.terminal.programs import EditorFailed, NothingOpens, edit, open_file
from flashcards.cli.terminal.progress import progress
from flashcards.core.card import Card, CardId, Kind, Source
from flashcards.core.cells import cells
from flashcards.core.known_card import KnownCard
from flashcards.core.study.session import Session, Shown
from flashcards.core.study.timing import timing
from flashcards.services.decks.media import media_of
from flashcards.services.progress import Amount, in_percent
from flashcards.views.study.live_session import clock_line
from flashcards.views.text import (
    beginning,
    counted,
    duration,
    one_line,
    plain,
    stopwatch,
    time_used,
    until,
)

TEXTS = st.text(st.characters() | st.sampled_from("\x1b\x07\x9b\u202e\n\t数é́"))


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        *((0, "0s"), (59.4, "59s"), (59.98, "1m"), (60, "1m"), (330, "6m"), (3599.9, "1h")),
        *((7200, "2h"), (86_399, "1d"), (86_400 * 29, "29d"), (86_400 * 30, "1.0mo")),
        *((86_400 * 360, "12.0mo"), (86_400 * 365, "1.0y"), (86_400 * 36_500, "100.0y")),
    ],
)
def test_a_duration_is_short(seconds, said):
    assert duration(seconds) == said


@pytest.mark.parametrize(("seconds", "said"), [(0, "0:00"), (42.4, "0:42"), (90, "1:30")])
def test_a_stopwatch_says_minutes_and_seconds(seconds, said):
    assert stopwatch(seconds) == said


def test_when_a_card_comes_again_is_said_from_now_or_from_today():
    now, today = datetime(2026, 1, 5, 8, tzinfo=UTC), date(2026, 1, 5)
    in_a_minute = now + timedelta(minutes=1)
    assert until(None, None, now, today) == "new"
    assert until(today, in_a_minute, now, today) == "in 1m"
    assert until(today, now, now, today) == "now"
    assert until(today - timedelta(days=3), None, now, today) == "today"
    assert until(today + timedelta(days=1), None, now, today) == "in 1d"


def test_numbers_agree_with_their_noun():
    assert [counted(number, "card") for number in (0, 1, 2, 1000)] == [
        *("0 cards", "1 card", "2 cards", "1,000 cards")
    ]


@given(TEXTS)
def test_nothing_that_steers_a_terminal_is_ever_shown(text):
    for shown in (plain(text), one_line(text)):
        assert not any(ord(char) < 32 and char not in "\n\t" for char in shown)
        assert not set(shown) & set(map(chr, [*range(0x7F, 0xA0), *range(0x202A, 0x202F)]))


@given(TEXTS, st.integers(1, 40))
def test_one_line_is_one_line_that_fits(text, width):
    line = one_line(text, width)
    assert cells(line) <= width
    assert "\n" not in line


def test_wide_characters_take_two_cells_and_accents_none():
    assert (cells("abc"), cells("数a"), cells("e\u0301")) == (3, 3, 1)


def test_markdown_is_rendered_within_the_width():
    text = "# Title\n\n" + "word " * 40 + "\n\n- item **bold**\n\n```python\nx = 1\n```\n"
    lines = markdown_lines(text, 40)
    assert len(lines) > 5
    assert "\x1b[" in "".join(lines)


def test_formulas_stay_as_they_are_written_where_that_is_set():
    text = r"Given $a_i * b_j * c$ and `$x_1$`, $$\hat{y}_1 * 2$$"
    (line,) = markdown_lines(text, 80, math="source")
    for part in ("$a_i * b_j * c$", "$x_1$", r"$$\hat{y}_1 * 2$$"):
        assert part in line


def test_long_work_shows_its_progress_on_a_terminal_only(monkeypatch):
    ticks = iter([0.0, 0.1, 0.7, 0.75, 0.9, 1.0])
    monkeypatch.setattr("time.monotonic", lambda: next(ticks))
    for is_terminal, expected in ((True, ["\rReading: 50%", "\rReading: 4 of 5 files", "\r"]),):
        err = io.StringIO()
        monkeypatch.setattr(err, "isatty", lambda told=is_terminal: told)
        monkeypatch.setattr(sys, "stderr", err)
        show = progress("Reading")
        for done in (1, 2, 3, 4):
            told = show if done > 2 else in_percent(show)
            told(done, 4 if done < 3 else Amount(5, "files"))
        show(5, Amount(5, "files"))
        assert err.getvalue().split("\x1b[K") == [*expected, ""]


def test_nobody_is_shown_progress_in_a_pipe(monkeypatch):
    err = io.StringIO()
    monkeypatch.setattr(sys, "stderr", err)
    progress("Reading")(1, Amount(1, "files"))
    assert err.getvalue() == ""


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        *(("ab", "a"), ("\x1b[Axyz", "\x1b[A"), ("\x1bOBq", "\x1bOB"), ("\x1b[5~", "\x1b[5~")),
        *(
            ("\x1b[1;5Cq", "\x1b[1;5C"),
            ("\x1bq", "\x1b"),
            ("\x1b", "\x1b"),
            ("数3", "数"),
            ("", ""),
        ),
    ],
)
def test_an_escape_sequence_is_one_key(typed, key):
    assert first_key(typed) == key


def test_keys_come_one_by_one_however_the_terminal_sends_them(monkeypatch):
    master, slave = pty.openpty()
    with os.fdopen(slave) as terminal:
        monkeypatch.setattr(sys, "stdin", terminal)
        keyboard = Keyboard()
        with keyboard():
            os.write(master, b"3 \x1b[B\xe6\x95")
            assert [keyboard.pressed() for _ in range(3)] == ["3", " ", "\x1b[B"]
            os.write(master, b"\xb0\x1b")
            assert [keyboard.pressed() for _ in range(2)] == ["数", "\x1b"]
            os.write(master, b"x" * 1023 + b"\x1b[A")
            assert [keyboard.pressed() for _ in range(1024)] == ["x"] * 1023 + ["\x1b[A"]
            assert select.select([master], [], [], 0)[0] == [], "keys were echoed"


def test_a_terminal_that_is_gone_has_no_more_keys(monkeypatch):
    master, slave = pty.openpty()
    with os.fdopen(slave) as terminal:
        monkeypatch.setattr(sys, "stdin", terminal)
        keyboard = Keyboard()
        with pytest.raises(EOFError), keyboard():
            os.close(master)
            keyboard.pressed()


@pytest.mark.parametrize(
    ("editor", "arguments"),
    [
        *(("vim", "+7 {file}"), ("nano -w", "-w +7 {file}"), ("code", "--wait --goto {file}:7")),
        *(("hx", "{file}:7"), ("gedit", "{file}")),
    ],
)
def test_every_editor_is_asked_for_the_line_in_its_way(world, monkeypatch, editor, arguments):
    name = editor.split()[0]
    program = world / name
    program.write_text(f'#!/bin/sh\necho "$@" > {world}/said\n')
    program.chmod(0o755)
    monkeypatch.setenv("VISUAL", f"{world}/{editor}")
    edit(world / "deck.md", 7)
    assert (world / "said").read_text().strip() == arguments.format(file=world / "deck.md")


@pytest.mark.parametrize("editor", ["false", "/no/such/editor", " ", '"unclosed'])
def test_an_editor_that_cannot_be_run_is_a_sentence(world, monkeypatch, editor):
    monkeypatch.setenv("EDITOR", editor)
    with pytest.raises(EditorFailed, match=r"The editor .* failed: set \$EDITOR"):
        edit(world / "deck.md")


def test_a_desktop_that_opens_nothing_is_said(world, monkeypatch):
    monkeypatch.setenv("PATH", str(world))
    with pytest.raises(NothingOpens, match="open it yourself"):
        open_file(world / "deck.md")


def picture_card(text):
    """A card of a deck in a folder, with this answer."""
    return Card(CardId("x"), Kind.QUESTION, "Which?", text, Source("art/deck.md", 1))


def test_the_first_picture_in_the_collection_is_opened_else_the_deck(world):
    root = (world / "art").parent
    (world / "art").mkdir()
    (world / "art/a picture.png").touch()
    (world / "art/b.png").touch()
    deck = root / "art/deck.md"
    assert media_of(root, picture_card("![](missing.png) ![x](b.png)")) == root / "art/b.png"
    for text in ("no picture", "![](https://example.org/x.png)", "![](/etc/hosts)"):
        assert media_of(root, picture_card(text)) == deck


@given(st.floats(0, 10_000), st.integers(1, 10_000))
def test_time_is_of_its_limit_or_over_it(taken_s, limit_s):
    said = time_used(taken_s, limit_s)
    over_s = max(0, round(taken_s) - limit_s)
    taken, limit, over = map(stopwatch, (taken_s, limit_s, over_s))
    assert said == (
        f"{taken}, {over} over the limit of {limit}" if over_s else f"{taken} of {limit}"
    )


def test_the_time_taken_is_said_against_the_limit():
    moment = clock("2026-01-05T08:00:00Z")()
    card = Card(CardId("x"), Kind.QUESTION, "q", "a", Source("d.md", 1), limit_s=90)
    known = KnownCard(card, "d", "d")
    shown = Session(shown=Shown(card.id, moment.now - timedelta(seconds=95)))
    clock_of = timing(shown.shown, known.limit_s, moment.now)
    assert clock_line(clock_of) == "1:35, 0:05 over the limit of 1:30"
    assert clock_line(timing(None, known.limit_s, moment.now)) == ""


@pytest.mark.parametrize(
    ("said", "file"),
    [
        ("![](a.png)", "deep/a.png"),
        ('![x](a.png "the title")', "deep/a.png"),
        ("![a [b] c](<two words.png>)", "deep/two words.png"),
        ("![x](two%20words.png)", "deep/two words.png"),
        ("![x](plot(1).png)", "deep/plot(1).png"),
        ("![x](/art/vault.png)", "art/vault.png"),
        ("![x](art/vault.png)", "art/vault.png"),
        ("![x](../art/vault.png)", "art/vault.png"),
        ('<img width="3" src="a.png">', "deep/a.png"),
        ("<IMG\n  src='two words.png' />", "deep/two words.png"),
        ("<img src=a.png>", "deep/a.png"),
        ('<img src="a&amp;b.png">', "deep/a&b.png"),
        ("<audio controls><source src='say.mp3'></audio>", "deep/say.mp3"),
        ('<audio src="say.mp3"></audio>', "deep/say.mp3"),
        ("![[vault.png]]", "art/vault.png"),
        ("![[vault.png|300]]", "art/vault.png"),
        ("![[art/vault.png#page=2]]", "art/vault.png"),
        ("[sound:say.mp3]", "deep/say.mp3"),
        ("[listen](say.mp3) to it", "deep/say.mp3"),
        ('<a href="say.mp3">listen</a>', "deep/say.mp3"),
        ("[a deck](other.md), then ![x](a.png)", "deep/a.png"),
        ("[[vault.png]]", "deep/x.md"),
        ("[a deck](other.md)", "deep/x.md"),
        ("![[hidden.png]]", "deep/x.md"),
    ],
)
def test_a_picture_or_sound_is_opened_however_it_is_written(world, said, file):
    root = world / "vault"
    for name in ("a.png", "a&b.png", "two words.png", "plot(1).png", "say.mp3", "other.md"):
        (root / "deep").mkdir(parents=True, exist_ok=True)
        (root / "deep" / name).touch()
    for name in ("art/vault.png", ".obsidian/hidden.png"):
        (root / name).parent.mkdir(parents=True)
        (root / name).touch()
    card = Card(CardId("x"), Kind.QUESTION, "?", said, Source("deep/x.md", 1))
    assert media_of(root, card) == root / file


@pytest.mark.parametrize("said", ["![](" * 20_000, "[" * 50_000, "<img " * 20_000, "![[a" * 20_000])
def test_media_are_sought_in_any_text(world, said):
    card = Card(CardId("x"), Kind.QUESTION, "?", said, Source("x.md", 1))
    assert media_of(world, card) == world / "x.md"


WORDS = st.lists(st.sampled_from(["word", "ein", "x" * 30, "日本"])).map(" ".join)


@given(TEXTS | WORDS, st.integers(1, 60))
def test_a_beginning_fits_and_ends_with_a_whole_word_where_one_fits(text, width):
    line = beginning(text, width)
    assert cells(line) <= max(1, width)
    whole = one_line(text)
    if line.endswith(" …"):
        words = line.removesuffix(" …")
        assert whole.startswith(words)
        assert not whole[len(words) : len(words) + 1].isalnum()
    else:
        assert line == whole or " " not in line
