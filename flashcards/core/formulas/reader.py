"""What reads rows, and the things in them, from a scanner; commands are given to it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final
from unicodedata import combining, name, normalize

from flashcards.core.formulas.bars import paired
from flashcards.core.formulas.scanner import Scanner, Unreadable
from flashcards.core.formulas.signs import (
    BARS,
    CHARACTERS,
    CLOSING,
    COMMANDS,
    FONT_NAMES,
    MARKS,
    OPENING,
    PARTNERS,
)
from flashcards.core.formulas.tree import (
    NOTHING,
    Accented,
    Binomial,
    Bracketed,
    Fraction,
    Grid,
    Group,
    Loose,
    Node,
    Row,
    Scripted,
    Shape,
    Sign,
    SignKind,
    Space,
)

_LAST_COMMON: Final = 0xFFFF
_DEEPEST: Final = 30
"""Things within each other, groups and brackets; each takes some frames of the stack."""
_ENDS: Final = {"", "}", "&", r"\\", r"\cr", r"\end", r"\right", *CLOSING}
_PRIMES: Final = {"'": 1, "′": 1, "″": 2, "‴": 3, "’": 1}
_ACCENT_OF: Final = {mark: accent for accent, mark in MARKS.items()}
_LENGTH: Final = re.compile(r"\[\s*-?[0-9.]+\s*(?:em|ex|pt|mu|cm|mm|in)\s*\]")
_SPACED: Final = {SignKind.OPERATOR, SignKind.RELATION, SignKind.COMMA}
_INFIX: Final = {r"\over", r"\choose"}


Commands = Mapping[str, Callable[["Reader", str], Node | Row]]
"""What reads the rest of a command whose name is read; a row of nothing is not shown."""


class Reader:
    """A scanner, and what is known where it stands: the font, and how deep that is."""

    def __init__(self, scanner: Scanner, commands: "Commands", depth: int = 0) -> None:
        self.scanner = scanner
        self.font = ""
        self._commands = commands
        self._depth = depth

    def inner(self, source: str) -> Row:
        """What a formula within a text holds."""
        reader = Reader(Scanner(source), self._commands, self._depth)
        row = reader.row()
        if reader.scanner.here:
            raise Unreadable
        return row

    def rows(self, shape: Shape) -> Grid:
        r"""The rows up to what ends them, between `\\`, and their cells, between `&`."""
        rows: list[tuple[Row, ...]] = []
        cells = [self.row()]
        while self.scanner.here in {"&", r"\\", r"\cr"}:
            if self.scanner.move() == "&":
                cells.append(self.row())
                continue
            self.scanner.take("*")
            self.scanner.optional(_LENGTH)
            rows.append(tuple(cells))
            cells = [self.row()]
        if any(cells) or not rows:
            rows.append(tuple(cells))
        return Grid(shape, tuple(row for row in rows if any(row)) or ((),))

    def row(self) -> Row:
        """What stands here, up to what ends a row."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Unreadable
        nodes: list[Node] = []
        infix: tuple[str, Row] | None = None
        while (here := self.scanner.here) not in _ENDS:
            if here in _INFIX and infix is None:
                infix = (self.scanner.move(), _finished(nodes))
                nodes = []
            elif here in {"^", "_", "!", "°"} or here in _PRIMES:
                self._script(nodes)
            else:
                nodes += self.item()
        self._depth -= 1
        row = _finished(nodes)
        if infix is None:
            return row
        over, upper = infix
        return (Fraction(upper, row) if over == r"\over" else Binomial(upper, row),)

    def argument(self) -> Row:
        """The group or the one thing that stands here."""
        here = self.scanner.here
        if here == "{":
            return self.group().body
        if here in _ENDS or here in {"^", "_"}:
            raise Unreadable
        if here.isascii() and here.isdigit():
            return (Sign(self.scanner.move(), here, SignKind.NUMBER, self.font),)
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Unreadable
        found = self.item()
        self._depth -= 1
        return _finished(found)

    def group(self) -> Group:
        """The group that begins here."""
        if not self.scanner.take("{"):
            raise Unreadable
        body = self.row()
        if not self.scanner.take("}"):
            raise Unreadable
        return Group(body)

    def item(self) -> list[Node]:
        """The next thing; nothing for what is not shown."""
        here = self.scanner.here
        if here in OPENING:
            return [self._bracketed()]
        if here in BARS:
            self.scanner.move()
            return [Sign(BARS[here], BARS[here], SignKind.BAR)]
        if here == "{":
            return [self.group()]
        if here.startswith("\\"):
            return self._command(self.scanner.move()[1:])
        return [self._character()]

    def _command(self, command: str) -> list[Node]:
        read = self._commands.get(command)
        if read is None:
            raise Unreadable
        found = read(self, command)
        return list(found) if isinstance(found, tuple) else [found]

    def _bracketed(self) -> Node:
        opening = OPENING[self.scanner.move()]
        body = self.row()
        closing = CLOSING.get(self.scanner.here, "")
        if not closing or closing not in PARTNERS[opening]:
            raise Unreadable
        self.scanner.move()
        return Bracketed(opening, body, closing)

    def _character(self) -> Node:
        here = self.scanner.here
        if (here.isascii() and here.isdigit()) or here == ".":
            return self._number()
        had_blank = self.scanner.has_blank
        self.scanner.move()
        if here in "/:":
            return self._loose(here, had_blank)
        if here == "~":
            return Space(1)
        if here in "$%&#\\":
            raise Unreadable
        sign = CHARACTERS.get(here)
        if sign is None:
            return self._letter(here)
        return replace(sign, font=self.font) if sign.kind is SignKind.LETTER else sign

    def _number(self) -> Node:
        try:
            number = self.scanner.number().replace("{,}", ",")
        except Unreadable:
            return Sign(self.scanner.move(), ".", SignKind.LETTER)
        return Sign(number, number, SignKind.NUMBER, self.font)

    def _loose(self, here: str, had_blank: bool) -> Node:  # noqa: FBT001
        if here == ":" and self.scanner.here == "=" and not self.scanner.has_blank:
            self.scanner.move()
            return COMMANDS["coloneqq"]
        return Loose(here, had_blank, self.scanner.has_blank)

    def _letter(self, here: str) -> Node:
        """A letter, with the marks that are written over it."""
        if ord(here) > _LAST_COMMON:
            return self._letter_of_a_font(here)
        first, *marks = tuple(normalize("NFD", here))
        accents = [_ACCENT_OF.get(mark, "") for mark in marks]
        while len(self.scanner.here) == 1 and combining(self.scanner.here):
            accents.append(_ACCENT_OF.get(self.scanner.here, ""))
            marks.append(self.scanner.move())
        if not all(accents):
            text = normalize("NFC", first + "".join(marks))
            return Sign(text, text, SignKind.LETTER, self.font)
        sign: Node = replace(CHARACTERS.get(first, Sign(first, first)), font=self.font)
        for accent in accents:
            sign = Accented(accent, (sign,))
        return sign

    def _letter_of_a_font(self, here: str) -> Node:
        plain = normalize("NFKC", here)
        if len(plain) != 1 or plain == here:
            return Sign(here, here, SignKind.LETTER, self.font)
        full = name(here, "")
        font = next((font for font, called in FONT_NAMES.items() if called in full), "")
        return replace(CHARACTERS.get(plain, Sign(plain, plain)), font=font)

    def _script(self, nodes: list[Node]) -> None:
        """The scripts that follow the last of the nodes."""
        base = nodes.pop() if nodes and not isinstance(nodes[-1], Space) else NOTHING
        script = base if isinstance(base, Scripted) else Scripted(base)
        here = self.scanner.move()
        if here in "_^":
            script = self._with_script(script, here)
        elif script.upper is not None and here in _PRIMES:
            raise Unreadable
        else:
            is_sign = here == "!" and base is NOTHING
            added = "!" if is_sign else "′" * _PRIMES[here] if here in _PRIMES else here
            script = replace(script, marks=script.marks + added)
        nodes.append(script)

    def _with_script(self, script: Scripted, here: str) -> Scripted:
        argument = self.argument()
        if here == "_":
            if script.lower is not None:
                raise Unreadable
            return replace(script, lower=argument)
        if script.upper is not None:
            raise Unreadable
        signs = [node.text if isinstance(node, Sign) else "" for node in argument]
        if signs and all(sign in {"′", "∘"} for sign in signs):
            marks = "".join(signs).replace("∘", "°")
            return replace(script, marks=script.marks + marks)
        return replace(script, upper=argument)


def _finished(nodes: list[Node]) -> Row:
    """The nodes with their bars in pairs, and groups that have no script opened."""
    opened: list[Node] = []
    for node in nodes:
        opened += _opened(node) if isinstance(node, Group) else (node,)
    return paired(opened)


def _opened(group: Group) -> Row:
    """What a group holds; a sign alone in its braces is like a letter."""
    match group.body:
        case (Sign(text, plain, kind),) if kind in {
            SignKind.OPERATOR,
            SignKind.RELATION,
            SignKind.COMMA,
        }:
            return (Sign(text, plain, SignKind.LETTER),)
        case body:
            return body
