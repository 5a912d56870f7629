"""The words of a query -> what they ask: text, filters, `or`, `-` for not, and brackets.

A word is what the shell gives as one. Where one holds filters, or `or`, or begins with a `-`, it
is taken apart at its blanks; otherwise its blanks are part of the text, so that `"two words"` is a
phrase, and so is `git commit -m`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias

_WITH_BLANKS: Final = {"deck", "area", "tag"}
_FILTER: Final = re.compile(r"([A-Za-z]{2,}):(?!:|//)(.+)", re.DOTALL)
_OR, _AND = "or", "and"
_TOKEN: Final = re.compile(r'[^\s"]*"[^"]*"\)*|\S+')
_QUOTED: Final = re.compile('"[^"]*"')
_OPENING: Final = re.compile(r"-?\(")
_DEEPEST: Final = 50


class SoughtText(NamedTuple):
    """Text that stands in the question or the answer."""

    text: str


class Filter(NamedTuple):
    """A key, in small letters, and what stands behind its colon."""

    key: str
    value: str

    @property
    def word(self) -> str:
        """The filter as it was said."""
        return f"{self.key}:{self.value}"


class AllOf(NamedTuple):
    """Terms that must all hold."""

    terms: "tuple[Term, ...]"


class AnyOf(NamedTuple):
    """Terms of which one must hold."""

    terms: "tuple[Term, ...]"


class NotSo(NamedTuple):
    """A term that must not hold."""

    term: "Term"


Term: TypeAlias = SoughtText | Filter | AllOf | AnyOf | NotSo


def parsed(words: Sequence[str]) -> Term:
    """What the words ask; any words will do, and brackets that do not fit are text."""
    tokens = [token for word in words for token in _tokens(word)]
    if any(_is_operator(token) for token in tokens):
        in_brackets = [part for token in tokens for part in _brackets(token)]
        if _is_balanced(in_brackets):
            return _any_of(iter(in_brackets))
    return _any_of(iter(tokens))


def filters_of(term: Term) -> Iterator[Filter]:
    """The filters of a term, in their order."""
    match term:
        case Filter():
            yield term
        case AllOf(terms) | AnyOf(terms):
            for one in terms:
                yield from filters_of(one)
        case NotSo(one):
            yield from filters_of(one)


def texts_of(term: Term) -> Iterator[str]:
    """The texts that a term seeks, those of filters apart."""
    match term:
        case SoughtText(text):
            yield text
        case AllOf(terms) | AnyOf(terms):
            for one in terms:
                yield from texts_of(one)
        case NotSo(one):
            yield from texts_of(one)


def is_filtering(word: str) -> bool:
    """Whether a word asks by more than plain text: a filter, `or`, a `-`, a quoted text."""
    return word.startswith('"') or _is_taken_apart(_TOKEN.findall(word))


def parted(words: Sequence[str], key: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that are names, and those that are a query; with `or` all are one.

    There a name is that of a `key`.
    """
    filtering = [word for word in words if is_filtering(word)]
    if any(word.lower() == _OR for word in words):
        return (), tuple(one if one in filtering else f'{key}:"{one}"' for one in words)
    return tuple(word for word in words if word not in filtering), tuple(filtering)


class _Bracket(NamedTuple):
    """A bracket that opens a group, maybe of what must not hold, or one that closes it."""

    opens: bool
    denies: bool = False


class _Phrase(NamedTuple):
    """A word whose blanks are part of it."""

    text: str


_Part: TypeAlias = "str | _Phrase | _Bracket"


def _tokens(word: str) -> list[_Part]:
    if not re.search(r"\s", word.strip()):
        return [word]
    parts = _TOKEN.findall(word)
    operators = [part for part in parts if _is_operator(part)]
    if not _is_taken_apart(parts) or (operators == parts[:1] and _named(word)):
        return [_Phrase(word)]
    return parts


