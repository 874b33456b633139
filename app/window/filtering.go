package window

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/annotate/store"
	"gloss/app/panes"
	"gloss/app/words"
)

// filterPart is a part of a filter in words, and the filter without it.
type filterPart struct {
	text    string
	without store.Filter
}

// filterParts takes a filter apart, all but its words.
func filterParts(f store.Filter, s state) (parts []filterPart) {
	add := func(text string, take func(f *store.Filter)) {
		g := f
		take(&g)
		parts = append(parts, filterPart{text, g})
	}
	for i, id := range f.Tags {
		add(say("tag: %s", cmp.Or(s.tags.Path(id), say("one that was deleted"))), func(g *store.Filter) { g.Tags = without(g.Tags, i) })
	}
	if f.Untagged {
		add(say("without tags"), func(g *store.Filter) { g.Untagged = false })
	}
	for i, id := range f.Articles {
		name := say("one that was deleted")
		if k := s.index(id); k >= 0 {
			name = panes.TitleOf(&s.articles[k].Article)
		}
		add(say("article: %s", name), func(g *store.Filter) { g.Articles = without(g.Articles, i) })
	}
	coder := func(id string) string { return cmp.Or(s.coders[id].Name, say("one who is not here")) }
	for i, id := range f.Coders {
		add(say("coder: %s", coder(id)), func(g *store.Filter) { g.Coders = without(g.Coders, i) })
	}
	for i, status := range f.Statuses {
		add(say("article %s", statusName(status)), func(g *store.Filter) { g.Statuses = without(g.Statuses, i) })
	}
	for i, id := range f.DoneBy {
		add(say("done by %s", coder(id)), func(g *store.Filter) { g.DoneBy = without(g.DoneBy, i) })
	}
	for i, v := range f.Variables {
		add(v.Name+": "+cmp.Or(v.Value, say(noValue)), func(g *store.Filter) { g.Variables = without(g.Variables, i) })
	}
	if f.Published != (store.Dates{}) {
		add(say("published %s", stretch(f.Published)), func(g *store.Filter) { g.Published = store.Dates{} })
	}
	if f.Made != (store.Dates{}) {
		add(say("made %s", stretch(f.Made)), func(g *store.Filter) { g.Made = store.Dates{} })
	}
	return parts
}

// without is a list without its member at i; the list itself stays as it is.
func without[T any](list []T, i int) []T { return slices.Delete(slices.Clone(list), i, i+1) }

// stretch is dates as a person says them.
func stretch(d store.Dates) string {
	switch {
	case d.From == "":
		return say("until %s", d.To)
	case d.To == "":
		return say("from %s", d.From)
	case d.From == d.To:
		return d.From
	}
	return say("%s to %s", d.From, d.To)
}

// The first two choices for a variable, before its values.
const (
	anyValue words.Key = "any"
	noValue  words.Key = "none"
)

// filterSheet asks for every part of a filter but the words.
type filterSheet struct {
	w         *window
	before    store.Filter
	tags      *checkList
	untagged  *panes.Tick
	articles  *checkList
	coders    *checkList
	statuses  *widget.CheckGroup
	doneBy    *checkList
	variables []*variableFilter
	dates     [4]*panes.Field // published from, to; made from, to
	wrong     *widget.Label
}

// variableFilter is one variable: the value that articles must have.
type variableFilter struct {
	name   string
	value  *panes.Picker
	values []string // behind what value offers from the third on
	before int      // index of what was chosen
}

// askFilter opens the dialog with the filter as it is.
func (w *window) askFilter() *filterSheet {
	w.showFiltered()
	f, s := w.passages.bar.filter, w.shown
	x := &filterSheet{w: w, before: f, wrong: panes.NewParagraph("")}
	x.wrong.Importance = widget.DangerImportance
	x.wrong.Hide()

	x.tags = newCheckList(f.Tags, say("The codebook has no tags yet."))
	for _, t := range s.tags {
		x.tags.add(t.ID, strings.Repeat("      ", s.depth(t.ID))+t.Name)
	}
	x.untagged = panes.NewTick(say("Passages without tags"), nil)
	x.untagged.Checked = f.Untagged
	x.articles = newCheckList(f.Articles, say("There are no articles yet."))
	for _, a := range s.articles {
		x.articles.add(a.ID, panes.TitleOf(&a.Article))
	}
	x.coders, x.doneBy = newCheckList(f.Coders, say("Nobody has coded yet.")), newCheckList(f.DoneBy, say("Nobody has coded yet."))
	for _, c := range s.sortedCoders() {
		x.coders.add(c.ID, c.Name)
		x.doneBy.add(c.ID, c.Name)
	}
	x.statuses = widget.NewCheckGroup(statusNames(), nil)
	x.statuses.Horizontal = true
	for _, status := range f.Statuses {
		x.statuses.Selected = append(x.statuses.Selected, statusName(status))
	}
	for i, hint := range []string{say("from 1972 or 1972-09-01"), say("until"), say("from"), say("until")} {
		x.dates[i] = panes.NewField(hint)
		x.dates[i].SetText([]string{f.Published.From, f.Published.To, f.Made.From, f.Made.To}[i])
		w.input(x.dates[i])
	}
	of := container.NewVBox(
		panes.NewHeading(say("Articles that are")), x.statuses,
		panes.NewHeading(say("Articles published")), container.NewGridWithColumns(2, x.dates[0], x.dates[1]),
		panes.NewHeading(say("Passages highlighted")), container.NewGridWithColumns(2, x.dates[2], x.dates[3]))
	if names := s.variableNames(); len(names) > 0 {
		of.Add(panes.NewHeading(say("Articles whose")))
		rows := form()
		for _, name := range names {
			v := newVariableFilter(name, f, s)
			x.variables = append(x.variables, v)
			rows.Add(widget.NewLabel(name))
			rows.Add(v.value)
		}
		of.Add(rows)
	}
	of.Add(x.wrong)
	boxed := func(title string, o fyne.CanvasObject) fyne.CanvasObject {
		heading := panes.NewParagraph(title) // which wraps where there are two
		heading.TextStyle.Bold = true
		return container.NewBorder(heading, nil, nil, nil, o)
	}
	left := container.NewVSplit(
		container.NewBorder(panes.NewHeading(say("Tags, with those below them")), x.untagged, nil, nil, x.tags.list),
		boxed(say("Articles"), x.articles.list))
	left.SetOffset(0.55)
	people := container.NewGridWithColumns(2, boxed(say("Highlighted by"), x.coders.list), boxed(say("Done by all of"), x.doneBy.list))
	content := container.NewGridWithColumns(2, left, container.NewVSplit(container.NewScroll(of), people))
	w.ask(say("Filter passages"), content, fyne.NewSize(860, 600), say("Filter"), x.accept, nil)
	return x
}

