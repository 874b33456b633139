package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"gloss/app/panes"
	"gloss/app/words"
)

// emptyStates are what library and reader say while there is nothing in them:
// what to do next, which is another thing without a project than in an empty one.
type emptyStates struct {
	library, reader     *fyne.Container
	noProject, noText   fyne.CanvasObject // in the library
	noArticle, notAsked fyne.CanvasObject // in the reader: there is none; none was chosen
}

func newEmptyStates(w *window) *emptyStates {
	button := func(id string, text words.Key) fyne.CanvasObject {
		return container.NewCenter(newTipButtonImportant(w.tips, say(text), w.tip(id), func() { w.perform(id) }))
	}
	hint := func(text words.Key) *widget.RichText { return panes.NewHint(say(text)) }
	e := &emptyStates{
		noProject: container.NewVBox(
			hint("No project is open. A project is one file, which holds articles, highlights and tags."),
			button("new", "New project…"), button("open", "Open project…"), button("sample", "Open the sample project")),
		noText: container.NewVBox(
			hint("No articles yet.\nDrop web pages, texts, PDFs, Word files or a folder here, or:"),
			button("import", "Import files…"), button("paste", "Paste an article…")),
		noArticle: hint("Articles are read and coded here, once there are some.\nThe guide (Shift+F1) shows how."),
		notAsked:  hint("Choose an article on the left to read and code it."),
	}
	e.library = container.NewStack(e.noProject, e.noText)
	e.reader = container.NewStack(e.noArticle, e.notAsked)
	return e
}

// showEmpty lets the empty states say what is so.
func (w *window) showEmpty() {
	open, any := w.project != nil, len(w.shown.articles) > 0
	panes.SetVisible(w.empty.noProject, !open)
	panes.SetVisible(w.empty.noText, open)
	panes.SetVisible(w.empty.noArticle, !any)
	panes.SetVisible(w.empty.notAsked, any)
	if !open {
		panes.SetVisible(w.book.Empty, false)
		panes.SetVisible(w.inspector.Empty, false)
	}
}
