"""The JSON of every command, on the starter decks and over eight weeks, to compare two versions.

`PYTHONPATH=tests .venv/bin/python -m json_documents FOLDER` writes a file a command and week; two
folders, written by two versions, are then compared with `diff -r`. What is new at each run (ids of
facts and machines, the folder) is replaced by the order in which it appears.
"""

import json
import re
import sys
import tempfile
from pathlib import Path

from eight_weeks import Day, Preparation
from running import flash
from scripted_learner import BEGIN

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_DAYS_A_WEEK = 7
COMMANDS = {
    "today": ("due", "--json"),
    "list": ("list", "--json"),
    "orphans": ("list", "--orphans", "--json"),
    "check": ("check", "--json"),
    "stats": ("stats", "--json"),
    "forecast": ("forecast", "--json", "--days", "14"),
    "deadline": ("deadline", "--json"),
    "plan": ("plan", "--json"),
    "assess": ("assess", "--history", "--json"),
    "mock": ("mock", "--json"),
    "mock list": ("mock", "list", "--json"),
    "mock show": ("mock", "show", "--json"),
    "interview": ("interview", "--json"),
    "ready": ("ready", "--json"),
    "break": ("break", "--json"),
    "config": ("config", "--json"),
    "optimize": ("optimize", "--dry-run", "--json"),
    "export reviews": ("export", "reviews", "--format", "json"),
    "export due": ("export", "due", "--format", "json"),
}


def documents(root: Path) -> dict[str, str]:
    """What every command says now, as text; a refusal is what it says, too."""
    said = {name: flash(*arguments) for name, arguments in COMMANDS.items()}
    first = next(iter(json.loads(said["list"].out)), None)
    if first is not None:
        said["show"] = flash("show", first["id"], "--json")
    seen: dict[str, str] = {}

    def named(found: re.Match[str]) -> str:
        return seen.setdefault(found[0], f"id-{len(seen)}")

    texts = {}
    for name, ran in said.items():
        text = ran.out if ran.code == 0 else f"{ran.code} {ran.err}"
        if text.startswith(("{", "[")):
            text = json.dumps(json.loads(text), indent=1, ensure_ascii=False)
        texts[name] = _UUID.sub(named, text.replace(str(root), "HERE"))
    return texts


class _Watched(Preparation):
    """A preparation of which the documents are written down at the end of each week."""

    folder: Path

    def day(self, number: int) -> Day:
        """A day; after the last one of a week all that can be said is written down."""
        lived = super().day(number)
        if number % _DAYS_A_WEEK == _DAYS_A_WEEK - 1:
            self.write(f"week {number // _DAYS_A_WEEK + 1}")
        return lived

    def write(self, when: str) -> None:
        """All documents as they are now."""
        for name, text in documents(self.root).items():
            (self.folder / f"{when}, {name}.json").write_text(text)


def main(folder: str) -> None:
    """Live the eight weeks."""
    import eight_weeks

    _Watched.folder = Path(folder)
    _Watched.folder.mkdir(parents=True, exist_ok=True)
    eight_weeks.Preparation = _Watched  # type: ignore[misc]
    with tempfile.TemporaryDirectory() as place:
        eight_weeks.lived(Path(place))
    sys.stdout.write(f"{len(list(_Watched.folder.iterdir()))} documents from {BEGIN}\n")


if __name__ == "__main__":
    main(sys.argv[1])
