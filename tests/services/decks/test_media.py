"""Where media are found: one search for the check, for the key `o`, and for whoever comes."""

import html
import os
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flashcards.core.card import Card, CardId, Kind, Source
from flashcards.core.decks.media import media_reference, media_references
from flashcards.services.decks.media import MediaFolder, WhyNot, media_of

DECK = "deep/x.md"
FILES = ["deep/a.png", "b.png", "deep/img/c.png", "d/e/f.png", ".hidden/g.png", "deep/run.sh"]
FORMS = [
    "![a](<{plain}>)",
    '![a]({quoted} "title")',
    "![a]({quoted}#part)",
    '<img width="1" src="{html}">',
    "<video><source src='{html}'></video>",
    "[see](<{plain}>)",
    "[see]({quoted})",
    "[a]: {quoted}",
]
EMBEDS = ["![[{plain}]]", "![[{plain}|300]]", "[sound:{plain}]"]
NAMES = st.text("aé 1%&'.~+=@é数", min_size=1, max_size=8).filter(
    lambda name: name.strip() == name and not name.startswith(".") and "&" not in name[-2:]
)
PARTS = st.sampled_from(
    [
        *("..", ".", "/", "//", "deep", "a.png", "b.png", "out", "link", "secret.png", "run.sh"),
        *("%2e%2e", "%2f", "%00", "\0", "~", "\\", "C:", "file:", "x" * 300, "d/e/f.png", "?", "#"),
        *(".hidden", "g.png", "loop", "loop.png", "é", "\ud800"),
    ]
)


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """A collection with files, beside what it must not give away."""
    world = tmp_path_factory.mktemp("world")
    root = world / "cards"
    for name in [*FILES, DECK, "../secret.png", "../out/o.png"]:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    (root / "link").symlink_to(world / "out")
    (root / "link.png").symlink_to(world / "secret.png")
    (root / "run.png").symlink_to(root / "deep/run.sh")
    (root / "loop.png").symlink_to(root / "loop.png")
    return root


def located(root, text, deck=DECK):
    folder = MediaFolder(root)
    return [folder.locate(one, deck) for one in media_references(text.split("\n"))]


@given(st.lists(PARTS, max_size=6), st.sampled_from(["", "/"]), st.booleans())
@example(parts=["..", "..", "secret.png"], joint="/", is_name=False)
@example(parts=["link", "o.png"], joint="/", is_name=False)
@example(parts=["link.png"], joint="", is_name=True)
@example(parts=["o.png"], joint="", is_name=True)
@example(parts=["loop.png"], joint="", is_name=False)
def test_nothing_outside_the_collection_and_no_program_is_found(world, parts, joint, is_name):
    reference = media_reference(joint.join(parts), is_name=is_name)
    if reference is None:
        return
    for deck in (DECK, "x.md", ""):
        found = MediaFolder(world).locate(reference, deck)
        if isinstance(found, Path):
            assert found.is_file()
            assert found == found.resolve()
            assert found.is_relative_to(world.resolve())
            assert found.suffix == ".png"


@given(NAMES, st.sampled_from(["deep", ".", "d"]), st.sampled_from([*FORMS, *EMBEDS]))
def test_a_file_is_found_however_its_name_is_written(tmp_path_factory, name, folder, form):
    root = tmp_path_factory.mktemp("media") / "cards"
    file = root / folder / f"{name}.png"
    file.parent.mkdir(parents=True)
    file.touch()
    path = file.relative_to(root) if folder == "d" else Path(f"{name}.png")
    said = path.as_posix() if form in FORMS else f"{name}.png"
    plain = said if form in EMBEDS else said.replace("&", "&amp;").replace("%", "%25")
    quoted = quote(said, safe="/'")
    text = form.format(plain=plain, quoted=quoted, html=html.escape(quoted))
    assert located(root, text) == [file.resolve()]
    card = Card(CardId("x"), Kind.QUESTION, "?", text, Source(DECK, 1))
    assert media_of(root, card) == file.resolve()
    deck = f"Q: a\nA: b\n\n{text}\n"
    assert MediaFolder(root).problems(DECK, deck, DECK) == []
    file.unlink()
    (problem,) = MediaFolder(root).problems(DECK, deck, DECK)
    assert problem.source.line == 4
    assert media_of(root, card) == root / DECK


@pytest.mark.parametrize(
    ("said", "is_name", "found"),
    [
        ("a.png", False, "deep/a.png"),
        ("b.png", False, "b.png"),
        ("/d/e/f.png", False, "d/e/f.png"),
        ("../d/e/f.png", False, "d/e/f.png"),
        ("f.png", True, "d/e/f.png"),
        ("e/f.png", True, "d/e/f.png"),
        ("f.png", False, WhyNot.MISSING),
        ("g.png", True, WhyNot.MISSING),
        ("../../secret.png", False, WhyNot.OUTSIDE),
        ("/etc/hosts", False, WhyNot.MISSING),
        ("link/o.png", False, WhyNot.OUTSIDE),
        ("run.sh", False, WhyNot.NO_MEDIA),
        ("../run.png", False, WhyNot.NO_MEDIA),
    ],
)
def test_a_file_is_sought_beside_the_deck_then_in_the_collection_then_by_name(
    world, said, is_name, found
):
    expected = found if isinstance(found, WhyNot) else world.resolve() / found
    assert MediaFolder(world).locate(media_reference(said, is_name=is_name), DECK) == expected


def test_of_several_files_of_a_name_the_one_in_the_folder_that_is_said_is_found(world):
    for place in ("z/one/same.png", "z/two/same.png", "z/same.png"):
        (world / place).parent.mkdir(parents=True, exist_ok=True)
        (world / place).touch()
    folder = MediaFolder(world)
    for said, place in (("same.png", "z/same.png"), ("two/same.png", "z/two/same.png")):
        found = folder.locate(media_reference(said, is_name=True), DECK)
        assert found == world.resolve() / place


def test_what_is_outside_the_collection_is_told_of_the_collection_only(world):
    text = "Q: a\nA: ![b](../../secret.png)\n"
    (problem,) = MediaFolder(world).problems(DECK, text, DECK)
    assert problem.message == "`../../secret.png` is outside the collection"
    assert MediaFolder(world, is_collection=False).problems(DECK, text, DECK) == []


@pytest.mark.skipif(os.name == "nt", reason="names of either form are one there")
def test_a_name_may_have_either_unicode_form(world):
    (world / "deep/cafe\u0301.png").touch()
    for said in ("caf\u00e9.png", "cafe\u0301.png", "caf%C3%A9.png"):
        assert located(world, f"![a]({said})") == [world.resolve() / "deep/cafe\u0301.png"]
