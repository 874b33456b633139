package window

import (
	"context"
	"reflect"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"gloss/annotate"
	"gloss/annotate/stats"
	"gloss/annotate/store"
	"gloss/app"
	"gloss/app/words"
)

// The agreement view and its actions.
const (
	viewAgree    = "agree"
	actionAgree  = viewAgree
	actionSettle = "settle"
)

// connectAgreement ties the view to the project.
func (w *window) connectAgreement() {
	a := w.agreement
	a.onChange = func() { w.compare(a.chosen) }
	a.onCoders = w.askCompared
	a.onArticles = w.askComparedArticles
	a.onFace = w.showAgreement
	a.figures.onUnits = w.showUnits
	a.figures.onJump = w.openArticle
	a.figures.onExport = w.saveTable
	a.figures.onCopy = w.copyMethods
	q := a.queue
	q.onShow = w.showSides
	q.onSettle = w.settleDisagreement
	q.onNote = func(d app.Disagreement, note string) { w.settleDisagreement(d, d.Verdict, note) }
	q.onTake = w.takeAgreed
	q.onExport = w.exportConsensus
	q.onJump = w.openArticle
}

// showAgreement shows a face of the agreement view.
func (w *window) showAgreement(f face) {
	w.agreement.turn(f)
	w.showView(viewAgree)
}

// agreementKey is the agreement view's part in the characters that are typed
// while no entry has the focus.
func (w *window) agreementKey(r rune) bool {
	return w.viewing(viewAgree) && w.agreement.queue.root.Visible() && w.agreement.queue.typed(r)
}

// agreementStep is the same for keys.
func (w *window) agreementStep(name fyne.KeyName) bool {
	if !w.viewing(viewAgree) || !w.agreement.queue.root.Visible() || name != fyne.KeyUp && name != fyne.KeyDown {
		return false
	}
	w.agreement.queue.step(map[fyne.KeyName]int{fyne.KeyUp: -1, fyne.KeyDown: 1}[name])
	return true
}

// loadAgreement reads what the face that is shown needs.
func (w *window) loadAgreement() {
	p, a := w.project, w.agreement
	if p == nil {
		return
	}
	c := w.comparison()
	a.setChoices(c, w.shown.tags)
	a.asked++
	if len(c.Coders) < 2 {
		a.about.SetText("")
		a.articles.SetText(say("no articles"))
		a.say(say("Agreement needs two coders. Let another person code the same articles under a name of their own:\n" +
			"in a copy (File > Hand out for coding), which is merged afterwards, or in this project (File > Settings)."))
		return
	}
	if w.comparer == nil || w.compared != p {
		w.comparer, w.compared = app.NewComparer(p), p
	}
	if w.stopComparing != nil {
		w.stopComparing()
	}
	ctx, stop := context.WithCancel(context.Background())
	w.stopComparing = stop
	asked, comparer, book, f := a.asked, w.comparer, w.shown.tags, a.shown
	w.queue.aside(func() func() {
		articles, base, err := comparer.Articles(c)
		var review app.Review
		var numbers stats.Agreement
		if err == nil && f == faceNumbers {
			numbers, err = comparer.Agreement(ctx, c)
		}
		var notSettled error
		if err == nil {
			review, notSettled = comparer.Review(ctx, c)
		}
		return func() {
			if asked != a.asked {
				return
			}
			a.setArticles(articles, base)
			if f == faceQueue && err == nil {
				err = notSettled
			}
			if err != nil {
				a.say(sentence(strings.TrimPrefix(err.Error(), p.Path()+": ")))
				return
			}
			a.say("")
			a.settled(review)
			if f == faceNumbers {
				settled := ""
				if notSettled == nil {
					settled = review.Methods(c)
				}
				a.figures.show(numbers, settled, book)
			} else {
				a.queue.show(review, c.Coders)
			}
		}
	})
}

// showUnits lists what a number of the table counts.
func (w *window) showUnits(tag string, coders []string) {
	a := w.agreement
	c, comparer, asked := w.comparison(), w.comparer, a.asked
	path := w.shown.tags.Path(tag)
	var heading func(n string) string
	want := func(given []bool) bool { return slices.Contains(given, true) && slices.Contains(given, false) }
	switch {
	case coders == nil:
		heading = func(n string) string { return say("%s, where they differ: %s", path, n) }
	case len(coders) == 0:
		heading = func(n string) string { return say("%s, given by nobody: %s", path, n) }
	case len(coders) == len(c.Coders):
		heading = func(n string) string { return say("%s, given by %s: %s", path, list(coders), n) }
	default:
		heading = func(n string) string { return say("%s, given by %s alone: %s", path, list(coders), n) }
	}
	if coders != nil {
		want = func(given []bool) bool {
			for i, k := range c.Coders {
				if given[i] != slices.Contains(coders, k.Name) {
					return false
				}
			}
			return true
		}
	}
	w.queue.aside(func() func() {
		units, err := comparer.Judged(context.Background(), c, tag, want)
		return func() {
			if asked != a.asked || err != nil {
				w.fail(err)
				return
			}
			n := say("%s stretches of characters", number(len(units)))
			if c.Unit != stats.Character {
				n = count(len(units), unitNouns[c.Unit])
			}
			a.figures.showUnits(heading(n), units)
		}
	})
}

