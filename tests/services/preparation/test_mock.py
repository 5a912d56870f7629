"""Mock interviews in a real database: none twice, nothing lost, no schedule touched."""

import itertools
from datetime import timedelta

import pytest
from collections_on_disk import MORNING, at, deck, dump, ids, opened
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flashcards.core.preparation.mock.clock import HEARTBEAT_S, Call
from flashcards.core.preparation.mock.feedback import FeedbackPart
from flashcards.core.preparation.mock.forms import AREAS, Form, MockMode
from flashcards.core.preparation.mock.mock import Ask, Conclude, Judge, next_step
from flashcards.core.preparation.mock.results import results_of, weaknesses
from flashcards.core.study_day import Moment
from flashcards.errors.files import CannotWrite
from flashcards.errors.mocks import (
    AmbiguousMock,
    BankDry,
    MockElsewhere,
    MockOpen,
    NoMockOpen,
    NoMocks,
    NoRecorder,
    UnknownMock,
)
from flashcards.services.decks.read import read_decks
from flashcards.services.log.take_in import take_in
from flashcards.services.preparation.mock.acts import asked_card, begin, end, open_mock
from flashcards.services.preparation.mock.bank import MockOptions, banks
from flashcards.services.preparation.mock.history import (
    cards_for,
    document_of,
    mock_named,
    mocks,
    row_of,
)
from flashcards.services.preparation.mock.live_mock import LiveMock
from flashcards.services.preparation.mock.recordings import next_recording, recordings
from flashcards.services.study.acts import suspend
from flashcards.services.study.answer import Grade, answer
from flashcards.services.work import within
from flashcards.storage.database.engine import reading, writing
from flashcards.storage.log import log

AREA = "---\narea: {}\n---\n"
THEORY = AREA.format("theory") + "".join(f"Q: Number {n}?\nA: {n}\n\n" for n in range(12))
CODING = (
    AREA.format("coding")
    + "Q: Build a stump.\nA: def stump\n<!-- tags: testing; limit: 5m -->\n\nQ: Sort.\nA: sorted\n"
)
DESIGN = (
    "---\narea: design\ncards: prompts\n---\n# Systems\n\n## A feed\n\nAsk for scale.\n\n## Ads\n"
)
STORIES = "---\narea: behavioural\ncards: stories\n---\n## The outage\n\n### Situation\n\nNight.\n"
STORIES += "\n## The launch\n\nDay.\n"
SKILLS = "---\narea: theory\ncards: self-assessment\n---\n- Ridge — derive it\n"
GAP = AREA.format("theory") + "C: The [mean] is the first moment.\n"

MOST = 300
"""Steps of a mock; with more, it would never end."""

STEPS = st.lists(
    st.sampled_from(["forward"] * 4 + ["look", "look", "leave", "4", "2", "nonsense"]), max_size=25
)


class Watch:
    """A clock that goes on by so many seconds whenever it is looked at, and can be set."""

    def __init__(self, step_s=0):
        self.now, self.step = MORNING, timedelta(seconds=step_s)

    def __call__(self):
        """The moment, a step later than the last."""
        self.now += self.step
        return Moment(self.now, MORNING.tzinfo)

    def passes(self, **time):
        """So long goes by; back, where it is negative."""
        self.now += timedelta(**time)


@pytest.fixture
def root(tmp_path):
    """A collection with all four areas, and cards that no mock asks."""
    for name in ("theory", "coding", "design", "stories", "skills", "gap"):
        deck(tmp_path, globals()[name.upper()], f"{name}.md")
    return tmp_path


def sat(collection, watch=None, **options):
    """A mock that has begun; of theory unless said otherwise."""
    options = {"form": Form.THEORY} | options
    watch = watch or Watch()
    started = begin(collection, watch(), MockOptions(**options))
    return LiveMock(collection, watch, started.mock)


def go_on(interview, said="4"):
    """The next step of a mock, as a learner takes it."""
    match next_step(interview.mock):
        case Ask(number):
            if interview.asked is None:
                interview.ask(number)
            interview.forward()
        case Judge() as step:
            interview.judge(step, {FeedbackPart.HIRE: "y"}.get(step.wanted.part, said))
        case Conclude():
            interview.end("rest")


def hold(interview, **said):
    """The mock to its end."""
    for _ in range(MOST):
        if not interview.mock.ended:
            go_on(interview, **said)
    assert interview.mock.ended
    return interview.mock


def test_a_whole_mock_leaves_every_schedule_as_it_was(root):
    with opened(root) as collection:
        answer(collection, at(), ids(collection)[0], Grade(3))
        before = dump(collection)
        forms = [Form.FULL, *AREAS]
        for form in forms:
            hold(sat(collection, form=form, mode=MockMode.PRESSURE))
        assert dump(collection) == before
        assert [mock.form for mock in mocks(collection)] == [form.value for form in forms]


