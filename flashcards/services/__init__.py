"""One use case a file: owns its transaction, returns values, never prints.

Rooms import only those before them: place, collection and work; log; decks; study; statistics,
preparation and exchange; doctor and opening. A contract in `pyproject.toml` says it whole.
"""
