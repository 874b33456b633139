package window

import (
	"io"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/annotate/store"
	"gloss/app"
	"gloss/app/panes"
	"gloss/app/words"
)

// askMerge asks for another project, tries the merge, and shows what would come
// before anything is done.
func (w *window) askMerge() {
	w.askFile(say("Merge another project into this one"), []string{projectExtension}, func(path string) { w.tryMerge(path, func() {}) })
}

// tryMerge shows what a merge with the project at path would bring, and does it
// if a person says so; after runs then.
func (w *window) tryMerge(path string, after func()) {
	w.status.say(say("Comparing with %s…", filepath.Base(path)))
	p := w.project
	w.queue.do(func() func() {
		report, err := p.TryMerge(path, store.MergeChoices{})
		return func() {
			w.status.say("")
			if err != nil {
				w.tell(say("The projects cannot be merged"), sentence(err.Error()))
				return
			}
			w.showMerge(path, report, after)
		}
	})
}

// mergeSheet shows what a merge would bring, and asks what it can only guess.
type mergeSheet struct {
	w      *window
	path   string
	guess  store.MergeReport
	tags   []*widget.RadioGroup // one per SameTags
	coders []*widget.RadioGroup // one per SameNames
	sheet  *sheet
}

// The answers, in the order of the buttons: the first is what the merge takes
// for granted.
var (
	tagAnswers   = []words.Key{"the same tag", "another tag"}
	coderAnswers = []words.Key{"two people", "one person"}
)

func (w *window) showMerge(path string, guess store.MergeReport, after func()) *mergeSheet {
	m := &mergeSheet{w: w, path: path, guess: guess}
	name := filepath.Base(path)
	content := container.NewVBox(panes.NewParagraph(say("“%s” holds %s and %s by %s. Merging it into this project means: %s.", name,
		count(guess.Other.Articles, "article"), count(guess.Other.Highlights, "highlight"), count(guess.Other.Coders, "coder"), mergeSummary(guess))))
	question := func(what string, answers []words.Key) *widget.RadioGroup {
		r := widget.NewRadioGroup(nil, nil)
		for _, a := range answers {
			r.Options = append(r.Options, say(a))
		}
		r.Horizontal, r.Required = true, true
		r.SetSelected(r.Options[0])
		label := widget.NewLabel(what)
		label.Truncation = fyne.TextTruncateEllipsis
		content.Add(container.NewBorder(nil, nil, nil, r, label))
		return r
	}
	if len(guess.SameTags) > 0 {
		content.Add(panes.NewHeading(say("Both have a tag of this name. Is it")))
		for _, t := range guess.SameTags {
			m.tags = append(m.tags, question(t.Name, tagAnswers))
		}
	}
	if len(guess.SameNames) > 0 {
		content.Add(panes.NewHeading(say("Both have a coder of this name, made apart. Are they")))
		for _, c := range guess.SameNames {
			m.coders = append(m.coders, question(c.Name, coderAnswers))
		}
	}
	if left := guess.Decisions; len(left) > 0 {
		content.Add(panes.NewHeading(say("What the merge decides, left at that")))
		const most = 200
		text := decided(left[:min(most, len(left))])
		if len(left) > most {
			text += "\n" + say("… and %s more, which the report lists.", number(len(left)-most))
		}
		content.Add(panes.NewParagraph(text))
	}
	content.Add(panes.NewParagraph(say("A backup is made before, and Undo takes the merge back as a whole. “%s” stays as it is.", name)))
	size := fyne.NewSize(660, 500)
	if len(guess.SameTags)+len(guess.SameNames)+len(guess.Decisions) == 0 {
		size.Height = 280 // there is nothing to read but two paragraphs
	}
	m.sheet = w.ask(say("Merge"), container.NewVScroll(container.NewPadded(content)), size, say("Merge"), func() bool {
		w.merge(path, label("merge %s", name), name, m.choices(), after)
		return true
	}, nil)
	return m
}

// decided lists what a merge has decided, one sentence to a line.
func decided(all []string) string {
	lines := make([]string, len(all))
	for i, d := range all {
		lines[i] = "• " + tell(d)
	}
	return strings.Join(lines, "\n")
}

// choices are the answers.
func (m *mergeSheet) choices() store.MergeChoices {
	c := store.MergeChoices{SameCoders: map[string]string{}}
	for i, r := range m.tags {
		if r.Selected != r.Options[0] {
			c.TagsApart = append(c.TagsApart, m.guess.SameTags[i].There)
		}
	}
	for i, r := range m.coders {
		if r.Selected != r.Options[0] {
			c.SameCoders[m.guess.SameNames[i].There] = m.guess.SameNames[i].Here
		}
	}
	return c
}

