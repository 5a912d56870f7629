"""The pure rules of flash: no files, clock, randomness, SQL or printing."""