def _is_taken_apart(parts: Sequence[str]) -> bool:
    """Whether the parts of a word ask each by itself.

    A `-` farther on does not say so where all else is plain text: options are written so.
    """
    denials = [_is_denial(part) for part in parts]
    if any(map(_asks_more, parts)) or any(denials[:1]):
        return True
    return any(denials) and any(part.lstrip("(-").startswith('"') for part in parts)


def _asks_more(part: str) -> bool:
    """Whether it is a filter or `or`, denied or not."""
    return part.lower() == _OR or bool(_FILTER.fullmatch(_bare(part)))


def _named(word: str) -> Filter | None:
    """A filter whose value may have blanks: the name of a deck, an area, a tag."""
    found = _FILTER.fullmatch(word)
    if found is None or found[1].lower() not in _WITH_BLANKS or '"' in word:
        return None
    return Filter(found[1].lower(), found[2])


def _is_operator(token: _Part) -> bool:
    """Whether a token is more than text: a filter, `or`, or a `-` before something."""
    return isinstance(token, str) and (_is_denial(token) or _asks_more(token))


def _is_denial(part: str) -> bool:
    return part.lstrip("(").startswith("-") and _bare(part)[:1] not in {"", "-"}


def _bare(part: str) -> str:
    """A part without the brackets and the `-` before it."""
    return part.lstrip("(").removeprefix("-").lstrip("(")


def _brackets(token: _Part) -> Iterator[_Part]:
    """The token's own text, the brackets around it taken off."""
    if not isinstance(token, str) or not token:
        yield token
        return
    begin = 0
    while opening := _OPENING.match(token, begin):
        yield _Bracket(opens=True, denies=opening[0][0] == "-")
        begin = opening.end()
    token = token[begin:]
    outside, at_end = _QUOTED.sub("", token), len(token) - len(token.rstrip(")"))
    closing = max(0, min(at_end, outside.count(")") - outside.count("(")))
    if closing < len(token):
        yield token[: len(token) - closing]
    yield from [_Bracket(opens=False)] * closing


def _is_balanced(tokens: Iterable[_Part]) -> bool:
    depth = 0
    for token in tokens:
        if isinstance(token, _Bracket):
            depth += 1 if token.opens else -1
        if not 0 <= depth <= _DEEPEST:
            return False
    return depth == 0


def _any_of(tokens: Iterator[_Part]) -> Term:
    """The terms up to the end, or up to the bracket that closes the group."""
    groups: list[list[Term]] = [[]]
    for token in tokens:
        if isinstance(token, _Bracket):
            if not token.opens:
                break
            inner = _any_of(tokens)
            groups[-1].append(NotSo(inner) if token.denies else inner)
        elif isinstance(token, str) and token.lower() == _OR and groups[-1]:
            groups.append([])
        elif isinstance(token, _Phrase) or token.lower() != _AND or not groups[-1]:
            groups[-1].append(_term(token))
    found = [_one(group, AllOf) for group in groups if group]
    return _one(found, AnyOf) if found else AllOf(())


def _one(terms: list[Term], several: type[AllOf] | type[AnyOf]) -> Term:
    return terms[0] if len(terms) == 1 else several(tuple(terms))


def _term(token: str | _Phrase) -> Term:
    if isinstance(token, _Phrase):
        # `deck:my deck` is a deck of two words, or a deck and a word: whichever there is.
        whole, parts = _named(token.text), _TOKEN.findall(token.text)
        return AnyOf((whole, AllOf(tuple(map(_term, parts))))) if whole else _text(token.text)
    if token.startswith("-") and token[1:2] not in {"", "-"}:
        return NotSo(_term(token[1:]))
    found = _FILTER.fullmatch(token)
    return _text(token) if found is None else Filter(found[1].lower(), _unquoted(found[2]))


def _text(said: str) -> SoughtText:
    return SoughtText(_unquoted(said).replace("\\:", ":"))


def _unquoted(said: str) -> str:
    return said[1:-1] if len(said) > 1 and said[0] == said[-1] == '"' else said