// showMerged shows the report of a merge, to read and to save.
func (w *window) showMerged(name string, r store.MergeReport) {
	content := container.NewVBox(panes.NewParagraph(say("Taken from “%s”: %s. Undo takes the merge back.", name, mergeSummary(r))))
	size := fyne.NewSize(560, 0)
	if len(r.Decisions) > 0 {
		content.Add(panes.NewHeading(count(len(r.Decisions), "decision")))
		content.Add(panes.NewParagraph(decided(r.Decisions)))
		size.Height = 420
	}
	body := fyne.CanvasObject(content)
	if size.Height > 0 {
		body = container.NewVScroll(content)
	}
	save := panes.NewTipButton(w.tips, say("Save this report…"), theme.DocumentSaveIcon(), say("As a text file: every decision, and how much came"), func() { w.saveReport(name, r) })
	w.ask(say("Merged"), container.NewBorder(nil, container.NewHBox(save, layout.NewSpacer()), nil, nil, body), size, "", nil, nil)
}

func (w *window) saveReport(name string, r store.MergeReport) {
	const ending = ".txt"
	w.askSave(say("Save the report"), say("Merge with %s", strings.TrimSuffix(name, projectExtension))+ending, ending, func(path string) {
		err := app.WriteFile(path, func(out io.Writer) error {
			_, err := io.WriteString(out, strings.Join(app.MergeLines(r), "\n")+"\n")
			return err
		})
		if err != nil {
			w.fail(err)
			return
		}
		w.status.say(say("Report saved as %s", path))
	})
}

// askHandOut makes a copy for someone to code in.
func (w *window) askHandOut() {
	name := panes.NewField(say("Name of the coder"))
	known := []string{}
	for _, c := range w.shown.coders {
		if c.ID != w.project.Coder().ID {
			known = append(known, c.Name)
		}
	}
	w.input(name)
	content := container.NewVBox(
		panes.NewParagraph(say("Makes a copy for someone to code in, on their own computer. It holds all articles and the codebook, and what that coder has done so far, but nobody else's highlights: so that each sees the text with their own eyes.")),
		panes.NewParagraph(say("When it comes back, File > Merge takes over what was done in it. It can neither lose nor shift anything of yours.")),
		form(widget.NewLabel(say("For")), name))
	if len(known) > 0 {
		here := panes.NewQuiet(say("Coders here: %s. Who is not among them is new.", list(known)))
		here.Wrapping = fyne.TextWrapWord
		content.Add(here)
	}
	w.ask(say("Hand out for coding"), content, fyne.NewSize(540, 0), say("Save the copy as…"), func() bool {
		who := annotate.OneLine(name.Text)
		if who == "" {
			w.win.Canvas().Focus(name)
			return false
		}
		p := w.project
		file := strings.TrimSuffix(filepath.Base(p.Path()), projectExtension) + " " + say("for %s", strings.NewReplacer("/", " ", "\\", " ", ":", " ").Replace(who))
		w.sheet.close() // another opens
		w.askSave(say("Hand out for coding"), file+projectExtension, projectExtension, func(path string) {
			w.status.say(say("Making the copy…"))
			w.queue.aside(func() func() {
				coder, err := p.HandOut(path, annotate.Coder{Name: who})
				return func() {
					if err != nil {
						w.status.say("")
						w.fail(err)
						return
					}
					w.status.say(say("Copy for %s saved as %s", coder.Name, path))
				}
			})
		})
		return false
	}, name)
}

// mergeSummary counts what a merge has brought: "3 new articles, 1 deleted tag".
func mergeSummary(r store.MergeReport) string {
	var parts []string
	for _, row := range []struct {
		n                       store.MergeCount
		added, changed, deleted words.Noun
	}{
		{r.Articles, "new article", "changed article", "deleted article"},
		{r.Highlights, "new highlight", "changed highlight", "deleted highlight"},
		{r.Tags, "new tag", "changed tag", "deleted tag"},
		{r.Coders, "new coder", "changed coder", "deleted coder"},
		{r.Filters, "new filter", "changed filter", "deleted filter"},
	} {
		for _, k := range []struct {
			n    int
			what words.Noun
		}{{row.n.Added, row.added}, {row.n.Changed, row.changed}, {row.n.Deleted, row.deleted}} {
			if k.n > 0 {
				parts = append(parts, count(k.n, k.what))
			}
		}
	}
	if len(parts) == 0 {
		return say("nothing that was not here")
	}
	return strings.Join(parts, ", ")
}
