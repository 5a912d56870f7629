"""The mock that comes next: one that is open, the plan's, or of the form held least often."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from flashcards.core.study_day import Moment
from flashcards.errors.plans import BrokenPlan, InvalidPlan
from flashcards.services.collection import Collection
from flashcards.services.followed_plan import plan_within
from flashcards.services.preparation.mock.bank import Bank
from flashcards.services.work import Work, reading_work


class NextMock(NamedTuple):
    """The form of a mock; `is_open` where it is to be gone on with, `repeats` what was asked."""

    form: str
    is_open: bool = False
    repeats: bool = False


def next_mock(collection: Collection, moment: Moment, banks: Sequence[Bank]) -> NextMock | None:
    """The mock to hold next, of forms with so many questions; None where none has any."""
    with reading_work(collection, moment) as work:
        is_open = work.standing.open_mock
        if is_open is not None:
            return NextMock(is_open.form, is_open=True)
        fresh = [bank.form for bank in banks if bank.unused]
        if not fresh:
            return next((NextMock(one.form, repeats=True) for one in banks if one.questions), None)
        planned = _planned(work)
        if planned in fresh:
            return NextMock(planned)
        held = Counter(mock.form for mock in work.standing.mocks)
        return NextMock(min(fresh, key=lambda form: held[form]))


def _planned(work: Work) -> str | None:
    """The form of the plan's next mock; None without one, or of a plan of a later version."""
    try:
        now = plan_within(work)
    except (BrokenPlan, InvalidPlan):  # `flash plan` says so
        return None
    found = None if now is None else now.standing.next_mock
    return None if found is None else found[0].form
