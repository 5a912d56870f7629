"""Real interviews: the cycle they make, and what each asks for."""
