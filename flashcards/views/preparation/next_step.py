"""The command that does an activity of the plan now, if there is something to do it with."""

from shlex import quote
from typing import Final

from flashcards.core.preparation.mock.forms import AREAS
from flashcards.core.preparation.plan.activity import ActivityRecord
from flashcards.core.preparation.plan.automatic_ticks import Observed, is_ticked_by
from flashcards.core.preparation.plan.plan import Activity, Phase
from flashcards.core.preparation.plan.progress import ActivityProgress, PlanProgress
from flashcards.services.preparation.today import Today
from flashcards.views.preparation.activity import command_of, is_seen

_FAR_DAYS: Final = 365
_ALL_SKILLS: Final = "flash assess --all"


def activity_step(today: Today, standing: PlanProgress) -> str | None:
    """The command of the first activity of today that can be done; None where none can.

    It is asked where nothing is due, so a `flash review` alone would ask nothing.
    """
    steps = (_step(one, standing, today) for one in standing.next_activities)
    return next((step for step in steps if step), None)


def step_now(record: ActivityRecord, today: Today) -> str | None:
    """The command that does an activity today; None where it would ask nothing of it."""
    one, phase = record.progress, record.phase
    activity, count = one.activity, max(1, one.today)
    usual = command_of(activity)
    if activity.form is not None or record.counts_from is not None:
        return usual
    match activity.ticked_by:
        case "answer" if not _is_asked(one, phase, today):
            return _unseen(one, phase, today, count)
        case "rating" if not today.due.skills:
            return _ALL_SKILLS
        case "telling":
            return _stories(count)
        case "exercise":
            return _exercise(one, phase, today)
    return usual


def _is_asked(one: ActivityProgress, phase: Phase, today: Today) -> bool:
    """Whether today's review asks what ticks it."""
    asked = {deck.deck for deck in today.due.asked}
    return bool(asked & _ticking(one, phase, today).keys())


def _exercise(one: ActivityProgress, phase: Phase, today: Today) -> str:
    """The exercise that comes next, where it ticks the activity, else one of an area that does."""
    ticking = _ticking(one, phase, today, "exercise")
    offered = today.exercise
    if offered is not None and offered.deck in ticking:
        return command_of(one.activity)
    areas = sorted(area for area, _ in ticking.values())
    return (
        f"{command_of(one.activity)} {quote(areas[0])}" if areas else _elsewhere(one, phase, today)
    )


def _stories(count: int) -> str:
    """Stories, whether they are due or not."""
    return f"flash review kind:story --new {count} --ahead {_FAR_DAYS} --limit {count}"


def _step(one: ActivityProgress, standing: PlanProgress, today: Today) -> str | None:
    activity, count = one.activity, max(1, one.today)
    if activity.form is not None:
        return command_of(activity)
    match activity.ticked_by:
        case "answer":
            return _unseen(one, standing.plan.phases[one.phase], today, count)
        case "telling":
            if not today.stories:
                return None
            return _stories(count)
        case "rating":
            return _ALL_SKILLS
        case "exercise":
            return _elsewhere(one, standing.plan.phases[one.phase], today)
        case "question":
            return _to_ask(standing, today)
    if activity.kind == "assessment" and not is_seen(activity):
        return f"flash assess, then flash plan tick {activity.id}"
    return command_of(activity) if is_seen(activity) else _by_hand(activity)


def _elsewhere(one: ActivityProgress, phase: Phase, today: Today) -> str:
    """A problem that is solved elsewhere: a card of it where that ticks the activity."""
    from flashcards.services.preparation.solved import DECK

    day = today.due.study_day
    for area in AREAS:
        if is_ticked_by(one.activity, phase, Observed("exercise", day, f"{area}/{DECK}", area)):
            minutes = one.activity.minutes
            return f"flash practise --done TITLE --minutes {minutes} --alone --area {area}"
    return _by_hand(one.activity)


def _by_hand(activity: Activity) -> str:
    """What says all of an activity that flash cannot see, and what ticks it once it is done."""
    return f"flash plan show {activity.id}, then flash plan tick {activity.id}"


def _to_ask(standing: PlanProgress, today: Today) -> str:
    """A question for the round ahead; where none was noted, first that round."""
    if today.interview is None:
        return f"flash interview add COMPANY ROUND {standing.span.interview_on}"
    return f"flash interview ask {quote(today.interview.company)} QUESTION"


def _unseen(one: ActivityProgress, phase: Phase, today: Today, count: int) -> str | None:
    """New cards beyond the day's number, from the decks whose answers tick the activity."""
    areas = {area for area, new in _ticking(one, phase, today).values() if new}
    words = "".join(f" --area {quote(area)}" for area in sorted(areas))
    return f"flash review{words} --new {count}" if areas else None


def _ticking(
    one: ActivityProgress, phase: Phase, today: Today, doing: str = "answer"
) -> dict[str, tuple[str, int]]:
    """The decks whose cards tick it, with their areas and how many of their cards are new."""
    day = today.due.study_day
    return {
        deck.deck: (deck.area, deck.new)
        for deck in today.due.decks
        if is_ticked_by(one.activity, phase, Observed(doing, day, deck.deck, deck.area))
    }
