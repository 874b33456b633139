package window

import (
	"cmp"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/app"
	"gloss/app/panes"
)

// disagreements is the face with the queue: on the left every place about which
// the coders disagree, on the right one of them, each coder's passages side by
// side, with a key for each verdict.
type disagreements struct {
	root     fyne.CanvasObject
	onShow   func(d app.Disagreement) // wants showSides
	onSettle func(d app.Disagreement, v app.Verdict, note string)
	onNote   func(d app.Disagreement, note string) // of one that is settled
	onTake   func()                                // Consensus shall have what is agreed
	onExport func()
	onJump   func(article string, at annotate.Span)

	tips     *panes.Tips
	meter    *panes.Meter
	take     *panes.TipButton
	export   *panes.TipButton
	only     *panes.Tick // those that are open
	article  *panes.Picker
	articles []string // IDs behind the options; "" for all
	list     *panes.KeyList
	head     *widget.Label
	swatch   *canvas.Rectangle
	open     *panes.TipButton
	columns  *fyne.Container
	sides    []*side
	verdicts *fyne.Container
	note     *panes.Field
	done     *widget.RichText // in place of an item

	coders []annotate.Coder
	review app.Review
	rows   []int             // indices into review.Disagreements, those that the filter leaves
	at     int               // index into review.Disagreements, or -1
	shown  string            // placeID of the item whose note the field holds
	drafts map[string]string // notes on what is still open, by placeID
}

func newDisagreements(t *panes.Tips) *disagreements {
	d := &disagreements{tips: t, meter: panes.NewMeter(), head: widget.NewLabel(""), swatch: panes.NewSwatch("", 12),
		columns: container.NewGridWithRows(1), verdicts: container.NewHBox(), done: panes.NewHint(""), at: -1, drafts: map[string]string{}}
	d.take = panes.NewTipButton(t, "", theme.ContentAddIcon(), say("Give %s what all coders agree about, so that its codings are complete", app.Consensus), func() { d.onTake() })
	d.export = panes.NewTipButton(t, say("Export %s…", app.Consensus), theme.DocumentSaveIcon(), say("Export the codings of %s alone", app.Consensus), func() { d.onExport() })
	d.only = panes.NewTick(say("open ones only"), func(bool) { d.arrange(); d.unfocus() })
	d.article = panes.NewPicker(nil, nil)
	d.list = panes.NewKeyList(func() int { return len(d.rows) }, newDisagreementRow, d.drawRow)
	d.list.OnSelected = func(i widget.ListItemID) {
		if i < len(d.rows) && d.rows[i] != d.at {
			d.choose(d.rows[i])
		}
		d.unfocus()
	}
	d.head.TextStyle.Bold = true
	d.head.Truncation = fyne.TextTruncateEllipsis
	d.open = panes.NewTipButton(t, say("Open in the article"), theme.DocumentIcon(), say("Show the place in its article (O)"), func() { d.jump() })
	d.note = panes.NewField(say("A note on this decision (M); Enter keeps it"))
	d.note.OnKey = func(e *fyne.KeyEvent) bool {
		switch e.Name {
		case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyEscape:
			d.unfocus()
			return true
		}
		return false
	}
	d.note.OnBlur = d.keepNote

	top := container.NewVBox(
		d.meter, panes.NewFlow(wide(d.article, 200), d.only, layout.NewSpacer(), d.take, d.export))
	head := container.NewBorder(nil, nil, container.New(layout.NewCustomPaddedLayout(0, 0, 6, 0), container.NewCenter(d.swatch)), d.open, d.head)
	below := container.NewVBox(d.note, container.NewHScroll(d.verdicts))
	item := container.NewStack(container.NewBorder(head, below, nil, nil, d.columns), container.NewVBox(layout.NewSpacer(), d.done, layout.NewSpacer()))
	split := container.NewHSplit(d.list, container.NewPadded(item))
	split.SetOffset(0.25)
	d.root = container.NewBorder(container.NewPadded(top), nil, nil, nil, split)
	return d
}

// unfocus takes the keyboard from what was clicked, so that keys are verdicts.
func (d *disagreements) unfocus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(d.root); c != nil {
		c.Unfocus()
	}
}

func newDisagreementRow() fyne.CanvasObject {
	tag, where := widget.NewLabel(""), newCaption()
	tag.Truncation = fyne.TextTruncateEllipsis
	state := newCaption()
	state.Truncation = fyne.TextTruncateOff
	text := container.New(layout.NewCustomPaddedVBoxLayout(-10), container.NewBorder(nil, nil, nil, state, tag), where)
	return container.NewBorder(nil, nil, container.New(layout.NewCustomPaddedLayout(0, 0, 6, 0), container.NewCenter(panes.NewSwatch("", 11))), nil, text)
}

func (d *disagreements) drawRow(i widget.ListItemID, o fyne.CanvasObject) {
	row := &d.review.Disagreements[d.rows[i]]
	parts := o.(*fyne.Container).Objects
	lines := parts[0].(*fyne.Container).Objects
	first := lines[0].(*fyne.Container).Objects
	first[0].(*widget.Label).SetText(row.TagPath)
	state := first[1].(*widget.Label)
	state.Importance = widget.SuccessImportance
	state.SetText("✓ " + tell(verdictName(row.Verdict, d.coders)))
	if row.Verdict == app.Open {
		state.Importance = widget.MediumImportance
		state.SetText(say("open"))
	}
	lines[1].(*widget.Label).SetText(fmt.Sprintf("%s ¶%d · %s", panes.Clip(row.Title, 26), row.Paragraph, panes.Clip(annotate.OneLine(row.Quote), 80)))
	paint(parts[1], row.Tag.Color)
}

