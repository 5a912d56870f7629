"""What is made from the log and the decks: all that a rebuild throws away."""
