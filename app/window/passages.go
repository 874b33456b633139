package window

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/annotate/store"
)

// passages is the view of every highlight as a table, to be filtered, sorted
// and jumped from.
type passages struct {
	root     fyne.CanvasObject
	onJump   func(article, highlight string, at annotate.Span)
	onFilter func() // another tag, article or coder was chosen: wants show
	onCopy   func(rows []passage)

	filter  *field
	article *widget.Select
	coder   *widget.Select
	counted *counted
	about   *widget.Label
	copy    *tipButton
	table   *widget.Table
	at      int // row under the pointer or the keyboard's cursor, or -1
	empty   fyne.CanvasObject

	articles, coders []string // IDs behind the options; "" for all
	all              []passage
	rows             []passage // those that the filter leaves, sorted
	sortBy           int       // column; -1 as they stand in the articles
	descending       bool
	asked            int // number of the latest reading
}

// passage is a row: one highlight with all its tags.
type passage struct {
	annotate.Coding
	tags  string // paths of all its tags
	order int    // as they stand in the articles
}

// passageColumns lists the columns of the table.
var passageColumns = []struct {
	title string
	width float32
	text  func(p *passage) string
	less  func(a, b *passage) int // nil: by text
}{
	{"Article", 170, func(p *passage) string { return p.Article }, nil},
	{"Tags", 140, func(p *passage) string { return p.tags }, nil},
	{"Passage", 330, func(p *passage) string { return strings.Join(strings.Fields(p.Quote), " ") }, nil},
	{"Note", 150, func(p *passage) string { return strings.Join(strings.Fields(p.Note), " ") }, nil},
	{"Coder", 90, func(p *passage) string { return p.Coder }, nil},
	{"¶", 45, func(p *passage) string { return fmt.Sprint(p.Paragraph) }, func(a, b *passage) int { return cmp.Compare(a.Paragraph, b.Paragraph) }},
	{"Made", 125, func(p *passage) string { return moment(p.Created) }, func(a, b *passage) int { return a.Created.Compare(b.Created) }},
}

func newPassages(t *tips) *passages {
	p := &passages{filter: newField("Filter: words of the passage, its note, tags or article"), about: widget.NewLabel(""), at: -1, sortBy: -1}
	p.filter.OnChanged = func(string) { p.arrange() }
	p.article = widget.NewSelect(nil, nil)
	p.coder = widget.NewSelect(nil, nil)
	p.about.SizeName = theme.SizeNameCaptionText
	p.table = widget.NewTable(
		func() (int, int) { return len(p.rows), len(passageColumns) },
		func() fyne.CanvasObject {
			l := widget.NewLabel("")
			l.Truncation = fyne.TextTruncateEllipsis
			return l
		},
		func(id widget.TableCellID, o fyne.CanvasObject) {
			o.(*widget.Label).SetText(passageColumns[id.Col].text(&p.rows[id.Row]))
		})
	p.table.ShowHeaderRow = true
	p.table.CreateHeader = func() fyne.CanvasObject { return newTipButton(t, "", nil, "Sort; click again to turn round", nil) }
	p.table.UpdateHeader = func(id widget.TableCellID, o fyne.CanvasObject) {
		b := o.(*tipButton)
		b.Alignment = widget.ButtonAlignLeading
		text := passageColumns[id.Col].title
		if id.Col == p.sortBy {
			text += map[bool]string{false: " ↑", true: " ↓"}[p.descending]
		}
		b.OnTapped = func() { p.sort(id.Col) }
		b.SetText(text)
	}
	p.table.OnSelected = func(id widget.TableCellID) {
		p.table.UnselectAll()
		if id.Row >= 0 && id.Row < len(p.rows) {
			r := p.rows[id.Row]
			p.onJump(r.ArticleID, r.HighlightID, annotate.Span{Start: r.Start, End: r.End})
		}
	}
	p.table.OnHighlighted = func(id widget.TableCellID) { p.at = id.Row }
	p.copy = newTipButton(t, "", theme.ContentCopyIcon(), "Copy all these passages with their citations", func() { p.onCopy(p.rows) })
	for i, c := range passageColumns {
		p.table.SetColumnWidth(i, c.width)
	}
	p.counted = newCounted(t, func() { p.counted.set(nil, nil, ""); p.onFilter() })
	p.empty = newHint("No passages to show.\nHighlight some, or choose other tags, articles or words.")
	top := container.NewVBox(p.counted.row, p.filter, container.NewBorder(nil, nil, container.NewHBox(p.article, p.coder), p.copy, p.about))
	p.root = container.NewBorder(container.NewPadded(top), nil, nil, nil, container.NewStack(p.table, container.NewCenter(p.empty)))
	p.empty.Hide()
	return p
}

