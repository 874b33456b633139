package window

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
	"github.com/adrg/xdg"

	"gloss/annotate"
	"gloss/annotate/store"
	"gloss/app"
	"gloss/app/panes"
	"gloss/app/seat"
)

// projectExtension is what a project file's name ends in.
const projectExtension = ".gloss"

// start opens what the window starts with; see Run. On the first start it asks
// who codes, unless a project was named: then the name that the operating
// system knows will do, and stands in the status bar.
func (w *window) start(project string) {
	last := w.prefs.project()
	switch {
	case project != "":
		w.open(project)
	case last != "":
		w.open(last)
	case w.prefs.coder() != "":
		w.openSample()
	default:
		w.askCoder(w.openSample)
	}
}

// askCoder asks who codes, then goes on.
func (w *window) askCoder(then func()) {
	name := panes.NewField(say("Your name"))
	name.SetText(guessCoder())
	w.input(name)
	content := container.NewVBox(
		panes.NewParagraph(say("Every highlight says who made it. How shall you be called in the data? You can change this later in File > Settings.")),
		form(widget.NewLabel(say("Coder")), name))
	s := w.ask(say("Welcome to Gloss"), content, fyne.NewSize(460, 0), say("Start"), func() bool {
		w.prefs.SetString(prefCoder, coderName(name.Text))
		then()
		return true
	}, name)
	s.onlyConfirm()
}

// coderName is the name that a person typed, on one line, or "coder".
func coderName(s string) string {
	if s = annotate.OneLine(s); s != "" {
		return s
	}
	return "coder"
}

// coder is the name under which highlights are made.
func (w *window) coder() string {
	if name := w.prefs.coder(); name != "" {
		return name
	}
	return coderName(guessCoder())
}

func (w *window) options() store.Options {
	return store.Options{Coder: annotate.Coder{Name: w.coder()}, Backups: w.backupsFolder()}
}

// setCoder changes who does what follows, in the project that is open and in
// those where nobody is known yet.
func (w *window) setCoder(name string) {
	if name = coderName(name); name == w.coder() {
		return
	}
	w.prefs.SetString(prefCoder, name)
	if w.project != nil {
		w.become(annotate.Coder{Name: name})
	}
}

// open opens a project in place of the one that is open. Where it cannot be
// opened, the other one stays, and a dialog says why.
func (w *window) open(path string) {
	if full, err := filepath.Abs(path); err == nil {
		path = full
	}
	o := w.options()
	w.load(path, nil, func() (*store.Project, error) { return store.Open(path, o) })
}

// load gets a project off the UI goroutine and shows it; made, where it is not
// nil, says once the project was got whether it was made just now.
func (w *window) load(path string, made *bool, get func() (*store.Project, error)) {
	w.inspector.SaveNote()
	w.rememberPlace()
	w.status.say(say("Opening %s…", filepath.Base(path)))
	before := w.shown.articleID()
	if w.project != nil && w.project.Path() != path {
		before = ""
	}
	w.queue.do(func() func() {
		if n := len(w.outbox.waiting); n > 0 {
			return func() {
				w.status.say("")
				w.tell(say("First save what is not saved"), say("The project that is open has %s that could not be saved. Save a copy elsewhere, or give them up; then open another project.", count(n, "change")))
			}
		}
		p, err := get()
		if err != nil {
			return func() { w.notOpened(path, err) }
		}
		sits, err := w.sit(p.Path())
		if errors.Is(err, seat.ErrTaken) {
			p.Close()
			return func() { w.openElsewhere(path) }
		}
		found, err := w.arrive(p, sits)
		var who *whoAsked
		if err == nil {
			who, err = w.identify(p, made != nil && *made)
		}
		if err != nil {
			p.Close()
			w.outbox.unsettle(sits)
			return func() { w.notOpened(path, err) }
		}
		s, err := glance(p, before)
		if err != nil {
			p.Close()
			w.outbox.unsettle(sits)
			return func() { w.notOpened(path, err) }
		}
		w.outbox.welcome(found, sits)
		session := w.outbox.session
		return func() {
			w.adopt(p, s, session)
			w.countLater(func() { w.tellArrival(found) })
			w.tour.offer(path)
			if who != nil {
				w.askWho(who)
			}
		}
	})
}

