"""The page of a mock: ready, a question and its clock, the feedback, what it came to."""

from hashlib import sha256
from typing import Final

from flashcards.core.preparation.mock.feedback import FeedbackPart
from flashcards.core.preparation.mock.forms import MockMode
from flashcards.core.preparation.mock.mock import Ask, Judge, next_step
from flashcards.core.preparation.mock.results import next_action
from flashcards.services.preparation.mock.bank import banks
from flashcards.services.preparation.mock.history import cards_for
from flashcards.services.preparation.mock.live_mock import LiveMock
from flashcards.views.html import Child, Html, element, joined
from flashcards.views.preparation.mock.live_mock import (
    ACTION,
    clock_line,
    feedback_heading,
    form_heading,
    given_line,
    heading,
    judged_text,
    late_line,
    phase_line,
    prompt,
    proposed_line,
    ready_text,
    rules_text,
)
from flashcards.views.preparation.mock.result import came_to_lines, result_lines, weak_sides
from flashcards.web.markup.document import Document
from flashcards.web.pages.parts import FORWARD, button, clock
from flashcards.web.site import Site
from flashcards.web.words import paragraph

HERE: Final = "/mock"
_MODES: Final = {
    MockMode.AFTER: "Feedback at the end",
    MockMode.STANDARD: "Feedback after each question",
    MockMode.PRESSURE: "One question after the other, without a wait",
}
LONGEST: Final = 4_000
"""Letters of one answer of the feedback."""
_WIDTH: Final = 200


def mark_of(live: LiveMock) -> str:
    """What a form must have stood beside to count."""
    return sha256(repr((live.mock.latest, live.asked)).encode()).hexdigest()[:16]


def banks_form(site: Site) -> Html:
    """The forms, how many questions each has that no mock has shown, and a way to begin."""
    forms = [
        element(
            "option",
            f"{one.form}: {one.asks} of {one.unused} unused questions, {one.minutes} minutes",
            value=one.form,
        )
        for one in banks(site.collection)
    ]
    modes = [element("option", said, value=mode) for mode, said in _MODES.items()]
    return joined(
        element("h1", "Mock interview"),
        element("p", "New questions only, by the clock, no notes. It may be stopped and resumed."),
        site.form(
            HERE,
            element("p", element("label", "Form ", element("select", forms, name="form"))),
            element("p", element("label", "Feedback ", element("select", modes, name="mode"))),
            element("button", "Begin", class_="main"),
        ),
    )


def standing(site: Site, live: LiveMock) -> Html:
    """The mock where it stands."""
    if live.mock.ended:
        return _result(site, live)
    if live.asked is not None:
        return _question(site, live)
    match next_step(live.mock):
        case Ask(number):
            return _ready(site, live, number)
        case Judge() as step:
            return _feedback(site, live, step)
        case _:
            return _conclusion(site, live)


def _ready(site: Site, live: LiveMock, number: int) -> Html:
    is_first = not any(one.shown for one in live.mock.questions)
    text = ready_text(live.mock, number)
    text = f"{rules_text(live.mock)}\n\n{text}" if is_first else text
    begin_it = button("Begin, and the clock with it", "ask", key=FORWARD, class_="main")
    return joined(
        element("h1", "Mock interview", class_="hidden"),
        element("p", heading(live.mock, number), class_="place"),
        element("article", Document().shown(text), aria_label="Rules"),
        _form(site, live, begin_it, "first"),
    )


def _question(site: Site, live: LiveMock) -> Html:
    question, timer = live.question, live.timer
    is_last = question.phase + 1 >= len(question.phases)
    said = button("Done" if is_last else "Next phase", "forward", key=FORWARD, class_="main")
    late = late_line(question, timer)
    return joined(
        element("h1", "Mock interview", class_="hidden"),
        element("p", heading(live.mock, live.asked or 0), class_="place"),
        clock(clock_line(timer), timer.used_s, timer.limit_s, stands=False, ends=True),
        element("p", " · ".join(filter(None, (phase_line(question), late))), class_="quiet"),
        element("article", Document().shown(question.text), aria_label="Question"),
        _form(site, live, said, "first"),
        _form(site, live, button("Stop, to go on later", "leave"), "others"),
    )


def _feedback(site: Site, live: LiveMock, step: Judge) -> Html:
    """The questions that are judged with their answers, and one question about them."""
    mock = live.mock
    judged = [
        (
            element("h2", feedback_heading(mock, number)),
            Document().shown(judged_text(mock.questions[number], live.answer_of(number))),
        )
        for number in step.numbers
    ]
    last = mock.questions[step.numbers[-1]]
    asked = prompt(mock, last.area, step.wanted)
    return joined(
        element("h1", form_heading(mock, step.numbers)),
        _form(site, live, (element("p", asked), _answers(step.wanted.part, asked)), "first"),
        element("p", given_line(last, _WIDTH), class_="quiet"),
        element("article", judged, aria_label="What is judged"),
        _form(site, live, button("Stop, to go on later", "leave"), "others"),
    )


def _answers(part: FeedbackPart, asked: str) -> Child:
    """Buttons for a score or a yes; a line for words."""
    act = element("input", type="hidden", name="act", value="judge")
    if part is FeedbackPart.SCORE:
        said = {str(score): str(score) for score in range(1, 6)}
    elif part is FeedbackPart.HIRE:
        said = {"y": "Yes", "n": "No"}
    else:
        field = element("input", name="said", aria_label=asked, autofocus=True, maxlength=LONGEST)
        return act, element("p", field, class_="note"), element("button", "Keep", class_="main")
    buttons = [
        element("button", name, name="said", value=value, data_key=value, class_="grade")
        for value, name in said.items()
    ]
    return act, element("div", buttons, class_="grades", role="group", aria_label=asked)


def _conclusion(site: Site, live: LiveMock) -> Html:
    proposed = next_action(live.mock)
    act = element("input", type="hidden", name="act", value="end")
    field = element("input", name="said", value=proposed, aria_label="Next", autofocus=True)
    return joined(
        element("h1", form_heading(live.mock, ())),
        map(paragraph, came_to_lines(live.mock)),
        element("p", proposed_line(proposed), " ", ACTION),
        _form(
            site,
            live,
            (act, element("p", field, class_="note"), element("button", "End", class_="main")),
            "first",
        ),
    )


def _result(site: Site, live: LiveMock) -> Html:
    linked = cards_for(site.collection, live.mock, weak_sides(live.mock))
    return joined(
        element("h1", f"{live.mock.form.capitalize()} mock"),
        map(paragraph, result_lines(live.mock, linked)),
        _form(site, live, button("Close", "close", key=FORWARD, class_="main"), "first"),
    )


def _form(site: Site, live: LiveMock, inside: Child, class_: str) -> Html:
    mark = element("input", type="hidden", name="mark", value=mark_of(live))
    return site.form(HERE, mark, inside, class_=class_)
