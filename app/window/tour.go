package window

import (
	"fmt"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"gloss/app/words"
)

// tour leads through the first steps in the window itself: a card beside the
// place where the person acts, and a frame around that place. It goes on when
// the person has done the step, or by Next, and does nothing for them.
type tour struct {
	w     *window
	card  *tourCard
	steps []tourStep
	at    int    // index in steps, tourOff or tourOffering
	began string // what the step's state was when it came
	where string // ID of the article that was open then
	did   string // the action performed since
}

// Values of tour.at that are no step.
const (
	tourOff      = -1
	tourOffering = -2
)

// tourStep is one thing that the person is asked to do.
type tourStep struct {
	title, text words.Key
	place       func() fyne.CanvasObject // where; nil if it is not to be seen
	state       func() string            // changes when the person has done it
}

func newTour(w *window) *tour {
	t := &tour{w: w, at: tourOff}
	t.card = newTourCard(w, t.next, t.leave)
	reading := func(o fyne.CanvasObject) fyne.CanvasObject {
		if w.viewing(viewRead) {
			return o
		}
		return nil
	}
	t.steps = []tourStep{
		{"Your articles", "Everything that you import stands here. Click an article to read it; the key to the next one is Alt+↓.",
			func() fyne.CanvasObject { return reading(w.library.Root) },
			func() string { return w.shown.articleID() }},
		{"Select some words", "Drag over some words of the text, or double-click one. Without a mouse, F7 selects a sentence.",
			func() fyne.CanvasObject { return reading(w.article.paper) },
			func() string { return fmt.Sprint(w.tagbar.Box.Visible()) }},
		{"Give it a tag", "Press 1, 2 or 3: the keys stand beside the tags. Or type a name that does not exist yet, and press Enter: it becomes a new tag.",
			func() fyne.CanvasObject {
				if w.tagbar.Box.Visible() {
					return w.tagbar.Box
				}
				return reading(w.book.Root)
			},
			func() string {
				n := 0
				for _, h := range w.shown.highlights {
					n += 1 + len(h.Tags)
				}
				return fmt.Sprint(n)
			}},
		{"Look at it again", "The passage that you clicked or made last stands here, with its tags and who made it. Write a note about it (Ctrl+M), then press Esc.",
			func() fyne.CanvasObject { return reading(w.inspector.Root) },
			func() string {
				var notes []string
				for _, h := range w.shown.highlights {
					notes = append(notes, h.Note)
				}
				return strings.Join(notes, "\n")
			}},
		{"Nothing is lost", "Ctrl+Z takes back what you did last, and again what you did before, also after a restart. There is no Save to forget.",
			func() fyne.CanvasObject { return w.toolbar.buttons["undo"] },
			func() string { return w.shown.redo }},
		{"Take the data with you", "Export writes a table for R, Python, Excel or SPSS, and shows its first rows before. The guide (Shift+F1) says what stands in it.",
			func() fyne.CanvasObject { return w.toolbar.buttons["export"] },
			func() string { return fmt.Sprint(t.did == "export") }},
	}
	return t
}

// offer asks, once, whether the person wants the tour: on the sample project,
// which the first start opens.
func (t *tour) offer(project string) {
	if t.at != tourOff || t.w.prefs.Bool(prefTour) || filepath.Base(project) != sampleName {
		return
	}
	t.at = tourOffering
	t.card.show(say("Welcome to Gloss"), say("This sample project is yours to try everything on. A short tour shows the first steps: reading, tagging, exporting."),
		"", say("Take the tour (2 minutes)"), say("Not now"))
	t.place()
}

// start begins the tour.
func (t *tour) start() {
	t.w.needPane(prefNoLibrary)
	t.w.needPane(prefNoCodebook)
	t.w.showView(viewRead)
	t.step(0)
}

// step comes to a step, or to the end behind the last.
func (t *tour) step(i int) {
	if i >= len(t.steps) {
		t.leave()
		return
	}
	s := &t.steps[i]
	t.at, t.did = i, ""
	t.began, t.where = s.state(), t.w.shown.articleID()
	next := say("Next")
	if i == len(t.steps)-1 {
		next = say("Finish")
	}
	t.card.show(say(s.title), say(s.text), say("%s of %s", number(i+1), number(len(t.steps))), next, say("Leave the tour"))
	t.place()
}

// next is what the card's main button does.
func (t *tour) next() {
	if t.at == tourOffering {
		t.start()
	} else {
		t.step(t.at + 1)
	}
	t.w.focusReader()
}

// leave ends the tour wherever it is.
func (t *tour) leave() {
	t.at = tourOff
	t.card.hide()
	t.w.prefs.SetBool(prefTour, true)
	t.w.status.say(say("The tour stands in the Help menu, and so does the guide."))
	if t.w.sheet == nil {
		t.w.focusReader()
	}
}

// shown reports whether a card of the tour is to be seen.
func (t *tour) shown() bool { return t.at != tourOff }

// look goes on where the person has done what the step asks for.
func (t *tour) look() {
	if t.at > 0 && t.where != t.w.shown.articleID() {
		t.began, t.where = t.steps[t.at].state(), t.w.shown.articleID() // another article, where nothing is done yet
	}
	if t.at >= 0 && t.steps[t.at].state() != t.began {
		t.step(t.at + 1)
	}
	t.place()
}

// performed is told of every action that was performed.
func (t *tour) performed(id string) {
	t.did = id
	t.look()
}

// typedKey goes on by Return, where nothing else wants it.
func (t *tour) typedKey(name fyne.KeyName) bool {
	if !t.shown() || t.w.tagbar.Box.Visible() || name != fyne.KeyReturn && name != fyne.KeyEnter {
		return false
	}
	t.next()
	return true
}

// place sets card and frame where the step points to.
func (t *tour) place() {
	switch {
	case !t.shown():
	case t.at == tourOffering:
		t.card.place(nil)
	default:
		t.card.place(t.steps[t.at].place())
	}
}
