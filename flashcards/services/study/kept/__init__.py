"""What was counted last, said again while surely nothing has changed since."""
