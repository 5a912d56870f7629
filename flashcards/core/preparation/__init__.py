"""The way to an interview: plans, self-assessment, mock interviews, readiness."""
