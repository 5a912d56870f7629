"""What looks are made of: read by the hundred thousand, never written."""
