-- Version 2: every coder has a status of their own for every article, filters
-- have names, and an article can replace another.

-- How far a coder has come with an article, in the words of annotate.Status.
-- Whose value is done has finished it: agreement compares the articles that
-- all coders in question have finished. A coder without a row has not begun;
-- article.status is what no coder has said, and since this version unread.
CREATE TABLE status (
	article INTEGER NOT NULL REFERENCES article DEFERRABLE INITIALLY DEFERRED,
	coder   TEXT NOT NULL REFERENCES coder DEFERRABLE INITIALLY DEFERRED,
	value   TEXT NOT NULL,
	at      TEXT NOT NULL,
	PRIMARY KEY (article, coder)
) STRICT, WITHOUT ROWID;
CREATE INDEX status_coder ON status (coder);

-- Filters that people keep under a name. The id is the name without case, so
-- that no two filters can be confused, and two people's of one name are one.
CREATE TABLE filter (
	id    TEXT PRIMARY KEY,
	name  TEXT NOT NULL,
	value TEXT NOT NULL           -- JSON: see store.Filter
) STRICT;

-- The id of the article whose text this one mends, or empty. Highlights that
-- were found again in the new text have moved here, under the ids they had. The
-- others still stand in the old article, where their quotes are right: an
-- article that another replaces is there only as long as it has highlights.
ALTER TABLE article ADD COLUMN replaces TEXT NOT NULL DEFAULT '';
CREATE INDEX article_replaces ON article (replaces) WHERE replaces <> '';

-- Until now an article had one status for all. It goes to the coders who have
-- touched the article: who made a highlight in it, or set its status. That is
-- an action as any other, so that it can be undone, and what came before it
-- too. It bears the time of the last action, not of this hour: of two copies
-- that are renewed one after the other, what was done in between counts.
CREATE TEMP TABLE touched AS
	SELECT a.n, a.id, h.coder, a.status, max(h.changed) AS at
		FROM article a JOIN highlight h ON h.article = a.n WHERE a.status <> 'unread' GROUP BY a.n, h.coder
	UNION ALL
	SELECT a.n, a.id, action.coder, a.status, max(action.at)
		FROM article a JOIN op ON op.kind = 'article' AND op.target = a.id JOIN action ON action.seq = op.action JOIN coder ON coder.id = action.coder
		WHERE a.status <> 'unread' AND json_extract(op.after, '$.status') = a.status AND json_extract(op.before, '$.status') IS NOT a.status
		GROUP BY a.n, action.coder;

UPDATE action SET status = 'dropped' WHERE status = 'undone' AND EXISTS (SELECT 1 FROM touched);

INSERT INTO action (id, grp, label, coder, at, status)
	SELECT id, id, 'give each coder a status of their own', coder, at, 'done'
	FROM (SELECT coder, at, lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-a'
			|| substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))) AS id
		FROM action ORDER BY seq DESC LIMIT 1)
	WHERE EXISTS (SELECT 1 FROM touched);

INSERT INTO status (article, coder, value, at)
	SELECT n, coder, status, max(at) FROM touched GROUP BY n, coder;

INSERT INTO op (action, kind, target, before, after)
	SELECT (SELECT max(seq) FROM action), 'article', a.id, last.after,
		json_set(last.after, '$.status', 'unread', '$.statuses', json((
			SELECT json_group_array(json_object('coder', s.coder, 'status', s.value, 'at', s.at) ORDER BY s.coder) FROM status s WHERE s.article = a.n)))
	FROM article a JOIN op last ON last.seq = (SELECT max(seq) FROM op WHERE kind = 'article' AND target = a.id)
	WHERE a.n IN (SELECT n FROM touched) ORDER BY a.n;

UPDATE article SET status = 'unread' WHERE n IN (SELECT n FROM touched);

DROP TABLE touched;
