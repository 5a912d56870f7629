"""Which new text is which vanished card."""
