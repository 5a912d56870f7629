"""Other tools' files, each way, one file a format; decides nothing."""
