"""Figures from answers and schedules: pure values."""
