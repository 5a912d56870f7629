"""Text itself: widths, tables, pictures of block characters."""
