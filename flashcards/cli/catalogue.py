"""Every command: its section, and the one line that says what it does."""

from typing import Final

SECTIONS: Final[dict[str, dict[str, str]]] = {
    "Every day": {
        "review": "Answer what is due today, then new cards.",
        "due": "See what is due, deck by deck, and the days ahead.",
        "undo": "Take back the last act, then the one before; mocks and decks stay.",
        "redo": "Give back the act that was undone last, then the one before.",
        "postpone": "Move what is too much for today to the days ahead.",
        "break": "Plan days off: what would fall due comes before or after.",
        "stats": "See how many answers you gave and how much you remembered.",
        "deadline": "Set the day by which you must know it, and see how it stands.",
        "forecast": "Simulate the days ahead: cards, minutes, how much you will know.",
    },
    "Preparation": {
        "assess": "Rate your skills from 1 to 5; what is weak comes back sooner.",
        "practise": "Do the next exercise by the clock: a build, a design, a problem.",
        "ready": "See how ready you are for a day, and what raises it most an hour.",
        "plan": "Follow a plan of weeks to an interview, and tick what is done.",
        "mock": "Hold a mock interview by the clock, with new questions only.",
        "reading": "See what to read, what each is best for, and what is free.",
        "interview": "Keep real interviews in view: days, outcomes, questions, offers.",
    },
    "Cards": {
        "list": "List cards that match a query.",
        "show": "Show a card and every answer it was given.",
        "add": "Write a new card into a deck.",
        "edit": "Open a card in your editor, where it stands; its history stays.",
        "answer": "Grade one card without a session, for editors and scripts.",
        "suspend": "Ask cards no more until they are resumed.",
        "resume": "Ask suspended or buried cards again.",
        "bury": "Put cards off until tomorrow.",
        "reset": "Let cards begin anew; their history stays in the log.",
        "set-due": "Set the day on which cards in review are due.",
        "link": "Let a card take over the history of another, by hand.",
        "unlink": "Cut a history that was led to the wrong card.",
    },
    "Decks": {
        "check": "Find mistakes in decks, as file:line: message (hint).",
        "import": "Bring in question banks, notes, decks; later what is new there.",
        "export": "Write due cards, cards, reviews or statistics as JSON or CSV.",
    },
    "Collection": {
        "init": "Make a folder a collection, with the starter decks.",
        "config": "Look at the settings, or change one.",
        "optimize": "Fit the parameters of memory to your own reviews.",
        "completion": "Print the completion script of a shell.",
        "help": "Read the manual, topic by topic.",
    },
    "Keeping it safe": {
        "backup": "Back the database up now, or list the backups there are.",
        "restore": "Put a backup back; what is there is backed up first.",
        "sync": "Carry the history by files, with git or any file-sync service.",
        "merge": "Take in the history of another collection, database or log file.",
        "copy": "Copy a database into another one: SQLite, PostgreSQL, both ways.",
        "doctor": "Find what is wrong and, with --repair, put it right.",
        "rebuild": "Make all schedules anew from the log.",
    },
}
SUMMARIES: Final = {name: line for section in SECTIONS.values() for name, line in section.items()}
