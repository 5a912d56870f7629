"""Other tools' files, a file a format; `readers` and `writers` name them. Decides nothing."""
