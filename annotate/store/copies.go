package store

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

// Copy is another file of the same project that holds what this one does not:
// a sync program made it when two people had changed the project at once, or
// someone has sent their copy back.
type Copy struct {
	Path    string
	Trace   Trace     // where its log ends
	Unknown int       // how many actions of people it has that this project lacks
	By      string    // who did the latest of them
	At      time.Time // when, UTC
}

// Copies looks for copies of the project in its folder that hold what it does
// not; Merge takes that over. Names play no part in it: programs that sync
// files each have their own for such copies.
func (p *Project) Copies() ([]Copy, error) {
	var here Trace
	var seen known
	err := p.read(func(c *conn) (err error) {
		if here, err = c.trace(); err == nil {
			seen, err = c.seen()
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	paths, err := filepath.Glob(filepath.Join(escapeGlob(filepath.Dir(p.place)), "*"+filepath.Ext(p.place)))
	if err != nil {
		return nil, err
	}
	var all []Copy
	for _, path := range paths {
		if info, err := os.Stat(path); err != nil || os.SameFile(info, p.file) {
			continue
		}
		// What is no project, or cannot be read just now, is none of our business.
		if c, err := readCopy(path, here.Project, seen); err == nil && c.Unknown > 0 {
			all = append(all, c)
		}
	}
	return all, nil
}

// escapeGlob makes a pattern that matches the folder itself.
func escapeGlob(folder string) string {
	var out []rune
	for _, r := range folder {
		if r == '*' || r == '?' || r == '[' {
			out = append(out, '[', r, ']')
		} else {
			out = append(out, r)
		}
	}
	return string(out)
}

// readCopy counts what the file at path has of the project that is not in seen.
func readCopy(path, project string, seen known) (Copy, error) {
	copied := Copy{Path: path}
	file, err := claim(path, len(migrations))
	if err != nil {
		return copied, err
	}
	defer release(file)
	c, err := connect(dsn(place(path), true))
	if err != nil {
		return copied, err
	}
	defer c.close()
	if copied.Trace, err = c.trace(); err != nil || copied.Trace.Project != project {
		return copied, err
	}
	return copied, c.each(func(scan scanner) error {
		var id, by, at string
		var last int64
		if err := scan(&id, &last, &by, &at); err != nil || seen[id] >= last {
			return err
		}
		copied.Unknown++
		copied.By, copied.At = by, unstamp(at)
		return nil
	}, `SELECT a.id, max(op.seq), coalesce(c.name, ''), a.at
		FROM op JOIN action a ON a.seq = op.action LEFT JOIN coder c ON c.id = a.coder
		WHERE a.status <> 'lasting' OR a.undoes IS NOT NULL OR a.redoes IS NOT NULL GROUP BY a.seq ORDER BY a.seq`)
}

// seen reads which actions have left their mark here, and how far.
func (c *conn) seen() (known, error) {
	k := known{}
	err := c.each(func(scan scanner) error {
		var id string
		var seq int64
		err := scan(&id, &seq)
		k[id] = max(k[id], seq)
		return err
	}, `SELECT a.id, max(op.seq) FROM op JOIN action a ON a.seq = op.action GROUP BY a.seq`)
	if err != nil {
		return nil, err
	}
	return k, c.each(func(scan scanner) error {
		var id, value string
		if err := scan(&id, &value); err != nil {
			return err
		}
		seq, err := strconv.ParseInt(value, 10, 64)
		k[id] = max(k[id], seq)
		return err
	}, `SELECT heard.id, heard.value FROM heard JOIN action ON action.seq = heard.action
		WHERE heard.kind = 'action' AND action.status IN ('done', 'lasting')`)
}

// Holds reports whether the backup has everything that had been done at t.
func (s SavedCopy) Holds(t Trace) (holds bool, err error) {
	c, err := connect(dsn(place(s.Path), true))
	if err != nil {
		return false, err
	}
	holds, err = c.holds(t)
	return holds, errors.Join(err, c.close())
}
