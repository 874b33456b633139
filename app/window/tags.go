package window

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/annotate/store"
	"gloss/app/panes"
	"gloss/app/words"
)

// tappedTag gives the selected passage a tag, or makes the tag the one that is
// looked at where nothing is selected.
func (w *window) tappedTag(tag string) {
	if s := w.meant(w.article.view.Selection()); !s.Empty() && w.viewing(viewRead) && !w.aim().nothing() {
		w.tagPassage(target{span: s}, tag, "", panes.Modifiers()&shift != 0)
		return
	}
	if w.armed != "" {
		w.arm(tag)
	}
	if w.only != "" {
		if w.only == tag {
			tag = ""
		}
		w.setOnly(tag)
	}
	w.refreshMenu()
}

// toggleOnly shows the highlights of the codebook's chosen tag alone, and the
// others faintly; or all again.
func (w *window) toggleOnly() {
	if w.only != "" {
		w.setOnly("")
	} else {
		w.setOnly(w.book.Chosen)
	}
}

func (w *window) setOnly(tag string) {
	w.only = tag
	w.showHighlights()
	w.book.Show(w.shown.tags, w.shown.counts, w.shown.here(), tag)
	w.loadView()
	if tag != "" {
		w.status.say(say("Only “%s” stands out. Esc shows all.", w.tagName(tag)))
	} else {
		w.status.say("")
	}
	w.refreshMenu()
}

// tagMenu is the context menu of a tag.
func (w *window) tagMenu(tag string, at fyne.Position) {
	items := []*fyne.MenuItem{}
	if !w.aim().nothing() {
		items = append(items, fyne.NewMenuItem(say("Apply to this passage"), func() { w.tagPassage(w.aim(), tag, "", false) }), fyne.NewMenuItemSeparator())
	}
	add := func(name words.Key, run func()) { items = append(items, fyne.NewMenuItem(say(name), run)) }
	if w.only == tag {
		add("Show all tags", w.toggleOnly)
	} else {
		add("Show only this tag", func() { w.setOnly(tag) })
	}
	add("Show its passages", func() { w.setOnly(tag); w.showView(viewPassages) })
	if !w.project.ReadOnly() {
		items = append(items, fyne.NewMenuItemSeparator())
		add("Edit…", w.editChosenTag)
		add("New tag below it…", func() { w.askTag(annotate.Tag{Parent: tag}) })
		add("Move below…", w.askMoveTag)
		add("Merge into…", w.askMergeTag)
		add("Delete…", w.askDeleteTag)
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), w.win.Canvas(), at)
}

func (w *window) editChosenTag() {
	if t, ok := w.shown.tags.ByID(w.book.Chosen); ok {
		w.askTag(t)
	}
}

// askTag opens the dialog in which a tag is made (without an ID) or changed.
func (w *window) askTag(t annotate.Tag) {
	title, confirm := say("Edit tag"), say("Save")
	if t.ID == "" {
		title, confirm = say("New tag"), say("Add tag")
		t.Color, t.Key = w.shown.tags.NextColor(), w.shown.tags.NextKey()
	}
	name, letter, description := panes.NewField(say("Such as sovereignty")), panes.NewField(say("A digit or letter, or nothing")), panes.NewArea(say("When to use it"), 4)
	name.SetText(t.Name)
	letter.SetText(t.Key)
	description.SetText(t.Description)
	colors := panes.NewPalettePicker(t.Color)
	parent, parents := w.tagSelect(t.ID, t.Parent, say("(none: first level)"))
	wrong := widget.NewLabel("")
	wrong.Importance, wrong.Wrapping = widget.DangerImportance, fyne.TextWrapWord
	wrong.Hide()
	w.input(name, letter, description, colors.Hex)
	content := form(
		widget.NewLabel(say("Name")), name,
		widget.NewLabel(say("Colour")), colors.Root,
		widget.NewLabel(say("Key")), letter,
		widget.NewLabel(say("Below")), parent,
		widget.NewLabel(say("Description")), description,
		widget.NewLabel(""), wrong)
	accept := func() bool {
		now := t
		now.Name, now.Color = annotate.OneLine(name.Text), strings.ToUpper(strings.TrimSpace(colors.Hex.Text))
		now.Key = strings.ToLower(strings.TrimSpace(letter.Text))
		now.Description = strings.TrimSpace(annotate.Clean(description.Text))
		now.Parent = parents[parent.SelectedIndex()]
		if err := checkTag(w.shown.tags, now); err != nil {
			wrong.SetText(sentence(err.Error()))
			wrong.Show()
			return false
		}
		w.saveTag(now)
		return true
	}
	w.ask(title, content, fyne.NewSize(480, 0), confirm, accept, name)
}

