// Package store keeps a project in one file, NAME.gloss, an SQLite database.
// SQL lives here and nowhere else.
package store

import (
	"errors"
	"time"

	"gloss/annotate"
)

// Errors that callers tell apart. What Open, Create and the verbs return wraps
// one of them where it applies, and prints as one sentence that names the file
// and says what to do.
var (
	ErrNotFound  = errors.New("not found")
	ErrExists    = errors.New("a file of that name exists already")
	ErrNotOurs   = errors.New("not a Gloss project")
	ErrNewer     = errors.New("made by a newer Gloss")
	ErrDamaged   = errors.New("damaged")
	ErrReadOnly  = errors.New("read-only")
	ErrBusy      = errors.New("in use by another program")
	ErrMoved     = errors.New("moved, replaced or deleted while open")
	ErrDuplicate = errors.New("already in the project") // see DuplicateError
)

// DuplicateError is returned by Tx.AddArticle for an article that the project
// has already. It wraps ErrDuplicate.
type DuplicateError struct {
	ID, Title string // of the article that is there
}

// Options say who works on a project, and replace what tests must hold still.
type Options struct {
	Coder annotate.Coder   // who does what follows. Known by ID, else by name, else added. Zero: a coder named "coder"
	Now   func() time.Time // nil: time.Now
	NewID func() string    // nil: random UUIDv7
}

// Project is an open project file. It may be used from several goroutines.
// Reading methods stand on View, changes are made in Do.
type Project struct {
	View
}

// Create makes a new project file at path, with the tags of
// annotate.DefaultTags. It refuses to replace a file (ErrExists).
func Create(path string, o Options) (*Project, error) { panic("x") }

// Open opens the project file at path.
func Open(path string, o Options) (*Project, error) { panic("x") }

// Close gives the file back. Everything is in it already.
func (p *Project) Close() error { panic("x") }

// Path is the path that the project was opened by.
func (p *Project) Path() string { panic("x") }

// ReadOnly reports whether the project can be read but not changed.
func (p *Project) ReadOnly() bool { panic("x") }

// Coder is who does what follows.
func (p *Project) Coder() annotate.Coder { panic("x") }

// Group is one action of a person: what Undo takes back in one go. Several
// calls of Do may share a group.
type Group struct {
	ID    string
	Label string // in plain words: "import 12 articles", "tag passage with trade"
}

// Group starts a new action.
func (p *Project) Group(label string) Group { panic("x") }

// Do makes the changes of fn in one transaction as part of the group, and
// returns when they are safe on the disk. If fn or the commit fails, nothing
// has changed. Within fn the project must be used through tx only.
func (p *Project) Do(g Group, fn func(tx *Tx) error) error { panic("x") }

// Tx is a transaction under way: it reads as View does and has the verbs.
// Every verb checks what it is given and refuses it with a sentence.
type Tx struct {
	View
}

// AddArticle takes in what an importer made, with the original bytes (nil to
// leave them out), and returns the article with its ID, Added and Status. An
// article whose SourceHash or whose text is in the project already is refused
// with a *DuplicateError.
func (tx *Tx) AddArticle(a annotate.Article, r annotate.Receipt, original []byte) (annotate.Article, error) {
	panic("x")
}

// SetArticle changes everything about an article but its text, blocks, marks
// and source, which never change.
func (tx *Tx) SetArticle(a annotate.Article) error { panic("x") }

// DeleteArticle takes an article and its highlights out of the project.
func (tx *Tx) DeleteArticle(id string) error { panic("x") }

// AddTag adds a tag at the end of its siblings. It gives the ID, and a colour
// where none is given.
func (tx *Tx) AddTag(t annotate.Tag) (annotate.Tag, error) { panic("x") }

// SetTag changes a tag: name, colour, description, key or parent.
func (tx *Tx) SetTag(t annotate.Tag) error { panic("x") }

// MergeTags gives every highlight of from the tag into, moves the tags below
// from to into, and deletes from.
func (tx *Tx) MergeTags(from, into string) error { panic("x") }

// DeleteTag deletes a tag. Its highlights stay and lose it; the tags below it
// move up to its parent.
func (tx *Tx) DeleteTag(id string) error { panic("x") }

// AddHighlight adds a highlight; Article, Span, Tags and Note count. It gives
// ID, Quote, Created, Changed and, where none is given, Coder.
func (tx *Tx) AddHighlight(h annotate.Highlight) (annotate.Highlight, error) { panic("x") }

// SetHighlight changes a highlight's Span, Tags and Note; the quote follows.
func (tx *Tx) SetHighlight(h annotate.Highlight) error { panic("x") }

