"""`flash init`, `flash config` and `flash completion`."""

import re
import shutil
import subprocess
import tomllib

import pytest
from running import failed, flash, ok, process


def test_init_makes_a_collection_with_settings_and_starter_decks(world):
    ran = ok("init", world / "new place")
    assert ran.lines[0].startswith(f"{world}/new place is a collection; ")
    assert ran.lines[1] == f"Next: flash -C '{world}/new place' review"
    assert (world / "new place/flash.toml").is_file()
    assert ok("-C", world / "new place", "due", "--json").json["new_allowed"] == 20


def test_init_empty_leaves_the_starter_decks_out(world):
    assert "1 file written." in ok("init", world / "new", "--empty").out
    assert not list((world / "new").rglob("*.md"))


def test_init_overwrites_nothing(world):
    (world / "desk/flash.toml").write_text("new_per_day = 3\n")
    (world / "desk/mine.md").write_text("Q: mine?\nA: yes\n")
    ok("init", "--empty")
    again = ok("init", "--empty")
    assert "; 0 files written." in again.out
    assert (world / "desk/flash.toml").read_text() == "new_per_day = 3\n"
    assert ok("list", "--json").json[0]["front"] == "mine?"


def test_init_without_a_folder_makes_the_one_that_is_named(world):
    ok("-C", world / "named", "init", "--empty")
    assert (world / "named/flash.toml").is_file()
    assert not (world / "desk/flash.toml").exists()


def test_the_settings_of_a_new_collection_are_its_defaults(world):
    ok("init", world / "new", "--empty")
    text = (world / "new/flash.toml").read_text()
    assert tomllib.loads(text) == {}
    uncommented = "\n".join(re.findall("(?m)^# ([a-z_]+ = .+)", text))
    shown = {"reviews_per_day": 200, "minutes_per_day": 60}
    defaults = ok("-C", world / "new", "config", "--json").json
    assert tomllib.loads(uncommented) == defaults | shown
    assert "from 0 to 9999; without limit unless set\n# reviews_per_day = 200" in text


@pytest.mark.usefixtures("root")
def test_config_shows_every_setting_with_its_default():
    assert ok("config").lines == [
        "retention = 0.9",
        'learning_steps = ["1m", "10m"]',
        'relearning_steps = ["10m"]',
        "maximum_interval_days = 36500",
        "rollover_hour = 4",
        "assess_days = [3, 30]",
        "new_per_day = 20",
        "# reviews_per_day: no limit",
        "# minutes_per_day: no limit",
        'review_order = "due"',
        'new_order = "deck"',
        'mixing = "due-first"',
        "sibling_days = 1",
        "leech_lapses = 8",
        "leech_suspend = false",
        "easy_days = {}",
        "recorder = []",
        'math = "signs"',
        "sync = false",
        "sync_in_sessions = false",
        "new_per_folder = {}",
        "quick_start = true",
        "keys = {}",
    ]
    assert ok("config", "--json").json["learning_steps"] == ["1m", "10m"]
    assert ok("config", "new_per_day").out == "new_per_day = 20\n"


def test_config_changes_one_setting_and_keeps_the_rest_of_the_file(root):
    file = root / "flash.toml"
    file.write_text("# mine\nrollover_hour = 3 # early\n")
    assert ok("config", "new_per_day", "2").out == "new_per_day = 2\n"
    assert file.read_text() == "# mine\nrollover_hour = 3 # early\nnew_per_day = 2\n"
    assert ok("due", "--json").json["new_allowed"] == 2


def test_config_leaves_a_setting_to_its_default_again(root):
    file = root / "flash.toml"
    file.write_text("# mine\nnew_per_day = 3\nrollover_hour = 3\n")
    assert ok("config", "new_per_day", "--default").out == "new_per_day = 20\n"
    assert ok("config", "retention", "--default").out == "retention = 0.9\n"
    assert file.read_text() == "# mine\nrollover_hour = 3\n"
    assert "takes a KEY and no VALUE" in flash("config", "--default").err
    assert "takes a KEY and no VALUE" in flash("config", "new_per_day", "2", "--default").err
    assert "no setting `nix`" in failed("config", "nix", "--default")


CHANGED = {
    "retention": "0.85",
    "learning_steps": "5m 30m",
    "reviews_per_day": "90",
    "minutes_per_day": "45",
    "new_order": "random",
    "easy_days": "{ sunday = 0 }",
    "new_per_folder": "{ theory = 10 }",
    "recorder": '["sox", "{file}"]',
    "leech_suspend": "true",
    "sync_in_sessions": "true",
    "quick_start": "false",
    "keys": '{ suspend = "x" }',
}


