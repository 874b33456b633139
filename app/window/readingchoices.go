package window

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/app/panes"
	"gloss/importers"
)

// readingChoices are the choices of how a source is read, those only that make
// sense for its format.
type readingChoices struct {
	r        *review
	form     *fyne.Container
	format   *panes.Picker
	formats  []importers.Format // the choices of format, after the one that is recognised
	encoding *panes.Picker
	part     *panes.Picker
	parts    []importers.Part // the choices of part
	password *panes.Field

	setting bool // the choices are being set by the program
}

func newReadingChoices(r *review) *readingChoices {
	c := &readingChoices{r: r, password: panes.NewField(say("Password of the file"))}
	c.password.Password = true
	c.password.OnChanged = func(s string) { r.options.Password = s }
	c.password.OnSubmitted = func(string) { r.read() }
	r.w.input(c.password)
	asInput := c.password.OnKey
	c.password.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
			r.read()
			return true
		}
		return asInput(e)
	}
	c.formats = slices.DeleteFunc(importers.Formats(), func(f importers.Format) bool { return f.Binary && r.source.typed })
	options := []string{say("Recognised")}
	for _, f := range c.formats {
		options = append(options, tell(f.Label))
	}
	c.format = panes.NewPicker(options, func(string) {
		c.choose(func() {
			r.options = importers.Options{Password: r.options.Password}
			if i := c.format.SelectedIndex(); i > 0 {
				r.options.Format = c.formats[i-1].Name
			}
		})
	})
	c.format.PlaceHolder = options[0] // while what it is cannot be told
	c.encoding = panes.NewPicker(nil, func(name string) {
		c.choose(func() {
			if r.options.Encoding = name; c.encoding.SelectedIndex() == 0 {
				r.options.Encoding = ""
			}
		})
	})
	c.part = panes.NewPicker(nil, func(string) {
		c.choose(func() { r.options.Part = c.parts[c.part.SelectedIndex()].Name })
	})
	c.form = container.NewVBox()
	c.rows(widget.NewLabel(say("Read as")), c.format)
	return c
}

// choose changes the options and reads again, if a person made the choice.
func (c *readingChoices) choose(change func()) {
	if !c.setting {
		change()
		c.r.read()
	}
}

// rows shows label and choice, pair by pair.
func (c *readingChoices) rows(pairs ...fyne.CanvasObject) {
	c.form.Objects = []fyne.CanvasObject{form(pairs...)}
	c.form.Refresh()
}

// show sets the choices to what was done.
func (c *readingChoices) show(res importers.Result) {
	c.setting = true
	defer func() { c.setting = false }()
	rows := []fyne.CanvasObject{widget.NewLabel(say("Read as")), c.format}
	for i, f := range c.formats {
		if f.Name != res.Article.Format {
			continue
		}
		c.format.Options[0] = say("Recognised: %s", tell(f.Label))
		c.format.SetSelectedIndex(0)
		if c.r.options.Format != "" {
			c.format.SetSelectedIndex(i + 1)
		}
		c.showParts(f.Parts)
		if len(f.Parts) > 0 {
			rows = append(rows, widget.NewLabel(say("Take")), c.part)
		}
	}
	if found := valuesOf(res.Receipt.Candidates, "encoding"); len(found) > 0 && !c.r.source.typed {
		c.encoding.Options = encodings(found)
		c.encoding.SetSelectedIndex(0)
		if c.r.options.Encoding != "" {
			c.encoding.SetSelected(c.r.options.Encoding)
		}
		rows = append(rows, widget.NewLabel(say("Encoding")), c.encoding)
	}
	if c.r.options.Password != "" {
		rows = append(rows, widget.NewLabel(say("Password")), c.password)
	}
	c.rows(rows...)
}

// showParts sets how much of the source can be taken, and how much was.
func (c *readingChoices) showParts(parts []importers.Part) {
	c.parts, c.part.Options = parts, nil
	for i, p := range parts {
		c.part.Options = append(c.part.Options, tell(p.Label))
		if p.Name == c.r.options.Part || i == 0 {
			c.part.SetSelectedIndex(i)
		}
	}
	c.part.Refresh()
}

// failed offers what may help: another format, and a password where one is
// asked for.
func (c *readingChoices) failed(err error) {
	rows := []fyne.CanvasObject{widget.NewLabel(say("Read as")), c.format}
	if c.r.options.Encoding != "" {
		rows = append(rows, widget.NewLabel(say("Encoding")), c.encoding)
	}
	if importers.AsksPassword(err) {
		rows = append(rows, widget.NewLabel(say("Password")), container.NewBorder(nil, nil, nil, panes.NewButton(say("Open"), c.r.read), c.password))
	}
	c.rows(rows...)
	if importers.AsksPassword(err) {
		c.r.w.win.Canvas().Focus(c.password)
	}
}

// encodings lists the recognised encoding, what else the importer thought of,
// and all others.
func encodings(found []string) []string {
	list := append([]string{say("Recognised: %s", found[0])}, found[1:]...)
	for _, name := range importers.Encodings() {
		if !slices.Contains(list, name) {
			list = append(list, name)
		}
	}
	return list
}

// valuesOf are the candidates of a field, best first.
func valuesOf(candidates []annotate.Candidate, field string) []string {
	var list []string
	for _, c := range candidates {
		if c.Field == field && !slices.Contains(list, c.Value) {
			list = append(list, c.Value)
		}
	}
	return list
}
