"""`flash export`: due, cards, reviews and stats, as JSON and CSV, to the screen and to a file."""

import csv
import io
import json
import os

import pytest
from json_keys import CARD
from running import failed, flash, ok

REVIEW = [
    *("id", "card", "at", "rating", "score", "duration_ms", "studied_on", "due_on", "undone"),
    *("machine", "source", "limit_s", "revealed_ms", "note", "card_now", "deck"),
    *("said", "points"),
]


@pytest.fixture
def history(root, now):
    """A card that is due, and an answer that was undone."""
    ok("answer", "maths:5", 4, "--duration-ms", 1000)
    ok("answer", "maths:8", 1)
    ok("undo")
    now(day=20)
    return root


@pytest.mark.usefixtures("history")
def test_due_as_json_is_the_day_and_its_due_cards():
    exported = ok("export", "due").json
    cards = exported.pop("cards")
    assert exported == ok("due", "--json").json
    assert [card["front"] for card in cards] == ["What is a stump?"]
    assert list(cards[0]) == CARD


@pytest.mark.usefixtures("history")
def test_due_as_csv_has_a_row_a_due_card():
    exported = ok("export", "due", "--format", "csv").out
    assert exported == ok("due", "--format", "csv").out
    assert len(exported.splitlines()) == 2


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize("shape", ["json", "csv"])
def test_cards_are_the_list(shape):
    exported = ok("export", "cards", "--format", shape).out
    assert exported == ok("list", "--format", shape).out


@pytest.mark.usefixtures("history")
def test_reviews_are_all_reviews_undone_ones_too():
    rows = ok("export", "reviews").json
    assert [list(row) for row in rows] == [REVIEW] * 2
    kept = [(row["rating"], row["undone"], row["duration_ms"]) for row in rows]
    assert kept == [(4, False, 1000), (1, True, None)]
    assert {row["studied_on"] for row in rows} == {"2026-01-05"}
    table = list(csv.reader(io.StringIO(ok("export", "reviews", "--format", "csv").out)))
    assert table[0] == REVIEW
    assert [row[0] for row in table[1:]] == [row["id"] for row in rows]


@pytest.mark.usefixtures("history")
def test_stats_are_those_of_flash_stats():
    assert ok("export", "stats").out == ok("stats", "--json").out
    assert ok("export", "stats", "--format", "csv").out == ok("stats", "--format", "csv").out


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize("what", ["due", "cards", "reviews", "stats"])
def test_a_file_holds_what_the_screen_shows(what, world):
    for shape in ("json", "csv"):
        file = world / f"{what}.{shape}"
        assert ok("export", what, "-o", file).out == ""
        assert file.read_text("utf-8-sig") == ok("export", what, "--format", shape).out


def test_the_format_comes_before_the_files_name(root, world):
    ok("export", "cards", "--format", "json", "-o", world / "cards.csv")
    assert len(json.loads((world / "cards.csv").read_text())) == len(ok("list").lines) - 1
    assert root.is_dir()


def test_a_file_is_replaced_as_a_whole_and_a_link_stays_a_link(root, world):
    target, link = world / "real.json", world / "link.json"
    target.write_text("old")
    link.symlink_to(target)
    ok("export", "cards", "-o", link)
    assert link.is_symlink()
    assert len(json.loads(target.read_text())) == 5
    assert sorted(path.name for path in world.glob("*.json*")) == ["link.json", "real.json"]
    assert root.is_dir()


def test_a_pipe_or_device_is_written_to_and_not_replaced(root, world):
    pipe = world / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    ok("export", "cards", "-o", pipe)
    assert len(json.loads(os.read(reader, 65_536))) == 5
    os.close(reader)
    assert pipe.is_fifo()
    assert root.is_dir()


def test_nothing_is_exported_over_the_log(root):
    before = ok("list", "--json").out
    own = root / ".flash" / "flash.db"
    assert "flash's own folder" in failed("export", "cards", "--format", "json", "-o", own)
    assert ok("list", "--json").out == before


