"""Mock interviews that cannot be held."""

from flashcards.errors.base import FlashError

_SHOWN = 5


class MockOpen(FlashError):
    """A second mock while one is open."""

    def __init__(self, form: str, on: str, name: str) -> None:
        super().__init__(
            f"The {form} mock of {on} ({name}) is still open: go on with `flash mock resume`,"
            " or end it with `flash mock end`."
        )


class NobodyAnswers(FlashError):
    """A mock whose standard input is the null device."""

    def __init__(self) -> None:
        super().__init__(
            "Nobody can answer here, because standard input is /dev/null:"
            " run it at a terminal, or give the words in a pipe."
        )


class NoMockOpen(FlashError):
    """A mock to go on with, or to end, where none is open."""

    def __init__(self) -> None:
        super().__init__("No mock is open: begin one, such as `flash mock theory`.")


class MockElsewhere(FlashError):
    """A mock that another terminal resumed or ended meanwhile."""

    def __init__(self) -> None:
        super().__init__(
            "Another terminal went on with this mock, and what you said there counts:"
            " see `flash mock show`."
        )


class BankDry(FlashError):
    """An area none of whose questions is left."""

    def __init__(self, area: str, questions: int) -> None:
        if questions:
            asked = f"All {questions:,} {area} questions have been asked in mocks"
            super().__init__(f"{asked}: write more, or ask some again with --allow-repeat.")
        else:
            super().__init__(
                f"There are no {area} questions to ask: bring some with `flash import starter`,"
                f" or write `area: {area}` at the top of a deck of yours."
            )


class UnknownMock(FlashError):
    """No mock has that id."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no mock {name!r}: see them with `flash mock list`.")


class AmbiguousMock(FlashError):
    """Several mocks share that prefix."""

    def __init__(self, name: str, ids: list[str]) -> None:
        shown = ", ".join(ids[:_SHOWN]) + (", …" if len(ids) > _SHOWN else "")
        super().__init__(
            f"{name!r} is the beginning of {len(ids)} mocks ({shown}): give more of it."
        )


class NoMocks(FlashError):
    """Nothing to show: no mock was ever held."""

    def __init__(self) -> None:
        super().__init__("You held no mock yet: begin one with `flash mock theory`.")


class NotAScore(FlashError):
    """A score that is none of 1 to 5."""

    def __init__(self, said: str) -> None:
        super().__init__(f"{said!r} is no score: give 1 (poor) to 5 (excellent).")


class NotYesOrNo(FlashError):
    """An answer that is neither yes nor no."""

    def __init__(self, said: str) -> None:
        super().__init__(f"{said!r} is neither yes nor no: give y or n.")


class NothingSaid(FlashError):
    """An empty answer where words are wanted."""

    def __init__(self) -> None:
        super().__init__("Say something, even if it is `nothing`: feedback stays with the mock.")


class NoRecorder(FlashError):
    """A recording without a command that records."""

    def __init__(self) -> None:
        super().__init__(
            "There is no recorder: set a command of yours, such as"
            """ `flash config recorder '["sox", "-d", "{file}"]'`."""
        )


class RecorderFailed(FlashError):
    """The learner's recorder could not be run, or left no file."""

    def __init__(self, command: str, reason: str) -> None:
        super().__init__(
            f"The recorder {command!r} failed ({reason}), and the mock goes on without it:"
            " correct `recorder` in flash.toml."
        )
