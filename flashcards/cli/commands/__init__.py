"""One file a command; each parses, calls its service, and renders."""
