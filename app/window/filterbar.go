package window

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/annotate/store"
	"gloss/app/panes"
)

// filterBar says which passages are shown: words that are typed, the filters
// that the project keeps, a dialog for all else, and a chip for each part that
// is on.
type filterBar struct {
	w        *window
	root     fyne.CanvasObject
	slot     *fyne.Container // of the view in which it stands
	onChange func()

	words  *panes.Field
	kept   *panes.Picker
	change *panes.TipButton
	save   *panes.TipButton
	more   *panes.TipButton
	chips  *fyne.Container
	scroll *container.Scroll

	filter store.Filter // without the words
	name   string       // of the filter that was chosen or saved last
}

func newFilterBar(w *window) *filterBar {
	b := &filterBar{w: w, words: panes.NewField(say("Words of the passage or its note; “a phrase”, OR, NOT")), kept: panes.NewPicker(nil, nil)}
	b.words.Icon = theme.SearchIcon()
	b.words.OnChanged = func(string) { b.changed() }
	b.kept.PlaceHolder = say("Saved filters")
	b.change = panes.NewTipButton(w.tips, say("Filter…"), theme.SettingsIcon(), w.tip("filter passages"), func() { w.perform("filter passages") })
	b.save = panes.NewTipButton(w.tips, "", theme.DocumentSaveIcon(), w.tip("save filter"), func() { w.perform("save filter") })
	b.more = panes.NewTipButton(w.tips, "", theme.MoreVerticalIcon(), say("Rename or delete the saved filter"), b.menu)
	b.chips = container.New(layout.NewCustomPaddedHBoxLayout(6))
	b.scroll = container.NewHScroll(b.chips)
	b.root = container.NewVBox(
		panes.NewFlowAround(b.words, 140, b.words, b.change, b.kept, b.save, b.more),
		b.scroll)
	b.scroll.Hide()
	return b
}

// placeIn moves the bar to one of the views that share it.
func (b *filterBar) placeIn(slot *fyne.Container) {
	if b.slot == slot {
		return
	}
	if b.slot != nil {
		b.slot.RemoveAll()
	}
	b.slot = slot
	slot.Add(b.root)
}

// now is the filter as it stands, words included.
func (b *filterBar) now() store.Filter {
	f := b.filter
	f.Words = typedWords(b.words.Text)
	return f
}

// typedWords is the query for words as they are typed: the last one may be a
// beginning still, unless something stands behind it.
func typedWords(s string) string {
	last, _ := utf8.DecodeLastRuneInString(s)
	word := s[strings.LastIndexAny(s, " \"“”")+1:]
	if s == "" || strings.Count(s, `"`)%2 == 1 || slices.Contains([]string{"AND", "OR", "NOT"}, word) || !unicode.IsLetter(last) && !unicode.IsDigit(last) {
		return strings.TrimSpace(s)
	}
	return strings.TrimSpace(s) + "*"
}

// set puts a filter in place of the one that is there.
func (b *filterBar) set(f store.Filter) {
	words := strings.TrimSuffix(f.Words, "*")
	if f.Words != "" && words == f.Words {
		words += " "
	}
	b.filter = f
	b.filter.Words = ""
	b.words.OnChanged = nil
	b.words.SetText(words)
	b.words.OnChanged = func(string) { b.changed() }
	b.changed()
}

// clear filters for nothing, and leaves it to others to show that.
func (b *filterBar) clear() {
	b.filter, b.name = store.Filter{}, ""
	b.words.OnChanged = nil
	b.words.SetText("")
	b.words.OnChanged = func(string) { b.changed() }
}

// changed shows the filter and asks for what it leaves.
func (b *filterBar) changed() {
	b.show()
	b.onChange()
}

