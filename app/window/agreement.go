package window

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/annotate/stats"
	"gloss/app"
	"gloss/app/panes"
	"gloss/app/words"
)

// agreement is the view of how far coders agree. It has two faces: the numbers,
// and the queue of what they disagree about. Above both stands what is compared,
// as a sentence that can be changed.
type agreement struct {
	root       fyne.CanvasObject
	onChange   func()     // another comparison was chosen
	onCoders   func()     // wants to choose the coders
	onArticles func()     // wants to choose the articles
	onFace     func(face) // wants the other face

	coders   *panes.TipButton
	unit     *panes.Picker
	articles *panes.TipButton
	tag      *panes.Picker
	tags     []string // IDs behind the options; "" for all
	about    *widget.Label
	faces    map[face]*panes.TipButton
	shown    face

	chosen  app.Comparison
	figures *agreementTable
	queue   *disagreements
	hint    *widget.RichText // in place of a face that has nothing to show
	asked   int              // number of the latest reading
}

// face is one of the two sides of the view.
type face int

const (
	faceNumbers face = iota
	faceQueue
)

// unitNames are how a person calls the units, from small to large.
var unitNames = map[stats.Unit]words.Key{
	stats.Character: "characters", stats.Sentence: "sentences", stats.ParagraphUnit: "paragraphs", stats.WholeArticle: "whole articles",
}

func newAgreement(t *panes.Tips, tip func(id string) string) *agreement {
	a := &agreement{about: widget.NewLabel(""), hint: panes.NewHint(""), faces: map[face]*panes.TipButton{}}
	a.about.SizeName = theme.SizeNameCaptionText
	a.about.Truncation = fyne.TextTruncateEllipsis
	a.coders = panes.NewTipButton(t, "", theme.MenuDropDownIcon(), say("Choose the coders to compare"), func() { a.onCoders() })
	a.articles = panes.NewTipButton(t, "", theme.MenuDropDownIcon(), say("See which articles count and why, or choose others"), func() { a.onArticles() })
	for _, b := range []*panes.TipButton{a.coders, a.articles} {
		b.Importance = widget.MediumImportance
		b.IconPlacement = widget.ButtonIconTrailingText
	}
	var units []string
	for _, u := range stats.Units {
		units = append(units, say(unitNames[u]))
	}
	a.unit = panes.NewPicker(units, nil)
	a.tag = panes.NewPicker(nil, nil)
	for f, id := range map[face]string{faceNumbers: actionAgree, faceQueue: actionSettle} {
		a.faces[f] = panes.NewTipButton(t, "", nil, tip(id), func() { a.onFace(f) })
	}
	a.faces[faceNumbers].SetText(say("Numbers"))
	a.faces[faceQueue].SetText(say("Disagreements"))
	a.figures, a.queue = newAgreementTable(t), newDisagreements(t)

	word := func(k words.Key) fyne.CanvasObject { return widget.NewLabel(say(k)) }
	choices := panes.NewFlow(container.NewHBox(word("Compare"), a.coders), container.NewHBox(word("by"), fitted(a.unit)), container.NewHBox(word("on"), a.articles), container.NewHBox(word("for"), sized(210, a.tag)))
	top := container.NewVBox(choices,
		container.NewBorder(nil, nil, nil, container.NewHBox(a.faces[faceNumbers], a.faces[faceQueue]), a.about),
		widget.NewSeparator())
	a.root = container.NewBorder(container.New(layout.NewCustomPaddedLayout(4, 0, 4, 4), top), nil, nil, nil,
		container.NewStack(a.figures.root, a.queue.root, container.NewVBox(layout.NewSpacer(), a.hint, layout.NewSpacer())))
	a.turn(faceNumbers)
	return a
}

// turn shows a face, empty until something is shown on it.
func (a *agreement) turn(f face) {
	a.shown = f
	for other, b := range a.faces {
		b.Press(other == f)
	}
	a.say("")
}

// say shows a sentence in place of the face, or for an empty one the face.
func (a *agreement) say(text string) {
	a.hint.Segments[0].(*widget.TextSegment).Text = text
	a.hint.Refresh()
	panes.SetVisible(a.hint, text != "")
	panes.SetVisible(a.figures.root, text == "" && a.shown == faceNumbers)
	panes.SetVisible(a.queue.root, text == "" && a.shown == faceQueue)
}

// setChoices shows what is compared. Nothing is told of it.
func (a *agreement) setChoices(c app.Comparison, book annotate.Codebook) {
	a.chosen = c
	a.unit.OnChanged, a.tag.OnChanged = nil, nil
	var names []string
	for _, k := range c.Coders {
		names = append(names, k.Name)
	}
	a.coders.SetText(panes.Clip(list(names), 40))
	if len(names) == 0 {
		a.coders.SetText(say("choose coders"))
	}
	a.unit.SetSelectedIndex(max(0, slices.Index(stats.Units, c.Unit)))
	options, ids := []string{say("all tags")}, []string{""}
	for _, t := range book {
		options, ids = append(options, book.Path(t.ID)), append(ids, t.ID)
	}
	at := 0
	if len(c.Tags) > 0 {
		at = max(0, slices.Index(ids, c.Tags[0]))
	}
	a.tag.Options, a.tags = options, ids
	a.tag.SetSelectedIndex(at)
	a.unit.OnChanged = func(string) {
		a.chosen.Unit = stats.Units[a.unit.SelectedIndex()]
		a.onChange()
	}
	a.tag.OnChanged = func(string) {
		a.chosen.Tags = nil
		if id := a.tags[a.tag.SelectedIndex()]; id != "" {
			a.chosen.Tags = []string{id}
		}
		a.onChange()
	}
}

// setArticles says on how many articles the coders are compared.
func (a *agreement) setArticles(all []app.Compared, base string) {
	in := 0
	for _, c := range all {
		if c.In {
			in++
		}
	}
	a.articles.SetText(say("%s of %s", number(in), count(len(all), "article")))
	a.about.SetText(fmt.Sprintf("%s: %s.", count(in, "article"), tell(base)))
}

// settled says how far the queue is.
func (a *agreement) settled(r app.Review) {
	a.faces[faceQueue].SetText(say("Disagreements %s of %s settled", number(r.Settled()), number(len(r.Disagreements))))
}
