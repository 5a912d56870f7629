"""What a deck sets for itself and for its cards: front matter and comments."""
