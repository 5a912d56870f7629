-- A database of schema 0001, as version 0.1.0 first made it.
CREATE TABLE about (
	"key" TEXT NOT NULL,
	value TEXT NOT NULL,
	PRIMARY KEY ("key")
) STRICT;
CREATE TABLE facts (
	id TEXT NOT NULL,
	kind TEXT NOT NULL,
	version INTEGER NOT NULL,
	machine TEXT NOT NULL,
	at INTEGER NOT NULL,
	clock INTEGER NOT NULL,
	card_id TEXT,
	rating INTEGER CHECK (rating BETWEEN 1 AND 4),
	score INTEGER CHECK (score BETWEEN 1 AND 5),
	duration_ms INTEGER CHECK (duration_ms >= 0),
	studied_on INTEGER,
	utc_offset_s INTEGER,
	due_on INTEGER,
	source TEXT,
	undoes TEXT,
	body TEXT,
	PRIMARY KEY (id)
) STRICT;
CREATE INDEX facts_by_card ON facts (card_id, at, clock, id);
CREATE INDEX facts_by_clock ON facts (clock);
CREATE INDEX facts_undone ON facts (undoes) WHERE undoes IS NOT NULL;
CREATE TRIGGER facts_stay BEFORE UPDATE ON facts
    BEGIN SELECT RAISE(ABORT, 'facts are never changed'); END;
CREATE TRIGGER facts_remain BEFORE DELETE ON facts
    BEGIN SELECT RAISE(ABORT, 'facts are never deleted'); END;
CREATE TRIGGER facts_come_once BEFORE INSERT ON facts
    WHEN EXISTS (SELECT 1 FROM facts WHERE id = NEW.id) BEGIN SELECT RAISE(IGNORE); END;
CREATE TABLE schedules (
	card_id TEXT NOT NULL,
	state TEXT NOT NULL,
	step INTEGER,
	stability REAL,
	difficulty REAL,
	due_on INTEGER,
	due_at INTEGER,
	first_studied_on INTEGER,
	last_studied_on INTEGER,
	last_review_at INTEGER,
	reps INTEGER NOT NULL,
	lapses INTEGER NOT NULL,
	suspended INTEGER NOT NULL CHECK (suspended IN (0, 1)),
	buried_on INTEGER,
	PRIMARY KEY (card_id)
) WITHOUT ROWID, STRICT;
CREATE INDEX schedules_suspended ON schedules (suspended) WHERE suspended = 1;
CREATE INDEX schedules_by_due ON schedules (state, due_on);
CREATE INDEX schedules_by_first ON schedules (first_studied_on);
CREATE INDEX schedules_by_last ON schedules (last_studied_on);
CREATE TABLE files (
	path TEXT NOT NULL,
	size INTEGER NOT NULL,
	mtime_ns INTEGER NOT NULL,
	digest TEXT NOT NULL,
	parser_version INTEGER NOT NULL,
	deck TEXT NOT NULL,
	area TEXT NOT NULL,
	tags TEXT NOT NULL,
	limit_s INTEGER,
	new_per_day INTEGER,
	retention REAL,
	suspended INTEGER NOT NULL CHECK (suspended IN (0, 1)),
	PRIMARY KEY (path)
) STRICT;
CREATE TABLE problems (
	path TEXT NOT NULL,
	line INTEGER NOT NULL,
	severity TEXT NOT NULL,
	message TEXT NOT NULL,
	hint TEXT NOT NULL
) STRICT;
CREATE INDEX problems_in_order ON problems (path, line);
CREATE TABLE cards (
	id TEXT NOT NULL,
	path TEXT NOT NULL,
	line INTEGER NOT NULL,
	position INTEGER NOT NULL,
	kind TEXT NOT NULL,
	front TEXT NOT NULL,
	back TEXT NOT NULL,
	breadcrumb TEXT NOT NULL,
	tags TEXT NOT NULL,
	limit_s INTEGER,
	span_start INTEGER,
	span_end INTEGER,
	new INTEGER NOT NULL CHECK (new IN (0, 1)),
	PRIMARY KEY (id),
	FOREIGN KEY(path) REFERENCES files (path) ON DELETE CASCADE
) STRICT;
CREATE INDEX cards_counted ON cards (path, kind, new);
CREATE INDEX cards_new ON cards (path, position) WHERE new = 1;
CREATE INDEX cards_in_order ON cards (path, position);
CREATE TABLE duplicates (
	path TEXT NOT NULL,
	line INTEGER NOT NULL,
	card_id TEXT NOT NULL,
	same_text INTEGER NOT NULL CHECK (same_text IN (0, 1)),
	PRIMARY KEY (path, line, card_id),
	FOREIGN KEY(path) REFERENCES files (path) ON DELETE CASCADE
) STRICT;
CREATE INDEX duplicates_by_card ON duplicates (card_id);
CREATE TABLE alembic_version (version_num TEXT PRIMARY KEY NOT NULL);
INSERT INTO alembic_version VALUES ('0001');
INSERT INTO about VALUES ('machine', '00000000-0000-4000-8000-000000000000');
INSERT INTO facts VALUES ('019b8d2b-8c00-7000-8000-000000000000', 'review', 1,
    '00000000-0000-4000-8000-000000000000', 1767600000000000, 115841433600000000, 'abc', 3, NULL, 1200,
    20458, 0, 20460, 'review', NULL, NULL);
PRAGMA application_id = 1179407176;
