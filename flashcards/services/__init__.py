"""One use case a file: owns its transaction, returns values, never prints."""
