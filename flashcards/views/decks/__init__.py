"""Cards, decks and what is wrong in them."""
