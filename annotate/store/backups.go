package store

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// StateFolder is where Gloss keeps what belongs to the person who uses it and
// to no project, away from the projects, so that what befalls a project's
// folder does not befall it.
func StateFolder() (string, error) {
	if runtime.GOOS == "linux" {
		if state := os.Getenv("XDG_STATE_HOME"); filepath.IsAbs(state) {
			return filepath.Join(state, "gloss"), nil
		}
		home, err := os.UserHomeDir()
		return filepath.Join(home, ".local", "state", "gloss"), err
	}
	config, err := os.UserConfigDir()
	return filepath.Join(config, "gloss"), err
}

// BackupsFolder is where backups go if Options.Backups does not say.
func BackupsFolder() (string, error) {
	state, err := StateFolder()
	return filepath.Join(state, "backups"), err
}

// backupTime is how the name of a backup begins: its time in UTC.
const backupTime = "2006-01-02 150405.000"

// SavedCopy is a backup of a project.
type SavedCopy struct {
	Path       string
	Name       string    // of the project when it was made
	Made       time.Time // UTC
	Articles   int
	Highlights int
}

// KeepBackup makes a verified backup of the project in the backups folder,
// unless the newest one there holds the same, and returns its path. Of older
// ones it keeps the last 10 and one a day for 30 days. It is for when a project
// is opened, hourly while it is being changed, and before much is changed at
// once; Merge calls it itself.
//
// The copy is made in steps, between which the project can be used, also by
// this call's caller; Close gives it up (ErrClosed).
func (p *Project) KeepBackup() (string, error) {
	p.keeping.Lock()
	defer p.keeping.Unlock()
	var path string
	var older []string // newest first
	var same bool
	if err := p.locked(func() (err error) {
		path, older, same, err = p.nextBackup()
		return err
	}); err != nil || same {
		return path, err
	}
	folder, name := filepath.Split(path)
	defer copying(folder)()
	if err := writeCopy(path, p.copyInSteps); err != nil {
		return "", err
	}
	return path, prune(folder, append([]string{name}, older...))
}

// longestName is how many bytes of a project's name stand in those of its backups.
const longestName = 100

// nextBackup returns the path of the backup that is due and the names of those
// that are there, or the path of the newest one if it holds the same.
func (p *Project) nextBackup() (path string, older []string, same bool, err error) {
	folder, err := p.makeBackups()
	if err != nil {
		return "", nil, false, err
	}
	if older, err = backupNames(folder); err != nil {
		return "", nil, false, err
	}
	if len(older) > 0 {
		newest := filepath.Join(folder, older[0])
		if same, err := p.conn.unchangedSince(newest); err == nil && same {
			return newest, older, true, nil
		}
	}
	base := strings.TrimSuffix(filepath.Base(p.path), filepath.Ext(p.path))
	if len(base) > longestName {
		base = strings.ToValidUTF8(base[:longestName], "")
	}
	made := p.now().UTC()
	if len(older) > 0 {
		// Also with a clock that was set back, the order of the names is that of the backups.
		if last, _ := backupMade(older[0]); !made.Truncate(time.Millisecond).After(last) {
			made = last.Add(time.Millisecond)
		}
	}
	return filepath.Join(folder, made.Format(backupTime)+" "+base+".gloss"), older, false, nil
}

// makeBackups is backups, made where it is not there and swept.
func (p *Project) makeBackups() (string, error) {
	folder, err := p.backups()
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", about(folder, ErrReadOnly, err, "backups cannot be kept there; make the folder, or see to it that you may write to it")
	}
	p.sweep(folder)
	return folder, nil
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

// copiesLock is a file in a folder of backups. Everyone who makes a copy there
// shares the lock on it, which the system takes from a process that dies.
const copiesLock = ".lock"

// copying keeps others from sweeping the folder until done is called.
func copying(folder string) (done func()) {
	lock := flock.New(filepath.Join(folder, copiesLock))
	_ = lock.RLock() // where the file system has no locks, sweep goes by age
	return func() { _ = lock.Close() }
}

// sweep deletes what backups and checks have left that were cut off: at once if
// nobody makes a copy there now, else what is a day old.
func (p *Project) sweep(folder string) {
	lock := flock.New(filepath.Join(folder, copiesLock))
	alone, _ := lock.TryLock()
	defer lock.Close()
	parts, _ := filepath.Glob(filepath.Join(folder, partPattern))
	for _, part := range parts {
		if info, err := os.Stat(part); alone || err == nil && p.now().Sub(info.ModTime()) > 24*time.Hour {
			_ = os.Remove(part)
		}
	}
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
	var folder string
	if err := p.locked(func() (err error) {
		folder, err = p.backups()
		return err
	}); err != nil {
		return nil, err
	}
	return savedCopies(folder)
}

// AllBackups lists the backups of all projects that the folder keeps (empty:
// BackupsFolder), newest first: for when a project cannot be opened.
func AllBackups(folder string) ([]SavedCopy, error) {
	if folder == "" {
		var err error
		if folder, err = BackupsFolder(); err != nil {
			return nil, err
		}
	}
	entries, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, about(folder, ErrReadOnly, err, "the backups there cannot be listed; see to it that you may read the folder")
	}
	var all []SavedCopy
	for _, e := range entries {
		if of, err := savedCopies(filepath.Join(folder, e.Name())); err == nil {
			all = append(all, of...)
		}
	}
	slices.SortStableFunc(all, func(a, b SavedCopy) int { return b.Made.Compare(a.Made) })
	return all, nil
}

// savedCopies lists the backups in the folder of a project, newest first.
func savedCopies(folder string) ([]SavedCopy, error) {
	names, err := backupNames(folder)
	if err != nil {
		return nil, err
	}
	var all []SavedCopy
	for _, name := range names {
		s := SavedCopy{Path: filepath.Join(folder, name)}
		s.Made, _ = backupMade(name)
		s.Name = strings.TrimSpace(strings.TrimSuffix(name[len(backupTime):], ".gloss"))
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
