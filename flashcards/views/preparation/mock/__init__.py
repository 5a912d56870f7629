"""Mock interviews: what there is to ask, the words of one that goes on, what one came to."""
