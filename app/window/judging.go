package window

import (
	"context"
	"os"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/annotate/find"
	"gloss/annotate/store"
	"gloss/app"
	"gloss/app/panes"
)

// readTerms reads a list of words from a file.
func readTerms(path string) ([]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return app.ReadTerms(path, f)
}

// tagPath is the path of the tag that was chosen or named.
func (v *hits) tagPath() string {
	if t, ok := v.w.shown.tags.Find(v.tag.Text); ok {
		return v.w.shown.tags.Path(t.ID)
	}
	return strings.Join(annotate.SplitPath(v.tag.Text), annotate.PathSeparator)
}

// show shows what a search found, and gives the keyboard to the first hit that
// is to be judged.
func (v *hits) show(q find.Query, found []app.Found, before string) {
	v.query, v.found, v.before, v.done, v.at, v.applied = q, found, before, 0, -1, nil
	v.verdicts = make([]panes.Verdict, len(found))
	v.number = [len(panes.VerdictMarks)]int{panes.Undecided: len(found)}
	for i := range found {
		if found[i].Coded {
			v.set(i, panes.Already)
		}
	}
	v.list.UnselectAll()
	v.list.Refresh()
	v.list.ScrollToTop()
	v.showContext()
	v.refresh()
	if len(found) > 0 && v.w.viewing(viewHits) {
		v.step(0)
		v.w.win.Canvas().Focus(v.list)
	}
}

// set gives a hit a verdict.
func (v *hits) set(i int, to panes.Verdict) {
	v.number[v.verdicts[i]]--
	v.number[to]++
	v.verdicts[i] = to
}

// choose makes a hit the one that is judged, and shows its paragraph.
func (v *hits) choose(i widget.ListItemID) {
	v.at = i
	v.list.Highlight(i)
	v.showContext()
	v.refresh()
}

// judge gives the chosen hit a verdict and goes on to the next undecided one.
func (v *hits) judge(to panes.Verdict) {
	if v.at < 0 || v.verdicts[v.at] == panes.Already {
		return
	}
	v.set(v.at, to)
	v.list.RefreshItem(v.at)
	v.refresh()
	if to != panes.Undecided {
		v.step(v.at + 1)
	}
}

// judgeRest gives all undecided hits a verdict.
func (v *hits) judgeRest(to panes.Verdict) {
	for i := range v.verdicts {
		if v.verdicts[i] == panes.Undecided {
			v.set(i, to)
		}
	}
	v.list.Refresh()
	v.refresh()
}

// step chooses the first undecided hit from an index on, round the end; without
// any it stays.
func (v *hits) step(from int) {
	for k := range v.verdicts {
		if i := (from + k) % len(v.verdicts); v.verdicts[i] == panes.Undecided {
			v.list.Select(i)
			return
		}
	}
	if v.at < 0 && len(v.found) > 0 {
		v.list.Select(0)
	}
}

func (v *hits) typedRune(r rune) {
	switch r {
	case 'y':
		v.judge(panes.Accepted)
	case 'n':
		v.judge(panes.Rejected)
	case 'u', 'U':
		v.judge(panes.Undecided)
	case 'Y':
		v.judgeRest(panes.Accepted)
	case 'N':
		v.judgeRest(panes.Rejected)
	}
}

func (v *hits) typedKey(e *fyne.KeyEvent) bool {
	to := v.at
	switch e.Name {
	case fyne.KeyDown:
		to++
	case fyne.KeyUp:
		to--
	case fyne.KeyPageDown:
		to += 15
	case fyne.KeyPageUp:
		to -= 15
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = len(v.found) - 1
	case fyne.KeyReturn, fyne.KeyEnter:
		if v.at >= 0 {
			h := v.found[v.at]
			v.w.openArticle(h.Article.ID, h.Span)
		}
		return true
	case fyne.KeyEscape:
		v.w.win.Canvas().Focus(v.words)
		return true
	default:
		return v.w.pressed(e.Name, true)
	}
	if len(v.found) > 0 {
		v.list.Select(max(0, min(to, len(v.found)-1)))
	}
	return true
}

// showContext shows the paragraph of the chosen hit with what would be
// highlighted.
func (v *hits) showContext() {
	if v.at < 0 {
		v.context.clear()
		return
	}
	h := v.found[v.at]
	v.context.show(h.Article.ID, h.Span, "")
}

