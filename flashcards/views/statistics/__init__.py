"""The sections of `flash stats`, one screenful each."""
