"""A card is edited in the page, in its place; no text of the learner's is lost on the way."""

from collections_on_disk import deck


def editing(browser):
    """The form of the first card of a review."""
    browser.get("/review")
    return browser.get(browser.page.all("a", **{"data-key": "e"})[0]["href"])


def test_an_edit_is_saved_in_its_place_and_the_review_goes_on(root, browser):
    page = editing(browser)
    assert "Q: one? A: 1" in page.text
    assert "In your own editor: flash edit " in page.text
    page = browser.send(text="Q: one, please?\r\nA: 1")
    assert (root / "numbers.md").read_text() == (
        "Q: one, please?\nA: 1\n\nQ: two?\nA: 2\n\nQ: three?\nA: 3\n"
    )
    assert "one, please?" in page.text
    assert "Saved." in page.text
    assert "0 answered · 3 left" in page.text


def test_a_card_that_became_another_is_asked_in_its_place(browser):
    editing(browser)
    assert "entirely different" in browser.send(text="Q: entirely different\nA: words").text


def test_what_will_not_do_comes_back_with_the_reason(root, browser):
    editing(browser)
    page = browser.send(text="Q: </textarea><script>alert(1)</script>")
    assert "That is not a card" in page.text
    assert "</textarea><script>alert(1)</script>" in page.text
    assert len(page.all("script")) == 1
    assert (root / "numbers.md").read_text().startswith("Q: one?")


def test_a_deck_that_changed_meanwhile_is_kept_and_so_is_the_text(root, browser):
    editing(browser)
    deck(root, "Q: one?\nA: one\n")
    page = browser.send(text="Q: mine\nA: too")
    assert "changed elsewhere meanwhile" in page.text
    assert "Q: mine A: too" in page.text
    assert (root / "numbers.md").read_text() == "Q: one?\nA: one\n"


def test_a_card_that_is_gone_meanwhile_loses_no_text(root, browser):
    editing(browser)
    (root / "numbers.md").unlink()
    browser.ask("GET", "/")
    page = browser.send(text="Q: mine\nA: too")
    assert "Q: mine A: too" in page.text


def test_from_the_page_of_a_card_it_goes_back_there(browser):
    browser.get("/cards")
    browser.get(card_of(browser))
    browser.get(browser.page.all("a", **{"data-key": "e"})[0]["href"])
    page = browser.send(text="Q: one, now?\nA: 1")
    assert browser.path.startswith("/card/")
    assert "one, now?" in page.text


def card_of(browser):
    """The first card that is listed."""
    links = [one["href"] for one in browser.page.all("a") if "/card/" in one.get("href", "")]
    return links[0]


def test_no_address_leads_away_after_an_edit(browser):
    browser.get("/review")
    address = browser.page.all("a", **{"data-key": "e"})[0]["href"].partition("?")[0]
    browser.get(f"{address}?back=https://evil.example/")
    browser.send(text="Q: one!\nA: 1")
    assert browser.path.startswith("/card/")


def test_an_edit_that_is_sent_twice_is_saved_once_and_said_so(root, browser):
    page = editing(browser)
    browser.send(0, page, text="Q: one, please?\nA: 1")
    again = browser.send(0, page, text="Q: one, please?\nA: 1")
    assert "Saved." in again.text
    assert "changed elsewhere" not in again.text
    assert (root / "numbers.md").read_text().count("one, please?") == 1
