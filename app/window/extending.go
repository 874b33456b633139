package window

// selectSentence, selectParagraph and extend are the ways to select by keys that
// stand in the menu; the others are keys of the reader itself.

func (w *window) selectSentence()  { w.article.view.SelectSentence(); w.focusReader() }
func (w *window) selectParagraph() { w.article.view.SelectParagraph(); w.focusReader() }

// extend begins an extending selection, or widens it.
func (w *window) extend() {
	w.focusReader()
	w.article.view.Extend()
	if w.article.view.Selection().Empty() {
		w.status.say(say("Extending: the arrow keys select; F8 takes the word, the sentence, the paragraph; Esc ends it."))
	}
	w.refreshMenu()
}
