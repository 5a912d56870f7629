"""Figures from answers and schedules: pure values, one file a figure."""
