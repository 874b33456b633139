package window

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"gloss/annotate"
	"gloss/annotate/store"
	"gloss/app/panes"
	"gloss/app/reader"
	"gloss/app/seat"
)

// This file is about changes on their way into the project file, and about
// those that do not arrive: the disk is full, the file was moved, the stick was
// pulled out. Such a change is kept in memory, shown as not saved, and tried
// again, here or in a copy elsewhere, until a person gives it up.

// change is something that a person did to the project.
type change struct {
	label string // in plain words, as in the history
	verb  func(p *store.Project) error
	first func(s state) // runs once the change is saved, before s is shown; may be nil
	after func()        // runs once the change is saved and shown; may be nil
	draft *draft        // the passage it is about, drawn until it is saved; may be nil
}

// draft is a highlight that is not in the project yet.
type draft struct {
	article string
	drawn   reader.Highlight
}

// outbox belongs to the worker of the queue.
type outbox struct {
	waiting []change // in the order they were made
	// follows says which project has taken the place of one whose file failed, so
	// that changes made before that is shown reach it too.
	follows map[*store.Project]*store.Project
	saved   store.Trace // where the log ended after the latest change
	session int         // counts the projects that were opened; the window's follows it
	seat    *seat.Seat  // at the open project; nil where there are no seats
	memory  memory      // of the open project
	lacking bool        // something that is remembered is not in the project
}

func (o *outbox) current(p *store.Project) *store.Project {
	for o.follows[p] != nil {
		p = o.follows[p]
	}
	return p
}

// save calls the verb of a change and shows what has become of the project.
func (w *window) save(c change) {
	if w.project == nil {
		return
	}
	w.status.saving()
	w.commit(func(o *outbox) { o.waiting = append(o.waiting, c) })
}

// saveNow tries again to save what is not saved.
func (w *window) saveNow() {
	if len(w.unsaved) == 0 {
		w.status.say(say("Everything is saved already: Gloss saves each change as it is made."))
		return
	}
	w.status.saving()
	w.commit(func(*outbox) {})
}

// commit lets the worker prepare the outbox and then save all that is waiting.
func (w *window) commit(prepare func(o *outbox)) {
	p, session, article := w.project, w.session, w.shown.article
	w.underway++
	w.queue.do(func() func() {
		prepare(&w.outbox)
		then := w.flush(p, session, article)
		return func() {
			w.underway--
			then()
		}
	})
}

// flush saves what is waiting, on the worker, and returns what is to be shown.
func (w *window) flush(p *store.Project, session int, article *annotate.Article) func() {
	o := &w.outbox
	p = o.current(p)
	before := p
	var done []change
	var refused, failed error
	for len(o.waiting) > 0 && failed == nil {
		c := o.waiting[0]
		err := c.verb(p)
		switch {
		case err != nil && notWritten(err) && session == o.session:
			if p == before {
				if q := w.again(p, err); q != nil {
					o.follows[p], p = q, q
					continue
				}
			}
			failed = err
			continue
		case err != nil:
			refused = err
		default:
			done = append(done, c)
		}
		o.waiting = o.waiting[1:]
	}
	left := slices.Clone(o.waiting)
	if len(done) > 0 {
		if t, err := p.Trace(); err == nil {
			o.saved = t
			o.remember()
		}
	}
	var s state
	var unread error
	changed := len(done) > 0 || refused != nil || p != before
	if changed {
		id := ""
		if article != nil {
			id = article.ID
		}
		s, unread = read(p, id, article)
	}
	return func() {
		if refused != nil {
			defer func() { w.tell(say("Not saved"), sentence(refused.Error())) }()
		}
		if w.session != session {
			return
		}
		if w.project != p {
			w.goOnIn(p)
		}
		fresh := len(left) != len(w.unsaved)
		w.unsaved = left
		w.showUnsaved(failed)
		switch {
		case unread != nil:
			w.fail(unread)
		case changed:
			for _, c := range done {
				if c.first != nil {
					c.first(s)
				}
			}
			w.show(s)
		case fresh:
			w.closeTagBar()
			w.showHighlights()
			w.refreshMenu()
		}
		for _, c := range done {
			if c.after != nil {
				c.after()
			}
		}
	}
}