def test_no_question_comes_twice_until_the_bank_is_dry(root):
    with opened(root) as collection:
        first = hold(sat(collection, minutes=14))
        second = begin(collection, at(days=1), MockOptions(Form.THEORY))
        assert [low.missing for low in second.low] == [5]
        hold(LiveMock(collection, Watch(), second.mock))
        asked = [question.card for mock in mocks(collection) for question in mock.questions]
        assert (len(first.questions), len(asked), len(set(asked))) == (7, 12, 12)
        with pytest.raises(BankDry, match="All 12 theory questions"):
            sat(collection)
        assert {bank.form: bank.unused for bank in banks(collection)}["theory"] == 0
        again = sat(collection, allow_repeat=True, minutes=4)
        assert {one.card for one in again.mock.questions} <= {one.card for one in first.questions}


def test_gaps_skills_suspended_cards_and_prompts_of_other_areas_are_not_asked(root):
    deck(root, "---\narea: theory\nsuspended: true\n---\nQ: Why?\nA: So.\n", "resting.md")
    with opened(root) as collection:
        every = {bank.form: bank for bank in banks(collection)}
        assert {form: bank.questions for form, bank in every.items()} == {
            "theory": 12, "coding": 2, "design": 2, "behavioural": 2, "technical": 2, "full": 2
        }  # fmt: skip
        assert [(bank.asks, bank.minutes) for bank in every.values()] == [
            *((10, 20), (1, 45), (1, 45), (5, 30), (3, 92), (4, 98))
        ]
        mock = sat(collection, form=Form.FULL).mock
        assert [question.area for question in mock.questions] == [area.value for area in AREAS]
        assert [question.limit_s for question in mock.questions] == [120, 2_700, 2_700, 360]
        suspend(collection, at(), mock.questions[1].card)
        assert banks(collection)[1].questions == 1


def test_only_what_was_shown_is_used_up_and_the_bank_counts_it(root):
    with opened(root) as collection:
        for shown, left in ((0, 12), (2, 10)):
            interview = sat(collection)
            for number in range(shown):
                interview.ask(number)
                interview.forward()
            end(collection, at(), interview.mock)
            assert banks(collection)[0].unused == left
        seen = {one.card for mock in mocks(collection) for one in mock.questions if one.shown}
        drawn = [one.card for one in hold(sat(collection)).questions]
        assert (len(seen), len(drawn), seen & set(drawn)) == (2, 10, set())


def test_a_form_asks_for_evidence_only_where_the_score_is_below_4(root):
    with opened(root) as collection:
        interview = sat(collection, form=Form.CODING)
        asked = []
        for _ in range(MOST):
            if isinstance(step := next_step(interview.mock), Judge):
                asked.append(step.wanted)
            if not interview.mock.ended:
                go_on(interview, "3" if len(asked) % 2 else "4")
        scores = interview.mock.questions[0].feedback.scores
        below = {name for name, score in scores.items() if score < 4}
        assert {one.dimension for one in asked if one.part is FeedbackPart.EVIDENCE} == below
        assert set(scores.values()) == {3, 4}
        assert row_of(interview.mock).passed is not None
        parts = [one.part for one in asked]
        assert parts[:3] == [FeedbackPart.WELL, FeedbackPart.IMPROVE, FeedbackPart.HIRE]


def test_an_empty_bank_says_what_to_write(tmp_path):
    deck(tmp_path)
    with opened(tmp_path) as collection:
        for form in Form:
            with pytest.raises(BankDry, match=r"There are no \w+ questions"):
                sat(collection, form=form)
        assert mocks(collection) == ()


def test_an_edited_question_is_not_asked_again(root):
    text = AREA.format("coding") + "Q: Build a stump.\nA: def stump\n"
    deck(root, text, "coding.md")
    with opened(root) as collection:
        mock = hold(sat(collection, form=Form.CODING))
        deck(root, text.replace("def stump", "def stump(rows)"), "coding.md")
        read_decks(collection, MORNING)
        with pytest.raises(BankDry, match="All 1 coding"):
            sat(collection, form=Form.CODING)
        assert asked_card(collection, mock.questions[0].card).card.back == "def stump(rows)"
        (root / "coding.md").unlink()
        read_decks(collection, MORNING)
        assert asked_card(collection, mock.questions[0].card) is None


