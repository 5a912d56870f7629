"""What is the learner's stays the learner's: no network, private files, harmless output."""

import json
import os
import re
import stat
import subprocess

import pytest
from collections_on_disk import deck
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from running import PYTHON, Terminal, failed, flash, ok

from flashcards.cli.catalogue import SUMMARIES
from flashcards.cli.terminal.markdown import markdown_lines

NUMBERS = "Q: one?\nA: 1\n\nQ: two?\nA: 2\n\nQ: three?\nA: 3\n"
EVERY = {
    "": [[]],
    "review": [[], ["--cram"]],
    "web": [["--help"]],
    "due": [[], ["--json"]],
    "redo": [[]],
    "postpone": [["--dry-run"]],
    "break": [[]],
    "stats": [[]],
    "deadline": [[], ["set", "2026-06-01"]],
    "assess": [["--all"], ["--history"]],
    "plan": [[], ["file", "8"]],
    "mock": [[], ["theory"]],
    "interview": [["add", "Acme", "onsite", "2026-02-01"], []],
    "practise": [["--done", "Two sum", "--minutes", "18", "--alone"]],
    "ready": [[]],
    "reading": [[], ["design"]],
    "forecast": [["--days", "2"]],
    "list": [["one"]],
    "show": [["numbers:1"]],
    "add": [["four?", "4"]],
    "edit": [["numbers:1"]],
    "answer": [["numbers:1", "3"]],
    "undo": [[]],
    "suspend": [["numbers:1"]],
    "resume": [["numbers:1"]],
    "bury": [["numbers:1"]],
    "reset": [["numbers:1"]],
    "set-due": [["2026-02-01", "numbers:1"]],
    "link": [["numbers:1", "numbers:4"]],
    "unlink": [["numbers:4"]],
    "check": [[]],
    "import": [["{world}/more.md"]],
    "export": [["reviews"], ["cards"]],
    "init": [["{world}/new"]],
    "config": [[], ["new_per_day", "10"]],
    "optimize": [[]],
    "rebuild": [[]],
    "completion": [["bash"]],
    "help": [[], ["glossary"], ["bury"]],
    "backup": [[], ["list"]],
    "restore": [["--help"], []],
    "doctor": [[]],
    "merge": [["{world}/new"]],
    "sync": [[]],
    "copy": [["{world}/cards/.flash/flash.db", "{world}/copy.db"]],
}
"""Each command with arguments that make it do something; some of them fail, and none connects."""

ALONE = """
import contextlib, io, json, sys
told = []
sys.addaudithook(lambda event, _: event.startswith("socket.") and told.append(event))
from flashcards.cli.main import run
for arguments in json.load(sys.stdin):
    sys.stdin = io.StringIO("4\\n")
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        run(arguments)
loaded = [name for name in ("urllib.request", "http.client", "psycopg") if name in sys.modules]
print(json.dumps([told, loaded]))
"""
PAGE = """
import sys
told = []
names = {"socket.bind": 1, "socket.connect": 1, "socket.getaddrinfo": 0, "socket.sendto": 1}
sys.addaudithook(lambda event, said: event in names and told.append([event, said[names[event]]]))
from flashcards.web.server import PageServer
def interrupted(*_):
    raise KeyboardInterrupt
PageServer.serve_forever = interrupted
from flashcards.cli.main import run
run(["web", "--port", "0"])
print("\\n", told)
"""
CONTROLS = "\x00\x01\x07\x08\x0b\x0c\x1b\x7f\x85\x90\x9b\x9d\u202e\u2066"
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
OWN = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\r")
"""What the program itself sends to a terminal."""
ODD = st.text(st.sampled_from(CONTROLS + "a?[2J") | st.sampled_from("bc"), min_size=1, max_size=12)


def every(world):
    """Every command with its arguments."""
    return [
        [*([name] if name else []), *(argument.format(world=world) for argument in arguments)]
        for name, calls in EVERY.items()
        for arguments in calls
    ]


