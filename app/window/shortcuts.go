package window

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/app/panes"
	"gloss/app/words"
	"gloss/assets"
)

// gestures are the keys that are not actions of a menu but ways to move and
// select, by the menu they belong to.
var gestures = []struct{ name, keys words.Key }{
	{"Select a passage", "drag; Shift+arrows"},
	{"Select a word, a paragraph", "double, triple click"},
	{"Go by words; paragraphs; sentences", "Ctrl+←→; Ctrl+↑↓; Ctrl+PgUp, PgDn"},
	{"Word, sentence, paragraph, all", "F8 again and again"},
	{"Apply a tag to the selection", "its key; click it in the codebook"},
	{"Filter the tags of the tag bar", "any other letter"},
	{"A new tag from the tag bar", "type its name, Enter"},
	{"Several tags on one passage", "Ctrl+Enter; Shift+click"},
	{"Letters that are keys, as a filter", "/"},
	{"One of several highlights at a place", "click, then ↓↑; right click"},
	{"Scroll a wide table sideways", "Shift+wheel"},
	{"Resize the chosen highlight", "drag its ends"},
	{"Find and code: accept, reject, undecided", "Y, N, U"},
	{"Find and code: all the rest", "Shift+Y, Shift+N"},
	{"Find and code: code what is accepted", "Ctrl+Enter"},
	{"Put a tag below another", "drag it in the codebook"},
	{"Give up, step by step", "Esc"},
	{"Open a link of the article", "Ctrl+click"},
}

// showShortcuts shows every action with its keys, from the table of actions, and
// then the gestures.
func (w *window) showShortcuts() {
	var sections []*fyne.Container
	for _, title := range menus {
		s := newKeySection(title)
		for i := range w.actions {
			if a := &w.actions[i]; a.menu == title && len(a.keys) > 0 {
				var names []string
				for _, k := range a.keys {
					if !slices.Contains(names, k.String()) && len(names) < 2 {
						names = append(names, k.String())
					}
				}
				addKeyRow(s, strings.Join(names, ", "), strings.TrimSuffix(say(a.name), "…"))
			}
		}
		sections = append(sections, s)
	}
	coding := newKeySection("Coding")
	for _, g := range gestures {
		addKeyRow(coding, say(g.keys), say(g.name))
	}
	sections = append(sections, coding)

	const margin = 72 // of the sheet and the window
	room := w.win.Canvas().Size().Width - margin
	content := inColumns(sections, 3)
	for n := 2; n > 0 && content.MinSize().Width > room; n-- {
		content = inColumns(sections, n)
	}
	w.ask(say("Keyboard shortcuts"), container.NewScroll(content), fyne.NewSize(content.MinSize().Width+margin/2, 780), "", nil, nil)
}

// inColumns sets sections side by side, in their order and about equally long.
func inColumns(sections []*fyne.Container, n int) fyne.CanvasObject {
	total := float32(0)
	for _, s := range sections {
		total += s.MinSize().Height + keyGap
	}
	row := container.NewHBox()
	column := container.New(layout.NewCustomPaddedVBoxLayout(keyGap))
	done := float32(0) // of all before column
	for _, s := range sections {
		height := column.MinSize().Height
		full := done+height+s.MinSize().Height/2 > total*float32(len(row.Objects)/2+1)/float32(n)
		if full && height > 0 && len(row.Objects)/2 < n-1 {
			row.Objects = append(row.Objects, column, newIndent())
			done += height
			column = container.New(layout.NewCustomPaddedVBoxLayout(keyGap))
		}
		column.Objects = append(column.Objects, s)
	}
	row.Objects = append(row.Objects, column)
	return row
}

func newKeySection(title words.Key) *fyne.Container {
	t := canvas.NewText(say(title), theme.Color(theme.ColorNameForeground))
	t.TextStyle.Bold = true
	t.TextSize = theme.TextSize() + 1
	return container.New(keyRows{}, t, canvas.NewText("", nil))
}

func addKeyRow(c *fyne.Container, keys, what string) {
	k, name := canvas.NewText(keys, theme.Color(theme.ColorNamePrimary)), canvas.NewText(what, theme.Color(theme.ColorNameForeground))
	k.TextSize, name.TextSize = theme.CaptionTextSize()+1, theme.CaptionTextSize()+1
	c.Objects = append(c.Objects, k, name)
}

// keyRows sets pairs of texts in two columns, close together; the first pair is a
// heading.
type keyRows struct{}

const (
	keyRowHeight = 21
	keyGap       = 14
)

// Layout places the pairs.
func (keyRows) Layout(objects []fyne.CanvasObject, _ fyne.Size) {
	second := secondColumn(objects)
	y := float32(0)
	for i := 0; i+1 < len(objects); i += 2 {
		objects[i].Move(fyne.NewPos(0, y))
		objects[i+1].Move(fyne.NewPos(second, y))
		y += keyRowHeight
	}
}

// MinSize is the size of all pairs.
func (keyRows) MinSize(objects []fyne.CanvasObject) fyne.Size {
	second := secondColumn(objects)
	var size fyne.Size
	for i := 0; i+1 < len(objects); i += 2 {
		size.Height += keyRowHeight
		size.Width = max(size.Width, second+objects[i+1].MinSize().Width)
	}
	return size
}

func secondColumn(objects []fyne.CanvasObject) float32 {
	w := float32(0)
	for i := 2; i+1 < len(objects); i += 2 {
		w = max(w, objects[i].MinSize().Width)
	}
	return w + keyGap
}

func (w *window) showAbout() {
	text := say("Gloss reads articles, marks passages, tags them, and hands the data on.\n\n" +
		"It works on this machine only and never goes online. A project is one file, which you can copy, send and keep.")
	if v := w.app.Metadata().Version; v != "" {
		text = say("Version %s", v) + "\n\n" + text
	}
	w.tell(say("About Gloss"), text)
}

// showLicences lists what the program is built from.
func (w *window) showLicences() {
	box := container.NewVBox(panes.NewParagraph(say("Gloss is free software under the MIT licence. It is built from these works of others, whose licences allow that. " +
		"The PDF engine of go-pdfium is Google's PDFium (BSD-3-Clause and Apache-2.0) with the libraries it holds: " +
		"FreeType, libjpeg-turbo, OpenJPEG, libtiff, libpng, zlib, lcms, AGG, ICU and abseil, each under a licence of the same kind.")))
	for line := range strings.Lines(assets.Licences) {
		part := strings.Split(strings.TrimSpace(line), "\t")
		if len(part) == 3 {
			name := widget.NewLabel(part[0])
			name.Truncation = fyne.TextTruncateEllipsis
			box.Add(container.NewBorder(nil, nil, nil, widget.NewLabel(part[2]), name))
		}
	}
	w.ask(say("Licences"), container.NewVScroll(box), fyne.NewSize(620, 520), "", nil, nil)
}
