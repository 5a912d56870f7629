"""Real interviews: their cycle, and what became of a round."""
