package window

import (
	"errors"
	"path/filepath"
	"slices"
	"time"

	"gloss/annotate/store"
	"gloss/app/panes"
	"gloss/app/seat"
)

// This file is about what is found when a project is opened: damage, an older
// version that came back, copies of it that hold something else.

// arrival is what was found before the project was shown.
type arrival struct {
	cutOff bool // the window that had the project last was killed, or left before all was looked through after that
	ends   store.Trace
	memory memory
	lacks  bool // what is remembered is not in the project any more
}

// arrive looks at a project that is about to be shown, on the worker.
func (w *window) arrive(p *store.Project, s *seat.Seat) (a arrival, err error) {
	if a.ends, err = p.Trace(); err != nil {
		return a, err
	}
	a.memory = recall(w.stateFolder, p.Path(), a.ends.Project)
	a.cutOff = s != nil && s != w.outbox.seat && s.Unclean() || a.memory.Unchecked
	if a.memory.Trace != (store.Trace{}) {
		there, err := p.Holds(a.memory.Trace)
		if err != nil {
			return a, err
		}
		a.lacks = !there
	}
	return a, nil
}

// welcome makes the project that arrived the one that the worker saves to.
func (o *outbox) welcome(a arrival, s *seat.Seat) {
	o.settle(s)
	o.session++
	o.saved, o.memory, o.lacking = a.ends, a.memory, a.lacks
	o.memory.Unchecked = a.cutOff
	o.memory.keep()
	o.remember()
}

// foundWhole writes down that the project of a session was found whole, unless
// another was opened meanwhile.
func (o *outbox) foundWhole(session int) {
	if o.session == session {
		o.memory.Unchecked = false
		o.memory.keep()
	}
}

// remember writes down where the log ends, unless something of what was there
// before is missed: then that must not be forgotten yet.
func (o *outbox) remember() {
	if !o.lacking {
		o.memory.saw(o.saved, time.Now())
	}
}

// tellArrival has a look, beside what a person does, at what takes longer: the
// file, and the files beside it.
func (w *window) tellArrival(a arrival) {
	w.lookThrough(a.cutOff)
	p, session := w.project, w.session
	w.queue.aside(func() func() {
		var newest *store.SavedCopy
		if a.lacks {
			newest = backupWith(p, a.memory.Trace)
		}
		copies, err := p.Copies()
		return func() {
			if w.session != session {
				return
			}
			if a.lacks {
				w.showLacking(a.memory, newest)
			}
			if err == nil {
				w.showCopies(copies)
			}
		}
	})
}

// lookThrough goes through the pages of the open project, and after an unclean
// end through all that it holds. A person can work meanwhile, see
// [store.Project.CheckCopy]; only then a backup is kept, so that none of a
// damaged project takes the place of one that is whole. Until the project was
// found whole after an unclean end, each window that opens it looks again.
func (w *window) lookThrough(cutOff bool) {
	p, session := w.project, w.session
	look := func() ([]string, error) { return nil, p.QuickCheck() }
	if cutOff {
		look = p.CheckCopy
		w.status.say(say("Gloss was cut off last time: looking through all of %s while you work…", filepath.Base(p.Path())))
	}
	w.queue.aside(func() func() {
		faults, err := look()
		return func() {
			if w.project != p || errors.Is(err, store.ErrClosed) {
				return
			}
			switch {
			case errors.Is(err, store.ErrDamaged):
				w.showDamage([]string{err.Error()})
			case err != nil:
				w.fail(err)
			case len(faults) > 0:
				w.showDamage(faults)
			default:
				if cutOff {
					w.status.say(say("Gloss was cut off last time. Everything was looked through and is whole."))
					w.queue.do(func() func() { w.outbox.foundWhole(session); return nil })
				}
				w.keepBackup(time.Now())
			}
		}
	})
}

// backupWith is the newest backup that holds what had been done at t, or nil.
func backupWith(p *store.Project, t store.Trace) *store.SavedCopy {
	all, err := p.Backups()
	if err != nil {
		return nil
	}
	for _, b := range all {
		if there, err := b.Holds(t); err == nil && there {
			return &b
		}
	}
	return nil
}

