"""What was probably meant as a card and is none: warnings, each said once a file."""
