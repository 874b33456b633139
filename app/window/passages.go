package window

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/annotate/store"
	"gloss/app/panes"
	"gloss/app/words"
)

// passages is the view of every highlight as a table, to be filtered, sorted
// and jumped from. Below it the passage that is pointed at stands whole.
type passages struct {
	root     fyne.CanvasObject
	onJump   func(article, highlight string, at annotate.Span)
	onFilter func() // something else is filtered for: wants show
	onCopy   func(rows []passage)

	bar     *filterBar
	slot    *fyne.Container // of the bar, which Analysis has too
	counted *counted
	about   *widget.Label
	copy    *panes.TipButton
	table   *panes.KeyTable
	at      int // row that was clicked, or of the keyboard's cursor; or -1
	tapped  time.Time
	whole   *excerpt
	read    string // ID of the highlight that stands there
	below   fyne.CanvasObject
	empty   fyne.CanvasObject

	rows       []passage // those that the filter leaves, sorted
	sortBy     int       // column; -1 as they stand in the articles
	descending bool
	asked      int // number of the latest reading
}

// passage is a row: one highlight with all its tags.
type passage struct {
	annotate.Coding
	tags  string // paths of all its tags
	order int    // as they stand in the articles
}

// passageColumns lists the columns of the table.
var passageColumns = []struct {
	title words.Key
	width float32
	text  func(p *passage) string
	less  func(a, b *passage) int // nil: by text
}{
	{"Article", 150, func(p *passage) string { return cmp.Or(p.Article, p.SourceFile) }, nil},
	{"Tags", 130, func(p *passage) string { return p.tags }, nil},
	{"Passage", 300, func(p *passage) string { return annotate.OneLine(p.Quote) }, nil},
	{"Note", 125, func(p *passage) string { return annotate.OneLine(p.Note) }, nil},
	{"Coder", 90, func(p *passage) string { return p.Coder }, nil},
	{"¶", 45, func(p *passage) string { return fmt.Sprint(p.Paragraph) }, func(a, b *passage) int { return cmp.Compare(a.Paragraph, b.Paragraph) }},
	{"Made", 125, func(p *passage) string { return moment(p.Created) }, func(a, b *passage) int { return a.Created.Compare(b.Created) }},
}

func newPassages(w *window) *passages {
	t := w.tips
	p := &passages{bar: newFilterBar(w), slot: container.NewStack(), about: widget.NewLabel(""), at: -1, sortBy: -1}
	p.bar.placeIn(p.slot)
	p.bar.onChange = func() { p.onFilter() }
	p.about.SizeName = theme.SizeNameCaptionText
	p.table = panes.NewKeyTable(
		func() (int, int) { return len(p.rows), len(passageColumns) },
		func() fyne.CanvasObject { return panes.NewEllipsis() },
		func(id widget.TableCellID, o fyne.CanvasObject) {
			l := o.(*widget.Label)
			l.TextStyle.Bold = id.Row == p.at
			l.SetText(passageColumns[id.Col].text(&p.rows[id.Row]))
		})
	p.table.ShowHeaderRow = true
	p.table.CreateHeader = func() fyne.CanvasObject {
		return panes.NewTipButton(t, "", nil, say("Sort; click again to turn round"), nil)
	}
	p.table.UpdateHeader = func(id widget.TableCellID, o fyne.CanvasObject) {
		b := o.(*panes.TipButton)
		b.Alignment = widget.ButtonAlignLeading
		text := say(passageColumns[id.Col].title)
		if id.Col == p.sortBy {
			text += map[bool]string{false: " ↑", true: " ↓"}[p.descending]
		}
		b.OnTapped = func() { p.sort(id.Col) }
		b.SetText(text)
	}
	p.table.OnSelected = func(id widget.TableCellID) {
		p.table.UnselectAll()
		again := id.Row == p.at && time.Since(p.tapped) < doubleTap
		p.tapped = time.Now()
		if p.point(id.Row); again {
			p.jump()
		}
	}
	p.table.OnHighlighted = func(id widget.TableCellID) { p.point(id.Row) }
	p.table.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name != fyne.KeySpace {
			return false
		}
		p.jump()
		return true
	}
	open := panes.NewTipButton(t, say("Open in the article"), theme.DocumentIcon(), say("Show the place in its article  (Enter, double click)"), p.jump)
	p.whole = newExcerpt(w, 132, open)
	p.below = container.NewBorder(widget.NewSeparator(), nil, nil, nil, p.whole.root)
	p.copy = panes.NewTipButton(t, "", theme.ContentCopyIcon(), say("Copy all these passages with their citations"), func() { p.onCopy(p.rows) })
	for i, c := range passageColumns {
		p.table.SetColumnWidth(i, c.width)
	}
	p.counted = newCounted(t, func() { p.counted.set(nil, nil, ""); p.onFilter() })
	p.empty = panes.NewHint(say("No passages to show.\nHighlight some, or take away a part of the filter."))
	top := container.NewVBox(p.counted.row, p.slot, container.NewBorder(nil, nil, nil, p.copy, p.about))
	p.root = container.NewBorder(container.NewPadded(top), container.NewPadded(p.below), nil, nil, container.NewStack(p.table, container.NewCenter(p.empty)))
	p.empty.Hide()
	p.below.Hide()
	return p
}

