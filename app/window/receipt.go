package window

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/app/panes"
	"gloss/app/words"
)

// showReceipt shows what the importer said of the open article.
func (w *window) showReceipt() { w.showReceiptOf(w.shown.articleID(), panes.TitleOf(w.shown.article)) }

// showReceiptOf shows what the importer said of an article, over what is shown
// now, and leads on to reading it in another way.
func (w *window) showReceiptOf(id, title string) {
	p := w.project
	w.queue.do(func() func() {
		r, err := p.Receipt(id)
		return func() {
			if err != nil {
				w.fail(err)
				return
			}
			again := panes.NewTipButton(w.tips, say("Read again…"), theme.ViewRefreshIcon(), say("Read its source in another way, or leave more of it out"), func() {
				for w.sheet != nil {
					w.sheet.close()
				}
				w.openArticle(id, annotate.Span{})
				w.queue.do(func() func() { return func() { w.perform("reread") } })
			})
			panes.SetVisible(again, !p.ReadOnly())
			content := container.NewBorder(nil, container.NewHBox(layout.NewSpacer(), again), nil, nil, newReceipt(r))
			w.ask(say("Import receipt: %s", panes.Clip(title, 60)), content, fyne.NewSize(640, 480), "", nil, nil)
		}
	})
}

// kindNames heads the remarks of each kind, in the order they are shown.
var kindNames = []struct {
	kind annotate.RemarkKind
	name words.Key
}{
	{annotate.Doubt, "Please look at this"},
	{annotate.Residue, "May be residue of the page it was copied from"},
	{annotate.LeftOut, "Left out"},
	{annotate.Mended, "Mended"},
	{annotate.Read, "How it was read"},
}

// receiptText is how many characters of what was left out are shown in full.
const receiptText = 2000

func newReceipt(r annotate.Receipt) fyne.CanvasObject {
	box := container.NewVBox()
	addReceipt(box, r)
	if len(box.Objects) == 0 {
		box.Add(panes.NewHint(say("Nothing was left out and nothing was mended.")))
	}
	return container.NewVScroll(box)
}

// addReceipt shows the remarks and candidates of a receipt in the box.
func addReceipt(box *fyne.Container, r annotate.Receipt) {
	for _, k := range kindNames {
		heading := false
		for _, m := range r.Remarks {
			if m.Kind != k.kind {
				continue
			}
			if !heading {
				heading = true
				box.Add(panes.NewHeading(say(k.name)))
			}
			text := tell(m.Detail)
			if m.Count > 1 && !strings.Contains(m.Detail, fmt.Sprint(m.Count)) {
				text += fmt.Sprintf(" (%s)", number(m.Count))
			}
			box.Add(panes.NewParagraph(sentence(text)))
			if m.Text != "" {
				l := panes.NewParagraph(panes.Clip(m.Text, receiptText))
				l.TextStyle.Italic = true
				box.Add(container.NewBorder(nil, nil, newIndent(), nil, l))
			}
		}
	}
	heading := false
	for _, c := range r.Candidates {
		if c.Field == "encoding" {
			continue // told among the remarks
		}
		if !heading {
			heading = true
			box.Add(panes.NewHeading(say("What the source says of itself")))
		}
		box.Add(panes.NewParagraph(fmt.Sprintf("%s: %s (%s)", tell(c.Field), panes.Clip(c.Value, 300), tell(c.Origin))))
	}
}

func newIndent() fyne.CanvasObject { return widget.NewLabel("  ") }