@pytest.fixture
def numbers(root, world, monkeypatch):
    """A collection of three cards, and a deck elsewhere."""
    for file in root.rglob("*.md"):
        file.unlink()
    deck(world, "Q: more?\nA: yes\n", "more.md")
    monkeypatch.setenv("EDITOR", "true")
    return deck(root, NUMBERS, "numbers.md")


def test_every_command_is_called_here():
    assert EVERY.keys() - {""} >= SUMMARIES.keys()


@pytest.mark.usefixtures("numbers")
def test_no_command_opens_a_socket_or_loads_what_could(world):
    ran = subprocess.run(
        [PYTHON, "-c", ALONE],
        input=json.dumps(every(world)),
        capture_output=True,
        check=True,
        text=True,
    )
    told, loaded = json.loads(ran.stdout)
    assert (told, loaded) == ([], [])


@pytest.mark.usefixtures("numbers")
def test_the_page_listens_at_this_machine_s_own_address_and_asks_nobody():
    ran = subprocess.run([PYTHON, "-c", PAGE], capture_output=True, check=True, text=True)
    assert ran.stdout.splitlines()[-1].strip() == "[['socket.bind', ('127.0.0.1', 0)]]"


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o277])
def test_what_flash_keeps_is_private_whatever_the_umask(numbers, root, umask):
    before = os.umask(umask)
    try:
        ok("config", "new_per_day", 5)
        ok("check")
        (hidden,) = [path for path in root.iterdir() if path.name == ".flash"]
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in hidden.iterdir()}
    finally:
        os.umask(before)
    assert stat.S_IMODE(hidden.stat().st_mode) == 0o700
    assert modes.pop("flash.db") == 0o600
    assert stat.S_IMODE((root / "flash.toml").stat().st_mode) == 0o600
    assert numbers.is_file()


def test_what_lies_beside_an_open_database_is_private_too(numbers, root):
    before = os.umask(0)
    try:
        with Terminal("review") as terminal:
            terminal.shows("one?")
            terminal.press(" 4")
            terminal.shows("two?")
            beside = {
                path.name: path.stat().st_mode & 0o777 for path in (root / ".flash").iterdir()
            }
            terminal.press("q")
            terminal.code()
    finally:
        os.umask(before)
    assert {name: beside[name] for name in ("flash.db", "flash.db-wal", "flash.db-shm")} == {
        "flash.db": 0o600,
        "flash.db-wal": 0o600,
        "flash.db-shm": 0o600,
    }
    assert numbers.is_file()


@pytest.mark.parametrize("place", ["../x", "/x", "a/../../x", "out/x", "linked"])
def test_nothing_is_written_outside_the_collection(numbers, root, world, place):
    (world / "elsewhere").mkdir()
    (root / "out").symlink_to(world / "elsewhere")
    (world / "notes.md").write_text("Q: mine?\nA: yes\n")
    (root / "linked.md").symlink_to(world / "notes.md")
    assert "lies outside the collection" in failed("add", "-d", place, "four?", "4")
    assert (world / "notes.md").read_text() == "Q: mine?\nA: yes\n"
    assert list((world / "elsewhere").iterdir()) == []
    assert not (world / "x.md").exists()
    assert numbers.is_file()


@pytest.mark.parametrize("folder", ["..", "out", "/"])
def test_nothing_is_imported_to_a_place_outside(numbers, root, world, folder):
    (world / "elsewhere").mkdir()
    (root / "out").symlink_to(world / "elsewhere")
    assert "lies outside the collection" in failed("import", world / "more.md", "--to", folder)
    assert list((world / "elsewhere").iterdir()) == []
    assert numbers.is_file()


def test_an_import_does_not_write_through_a_link_that_leads_outside(numbers, root, world):
    (world / "notes.md").write_text("Q: mine?\nA: yes\n")
    (root / "more.md").symlink_to(world / "notes.md")
    said = failed("import", "--overwrite", world / "more.md")
    assert said == "more.md lies outside the collection: name a deck below its folder."
    assert (world / "notes.md").read_text() == "Q: mine?\nA: yes\n"
    assert numbers.is_file()


