"""Files a learner owns: decks, settings, plans; each replaced as a whole."""
