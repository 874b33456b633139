package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate/store"
	"gloss/app/panes"
)

// counted is what a number of the Analysis view leads to in Passages: only the
// highlights that it counts, with a line above them that says so.
type counted struct {
	row      *fyne.Container
	about    *widget.Label
	ids      map[string]bool // nil: all
	articles []string        // in which they stand
}

func newCounted(t *panes.Tips, onClear func()) *counted {
	c := &counted{about: widget.NewLabel("")}
	c.about.Truncation = fyne.TextTruncateEllipsis
	c.about.TextStyle.Bold = true
	c.row = container.NewBorder(nil, nil, nil,
		panes.NewTipButton(t, say("Show all passages"), theme.CancelIcon(), say("Show not only the passages that were counted in Analysis"), onClear), c.about)
	c.row.Hide()
	return c
}

// set keeps to some highlights, or with nil to none in particular.
func (c *counted) set(ids, articles []string, name string) {
	c.ids, c.articles = nil, articles
	panes.SetVisible(c.row, ids != nil)
	if ids == nil {
		return
	}
	c.ids = make(map[string]bool, len(ids))
	for _, id := range ids {
		c.ids[id] = true
	}
	c.about.SetText(say("From Analysis: %s", tell(name)))
}

// narrow leaves out of a filter what holds none of the highlights.
func (c *counted) narrow(f *store.Filter) {
	if c.ids != nil && len(f.Articles) == 0 {
		f.Articles = c.articles
	}
}

// has reports whether a highlight is one of them.
func (c *counted) has(id string) bool { return c.ids == nil || c.ids[id] }

// showCounted shows only these highlights in Passages.
func (w *window) showCounted(ids, articles []string, name string) {
	p := w.passages
	p.counted.set(ids, articles, name)
	if w.viewing(viewPassages) {
		w.loadPassages()
		return
	}
	w.showView(viewPassages)
}