def test_a_folder_that_is_a_link_is_not_read_and_a_file_that_is_one_is(numbers, root, world):
    deck(world / "elsewhere", "Q: far?\nA: yes\n")
    (root / "out").symlink_to(world / "elsewhere")
    (root / "linked.md").symlink_to(world / "more.md")
    assert [row["front"] for row in ok("list", "--json").json] == [
        "more?",
        "one?",
        "two?",
        "three?",
    ]
    assert numbers.is_file()


def test_the_name_of_a_deck_is_no_path(numbers, world):
    numbers.write_text('---\ndeck: "../../evil"\n---\n' + NUMBERS)
    assert {row["deck"] for row in ok("list", "--json").json} == {"../../evil"}
    assert failed("add", "-d", "../../evil", "q?", "a").startswith("../../evil lies outside")
    assert not list(world.glob("**/evil*"))


def steers(text):
    """What in a text could steer a terminal."""
    return STEERING.findall(text)


@settings(max_examples=1, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(odd="\x1b[2J\x9b2J\u202e")
@given(odd=ODD)
def test_no_command_repeats_control_characters_of_decks_or_arguments(numbers, world, odd):
    entities = "".join(f"&#{ord(one)};" for one in odd)
    quoted = json.dumps(f"d{odd}")
    numbers.write_text(
        f"---\ndeck: {quoted}\ntags: [{quoted}]\n{odd}: 1\n---\n{NUMBERS}\n"
        f"# {odd}\n\nQ: {odd} {entities}?\nA: {odd} {entities}\n\nQ: {odd}\n\n::: {odd}\n",
        encoding="utf-8",
    )
    odd_argument = odd.replace("\x00", "\x1b")
    for arguments in every(world):
        shows_data = arguments[:1] in (["export"], ["completion"]) or "--json" in arguments
        for extra in ([], [odd_argument], [f"--{odd_argument}"]):
            ran = flash(*arguments, *extra, stdin="\n3\n" + odd + "\n")
            out = "" if shows_data else ran.out
            assert steers(out + ran.err) == [], (arguments, extra)
    for name in (odd_argument, f"{odd_argument}/x"):
        ran = flash("-C", name, "due")
        assert steers(ran.out + ran.err) == []
        assert "Traceback" not in ran.err


@given(text=st.text(st.sampled_from("&#x;0123456789bB9[]()*`|-> \n\x1b\x9b\u202ea")))
@example(text="&#27;[2J &#x9b;31m **&#7;** ![&#27;](&#27;) [&#27;](&#27;)\n\n# &#27;\n\n> &#8238;")
@example(text="| &#27; | b |\n|--|--|\n| &#x202e; | d |")
def test_entities_are_no_way_round(text):
    shown = "\n".join(markdown_lines(text, 40))
    assert steers(OWN.sub("", shown)) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "--format", "csv"],
        ["list", "--json"],
        ["show", "numbers:1"],
        ["check"],
        ["export", "cards"],
        ["due"],
        ["\x1b[2J"],
        ["show", "\x1b[2J\x9b"],
        ["list", "--\x1b[2J"],
    ],
)
def test_at_a_terminal_only_the_programs_own_sequences_arrive(numbers, arguments):
    numbers.write_text("Q: \x1b]0;evil\x07 \x9b31m &#27;c?\nA: \u202e &#x9b;2J\n", encoding="utf-8")
    with Terminal(*arguments) as terminal:
        shown = terminal.rest()
        assert steers(OWN.sub("", shown)) == []
        assert "\x1b[2J" not in shown


def test_a_session_at_a_terminal_sends_only_its_own_sequences(numbers):
    numbers.write_text("Q: one &#27;]0;evil&#7;?\nA: two &#x9b;31m &#8238;\n", encoding="utf-8")
    with Terminal("review") as terminal:
        terminal.shows("one �]0;evil�?")
        assert steers(OWN.sub("", terminal.raw)) == []
        terminal.press(" ")
        terminal.shows("two �31m �")
        assert steers(OWN.sub("", terminal.raw)) == []
        terminal.press("q")
        terminal.code()
