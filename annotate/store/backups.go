package store

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// BackupsFolder is where backups go if Options.Backups does not say: a folder
// of the person who uses the program, away from the projects, so that what
// befalls a project's folder does not befall them.
func BackupsFolder() (string, error) {
	if runtime.GOOS == "linux" {
		if state := os.Getenv("XDG_STATE_HOME"); filepath.IsAbs(state) {
			return filepath.Join(state, "gloss", "backups"), nil
		}
		home, err := os.UserHomeDir()
		return filepath.Join(home, ".local", "state", "gloss", "backups"), err
	}
	config, err := os.UserConfigDir()
	return filepath.Join(config, "gloss", "backups"), err
}

// backupTime is how the name of a backup begins: its time in UTC.
const backupTime = "2006-01-02 150405.000"

// SavedCopy is a backup of a project.
type SavedCopy struct {
	Path       string
	Made       time.Time // UTC
	Articles   int
	Highlights int
}

// KeepBackup makes a verified backup of the project in the backups folder,
// unless the newest one there holds the same, and returns its path. Of older
// ones it keeps the last 10 and one a day for 30 days. It is for when a project
// is opened, hourly while it is being changed, and before much is changed at
// once; Merge calls it itself.
func (p *Project) KeepBackup() (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return "", errClosed(p.path)
	}
	folder, err := p.backups()
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", about(folder, ErrReadOnly, err, "backups cannot be kept there; make the folder, or see to it that you may write to it")
	}
	names, err := backupNames(folder)
	if err != nil {
		return "", err
	}
	if len(names) > 0 {
		newest := filepath.Join(folder, names[0])
		if same, err := p.conn.unchangedSince(newest); err == nil && same {
			return newest, nil
		}
	}
	base := strings.TrimSuffix(filepath.Base(p.path), filepath.Ext(p.path))
	made := p.now().UTC()
	if len(names) > 0 {
		// Also with a clock that was set back, the order of the names is that of the backups.
		if last, _ := backupMade(names[0]); !made.Truncate(time.Millisecond).After(last) {
			made = last.Add(time.Millisecond)
		}
	}
	path := filepath.Join(folder, made.Format(backupTime)+" "+base+".gloss")
	if err := p.conn.copyTo(path); err != nil {
		return "", err
	}
	return path, prune(folder, append([]string{filepath.Base(path)}, names...))
}

// backups is the folder for the backups of this project. It goes by the
// project's identity, so it is found again when the project moves.
func (p *Project) backups() (string, error) {
	folder := p.backupsIn
	if folder == "" {
		var err error
		if folder, err = BackupsFolder(); err != nil {
			return "", about(p.path, ErrNotFound, err, "there is no place for backups, because your home folder is not known (%v)", err)
		}
	}
	var id string
	if _, err := p.conn.one(into(&id), `SELECT value FROM meta WHERE key = 'project_id'`); err != nil {
		return "", explain(p.path, err)
	}
	// The file may come from anywhere, so its identity makes no path by itself.
	sum := sha256.Sum256([]byte(id))
	return filepath.Join(folder, hex.EncodeToString(sum[:8])), nil
}

// backupNames lists the backups in a folder, newest first.
func backupNames(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, about(folder, ErrReadOnly, err, "the backups there cannot be listed; see to it that you may read the folder")
	}
	var names []string
	for _, e := range entries {
		if _, ok := backupMade(e.Name()); ok {
			names = append(names, e.Name())
		}
	}
	slices.Sort(names)
	slices.Reverse(names)
	return names, nil
}

// backupMade reads the time in the name of a backup.
func backupMade(name string) (time.Time, bool) {
	if len(name) < len(backupTime) || !strings.HasSuffix(name, ".gloss") {
		return time.Time{}, false
	}
	t, err := time.Parse(backupTime, name[:len(backupTime)])
	return t, err == nil
}

// unchangedSince reports whether the backup at path ends with the same operation.
func (c *conn) unchangedSince(path string) (bool, error) {
	b, err := connect(dsn(place(path), true))
	if err != nil {
		return false, err
	}
	last := func(c *conn) (id string, err error) {
		_, err = c.one(into(&id), `SELECT id || '/' || coalesce((SELECT max(seq) FROM op), 0) FROM action ORDER BY seq DESC LIMIT 1`)
		return id, err
	}
	then, err := last(b)
	now, err2 := last(c)
	return then == now && then != "", errors.Join(err, err2, b.close())
}

const (
	keepLast = 10 // backups, however old
	keepDays = 30 // for which the newest of each day is kept
)

// prune deletes the backups that are not kept. names are newest first.
func prune(folder string, names []string) error {
	var errs []error
	newest, _ := backupMade(names[0])
	days := map[string]bool{}
	for i, name := range names {
		made, _ := backupMade(name)
		day := made.Format(time.DateOnly)
		first := !days[day] && newest.Sub(made) < keepDays*24*time.Hour
		days[day] = true
		if i >= keepLast && !first {
			errs = append(errs, os.Remove(filepath.Join(folder, name)))
		}
	}
	return errors.Join(errs...)
}

// Backups lists the backups of the project, newest first. One that cannot be
// read is left out.
func (p *Project) Backups() ([]SavedCopy, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return nil, errClosed(p.path)
	}
	folder, err := p.backups()
	if err != nil {
		return nil, err
	}
	names, err := backupNames(folder)
	if err != nil {
		return nil, err
	}
	var all []SavedCopy
	for _, name := range names {
		s := SavedCopy{Path: filepath.Join(folder, name)}
		s.Made, _ = backupMade(name)
		if err := s.read(); err == nil {
			all = append(all, s)
		}
	}
	return all, nil
}

// read counts what a backup holds.
func (s *SavedCopy) read() error {
	c, err := connect(dsn(place(s.Path), true))
	if err != nil {
		return err
	}
	_, err = c.one(into(&s.Articles, &s.Highlights), `SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM highlight)`)
	return errors.Join(err, c.close())
}

// Restore writes the backup as a new project file at path. It replaces no file
// (ErrExists): the project as it is now stays beside it.
func (s SavedCopy) Restore(path string) error {
	c, err := connect(dsn(place(s.Path), true))
	if err != nil {
		return explain(s.Path, err)
	}
	return errors.Join(c.copyTo(path), c.close())
}
