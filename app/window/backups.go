package window

import (
	"errors"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate/store"
	"gloss/app/panes"
)

// backupEvery is how often a backup is kept of a project that changes.
const backupEvery = time.Hour

// many is how many highlights a change must take tags or life from for a
// backup to be kept before it.
const many = 20

// backupsFolder is where backups are kept, or "" for the store to say.
func (w *window) backupsFolder() string {
	if w.stateFolder == "" {
		return ""
	}
	return filepath.Join(w.stateFolder, "backups")
}

// keepBackup keeps a backup of the open project beside what a person does, if
// it has changed since the last one.
func (w *window) keepBackup(now time.Time) {
	p, session := w.project, w.session
	if p == nil || p.ReadOnly() || w.damaged == session {
		return
	}
	w.backedUp = now
	w.queue.aside(func() func() {
		_, err := p.KeepBackup()
		return func() {
			if w.session == session {
				w.showBackup(err)
			}
		}
	})
}

// keepHourly keeps a backup if the last one is old.
func (w *window) keepHourly(now time.Time) {
	if w.project != nil && now.Sub(w.backedUp) >= backupEvery {
		w.keepBackup(now)
	}
}

// showBackup tells of backups that cannot be kept.
func (w *window) showBackup(err error) {
	if err == nil || errors.Is(err, store.ErrClosed) {
		w.notices.Drop("backup")
		return
	}
	w.notices.Set("backup", panes.Notice{
		Title: say("No backup was kept"),
		Text:  sentence(err.Error()),
		Ways:  []panes.Way{{Name: say("Try again"), Run: func() { w.keepBackup(time.Now()) }}, {Name: say("Dismiss"), Run: func() { w.notices.Drop("backup") }}},
	})
}

// guarded is a verb with a backup before it. One that cannot be kept is told
// of, and does not stand in the way: Undo takes the change back too.
func (w *window) guarded(session int, verb func(p *store.Project) error) func(p *store.Project) error {
	return func(p *store.Project) error {
		if _, err := p.KeepBackup(); err != nil {
			w.queue.show(func() {
				if w.session == session {
					w.showBackup(err)
				}
			})
		}
		return verb(p)
	}
}

// changeMany is change with a backup before it where n highlights, which it
// takes away or changes, are many.
func (w *window) changeMany(n int, label string, verb func(tx *store.Tx) error, after func()) {
	do := doing(label, verb)
	if n >= many {
		do = w.guarded(w.session, do)
	}
	w.save(change{label: label, verb: do, after: after})
}

// askRestore lists the backups of the open project, or of all where none is
// open.
func (w *window) askRestore() {
	p := w.project
	if p == nil {
		w.askRestoreAny()
		return
	}
	w.listBackups(p.Backups)
}

// askRestoreAny lists the backups of all projects: for one that cannot be
// opened.
func (w *window) askRestoreAny() {
	folder := w.backupsFolder()
	w.listBackups(func() ([]store.SavedCopy, error) { return store.AllBackups(folder) })
}

func (w *window) listBackups(read func() ([]store.SavedCopy, error)) {
	w.queue.aside(func() func() {
		all, err := read()
		return func() {
			if err != nil {
				w.fail(err)
				return
			}
			w.showBackups(all)
		}
	})
}

// showBackups lets a person choose a backup, and then the name of the project
// that is made of it.
func (w *window) showBackups(all []store.SavedCopy) {
	if len(all) == 0 {
		w.tell(say("Restore a backup"), say("There are no backups yet. Gloss keeps one when a project that has changed is opened or closed, every hour while you work, and before much is deleted or merged."))
		return
	}
	chosen := 0
	list := panes.NewKeyList(func() int { return len(all) }, newBackupRow, func(i widget.ListItemID, o fyne.CanvasObject) { fillBackupRow(o, all[i]) })
	list.OnSelected = func(i widget.ListItemID) { chosen = i }
	list.Chooses = true
	text := panes.NewParagraph(say("A backup is restored as a new project. The one you have stays as it is."))
	var s *sheet
	s = w.ask(say("Restore a backup"), container.NewBorder(text, nil, nil, nil, list), fyne.NewSize(560, 440), say("Restore…"), func() bool {
		s.close() // another opens
		w.askRestoreAs(all[chosen])
		return false
	}, list)
	list.OnKey = func(e *fyne.KeyEvent) bool {
		switch e.Name {
		case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyEscape:
			s.typedKey(e)
			return true
		}
		return false
	}
	list.Select(0)
}

// askRestoreAs asks under which name a backup becomes a project, and whether to
// open it.
func (w *window) askRestoreAs(b store.SavedCopy) {
	name := strings.TrimSpace(b.Name+b.Made.Local().Format(" 2006-01-02 15.04")) + projectExtension
	w.askSave(say("Restore the backup of %s as", moment(b.Made)), name, projectExtension, func(path string) { w.restore(b, path) })
}

func (w *window) restore(b store.SavedCopy, path string) {
	wait := w.wait(say("Restoring the backup"), say("Writing %s and seeing that it is whole…", filepath.Base(path)))
	w.queue.aside(func() func() {
		err := b.Restore(path)
		return func() {
			wait.close()
			if err != nil {
				w.fail(err)
				return
			}
			w.ask(say("The backup is restored"), panes.NewParagraph(say("It is the project %s, with %s.", path, holdings(b))), fyne.NewSize(460, 0), say("Open it now"), func() bool {
				w.open(path)
				return true
			}, nil)
		}
	})
}

// holdings is what a backup holds, in words.
func holdings(b store.SavedCopy) string {
	return say("%s and %s", count(b.Articles, "article"), count(b.Highlights, "highlight"))
}

func newBackupRow() fyne.CanvasObject {
	when, what := widget.NewLabel(""), widget.NewLabel("")
	what.SizeName, what.Truncation = theme.SizeNameCaptionText, fyne.TextTruncateEllipsis
	return container.New(layout.NewCustomPaddedVBoxLayout(-8), when, what)
}

func fillBackupRow(o fyne.CanvasObject, b store.SavedCopy) {
	parts := o.(*fyne.Container).Objects
	parts[0].(*widget.Label).SetText(moment(b.Made))
	parts[1].(*widget.Label).SetText(holdings(b) + " · " + b.Name)
}
