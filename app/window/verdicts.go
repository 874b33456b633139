package window

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/app"
	"gloss/app/panes"
)

// verdictName is how a place was settled, as the history says it: in English.
func verdictName(v app.Verdict, coders []annotate.Coder) string {
	switch v {
	case app.Every:
		return label("joined")
	case app.Nobody:
		return label("not given")
	case app.Own:
		return label("by hand")
	}
	return label("as %s", v.Word(coders))
}

// verdictKey is a key of the queue: the coders have the digits.
type verdictKey struct {
	verdict   app.Verdict
	key       rune
	name, tip string
}

// keysOf lists the verdicts with their keys.
func (d *disagreements) keysOf() []verdictKey {
	var all []verdictKey
	for k, c := range d.coders {
		all = append(all, verdictKey{app.Verdict(k), rune('1' + k), say("%s is right", panes.Clip(c.Name, 16)),
			say("What %s marked goes to %s; where that is nothing, the tag is not given", c.Name, app.Consensus)})
	}
	if len(all) > 9 {
		all[9].key = '0'
	}
	both := say("Both")
	if len(d.coders) > 2 {
		both = say("All")
	}
	return append(all,
		verdictKey{app.Every, 'b', both, say("What they marked goes to %s; passages that overlap become one", app.Consensus)},
		verdictKey{app.Nobody, 'n', say("Neither"), say("The tag is not given here")})
}

// showVerdicts makes the row of buttons.
func (d *disagreements) showVerdicts() {
	d.verdicts.RemoveAll()
	for _, v := range d.keysOf() {
		key := strings.ToUpper(string(v.key))
		d.verdicts.Add(panes.NewTipButton(d.tips, key+"  "+v.name, nil, v.tip+" ("+key+")", func() { d.settle(v.verdict) }))
	}
	d.verdicts.Add(widget.NewSeparator())
	d.verdicts.Add(panes.NewTipButton(d.tips, "S  "+say("Skip"), nil, say("Leave it open and go to the next open one (S or Space)"), d.skip))
	d.verdicts.Add(panes.NewTipButton(d.tips, "M  "+say("Note"), nil, say("Write a note on this decision (M)"), d.writeNote))
}

// markVerdict shows how the item is settled.
func (d *disagreements) markVerdict(v app.Verdict) {
	for i, k := range d.keysOf() {
		b := d.verdicts.Objects[i].(*panes.TipButton)
		b.Importance = widget.MediumImportance
		if k.verdict == v {
			b.Importance = widget.HighImportance
		}
		b.Refresh()
	}
}

// settle settles the item that is shown and goes on to the next open one.
func (d *disagreements) settle(v app.Verdict) {
	if d.at < 0 {
		return
	}
	item, note := d.review.Disagreements[d.at], strings.TrimSpace(d.note.Text)
	d.review.Disagreements[d.at].Note = note // so that leaving the field does not write it once more
	d.unfocus()
	delete(d.drafts, d.shown)
	if i := d.next(d.at); i >= 0 && i != d.at {
		d.goTo(i)
	} else {
		d.shown = "" // show looks for what is left
	}
	d.onSettle(item, v, note)
}

// skip goes to the next open one.
func (d *disagreements) skip() {
	d.unfocus()
	if i := d.next(d.at); i >= 0 {
		d.goTo(i)
	}
}

// step goes to the next (1) or previous (-1) one in the list.
func (d *disagreements) step(by int) {
	for k, row := range d.rows {
		if row == d.at && k+by >= 0 && k+by < len(d.rows) {
			d.goTo(d.rows[k+by])
			return
		}
	}
	if d.at < 0 && len(d.rows) > 0 {
		d.goTo(d.rows[0])
	}
}

func (d *disagreements) goTo(i int) {
	d.choose(i)
	d.arrange()
}

func (d *disagreements) writeNote() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(d.root); c != nil && d.at >= 0 {
		c.Focus(d.note)
	}
}

// keepNote hands on a note on what is settled; on what is open it waits for the
// verdict.
func (d *disagreements) keepNote() {
	if d.at < 0 || placeID(&d.review.Disagreements[d.at]) != d.shown {
		return
	}
	item := &d.review.Disagreements[d.at]
	note := annotate.Clean(strings.TrimSpace(d.note.Text))
	switch {
	case item.Verdict == app.Open:
		d.drafts[d.shown] = note
		return
	case note == item.Note || item.Verdict == app.Own:
		return
	}
	item.Note = note
	d.onNote(*item, note)
}

func (d *disagreements) jump() {
	if d.at >= 0 {
		d.onJump(d.review.Disagreements[d.at].Article, d.review.Disagreements[d.at].Span)
	}
}

// typed does what a character stands for, and reports whether it stands for
// something.
func (d *disagreements) typed(r rune) bool {
	if d.at < 0 {
		return false
	}
	r = []rune(strings.ToLower(string(r)))[0]
	for _, v := range d.keysOf() {
		if v.key == r {
			d.settle(v.verdict)
			return true
		}
	}
	switch r {
	case 's', ' ':
		d.skip()
	case 'm':
		d.writeNote()
	case 'o':
		d.jump()
	default:
		return false
	}
	return true
}