// DeleteHighlight deletes a highlight.
func (tx *Tx) DeleteHighlight(id string) error { panic("x") }

// AddCoder adds a coder and gives it an ID.
func (tx *Tx) AddCoder(c annotate.Coder) (annotate.Coder, error) { panic("x") }

// View is what can be read of a project.
type View struct{}

// Summary is an article without its Text, Blocks and Marks, and what a list
// shows of them.
type Summary struct {
	annotate.Article
	Length     int // code points
	Words      int
	Highlights int
}

// Articles lists all articles in the order they were added.
func (v View) Articles() ([]Summary, error) { panic("x") }

// Article returns a whole article, or ErrNotFound.
func (v View) Article(id string) (annotate.Article, error) { panic("x") }

// FindArticles returns the IDs of the articles that ref names: an ID, an exact
// title or a source file name, tried in this order.
func (v View) FindArticles(ref string) ([]string, error) { panic("x") }

// Receipt returns what the importer said of an article.
func (v View) Receipt(id string) (annotate.Receipt, error) { panic("x") }

// Original returns the bytes an article was imported from, or ErrNotFound.
func (v View) Original(id string) ([]byte, error) { panic("x") }

// Tags returns the codebook: siblings in the order they are shown.
func (v View) Tags() (annotate.Codebook, error) { panic("x") }

// TagCounts returns how many highlights have each tag ID, and in how many
// articles they stand; tags without highlights are left out.
func (v View) TagCounts() (map[string]TagCount, error) { panic("x") }

// TagCount is how often a tag is used.
type TagCount struct{ Highlights, Articles int }

// Coders lists all coders, by name.
func (v View) Coders() ([]annotate.Coder, error) { panic("x") }

// Highlights returns an article's highlights, ordered by start, end, ID.
func (v View) Highlights(article string) ([]annotate.Highlight, error) { panic("x") }

// Highlight returns one highlight, or ErrNotFound.
func (v View) Highlight(id string) (annotate.Highlight, error) { panic("x") }

// Variables lists the names of all article variables, in alphabetical order.
func (v View) Variables() ([]string, error) { panic("x") }

// Filter chooses codings. An empty list leaves a field free; lists are joined
// by and, their members by or. All members are IDs.
type Filter struct {
	Tags     []string // these tags and those below them
	Articles []string
	Coders   []string
}

// Codings streams the rows of the CSV export: by article added, start, end,
// tag. Rows are read as they are asked for.
func (v View) Codings(f Filter) annotate.Codings { panic("x") }

// Hit is a place that a search found.
type Hit struct {
	Article string // ID
	Title   string
	Span    annotate.Span // in the text; empty where only the title or a note matched
	Before  string        // up to 40 code points of context, line breaks as spaces
	Match   string
	After   string
}

// Search finds words in texts and titles, whatever their case and accents: all
// words of the query must occur in an article, a "quoted phrase" as it stands,
// a word that ends in * as a beginning. At most perArticle hits are returned
// for an article and limit in all (0: no limit), best articles first.
func (v View) Search(query string, perArticle, limit int) ([]Hit, error) { panic("x") }

// Action is one group of changes in the history.
type Action struct {
	Group  string
	Label  string
	Coder  string // name
	At     time.Time
	Undone bool
}

// Undo takes the latest action back that is not undone, and returns it. It
// works on actions of earlier sessions too. With nothing to undo it returns
// ErrNotFound.
func (p *Project) Undo() (Action, error) { panic("x") }

// Redo does again what the latest Undo took back, unless something else was
// done since (ErrNotFound).
func (p *Project) Redo() (Action, error) { panic("x") }

// NextUndo and NextRedo return what Undo and Redo would act on, and whether
// there is such an action.
func (v View) NextUndo() (Action, bool, error) { panic("x") }

// NextRedo: see NextUndo.
func (v View) NextRedo() (Action, bool, error) { panic("x") }

// History lists actions, latest first; limit 0 is all.
func (v View) History(limit int) ([]Action, error) { panic("x") }

// Version changes whenever anyone, this process or another, has changed the
// file: compare two values to know whether to read again.
func (v View) Version() (int64, error) { panic("x") }

// Check examines the whole project: the database itself, every article, and
// every highlight's quote against its slice. It returns a sentence for each
// fault; none means all is well.
func (p *Project) Check() ([]string, error) { panic("x") }

// Backup writes a verified copy of the project to a new file at path.
func (p *Project) Backup(path string) error { panic("x") }

func (e *DuplicateError) Error() string { return "already in the project as " + e.Title }

// Unwrap returns ErrDuplicate.
func (e *DuplicateError) Unwrap() error { return ErrDuplicate }
