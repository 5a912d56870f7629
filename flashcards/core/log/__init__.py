"""What ever happened, as facts: their kinds, their order, whose history they are."""
