"""Mock interviews: drawn, gone on with, judged, ended and looked at; no schedule is touched."""
