"""Odd surroundings that once ended in a traceback: time zones, links, folders, files, addresses."""

import os
import time

import pytest
from collections_on_disk import deck
from running import failed, flash, ok, powerless, sentence

IN_MARCH = ["XXX20YYY26,M3.1.0,M4.1.0", "XXX-23YYY-24,J50,J70"]
"""Zones that are a day away for some weeks of the year."""


@pytest.fixture
def numbers(root):
    """One deck of two cards."""
    for file in root.rglob("*.md"):
        file.unlink()
    return deck(root, "Q: one?\nA: 1\n\nQ: two?\nA: 2\n", "numbers.md")


@pytest.mark.usefixtures("numbers")
@pytest.mark.parametrize("zone", ["XXX24", "XXX-24:30", "XXX23YYY24,M1.1.0,M12.1.0", *IN_MARCH])
def test_a_zone_a_day_away_is_a_sentence(monkeypatch, zone):
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    for command in (["due"], ["review"], ["answer", "numbers:1", "3"]):
        said = failed(*command)
        assert said == "$TZ is a day or more from UTC: set it to a zone like Europe/Berlin."


@pytest.mark.parametrize("name", [".gitignore", ".flashignore"])
def test_a_pattern_that_means_nothing_is_passed_over_and_the_others_hold(numbers, name):
    deck(numbers.parent, "Q: hidden?\nA: yes\n", "hidden.md")
    (numbers.parent / name).write_text("!\n\\\n[z-a]\na\\\nhidden.md\n")
    assert [row["front"] for row in ok("list", "--json").json] == ["one?", "two?"]


@pytest.mark.parametrize("pattern", ["*a" * 12 + "x", "*?a" * 12 + "x", "**/*a/" * 12 + "x"])
def test_a_pattern_of_many_stars_hangs_nothing(numbers, pattern):
    """Each of them, as a regular expression, would take longer than anybody lives."""
    deck(numbers.parent, "Q: long?\nA: yes\n", f"{'a' * 100}.md")
    deck(numbers.parent, "Q: deep?\nA: yes\n", f"{'a/' * 50}deep.md")
    (numbers.parent / ".gitignore").write_text(pattern)
    assert len(ok("list", "--json").json) == 4


def test_an_ignore_file_that_cannot_be_read_is_a_sentence(numbers):
    ignoring = numbers.parent / ".gitignore"
    ignoring.write_text("numbers.md\n")
    ignoring.chmod(0)
    said = sentence(powerless("due").err)
    assert said == (
        f"Cannot read {ignoring} (Permission denied): check the path and its permissions."
    )


@pytest.mark.parametrize("key", ["deck: {}", "area: {}", "tags: [a, {}]", "{}: 1"])
def test_half_a_character_in_front_matter_is_a_problem(numbers, key):
    line = key.format('"x\\ud800"')
    numbers.write_text(f"---\n{line}\n---\n" + numbers.read_text())
    ran = flash("check")
    assert (ran.code, ran.err) == (1, "")
    assert "numbers.md:2: error: front matter cannot be read: a character code in it" in ran.out
    assert len(ok("list", "--json").json) == 2


def test_links_that_go_round_are_a_problem_each(numbers):
    (numbers.parent / "loop.md").symlink_to("loop.md")
    (numbers.parent / "round").symlink_to("round")
    (numbers.parent / "here").symlink_to(".")
    ran = flash("check")
    assert ran.code == 1
    assert ran.out.splitlines()[0].startswith("loop.md:1: error: cannot be read: too many levels")
    assert ran.out.splitlines()[1] == "2 cards in 1 deck: 1 problem."


def test_a_pipe_is_no_deck(numbers):
    os.mkfifo(numbers.parent / "pipe.md")
    assert ok("check").lines == ["2 cards in 1 deck: no problems."]


@pytest.mark.parametrize("mode", [0o000, 0o444])
def test_a_folder_that_cannot_be_seen_is_a_problem_and_its_cards_stay(numbers, mode):
    deck(numbers.parent, "Q: far?\nA: yes\n", "sub/far.md")
    ok("answer", "sub/far:1", 4)
    (numbers.parent / "sub").chmod(mode)
    try:
        ran = powerless("check")
        again = powerless("check")
        listed = powerless("list", "--json")
    finally:
        (numbers.parent / "sub").chmod(0o755)
    assert ran == again
    assert ran.code == 1
    assert ran.out.startswith("sub:1: error: cannot be read: ")
    assert ran.out.endswith("3 cards in 2 decks: 1 problem.\n")
    assert len(listed.json) == 3
    assert ok("check").lines == ["3 cards in 2 decks: no problems."]
    assert ok("show", "sub/far:1", "--json").json["reps"] == 1


