package window

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/app/panes"
	"gloss/app/reader"
	"gloss/importers"
)

// review is the dialog in which a person looks at what an importer makes of one
// source: the text as it will be coded, and beside it what is known of the
// article, how it was read, and the receipt. Every choice shows at once. What
// is not the article's own is struck out paragraph by paragraph.
type review struct {
	w       *window
	source  source
	options importers.Options
	accept  func(importers.Result) // takes what a person has agreed to

	result *importers.Result // nil while it is read, or where it cannot be
	struck map[int]bool      // blocks of the result, by index
	asked  int               // number of the latest reading
	wanted bool              // confirmed while it was still being read

	sheet   *sheet
	typed   *panes.Field // the source, where a person writes it
	view    *reader.View
	choices *readingChoices
	facts   *factFields
	about   *widget.Label // how much text there is, or why there is none
	receipt *fyne.Container
	residue *panes.TipButton
	strike  *panes.TipButton
	restore *panes.TipButton
}

// source is what an importer reads.
type source struct {
	name  string
	data  []byte
	typed bool // it is text that was pasted, and can be changed in the dialog
}

// askReview opens the dialog for a source. fill, if it is not nil, gives the fields
// other values than the source proposes.
func (w *window) askReview(title, confirm string, s source, o importers.Options, fill *annotate.Article, accept func(importers.Result)) *review {
	r := &review{w: w, source: s, options: o, accept: accept, view: reader.New(), about: panes.NewParagraph(""), receipt: container.NewVBox()}
	r.view.SetLook(w.look())
	r.view.OnHighlights = func(ids []string, _ fyne.Position) { r.clicked(ids) }
	r.view.OnSelect = func(annotate.Span) { r.showStruck() }
	r.view.OnKey = func(e *fyne.KeyEvent) {
		switch e.Name {
		case fyne.KeyDelete, fyne.KeyBackspace:
			r.strikeSelection()
		default:
			r.sheet.typedKey(e)
		}
	}
	r.about.SizeName = theme.SizeNameCaptionText
	r.facts = newFactFields(w, fill)
	r.choices = newReadingChoices(r)
	r.residue = newTipButtonImportant(w.tips, "", say("Leave out the paragraphs that look like residue of the page: buttons, times, the title once more"), r.strikeResidue)
	r.strike = panes.NewTipButton(w.tips, say("Leave out"), theme.ContentRemoveIcon(), say("Leave out the paragraphs that are selected in the text  (Delete)"), r.strikeSelection)
	r.restore = panes.NewTipButton(w.tips, say("Take all back"), theme.ContentUndoIcon(), say("Take everything back that was left out by hand"), func() { r.strikeOnly(nil) })

	page := container.NewStack(panes.NewBackdrop(panes.ColorNamePage), container.NewThemeOverride(r.view, panes.PageTheme{}))
	tools := container.NewBorder(nil, nil, nil, container.NewHBox(r.residue, r.restore, r.strike), r.about)
	side := container.NewVScroll(container.NewVBox(r.choices.form, widget.NewSeparator(), r.facts.form, widget.NewSeparator(), r.receipt))
	side.SetMinSize(fyne.NewSize(330, 0))
	text := fyne.CanvasObject(container.NewBorder(tools, nil, nil, nil, page))
	var focus fyne.Focusable
	if s.typed {
		r.typed = panes.NewArea(say("Paste the article here (Ctrl+V): text or HTML source"), 3)
		r.typed.SetText(string(s.data))
		r.typed.OnChanged = func(text string) {
			r.source.data = []byte(text)
			r.read()
		}
		w.input(r.typed)
		split := container.NewVSplit(r.typed, text)
		split.SetOffset(0.25)
		text, focus = split, r.typed
	}
	content := container.NewBorder(nil, nil, side, nil, text)
	r.sheet = w.ask(title, content, fyne.NewSize(1080, 720), confirm, r.confirmed, focus)
	r.read()
	return r
}

// read lets the importer read the source as the choices say, off the UI
// goroutine, and shows what it made of it.
func (r *review) read() {
	r.asked++
	asked, s, o := r.asked, r.source, r.options
	r.result = nil
	if s.typed && len(bytes.TrimSpace(s.data)) == 0 {
		r.show(importers.Result{}, errors.New(say("paste the article's text above")))
		return
	}
	r.sheet.ok.Enable()
	if !s.typed { // which is short, and read again with every letter
		r.about.SetText(say("Reading…"))
	}
	r.w.queue.aside(func() func() {
		res, err := importers.Bytes(context.Background(), s.name, s.data, o)
		return func() {
			if asked == r.asked {
				r.show(res, err)
				if r.wanted && r.result != nil && r.w.sheet == r.sheet {
					r.sheet.confirm()
				}
				r.wanted = false
			}
		}
	})
}

