"""flash: spaced repetition for people with a date.

The floors; each knows only those above it in this list. After the colon, its rooms:

- errors: what can go wrong and what to do, a file a concept
- core, the rules, pure: log decks scheduling memory study deadline simulation fitting
  statistics preparation formulas
- storage, what is kept: database log projection read_models files copies
- formats, other tools' files, a file a format: questions anki
- services, a use case a file: log decks study statistics preparation exchange doctor opening
- views, what is shown, as values: decks study statistics preparation markup pictures
  anki
- cli, the terminal: commands dialogues terminal
- web, the page on this machine, which does not know cli nor cli it: pages
  markup

Beside them manual and plans, as files. Where a thing goes: `.github/CONTRIBUTING.md`.
"""
