"""The page of the day: the terminal's words, with its commands as links where they are pages."""

from collections_on_disk import deck


def test_the_day_says_what_is_due_and_leads_there(browser):
    page = browser.get("/")
    assert "Monday, 05 January 2026" in page.text
    assert "3 new cards" in page.text
    assert len(page.all("a", href="/review")) == 3
    assert page.all("a", href="/review?deck=numbers")


def test_a_command_that_is_no_page_stands_as_it_is(root, browser):
    deck(root, "Q: one?\n")
    page = browser.get("/")
    assert "flash check" in page.text
    assert page.all("code")


def test_a_deck_that_was_edited_is_read_again(root, browser):
    deck(root, "Q: four?\nA: 4\n", "more.md")
    assert "4 new cards" in browser.get("/").text


def test_without_cards_it_says_what_to_do(root, browser):
    (root / "numbers.md").unlink()
    page = browser.get("/")
    assert "There are no cards yet." in page.text
    assert not page.all("a", **{"class": "main button"})


def test_what_each_deck_is_asked_stays_in_its_columns(browser):
    browser.get("/")
    said = browser.page.body.decode().partition('<pre class="figures"')[2].partition("</pre>")[0]
    head, numbers = said.partition(">")[2].splitlines()
    assert head.split() == ["due", "new", "learning", "deck"]
    assert numbers.split() == ["0", "3", "0", "numbers"]
    assert head.index("deck") == numbers.index("numbers")
