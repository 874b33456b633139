package store

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// MergeCount is how many records of one sort a merge has changed.
type MergeCount struct{ Added, Changed, Deleted int }

// MergeReport says what a merge has done.
type MergeReport struct {
	Backup                                      string // path of the copy that was made before
	Articles, Highlights, Tags, Coders, Filters MergeCount
	Decisions                                   []string // a sentence for each question that the merge had to decide
	// SameTags are tags of one name in one place that the merge took for one, and
	// SameNames coders of one name that it took for two: what MergeChoices can
	// decide otherwise.
	SameTags, SameNames []MergePair
	Other               MergeSize // what the other project holds
}

// MergeSize is how much a project holds.
type MergeSize struct{ Articles, Highlights, Coders int }

// MergePair is a record here and one in the other project, of one name.
type MergePair struct {
	Name        string // of a tag: its path
	Here, There string // IDs
}

// MergeChoices are a person's answers to what a merge can only guess. The zero
// value leaves it at the guess.
type MergeChoices struct {
	// TagsApart are IDs of tags in the other project that are not the tag of the
	// same name here; they stay, under another name.
	TagsApart []string
	// SameCoders has IDs of coders in the other project and of those here who are
	// the same person.
	SameCoders map[string]string
}

// Merge takes everything that the project file at path has and this one has
// not into this one, in one action that Undo takes back. The other file stays
// as it is. A verified copy of this project is made before; see Options.Backups.
//
// Articles are the same if their texts are, tags if their ids or else their
// paths are, highlights and coders if their ids are: two people of one name
// stay two. Choices may say otherwise of tags and coders. Of a field that both
// sides have changed the later change stays, and the report names both values;
// what only one side has changed is taken from that side. A deletion wins over
// what the other side has left alone, and loses to what it has changed or uses.
//
// What comes out depends on nothing but what was done on both sides: who merges
// with whom, in which order and how often makes no difference but for the order
// of lists and for which of two ids a tag or an article has. That holds too where not
// all can be had, as two tags of one name in one place (see book): what was done
// is kept, and what is shown worked out of all of it anew at each merge. So what
// stood in the way of a name or a place comes back at the next merge once the
// other is gone.
func (p *Project) Merge(path string, choices MergeChoices) (MergeReport, error) {
	return p.merge(path, choices, false)
}

// TryMerge reports what Merge would do, and changes nothing.
func (p *Project) TryMerge(path string, choices MergeChoices) (MergeReport, error) {
	return p.merge(path, choices, true)
}

func (p *Project) merge(path string, choices MergeChoices, try bool) (MergeReport, error) {
	file, err := os.Stat(path)
	if err == nil && os.SameFile(file, p.file) {
		return MergeReport{}, about(path, ErrExists, nil, "a project cannot be merged with itself; choose the other copy")
	}
	other, err := p.openOther(path)
	if err != nil {
		return MergeReport{}, err
	}
	report, err := p.mergeWith(other.Project, choices, try)
	return report, errors.Join(err, other.close())
}

// other is the other project of a merge.
type other struct {
	*Project
	temporary string // the folder of the copy that is read in place of the file, or ""
}

func (o other) close() error {
	err := o.Close()
	if o.temporary != "" {
		err = errors.Join(err, os.RemoveAll(o.temporary))
	}
	return err
}

// openOther opens the other project of a merge: through a copy if it is of an
// older version, because renewing the tables would change the file.
func (p *Project) openOther(path string) (o other, err error) {
	options := Options{Now: p.now, NewID: p.newID}
	version, err := versionOf(path)
	if err == nil && version < len(migrations) {
		if o.temporary, err = os.MkdirTemp("", "gloss-*"); err != nil {
			return other{}, about(path, ErrDisk, err, "the project is of an older Gloss and has to be copied to be read, which fails (%v); free some space and try again", err)
		}
		defer func() {
			if err != nil {
				_ = os.RemoveAll(o.temporary)
			}
		}()
		options.Backups = o.temporary
		copied := filepath.Join(o.temporary, filepath.Base(path))
		if err = (SavedCopy{Path: path}).Restore(copied); err != nil {
			return other{}, err
		}
		path = copied
	}
	if err == nil {
		o.Project, err = Open(path, options)
	}
	return o, err
}

// versionOf reads the version of a project file without renewing it.
func versionOf(path string) (version int, err error) {
	file, err := claim(path, len(migrations))
	if err != nil {
		return 0, err
	}
	defer release(file)
	c, err := connect(dsn(place(path), true))
	if err != nil {
		return 0, explain(path, err)
	}
	version, err = c.version()
	return version, explain(path, errors.Join(err, c.close()))
}

// errTried ends the transaction of a merge that is only tried.
var errTried = errors.New("the merge was tried")

