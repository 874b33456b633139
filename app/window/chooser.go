package window

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
	"github.com/adrg/xdg"

	"gloss/app/panes"
)

// chooser lets a person choose files or a folder, or name a file to save: by
// mouse, by keys, or by typing or pasting a path.
type chooser struct {
	title, confirm string
	extensions     []string // lower case, with dot; empty: all files
	many           bool     // any number of files
	folder         bool     // a folder
	save           bool     // a new file
	proposed       string   // its name

	w       *window
	dir     string
	entries []fs.DirEntry // folders first, by name
	chosen  map[string]bool
	reading int // number of the latest reading of a folder
	tapped  struct {
		at   time.Time
		name string
	}

	path, name *panes.Field
	list       *panes.KeyList
	state      *widget.Label
	sheet      *sheet
}

// prefDir remembers the folder that was looked at last.
const prefDir = "dir"

// doubleTap is how quickly a second tap follows to mean "this one, now".
const doubleTap = 400 * time.Millisecond

func (w *window) showChooser(c chooser, then func(paths []string)) *chooser {
	c.w, c.chosen = w, map[string]bool{}
	c.path, c.name, c.state = panes.NewField(say("Path of a folder or file")), panes.NewField(say("Name")), widget.NewLabel("")
	c.name.SetText(c.proposed)
	c.state.Truncation = fyne.TextTruncateEllipsis
	c.list = panes.NewKeyList(func() int { return len(c.entries) }, newEntryRow, c.fill)
	c.list.OnSelected = func(i widget.ListItemID) { c.list.UnselectAll(); c.tap(i) }
	c.list.OnKey = func(e *fyne.KeyEvent) bool {
		switch e.Name {
		case fyne.KeyBackspace:
			c.open(filepath.Dir(c.dir))
		case fyne.KeyEscape:
			c.sheet.close()
		case fyne.KeyReturn, fyne.KeyEnter:
			if len(c.chosen) == 0 {
				return false
			}
			c.sheet.confirm()
		default:
			return false
		}
		return true
	}
	places := container.NewHBox(panes.NewTipButton(w.tips, "", theme.MoveUpIcon(), say("The folder above (Backspace)"), func() { c.open(filepath.Dir(c.dir)) }))
	for _, p := range placesOf() {
		places.Add(panes.NewTipButton(w.tips, filepath.Base(p), nil, p, func() { c.open(p) }))
	}
	if len(places.Objects) > 1 {
		places.Objects[1].(*panes.TipButton).Text = say("Home")
	}
	bottom := container.NewVBox(c.state)
	switch {
	case c.save:
		bottom = container.NewVBox(form(widget.NewLabel(say("Name")), c.name), c.state)
	case c.many:
		all := panes.NewTipButton(w.tips, say("Choose all"), nil, say("Choose every file of this folder, or none of them"), c.chooseAll)
		bottom = container.NewBorder(nil, nil, nil, all, c.state)
	}
	content := container.NewBorder(container.NewVBox(c.path, places), bottom, nil, nil, c.list)
	w.input(c.path, c.name)
	accept := func() bool {
		paths, err := c.result()
		if err != nil {
			c.state.SetText(sentence(err.Error()))
			return false
		}
		if paths == nil {
			return false
		}
		w.prefs.SetString(prefDir, c.dir)
		// After this sheet has gone, since what follows may open another.
		defer func() { c.sheet.close(); then(paths) }()
		return false
	}
	focus := c.path
	if c.save {
		focus = c.name
	}
	c.sheet = w.ask(c.title, content, fyne.NewSize(680, 520), c.confirm, accept, focus)
	c.open(w.startDir())
	return &c
}

// startDir is the folder that a chooser begins with.
func (w *window) startDir() string {
	if dir := w.prefs.String(prefDir); dir != "" {
		if info, err := os.Stat(dir); err == nil && info.IsDir() {
			return dir
		}
	}
	if dir, err := documents(); err == nil {
		return dir
	}
	return string(filepath.Separator)
}

// placesOf lists the folders that people keep things in, the home folder first.
func placesOf() []string {
	home, err := os.UserHomeDir()
	if err != nil {
		return nil
	}
	out := []string{home}
	for _, dir := range []string{xdg.UserDirs.Desktop, xdg.UserDirs.Documents, xdg.UserDirs.Download} {
		if info, err := os.Stat(dir); err == nil && info.IsDir() {
			out = append(out, dir)
		}
	}
	return out
}

// open shows what is in a folder.
func (c *chooser) open(dir string) {
	c.reading++
	reading := c.reading
	c.path.SetText(dir)
	c.path.TypedShortcut(&fyne.ShortcutSelectAll{}) // what is typed next replaces it
	c.w.queue.aside(func() func() {
		entries, err := os.ReadDir(dir)
		return func() {
			if reading != c.reading {
				return
			}
			if err != nil {
				c.state.SetText(sentence(unreadable(dir, err).Error()))
				return
			}
			c.dir = dir
			c.entries = c.visible(entries)
			clear(c.chosen)
			c.list.Refresh()
			c.list.ScrollToTop()
			c.describe()
		}
	})
}

func unreadable(path string, err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	return errors.New(say("%s cannot be opened (%s); choose another", path, tell(err.Error())))
}

