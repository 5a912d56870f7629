"""Learners imagined in the days ahead."""
