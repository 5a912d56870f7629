"""The commands of one of pyproject.toml's hatch scripts, a line each, for a shell without hatch."""

import re
import shlex
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

PROJECT = Path(__file__).parents[1] / "pyproject.toml"
_ARGUMENTS = re.compile(r" ?\{args\}")


def commands(name: str, arguments: Sequence[str] = ()) -> Iterator[str]:
    """What `hatch run NAME ARGUMENT…` runs; a command that is a script's name is that script."""
    scripts = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["tool"]["hatch"]["envs"]["default"]
    said = scripts["scripts"].get(name)
    if said is None:
        sys.exit(f"There is no script {name}: {', '.join(scripts['scripts'])}.")
    given = "".join(f" {shlex.quote(argument)}" for argument in arguments)
    for command in [said] if isinstance(said, str) else said:
        if command in scripts["scripts"]:
            yield from commands(command)
        else:
            yield _ARGUMENTS.sub(lambda _: given, command)


if __name__ == "__main__":
    lines = "".join(f"{command}\n" for command in commands(sys.argv[1], sys.argv[2:]))
    sys.stdout.buffer.write(lines.encode())  # bash reads it: no carriage returns, even on Windows
