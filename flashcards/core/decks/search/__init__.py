"""What `flash list` and its like look for: words, filters, and text that is found forgivingly."""
