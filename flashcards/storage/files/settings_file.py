"""Where `flash.toml` is, and what stands in it; no word of it is understood here."""

from pathlib import Path
from typing import Final

FILE: Final = "flash.toml"


def settings_as_written(root: Path) -> str:
    """All that stands in the settings of the collection at `root`; nothing where there is no file.

    Raises `OSError`, and `UnicodeDecodeError` for what is not UTF-8.
    """
    path = root / FILE
    return path.read_text(encoding="utf-8-sig") if path.exists() else ""