// paint gives the swatch within an object its colour.
func paint(o fyne.CanvasObject, color string) {
	switch o := o.(type) {
	case *fyne.Container:
		for _, inner := range o.Objects {
			paint(inner, color)
		}
	case *canvas.Rectangle:
		o.FillColor = panes.ParseColor(color)
		o.Refresh()
	}
}

// show shows a review. The item that was shown stays; at first it is the first
// that is open.
func (d *disagreements) show(r app.Review, coders []annotate.Coder) {
	if len(d.sides) != len(coders) {
		d.columns.RemoveAll()
		d.sides = nil
		for range coders {
			s := newSide()
			d.sides = append(d.sides, s)
			d.columns.Add(s.root)
		}
	}
	for i, c := range coders {
		d.sides[i].name.SetText(c.Name)
		paint(d.sides[i].dot, c.Color)
	}
	before := d.review.Disagreements
	d.review, d.coders = r, coders
	d.at = d.find(d.shown)
	for _, old := range before { // what an undo has opened again is what one wants to see
		if i := d.find(placeID(&old)); i >= 0 && old.Verdict != app.Open && r.Disagreements[i].Verdict == app.Open {
			d.at = i
		}
	}
	d.meter.Set(r.Settled(), len(r.Disagreements))
	d.take.SetText(say("Take over what is agreed (%s)", count(len(r.Missing), "place")))
	panes.SetVisible(d.take, len(r.Missing) > 0)
	panes.SetVisible(d.export, r.Settled() > 0 || len(r.Missing) < len(r.Agreed))
	d.showVerdicts()
	d.offerArticles()
	if d.at < 0 || !d.passes(d.at) {
		d.at = d.next(-1)
	}
	d.arrange()
	d.choose(d.at)
}

// offerArticles offers the articles in which there are disagreements.
func (d *disagreements) offerArticles() {
	names, ids := []string{say("all articles")}, []string{""}
	for _, row := range d.review.Disagreements {
		if !slices.Contains(ids, row.Article) {
			names, ids = append(names, panes.Clip(row.Title, 40)), append(ids, row.Article)
		}
	}
	setOptions(d.article, &d.articles, names, ids, func() {
		if d.at < 0 || !d.passes(d.at) {
			d.at = d.next(-1)
		}
		d.goTo(d.at)
		d.unfocus()
	})
}

// passes reports whether the item at an index is in the article that was chosen.
func (d *disagreements) passes(i int) bool {
	at := d.article.SelectedIndex()
	return at <= 0 || at < len(d.articles) && d.review.Disagreements[i].Article == d.articles[at]
}

// placeID tells a place from all others.
func placeID(d *app.Disagreement) string {
	return d.Article + " " + d.Place.Tag + " " + d.Span.String()
}

func (d *disagreements) find(id string) int {
	for i := range d.review.Disagreements {
		if placeID(&d.review.Disagreements[i]) == id {
			return i
		}
	}
	return -1
}

// next returns the first open one behind i, else the first open one at all, else
// -1.
func (d *disagreements) next(i int) int {
	n := len(d.review.Disagreements)
	for k := range n {
		if at := (i + 1 + k) % n; d.review.Disagreements[at].Verdict == app.Open && d.passes(at) {
			return at
		}
	}
	return -1
}

// arrange fills the list.
func (d *disagreements) arrange() {
	d.rows = d.rows[:0]
	for i, row := range d.review.Disagreements {
		if d.passes(i) && (!d.only.Checked || row.Verdict == app.Open || i == d.at) {
			d.rows = append(d.rows, i)
		}
	}
	d.list.Refresh()
}

// choose shows the item at an index, or for -1 that there is nothing left.
func (d *disagreements) choose(i int) {
	d.at = i
	d.sayDone()
	for _, o := range []fyne.CanvasObject{d.note, d.verdicts, d.open, d.head, d.swatch} {
		panes.SetVisible(o, i >= 0)
	}
	if i < 0 {
		d.columns.Hide()
		d.shown = ""
		d.list.UnselectAll()
		return
	}
	item := &d.review.Disagreements[i]
	if id := placeID(item); id != d.shown {
		d.shown = id
		d.note.SetText(cmp.Or(item.Note, d.drafts[id]))
	}
	d.head.SetText(fmt.Sprintf("%s · %s ¶%d · %s", item.TagPath, panes.Clip(item.Title, 60), item.Paragraph, d.difference(item)))
	paint(d.swatch, item.Tag.Color)
	for k, row := range d.rows {
		if row == i {
			d.list.Select(k)
			d.list.ScrollTo(k)
		}
	}
	d.markVerdict(item.Verdict)
	d.onShow(*item)
}

// difference says in words what the coders disagree about.
func (d *disagreements) difference(item *app.Disagreement) string {
	without := item.Without()
	if len(without) == 0 {
		return say("with other limits")
	}
	var names []string
	for _, k := range without {
		names = append(names, d.coders[k].Name)
	}
	return say("not given by %s", list(names))
}

// sayDone says that nothing is left, or what there is to do.
func (d *disagreements) sayDone() {
	text := ""
	switch {
	case d.at >= 0:
	case len(d.review.Disagreements) == 0:
		text = say("The coders agree about everything here.")
	default:
		text = say("All of them are settled. Click one on the left to look at it again.")
		if d.review.Settled() < len(d.review.Disagreements) {
			text = say("All of them are settled in this article.")
		}
	}
	if text != "" && len(d.review.Missing) > 0 {
		text += "\n" + say("Take over what is agreed, then the codings of %s are complete.", app.Consensus)
	} else if text != "" {
		text += "\n" + say("The codings of %s can be exported.", app.Consensus)
	}
	d.done.Segments[0].(*widget.TextSegment).Text = text
	d.done.Refresh()
	panes.SetVisible(d.done, text != "")
}
