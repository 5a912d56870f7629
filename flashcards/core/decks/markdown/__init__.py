"""Markdown as decks read it: lines, blocks, tokens, marks and comments."""
