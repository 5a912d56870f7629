"""Skills in the page: how they stand, and a session that rates them with a note."""

import pytest
from collections_on_disk import deck

from flashcards.services.preparation.assess import skill_rows

SKILLS = "---\ncards: self-assessment\narea: coding\n---\n- Ridge — derive it\n- Lasso — code it\n"


@pytest.fixture
def skills(root, browser):
    """Two skills, and the browser."""
    deck(root, SKILLS, "skills.md")
    return browser


def test_a_skill_is_rated_from_1_to_5_with_a_note(up, skills):
    skills.get("/assess/due")
    assert "Ridge" in skills.page.text
    assert " min" not in skills.page.text
    page = skills.send(act="reveal")
    assert [one["value"] for one in page.all("button", name="grade")] == ["1", "2", "3", "4", "5"]
    assert page.all("input", name="note")
    assert "1 not yet … 5 could teach it" in page.text
    page = skills.send(grade="3", note="forgot the intercept")
    assert "Lasso" in page.text
    rows = skill_rows(up.collection, None, None)
    assert [row.latest for row in rows] == [3, None]
    card = skills.get(f"/card/{rows[0].id}")
    assert "forgot the intercept" in card.text


def test_the_page_says_how_skills_stand(skills):
    skills.get("/assess/all")
    skills.send(act="reveal")
    skills.send(grade="2")
    page = skills.get("/assess")
    assert "below 4" in page.text
    assert "2 skills, 1 rated, 1 below 4." in page.text


def test_space_gives_four_of_five(skills):
    skills.get("/assess/due")
    page = skills.send(act="reveal")
    assert page.all("button", value="4", **{"data-key": "4| |Enter"})


def test_without_skills_it_says_what_to_write(browser):
    assert "No deck has a skill to rate" in browser.get("/assess").text
