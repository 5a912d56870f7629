"""Where `flash` begins: an interrupt while it is still being loaded is a sentence, too."""

import sys


def main() -> None:
    """Load the program and run it; little is imported before an interrupt can be caught."""
    try:
        from flashcards.cli.main import main as run

        run()
    except KeyboardInterrupt:
        sys.stderr.write("flash: Interrupted; everything answered so far is saved.\n")
        sys.exit(1)
