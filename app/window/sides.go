package window

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/app"
	"gloss/app/panes"
	"gloss/app/reader"
)

// side is what one coder marked.
type side struct {
	root fyne.CanvasObject
	name *widget.Label
	dot  *canvas.Rectangle
	note *widget.Label
	view *reader.View
}

func newSide() *side {
	s := &side{name: widget.NewLabel(""), dot: panes.NewSwatch("", 11), note: widget.NewLabel(""), view: reader.New()}
	s.dot.CornerRadius = 6
	s.name.TextStyle.Bold = true
	s.note.Wrapping = fyne.TextWrapWord
	s.note.TextStyle.Italic = true
	paper := container.NewStack(panes.NewBackdrop(panes.ColorNamePage), container.NewThemeOverride(s.view, panes.PageTheme{}))
	s.root = container.NewBorder(container.NewHBox(container.New(layout.NewCustomPaddedLayout(0, 0, 6, 0), container.NewCenter(s.dot)), s.name), s.note, nil, nil, paper)
	return s
}

// showSides shows what each coder marked around the place: a is the part of the
// article, which begins at position from.
func (d *disagreements) showSides(item app.Disagreement, a *annotate.Article, from int, highlights []annotate.Highlight, book annotate.Codebook, look reader.Look) {
	here := annotate.Span{Start: 0, End: a.Text.Len()}
	d.columns.Show()
	noted := false
	for k, s := range d.sides {
		s.view.SetLook(look)
		s.view.SetArticle(a)
		var marks []reader.Highlight
		for _, h := range highlights {
			span := annotate.Span{Start: h.Span.Start - from, End: h.Span.End - from}.Intersect(here)
			if h.Coder != d.coders[k].ID || span.Empty() {
				continue
			}
			m := reader.Highlight{ID: h.ID, Span: span, Note: h.Note != "",
				Dim: !slices.ContainsFunc(item.Given[k], func(g annotate.Highlight) bool { return g.ID == h.ID })}
			var names []string
			for _, id := range h.Tags {
				t, _ := book.ByID(id)
				m.Labels = append(m.Labels, reader.Label{Name: t.Name, Color: t.Color})
				names = append(names, book.Path(id))
			}
			m.Tip = withNote(tipOf(names, d.coders[k].Name), h.Note)
			marks = append(marks, m)
		}
		s.view.SetHighlights(marks)
		s.view.Reveal(annotate.Span{Start: item.Span.Start - from, End: item.Span.End - from})
		var notes []string
		for _, h := range item.Given[k] {
			if h.Note != "" {
				notes = append(notes, h.Note)
			}
		}
		if len(item.Given[k]) == 0 {
			notes = append(notes, say("Did not give “%s” here.", item.TagPath))
		}
		s.note.SetText(strings.Join(notes, "\n"))
		noted = noted || len(notes) > 0
	}
	for _, s := range d.sides { // all or none, so that the texts stand beside each other
		panes.SetVisible(s.note, noted)
	}
}
