"""Pictures, sounds and films that a card names are sent, and nothing else of the disk."""

import pytest
from collections_on_disk import deck

from flashcards.core.decks.query import Query
from flashcards.services.decks.card_names import find_card
from flashcards.services.decks.list import card_rows
from flashcards.web.markup.document import Document
from flashcards.web.markup.media import CardMedia

PNG = b"\x89PNG\r\n\x1a\n"
CARD = """\
Q: ![plot](plot.png) ![[near.png]] [sound:a.mp3] [film](film.mp4) [paper](paper.pdf)
A: ![out](../../outside.png) ![etc](/etc/passwd) ![gone](gone.png) ![link](link.png) ![svg](x.svg)
"""


@pytest.fixture
def root(tmp_path):
    """A deck that names files inside, outside, and through a link that leads outside."""
    root = tmp_path / "cards"
    deck(root, CARD, "a/media.md")
    for name in ("a/plot.png", "b/near.png", "a.mp3", "a/film.mp4", "a/paper.pdf", "a/secret.png"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(PNG)
    (root / "a/x.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (tmp_path / "outside.png").write_bytes(b"outside")
    (root / "a/link.png").symlink_to(tmp_path / "outside.png")
    return root


@pytest.fixture
def card(up):
    """The card."""
    (row,) = card_rows(up.collection, up.clock(), Query(()))
    return find_card(up.collection, row.id).card


def shown(up, card):
    """Both sides."""
    document = Document(CardMedia(up.collection.root, card))
    return str(document.shown(f"{card.front}\n\n{card.back}"))


def test_each_kind_is_shown_by_its_own_element(up, card):
    markup = shown(up, card)
    place = f"/media/{card.id}"
    assert f'<img src="{place}/0" alt="plot" loading="lazy">' in markup
    assert f'<img src="{place}/1" alt="near.png" loading="lazy">' in markup
    assert f'<audio src="{place}/2" controls preload="none" aria-label="a.mp3">' in markup
    assert f'<video src="{place}/3"' in markup
    assert f'<a href="{place}/4" target="_blank">paper</a>' in markup


def test_what_is_not_shown_says_why(up, card):
    markup = shown(up, card)
    assert 'out<small class="quiet"> (../../outside.png: it is outside the collection)' in markup
    assert "(gone.png: there is no such file)" in markup
    assert "(link.png: it is outside the collection)" in markup
    assert "passwd: " in markup


def test_a_file_that_a_card_names_is_sent_for_what_it_is(browser, card):
    page = browser.get(f"/media/{card.id}/0")
    assert (page.status, page.headers["content-type"], page.body) == (200, "image/png", PNG)
    assert page.headers["x-content-type-options"] == "nosniff"


def test_a_drawing_that_is_opened_by_itself_runs_nothing(browser, card):
    page = browser.get(f"/media/{card.id}/9")
    assert page.headers["content-type"] == "image/svg+xml"
    assert page.headers["content-security-policy"].endswith("; sandbox")


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [("0-", 0, 8), ("2-", 2, 8), ("2-3", 2, 4), ("-3", 5, 8), ("0-99", 0, 8)],
)
def test_a_player_may_begin_in_the_middle(browser, card, asked, start, end):
    page = browser.get(f"/media/{card.id}/2", Range=f"bytes={asked}")
    assert page.status == 206
    assert page.body == PNG[start:end]
    assert page.headers["content-range"] == f"bytes {start}-{end - 1}/8"


@pytest.mark.parametrize("asked", ["bytes=9-", "bytes=3-2", "bytes=-", "bytes=a", "bytes=0-1,3-4"])
def test_a_part_that_is_none_is_the_whole(browser, card, asked):
    page = browser.get(f"/media/{card.id}/2", Range=asked)
    assert (page.status, page.body) == (200, PNG)


@pytest.mark.parametrize(
    "path",
    [
        "{card}/5",
        "{card}/6",
        "{card}/7",
        "{card}/8",
        "{card}/10",
        "{card}/-1",
        "{card}/secret.png",
        "{card}/../../outside.png",
        "../../../etc/passwd",
        "%2e%2e/%2e%2e/etc/passwd",
        "{card}/..%2f..%2foutside.png",
        "{card}/0/../../../outside.png",
        "..",
        "",
    ],
)
def test_nothing_else_of_the_disk_is_sent(browser, card, path):
    page = browser.get("/media/" + path.format(card=card.id))
    assert page.status in {404, 500}
    assert b"outside" not in page.body.replace(b"is outside the collection", b"")
    assert b"root:" not in page.body


def test_a_picture_without_a_word_is_shown_and_not_its_source(up, card):
    markup = str(Document(CardMedia(up.collection.root, card)).shown("![](plot.png)"))
    assert markup == f'<p><img src="/media/{card.id}/0" alt="plot.png" loading="lazy"></p>'
