"""A card's Markdown as HTML, from the same values as a terminal's lines."""