func (p *Project) mergeWith(other *Project, choices MergeChoices, try bool) (report MergeReport, err error) {
	faults, err := other.Check()
	if err != nil {
		return report, err
	}
	if len(faults) > 0 {
		return report, about(other.path, ErrDamaged, nil, "the project is damaged (%s) and cannot be merged; open a backup of it and merge that", faults[0])
	}
	if !try {
		if report.Backup, err = p.KeepBackup(); err != nil {
			return report, err
		}
	}
	err = other.read(func(theirs *conn) error {
		size := &report.Other
		if _, err := theirs.one(into(&size.Articles, &size.Highlights, &size.Coders),
			`SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM highlight), (SELECT count(DISTINCT coder) FROM highlight)`); err != nil {
			return err
		}
		return p.Do(p.Group("merge "+filepath.Base(other.path)), func(tx *Tx) error {
			m := merger{tx: tx, theirs: theirs, report: &report, choices: choices}
			if err := m.run(); err != nil || !try {
				return err
			}
			return errTried
		})
	})
	if err != nil && !errors.Is(err, errTried) {
		return MergeReport{Backup: report.Backup}, err
	}
	return report, nil
}

// merger is one merge under way.
type merger struct {
	tx      *Tx
	theirs  *conn
	report  *MergeReport
	choices MergeChoices

	ourLog, theirLog ledger
	ours, result     map[key]past
	theirPast        map[key]past        // by our ids
	same             map[key]string      // their id to ours, where they differ
	twins            map[string][]string // our articles of the same text that are not there any more
	from             map[string]string   // our id to theirs, for articles that come anew
	names            map[key]string      // what people call a record
	needed           map[key]string      // what is shown only because another record, of that name, needs it
	book             book
}

// run compares the logs, joins what was wanted, works out what is shown of it,
// and writes it down.
func (m *merger) run() error {
	for _, step := range []func() error{m.readLogs, m.unify, m.join, m.present, m.write, m.hear} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// readLogs follows the records through both logs whose last operations differ.
func (m *merger) readLogs() error {
	var err error
	if m.ourLog, err = m.tx.conn.ledger(); err != nil {
		return err
	}
	if m.theirLog, err = m.theirs.ledger(); err != nil {
		return err
	}
	// Tags are few, and each has to do with all others; filters name them; of
	// articles two may have one text.
	differs := func(k key) bool {
		return k.kind == tagKind.name || k.kind == filterKind.name || k.kind == articleKind.name || m.ourLog.last[k] != m.theirLog.last[k]
	}
	if m.ours, err = m.tx.conn.pasts(differs); err != nil {
		return err
	}
	m.theirPast, err = m.theirs.pasts(differs)
	return err
}

// fixed are the fields that never change after an article or highlight has
// come; of two records that are the same, ours keeps its own.
var fixed = map[string][]string{
	articleKind.name:   {"format", "source_name", "source_hash", "text_hash", "length", "words", "added"},
	highlightKind.name: {"coder", "created"},
}

// join makes of each record what both sides together want of it.
func (m *merger) join() error {
	m.result, m.names = map[key]past{}, map[key]string{}
	keys := map[key]bool{}
	for k := range m.ours {
		keys[k] = true
	}
	for k := range m.theirPast {
		keys[k] = true
	}
	order := slices.SortedFunc(maps.Keys(keys), compareKeys)
	for _, k := range order {
		m.names[k] = nameOf(k, m.ours[k], m.theirPast[k])
	}
	for _, k := range order {
		if k.kind == articleKind.name && m.ours[k].state == nil && m.same[k] != "" {
			continue // its twin has it
		}
		ours := m.ours[k]
		if k.kind == articleKind.name {
			for _, twin := range m.twins[k.id] {
				ours = union(ours, m.ours[key{k.kind, twin}])
			}
		}
		m.result[k] = m.rename(k.kind, m.joinOne(k, ours, m.theirPast[k]))
	}
	return nil
}

// joinOne joins the two pasts of a record, either of which may be empty.
func (m *merger) joinOne(k key, ours, theirs past) past {
	r := past{fields: maps.Clone(ours.fields)}
	if r.fields == nil {
		r.fields = map[string]field{}
	}
	bothThere := ours.state != nil && theirs.state != nil
	for _, name := range slices.Sorted(maps.Keys(theirs.fields)) {
		a, b := ours.fields[name], theirs.fields[name]
		if len(ours.fields) > 0 && slices.Contains(fixed[k.kind], name) {
			continue
		}
		if b.written > a.written {
			r.fields[name] = b
		}
		if bothThere && a.value != b.value && !m.theirLog.has(a.written) && !m.ourLog.has(b.written) {
			m.differ(k, name, a, b)
		}
	}
	// A side that has never had the record has not deleted it: a copy that was
	// handed out for coding knows what it does not carry.
	for _, a := range ours.alive {
		if slices.Contains(theirs.alive, a) || !m.theirLog.has(a) || len(theirs.fields) == 0 {
			r.alive = append(r.alive, a)
		}
	}
	for _, b := range theirs.alive {
		if !slices.Contains(r.alive, b) && (!m.ourLog.has(b) || len(ours.fields) == 0) {
			r.alive = append(r.alive, b)
		}
	}
	slices.Sort(r.alive)
	return r
}