@pytest.mark.parametrize(("key", "value"), CHANGED.items())
def test_a_setting_set_and_left_to_its_default_leaves_the_file_as_it_was(world, key, value):
    ok("init", world / "new", "--empty")
    file = world / "new/flash.toml"
    before = file.read_bytes()
    defaults = ok("-C", world / "new", "config", "--json").json
    ok("-C", world / "new", "config", key, value)
    assert ok("-C", world / "new", "config", "--json").json != defaults
    assert file.read_bytes() != before
    ok("-C", world / "new", "config", "--default", key)
    assert file.read_bytes() == before
    assert ok("-C", world / "new", "config", "--json").json == defaults


def test_config_takes_a_table_of_easy_days(root):
    assert ok("config", "easy_days", "{ sunday = 0, 2026-12-24 = 0.5 }").out == (
        'easy_days = { "sunday" = 0.0, "2026-12-24" = 0.5 }\n'
    )
    assert tomllib.loads((root / "flash.toml").read_text())["easy_days"]["sunday"] == 0


@pytest.mark.parametrize("steps", [("1m", "10m", "1h"), ("1m 10m 1h",), ("1m,10m,1h",)])
def test_config_takes_steps_as_words(root, steps):
    assert ok("config", "learning_steps", *steps).out == 'learning_steps = ["1m", "10m", "1h"]\n'
    assert ok("answer", "maths:5", 3, "--json").json["due_at"] == "2026-01-05T08:10:00Z"
    assert root.is_dir()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("new_per_day", "many"), "`new_per_day` must be a whole number from 0 to 9999"),
        (("new_per_folder", "5"), "`new_per_folder` must be a table of folders of decks"),
        (("new_per_folder", "{theory=-1}"), "`new_per_folder` must be a table of folders of decks"),
        (("retention", "2"), "`retention` must be a number from 0.70 to 0.99"),
        (("learning_steps", "soon"), "`learning_steps` must be a list of durations"),
        (("colour", "red"), "there is no setting `colour`"),
        (("colour",), "there is no setting `colour`"),
    ],
)
def test_config_refuses_what_cannot_be_and_writes_nothing(root, words, said):
    assert said in failed("config", *words)
    assert not (root / "flash.toml").exists()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script_that_asks_flash(shell):
    script = ok("completion", shell).out
    assert "_FLASH_COMPLETE" in script
    if shutil.which(shell):
        subprocess.run([shell, "-n", "-c", script], check=True)


@pytest.mark.parametrize(
    ("words", "expected"),
    [("flash re", {"review", "resume", "rebuild"}), ("flash export ", {"due", "cards"})],
)
def test_completion_completes_commands_and_what_they_take(monkeypatch, words, expected):
    monkeypatch.setenv("_FLASH_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(words.count(" ")))
    ran = process()
    assert ran.code == 0
    assert expected <= {line.removeprefix("plain,") for line in ran.lines}


def test_what_cannot_be_on_the_command_line_is_not_said_of_the_file(root):
    ok("config", "retention", "0.8")
    assert failed("config", "retention", "2") == (
        "`retention` must be a number from 0.70 to 0.99, not 2: it stays as it was."
    )
    assert (root / "flash.toml").read_text() == "retention = 0.8\n"


def test_a_setting_takes_the_place_of_its_commented_line(world):
    ok("init", world / "new")
    file = world / "new/flash.toml"
    before = file.read_text()
    ok("-C", world / "new", "config", "new_per_day", "7")
    assert file.read_text() == before.replace("# new_per_day = 20\n", "new_per_day = 7\n")
    ok("-C", world / "new", "config", "new_per_day", "8")
    assert file.read_text() == before.replace("# new_per_day = 20\n", "new_per_day = 8\n")


def test_a_setting_is_not_put_into_a_table(root):
    file = root / "flash.toml"
    file.write_text("[easy_days]\nsunday = 0\n# new_per_day = 20\n")
    ok("config", "new_per_day", "7")
    assert tomllib.loads(file.read_text()) == {"new_per_day": 7, "easy_days": {"sunday": 0}}


def test_a_key_that_stands_twice_is_named(root):
    (root / "flash.toml").write_text("retention = 0.8\nmixing = 'mixed'\nretention = 0.9\n")
    twice = "flash.toml:3: `retention` is here twice: delete one of the two."
    assert failed("config").endswith(twice)
