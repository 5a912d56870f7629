"""Flash's own note types as rows, and how their cards look in Anki."""

from collections.abc import Iterator
from typing import Any, Final

from flashcards.formats.anki.out.messages import message
from flashcards.formats.anki.own_notes import OwnType, OwnTypes

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


def note_type_rows() -> Iterator[tuple[str, Iterator[tuple[Any, ...]]]]:
    """The tables that describe the note types."""
    types = [one.value for one in OwnTypes]
    yield "notetypes", ((one.id, one.name, _SINCE_S, _CHANGED, _config(one)) for one in types)
    yield (
        "fields",
        (
            (one.id, number, name, _field(one.id, number))
            for one in types
            for number, name in enumerate(one.fields)
        ),
    )
    yield (
        "templates",
        (
            (
                one.id,
                number,
                name,
                _SINCE_S,
                _CHANGED,
                message({1: front, 2: back, 8: one.id + number}),
            )
            for one in types
            for number, (name, front, back) in enumerate(one.templates)
        ),
    )


def _config(type_: OwnType) -> bytes:
    return message({1: int(type_.is_cloze), 3: _STYLE, **_LATEX})


def _field(type_: int, number: int) -> bytes:
    return message({3: "Arial", 4: 20, 9: type_ * 10 + number})
