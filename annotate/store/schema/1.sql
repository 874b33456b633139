-- Version 1. Never edit a version that has been released: add the next one.
-- Times are UTC, RFC 3339, whole seconds. Positions are zero-based code points,
-- so that substr(text, start + 1, stop - start) is the passage.

CREATE TABLE meta (
	key   TEXT PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE coder (
	id    TEXT PRIMARY KEY,
	name  TEXT NOT NULL,
	color TEXT NOT NULL
) STRICT;

-- What an import brought. A row is written once, is never changed and never
-- leaves, not even when its article does: that is what lets an undo bring an
-- article back without a copy of its text in the log. n grows with each import.
CREATE TABLE content (
	n       INTEGER PRIMARY KEY,
	article TEXT NOT NULL UNIQUE, -- the article's id
	text    TEXT NOT NULL,
	blocks  TEXT NOT NULL,        -- JSON: [{start, end, kind, level, page}]
	breaks  TEXT NOT NULL,        -- JSON: [{pos, page}]
	marks   TEXT NOT NULL,        -- JSON: [{start, end, style, url}]
	receipt TEXT NOT NULL         -- JSON: see annotate.Receipt
) STRICT;

CREATE TABLE original (
	n    INTEGER PRIMARY KEY REFERENCES content DEFERRABLE INITIALLY DEFERRED,
	gzip BLOB NOT NULL            -- the imported bytes, compressed
) STRICT;

-- What is known of an article. Lists read this table and never a text.
CREATE TABLE article (
	n           INTEGER PRIMARY KEY REFERENCES content DEFERRABLE INITIALLY DEFERRED,
	id          TEXT NOT NULL UNIQUE,
	title       TEXT NOT NULL,
	authors     TEXT NOT NULL,    -- JSON: [name]
	published   TEXT NOT NULL,
	site        TEXT NOT NULL,
	url         TEXT NOT NULL,
	language    TEXT NOT NULL,
	format      TEXT NOT NULL,
	source_name TEXT NOT NULL,
	source_hash TEXT NOT NULL,
	text_hash   TEXT NOT NULL,    -- SHA-256 of the text in UTF-8, hexadecimal
	length      INTEGER NOT NULL, -- code points
	words       INTEGER NOT NULL,
	added       TEXT NOT NULL,
	note        TEXT NOT NULL,
	status      TEXT NOT NULL
) STRICT;
CREATE INDEX article_source ON article (source_hash);
CREATE INDEX article_text ON article (text_hash);

CREATE TABLE variable (
	article  INTEGER NOT NULL REFERENCES article DEFERRABLE INITIALLY DEFERRED,
	position INTEGER NOT NULL,
	name     TEXT NOT NULL,
	value    TEXT NOT NULL,
	PRIMARY KEY (article, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE tag (
	id          TEXT PRIMARY KEY,
	parent      TEXT REFERENCES tag DEFERRABLE INITIALLY DEFERRED,
	position    INTEGER NOT NULL, -- orders siblings
	name        TEXT NOT NULL,
	color       TEXT NOT NULL,
	description TEXT NOT NULL,
	key         TEXT NOT NULL
) STRICT;
CREATE INDEX tag_parent ON tag (parent);

CREATE TABLE highlight (
	id      TEXT PRIMARY KEY,
	article INTEGER NOT NULL REFERENCES article DEFERRABLE INITIALLY DEFERRED,
	start   INTEGER NOT NULL,
	stop    INTEGER NOT NULL,
	quote   TEXT NOT NULL,
	prefix  TEXT NOT NULL,
	suffix  TEXT NOT NULL,
	note    TEXT NOT NULL,
	coder   TEXT NOT NULL REFERENCES coder DEFERRABLE INITIALLY DEFERRED,
	created TEXT NOT NULL,
	changed TEXT NOT NULL,
	CHECK (0 <= start AND start < stop)
) STRICT;
CREATE INDEX highlight_place ON highlight (article, start, stop, id);
CREATE INDEX highlight_coder ON highlight (coder);
CREATE INDEX highlight_note ON highlight (article) WHERE note <> '';

CREATE TABLE highlight_tag (
	highlight TEXT NOT NULL REFERENCES highlight DEFERRABLE INITIALLY DEFERRED,
	tag       TEXT NOT NULL REFERENCES tag DEFERRABLE INITIALLY DEFERRED,
	position  INTEGER NOT NULL,
	article   INTEGER NOT NULL,   -- the highlight's, which never changes: the codebook counts by the index alone
	PRIMARY KEY (highlight, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX highlight_tag_tag ON highlight_tag (tag, article);

-- The history. An action is what a person did in one go; its operations say
-- what each record was before and is after, as JSON (null: it is not there).
CREATE TABLE action (
	seq    INTEGER PRIMARY KEY,
	id     TEXT NOT NULL UNIQUE,
	grp    TEXT NOT NULL,
	label  TEXT NOT NULL,
	coder  TEXT NOT NULL,         -- coder.id
	at     TEXT NOT NULL,
	undoes INTEGER REFERENCES action DEFERRABLE INITIALLY DEFERRED,
	redoes INTEGER REFERENCES action DEFERRABLE INITIALLY DEFERRED,
	-- done: undo may take it back. undone: redo may do it again. dropped: undone,
	-- and something else was done since. lasting: neither; undos and redos
	-- themselves, the making of the project, the arrival of a coder.
	status TEXT NOT NULL CHECK (status IN ('done', 'undone', 'dropped', 'lasting'))
) STRICT;
CREATE INDEX action_status ON action (status, seq);

CREATE TABLE op (
	seq    INTEGER PRIMARY KEY,
	action INTEGER NOT NULL REFERENCES action DEFERRABLE INITIALLY DEFERRED,
	kind   TEXT NOT NULL,         -- coder, tag, article or highlight
	target TEXT NOT NULL,         -- the record's id
	before TEXT,
	after  TEXT,
	origin TEXT                   -- JSON, if a merge wrote it: whose changes have come together in it, see past.go
) STRICT;
CREATE INDEX op_action ON op (action);

-- What a merge has learned besides records. As long as it is not undone, this
-- is part of what the project has seen.
CREATE TABLE heard (
	action INTEGER NOT NULL REFERENCES action DEFERRABLE INITIALLY DEFERRED,
	kind   TEXT NOT NULL,         -- action, or tag or article
	id     TEXT NOT NULL,         -- of an action elsewhere; of a record elsewhere
	value  TEXT NOT NULL,         -- the number of its last operation; the id of the same record here
	PRIMARY KEY (action, kind, id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER op_kept BEFORE DELETE ON op BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
CREATE TRIGGER op_fixed BEFORE UPDATE ON op BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
CREATE TRIGGER content_kept BEFORE DELETE ON content BEGIN SELECT RAISE(ABORT, 'texts never leave'); END;
CREATE TRIGGER content_fixed BEFORE UPDATE ON content BEGIN SELECT RAISE(ABORT, 'texts never change'); END;

-- The search index: the words of an article as search.go cuts and folds them,
-- so nothing is left for the tokenizer to fold. It keeps no text of its own.
CREATE VIRTUAL TABLE words USING fts5 (
	title, note, text,
	content = '', contentless_delete = 1,
	prefix = '2 3', -- people search while they type: five times as fast for beginnings
	tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
);