// loadPassages reads the highlights that the view's choices and the codebook's
// "only this tag" leave.
func (w *window) loadPassages() {
	p, v := w.project, w.passages
	if p == nil {
		return
	}
	v.setChoices(w.shown)
	v.asked++
	asked, f := v.asked, v.chosen()
	if w.only != "" {
		f.Tags = []string{w.only}
	}
	v.counted.narrow(&f)
	only := w.only
	w.queue.aside(func() func() {
		all, err := readPassages(p, f)
		return func() {
			switch {
			case asked != v.asked:
			case err != nil:
				w.fail(err)
			default:
				v.show(all, w.tagName(only))
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

// setChoices offers the project's articles and coders.
func (p *passages) setChoices(s state) {
	names, ids := []string{"all articles"}, []string{""}
	for _, a := range s.articles {
		names, ids = append(names, clip(titleOf(&a.Article), 40)), append(ids, a.ID)
	}
	setOptions(p.article, &p.articles, names, ids, p.onFilter)
	names, ids = []string{"all coders"}, []string{""}
	for _, c := range s.coders {
		names, ids = append(names, c.Name), append(ids, c.ID)
	}
	setOptions(p.coder, &p.coders, names, ids, p.onFilter)
}

// setOptions changes the options of a select and keeps what is chosen.
func setOptions(s *widget.Select, has *[]string, names, ids []string, changed func()) {
	if slices.Equal(*has, ids) && slices.Equal(s.Options, names) {
		return
	}
	chosen := ""
	if i := s.SelectedIndex(); i >= 0 && i < len(*has) {
		chosen = (*has)[i]
	}
	s.OnChanged = nil
	s.Options, *has = names, ids
	s.SetSelectedIndex(max(0, slices.Index(ids, chosen)))
	s.OnChanged = func(string) { changed() }
}

func (p *passages) chosen() (f store.Filter) {
	if i := p.article.SelectedIndex(); i > 0 {
		f.Articles = []string{p.articles[i]}
	}
	if i := p.coder.SelectedIndex(); i > 0 {
		f.Coders = []string{p.coders[i]}
	}
	return f
}

// show shows passages; only names the tag they were chosen by, if any.
func (p *passages) show(all []passage, only string) {
	p.all = all
	p.arrange()
	if only != "" {
		p.about.SetText(p.about.Text + " with the tag “" + only + "”")
	}
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

// pointed is the passage under the pointer or the keyboard's cursor.
func (p *passages) pointed() (passage, bool) {
	if p.at < 0 || p.at >= len(p.rows) {
		return passage{}, false
	}
	return p.rows[p.at], true
}

// arrange filters and sorts.
func (p *passages) arrange() {
	words := strings.Fields(strings.ToLower(p.filter.Text))
	p.rows = p.rows[:0:0]
	for i := range p.all {
		r := &p.all[i]
		if !p.counted.has(r.HighlightID) {
			continue
		}
		text := strings.ToLower(r.Quote + "\n" + r.Note + "\n" + r.tags + "\n" + r.Article)
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) }) {
			p.rows = append(p.rows, *r)
		}
	}
	if p.sortBy >= 0 {
		c := passageColumns[p.sortBy]
		slices.SortStableFunc(p.rows, func(a, b passage) int {
			by := 0
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
	}
	p.about.SetText(count(len(p.rows), "passage"))
	if len(p.rows) < len(p.all) {
		p.about.SetText(fmt.Sprintf("%s of %s", number(len(p.rows)), count(len(p.all), "passage")))
	}
	p.at = -1
	show(p.empty, len(p.rows) == 0)
	show(p.copy, len(p.rows) > 0)
	p.table.Refresh()
}
