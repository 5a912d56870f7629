"""Markdown decks -> cards and problems; loads no Markdown parser by itself."""

from typing import Final

PARSER_VERSION: Final = 8
"""Raise it when the parser reads some file differently: files are then parsed anew."""
