"""The database itself: opened, upgraded, its tables and what its drivers report."""
