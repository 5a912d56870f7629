"""Study days: what is due, sessions, and what moves due days."""
