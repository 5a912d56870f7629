"""When a card comes back: FSRS, and what spreads its days."""
