"""The page on this machine: what the terminal shows, in a browser."""