def test_what_another_machine_asked_is_not_asked_here(root, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    deck(other, THEORY, "theory.md")
    with opened(root) as here, opened(other) as there:
        mine = hold(sat(here, minutes=8))
        theirs = hold(sat(there, minutes=8))
        with reading(here.engine) as connection:
            told = list(log.all_facts(connection))
        with writing(there.engine) as connection:
            take_in(within(connection, there, MORNING), told)
        assert {mock.id for mock in mocks(there)} == {mine.id, theirs.id}
        known = {question.card for mock in mocks(there) for question in mock.questions}
        drawn = {question.card for question in sat(there, allow_repeat=False).mock.questions}
        assert known.isdisjoint(drawn)
        assert len(known | drawn) == 12


def test_two_at_once_are_refused_by_the_name_of_the_one_that_is_open(root):
    with opened(root) as collection:
        with pytest.raises(NoMockOpen):
            open_mock(collection)
        mock = sat(collection).mock
        with pytest.raises(MockOpen, match=f"The theory mock of 2026-01-05 .{mock.id}"):
            sat(collection, form=Form.DESIGN)
        end(collection, at(), open_mock(collection))
        assert sat(collection, form=Form.DESIGN).mock.form == "design"


@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow])
@given(steps=STEPS, mode=st.sampled_from(MockMode))
def test_a_mock_resumed_after_any_step_goes_on_as_if_it_had_never_stopped(
    steps, mode, tmp_path_factory
):
    folder = tmp_path_factory.mktemp("resumed")
    deck(folder, CODING, "coding.md")
    deck(folder, THEORY, "theory.md")
    with opened(folder) as collection:
        interview = sat(collection, Watch(7), minutes=6, mode=mode)
        for step in steps:
            take(interview, step)
            assert open_or_last(collection) == interview.mock
        hold(interview)
        assert mock_named(collection, None) == interview.mock


def take(interview, step):
    """One thing a learner does, or that happens."""
    if interview.mock.ended:
        return
    if step == "look":
        interview.look()
    elif step == "leave":
        interview.leave()
    elif step == "nonsense":
        interview.forward()
    else:
        go_on(interview, step if step.isdecimal() else "3")


def open_or_last(collection):
    """The mock as the database has it."""
    return mock_named(collection, None)


def test_the_clock_warns_goes_on_and_closes_the_question_without_extension(root):
    with opened(root) as collection:
        watch = Watch()
        interview = sat(collection, watch, minutes=2)
        interview.ask(0)
        watch.passes(seconds=59)
        assert interview.look() == ()
        watch.passes(hours=-3)
        assert interview.look() == ()
        watch.passes(seconds=40)
        assert interview.look() == (Call.HALF, Call.MOST)
        assert (interview.timer.left_s, open_mock(collection).questions[0].used_s) == (21, 99)
        watch.passes(hours=9)
        assert interview.look() == (Call.END,)
        assert (interview.asked, interview.look()) == (None, ())
        (question,) = open_mock(collection).questions
        assert (question.answered, question.used_s) == (True, 120)


def test_time_away_does_not_count_but_what_was_used_does(root):
    with opened(root) as collection:
        watch = Watch()
        interview = sat(collection, watch, form=Form.DESIGN)
        interview.ask(0)
        watch.passes(minutes=4)
        interview.forward()
        watch.passes(minutes=1)
        interview.leave()
        watch.passes(days=1)
        resumed = LiveMock(collection, watch, open_mock(collection))
        resumed.ask(0)
        assert (resumed.timer.used_s, resumed.question.phase) == (300, 1)
        watch.passes(minutes=20)
        assert resumed.look() == (Call.HALF,)


def test_a_crash_costs_no_more_than_a_heartbeat(root):
    with opened(root) as collection:
        watch = Watch(1)
        interview = sat(collection, watch, form=Form.CODING)
        interview.ask(0)
        for _ in range(200):
            interview.look()
            seen = open_mock(collection).questions[0].used_s
            assert interview.timer.used_s - seen <= HEARTBEAT_S + 1


@pytest.mark.parametrize("ending", [EOFError, KeyboardInterrupt, SystemExit])
def test_however_a_mock_is_left_its_clock_is_written_down(root, ending):
    with opened(root) as collection:
        watch = Watch()
        interview = sat(collection, watch)
        interview.ask(0)
        watch.passes(seconds=8)
        try:
            with interview.kept():
                raise ending
        except (KeyboardInterrupt, SystemExit):
            assert ending is not EOFError
        assert open_mock(collection).questions[0].used_s == 8
        assert interview.asked is None
        interview.leave()
        interview.forward()
        assert open_mock(collection) == interview.mock


def test_weak_dimensions_lead_to_cards_with_their_tag_else_to_those_that_were_asked(root):
    deck(root, THEORY.replace("12", "13"), "theory.md")
    with opened(root) as collection:
        coding = hold(sat(collection, form=Form.CODING), said="3")
        found = cards_for(collection, coding, weaknesses(results_of(coding)))
        by_name = {one.weakness.dimension.name: one for one in found}
        assert [known.card.front for known in by_name["testing"].cards] == ["Build a stump."]
        assert by_name["testing"].tagged
        assert not by_name["planning"].tagged
        named = [known.card.id for one in found for known in one.cards]
        assert len(named) == len(set(named)) == 2
        assert [known.card.front for known in by_name["clarifying"].cards] == ["Sort."]
        assert (by_name["planning"].are_there, by_name["planning"].cards) == (True, ())
        design = hold(sat(collection, form=Form.DESIGN), said="1")
        assert all(
            not (one.cards or one.are_there)
            for one in cards_for(collection, design, weaknesses(results_of(design)))
        )
        assert cards_for(collection, design, ()) == ()


