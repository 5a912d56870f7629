"""What is wrong with a collection, and how it is put right; works where nothing can be opened."""