// checkTag says what is wrong with a tag among the others, before it is sent
// to the project, so that the dialog can stay open.
func checkTag(book annotate.Codebook, t annotate.Tag) error {
	if t.Key == "h" {
		return errors.New(say("the key h highlights without a tag; choose another one"))
	}
	all := annotate.Codebook{}
	for _, old := range book {
		if old.ID != t.ID {
			all = append(all, old)
		}
	}
	return append(all, t).Check()
}

func (w *window) saveTag(t annotate.Tag) {
	if t.ID == "" {
		w.change(label("add tag %s", t.Name), func(tx *store.Tx) (err error) {
			t, err = tx.AddTag(t)
			return err
		}, func() { w.book.Choose(t.ID); w.refreshMenu() })
		return
	}
	w.change(label("edit tag %s", t.Name), func(tx *store.Tx) error { return tx.SetTag(t) }, nil)
}

// tagSelect is a list of the tags that a tag may stand below or be merged
// into: not itself, and none below it. none is the first entry, for no tag at
// all; it is left out where empty.
func (w *window) tagSelect(tag, chosen, none string) (*panes.Picker, []string) {
	var names, ids []string
	if none != "" {
		names, ids = append(names, none), append(ids, "")
	}
	at := 0
	for _, t := range w.shown.tags {
		if tag != "" && w.shown.tags.Within(t.ID, tag) {
			continue
		}
		if t.ID == chosen {
			at = len(ids)
		}
		names, ids = append(names, w.shown.tags.Path(t.ID)), append(ids, t.ID)
	}
	s := panes.NewPicker(names, nil)
	if len(names) > 0 {
		s.SetSelectedIndex(at)
	}
	return s, ids
}

// moveTag puts a tag below another, or to the first level.
func (w *window) moveTag(tag, below string) {
	t, ok := w.shown.tags.ByID(tag)
	if !ok || w.project.ReadOnly() {
		return
	}
	t.Parent = below
	what := label("move tag %s to the first level", t.Name)
	if below != "" {
		what = label("move tag %s below %s", t.Name, w.tagName(below))
	}
	w.change(what, func(tx *store.Tx) error { return tx.SetTag(t) }, nil)
}

func (w *window) askMoveTag() {
	t, ok := w.shown.tags.ByID(w.book.Chosen)
	if !ok {
		return
	}
	choice, ids := w.tagSelect(t.ID, t.Parent, say("(none: first level)"))
	content := form(widget.NewLabel(say("Move “%s” below", t.Name)), choice)
	w.ask(say("Move tag"), content, fyne.NewSize(440, 0), say("Move"), func() bool {
		if below := ids[choice.SelectedIndex()]; below != t.Parent {
			w.moveTag(t.ID, below)
		}
		return true
	}, nil)
}

func (w *window) askMergeTag() {
	t, ok := w.shown.tags.ByID(w.book.Chosen)
	if !ok {
		return
	}
	choice, ids := w.tagSelect(t.ID, "", "")
	if len(ids) == 0 {
		w.tell(say("Merge tag"), say("There is no other tag to merge “%s” into.", t.Name))
		return
	}
	uses := w.shown.counts[t.ID]
	text := panes.NewParagraph(say("“%s” is on %s in %s. They get the other tag instead, the tags below it move along, and “%s” is gone.",
		t.Name, count(uses.Highlights, "highlight"), count(uses.Articles, "article"), t.Name))
	content := form(widget.NewLabel(say("Merge into")), choice, widget.NewLabel(""), text)
	w.ask(say("Merge “%s”", t.Name), content, fyne.NewSize(460, 0), say("Merge"), func() bool {
		into := ids[choice.SelectedIndex()]
		w.changeMany(uses.Highlights, label("merge tag %s into %s", t.Name, w.tagName(into)), func(tx *store.Tx) error { return tx.MergeTags(t.ID, into) }, func() {
			w.book.Choose(into)
			w.refreshMenu()
		})
		return true
	}, nil)
}

func (w *window) askDeleteTag() {
	t, ok := w.shown.tags.ByID(w.book.Chosen)
	if !ok {
		return
	}
	text := say("“%s” is not used yet.", t.Name)
	uses := w.shown.counts[t.ID]
	if uses.Highlights > 0 {
		text = say("“%s” is on %s in %s. They stay highlighted, without this tag.", t.Name, count(uses.Highlights, "highlight"), count(uses.Articles, "article"))
	}
	if len(w.shown.tags.Children(t.ID)) > 0 {
		text += " " + say("The tags below it move up.")
	}
	w.askSure(say("Delete tag"), text+" "+say("Undo brings it back."), say("Delete tag"), func() {
		w.changeMany(uses.Highlights, label("delete tag %s", t.Name), func(tx *store.Tx) error { return tx.DeleteTag(t.ID) }, nil)
	})
}
