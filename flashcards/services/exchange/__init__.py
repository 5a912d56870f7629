"""What comes in from elsewhere and goes out: imports, merging, sync."""
