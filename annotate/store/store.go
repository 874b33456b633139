package store

import (
	"cmp"
	"context"
	"errors"
	"os"
	"sync"
	"time"

	"github.com/google/uuid"

	"gloss/annotate"
)

// Options say who works on a project, and replace what tests must hold still.
type Options struct {
	// Coder is who does what follows: known by ID, else by name, else added to
	// the project with the first change. Zero: the coder for whom the copy was
	// handed out, if it was (see HandOut), else a coder named "coder".
	Coder annotate.Coder
	Now   func() time.Time // nil: time.Now
	NewID func() string    // nil: random UUIDv7
	// Backups is the folder that keeps backups; empty: BackupsFolder.
	Backups string
}

// Project is an open project file. It may be used from several goroutines.
// Reading methods stand on View, changes are made in Do.
type Project struct {
	View
	path     string
	place    string // path without links, from the root
	readOnly bool
	now      func() time.Time
	newID    func() string
	// backupsIn is Options.Backups.
	backupsIn string

	keeping  sync.Mutex         // held while a backup is made
	checking sync.Mutex         // held while a copy is checked
	life     context.Context    // ends when a backup or check under way shall be given up
	end      context.CancelFunc // of life

	mu      sync.Mutex // guards all below, and that one goroutine uses conn
	conn    *conn
	file    os.FileInfo // as it was opened
	coder   annotate.Coder
	changes int64 // committed through this Project
	last    lastText
	list    *listing  // nil: to be read
	covered *coverage // nil: none
	closed  bool
}

// lastText keeps the text that was used last: many verbs in a row are about one
// article. A text never changes, so it never grows stale.
type lastText struct {
	article string
	text    annotate.Text
}

// Create makes a new project file at path, with the tags of
// annotate.DefaultTags. It refuses to replace a file (ErrExists).
func Create(path string, o Options) (*Project, error) {
	return createWith(path, o, "new project", (*Tx).found)
}

// createWith makes a new project file and fills it in an action with that label.
func createWith(path string, o Options, label string, fill func(*Tx) error) (*Project, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o666)
	switch {
	case errors.Is(err, os.ErrExist):
		return nil, about(path, ErrExists, err, "a file of that name exists already; open it, or choose another name")
	case errors.Is(err, os.ErrNotExist):
		return nil, about(path, ErrNotFound, err, "the folder does not exist; make it first, or choose another")
	case err != nil:
		return nil, about(path, ErrReadOnly, err, "no file can be made there; choose a folder that you may write to")
	}
	if err := f.Close(); err != nil {
		return nil, about(path, ErrDisk, err, "the disk does not take the new file; choose another folder")
	}
	p, err := create(path, o, label, fill)
	if err != nil {
		_ = os.Remove(path)
		_ = os.Remove(path + "-journal")
		return nil, err
	}
	return p, nil
}

// create makes a project of the empty file at path.
func create(path string, o Options, label string, fill func(*Tx) error) (*Project, error) {
	file, err := os.Stat(path)
	if err != nil {
		return nil, about(path, ErrMoved, err, "the new file is gone again; try another folder")
	}
	opened.Lock()
	opened.files = append(opened.files, file)
	opened.Unlock()
	p, err := newProject(path, file, o)
	if err != nil {
		return nil, err
	}
	if err := p.write(Group{Label: label}, lasting, fill); err != nil {
		return nil, errors.Join(err, p.Close())
	}
	return p, nil
}

// Open opens the project file at path. Where the file or its folder cannot be
// written to, it opens it for reading; see ReadOnly.
func Open(path string, o Options) (*Project, error) {
	file, err := claim(path, len(migrations))
	if err != nil {
		return nil, err
	}
	return newProject(path, file, o)
}

// newProject opens a file that claim has let pass.
func newProject(path string, file os.FileInfo, o Options) (p *Project, err error) {
	p = &Project{
		path: path, place: place(path), file: file, readOnly: !writable(place(path)),
		now: o.Now, newID: o.NewID, coder: o.Coder, backupsIn: o.Backups,
	}
	if p.now == nil {
		p.now = time.Now
	}
	if p.newID == nil {
		p.newID = func() string { return uuid.Must(uuid.NewV7()).String() }
	}
	p.View = View{p: p}
	p.life, p.end = context.WithCancel(background)
	unclean := unfinished(p.place)
	address := dsn(p.place, p.readOnly)
	p.conn, err = connect(address)
	if err != nil {
		release(file)
		return nil, explain(path, err)
	}
	if err = p.start(unclean); err != nil {
		p.closed = true
		_ = p.conn.close()
		release(file)
		return nil, explain(path, err)
	}
	return p, nil
}

