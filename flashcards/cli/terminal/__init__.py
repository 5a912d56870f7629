"""A terminal and the streams: keys, screens, progress, rendered Markdown."""
