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


def activity_step(today: Today, standing: PlanProgress) -> str | None:
    """The command of the first activity of today that can be done; None where none can.

    It is asked where nothing is due, so a `flash review` alone would ask nothing.
    """
    steps = (_step(one, standing, today) for one in standing.next_activities)
    return next((step for step in steps if step), None)


def step_now(record: ActivityRecord, today: Today) -> str | None:
    """The command that does an activity today; None where it would ask nothing of it."""
    activity, phase = record.progress.activity, record.phase
    if activity.form is not None or activity.ticked_by != "answer":
        return command_of(activity)
    if record.counts_from is not None:
        return command_of(activity)
    if {one.deck for one in today.due.asked} & _ticking(record.progress, phase, today).keys():
        return command_of(activity)
    return _unseen(record.progress, phase, today, max(1, record.progress.today))


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
            return f"flash review kind:story --new {count} --ahead {_FAR_DAYS} --limit {count}"
        case "rating":
            return "flash assess --all"
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


def _ticking(one: ActivityProgress, phase: Phase, today: Today) -> dict[str, tuple[str, int]]:
    """The decks whose answers tick it, with their areas and how many of their cards are new."""
    day = today.due.study_day
    return {
        deck.deck: (deck.area, deck.new)
        for deck in today.due.decks
        if is_ticked_by(one.activity, phase, Observed("answer", day, deck.deck, deck.area))
    }
