"""Values -> lines, rows and documents, for every interface; prints nothing, asks nothing."""
