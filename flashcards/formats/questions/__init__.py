"""The shapes in which question banks and guides ask: Markdown as others write it -> questions."""
