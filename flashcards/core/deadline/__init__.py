"""The way to a date on which something has to be known: a plan a day, and its outlook."""
