"""Pages of the manual that the program itself reads, so that no text stands twice."""

from importlib import resources


def manual_page(name: str) -> str:
    """The text of a page, in Markdown."""
    return (resources.files("flashcards") / "manual" / f"{name}.md").read_text("utf-8")
