package window

import (
	"slices"
	"strings"

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

// speedBar is the line over the text that says that a tag is armed: every
// selection takes it at once.
type speedBar struct {
	root   fyne.CanvasObject
	swatch *canvas.Rectangle
	text   *widget.Label
}

func newSpeedBar(leave fyne.CanvasObject) *speedBar {
	b := &speedBar{swatch: panes.NewSwatch("", 14), text: widget.NewLabel("")}
	b.text.Truncation = fyne.TextTruncateEllipsis
	line := container.NewBorder(nil, nil, container.New(layout.NewCustomPaddedLayout(0, 0, 10, 0), container.NewCenter(b.swatch)), leave, b.text)
	b.root = container.NewStack(panes.NewBackdrop(theme.ColorNameHeaderBackground), line)
	b.root.Hide()
	return b
}

// show says which tag is armed; without one the line goes.
func (b *speedBar) show(t annotate.Tag, armed bool) {
	if armed {
		paint(b.swatch, t.Color)
		b.text.SetText(say("Every selection gets “%s”. The key of another tag changes it, Esc ends it.", t.Name))
	}
	panes.SetVisible(b.root, armed)
}

// toggleSpeed arms the tag that is chosen in the codebook, else the last used
// one, else the first; or ends it.
func (w *window) toggleSpeed() {
	if w.armed != "" {
		w.arm("")
		return
	}
	tag := w.book.Chosen
	if _, ok := w.shown.tags.ByID(tag); !ok {
		tag = w.lastTag()
	}
	if tag == "" && len(w.shown.tags) > 0 {
		tag = w.shown.tags[0].ID
	}
	if tag == "" {
		w.status.say(say("Make a tag first (Ctrl+Shift+T)."))
		return
	}
	w.arm(tag)
}

// arm makes every selection take the tag from now on; "" ends it.
func (w *window) arm(tag string) {
	w.armed = tag
	w.closeTagBar()
	w.showArmed()
	if s := w.meant(w.article.view.Selection()); tag != "" && !s.Empty() {
		w.tagPassage(target{span: s}, tag, "", false)
	}
	w.refreshMenu()
}

// showArmed brings the line up to date.
func (w *window) showArmed() {
	t, ok := w.shown.tags.ByID(w.armed)
	if !ok {
		w.armed = ""
	}
	before := w.speed.root.Visible()
	w.speed.show(t, ok)
	if before != ok {
		w.article.root.Refresh()
	}
}

// inVivoLength is how many characters of a passage can be the name of a tag.
const inVivoLength = 60

// inVivo is the name of a tag that a passage gives itself.
func inVivo(passage string) string {
	name := strings.ReplaceAll(passage, strings.TrimSpace(annotate.PathSeparator), " ")
	name = annotate.OneLine(name)
	return strings.Trim(panes.Clip(name, inVivoLength), " .,;:!?…\"'“”‘’«»()[]–—-")
}

// tagInVivo gives the selected or chosen passage a tag named with its own words.
func (w *window) tagInVivo() {
	to, a := w.aim(), w.shown.article
	span := to.span
	if h, ok := w.shown.highlight(to.highlight); ok && span.Empty() {
		span = h.Span
	}
	name := inVivo(a.Text.Slice(span))
	if name == "" {
		w.status.say(say("Select some words to name a tag with them."))
		return
	}
	coder := w.project.Coder().ID
	tag, id := "", to.highlight
	w.change(label("tag passage with its own words, %s", name), func(tx *store.Tx) error {
		book, err := tx.Tags()
		if err != nil {
			return err
		}
		top := annotate.Codebook(book.Children(""))
		t, ok := top.Find(name)
		if !ok {
			if t, err = tx.AddTag(annotate.Tag{Name: name, Color: book.NextColor(), Key: book.NextKey()}); err != nil {
				return err
			}
		}
		tag = t.ID
		if to.highlight == "" {
			id, err = mark(tx, annotate.Highlight{Article: a.ID, Span: span, Coder: coder}, tag)
			return err
		}
		h, err := tx.Highlight(id)
		if err != nil {
			return err
		}
		if slices.Contains(h.Tags, tag) {
			return nil
		}
		h.Tags = append(h.Tags, tag)
		return tx.SetHighlight(h)
	}, func() {
		w.use(tag)
		w.tagbar.Set(w.shown.tags, w.used)
		w.finish(id, false)
		w.status.say(say("Tagged with “%s”. F6 edits the tag.", name))
	})
}
