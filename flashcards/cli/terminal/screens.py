"""The screen that a terminal can show, or that is asked for."""

from flashcards.cli.terminal.line_screen import LineScreen
from flashcards.cli.terminal.screen import Screen
from flashcards.cli.terminal.styles import has_styles

AnyScreen = Screen | LineScreen


def screen_for(*, is_plain: bool) -> AnyScreen:
    """One that is drawn, or, where that is asked for or all that the terminal knows, lines."""
    return LineScreen() if is_plain or not has_styles() else Screen()
