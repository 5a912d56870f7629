"""flash: spaced repetition for people with a date."""
