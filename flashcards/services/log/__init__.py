"""What writes to the log and follows from it: appending, replaying, undoing, merging."""