var unitNouns = map[stats.Unit]words.Noun{stats.Sentence: "sentence", stats.ParagraphUnit: "paragraph", stats.WholeArticle: "article"}

// coded is an article with its highlights.
type coded struct {
	article    *annotate.Article
	highlights []annotate.Highlight
}

// showSides shows what each coder marked at a place, with the paragraphs around
// it: at once from what was read for the place before, where that was in the
// same article, and again if it has changed since.
func (w *window) showSides(d app.Disagreement) {
	p, q, before := w.project, w.agreement.queue, w.disputed
	if before.article == nil || before.article.ID != d.Article {
		before = coded{}
		q.columns.Hide()
	} else {
		w.drawSides(d, before)
	}
	w.queue.aside(func() func() {
		now := coded{article: before.article}
		var err error
		if now.article == nil {
			a, failed := p.Article(d.Article)
			now.article, err = &a, failed
		}
		if err == nil {
			now.highlights, err = p.Highlights(d.Article)
		}
		if err != nil {
			return nil // deleted meanwhile: the next reading tells
		}
		return func() {
			if q.at < 0 || placeID(&q.review.Disagreements[q.at]) != placeID(&d) {
				return
			}
			w.disputed = now
			if !reflect.DeepEqual(now, before) {
				w.drawSides(d, now)
			}
		}
	})
}

func (w *window) drawSides(d app.Disagreement, c coded) {
	look := w.look()
	look.Size = min(look.Size, textSizeNormal)
	part, from := around(c.article, d.Span)
	w.agreement.queue.showSides(d, part, from, c.highlights, w.shown.tags, look)
}

// around is the part of an article that a span lies in: its paragraphs, and one
// on each side. It begins at position from of the article.
func around(a *annotate.Article, s annotate.Span) (part *annotate.Article, from int) {
	first, last := max(0, a.BlockAt(s.Start)-1), min(len(a.Blocks)-1, a.BlockAt(s.End-1)+1)
	part = &annotate.Article{Language: a.Language}
	if last < first {
		return part, 0
	}
	from = a.Blocks[first].Span.Start
	whole := annotate.Span{Start: from, End: a.Blocks[last].Span.End}
	part.Text = annotate.NewText(a.Text.Slice(whole))
	for _, b := range a.Blocks[first : last+1] {
		b.Span.Start, b.Span.End = b.Span.Start-from, b.Span.End-from
		part.Blocks = append(part.Blocks, b)
	}
	for _, m := range a.Marks {
		if m.Span = m.Span.Intersect(whole); !m.Span.Empty() {
			m.Span.Start, m.Span.End = m.Span.Start-from, m.Span.End-from
			part.Marks = append(part.Marks, m)
		}
	}
	return part, from
}

// settleDisagreement writes a verdict into the highlights of Consensus.
func (w *window) settleDisagreement(d app.Disagreement, v app.Verdict, note string) {
	if w.project.ReadOnly() {
		w.status.say(say("This project can only be read, so nothing can be settled in it."))
		return
	}
	how := verdictName(v, w.agreement.queue.coders)
	w.change(label("settle %s: %v", d.TagPath, how), func(tx *store.Tx) error {
		return app.Settle(tx, d.Place, v, note)
	}, func() {
		w.status.say(say("Settled %s: %s. Ctrl+Z takes it back.", d.TagPath, tell(how)))
		w.reviewArticle(d.Article)
	})
}

// reviewArticle brings one article up to date at once, while the reading of all
// is under way.
func (w *window) reviewArticle(article string) {
	a, comparer, c := w.agreement, w.comparer, w.comparison()
	asked, one := a.asked, c
	one.Articles = []string{article}
	w.queue.do(func() func() {
		part, err := comparer.Review(context.Background(), one)
		if err != nil {
			return nil // the reading of all tells
		}
		return func() {
			if asked == a.asked {
				r := a.queue.review.With(article, part)
				a.settled(r)
				a.queue.show(r, c.Coders)
			}
		}
	})
}

// takeAgreed gives Consensus what all coders agree about.
func (w *window) takeAgreed() {
	missing := w.agreement.queue.review.Missing
	if w.project.ReadOnly() || len(missing) == 0 {
		return
	}
	w.change(label("take over %s", tally(len(missing), "agreed place")), func(tx *store.Tx) error {
		return app.TakeAgreed(tx, missing)
	}, func() {
		w.status.say(say("%s has what is agreed. Ctrl+Z takes it back.", app.Consensus))
		w.agreement.queue.unfocus()
	})
}

// exportConsensus opens the export with the codings of Consensus chosen.
func (w *window) exportConsensus() {
	e := w.askExport()
	for i, id := range e.coders {
		if strings.EqualFold(w.shown.coders[id].Name, app.Consensus) {
			e.coder.SetSelectedIndex(i)
		}
	}
}

// numbersShown reports whether the numbers of an agreement are to be seen.
func (w *window) numbersShown() bool {
	return w.viewing(viewAgree) && w.agreement.figures.root.Visible() && w.agreement.figures.how != ""
}

// copyMethods copies how the numbers were made.
func (w *window) copyMethods() {
	w.app.Clipboard().SetContent(w.agreement.figures.how)
	w.status.say(say("Copied how the numbers were made."))
}
