"""Statistics in the page: the terminal's figures, with pictures that say themselves in words."""

from collections_on_disk import at

from flashcards.core.decks.query import Query
from flashcards.services.decks.list import card_rows
from flashcards.services.statistics.stats import stats
from flashcards.services.study.answer import Grade, answer
from flashcards.views.statistics.section import SECTIONS
from flashcards.views.statistics.stats import stats_view


def practise(up):
    """Two cards, answered on some days."""
    cards = [row.id for row in card_rows(up.collection, at(), Query(()))][:2]
    for day, grade in ((0, 3), (3, 3), (12, 2), (40, 1)):
        for card in cards:
            answer(up.collection, at(days=day), card, Grade(grade, 4000))
    up.clock.say(days=41)


def test_every_section_has_the_figures_of_the_terminal(up, browser):
    practise(up)
    page = browser.get(browser.get("/statistics").all("a", **{"class": "button"})[0]["href"])
    figures = stats(up.collection, up.clock())
    for section in SECTIONS:
        lines = [line.strip() for line in stats_view(figures, section, 84).lines if line.strip()]
        assert all(" ".join(line.split()) in page.text for line in lines), section


def test_pictures_say_themselves(up, browser):
    practise(up)
    said = [one["aria-label"] for one in browser.get("/statistics").all("svg")]
    assert said[0] == "8 answers on 4 days of a year"
    assert said[1] == "4 answers in the last 30 days"
    assert any(one.startswith("Recall expected") for one in said)


def test_nothing_answered_is_a_page_too(browser):
    page = browser.get("/statistics")
    assert page.status == 200
    assert "nothing answered yet" in page.text


def test_no_style_is_written_into_elements(up, browser):
    """The policy of the page would forbid it, and say so in the browser's console."""
    practise(up)
    page = browser.get("/statistics")
    assert [said for _, said in page.elements if "style" in said] == []
    assert len(page.body) < 50_000
