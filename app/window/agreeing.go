package window

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/annotate/export"
	"gloss/annotate/stats"
	"gloss/annotate/store"
	"gloss/app"
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
	a.figures.onExport = w.exportNumbers
	a.figures.onCopy = func(text string) {
		w.app.Clipboard().SetContent(text)
		w.status.say("Copied how the numbers were made.")
	}
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

// comparison is what a person chose to compare in a project, as the preferences
// keep it.
type comparison struct {
	Project  string     `json:"project"`
	Coders   []string   `json:"coders"` // IDs
	Unit     stats.Unit `json:"unit"`
	Tags     []string   `json:"tags"`
	Articles []string   `json:"articles"`
}

// comparison returns what was compared last in this project, without what is no
// more; at first it is the first two coders by paragraph.
func (w *window) comparison() app.Comparison {
	var kept comparison
	if json.Unmarshal([]byte(w.prefs.String(prefAgree)), &kept) != nil || kept.Project != w.project.Path() {
		kept = comparison{Unit: stats.ParagraphUnit}
	}
	c := app.Comparison{Unit: kept.Unit}
	if !slices.Contains(stats.Units, c.Unit) {
		c.Unit = stats.ParagraphUnit
	}
	for _, id := range kept.Coders {
		if k, ok := w.shown.coders[id]; ok {
			c.Coders = append(c.Coders, k)
		}
	}
	if len(c.Coders) < 2 {
		c.Coders = w.comparable()
		c.Coders = c.Coders[:min(2, len(c.Coders))]
	}
	for _, id := range kept.Tags {
		if _, ok := w.shown.tags.ByID(id); ok {
			c.Tags = append(c.Tags, id)
		}
	}
	for _, id := range kept.Articles {
		if w.shown.index(id) >= 0 {
			c.Articles = append(c.Articles, id)
		}
	}
	return c
}

// comparable lists the coders of the project by name, Consensus last.
func (w *window) comparable() []annotate.Coder {
	var all []annotate.Coder
	for _, k := range w.shown.coders {
		all = append(all, k)
	}
	last := func(k annotate.Coder) int {
		if strings.EqualFold(k.Name, app.Consensus) {
			return 1
		}
		return 0
	}
	slices.SortFunc(all, func(a, b annotate.Coder) int {
		if by := last(a) - last(b); by != 0 {
			return by
		}
		return strings.Compare(strings.ToLower(a.Name)+a.ID, strings.ToLower(b.Name)+b.ID)
	})
	return all
}

