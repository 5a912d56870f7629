"""A plan of weeks: what its file says, how it is followed, how far it is."""
