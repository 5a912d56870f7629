"""Collections with a history, and what may become of their files."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from collections_on_disk import MORNING, at, deck, ids, opened
from hypothesis import strategies as st

from flashcards.core.log.facts import Fact
from flashcards.services.backup import back_up
from flashcards.services.place import Place, home_of
from flashcards.services.study.answer import Grade, answer
from flashcards.storage.database.engine import reading
from flashcards.storage.log.log import all_facts

CARDS = 12
SHORT = "".join(f"Q: What is {n}?\nA: It is {n}.\n\n" for n in range(CARDS))
LONG = "".join(f"Q: Why {n}?\nA: {f'because of {n} ' * 800}\n\n" for n in range(3))


def studied(root: Path, text: str = SHORT, days: int = 3) -> Path:
    """A collection answered on some days, with a backup after the first; its database."""
    content, name, backup = _history(text, days)
    deck(root, text)
    database = root / ".flash" / "flash.db"
    for path, said in ((database, content), (home_of(str(root)) / "backups" / name, backup)):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.parent.parent.chmod(0o755 if path == database else 0o700)
        path.write_bytes(said)
        path.chmod(0o600)
    return database


@cache
def _history(text: str, days: int) -> tuple[bytes, str, bytes]:
    """A database, and the name and content of the backup."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        deck(root, text)
        with opened(root) as collection:
            for day in range(days):
                for card in ids(collection):
                    answer(collection, at(days=day), card, Grade(3))
                if not day:
                    made = back_up(collection, MORNING, "by-hand")
        assert made is not None
        return (root / ".flash/flash.db").read_bytes(), made.path.name, made.path.read_bytes()


def where(root: Path) -> Place:
    """The collection at a folder."""
    return Place.at(root)


def facts_in_log(root: Path) -> dict[str, Fact]:
    """Every fact of the collection, by id."""
    with opened(root) as collection, reading(collection.engine) as connection:
        return {fact.stamp.id: fact for fact in all_facts(connection)}


def forget_backups(root: Path) -> None:
    """Nothing is kept outside the folder."""
    shutil.rmtree(home_of(str(root)), ignore_errors=True)


def execute(database: Path, *statements: str) -> None:
    """What another program might do to the database."""
    with closing(sqlite3.connect(database)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def look_of(*folders: Path) -> dict[Path, tuple[int, int, bytes | None]]:
    """The bytes, time and mode of every file."""
    files = sorted(path for folder in folders for path in [folder, *folder.rglob("*")])
    return {
        path: (
            path.stat().st_mtime_ns,
            path.stat().st_mode,
            path.read_bytes() if path.is_file() else None,
        )
        for path in files
        if path.exists()
    }


@st.composite
def damages(draw: st.DrawFn) -> Callable[[bytes], tuple[bytes, set[int]]]:
    """A function that overwrites some bytes of a file, or cuts it."""
    shares = st.floats(0, 1, exclude_max=True)
    kinds = ["zeros", "noise", "bit"] * 3 + ["cut"]
    strokes = draw(
        st.lists(
            st.tuples(st.sampled_from(kinds), shares, st.integers(1, 9_000)), min_size=1, max_size=3
        )
    )
    seed = draw(st.integers(0, 2**32))

    def damage(content: bytes) -> tuple[bytes, set[int]]:
        """The content afterwards, and the bytes that are no longer sure."""
        chance, damaged = random.Random(seed), bytearray(content)
        changed: set[int] = set()
        for kind, share, length in strokes:
            begin = int(share * len(damaged))
            end = min(len(damaged), begin + (1 if kind == "bit" else length))
            changed |= set(range(begin, len(content) if kind == "cut" else end))
            if kind == "cut":
                del damaged[begin:]
            elif kind == "bit" and begin < end:
                damaged[begin] ^= 1 << chance.randrange(8)
            else:
                damaged[begin:end] = (
                    bytes(end - begin) if kind == "zeros" else chance.randbytes(end - begin)
                )
        return bytes(damaged), changed

    return damage
