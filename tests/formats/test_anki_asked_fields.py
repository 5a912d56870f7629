"""Which fields of a note can be written back, since cards ask them and nothing beside them."""

import pytest

from flashcards.formats.anki.asked_fields import AskedFields
from flashcards.formats.anki.collection import NoteTemplate, NoteType
from flashcards.formats.anki.notes import NoteRenderer

BACK = "{{FrontSide}}<hr id=answer>{{Back}}"
TURNED = "{{FrontSide}}<hr id=answer>{{Front}}"


def asked(*templates, fields=("Front", "Back", "More"), filled=(0, 1), cards=None, is_cloze=False):
    said = {number: NoteTemplate(str(number), *sides) for number, sides in enumerate(templates)}
    type_ = NoteType("any", is_cloze, fields, said)
    cards = said if cards is None else cards
    return AskedFields(type_, NoteRenderer(type_)).of(frozenset(filled), frozenset(cards))


def test_a_question_and_its_answer_are_asked_whichever_fields_they_are():
    assert asked(("{{Front}}", BACK)) == (0, 1)
    assert asked(("<b></b>{{Back}}", TURNED)) == (1, 0)
    assert asked(("{{Front}}{{type:Back}}", "{{Front}}<hr id=answer>{{type:Back}}")) == (0, 1)


def test_the_second_card_asks_the_other_way_round_or_is_not_there():
    both = ("{{Front}}", BACK), ("{{#More}}{{Back}}{{/More}}", TURNED)
    assert asked(*both, filled=(0, 1, 2)) == (0, 1)
    assert asked(*both, cards=(0,)) == (0, 1)
    assert asked(both[0], ("{{Front}}", BACK)) == ()
    assert asked(both[0], both[1], both[0], filled=(0, 1, 2)) == ()


@pytest.mark.parametrize(
    "template",
    [
        ("Say: {{Front}}", BACK),
        ("{{Front}}", f"{BACK} in {{{{Deck}}}} here"),
        ("{{Front}} {{Back}}", TURNED),
        ("{{kana:Front}}", BACK),
        ("{{text:Front}}", BACK),
    ],
)
def test_what_shows_more_than_a_field_can_not_be_written_back(template):
    assert asked(template) == ()


def test_a_field_that_is_shown_too_is_in_the_way_where_it_holds_something():
    template = ("{{Front}}", f"{BACK}{{{{More}}}}")
    assert asked(template) == (0, 1)
    assert asked(template, filled=(0, 1, 2)) == ()


def test_a_cloze_is_asked_where_nothing_stands_below_it():
    template = ("{{cloze:Front}}", "{{cloze:Front}}<br>{{Back}}")
    assert asked(template, filled=(0,), is_cloze=True) == (0,)
    assert asked(template, filled=(0, 1), is_cloze=True) == ()
    assert asked(template, filled=(0, 2), is_cloze=True) == (0,)
