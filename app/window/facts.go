package window

import (
	"net/url"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/app/panes"
	"gloss/app/words"
	"gloss/importers"
)

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
	*panes.Field
	name     string // as in annotate.Candidate
	of       func(*annotate.Article) string
	more     *panes.TipButton
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
		one := &factField{Field: panes.NewField(say(row.hint)), name: row.name, of: row.of}
		one.more = panes.NewTipButton(w.tips, "", theme.MenuDropDownIcon(), say("What else the source says, and where"), func() { f.offer(one) })
		one.more.Disable()
		if fill != nil {
			one.proposed = row.of(fill)
			one.SetText(one.proposed)
		}
		w.input(one.Field)
		f.fields = append(f.fields, one)
		rows = append(rows, widget.NewLabel(say(row.label)), container.NewBorder(nil, nil, nil, one.more, one.Field))
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
	}
	f.showFound(res.Receipt.Candidates)
}

// showFound puts beside each field what else the source says.
func (f *factFields) showFound(candidates []annotate.Candidate) {
	for _, one := range f.fields {
		one.found = nil
		for _, c := range candidates {
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
		items = append(items, fyne.NewMenuItem(panes.Clip(c.Value, 70)+"   ("+panes.Clip(tell(c.Origin), 50)+")", func() { one.SetText(c.Value) }))
	}
	widget.ShowPopUpMenuAtRelativePosition(fyne.NewMenu("", items...), f.w.win.Canvas(), fyne.NewPos(0, one.Field.Size().Height), one.Field)
}

// fill gives the article what stands in the fields, if it is sound.
func (f *factFields) fill(a *annotate.Article) error {
	now := *a
	for _, one := range f.fields {
		switch text := annotate.OneLine(one.Text); one.name {
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

// splitAuthors cuts a list of names at its semicolons.
func splitAuthors(s string) []string {
	var out []string
	for _, name := range strings.Split(s, ";") {
		if name = annotate.OneLine(name); name != "" {
			out = append(out, name)
		}
	}
	return out
}

// webAddress adds the https:// that people leave out.
func webAddress(s string) string {
	s = strings.TrimSpace(s)
	if u, err := url.Parse(s); s != "" && err == nil && u.Scheme == "" {
		return "https://" + s
	}
	return s
}
