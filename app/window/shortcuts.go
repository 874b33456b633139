package window

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

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
	{"Type any other letter after selecting", "filters the tags"},
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

// showShortcuts shows every action with its keys, from the table of actions.
func (w *window) showShortcuts() {
	columns := [3]*fyne.Container{}
	for i := range columns {
		columns[i] = container.New(keyRows{})
	}
	// Menus are put together so that the columns get about the same length.
	column := map[words.Key]int{"File": 0, "Article": 0, "Edit": 1, "Highlight": 1, "View": 2, "Codebook": 2, "Help": 2}
	for _, title := range menus {
		c := columns[column[title]]
		addKeyTitle(c, say(title))
		for i := range w.actions {
			if a := &w.actions[i]; a.menu == title && len(a.keys) > 0 {
				var names []string
				for _, k := range a.keys {
					if !slices.Contains(names, k.String()) && len(names) < 2 {
						names = append(names, k.String())
					}
				}
				addKeyRow(c, strings.Join(names, ", "), strings.TrimSuffix(say(a.name), "…"))
			}
		}
	}
	addKeyTitle(columns[2], say("Coding"))
	for _, g := range gestures {
		addKeyRow(columns[2], say(g.keys), say(g.name))
	}
	content := container.NewScroll(container.NewHBox(columns[0], newIndent(), columns[1], newIndent(), columns[2]))
	w.ask(say("Keyboard shortcuts"), content, fyne.NewSize(1080, 780), "", nil, nil)
}

func addKeyTitle(c *fyne.Container, title string) {
	t := canvas.NewText(title, theme.Color(theme.ColorNameForeground))
	t.TextStyle.Bold = true
	t.TextSize = theme.TextSize() + 1
	c.Objects = append(c.Objects, t, canvas.NewText("", nil))
}

func addKeyRow(c *fyne.Container, keys, what string) {
	k, name := canvas.NewText(keys, theme.Color(theme.ColorNamePrimary)), canvas.NewText(what, theme.Color(theme.ColorNameForeground))
	k.TextSize, name.TextSize = theme.CaptionTextSize()+1, theme.CaptionTextSize()+1
	c.Objects = append(c.Objects, k, name)
}

// keyRows sets pairs of texts in two columns, close together; a pair without a
// second text is a heading and has room above it.
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
		if objects[i+1].(*canvas.Text).Text == "" && i > 0 {
			y += keyGap
		}
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
		if objects[i+1].(*canvas.Text).Text == "" && i > 0 {
			size.Height += keyGap
		}
		size.Height += keyRowHeight
		size.Width = max(size.Width, second+objects[i+1].MinSize().Width)
	}
	return size
}

func secondColumn(objects []fyne.CanvasObject) float32 {
	w := float32(0)
	for i := 0; i+1 < len(objects); i += 2 {
		if objects[i+1].(*canvas.Text).Text != "" {
			w = max(w, objects[i].MinSize().Width)
		}
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
	box := container.NewVBox(newParagraph(say("Gloss is free software under the MIT licence. It is built from these works of others, whose licences allow that. " +
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