def test_settings_may_begin_with_a_byte_order_mark(numbers):
    file = numbers.parent / "flash.toml"
    file.write_bytes(b"\xef\xbb\xbfnew_per_day = 7\n")
    assert ok("config", "new_per_day").out == "new_per_day = 7\n"
    ok("config", "new_per_day", 8)
    assert ok("config", "new_per_day").out == "new_per_day = 8\n"


@pytest.mark.parametrize("query", ["foo=1", "uri=true", "timeout=soon", "mode=memory&uri=true"])
@pytest.mark.usefixtures("numbers")
def test_parameters_of_a_file_are_no_part_of_its_address(world, query):
    said = failed("--database", f"sqlite:///{world}/x.db?{query}", "due")
    assert "is no database URL: give one like sqlite:///flash.db." in said
    assert not (world / "x.db").exists()


@pytest.mark.parametrize("name", ["$user", "%24user", "pg_temp", "information_schema"])
@pytest.mark.usefixtures("numbers")
def test_a_schema_that_postgres_reads_as_another_is_a_sentence(name):
    said = failed("--database", f"postgresql://anna:s3cret@nowhere/cards?schema={name}", "due")
    assert said == (
        f"The schema name '{name.replace('%24', '$')}' means something else to PostgreSQL:"
        " name another one, as in `?schema=anna`."
    )


@pytest.mark.usefixtures("numbers")
@pytest.mark.parametrize("name", [b"\xff", b"\xed\xa0\x80", b"%ff%fe"])
def test_a_schema_that_is_no_text_is_a_sentence(monkeypatch, name):
    address = os.fsdecode(
        b"postgresql://anna:s3cret@nowhere./cards?connect_timeout=1&schema=" + name
    )
    monkeypatch.setenv("FLASH_DATABASE", address)
    said = failed("due")
    assert "s3cret" not in said


@pytest.mark.parametrize("named", [b"cards\xff", b"\xed\xa0\x80"])
def test_a_folder_whose_name_is_no_text_is_a_collection_like_any(world, monkeypatch, named):
    folder = world / os.fsdecode(named)
    deck(folder, "Q: one?\nA: 1\n")
    (folder / "flash.toml").touch()
    monkeypatch.chdir(folder)
    ok("answer", "numbers:1", 3)
    for command in (
        ["sync", "--on"],
        ["backup"],
        ["rebuild"],
        ["due", "--json"],
        ["sync", "--off"],
    ):
        ok(*command)
    assert ok("doctor").lines[-1] == "All is well."
    assert ok("restore").lines[0].startswith("Restored")


def test_what_a_link_leads_to_is_written_and_keeps_its_mode(numbers, world):
    (world / "dotfiles").mkdir()
    settings, mine = world / "dotfiles/flash.toml", numbers.parent / "mine.md"
    settings.write_text("new_per_day = 7\n")
    settings.chmod(0o640)
    (numbers.parent / "flash.toml").symlink_to(settings)
    numbers.chmod(0o600)
    mine.symlink_to("numbers.md")
    ok("config", "new_per_day", 9)
    ok("add", "-d", "mine", "three?", "3")
    assert settings.read_text() == "new_per_day = 9\n"
    assert (numbers.parent / "flash.toml").is_symlink()
    assert mine.is_symlink()
    assert "three?" in numbers.read_text()
    assert (settings.stat().st_mode & 0o777, numbers.stat().st_mode & 0o777) == (0o640, 0o600)


def test_an_import_that_overwrites_keeps_the_mode(numbers, world):
    numbers.chmod(0o600)
    deck(world, "Q: new?\nA: yes\n", "numbers.md")
    ok("import", "--overwrite", world / "numbers.md")
    assert "new?" in numbers.read_text()
    assert numbers.stat().st_mode & 0o777 == 0o600


def test_a_new_deck_is_as_the_umask_has_it(numbers):
    before = os.umask(0o027)
    try:
        ok("add", "-d", "fresh", "three?", "3")
    finally:
        os.umask(before)
    assert (numbers.parent / "fresh.md").stat().st_mode & 0o777 == 0o640
