"""Every way of editing in `edits`, with a reading at each step: what the learner did stays."""

import json
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from collections_on_disk import MORNING, ids
from edit_cases import edit_cases, write
from running import flash, ok

from flashcards.cli.terminal import output
from flashcards.core.study_day import Moment
from flashcards.services.decks.check import check_again
from flashcards.services.decks.show import show
from flashcards.services.opening.open import open_collection
from flashcards.services.place import Place
from flashcards.services.study.answer import Grade, answer
from flashcards.services.study.live_session import LiveSession
from flashcards.services.study.session import asking
from flashcards.views.decks.card import shown_view

STAYS = ("history", "state", "reps", "lapses", "due_on", "due_at", "stability", "difficulty")
UTC = ZoneInfo("UTC")


class Learner:
    """Who edits decks and studies them; the clock stands still but for what is said to pass."""

    def __init__(self, root, monkeypatch):
        self.root, self._monkeypatch = root, monkeypatch
        root.mkdir()
        monkeypatch.setenv("FLASH_COLLECTION", str(root))
        self.passes(timedelta(0))

    def passes(self, time):
        """Let time pass."""
        self.moment = Moment((self.moment.now if hasattr(self, "moment") else MORNING) + time, UTC)
        self._monkeypatch.setenv("FLASH_NOW", self.moment.now.isoformat())

    def opened(self):
        """The collection, opened."""
        return open_collection(Place.at(self.root), self.moment.now)

    def answers_all(self):
        """Answer each card once, the grades in turn, and the last one again, days later."""
        with self.opened() as collection:
            cards = ids(collection)
            for number, card in enumerate(cards):
                self.passes(timedelta(minutes=1))
                answer(collection, self.moment, card, Grade(1 + number % 4))
            self.passes(timedelta(days=3))
            answer(collection, self.moment, cards[-1], Grade(3))

    def shown(self):
        """Each card there is, by question and answer, as `flash show --json` tells it."""
        with self.opened() as collection:
            today = collection.today(self.moment)
            views = [
                shown_view([show(collection, self.moment, card)], self.moment, today, 80)
                for card in ids(collection)
            ]
        told = [json.loads(as_json(view)) for view in views]
        return {f"{card['front']} :: {card['back']}": card for card in told}


def by_watch(learner, stack) -> Callable[[], object]:
    """As `flash check --watch` reads."""
    collection = stack.enter_context(learner.opened())
    return lambda: check_again(collection, learner.moment)


def by_due(learner, _stack) -> Callable[[], object]:
    """As a status bar does."""
    return lambda: flash("due", "--quiet")


def by_second_session(learner, stack) -> Callable[[], object]:
    """A session that stays open, in which an editor is opened and closed again."""
    collection = stack.enter_context(learner.opened())
    session = asking(collection, learner.moment, ids(collection))
    return LiveSession.of(collection, lambda: learner.moment, session).reread


def as_json(view):
    """What `--json` prints of a view."""
    out = StringIO()
    output.write(view, "json", out)
    return out.getvalue()


@pytest.fixture
def learner(world, monkeypatch):
    """A learner without cards."""
    return Learner(world / "edited", monkeypatch)


def walks():
    """Every walk of a history that stays with each way to read; others are walked once."""
    for case in edit_cases():
        is_read_half_way = len(case.steps) > 2 and not case.name.startswith("stranger")
        ways = [by_watch, by_due, by_second_session] if is_read_half_way else [by_due]
        yield from (pytest.param(case, way, id=f"{case.name} {way.__name__}") for way in ways)


@pytest.mark.parametrize(("case", "reads"), [*walks()])
def test_what_the_learner_did_stays(learner, case, reads):
    first, *steps = case.steps
    write(learner.root, first)
    learner.answers_all()
    before = learner.shown()
    with ExitStack() as stack:
        read = reads(learner, stack)
        for step in steps:
            learner.passes(timedelta(days=step.days))
            write(learner.root, step)
            read()
    flash("due", "--quiet")
    after = learner.shown()
    assert [
        old for old, new in case.fates.kept.items() if has(after, new) != has(before, old)
    ] == []
    doubtful = case.fates.doubtful.items()
    new = [*case.fates.new, *(new for old, new in doubtful if has(after, new) != has(before, old))]
    assert [text for text in new if one(after, text)["reps"] != 0] == []
    orphans = {row["front"] for row in ok("list", "--orphans", "--json").json}
    assert set(case.fates.orphans) <= orphans <= {*case.fates.orphans, *fronts(doubtful)}
    undone_is_undone(learner, case, before)


def undone_is_undone(learner, case, before):
    """The last answer, which a card of the first state was given, is taken back from it."""
    twice = [old for old in case.fates.kept if one(before, old)["reps"] == 2]
    flash("undo")
    after = learner.shown()
    for old in twice:
        card = one(after, case.fates.kept[old])
        assert (card["reps"], [row["undone"] for row in card["history"]]) == (1, [False, True])


def fronts(doubtful):
    """The questions of cards that may be orphans."""
    return [old.partition(" :: ")[0] for old, _ in doubtful]


def one(cards, named):
    """The one card that is named by its question, or by question and answer."""
    found = [
        card for text, card in cards.items() if text == named or text.startswith(f"{named} ::")
    ]
    assert len(found) == 1, (named, list(cards))
    return found[0]


def has(cards, named):
    """What must stay of a card."""
    card = one(cards, named)
    return {key: card[key] for key in STAYS}