// start brings the tables up to date and finds out who works.
func (p *Project) start(unclean bool) error {
	if unclean {
		if err := p.conn.quickCheck(""); err != nil {
			return about(p.path, ErrDamaged, err, "the project was cut off while it was saved and is damaged (%v); open a backup copy instead", err)
		}
	}
	if p.readOnly {
		version, err := p.conn.version()
		if err != nil {
			return err
		}
		if version < len(migrations) {
			return about(p.path, ErrReadOnly, nil, "the project was made by an older Gloss and must be renewed, which needs a file and folder that you may write to; copy it there")
		}
	} else if err := migrate(p.conn, p.path, migrations, p.KeepBackup); err != nil {
		return err
	}
	if p.coder == (annotate.Coder{}) {
		var err error
		if p.coder, _, err = p.conn.handedOutTo(); err != nil {
			return err
		}
	}
	return p.choose(p.coder)
}

// choose makes someone the coder; see Options.
func (p *Project) choose(who annotate.Coder) error {
	c, known, err := p.conn.knownCoder(who)
	if err != nil {
		return err
	}
	if !known {
		c.Name, c.Color = cmp.Or(c.Name, "coder"), cmp.Or(c.Color, annotate.Palette[0])
		if c.ID == "" {
			c.ID = p.newID()
		}
		if err := checkCoder(c); err != nil {
			return err
		}
	}
	p.coder = c
	return nil
}

// SetCoder changes who does what follows: known by ID, else by name, else added
// to the project with the first change.
func (p *Project) SetCoder(who annotate.Coder) error {
	return p.read(func(*conn) error { return p.choose(who) })
}

// Close gives the file back. Everything is in it already. A backup under way
// is given up, and so is a check by CheckCopy.
func (p *Project) Close() error {
	p.end()
	p.keeping.Lock()
	defer p.keeping.Unlock()
	p.checking.Lock()
	defer p.checking.Unlock()
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return nil
	}
	p.closed = true
	// The empty journal file that is left beside the project would only puzzle
	// people. If another program writes just now, it stays.
	_ = p.conn.script("PRAGMA busy_timeout = 0")
	_ = p.conn.script("PRAGMA journal_mode = DELETE")
	err := p.conn.close()
	release(p.file)
	return explain(p.path, err)
}

// Path is the path that the project was opened by.
func (p *Project) Path() string { return p.path }

// ReadOnly reports whether the project can be read but not changed.
func (p *Project) ReadOnly() bool { return p.readOnly }

// Coder is who does what follows.
func (p *Project) Coder() annotate.Coder {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.coder
}

// inPlace returns an error unless path still leads to the file that was opened.
func (p *Project) inPlace() error {
	if info, err := os.Stat(p.place); err != nil || !os.SameFile(info, p.file) {
		return moved(p.path, err)
	}
	return nil
}

// View is what can be read of a project. Each method reads one moment of the
// file, except Codings, which says so.
type View struct {
	p  *Project
	tx bool // inside Do: the lock is held and a transaction is open
}

// read runs fn on the connection, in a transaction that only reads.
func (v View) read(fn func(c *conn) error) error {
	if v.tx {
		return explain(v.p.path, fn(v.p.conn))
	}
	v.p.mu.Lock()
	defer v.p.mu.Unlock()
	if v.p.closed {
		return errClosed(v.p.path)
	}
	if err := v.p.conn.exec("BEGIN"); err != nil {
		return explain(v.p.path, err)
	}
	return explain(v.p.path, v.p.conn.end(fn(v.p.conn)))
}

func errClosed(path string) error {
	return about(path, ErrClosed, nil, "the project is closed; open it again")
}

// Version changes whenever anyone, this process or another, has changed the
// file: compare two values to know whether to read again.
func (v View) Version() (int64, error) {
	var version int64
	err := v.read(func(c *conn) error {
		// SQLite counts what others have committed, we what we have.
		_, err := c.one(into(&version), "PRAGMA data_version")
		version = version<<32 | v.p.changes&0xffffffff
		return err
	})
	return version, err
}