// showDamage tells what is wrong with the file. From then on no backup of it is
// kept, which in time would push out the whole ones.
func (w *window) showDamage(faults []string) {
	w.damaged = w.session
	text := sentence(faults[0])
	if n := len(faults) - 1; n > 0 {
		text += " " + say("And %s.", count(n, "more fault"))
	}
	w.notices.Set("damage", panes.Notice{
		Title:  say("This project is damaged"),
		Text:   text + " " + say("A backup from before is whole."),
		Danger: true,
		Ways:   []panes.Way{{Name: say("Restore a backup…"), Run: w.askRestore}, {Name: say("Dismiss"), Run: func() { w.notices.Drop("damage") }}},
	})
}

// showLacking tells that the file is older than what this machine has seen of
// it, and offers the backup that is not, if there is one.
func (w *window) showLacking(m memory, b *store.SavedCopy) {
	what := panes.Notice{
		Title:  say("An older version of this project has come back"),
		Text:   say("What was done here until %s is not all in %s; a program that syncs or copies files may have put an older one in its place.", moment(m.At), w.project.Path()) + " ",
		Danger: true,
	}
	leave := panes.Way{Name: say("Leave it so"), Run: w.settleLacking}
	if b != nil {
		what.Text += say("Merging the backup of %s brings it back.", moment(b.Made))
		what.Ways = []panes.Way{{Name: say("Merge the backup"), Run: func() {
			w.merge(b.Path, label("merge the backup of %s", b.Made.UTC().Format("2006-01-02 15:04")), say("the backup of %s", moment(b.Made)), store.MergeChoices{}, w.settleLacking)
		}}, leave}
	} else {
		what.Text += say("There is no backup of it; look for a newer copy, and merge that.")
		what.Ways = []panes.Way{{Name: say("Restore a backup…"), Run: w.askRestore}, leave}
	}
	w.notices.Set("older", what)
}

// settleLacking takes the project as it is now.
func (w *window) settleLacking() {
	w.notices.Drop("older")
	w.queue.do(func() func() {
		w.outbox.lacking = false
		w.outbox.remember()
		return nil
	})
}

// noticedCopies is how many copies are told of at a time, the latest first.
const noticedCopies = 3

// showCopies tells of copies beside the project that hold something else, but
// for those that a person has seen and left alone.
func (w *window) showCopies(copies []store.Copy) {
	w.queue.do(func() func() {
		passed := w.outbox.memory.Passed
		var fresh []store.Copy
		for _, c := range copies {
			if passed[c.Path] != c.Trace {
				fresh = append(fresh, c)
			}
		}
		slices.SortFunc(fresh, func(a, b store.Copy) int { return b.At.Compare(a.At) })
		fresh = fresh[:min(len(fresh), noticedCopies)]
		session := w.outbox.session
		return func() {
			for _, c := range fresh {
				if w.session == session {
					w.showCopy(c)
				}
			}
		}
	})
}

func (w *window) showCopy(c store.Copy) {
	name := filepath.Base(c.Path)
	text := say("“%s” holds %s that this one lacks, the latest on %s. Merging takes that over, and Undo takes the merge back.", name, count(c.Unknown, "change"), moment(c.At))
	if c.By != "" {
		text = say("“%s” holds %s that this one lacks, the latest by %s on %s. Merging takes that over, and Undo takes the merge back.", name, count(c.Unknown, "change"), c.By, moment(c.At))
	}
	w.notices.Set(c.Path, panes.Notice{
		Title: say("Another copy of this project lies beside it"),
		Text:  text,
		Ways: []panes.Way{
			{Name: say("Merge it…"), Run: func() { w.tryMerge(c.Path, func() { w.notices.Drop(c.Path) }) }},
			{Name: say("Leave it alone"), Run: func() {
				w.notices.Drop(c.Path)
				w.queue.do(func() func() { w.outbox.memory.pass(c); return nil })
			}},
		},
	})
}

// merge takes what the project file at path has into the open project, as an
// action of that label, and says what came of it, calling the file by name.
func (w *window) merge(path, label, name string, choices store.MergeChoices, after func()) {
	var report store.MergeReport
	w.save(change{label: label, verb: func(p *store.Project) (err error) {
		report, err = p.Merge(path, choices)
		return err
	}, after: func() {
		after()
		w.showMerged(name, report)
	}})
}
