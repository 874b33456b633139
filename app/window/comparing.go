package window

import (
	"encoding/json"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/annotate/stats"
	"gloss/app"
	"gloss/app/panes"
)

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

// askCompared asks for the coders to compare.
func (w *window) askCompared() {
	c := w.comparison()
	all := w.comparable()
	var checks []*panes.Tick
	rows := container.NewVBox()
	for _, k := range all {
		check := panes.NewTick(k.Name, nil)
		check.Checked = slices.ContainsFunc(c.Coders, func(o annotate.Coder) bool { return o.ID == k.ID })
		checks = append(checks, check)
		rows.Add(check)
	}
	about := panes.NewParagraph(say("Choose from two to %d coders.", stats.MaxCoders))
	s := w.ask(say("Compare coders"), container.NewBorder(about, nil, nil, nil, container.NewVScroll(rows)), fyne.NewSize(360, 420), say("Compare"), func() bool {
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
	rows := panes.NewKeyList(func() int { return len(all) },
		func() fyne.CanvasObject {
			return container.NewBorder(nil, nil, panes.NewTick("", nil), newCaptionWhole(), panes.NewEllipsis())
		},
		func(i widget.ListItemID, o fyne.CanvasObject) {
			parts := o.(*fyne.Container).Objects
			parts[0].(*widget.Label).SetText(panes.TitleOf(&all[i].Article))
			check := parts[1].(*panes.Tick)
			check.OnChanged = nil
			check.SetChecked(in[i])
			check.OnChanged = func(on bool) { in[i] = on }
			parts[2].(*widget.Label).SetText(tell(all[i].Why))
		})
	rows.OnSelected = func(i widget.ListItemID) {
		rows.UnselectAll()
		in[i] = !in[i]
		rows.RefreshItem(i)
	}
	usual := panes.NewTipButton(w.tips, say("As marked done"), nil, say("Forget what was chosen by hand"), func() {
		c.Articles = nil
		w.sheet.close()
		w.compare(c)
	})
	usual.Importance = widget.MediumImportance
	about := panes.NewParagraph(say("The coders are compared on the articles that each of them has marked done (Alt+3). Now: %s.", tell(base)))
	content := container.NewBorder(about, container.NewHBox(usual), nil, nil, rows)
	w.ask(say("Articles to compare on"), content, fyne.NewSize(760, 560), say("Compare on these"), func() bool {
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
