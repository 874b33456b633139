package window

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/annotate/store"
	"gloss/importers"
)

// pastedName stands for a file's name in what is pasted.
const pastedName = "pasted article"

// pasteSheet takes an article from the clipboard: the text as it was pasted,
// and what an importer makes of it, to be set right by hand.
type pasteSheet struct {
	w       *window
	text    *field
	format  *widget.Select
	formats []string // names of importers, "" for recognised
	title   *field
	authors *field
	date    *field
	found   *widget.Label
	sheet   *sheet

	proposed [3]string // what the importer made of title, authors and date

	asked   int // number of the latest reading
	reading bool
	wanted  bool // confirmed while it was still being read
	result  *importers.Result
}

// askPaste opens the dialog with what is on the clipboard.
func (w *window) askPaste() *pasteSheet {
	p := &pasteSheet{w: w, text: newArea(say("Paste the article here (Ctrl+V): text or HTML source"), 9),
		title: newField(say("Title")), authors: newField(say("Authors, separated by ;")), date: newField(say("2025-05-04, 2025-05 or 2025")), found: newParagraph("")}
	labels := []string{say("recognised")}
	p.formats = []string{""}
	for _, f := range importers.Formats() {
		if !f.Binary {
			labels, p.formats = append(labels, tell(f.Label)), append(p.formats, f.Name)
		}
	}
	p.format = widget.NewSelect(labels, func(string) { p.read() })
	p.text.OnChanged = func(string) { p.read() }
	p.found.SizeName = theme.SizeNameCaptionText
	w.input(p.text, p.title, p.authors, p.date)
	fields := form(
		widget.NewLabel(say("Read as")), p.format,
		widget.NewLabel(say("Title")), p.title,
		widget.NewLabel(say("Authors")), p.authors,
		widget.NewLabel(say("Published")), p.date)
	content := container.NewBorder(nil, container.NewVBox(fields, p.found), nil, nil, p.text)
	p.sheet = w.ask(say("Paste article"), content, fyne.NewSize(680, 620), say("Add to project"), p.accept, p.text)
	p.format.SetSelectedIndex(0)
	p.text.SetText(w.app.Clipboard().Content())
	return p
}

// read lets an importer read the text, off the UI goroutine, and shows what it
// made of it.
func (p *pasteSheet) read() {
	p.asked++
	asked, text, format := p.asked, p.text.Text, p.formats[max(0, p.format.SelectedIndex())]
	if strings.TrimSpace(text) == "" {
		p.show(nil, errors.New(say("paste the article's text above")))
		return
	}
	p.reading = true
	p.sheet.ok.Enable()
	p.w.queue.aside(func() func() {
		r, err := importers.Bytes(context.Background(), pastedName, []byte(text), importers.Options{Format: format})
		return func() {
			if asked != p.asked {
				return
			}
			p.show(&r, err)
			if p.wanted && p.w.sheet == p.sheet {
				p.wanted = false
				p.sheet.confirm()
			}
		}
	})
}

func (p *pasteSheet) show(r *importers.Result, err error) {
	p.result, p.reading = nil, false
	if err != nil {
		p.sheet.ok.Disable()
		p.found.SetText(sentence(err.Error()))
		return
	}
	p.result = r
	p.sheet.ok.Enable()
	a := r.Article
	for i, proposal := range []string{a.Title, strings.Join(a.Authors, "; "), a.Published} {
		// What a person has set right stays when the text is read again.
		if f := []*field{p.title, p.authors, p.date}[i]; f.Text == p.proposed[i] {
			f.SetText(proposal)
			p.proposed[i] = proposal
		}
	}
	about := []string{say("Read as %s", formatLabel(a.Format)), count(len(strings.Fields(a.Text.String())), "word"), count(len(a.Blocks), "paragraph")}
	for _, m := range r.Receipt.Remarks {
		switch m.Kind {
		case annotate.LeftOut:
			about = append(about, say("left out: %s", tell(m.Detail)))
		case annotate.Doubt:
			about = append(about, say("doubt: %s", tell(m.Detail)))
		}
	}
	p.found.SetText(clip(strings.Join(about, " · "), 400))
}

// formatLabel is what people call a format of Article.Format.
func formatLabel(name string) string {
	for _, f := range importers.Formats() {
		if f.Name == name {
			return tell(f.Label)
		}
	}
	return name
}

func (p *pasteSheet) accept() bool {
	if p.reading {
		p.wanted = true
		return false
	}
	if p.result == nil {
		return false
	}
	r := *p.result
	r.Article.Title = oneLine(p.title.Text)
	r.Article.Authors = splitAuthors(p.authors.Text)
	r.Article.Published = strings.TrimSpace(p.date.Text)
	if err := r.Article.Check(); err != nil {
		p.found.SetText(wrongWith(err))
		return false
	}
	p.w.addResult(r)
	return true
}

// addArticle is the verb that adds an importer's result and tells its ID.
func addArticle(r importers.Result, id *string) func(tx *store.Tx) error {
	return func(tx *store.Tx) error {
		a, err := tx.AddArticle(r.Article, r.Receipt, r.Original)
		*id = a.ID
		return err
	}
}

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