// refresh brings numbers and buttons up to date.
func (v *hits) refresh() {
	panes.SetVisible(v.empty, len(v.found) == 0)
	panes.SetVisible(v.below, len(v.found) > 0)
	writable := v.w.project != nil && !v.w.project.ReadOnly()
	enable(v.yes, v.at >= 0 && v.verdicts[v.at] != panes.Already)
	enable(v.no, v.at >= 0 && v.verdicts[v.at] != panes.Already)
	enable(v.all, v.number[panes.Undecided] > 0)
	enable(v.none, v.number[panes.Undecided] > 0)
	tag := v.tagPath()
	enable(v.code, v.number[panes.Accepted] > 0 && tag != "" && writable)
	switch {
	case tag == "" && v.number[panes.Accepted] > 0:
		v.code.SetText(say("Choose a tag above to code %s", count(v.number[panes.Accepted], "passage")))
	case tag == "":
		v.code.SetText(say("Code passages"))
	case v.number[panes.Accepted] == 0:
		v.code.SetText(say("Code passages as %s", panes.Clip(tag, 30)))
	default:
		v.code.SetText(say("Code %s as %s", count(v.number[panes.Accepted], "passage"), panes.Clip(tag, 30)))
	}
	if len(v.found) == 0 {
		if v.query.String() != "" {
			v.about.SetText(say("Nothing found. Try the beginning of a word and *, or fewer conditions."))
		}
		return
	}
	articles := 0
	for i := range v.found {
		if i == 0 || v.found[i].Article != v.found[i-1].Article {
			articles++
		}
	}
	text := say("%s in %s", count(len(v.found), "hit"), count(articles, "article"))
	if n := v.number[panes.Already] - v.done; n > 0 {
		text += say(", %s coded already", number(n))
	}
	if yes, no := v.number[panes.Accepted]+v.done, v.number[panes.Rejected]; yes+no > 0 {
		text += " · " + share(yes, yes+no)
	}
	if v.number[panes.Undecided] > 0 {
		text += " · " + say("%s to decide", number(v.number[panes.Undecided]))
	}
	if v.before != "" {
		text += " · " + v.before
	}
	v.about.SetText(text)
}

// enable makes a button work or not, and leaves it alone where it is so already.
func enable(o fyne.Disableable, on bool) {
	switch {
	case on && o.Disabled():
		o.Enable()
	case !on && !o.Disabled():
		o.Disable()
	}
}

// apply codes the accepted hits, as one action.
func (v *hits) apply() {
	w, tag, asked := v.w, v.tagPath(), v.asked
	var chosen []app.Found
	var at []int
	for i := range v.found {
		if v.verdicts[i] == panes.Accepted {
			chosen, at = append(chosen, v.found[i]), append(at, i)
		}
	}
	if len(chosen) == 0 || tag == "" || w.project.ReadOnly() {
		return
	}
	me := w.project.Coder().ID
	label := app.FoundLabel(v.query, tag, v.number[panes.Accepted]+v.done, v.number[panes.Rejected])
	v.code.Disable()
	w.status.say(say("Coding…"))
	w.changeMany(len(chosen), label, func(tx *store.Tx) error {
		_, err := app.CodeFound(context.Background(), tx, me, chosen, tag)
		return err
	}, func() {
		w.status.say(say("Coded %s as %s. Ctrl+Z takes it back.", count(len(chosen), "passage"), tag))
		if asked != v.asked {
			return
		}
		for _, i := range at {
			if v.verdicts[i] == panes.Accepted {
				v.set(i, panes.Already)
				v.done++
			}
		}
		v.applied, v.label = at, label
		v.list.Refresh()
		v.refresh()
		v.w.win.Canvas().Focus(v.list)
	})
}

// takeBack makes the hits that were coded last accepted ones again, where that
// was undone.
func (v *hits) takeBack() {
	if len(v.applied) == 0 || v.w.shown.redo != v.label {
		return
	}
	for _, i := range v.applied {
		v.set(i, panes.Accepted)
		v.done--
	}
	v.applied = nil
	v.list.Refresh()
	v.refresh()
}
