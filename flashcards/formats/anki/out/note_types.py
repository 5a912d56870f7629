"""Note types as rows, and how cards of flash's own look in Anki."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from flashcards.formats.anki.out.messages import message
from flashcards.formats.anki.own_notes import SentType

_CHANGED: Final = -1
_SINCE_S: Final = 1_764_000_000
"""When they became as they are: what the learner changes of them in Anki is newer, and stays."""

_STYLE: Final = """\
.card { font-family: sans-serif; font-size: 20px; line-height: 1.5; max-width: 40em; margin: auto; }
.where { font-size: 14px; opacity: .7; }
.cloze { font-weight: bold; color: #1a56db; }
.nightMode .cloze { color: #9ec1ff; }
pre { text-align: left; overflow-x: auto; padding: .5em; border: 1px solid #8886; font-size: 16px; }
table { border-collapse: collapse; margin: auto; }
td, th { border: 1px solid #8886; padding: .2em .6em; }
blockquote { border-left: 3px solid #8886; margin-left: 0; padding-left: 1em; }
img { max-width: 100%; }
.keyword { color: #a626a4; } .string { color: #2f7d32; } .comment { color: #777; }
.number { color: #a35200; } .name { color: #1a56db; }
.nightMode .keyword { color: #d8a0e6; } .nightMode .string { color: #9fd6a2; }
.nightMode .comment { color: #aaa; } .nightMode .number { color: #f0b37e; }
.nightMode .name { color: #9ec1ff; }
"""
_LATEX: Final = {
    5: "\\documentclass[12pt]{article}\n\\special{papersize=3in,5in}\n"
    "\\usepackage[utf8]{inputenc}\n"
    "\\usepackage{amssymb,amsmath}\n\\pagestyle{empty}\n\\setlength{\\parindent}{0in}\n"
    "\\begin{document}\n",
    6: "\\end{document}",
}


def note_type_rows(types: Sequence[SentType]) -> Iterator[tuple[str, Iterator[tuple[Any, ...]]]]:
    """The tables that describe the note types; one that is kept is never newer than Anki's own."""
    since = {one.id: 0 if one.is_kept else _SINCE_S for one in types}
    names = _apart(types)
    yield (
        "notetypes",
        ((one.id, names[one.id], since[one.id], _CHANGED, _config(one)) for one in types),
    )
    yield (
        "fields",
        (
            (one.id, number, name, _field(one, number))
            for one in types
            for number, name in enumerate(one.fields)
        ),
    )
    yield (
        "templates",
        (
            (one.id, number, name, since[one.id], _CHANGED, _template(one, number, front, back))
            for one in types
            for number, (name, front, back) in enumerate(one.templates)
        ),
    )


def _apart(types: Sequence[SentType]) -> dict[int, str]:
    """The names by the types' ids, no two alike: types of two collections may be."""
    names: dict[int, str] = {}
    taken: set[str] = set()
    for one in types:
        name = one.name
        while name.casefold() in taken:
            name += "+"
        taken.add(name.casefold())
        names[one.id] = name
    return names


def _config(type_: SentType) -> bytes:
    return message({1: int(type_.is_cloze), 3: _STYLE, **_LATEX})


def _field(type_: SentType, number: int) -> bytes:
    return message({3: "Arial", 4: 20, 9: 0 if type_.is_kept else type_.id * 10 + number})


def _template(type_: SentType, number: int, front: str, back: str) -> bytes:
    return message({1: front, 2: back, 8: 0 if type_.is_kept else type_.id + number})
