"""How a card may be written: a file a syntax."""
