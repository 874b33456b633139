package window

import "gloss/importers"

// pastedName stands for a file's name in what is pasted.
const pastedName = "pasted article"

// askPaste opens the review of what is on the clipboard.
func (w *window) askPaste() *review {
	pasted := source{name: pastedName, data: []byte(w.app.Clipboard().Content()), typed: true}
	return w.askReview(say("Paste article"), say("Add to project"), pasted, importers.Options{}, nil, w.addResult)
}
