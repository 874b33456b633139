package window

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/app/words"
	"gloss/importers"
)

// readingChoices are the choices of how a source is read, those only that make
// sense for its format.
type readingChoices struct {
	r        *review
	form     *fyne.Container
	format   *widget.Select
	formats  []importers.Format // the choices of format, after the one that is recognised
	encoding *widget.Select
	part     *widget.Select
	parts    []importers.Part // the choices of part
	password *field

	setting bool // the choices are being set by the program
}

func newReadingChoices(r *review) *readingChoices {
	c := &readingChoices{r: r, password: newField(say("Password of the file"))}
	c.password.Password = true
	c.password.OnChanged = func(s string) { r.options.Password = s }
	c.password.OnSubmitted = func(string) { r.read() }
	r.w.input(c.password)
	c.password.onKey = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
			r.read()
			return true
		}
		return false
	}
	c.formats = slices.DeleteFunc(importers.Formats(), func(f importers.Format) bool { return f.Binary && r.source.typed })
	options := []string{say("Recognised")}
	for _, f := range c.formats {
		options = append(options, tell(f.Label))
	}
	c.format = widget.NewSelect(options, func(string) {
		c.choose(func() {
			r.options = importers.Options{Password: r.options.Password}
			if i := c.format.SelectedIndex(); i > 0 {
				r.options.Format = c.formats[i-1].Name
			}
		})
	})
	c.format.PlaceHolder = options[0] // while what it is cannot be told
	c.encoding = widget.NewSelect(nil, func(name string) {
		c.choose(func() {
			if r.options.Encoding = name; c.encoding.SelectedIndex() == 0 {
				r.options.Encoding = ""
			}
		})
	})
	c.part = widget.NewSelect(nil, func(string) {
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
		rows = append(rows, widget.NewLabel(say("Password")), container.NewBorder(nil, nil, nil, widget.NewButton(say("Open"), c.r.read), c.password))
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

// factFields are the fields of what is known about an article. Beside each
// stands a list of what else the source says.
type factFields struct {
	w      *window
	form   *fyne.Container
	fields []*factField
	fixed  bool // the values are those of an article in the project: a new reading changes none
}

// factField is one of them. A value that a person has set right stays when the
// source is read again.
type factField struct {
	*field
	name     string // as in annotate.Candidate
	of       func(*annotate.Article) string
	more     *tipButton
	proposed string
	found    []annotate.Candidate
}

func newFactFields(w *window, fill *annotate.Article) *factFields {
	f := &factFields{w: w, fixed: fill != nil}
	var rows []fyne.CanvasObject
	for _, row := range []struct {
		label, hint words.Key
		name        string
		of          func(*annotate.Article) string
	}{
		{"Title", "Title", "title", func(a *annotate.Article) string { return a.Title }},
		{"Authors", "Names, separated by ;", "authors", func(a *annotate.Article) string { return strings.Join(a.Authors, "; ") }},
		{"Published", "2025-05-04, 2025-05 or 2025", "published", func(a *annotate.Article) string { return a.Published }},
		{"Site", "Newspaper, site or publisher", "site", func(a *annotate.Article) string { return a.Site }},
		{"Address", "https://…", "url", func(a *annotate.Article) string { return a.URL }},
		{"Language", "en, de, pt-BR …", "language", func(a *annotate.Article) string { return a.Language }},
	} {
		one := &factField{field: newField(say(row.hint)), name: row.name, of: row.of}
		one.more = newTipButton(w.tips, "", theme.MenuDropDownIcon(), say("What else the source says, and where"), func() { f.offer(one) })
		one.more.Disable()
		if fill != nil {
			one.proposed = row.of(fill)
			one.SetText(one.proposed)
		}
		w.input(one.field)
		f.fields = append(f.fields, one)
		rows = append(rows, widget.NewLabel(say(row.label)), container.NewBorder(nil, nil, nil, one.more, one.field))
	}
	f.form = form(rows...)
	return f
}

// show fills in what the source says.
func (f *factFields) show(res importers.Result) {
	for _, one := range f.fields {
		if proposal := one.of(&res.Article); !f.fixed && one.Text == one.proposed {
			one.proposed = proposal
			one.SetText(proposal)
		}
		one.found = nil
		for _, c := range res.Receipt.Candidates {
			if c.Field == one.name {
				one.found = append(one.found, c)
			}
		}
		if len(one.found) > 0 {
			one.more.Enable()
		} else {
			one.more.Disable()
		}
	}
}

// offer lists the candidates of a field below it.
func (f *factFields) offer(one *factField) {
	var items []*fyne.MenuItem
	for _, c := range one.found {
		items = append(items, fyne.NewMenuItem(clip(c.Value, 70)+"   ("+clip(tell(c.Origin), 50)+")", func() { one.SetText(c.Value) }))
	}
	widget.ShowPopUpMenuAtRelativePosition(fyne.NewMenu("", items...), f.w.win.Canvas(), fyne.NewPos(0, one.field.Size().Height), one.field)
}

// fill gives the article what stands in the fields, if it is sound.
func (f *factFields) fill(a *annotate.Article) error {
	now := *a
	for _, one := range f.fields {
		switch text := oneLine(one.Text); one.name {
		case "title":
			now.Title = text
		case "authors":
			now.Authors = splitAuthors(text)
		case "published":
			now.Published = text
		case "site":
			now.Site = text
		case "url":
			now.URL = webAddress(text)
		case "language":
			now.Language = text
		}
	}
	if err := now.Check(); err != nil {
		return err
	}
	*a = now
	return nil
}

// wrongWith says for a person what is wrong with an article.
func wrongWith(err error) string { return sentence(strings.TrimPrefix(err.Error(), "article: ")) }

// oneLine is what a person typed as one clean line.
func oneLine(s string) string { return strings.Join(strings.Fields(annotate.Clean(s)), " ") }

// splitAuthors cuts a list of names at its semicolons.
func splitAuthors(s string) []string {
	var out []string
	for _, name := range strings.Split(s, ";") {
		if name = oneLine(name); name != "" {
			out = append(out, name)
		}
	}
	return out
}
