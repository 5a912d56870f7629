"""Bytes to values and back: deck files, settings and the database; decides nothing."""
