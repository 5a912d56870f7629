"""Copies of a database: backups, what can be saved of a damaged one, other collections' logs."""
