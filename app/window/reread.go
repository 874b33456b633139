package window

import (
	"errors"
	"strings"

	"gloss/annotate"
	"gloss/annotate/store"
	"gloss/app/panes"
	"gloss/importers"
)

// askReread shows what the importer makes of the open article's source today,
// so that a person can take more or less of it, or read it in another way. What
// was highlighted is carried over.
func (w *window) askReread() {
	p, a := w.project, w.shown.article
	w.queue.do(func() func() {
		data, err := p.Original(a.ID)
		return func() {
			switch {
			case errors.Is(err, store.ErrNotFound):
				w.tell(say("The source was not kept"), say("This project has only the text of the article, not the file it came from. Import the file again to read it in another way."))
			case err != nil:
				w.fail(err)
			case w.shown.articleID() == a.ID:
				name := a.SourceName
				if name == "" {
					name = pastedName
				}
				w.askReview(say("Read again: %s", panes.Clip(panes.TitleOf(a), 60)), say("Replace the text"), source{name: name, data: data}, importers.Options{Format: a.Format}, a,
					func(r importers.Result) { w.replaceArticle(a, r) })
			}
		}
	})
}

// replaceArticle puts another reading in the place of an article, and says what
// has become of its highlights.
func (w *window) replaceArticle(old *annotate.Article, r importers.Result) {
	if r.Article.Text.String() == old.Text.String() {
		now := *old
		now.Title, now.Authors, now.Published = r.Article.Title, r.Article.Authors, r.Article.Published
		now.Site, now.URL, now.Language = r.Article.Site, r.Article.URL, r.Article.Language
		w.setArticle(now, label("edit the details of %s", panes.Clip(panes.TitleOf(&now), 50)))
		return
	}
	var id string
	var carried []store.Carried
	w.changeMany(len(w.shown.highlights), label("read %s again", panes.Clip(panes.TitleOf(&r.Article), 50)), func(tx *store.Tx) error {
		a, all, err := tx.ReplaceArticle(old.ID, r.Article, r.Receipt, r.Original)
		id, carried = a.ID, all
		return err
	}, func() {
		w.openArticle(id, annotate.Span{})
		w.status.say(carriedOver(carried))
	})
}

// carriedOver sums up where the highlights of a replaced text have gone.
func carriedOver(all []store.Carried) string {
	if len(all) == 0 {
		return say("The text was replaced.")
	}
	n := map[annotate.Anchor]int{}
	for _, c := range all {
		n[c.Anchor]++
	}
	carried := count(n[annotate.Exact]+n[annotate.Moved], "highlight")
	if lost := n[annotate.Orphan]; lost > 0 {
		return say("%s carried over, %s not found in the new text.", carried, number(lost))
	}
	return say("%s carried over.", carried)
}

// showOrphans tells of the highlights that were not found again in the text of
// the open article, one after the other, until each has its place or is gone.
func (w *window) showOrphans() {
	const id = "orphans"
	all := w.shown.orphans
	if len(all) == 0 || w.project.ReadOnly() {
		w.notices.Drop(id)
		return
	}
	w.orphan = (w.orphan%len(all) + len(all)) % len(all)
	h := all[w.orphan]
	ways := []panes.Way{{Name: say("Place here"), Run: w.settleOrphan}, {Name: say("Delete it"), Run: func() {
		w.change(label("delete a highlight that was not found"), func(tx *store.Tx) error { return tx.DeleteHighlight(h.ID) }, nil)
	}}, {Name: say("Earlier text"), Run: func() { w.openArticle(h.Article, h.Span) }}}
	if len(all) > 1 {
		ways = append(ways, panes.Way{Name: say("Next"), Run: func() { w.orphan++; w.showOrphans() }})
	}
	quote, tags := panes.Clip(annotate.OneLine(h.Quote.Exact), 160), make([]string, len(h.Tags))
	for i, id := range h.Tags {
		tags[i] = w.tagName(id)
	}
	text := say("“%s”. Select the passage where it belongs and press Place here.", quote)
	if len(tags) > 0 {
		text = say("“%s” (%s). Select the passage where it belongs and press Place here.", quote, strings.Join(tags, ", "))
	}
	w.notices.Set(id, panes.Notice{Title: say("Not found in the new text: %s of %s", number(w.orphan+1), number(len(all))), Text: text, Ways: ways})
}

// settleOrphan gives the orphan that is being shown its place: the selection.
func (w *window) settleOrphan() {
	all, at := w.shown.orphans, w.meant(w.article.view.Selection())
	if len(all) == 0 {
		return
	}
	if at.Empty() {
		w.status.say(say("Select the passage where the highlight belongs first."))
		return
	}
	h := all[w.orphan%len(all)]
	w.change(label("place a highlight in the new text"), func(tx *store.Tx) error { return tx.SettleOrphan(h.ID, at) }, nil)
	w.article.view.Select(annotate.Span{Start: at.Start, End: at.Start})
}
