package window

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/app/panes"
)

// excerpt shows a passage whole, within its paragraphs, below a list that has
// room for its beginning only.
type excerpt struct {
	w     *window
	root  fyne.CanvasObject
	place *widget.Label
	text  *widget.RichText
	asked int // number of the latest passage
}

// newExcerpt returns an excerpt of that height, with beside, which may be nil,
// in its first line.
func newExcerpt(w *window, height float32, beside fyne.CanvasObject) *excerpt {
	e := &excerpt{w: w, place: widget.NewLabel(""), text: widget.NewRichText()}
	e.place.Truncation = fyne.TextTruncateEllipsis
	e.place.SizeName = theme.SizeNameCaptionText
	e.text.Wrapping = fyne.TextWrapWord
	tall := container.New(layout.NewGridWrapLayout(fyne.NewSize(1, height)), panes.NewQuiet(""))
	e.root = container.NewBorder(nil, nil, tall, nil, container.NewBorder(container.NewBorder(nil, nil, nil, beside, e.place), nil, nil, nil, container.NewVScroll(e.text)))
	return e
}

// clear shows nothing.
func (e *excerpt) clear() {
	e.asked++
	e.set("")
}

// show shows what stands at s in the article of that ID, with a note below it;
// what is known of it stands above, before its place.
func (e *excerpt) show(article string, s annotate.Span, note string, known ...string) {
	e.clear()
	p, asked := e.w.project, e.asked
	e.w.queue.aside(func() func() {
		a, err := p.Article(article)
		return func() {
			switch {
			case asked != e.asked:
			case err != nil:
				e.set(sentence(tell(err.Error())))
			default:
				e.fill(&a, s, note, known)
			}
		}
	})
}

func (e *excerpt) fill(a *annotate.Article, s annotate.Span, note string, known []string) {
	first, last := a.BlockAt(s.Start), a.BlockAt(s.End-1)
	room := annotate.Span{Start: a.Blocks[first].Span.Start, End: max(s.End, a.Blocks[last].Span.End)}
	plain, marked, below := widget.RichTextStyleInline, widget.RichTextStyleInline, widget.RichTextStyleParagraph
	marked.TextStyle.Bold, marked.ColorName = true, theme.ColorNamePrimary
	below.TextStyle.Italic = true
	segments := []widget.RichTextSegment{
		&widget.TextSegment{Text: panes.Blanked(a.Text.Slice(annotate.Span{Start: room.Start, End: s.Start})), Style: plain},
		&widget.TextSegment{Text: panes.Blanked(a.Text.Slice(s)), Style: marked},
		&widget.TextSegment{Text: panes.Blanked(a.Text.Slice(annotate.Span{Start: s.End, End: room.End})), Style: plain},
	}
	if note != "" {
		segments = append(segments, &widget.TextSegment{Style: widget.RichTextStyleParagraph}, &widget.TextSegment{Text: note, Style: below})
	}
	e.set(strings.Join(append(known, say("%s · paragraph %d", panes.TitleOf(a), first+1)), " · "), segments...)
}

func (e *excerpt) set(place string, segments ...widget.RichTextSegment) {
	e.place.SetText(place)
	e.text.Segments = segments
	e.text.Refresh()
}
