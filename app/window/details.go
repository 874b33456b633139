package window

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/annotate/store"
	"gloss/app/panes"
)

// askDetails opens the dialog of what is known about the open article.
func (w *window) askDetails() {
	p, a := w.project, w.shown.article
	facts := newFactFields(w, a)
	note := panes.NewArea(say("Your note about this article"), 3)
	note.SetText(a.Note)
	w.input(note)
	variables := newVariables(w, a.Variables)
	for _, o := range []fyne.CanvasObject{widget.NewLabel(say("Note")), note, widget.NewLabel(say("Variables")), variables.box} {
		facts.form.Add(o)
	}
	wrong := panes.NewParagraph("")
	wrong.Importance = widget.DangerImportance
	wrong.Hide()
	content := container.NewVScroll(container.NewVBox(facts.form, wrong))
	w.ask(say("Article details"), content, fyne.NewSize(620, 560), say("Save"), func() bool {
		now := *a
		now.Note = strings.TrimSpace(annotate.Clean(note.Text))
		now.Variables = variables.values()
		if err := facts.fill(&now); err != nil {
			wrong.SetText(wrongWith(err))
			wrong.Show()
			return false
		}
		w.setArticle(now, label("edit the details of %s", panes.Clip(panes.TitleOf(&now), 50)))
		return true
	}, facts.fields[0].Field)
	w.queue.do(func() func() {
		r, err := p.Receipt(a.ID)
		return func() {
			if err == nil {
				facts.showFound(r.Candidates)
			}
		}
	})
}

func (w *window) setArticle(a annotate.Article, label string) {
	w.change(label, func(tx *store.Tx) error { return tx.SetArticle(a) }, nil)
}

// finishedBy names the coders other than the one who works here who have
// finished an article.
func (w *window) finishedBy(a store.Summary) string {
	var names []string
	for _, id := range a.Done {
		if id != w.shown.me {
			names = append(names, w.shown.coders[id].Name)
		}
	}
	return list(names)
}

// setStatus says how far the coder has come with the open article.
func (w *window) setStatus(s annotate.Status) {
	if a := w.shown.article; a != nil && w.shown.mine() != s && !w.project.ReadOnly() {
		w.change(label("mark an article as %v", s), func(tx *store.Tx) error { return tx.SetStatus(a.ID, s) }, nil)
	}
}

func (w *window) askDeleteArticle() {
	a := w.shown.article
	text := say("“%s” has no highlights. Undo brings it back.", panes.TitleOf(a))
	if n := len(w.shown.highlights); n > 0 {
		text = say("“%s” goes with its %s. Undo brings it back.", panes.TitleOf(a), count(n, "highlight"))
	}
	w.askSure(say("Delete article"), text, say("Delete article"), func() {
		next := ""
		if i := w.shown.index(a.ID); i+1 < len(w.shown.articles) {
			next = w.shown.articles[i+1].ID
		} else if i > 0 {
			next = w.shown.articles[i-1].ID
		}
		w.changeMany(len(w.shown.highlights), label("delete article %s", panes.Clip(panes.TitleOf(a), 50)), func(tx *store.Tx) error { return tx.DeleteArticle(a.ID) }, func() {
			if next != "" {
				w.openArticle(next, annotate.Span{})
			}
		})
	})
}

// variables edits the free variables of an article: a row for each, and those
// that other articles have are offered with no value.
type variables struct {
	w    *window
	box  *fyne.Container
	rows []*variableRow
}

type variableRow struct{ name, value *panes.Field }

func newVariables(w *window, has []annotate.Variable) *variables {
	v := &variables{w: w, box: container.NewVBox()}
	for _, x := range has {
		v.add(x)
	}
	var offered []string
	for _, a := range w.shown.articles {
		for _, x := range a.Variables {
			if !slices.Contains(offered, x.Name) && !slices.ContainsFunc(has, func(h annotate.Variable) bool { return h.Name == x.Name }) {
				offered = append(offered, x.Name)
			}
		}
	}
	for _, name := range offered {
		v.add(annotate.Variable{Name: name})
	}
	more := panes.NewTipButton(w.tips, say("Add a variable"), theme.ContentAddIcon(), say("A fact about the article that becomes a column of the table, such as region"), func() { v.add(annotate.Variable{}) })
	v.box.Add(container.NewHBox(more))
	return v
}

func (v *variables) add(x annotate.Variable) {
	row := &variableRow{panes.NewField(say("Name, such as region")), panes.NewField(say("Value"))}
	row.name.SetText(x.Name)
	row.value.SetText(x.Value)
	v.w.input(row.name, row.value)
	v.rows = append(v.rows, row)
	at := len(v.rows) - 1
	v.box.Objects = slices.Insert(v.box.Objects, at, fyne.CanvasObject(container.NewGridWithColumns(2, row.name, row.value)))
	v.box.Refresh()
}

// values returns the variables that have a name and a value.
func (v *variables) values() []annotate.Variable {
	var out []annotate.Variable
	for _, row := range v.rows {
		name, value := annotate.OneLine(row.name.Text), annotate.OneLine(row.value.Text)
		if name != "" && value != "" {
			out = append(out, annotate.Variable{Name: name, Value: value})
		}
	}
	return out
}
