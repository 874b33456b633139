package window

import (
	"fyne.io/fyne/v2"

	"gloss/annotate"
	"gloss/annotate/store"
	"gloss/app/panes"
)

// selected opens the tag bar beside a new selection, and closes it where the
// selection was given up.
func (w *window) selected(s annotate.Span) {
	if s = w.meant(s); s.Empty() {
		w.closeTagBar()
	} else if w.aim().nothing() {
		w.status.say(say("This project can be read only: passages cannot be highlighted."))
	} else if w.choose("", nil); w.armed != "" {
		w.tagPassage(target{span: s}, w.armed, "", false)
	} else {
		w.openTagBar()
	}
	w.moved()
	w.refreshMenu()
	w.tour.look()
}

// openTagBar opens the tag bar for the selection or the chosen highlight.
func (w *window) openTagBar() {
	to := w.aim()
	if to.nothing() {
		return
	}
	var tags []string
	note := ""
	if to.highlight != "" {
		h, _ := w.shown.highlight(to.highlight)
		tags, note = h.Tags, h.Note
		w.article.view.Reveal(h.Span)
	}
	w.target = to
	w.tagbar.Open(tags, note)
	w.placeTagBar()
	if to.highlight != "" {
		w.win.Canvas().Focus(w.tagbar.Filter)
	} else {
		w.focusReader()
	}
}

// placeTagBar puts the bar beside its passage. A highlight's box is asked for
// by selecting it for a moment: the reader gives boxes of selections only.
func (w *window) placeTagBar() {
	v := w.article.view
	before := v.Selection()
	if h, ok := w.shown.highlight(w.target.highlight); ok && before.Empty() {
		v.Select(h.Span)
		defer v.Select(before)
	}
	at, box, ok := v.SelectionBox()
	if !ok {
		at, box = fyne.NewPos(v.Size().Width/2-panes.TagBarWidth/2, 20), fyne.NewSize(0, 0)
	}
	d := fyne.CurrentApp().Driver()
	offset := d.AbsolutePositionForObject(v).Subtract(d.AbsolutePositionForObject(w.layer))
	w.tagbar.Place(at.Add(offset), box, w.layer.Size())
	w.layer.Refresh() // the toolkit does not know that what has never been seen is to be drawn
}

func (w *window) closeTagBar() {
	w.overlaps.close()
	w.target = target{}
	if w.tagbar.Box.Visible() {
		w.tagbar.Box.Hide()
	}
}

func (w *window) applyFromBar(tag string, stay bool) {
	w.tagPassage(w.target, tag, "", stay)
}

// createFromBar makes a new tag and applies it, as one action.
func (w *window) createFromBar(name string, stay bool) {
	to := w.target
	if to.nothing() || w.shown.article == nil {
		return
	}
	article, coder := w.shown.article.ID, w.project.Coder().ID
	var made annotate.Tag
	if len(to.hits) > 0 {
		w.tagHits(to.hits, name, "", func(tx *store.Tx) (string, error) {
			made, err := addTag(tx, name)
			return made.ID, err
		})
		return
	}
	id := to.highlight
	w.change(label("tag passage with the new tag %s", name), func(tx *store.Tx) (err error) {
		if made, err = addTag(tx, name); err != nil {
			return err
		}
		if id == "" {
			id, err = mark(tx, annotate.Highlight{Article: article, Span: to.span, Coder: coder}, made.ID)
			return err
		}
		h, err := tx.Highlight(id)
		if err != nil {
			return err
		}
		h.Tags = append(h.Tags, made.ID)
		return tx.SetHighlight(h)
	}, func() {
		w.use(made.ID)
		w.tagbar.Set(w.shown.tags, w.used)
		w.finish(id, stay)
	})
}

// addTag makes the tag that a name or a path such as "economy > trade" stands
// for, with those above it where they are missing, and the next free digit.
func addTag(tx *store.Tx, path string) (t annotate.Tag, err error) {
	parent := ""
	for _, name := range annotate.SplitPath(path) {
		book, err := tx.Tags()
		if err != nil {
			return t, err
		}
		here := annotate.Codebook(book.Children(parent))
		if there, ok := here.Find(name); ok {
			t = there
		} else if t, err = tx.AddTag(annotate.Tag{Parent: parent, Name: name, Color: book.NextColor(), Key: book.NextKey()}); err != nil {
			return t, err
		}
		parent = t.ID
	}
	return t, nil
}

// noteFromBar writes the note onto the passage, and highlights it where it is
// not highlighted yet.
func (w *window) noteFromBar(note string) {
	note = annotate.Clean(note)
	switch {
	case w.target.highlight != "":
		if h, ok := w.shown.highlight(w.target.highlight); ok && h.Note != note {
			w.setNote(h.ID, note)
		}
	case note != "":
		w.tagPassage(w.target, "", note, false)
	}
}

// typedRune gets the characters typed into the reader, or while nothing has
// the focus.
func (w *window) typedRune(r rune) {
	if w.sheet != nil || w.agreementKey(r) || !w.viewing(viewRead) {
		return
	}
	if w.overlaps.typedRune(r) || w.tagKey(r) {
		return
	}
	if r == 'h' || r == 'H' {
		w.perform("plain")
		return
	}
	if w.tagbar.Box.Visible() && r > ' ' {
		w.win.Canvas().Focus(w.tagbar.Filter)
		if r == '/' { // then letters are letters, even those that are keys
			w.tagbar.Plain = true
			return
		}
		w.tagbar.Filter.TypedRune(r)
	}
}

// typedKey gets the keys that neither the reader nor an entry uses.
func (w *window) typedKey(e *fyne.KeyEvent) {
	switch {
	case w.sheet != nil:
		w.sheet.typedKey(e)
	case w.overlaps.typedKey(e):
	case e.Name == fyne.KeyEscape:
		w.escape()
	case w.tour.typedKey(e.Name):
	case w.agreementStep(e.Name):
	case w.tagbar.Box.Visible() && w.tagbar.TypedKey(e):
	case len(e.Name) == 1 || e.Name == fyne.KeySpace: // comes as a character too
	case e.Name == fyne.KeyBackspace:
		w.perform("delete highlight")
	default:
		w.pressed(e.Name, false)
	}
}

// escape gives up one thing at a time, the latest first.
func (w *window) escape() {
	v := w.article.view
	if !w.article.find.Root.Visible() {
		v.SetHits(nil, -1) // where a search over all texts led to
	}
	switch {
	case w.viewing(viewGuide):
		w.guide.leave()
	case w.tagbar.Box.Visible():
		w.closeTagBar()
		v.Select(annotate.Span{Start: v.Selection().Start, End: v.Selection().Start})
	case w.tour.shown():
		w.tour.leave()
	case w.article.find.Root.Visible():
		w.article.find.Close()
	case w.armed != "":
		w.arm("")
	case w.chosen != "":
		w.choose("", nil)
	case w.onlyCoder != "":
		w.setOnlyCoder("")
	case w.only != "":
		w.toggleOnly()
	}
	w.focusReader()
}
