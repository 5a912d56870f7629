"""Each way in which a source asks: what finds its questions in the lines nothing took."""
