"""Mock interviews: what is asked, by which clock, how it is judged, what it comes to."""
