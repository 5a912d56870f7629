"""Pictures as SVG, of the same values as those of block characters."""
