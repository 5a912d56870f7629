"""JSON and JSON Lines: lists of cards, wherever in the document they stand."""

import json
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any, Final

from flashcards.errors.foreign import NotTheFormat, UnclearColumns
from flashcards.formats.columns import Columns, columns_of
from flashcards.formats.encoding import decoded
from flashcards.formats.foreign import Foreign, Wishes
from flashcards.formats.questions.roles import role_of
from flashcards.formats.rows import ForeignRow, RowsSource, foreign_of, rows_in

_DEEPEST: Final = 8
_SAMPLE: Final = 50
_LISTS: Final = ("options", "choices", "answers")
_PLAIN: Final = (str, int, float)
_LETTERS: Final = "ABCDEFGH"


def read_json(content: bytes, wishes: Wishes) -> Foreign:
    """The decks of a JSON document; raises `NotTheFormat`, `UnclearColumns`."""
    text, encoding = decoded(content, wishes.name)
    try:
        document = json.loads(text)
    except RecursionError:
        raise NotTheFormat(wishes.name, "JSON", "it is nested too deeply") from None
    except ValueError as error:
        raise NotTheFormat(wishes.name, "JSON", _reason(error)) from None
    groups = list(_lists(document, "", 0))
    records = [(record, deck) for found, deck in groups for record in found]
    return _foreign([(n + 1, *one) for n, one in enumerate(records)], wishes, encoding)


def read_jsonl(content: bytes, wishes: Wishes) -> Foreign:
    """The decks of a file with a JSON object on each line; as of JSON."""
    text, encoding = decoded(content, wishes.name)
    records = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                records.append((number, json.loads(line), ""))
            except RecursionError:
                raise NotTheFormat(
                    wishes.name, "JSON Lines", f"line {number} is nested too deeply"
                ) from None
            except ValueError as error:
                raise NotTheFormat(
                    wishes.name, "JSON Lines", f"line {number}: {_reason(error)}"
                ) from None
    return _foreign(records, wishes, encoding)


def _reason(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"line {error.lineno}: {error.msg[:1].lower()}{error.msg[1:]}"
    return "a number in it is too long"


def _lists(value: Any, deck: str, depth: int) -> Iterator[tuple[list[Any], str]]:  # noqa: ANN401
    """The lists of records in a document, each with the name of what it stands in."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        if any(_is_record(one) for one in value):
            yield [one for one in value if _is_record(one)], deck
        else:
            for one in value:
                yield from _lists(one, deck, depth + 1)
    elif isinstance(value, dict):
        name = next(
            (value[key] for key in ("deck", "name", "title") if isinstance(value.get(key), str)),
            deck,
        )
        texts = [one for one in value.values() if isinstance(one, str)]
        if depth == 0 and value and len(texts) == len(value) and not _is_record(value):
            yield [list(pair) for pair in value.items()], ""
            return
        if depth == 0 and _is_record(value):
            yield [value], ""
            return
        for key, one in value.items():
            inner = (
                deck
                if key in {"cards", "notes", "questions", "data", "items", "flashcards"}
                else key
            )
            named = name if depth and name else inner if depth else ""
            yield from _lists(one, named, depth + 1)


def _is_record(value: Any) -> bool:  # noqa: ANN401
    """Whether a value is a card: an object with a question, or a list of two texts."""
    if isinstance(value, list):
        return len(value) > 1 and all(isinstance(one, str) for one in value[:2])
    return (
        isinstance(value, dict)
        and any(
            isinstance(one, str) and role_of(key) in {"front", "back"} for key, one in value.items()
        )
        and not any(
            isinstance(one, list) and one and isinstance(one[0], dict) for one in value.values()
        )
    )


def _foreign(records: Sequence[tuple[int, Any, str]], wishes: Wishes, encoding: str) -> Foreign:
    """The decks of records: objects, else lists of cells."""
    name = wishes.deck or PurePosixPath(wishes.name).stem
    objects = [(n, one, deck) for n, one, deck in records if isinstance(one, dict)]
    if not objects:
        table = [(n, list(map(_text, one))) for n, one, _ in records if isinstance(one, list)]
        columns = columns_of([], [cells for _, cells in table], wishes.columns, wishes.name)
        source = RowsSource(wishes, name, f"entries: {columns.said}", encoding)
        return foreign_of(rows_in(table, columns), source)
    keys = list(dict.fromkeys(key for _, one, _ in objects[:_SAMPLE] for key in one))
    first = [one for _, one, _ in objects[:_SAMPLE]]
    plain = [key for key in keys if any(isinstance(one.get(key), _PLAIN) for one in first)]
    if not plain:
        raise UnclearColumns(wishes.name, ", ".join(keys[:_DEEPEST]))
    sample = [[_text(one.get(key)) for key in plain] for one in first]
    columns = columns_of(plain, sample, wishes.columns, wishes.name)
    source = RowsSource(wishes, name, f"entries: {columns.said}", encoding)
    return foreign_of(_rows(objects, plain, columns), source)


def _rows(
    objects: Sequence[tuple[int, dict[str, Any], str]], plain: Sequence[str], columns: Columns
) -> Iterator[ForeignRow]:
    """The objects as cards: their texts by the columns, besides lists of options and of tags."""
    for number, one, deck in objects:
        row = next(rows_in([(number, [_text(one.get(key)) for key in plain])], columns))
        lists = {key: value for key, value in one.items() if isinstance(value, list)}
        tags = next((value for key, value in lists.items() if role_of(key) == "tags"), [])
        if tags:
            row = row._replace(tags=tuple("-".join(_text(tag).split()) for tag in tags))
        options = next((lists[key] for key in _LISTS if key in lists), None)
        if options:
            row = _with_options(row, options)
        yield row._replace(deck=row.deck or deck)


def _with_options(row: ForeignRow, options: Sequence[Any]) -> ForeignRow:
    """The row with its options below the question, and the option that its answer points at."""
    texts = [_text(one) for one in options]
    body = "\n".join(f"- {_LETTERS[n]}) {text}" for n, text in enumerate(texts[: len(_LETTERS)]))
    back = row.back
    if back.isdigit() and int(back) < len(texts):
        back = (
            f"{_LETTERS[int(back)]}) {texts[int(back)]}"
            if int(back) < len(_LETTERS)
            else texts[int(back)]
        )
    return row._replace(body=body, back=back)


def _text(value: Any) -> str:  # noqa: ANN401
    if value is None:
        return ""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if isinstance(value, list):
        return "\n".join(f"- {_text(one)}" for one in value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return str(value) if not isinstance(value, dict) else json.dumps(value, ensure_ascii=False)
