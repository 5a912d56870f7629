"""A whole collection made, opened, put back or copied: above all other rooms."""
