"""Plans, ratings, mocks, interviews, readiness and the day."""
