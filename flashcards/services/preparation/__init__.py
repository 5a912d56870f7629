"""The way to an interview: plans, ratings, mocks, interviews, readiness."""
