"""Formulas in LaTeX as a terminal shows them: read once, said in a line, a block or ASCII."""
