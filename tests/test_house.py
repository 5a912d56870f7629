"""The house: rooms that a person can survey, one meaning a name, a map that is true."""

import ast
import re
from collections import Counter
from pathlib import Path

import flashcards

HOUSE = Path(flashcards.__file__).parent
MAY_BE_LONG = ("cli/commands", "errors", "storage/database/migrations/versions")


def files():
    return [file for file in HOUSE.rglob("*.py") if "starter" not in file.parts]


def test_a_folder_has_at_most_twenty_files():
    sizes = Counter(
        file.parent.relative_to(HOUSE).as_posix() for file in files() if file.stem != "__init__"
    )
    assert not {room: size for room, size in sizes.items() if size > 20}.keys() - set(MAY_BE_LONG)


def test_a_file_has_at_most_three_hundred_lines_and_a_function_forty():
    texts = {file: file.read_text("utf-8") for file in files()}
    assert not [file for file, text in texts.items() if text.count("\n") > 300]
    functions = [
        (file.name, node)
        for file, text in texts.items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef)
    ]
    assert not [
        (name, node.name) for name, node in functions if node.end_lineno - node.lineno >= 40
    ]


def test_a_class_name_means_one_thing():
    """Two variants of one class in a file, one for each system, are one thing."""
    named = Counter(
        name
        for file in files()
        for name in {
            node.name
            for node in ast.walk(ast.parse(file.read_text("utf-8")))
            if isinstance(node, ast.ClassDef)
        }
    )
    assert not [name for name, times in named.items() if times > 1]


def test_the_map_names_every_room():
    lines = re.findall(r"^- (\w+)[^:]*: ((?:.|\n  )+)$", flashcards.__doc__, re.MULTILINE)
    told = {floor: set(rooms.split()) for floor, rooms in lines}
    for floor in HOUSE.iterdir():
        rooms = {room.parent.name for room in floor.glob("*/__init__.py")}
        if (floor / "__init__.py").exists():
            assert rooms == (told[floor.name] if rooms else set()), floor.name
