"""A deck is seen while it is written: cards as they will be, problems beside their lines."""

import pytest
from collections_on_disk import deck

WRITTEN = "Q: one $x^2$?\nA: 1\n\nQ: no answer\n\nQ: two?\nA: ![gone](gone.png)\n"


def test_cards_and_problems_stand_in_the_order_of_their_lines(root, browser):
    deck(root, WRITTEN, "a b/written.md")
    browser.get("/preview")
    (link,) = [one for one in browser.page.all("a") if "written" in one.get("href", "")]
    page = browser.get(link["href"])
    places = [page.text.index(f"Line {line}") for line in (1, 4, 6, 7)]
    assert places == sorted(places)
    assert "2 cards" in page.text
    assert page.all("p", **{"class": "problem error"})
    assert page.all("math")


def test_the_script_can_see_that_it_was_saved(root, browser):
    page = browser.get("/preview/numbers.md")
    (watched,) = [said for _, said in page.elements if "data-watch" in said]
    assert browser.get(watched["data-watch"]).body.decode() == watched["data-digest"]
    deck(root, WRITTEN)
    assert browser.get(watched["data-watch"]).body.decode() != watched["data-digest"]


@pytest.mark.parametrize(
    "path", ["../secret.md", "%2e%2e/secret.md", "/etc/passwd", "nothing.md", ".flash/flash.db"]
)
def test_no_other_file_of_the_disk_is_shown(root, browser, path):
    deck(root.parent, "Q: secret?\nA: yes\n", "secret.md")
    for page in ("preview", "digest"):
        answer = browser.get(f"/{page}/{path}")
        assert answer.status == 404
        assert "There is no deck file" in answer.text
        assert "secret?" not in answer.text


def test_a_long_deck_is_shown_in_parts(root, browser):
    deck(root, "".join(f"Q: question {n}?\nA: {n}\n\n" for n in range(100)))
    page = browser.get("/preview/numbers.md")
    assert "question 39?" in page.text
    assert "question 40?" not in page.text
    page = browser.get(page.all("a", **{"class": "button"})[0]["href"])
    assert "question 40?" in page.text


def test_a_file_that_is_no_text_says_so(root, browser):
    (root / "odd.md").write_bytes(b"Q: \xff\xfe\n")
    assert "not UTF-8" in browser.get("/preview/odd.md").text
