"""The lowest versions that pyproject.toml allows of what flash and its tests need, as constraints.

`PIP_CONSTRAINT=lowest.txt bash .ci/run` runs every check with them.
"""

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).parents[1] / "pyproject.toml"
_BOUND = re.compile(r"([\w.-]+)(?:\[[\w,]+\])?>=([\w.]+)")


def lowest() -> Iterator[str]:
    """A line a dependency with a bound; the tools that only look at the code stay the newest."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    for wanted in [*project["dependencies"], *extras["postgres"], *extras["test"]]:
        if bound := _BOUND.match(wanted):
            yield f"{bound[1]}=={bound[2]}"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in lowest())
