package window

import (
	"strings"

	"gloss/annotate"
)

// copy copies what is selected, else the chosen highlight's passage; in the
// numbers of an agreement, how they were made.
func (w *window) copy() {
	if w.numbersShown() {
		w.copyMethods()
		return
	}
	text := ""
	if w.viewing(viewGuide) {
		text = w.guide.guide.Article.Text.Slice(w.guide.view.Selection())
	} else if s := w.article.view.Selection(); !s.Empty() {
		text = w.shown.article.Text.Slice(s)
	} else if h, ok := w.shown.highlight(w.chosen); ok {
		text = h.Quote.Exact
	}
	if text == "" {
		w.status.say(say("Select a passage to copy it."))
		return
	}
	w.copyText(text)
}

func (w *window) copyText(text string) {
	w.app.Clipboard().SetContent(text)
	w.status.say(say("Copied %s.", count(len([]rune(text)), "character")))
}

// copyCited copies a passage with its citation, as it stands in a paper: in
// the table the one that is pointed at, else the selected or chosen one.
func (w *window) copyCited() {
	if w.viewing(viewPassages) {
		if r, ok := w.passages.pointed(); ok {
			w.copyPassages([]passage{r})
		} else {
			w.status.say(say("Point at a passage to copy it with its citation."))
		}
		return
	}
	c := annotate.Coding{}
	if s := w.article.view.Selection(); !s.Empty() {
		c.Start, c.End = s.Start, s.End
	} else if h, ok := w.shown.highlight(w.chosen); ok {
		c.Start, c.End = h.Span.Start, h.Span.End
	} else {
		w.status.say(say("Select a passage to copy it with its citation."))
		return
	}
	c.Quote = w.shown.article.Text.Slice(annotate.Span{Start: c.Start, End: c.End})
	c.Describe(w.shown.article)
	w.copyPassages([]passage{{Coding: c}})
}

// copyPassages copies passages with their citations, a blank line between two.
func (w *window) copyPassages(rows []passage) {
	var all []string
	for i := range rows {
		all = append(all, rows[i].Cited())
	}
	w.app.Clipboard().SetContent(strings.Join(all, "\n\n"))
	if len(all) == 1 {
		w.status.say(say("Copied %s %s", annotate.Excerpt(rows[0].Quote, 40), rows[0].Citation()))
		return
	}
	w.status.say(say("Copied %s with citations.", count(len(all), "passage")))
}
