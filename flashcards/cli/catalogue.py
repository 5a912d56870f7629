"""Every command: its section, and the one line that says what it does."""

from typing import Final

SECTIONS: Final[dict[str, dict[str, str]]] = {
    "Every day": {
        "review": "Answer what is due today, then new cards.",
        "web": "Open the page on this machine: review, cards, statistics.",
        "due": "See what is due, deck by deck, and the days ahead.",
        "undo": "Take back the last thing you did, then the one before it.",
        "redo": "Do again what `flash undo` took back last.",
        "postpone": "Move some of the due cards to the next days.",
        "break": "Plan days off: due cards move to days before or after.",
        "stats": "See how many answers you gave and how much you remembered.",
        "deadline": "Set a date by which you want to know the cards.",
        "forecast": "See what the next days will be like: cards, minutes, recall.",
    },
    "Preparation": {
        "assess": "Rate your skills from 1 to 5. Weak skills come back sooner.",
        "practise": "Do the next exercise with a clock: a build, a design, a problem.",
        "ready": "See how ready you are for a day, and what helps most.",
        "plan": "Follow a plan of some weeks to an interview.",
        "mock": "Hold a mock interview with a clock and new questions.",
        "reading": "See what to read, what each text is best for, and what is free.",
        "interview": "Note your interviews: days, results, questions, offers.",
    },
    "Cards": {
        "list": "List cards that match a query.",
        "show": "Show a card and every answer it was given.",
        "add": "Write a new card into a deck.",
        "edit": "Change a card in your editor. Its history stays.",
        "answer": "Grade one card without a session, for scripts and editors.",
        "suspend": "Stop asking cards until you resume them.",
        "resume": "Ask suspended or buried cards again.",
        "bury": "Do not ask cards again today.",
        "reset": "Make cards new again. Their history stays in the log.",
        "set-due": "Set the day on which cards in review are due.",
        "link": "Give a card the history of another card.",
        "unlink": "Take away a history that belongs to another card.",
    },
    "Decks": {
        "check": "Find mistakes in decks, with file, line and what to do.",
        "import": "Bring in question banks, notes or decks from elsewhere.",
        "export": "Write due cards, cards, reviews or statistics as JSON or CSV.",
    },
    "Collection": {
        "init": "Make a folder your collection, with the starter decks.",
        "config": "Show the settings, or change one.",
        "optimize": "Adapt the schedule to your own memory.",
        "completion": "Let the Tab key complete commands and names in your shell.",
        "help": "Read the manual, topic by topic.",
    },
    "Keeping it safe": {
        "backup": "Make a backup of the database now, or list the backups.",
        "restore": "Go back to a backup. The present state is backed up first.",
        "sync": "Share the history with your other computers, by files.",
        "merge": "Add the history of another collection, database or log file.",
        "copy": "Copy a database to SQLite or PostgreSQL.",
        "doctor": "Find what is wrong, and repair it with --repair.",
        "rebuild": "Calculate all schedules again from the log.",
    },
}
SUMMARIES: Final = {name: line for section in SECTIONS.values() for name, line in section.items()}

ELSEWHERE: Final = {
    "browse": "list",
    "cram": "review --cram",
    "forget": "reset",
    "search": "list",
    "study": "review",
}
"""What commands are called that somebody who comes from Anki tries."""
