"""Other tools' files, each way, a file a format; `readers` and `writers` name them. Decides nothing."""