// visible sorts out what can be chosen: no hidden files, folders first.
func (c *chooser) visible(entries []fs.DirEntry) []fs.DirEntry {
	var out []fs.DirEntry
	for _, e := range entries {
		switch {
		case strings.HasPrefix(e.Name(), "."):
		case isDir(c.dir, e):
			out = append(out, e)
		case c.folder:
		case len(c.extensions) == 0 || slices.ContainsFunc(c.extensions, func(x string) bool { return strings.HasSuffix(strings.ToLower(e.Name()), x) }):
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out, func(a, b fs.DirEntry) int {
		if a.IsDir() != b.IsDir() {
			if a.IsDir() {
				return -1
			}
			return 1
		}
		return strings.Compare(strings.ToLower(a.Name()), strings.ToLower(b.Name()))
	})
	return out
}

// isDir reports whether an entry is a folder, or a link to one.
func isDir(dir string, e fs.DirEntry) bool {
	if e.Type()&fs.ModeSymlink == 0 {
		return e.IsDir()
	}
	info, err := os.Stat(filepath.Join(dir, e.Name()))
	return err == nil && info.IsDir()
}

func newEntryRow() fyne.CanvasObject {
	return container.NewBorder(nil, nil, widget.NewIcon(theme.FolderIcon()), nil, panes.NewEllipsis())
}

func (c *chooser) fill(i widget.ListItemID, o fyne.CanvasObject) {
	e := c.entries[i]
	name, icon := o.(*fyne.Container).Objects[0].(*widget.Label), o.(*fyne.Container).Objects[1].(*widget.Icon)
	name.TextStyle.Bold = c.chosen[e.Name()]
	name.SetText(e.Name())
	switch {
	case isDir(c.dir, e):
		icon.SetResource(theme.FolderIcon())
	case c.chosen[e.Name()]:
		icon.SetResource(theme.CheckButtonCheckedIcon())
	case c.many:
		icon.SetResource(theme.CheckButtonIcon())
	default:
		icon.SetResource(theme.FileIcon())
	}
}

// tap enters a folder, chooses a file, or, on the second tap, is content.
func (c *chooser) tap(i int) {
	e := c.entries[i]
	if isDir(c.dir, e) {
		c.open(filepath.Join(c.dir, e.Name()))
		return
	}
	again := c.tapped.name == e.Name() && time.Since(c.tapped.at) < doubleTap
	c.tapped.name, c.tapped.at = e.Name(), time.Now()
	was := c.chosen[e.Name()]
	if !c.many {
		clear(c.chosen)
	}
	c.chosen[e.Name()] = again || !c.many || !was
	if !c.chosen[e.Name()] {
		delete(c.chosen, e.Name())
	}
	if c.save {
		c.name.SetText(e.Name())
	}
	c.list.Refresh()
	c.describe()
	if again {
		c.sheet.confirm()
	}
}

// chooseAll chooses every file of the folder, or none where all are chosen.
func (c *chooser) chooseAll() {
	all := map[string]bool{}
	for _, e := range c.entries {
		if !isDir(c.dir, e) {
			all[e.Name()] = true
		}
	}
	if len(c.chosen) == len(all) {
		clear(all)
	}
	c.chosen = all
	c.list.Refresh()
	c.describe()
}

// describe says what is chosen, or what to do.
func (c *chooser) describe() {
	switch {
	case c.folder:
		c.state.SetText(say("Folder: %s", c.dir))
	case c.save:
		c.state.SetText("")
	case len(c.chosen) > 1:
		c.state.SetText(say("%s chosen", count(len(c.chosen), "file")))
	case len(c.chosen) == 1:
		for name := range c.chosen {
			c.state.SetText(name)
		}
	case len(c.entries) == 0:
		c.state.SetText(say("There is nothing of that kind here."))
	case c.many:
		c.state.SetText(say("Click the files to choose, or type a path above."))
	default:
		c.state.SetText(say("Click a file, or type a path above."))
	}
}

// result returns what was chosen. A typed path counts more than the list; a
// typed folder is entered, and then there is no result yet.
func (c *chooser) result() ([]string, error) {
	if typed := strings.TrimSpace(c.path.Text); typed != "" && typed != c.dir && filepath.Clean(typed) != c.dir {
		if rest, ok := strings.CutPrefix(typed, "~"); ok {
			if home, err := os.UserHomeDir(); err == nil {
				typed = filepath.Join(home, rest)
			}
		}
		if !filepath.IsAbs(typed) {
			typed = filepath.Join(c.dir, typed)
		}
		info, err := os.Stat(typed)
		switch {
		case err != nil && c.save:
			return []string{typed}, nil
		case err != nil:
			return nil, unreadable(typed, err)
		case info.IsDir() && c.folder:
			return []string{typed}, nil
		case info.IsDir():
			c.open(typed)
			return nil, nil
		}
		return []string{typed}, nil
	}
	switch {
	case c.folder:
		return []string{c.dir}, nil
	case c.save:
		name := strings.TrimSpace(c.name.Text)
		if name == "" || strings.ContainsAny(name, `/\`) {
			return nil, errors.New(say("type a name without slashes"))
		}
		return []string{filepath.Join(c.dir, name)}, nil
	case len(c.chosen) == 0:
		return nil, errors.New(say("choose a file first"))
	}
	var paths []string
	for _, e := range c.entries {
		if c.chosen[e.Name()] {
			paths = append(paths, filepath.Join(c.dir, e.Name()))
		}
	}
	return paths, nil
}
