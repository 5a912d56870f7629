"""What a command tells to a program, before it has a format."""

from collections.abc import Callable, Iterable

from flashcards.core.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Data:
    """Rows of one type, a dataclass whose fields are the columns; and what makes the document.

    Without a document the rows are all there is; without rows `row_type` is None.
    """

    row_type: type | None = None
    rows: Iterable[object] = ()
    document: Callable[[], object] | None = None
