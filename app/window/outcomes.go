package window

import (
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/app"
	"gloss/app/panes"
	"gloss/app/words"
	"gloss/importers"
)

// outcomes is the table of what became of every file of an import.
type outcomes struct {
	w     *window
	all   []app.Outcome
	shown []app.Outcome // those of the chosen kind
	kinds []outcomeKind
	list  *panes.KeyList
	says  *widget.Label // about the chosen file, in full
	open  *panes.RingButton
	sheet *sheet
	at    int // the chosen row, or -1
}

// outcomeKind is a choice of what the table shows.
type outcomeKind struct {
	name words.Key
	is   func(app.Outcome) bool
}

// showOutcomes opens the table.
func (w *window) showOutcomes(done imported) *outcomes {
	t := &outcomes{w: w, all: done.outcomes, says: panes.NewParagraph(""), at: -1}
	var labels []string
	for _, k := range []outcomeKind{
		{"All files (%s)", func(app.Outcome) bool { return true }},
		{"Not imported (%s)", inState(app.Failed)},
		{"To be looked at (%s)", func(o app.Outcome) bool { return o.Look }},
		{"In the project already (%s)", inState(app.Duplicate)},
		{"Imported (%s)", inState(app.Imported)},
	} {
		if n := countOf(t.all, k.is); n > 0 {
			t.kinds, labels = append(t.kinds, k), append(labels, say(k.name, number(n)))
		}
	}
	t.list = panes.NewKeyList(func() int { return len(t.shown) }, newOutcomeRow, func(i int, o fyne.CanvasObject) { fillOutcomeRow(o, t.shown[i]) })
	t.list.OnSelected = t.choose
	t.list.Chooses = true
	t.list.OnKey = func(e *fyne.KeyEvent) bool {
		switch e.Name {
		case fyne.KeyEscape:
			t.sheet.close()
			return true
		case fyne.KeyReturn, fyne.KeyEnter:
			t.act()
			return true
		}
		return false
	}
	t.open = panes.NewButton("", t.act)
	t.open.Hide()
	head := container.NewVBox(panes.NewParagraph(done.summary()))
	if done.err != nil {
		l := panes.NewParagraph(sentence(done.err.Error()))
		l.Importance = widget.DangerImportance
		head.Add(l)
	}
	if len(t.all) == 0 {
		w.ask(say("Import"), head, fyne.NewSize(480, 0), "", nil, nil)
		return t
	}
	kinds := panes.NewPicker(labels, nil)
	kinds.OnChanged = func(string) { t.show(kinds.SelectedIndex()) }
	head.Add(kinds)
	foot := container.NewBorder(nil, nil, nil, container.NewVBox(t.open), t.says)
	t.sheet = w.ask(say("Import"), container.NewBorder(head, foot, nil, nil, t.list), fyne.NewSize(760, 520), "", nil, t.list)
	kinds.SetSelectedIndex(min(1, len(labels)-1))
	return t
}

func countOf(all []app.Outcome, is func(app.Outcome) bool) int {
	n := 0
	for _, o := range all {
		if is(o) {
			n++
		}
	}
	return n
}

// show shows the files of a kind.
func (t *outcomes) show(kind int) {
	t.shown = nil
	for _, o := range t.all {
		if t.kinds[kind].is(o) {
			t.shown = append(t.shown, o)
		}
	}
	t.at = -1
	t.list.UnselectAll()
	t.list.Refresh()
	t.list.ScrollToTop()
	t.list.Select(0)
}

// choose tells all about a row.
func (t *outcomes) choose(row int) {
	t.at = row
	o := t.shown[row]
	t.says.SetText(told(o))
	switch {
	case o.State != app.Failed && o.Look:
		t.open.SetText(say("Look at it…"))
	case o.State != app.Failed:
		t.open.SetText(say("Open"))
	case importers.AsksPassword(o.Err):
		t.open.SetText(say("Give the password…"))
	default:
		t.open.SetText(say("Try again…"))
	}
	panes.SetVisible(t.open, o.State == app.Failed || o.ID != "") // what was imported from here is open
}

// told says what became of a file.
func told(o app.Outcome) string {
	name := filepath.Base(o.Path)
	switch {
	case o.State == app.Failed:
		return sentence(o.Err.Error())
	case o.State == app.Duplicate:
		return say("%s is in the project already, as “%s”.", name, o.Title)
	case o.Look:
		return say("%s was imported as “%s”. Its receipt asks you to look at something.", name, o.Title)
	}
	return say("%s was imported as “%s”.", name, o.Title)
}

// act does what the button says: over the table, to which one comes back, but
// for opening an article.
func (t *outcomes) act() {
	if t.at < 0 || !t.open.Visible() {
		return
	}
	switch o := t.shown[t.at]; {
	case o.State == app.Failed:
		t.w.reviewFile(o.Path, func(r importers.Result) {
			t.w.addResult(r)
			t.became(o.Path, app.Outcome{Path: o.Path, State: app.Imported, Title: panes.TitleOf(&r.Article)})
		})
	case o.Look:
		t.w.showReceiptOf(o.ID, o.Title)
	default:
		t.sheet.close()
		t.w.showView(viewRead)
		t.w.openArticle(o.ID, annotate.Span{})
	}
}

// became tells that a file has another outcome now.
func (t *outcomes) became(path string, now app.Outcome) {
	for _, list := range [][]app.Outcome{t.all, t.shown} {
		if i := slices.IndexFunc(list, func(o app.Outcome) bool { return o.Path == path }); i >= 0 {
			list[i] = now
		}
	}
	t.list.Refresh()
	t.choose(t.at)
}

func newOutcomeRow() fyne.CanvasObject {
	name, what := panes.NewEllipsis(), panes.NewEllipsis()
	name.TextStyle.Bold = true
	return container.NewBorder(nil, nil, widget.NewIcon(nil), nil, container.NewGridWithColumns(2, name, what))
}

func fillOutcomeRow(row fyne.CanvasObject, o app.Outcome) {
	box := row.(*fyne.Container)
	columns := box.Objects[0].(*fyne.Container)
	var icon fyne.Resource = theme.NewSuccessThemedResource(theme.ConfirmIcon())
	what := o.Title
	switch {
	case o.State == app.Failed:
		icon, what = theme.NewErrorThemedResource(theme.ErrorIcon()), sentence(strings.TrimPrefix(o.Err.Error(), o.Path+": "))
	case o.State == app.Duplicate:
		icon, what = theme.NewThemedResource(theme.ContentCopyIcon()), say("In the project already")
	case o.Look:
		icon = theme.NewWarningThemedResource(theme.WarningIcon())
	}
	box.Objects[1].(*widget.Icon).SetResource(icon)
	columns.Objects[0].(*widget.Label).SetText(filepath.Base(o.Path))
	columns.Objects[1].(*widget.Label).SetText(what)
}