// show brings the chips and the list of saved filters up to date.
func (b *filterBar) show() {
	s := b.w.shown
	names, current := []string{}, ""
	for _, k := range s.filters {
		names = append(names, k.Name)
		if k.Name == b.name && k.Filter.Equal(b.now()) {
			current = k.Name
		}
	}
	b.kept.OnChanged = nil
	if !slices.Equal(b.kept.Options, names) {
		b.kept.Options = names
		b.kept.Refresh()
	}
	if b.kept.Selected != current {
		if current == "" {
			b.kept.ClearSelected()
		} else {
			b.kept.SetSelected(current)
		}
	}
	b.kept.OnChanged = b.choose
	panes.SetVisible(b.kept, len(names) > 0)
	panes.SetVisible(b.more, current != "")
	panes.SetVisible(b.save, !b.now().Zero() && current == "")

	b.chips.RemoveAll()
	if b.w.only != "" {
		b.addChip(say("only the tag %s", b.w.tagName(b.w.only)), func() { b.w.setOnly("") })
	}
	parts := filterParts(b.filter, s)
	for _, part := range parts {
		b.addChip(part.text, func() { b.filter = part.without; b.changed() })
	}
	if len(parts) > 1 {
		all := panes.NewTipButton(b.w.tips, say("Clear all"), nil, say("Show all passages"), func() { b.clear(); b.changed() })
		b.chips.Add(all)
	}
	panes.SetVisible(b.scroll, len(b.chips.Objects) > 0)
	b.root.Refresh()
}

// addChip adds a chip with a cross that takes it away.
func (b *filterBar) addChip(text string, onRemove func()) {
	back := canvas.NewRectangle(theme.Color(theme.ColorNameInputBackground))
	back.CornerRadius = 4
	back.StrokeColor = theme.Color(theme.ColorNameSeparator)
	back.StrokeWidth = 1
	label := widget.NewLabel(panes.Clip(text, 60))
	label.SizeName = theme.SizeNameCaptionText
	remove := panes.NewTipButton(b.w.tips, "", theme.CancelIcon(), say("No longer filter for %s", text), onRemove)
	b.chips.Add(container.NewStack(back, container.New(layout.NewCustomPaddedHBoxLayout(0), label, remove)))
}

// choose takes a saved filter.
func (b *filterBar) choose(name string) {
	for _, k := range b.w.shown.filters {
		if k.Name == name {
			b.name = name
			b.set(k.Filter)
		}
	}
}

// showFiltered shows a view that the filter is for.
func (w *window) showFiltered() {
	if !w.viewing(viewAnalysis) {
		w.showView(viewPassages)
	}
}

// passageFilter is what the views of passages and of analysis show: the filter of its bar, and
// of the tags only the one that the codebook is narrowed to.
func (w *window) passageFilter() store.Filter {
	f := w.passages.bar.now()
	if w.only != "" {
		f.Tags, f.Untagged = []string{w.only}, false
	}
	return f
}

// askSaveFilter keeps the filter under a name.
func (w *window) askSaveFilter() {
	w.showFiltered()
	b := w.passages.bar
	name := panes.NewField(say("A name, such as “Trade in the north”"))
	name.SetText(b.name)
	w.input(name)
	w.ask(say("Save the filter"), container.NewVBox(
		panes.NewParagraph(say("The project keeps the filter under this name: for this view, for the export and for “gloss export --filter”. A filter of the same name is replaced.")),
		form(widget.NewLabel(say("Name")), name)), fyne.NewSize(460, 0), say("Save"), func() bool {
		to := annotate.OneLine(name.Text)
		if to == "" {
			return false
		}
		b.name = to
		f := w.passageFilter()
		w.change(label("save the filter %s", to), func(tx *store.Tx) error { return tx.SaveFilter(store.NamedFilter{Name: to, Filter: f}) }, nil)
		return true
	}, name)
}

// menu offers what can be done with the saved filter that is chosen.
func (b *filterBar) menu() {
	w, name := b.w, b.name
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(b.more)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("",
		fyne.NewMenuItem(say("Rename “%s”…", panes.Clip(name, 40)), func() { b.askRename(name) }),
		fyne.NewMenuItem(say("Delete “%s”", panes.Clip(name, 40)), func() {
			w.change(label("delete the filter %s", name), func(tx *store.Tx) error { return tx.DeleteFilter(name) }, nil)
		})), w.win.Canvas(), at.AddXY(0, b.more.Size().Height))
}

func (b *filterBar) askRename(name string) {
	w, field := b.w, panes.NewField(say("Name"))
	field.SetText(name)
	w.input(field)
	w.ask(say("Rename the filter"), form(widget.NewLabel(say("Name")), field), fyne.NewSize(420, 0), say("Rename"), func() bool {
		to := annotate.OneLine(field.Text)
		if to == "" || to == name {
			return to != ""
		}
		w.change(label("rename the filter %s", name), func(tx *store.Tx) error { return tx.RenameFilter(name, to) }, func() {
			b.name = to
			b.show()
		})
		return true
	}, field)
}
