"""What is asked and answered at a terminal or in a pipe."""