// adopt makes p the open project.
func (w *window) adopt(p *store.Project, s state, session int) {
	if old := w.project; old != nil {
		w.queue.do(func() func() { old.Close(); return nil })
	}
	w.session = session
	w.notices.Clear()
	w.project, w.chosen, w.only, w.used, w.at = p, "", "", nil, nil
	w.hits.clear()
	w.passages.bar.clear()
	w.passages.counted.set(nil, nil, "")
	w.armed, w.onlyCoder, w.disputed = "", "", coded{}
	w.closeTagBar()
	w.article.show(nil, annotate.Unread)
	w.library.Search.SetText("")
	w.prefs.opened(p.Path())
	w.setTitle()
	w.status.say("")
	w.status.saved(p)
	w.show(s)
	if s.article != nil {
		w.article.view.SetTop(w.prefs.place(s.article.ID))
	}
	w.focusReader()
}

func (w *window) notOpened(path string, err error) {
	w.status.say("")
	if errors.Is(err, fs.ErrNotExist) {
		w.prefs.forget(path)
		if w.prefs.project() == path {
			w.prefs.SetString(prefProject, "")
		}
		w.refreshMenu()
	}
	if !errors.Is(err, store.ErrDamaged) {
		w.tell(say("The project was not opened"), sentence(err.Error()))
		return
	}
	var s *sheet
	s = w.ask(say("The project was not opened"), panes.NewParagraph(sentence(err.Error())), fyne.NewSize(440, 0), say("Restore a backup…"), func() bool {
		s.close() // another opens
		w.askRestoreAny()
		return false
	}, nil)
}

// sampleName is the file name of the sample project.
const sampleName = "Gloss sample" + projectExtension

// openSample makes the sample project in the person's documents folder and
// opens it, or opens the one that is there.
func (w *window) openSample() {
	o := w.options()
	dir, err := documents()
	if err != nil {
		w.fail(err)
		return
	}
	path := filepath.Join(dir, sampleName)
	made := false
	w.load(path, &made, func() (*store.Project, error) {
		err := app.Sample(context.Background(), path, o)
		if err != nil && !errors.Is(err, store.ErrExists) {
			return nil, err
		}
		made = err == nil
		return store.Open(path, o)
	})
}

// documents is the folder in which a person keeps documents.
func documents() (string, error) {
	xdg.Reload()                  // HOME may have changed since the program started
	dir := xdg.UserDirs.Documents // by the name that it has in the system's language
	if info, err := os.Stat(dir); err == nil && info.IsDir() {
		return dir, nil
	}
	return os.UserHomeDir()
}

func (w *window) askNew() {
	w.askSave(say("New project"), say("project")+projectExtension, projectExtension, func(path string) {
		o := w.options()
		made := true
		w.load(path, &made, func() (*store.Project, error) { return store.Create(path, o) })
	})
}

func (w *window) askOpen() {
	w.askFile(say("Open project"), []string{projectExtension}, w.open)
}

// askBackup saves a copy of the project. Where something is not saved, the
// window goes on in the copy.
func (w *window) askBackup() {
	p := w.project
	name := strings.TrimSuffix(filepath.Base(p.Path()), projectExtension) + " "
	if len(w.unsaved) > 0 {
		w.askSave(say("Save a copy elsewhere and go on in it"), name+say("rescued")+projectExtension, projectExtension, w.rescue)
		return
	}
	w.askSave(say("Save a copy"), name+say("copy")+projectExtension, projectExtension, func(path string) {
		w.status.say(say("Saving a copy…"))
		w.queue.aside(func() func() {
			err := p.Backup(path)
			return func() {
				if err != nil {
					w.fail(err)
					return
				}
				w.status.say(say("Copy saved as %s", path))
			}
		})
	})
}
