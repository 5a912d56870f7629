"""A card's Markdown and HTML as tokens in which no word is lost."""
