"""Other tools' files, each way, a file a format, named in a list; decides nothing."""