// loadPassages reads the highlights that the filter and the codebook's "only
// this tag" leave.
func (w *window) loadPassages() {
	p, v := w.project, w.passages
	if p == nil {
		return
	}
	v.bar.placeIn(v.slot)
	v.bar.show()
	v.asked++
	asked, f := v.asked, w.passageFilter()
	v.counted.narrow(&f)
	w.queue.aside(func() func() {
		all, err := readPassages(p, f)
		return func() {
			switch {
			case asked != v.asked:
			case err != nil:
				w.fail(err)
			default:
				v.show(all)
			}
		}
	})
}

// readPassages puts the rows of the export, one per highlight and tag,
// together into one per highlight.
func readPassages(p *store.Project, f store.Filter) ([]passage, error) {
	var all []passage
	at := map[string]int{}
	for c, err := range p.Codings(f) {
		if err != nil {
			return nil, err
		}
		i, ok := at[c.HighlightID]
		if !ok {
			at[c.HighlightID] = len(all)
			all = append(all, passage{Coding: c, tags: c.TagPath, order: len(all)})
			continue
		}
		all[i].tags += ", " + c.TagPath
	}
	return all, nil
}

// show shows passages.
func (p *passages) show(all []passage) {
	p.rows = slices.DeleteFunc(all, func(r passage) bool { return !p.counted.has(r.HighlightID) })
	p.arrange()
}

// sort orders the table by a column; the same one again turns it round, and a
// third time puts it back into the order of the articles.
func (p *passages) sort(column int) {
	switch {
	case p.sortBy != column:
		p.sortBy, p.descending = column, false
	case !p.descending:
		p.descending = true
	default:
		p.sortBy, p.descending = -1, false
	}
	p.arrange()
}

// point shows the passage of a row whole.
func (p *passages) point(row int) {
	if row == p.at {
		return
	}
	p.at = row
	p.table.Refresh()
	if r, ok := p.pointed(); ok {
		p.read = r.HighlightID
		p.whole.show(r.ArticleID, annotate.Span{Start: r.Start, End: r.End}, r.Note, cmp.Or(r.tags, say("no tag")), r.Coder)
	}
}

// jump opens the article of the passage that is pointed at.
func (p *passages) jump() {
	if r, ok := p.pointed(); ok {
		p.onJump(r.ArticleID, r.HighlightID, annotate.Span{Start: r.Start, End: r.End})
	}
}

// pointed is the passage that was clicked, or at the keyboard's cursor.
func (p *passages) pointed() (passage, bool) {
	if p.at < 0 || p.at >= len(p.rows) {
		return passage{}, false
	}
	return p.rows[p.at], true
}

// arrange sorts. The passage that was pointed at stays it.
func (p *passages) arrange() {
	slices.SortStableFunc(p.rows, func(a, b passage) int {
		if p.sortBy < 0 {
			return a.order - b.order
		}
		c, by := passageColumns[p.sortBy], 0
		if c.less != nil {
			by = c.less(&a, &b)
		} else {
			by = strings.Compare(strings.ToLower(c.text(&a)), strings.ToLower(c.text(&b)))
		}
		if p.descending {
			by = -by
		}
		return cmp.Or(by, a.order-b.order)
	})
	p.about.SetText(count(len(p.rows), "passage"))
	panes.SetVisible(p.below, len(p.rows) > 0)
	panes.SetVisible(p.empty, len(p.rows) == 0)
	panes.SetVisible(p.copy, len(p.rows) > 0)
	p.at = -1
	p.point(max(0, slices.IndexFunc(p.rows, func(r passage) bool { return r.HighlightID == p.read })))
	p.table.Refresh()
}