// compare keeps a choice and shows what comes of it.
func (w *window) compare(c app.Comparison) {
	kept := comparison{Project: w.project.Path(), Unit: c.Unit, Tags: c.Tags, Articles: c.Articles}
	for _, k := range c.Coders {
		kept.Coders = append(kept.Coders, k.ID)
	}
	if data, err := json.Marshal(kept); err == nil {
		w.prefs.SetString(prefAgree, string(data))
	}
	w.loadAgreement()
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
		a.articles.SetText("no articles")
		a.say("Agreement needs two coders. Let another person code the same articles under a name of their own,\n" +
			"in a copy of this project that is merged afterwards, or in this one (File > Settings).")
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

// askCompared asks for the coders to compare.
func (w *window) askCompared() {
	c := w.comparison()
	all := w.comparable()
	var checks []*widget.Check
	rows := container.NewVBox()
	for _, k := range all {
		check := widget.NewCheck(k.Name, nil)
		check.Checked = slices.ContainsFunc(c.Coders, func(o annotate.Coder) bool { return o.ID == k.ID })
		checks = append(checks, check)
		rows.Add(check)
	}
	about := newParagraph(fmt.Sprintf("Choose from two to %d coders.", stats.MaxCoders))
	s := w.ask("Compare coders", container.NewBorder(about, nil, nil, nil, container.NewVScroll(rows)), fyne.NewSize(360, 420), "Compare", func() bool {
		c.Coders = nil
		for i, k := range all {
			if checks[i].Checked {
				c.Coders = append(c.Coders, k)
			}
		}
		w.compare(c)
		return true
	}, nil)
	refresh := func(bool) {
		n := 0
		for _, check := range checks {
			if check.Checked {
				n++
			}
		}
		if n < 2 || n > stats.MaxCoders {
			s.ok.Disable()
		} else {
			s.ok.Enable()
		}
	}
	for _, check := range checks {
		check.OnChanged = refresh
	}
	refresh(true)
}

// askComparedArticles lists the articles with why they count or do not, and
// lets a person choose others.
func (w *window) askComparedArticles() {
	c := w.comparison()
	if w.comparer == nil || len(c.Coders) < 2 {
		return
	}
	comparer := w.comparer
	w.queue.aside(func() func() {
		all, base, err := comparer.Articles(c)
		return func() {
			if err != nil {
				w.fail(err)
				return
			}
			w.chooseCompared(c, all, base)
		}
	})
}

func (w *window) chooseCompared(c app.Comparison, all []app.Compared, base string) {
	in := make([]bool, len(all))
	for i := range all {
		in[i] = all[i].In
	}
	rows := widget.NewList(func() int { return len(all) },
		func() fyne.CanvasObject {
			return container.NewBorder(nil, nil, widget.NewCheck("", nil), newCaptionWhole(), newEllipsis())
		},
		func(i widget.ListItemID, o fyne.CanvasObject) {
			parts := o.(*fyne.Container).Objects
			parts[0].(*widget.Label).SetText(titleOf(&all[i].Article))
			check := parts[1].(*widget.Check)
			check.OnChanged = nil
			check.SetChecked(in[i])
			check.OnChanged = func(on bool) { in[i] = on }
			parts[2].(*widget.Label).SetText(all[i].Why)
		})
	rows.OnSelected = func(i widget.ListItemID) {
		rows.UnselectAll()
		in[i] = !in[i]
		rows.RefreshItem(i)
	}
	usual := newTipButton(w.tips, "As marked done", nil, "Forget what was chosen by hand", func() {
		c.Articles = nil
		w.sheet.close()
		w.compare(c)
	})
	usual.Importance = widget.MediumImportance
	about := newParagraph("The coders are compared on the articles that each of them has marked done (Alt+3). Now: " + base + ".")
	content := container.NewBorder(about, container.NewHBox(usual), nil, nil, rows)
	w.ask("Articles to compare on", content, fyne.NewSize(760, 560), "Compare on these", func() bool {
		c.Articles = []string{}
		same := true
		for i := range all {
			same = same && in[i] == all[i].In
			if in[i] {
				c.Articles = append(c.Articles, all[i].ID)
			}
		}
		if !same {
			w.compare(c)
		}
		return true
	}, nil)
}

func newCaptionWhole() *widget.Label {
	l := newCaption()
	l.Truncation = fyne.TextTruncateOff
	return l
}

func newEllipsis() *widget.Label {
	l := widget.NewLabel("")
	l.Truncation = fyne.TextTruncateEllipsis
	return l
}

// showUnits lists what a number of the table counts.
func (w *window) showUnits(tag string, coders []string) {
	a := w.agreement
	c, comparer, asked := w.comparison(), w.comparer, a.asked
	heading := w.shown.tags.Path(tag) + ", "
	want := func(given []bool) bool { return slices.Contains(given, true) && slices.Contains(given, false) }
	switch {
	case coders == nil:
		heading += "where they differ"
	case len(coders) == 0:
		heading += "given by nobody"
	case len(coders) == len(c.Coders):
		heading += "given by " + list(coders)
	default:
		heading += "given by " + list(coders) + " alone"
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
			noun := string(c.Unit)
			if c.Unit == stats.Character {
				noun = "stretch of characters"
			}
			n := fmt.Sprintf("%s %ss", number(len(units)), strings.Replace(noun, "stretch", "stretche", 1))
			if c.Unit != stats.Character {
				n = count(len(units), noun)
			}
			a.figures.showUnits(heading+": "+n, units)
		}
	})
}

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
		w.status.say("This project can only be read, so nothing can be settled in it.")
		return
	}
	how := verdictName(v, w.agreement.queue.coders)
	w.change(fmt.Sprintf("settle %s: %s", d.TagPath, how), func(tx *store.Tx) error {
		return app.Settle(tx, d.Place, v, note)
	}, func() {
		w.status.say(fmt.Sprintf("Settled %s: %s. Ctrl+Z takes it back.", d.TagPath, how))
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
	w.change("take over "+count(len(missing), "agreed place"), func(tx *store.Tx) error {
		return app.TakeAgreed(tx, missing)
	}, func() {
		w.status.say(app.Consensus + " has what is agreed. Ctrl+Z takes it back.")
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

// exportNumbers saves the table of numbers, as CSV or XLSX.
func (w *window) exportNumbers(extension string) {
	t := app.AgreementTable(w.agreement.figures.shown)
	name := strings.TrimSuffix(filepath.Base(w.project.Path()), projectExtension) + " agreement"
	w.askSave("Save the table of numbers", name+extension, extension, func(path string) {
		err := app.WriteFile(path, func(out io.Writer) error {
			if extension == ".xlsx" {
				return t.XLSX(out)
			}
			return t.CSV(out, export.Options{BOM: w.prefs.BoolWithFallback(prefBOM, true), Delimiter: ','})
		})
		if err != nil {
			w.fail(err)
			return
		}
		w.status.say("Saved as " + path)
	})
}