// notWritten reports whether the file has not taken a change that there is
// nothing wrong with.
func notWritten(err error) bool {
	return slices.ContainsFunc([]error{store.ErrDisk, store.ErrMoved, store.ErrReadOnly, store.ErrBusy, store.ErrDamaged},
		func(kind error) bool { return errors.Is(err, kind) })
}

// again opens the file anew where another stands in its place, or the disk it
// was on was gone, and returns it if it holds everything that was saved; else
// nil. It runs on the worker.
func (w *window) again(p *store.Project, err error) *store.Project {
	if _, unreadable := p.Version(); !errors.Is(err, store.ErrMoved) && unreadable == nil {
		return nil
	}
	q, err := store.Open(p.Path(), w.optionsOf(p))
	if err != nil {
		return nil
	}
	same, err := q.Holds(w.outbox.saved)
	if err == nil && same && !q.ReadOnly() {
		var s *seat.Seat
		if s, err = w.sit(q.Path()); err == nil {
			w.outbox.settle(s)
			return q
		}
	}
	q.Close()
	return nil
}

// optionsOf are the options to open a project with that takes the place of p.
func (w *window) optionsOf(p *store.Project) store.Options {
	return store.Options{Coder: p.Coder(), Backups: w.backupsFolder()}
}

// showUnsaved tells in the status bar and in a notice what is not saved; err
// says why.
func (w *window) showUnsaved(err error) {
	if len(w.unsaved) == 0 {
		w.notices.Drop("unsaved")
		w.status.saved(w.project)
		return
	}
	w.status.notSaved(len(w.unsaved))
	var labels []string
	for _, c := range w.unsaved {
		labels = append(labels, tell(c.label))
	}
	w.notices.Set("unsaved", panes.Notice{
		Title:  say("Not saved: %s", panes.Clip(strings.Join(labels, "; "), 100)),
		Text:   sentence(err.Error()),
		Danger: true,
		Ways:   []panes.Way{{Name: say("Try again"), Run: w.saveNow}, {Name: say("Save a copy elsewhere…"), Run: w.askBackup}, {Name: say("Give up…"), Run: w.askGiveUp}},
	})
}

// drafts are the highlights of the open article that are not saved.
func (w *window) drafts() []reader.Highlight {
	var all []reader.Highlight
	for i, c := range w.unsaved {
		if c.draft != nil && c.draft.article == w.shown.articleID() {
			h := c.draft.drawn
			h.ID, h.Dim = fmt.Sprint("unsaved ", i), true
			all = append(all, h)
		}
	}
	return all
}

// askGiveUp drops what is not saved, after a question.
func (w *window) askGiveUp() {
	n := count(len(w.unsaved), "change")
	w.askSure(say("Give up %s?", n), say("What is not saved is forgotten. Everything before it stands in the project."), say("Give up %s", n), func() {
		w.commit(func(o *outbox) { o.waiting = nil })
		w.reload(w.shown.articleID(), nil)
	})
}

// rescue saves a copy of the project at path and goes on in it: what is not
// saved goes there.
func (w *window) rescue(path string) {
	p, session, article := w.project, w.session, w.shown.article
	s := w.wait(say("Saving a copy"), say("Writing %s and seeing that it is whole…", filepath.Base(path)))
	w.queue.do(func() func() {
		p := w.outbox.current(p)
		err := p.Backup(path)
		var q *store.Project
		if err == nil {
			q, err = store.Open(path, w.optionsOf(p))
		}
		if err != nil {
			return func() { s.close(); w.fail(err) }
		}
		if s, err := w.sit(path); err == nil {
			w.outbox.settle(s)
		}
		unchecked := w.outbox.memory.Unchecked
		w.outbox.memory, w.outbox.lacking = recall(w.stateFolder, path, w.outbox.saved.Project), false
		w.outbox.memory.Unchecked = unchecked // kept with what is saved there
		w.outbox.follows[p] = q
		then := w.flush(p, session, article)
		return func() {
			s.close()
			then()
			w.status.say(say("You now work in the copy %s", path))
		}
	})
}

// goOnIn makes p the open project in place of one whose file has failed: it
// holds the same.
func (w *window) goOnIn(p *store.Project) {
	old := w.project
	w.queue.do(func() func() { old.Close(); return nil })
	w.project = p
	w.prefs.opened(p.Path())
	w.setTitle()
}
