"""How long flash takes beside Anki's own backend, with the same cards and the same history."""

import sys
from contextlib import closing
from datetime import timedelta
from itertools import count
from statistics import median

import pytest
from benchmarks.measuring import Result, Trial, cpu_seconds_written, medians_in_turn
from benchmarks.processes import at_terminal, flash, processor_seconds, to_first_line
from benchmarks.synthetic import LARGE, MEDIUM, MOMENT, SMALL, opened

from flashcards.core.study_day import Moment
from flashcards.services.study import session as service
from flashcards.services.study.live_session import LiveSession
from flashcards.services.study.review_options import ReviewOptions

ROUNDS = 5
ANSWERS = 31
READABLE = ("", "Space answer")
ANKI = "Anki's backend"
OPENED = "import sys\nfrom anki.collection import Collection\ncol = Collection(sys.argv[1])\n"
FIRST_QUESTION = f"""{OPENED}
for deck in col.decks.all_names_and_ids():
    col.decks.select(deck.id)
    if card := col.sched.getCard():
        print(card.question(), flush=True)
        break
"""
STATISTICS = f"{OPENED}col._backend.graphs(search='', days=365)"
EXPORT = f"""{OPENED}
col.export_card_csv(out_path=sys.argv[2], limit=None, with_html=True)
"""


@pytest.fixture(scope="module", params=[SMALL, MEDIUM, LARGE], ids=lambda size: f"{size.cards}")
def both(request, collection_of, tmp_path_factory):
    """The folder of a collection, the one of Anki's that was made of it, and how many cards."""
    backend = pytest.importorskip("anki_backend", reason="Anki is not installed")
    root, folder = collection_of(request.param), tmp_path_factory.mktemp("anki-")
    processor_seconds(flash(root, "export", "anki", "-o", str(folder / "x.apkg")))
    with backend.desk(folder / "desk") as there:
        backend.taken(there, folder / "x.apkg")
        path = there.path
    return root, path, f"{request.param.cards:,} cards"


def anki(program, *arguments):
    """The command line of a program of a few lines on a collection of Anki's."""
    return (sys.executable, "-c", program, *map(str, arguments))


def test_the_first_question(benchmark, report, both):
    root, path, size = both
    command = flash(root, "review")
    for _ in range(2):  # keeps the question
        before = at_terminal(command, READABLE)
        before.run()
        before.finish()
    ours, theirs = at_terminal(command, READABLE), to_first_line(anki(FIRST_QUESTION, path))
    took, beside = medians_in_turn(benchmark, ours, theirs, rounds=ROUNDS)
    report(Result(f"first question at a terminal, {size}", took, beside, ANKI))


def test_one_answer(benchmark, report, both):
    root, path, size = both
    from anki.collection import Collection

    with opened(root) as collection, closing(Collection(str(path))) as theirs:
        trials = grading(collection), grading_in_anki(theirs)
        took, beside = medians_in_turn(benchmark, *trials, rounds=ANSWERS)
    name = f"one answer with reveal and next question, {size}"
    report(Result(name, took, beside, ANKI))


@pytest.mark.parametrize(
    ("name", "words", "program"),
    [
        ("statistics", ("stats", "--json"), STATISTICS),
        ("export of cards as CSV", ("export", "cards", "-o"), EXPORT),
    ],
)
def test_figures_and_exports(  # noqa: PLR0913, PLR0917
    name, words, program, report, both, tmp_path
):
    root, path, size = both
    ours = flash(root, *words, *([str(tmp_path / "x.csv")] if words[-1] == "-o" else ()))
    theirs = anki(program, path, tmp_path / "y.csv")
    rounds = [(processor_seconds(ours), processor_seconds(theirs)) for _ in range(ROUNDS)]
    took, beside = (median(own) for own in zip(*rounds, strict=True))
    report(Result(f"{name}, {size}", took, beside, ANKI, None, cpu_seconds_written))


def grading(collection):
    """Each time another card, a second later, revealed and graded by flash."""
    seconds = count()

    def clock():
        return Moment(MOMENT.now + timedelta(seconds=next(seconds)), MOMENT.zone)

    live = LiveSession.of(collection, clock, service.start(collection, clock(), ReviewOptions()))

    def once():
        live.reveal()
        live.grade(3)

    return Trial(once)


def grading_in_anki(collection):
    """Each time another card, shown on both sides, graded by Anki; and the next one fetched."""
    decks = collection.decks.all_names_and_ids()

    def fetched():
        for deck in decks:
            if (card := collection.sched.getCard()) is not None:
                return card
            collection.decks.select(deck.id)
        raise AssertionError(decks)

    cards = [fetched()]

    def once():
        card = cards.pop()
        card.start_timer()
        card.answer()
        collection.sched.answerCard(card, 3)
        cards.append(fetched())
        cards[0].question()

    return Trial(once)