@pytest.mark.parametrize("count", [1, 2, 5, 12])
def test_weak_sides_name_different_cards_as_evenly_as_there_are_cards(tmp_path, count):
    """However few there are: each card once, and no side has two where another has none."""
    cards = "".join(f"Q: Sort {n}.\nA: {n}\n\n" for n in range(count))
    deck(tmp_path, AREA.format("coding") + cards, "coding.md")
    with opened(tmp_path) as collection:
        mock = hold(sat(collection, form=Form.CODING), said="2")
        weak = weaknesses(results_of(mock))[:3]
        found = [
            [known.card.id for known in one.cards] for one in cards_for(collection, mock, weak)
        ]
    named = list(itertools.chain(*found))
    assert len(named) == len(set(named)) == min(count, 9)
    assert max(map(len, found)) - min(map(len, found)) <= 1


def test_a_mock_is_found_by_the_beginning_of_its_id(root):
    with opened(root) as collection:
        with pytest.raises(NoMocks):
            mock_named(collection, None)
        for form in (Form.CODING, Form.DESIGN):
            hold(sat(collection, form=form))
        first, second = mocks(collection)
        assert mock_named(collection, None) == second
        assert mock_named(collection, first.id) == first
        with pytest.raises(AmbiguousMock, match="2 mocks"):
            mock_named(collection, first.id[:4])
        for name in ("", "x"):
            with pytest.raises(UnknownMock):
                mock_named(collection, name)


def test_a_row_and_a_document_say_what_a_mock_came_to(root):
    with opened(root) as collection:
        interview = sat(collection, form=Form.CODING, interviewer="Ann")
        row = row_of(interview.mock)
        assert (row.mean, row.passed, row.hire, row.weakest, row.ended) == (*(None,) * 4, False)
        row = row_of(hold(interview, said="3"))
        assert (row.mean, row.passed, row.hire, row.weakest) == (3.0, False, True, "clarifying")
        assert (row.interviewer, row.action, row.ended) == ("Ann", "rest", True)
        document = document_of(collection, interview.mock)
        assert (document.summary, document.recordings) == (row, ())
        assert document.questions[0].feedback.evidence["testing"] == "3"


def test_recordings_lie_in_the_home_one_file_a_sitting_and_nobody_elses(
    root, monkeypatch, tmp_path
):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (root / "flash.toml").write_text('recorder = ["true", "{file}"]\n')
    with opened(root) as collection:
        mock = sat(collection, record=True).mock
        first = next_recording(collection, mock)
        assert first == collection.place.home / "recordings" / f"{mock.id}.wav"
        assert first.parent.stat().st_mode & 0o777 == 0o700
        assert recordings(collection, mock) == ()
        first.touch()
        second = next_recording(collection, mock)
        assert second.name == f"{mock.id}-2.wav"
        second.touch()
        assert recordings(collection, mock) == (first, second)


def test_where_no_recording_can_be_kept_a_sentence_says_so(root, monkeypatch, tmp_path):
    (tmp_path / "data").touch()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (root / "flash.toml").write_text('recorder = ["true", "{file}"]\n')
    with opened(root) as collection:
        mock = sat(collection, record=True).mock
        with pytest.raises(CannotWrite):
            next_recording(collection, mock)


def test_a_recording_without_a_recorder_begins_no_mock(root):
    with opened(root) as collection:
        with pytest.raises(NoRecorder):
            sat(collection, record=True)
        assert mocks(collection) == ()


def test_six_mocks_in_a_row_never_repeat_a_question(root):
    deck(root, THEORY + "".join(f"Q: More {n}?\nA: {n}\n\n" for n in range(60)), "theory.md")
    with opened(root) as collection:
        asked = [hold(sat(collection, mode=MockMode.PRESSURE)).questions for _ in range(6)]
        cards = [question.card for question in itertools.chain(*asked)]
        assert len(set(cards)) == len(cards) == 60


def test_a_mock_that_another_terminal_ended_takes_nothing_more(root):
    """Two that resume one mock would each write half of it."""
    with opened(root) as collection:
        held = begin(collection, at(), MockOptions(Form.CODING)).mock
        end(collection, at(minutes=1), held)
        with pytest.raises(MockElsewhere, match="Another terminal went on"):
            end(collection, at(minutes=2), held, "practise")