// variableNames lists the variables of the articles, in the order in which they
// are first met.
func (s state) variableNames() (names []string) {
	for _, a := range s.articles {
		for _, v := range a.Variables {
			if !slices.Contains(names, v.Name) {
				names = append(names, v.Name)
			}
		}
	}
	return names
}

// depth is how many tags stand above one.
func (s state) depth(tag string) (n int) {
	for t, ok := s.tags.ByID(tag); ok && t.Parent != ""; t, ok = s.tags.ByID(t.Parent) {
		n++
	}
	return n
}

func newVariableFilter(name string, f store.Filter, s state) *variableFilter {
	v := &variableFilter{name: name}
	for _, a := range s.articles {
		for _, x := range a.Variables {
			if x.Name == name && x.Value != "" && !slices.Contains(v.values, x.Value) {
				v.values = append(v.values, x.Value)
			}
		}
	}
	at := slices.IndexFunc(f.Variables, func(x annotate.Variable) bool { return x.Name == name })
	if at >= 0 && f.Variables[at].Value != "" && !slices.Contains(v.values, f.Variables[at].Value) {
		v.values = append(v.values, f.Variables[at].Value) // no article has it any longer
	}
	slices.Sort(v.values)
	v.value = panes.NewPicker(append([]string{say(anyValue), say(noValue)}, v.values...), nil)
	if at >= 0 {
		v.before = 2 + slices.Index(v.values, f.Variables[at].Value) // 1 where it has none
	}
	v.value.SetSelectedIndex(v.before)
	return v
}

// filter is what was chosen, or a sentence that says what is wrong.
func (x *filterSheet) filter() (f store.Filter, wrong string) {
	f.Tags, f.Untagged, f.Articles, f.Coders, f.DoneBy = x.tags.on, x.untagged.Checked, x.articles.on, x.coders.on, x.doneBy.on
	for _, s := range annotate.Statuses {
		if slices.Contains(x.statuses.Selected, statusName(s)) {
			f.Statuses = append(f.Statuses, s)
		}
	}
	for _, v := range x.variables {
		switch i := v.value.SelectedIndex(); i {
		case v.before: // what the dialog cannot show stays
			for _, old := range x.before.Variables {
				if old.Name == v.name {
					f.Variables = append(f.Variables, old)
				}
			}
		case 0:
		case 1:
			f.Variables = append(f.Variables, annotate.Variable{Name: v.name})
		default:
			f.Variables = append(f.Variables, annotate.Variable{Name: v.name, Value: v.values[i-2]})
		}
	}
	for i, to := range []*string{&f.Published.From, &f.Published.To, &f.Made.From, &f.Made.To} {
		*to = strings.TrimSpace(x.dates[i].Text)
		if (&annotate.Article{Published: *to}).Check() != nil {
			return f, say("“%s” is not a date such as 1972-09-01, 1972-09 or 1972.", *to)
		}
	}
	return f, ""
}

func (x *filterSheet) accept() bool {
	f, wrong := x.filter()
	if wrong != "" {
		x.wrong.SetText(wrong)
		x.wrong.Show()
		return false
	}
	b := x.w.passages.bar
	b.filter = f
	b.changed()
	return true
}

// checkList is a list of things that can each be on.
type checkList struct {
	list  fyne.CanvasObject
	ids   []string
	names []string
	on    []string // IDs, in the order they were chosen
}

// newCheckList makes a list; empty is what it says without members.
func newCheckList(on []string, empty string) *checkList {
	c := &checkList{on: slices.Clone(on)}
	rows := panes.NewKeyList(func() int { return len(c.ids) },
		func() fyne.CanvasObject { return panes.NewTick("", nil) },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			check := o.(*panes.Tick)
			check.OnChanged = nil
			check.SetText(panes.Clip(c.names[i], 46))
			check.SetChecked(slices.Contains(c.on, c.ids[i]))
			check.OnChanged = func(bool) { c.toggle(i) }
		})
	rows.HideSeparators = true
	rows.OnSelected = func(i widget.ListItemID) { // Space and Return, or a tap beside the box
		rows.UnselectAll()
		c.toggle(i)
		rows.RefreshItem(i)
	}
	c.list = container.NewStack(rows, container.NewCenter(panes.NewHint(empty)))
	return c
}

func (c *checkList) add(id, name string) {
	c.ids, c.names = append(c.ids, id), append(c.names, name)
	c.list.(*fyne.Container).Objects[1].Hide()
}

func (c *checkList) toggle(i int) {
	if k := slices.Index(c.on, c.ids[i]); k >= 0 {
		c.on = without(c.on, k)
		return
	}
	c.on = append(c.on, c.ids[i])
}