func (r *review) show(res importers.Result, err error) {
	r.struck = map[int]bool{}
	r.receipt.RemoveAll()
	if err != nil {
		r.sheet.ok.Disable()
		r.view.SetArticle(nil)
		r.about.SetText(sentence(err.Error()))
		r.choices.failed(err)
		r.buttons()
		return
	}
	r.result = &res
	r.choices.show(res)
	r.facts.show(res)
	addReceipt(r.receipt, res.Receipt)
	r.view.SetArticle(&res.Article)
	r.showStruck()
}

// showStruck draws what is left out, and what is proposed for it.
func (r *review) showStruck() {
	if r.result == nil {
		return
	}
	a := &r.result.Article
	var marks []reader.Highlight
	for _, m := range r.result.Receipt.Remarks {
		if i := m.Block - 1; m.Kind == annotate.Residue && !r.struck[i] {
			marks = append(marks, reader.Highlight{ID: blockID(i), Span: a.Blocks[i].Span,
				Labels: []reader.Label{{Name: say("residue?"), Color: "#E69F00"}}, Tip: say("%s Click to leave it out.", sentence(m.Detail))})
		}
	}
	words, left := 0, 0
	for i, b := range a.Blocks {
		if !r.struck[i] {
			words += len(strings.Fields(a.Text.Slice(b.Span)))
			left++
			continue
		}
		marks = append(marks, reader.Highlight{ID: blockID(i), Span: b.Span, Dim: true,
			Labels: []reader.Label{{Name: say("left out"), Color: "#808080"}}, Tip: say("Left out. Click to take it back.")})
	}
	slices.SortFunc(marks, func(a, b reader.Highlight) int { return a.Span.Start - b.Span.Start })
	r.view.SetHighlights(marks)
	about := count(left, "paragraph") + " · " + count(words, "word")
	if n := len(r.struck); n > 0 {
		about += " · " + say("%s left out", number(n))
	}
	r.about.SetText(about)
	if left == 0 {
		r.sheet.ok.Disable()
		r.about.SetText(say("Nothing is left of the text; take something back."))
	} else {
		r.sheet.ok.Enable()
	}
	r.buttons()
}

// buttons shows those that have something to do.
func (r *review) buttons() {
	n := len(r.proposed())
	r.residue.SetText(say("Leave out all residue (%s)", number(n)))
	panes.SetVisible(r.residue, n > 0)
	panes.SetVisible(r.restore, len(r.struck) > 0)
	if r.result != nil && !r.view.Selection().Empty() {
		r.strike.Enable()
	} else {
		r.strike.Disable()
	}
}

// proposed lists the blocks that the receipt calls residue and that still stand.
func (r *review) proposed() []int {
	if r.result == nil {
		return nil
	}
	return slices.DeleteFunc(r.result.Receipt.Residue(), func(i int) bool { return r.struck[i] })
}

// blockID names a block where the view wants the ID of a highlight.
func blockID(i int) string { return fmt.Sprint("block ", i) }

// clicked leaves the marked paragraph out, or takes it back.
func (r *review) clicked(ids []string) {
	for _, id := range ids {
		var i int
		if _, err := fmt.Sscanf(id, "block %d", &i); err == nil {
			if r.struck[i] {
				delete(r.struck, i)
			} else {
				r.struck[i] = true
			}
			r.showStruck()
			return
		}
	}
}

func (r *review) strikeResidue() {
	for _, i := range r.proposed() {
		r.struck[i] = true
	}
	r.showStruck()
}

// strikeSelection leaves out the paragraphs that the selection touches; where
// all of them are left out already, it takes them back.
func (r *review) strikeSelection() {
	if r.result == nil || r.view.Selection().Empty() {
		return
	}
	var touched []int
	all := true
	for i, b := range r.result.Article.Blocks {
		if b.Span.Overlaps(r.view.Selection()) {
			touched = append(touched, i)
			all = all && r.struck[i]
		}
	}
	for _, i := range touched {
		if all {
			delete(r.struck, i)
		} else {
			r.struck[i] = true
		}
	}
	r.view.Select(annotate.Span{Start: r.view.Selection().Start, End: r.view.Selection().Start})
	r.showStruck()
}

// strikeOnly leaves out these blocks and no others.
func (r *review) strikeOnly(blocks []int) {
	r.struck = map[int]bool{}
	for _, i := range blocks {
		r.struck[i] = true
	}
	r.showStruck()
}

func (r *review) confirmed() bool {
	if r.result == nil {
		r.wanted = true
		return false
	}
	var blocks []int
	for i := range r.struck {
		blocks = append(blocks, i)
	}
	res := r.result.Without(blocks)
	if err := r.facts.fill(&res.Article); err != nil {
		r.about.SetText(wrongWith(err))
		return false
	}
	r.accept(res)
	return true
}