@pytest.mark.parametrize("name", ["x.tsv", "x.jsonl", "x.csv.gz", "x.md", "x.CSV "])
def test_an_ending_that_names_no_format_is_named_and_nothing_is_written(root, world, name):
    target = world / name
    said = failed("export", "cards", "-o", target)
    assert (
        f"because `{target.suffix}` is not a known format: end the name in .json or .csv, or"
        in said
    )
    assert not target.exists()
    ok("export", "cards", "--format", "csv", "-o", target)
    assert target.read_text().startswith("id,deck")
    assert root.is_dir()


def test_a_file_without_an_ending_is_json(root, world):
    for name in ("all", ".all"):
        ok("export", "cards", "-o", world / name)
        assert len(json.loads((world / name).read_text())) == 5
    assert root.is_dir()


@pytest.mark.usefixtures("history")
def test_a_csv_file_says_that_it_is_utf_8_and_a_pipe_does_not(world):
    for name in ("cards.csv", "CARDS.CSV"):
        ok("export", "cards", "-o", world / name)
        assert (world / name).read_bytes().startswith("\ufeffid,deck".encode())
    said = ok("export", "cards", "--format", "csv").out
    assert (world / "cards.csv").read_text("utf-8-sig") == said
    ok("export", "cards", "--format", "csv", "-o", world / "cards.txt")
    assert (world / "cards.txt").read_text("utf-8") == said


def test_reviews_have_the_id_and_the_deck_that_their_card_has_now(history):
    path = history / "maths.md"
    path.write_text(path.read_text().replace("A tree of one split", "A tree with one split"))
    (history / "skills/regression.md").rename(history / "skills/ridge.md")
    now = ok("show", "maths:5", "--json").json["id"]
    first, second = ok("export", "reviews").json
    assert (first["card"] != now, first["card_now"], first["deck"]) == (True, now, "maths")
    assert (second["card_now"], second["deck"]) == (second["card"], "maths")
    path.unlink()
    first = ok("export", "reviews").json[0]
    assert (first["card_now"], first["deck"]) == (first["card"], None)


@pytest.mark.usefixtures("history")
def test_due_cards_without_text():
    exported = ok("export", "due", "--no-text").json
    (card,) = exported["cards"]
    assert list(card) == [key for key in CARD if key not in {"front", "back"}]
    assert {key: exported[key] for key in exported if key != "cards"} == ok("due", "--json").json
    said = ok("export", "due", "--no-text", "--format", "csv").out
    assert said.startswith("id,deck,area,kind,file,")
    assert "stump" not in said


def test_due_cards_are_counted_by_what_is_asked(root, now):
    for place in ("maths:5", "maths:8"):
        ok("answer", place, 4)
    now(day=20)
    whole = [row["retrievability"] for row in ok("export", "due").json["cards"]]
    mean = pytest.approx(sum(whole) / 2, abs=1e-4)
    figures = {"due": 2, "minutes": 1.0, "retrievability": mean}
    (deck,) = ok("export", "due", "--by", "deck").json
    assert deck == {"by": "deck", "name": "maths", **figures}
    assert list(deck) == ["by", "name", "due", "minutes", "retrievability"]
    (area,) = ok("export", "due", "--by", "area").json
    assert (area["by"], area["due"]) == ("area", 2)
    days = ok("export", "due", "--by", "day").json
    assert sum(row["due"] for row in days) == 2
    (tag,) = ok("export", "due", "--by", "tag").json
    assert tag == {"by": "tag", "name": "maths", **figures}
    assert ok("export", "due", "--by", "deck", "--format", "csv").lines[0] == ",".join(deck)


@pytest.mark.parametrize(
    "words",
    [("cards", "--no-text"), ("stats", "--by", "deck"), ("due", "--no-text", "--by", "day")],
)
def test_what_is_for_due_cards_alone_is_refused_elsewhere(root, words):
    assert "are for `flash export due`" in flash("export", *words).err
    assert root.is_dir()
