package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate/store"
	"gloss/app/panes"
)

// historyShown is how many actions the history lists.
const historyShown = 1000

// historySheet lists what was done in the project, the latest first, and goes to
// any point of it.
type historySheet struct {
	w      *window
	points []store.Action // the last one, with the number 0, is the beginning where all fit
	now    int            // index of the point where the project is
	chosen int            // index of the point to go to, or -1
	list   *panes.KeyList
	about  *widget.Label
	sheet  *sheet
}

// showHistory opens the history.
func (w *window) showHistory() *historySheet {
	h := &historySheet{w: w, chosen: -1, about: panes.NewParagraph("")}
	h.list = panes.NewKeyList(func() int { return len(h.points) }, newHistoryRow, h.fill)
	h.list.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyEscape || h.chosen >= 0 && (e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter) {
			h.sheet.typedKey(e)
			return true
		}
		return false
	}
	h.list.HideSeparators = true
	h.list.Chooses = true
	h.list.OnSelected = func(i widget.ListItemID) { h.choose(i) }
	content := container.NewBorder(nil, h.about, nil, nil, h.list)
	h.sheet = w.ask(say("History"), content, fyne.NewSize(660, 540), say("Go to this point"), h.accept, h.list)
	h.sheet.dismiss.SetText(say("Close")) // what was done stays done
	h.choose(-1)
	h.read()
	return h
}

// read reads the history; the window may have changed the project meanwhile.
func (h *historySheet) read() {
	p := h.w.project
	h.w.queue.do(func() func() {
		actions, err := p.History(historyShown)
		return func() {
			if err != nil {
				h.w.fail(err)
				return
			}
			h.show(actions)
		}
	})
}

// show lists actions, the latest first.
func (h *historySheet) show(actions []store.Action) {
	h.points = actions
	if len(actions) < historyShown {
		h.points = append(h.points, store.Action{})
	}
	h.now = len(h.points) - 1
	for i, a := range actions {
		if !a.Undone {
			h.now = i
			break
		}
	}
	h.list.UnselectAll()
	h.choose(-1)
	h.list.Refresh()
	h.list.ScrollTo(h.now)
}

// newHistoryRow is a mark, what was done, and by whom and when.
func newHistoryRow() fyne.CanvasObject {
	mark := widget.NewIcon(nil)
	what, when := widget.NewLabel(""), widget.NewLabel("")
	what.Truncation = fyne.TextTruncateEllipsis
	when.SizeName = theme.SizeNameCaptionText
	return container.NewBorder(nil, nil, container.NewCenter(container.NewGridWrap(fyne.NewSquareSize(18), mark)), when, what)
}

func (h *historySheet) fill(i widget.ListItemID, o fyne.CanvasObject) {
	a, parts := h.points[i], o.(*fyne.Container).Objects
	what, when := parts[0].(*widget.Label), parts[2].(*widget.Label)
	mark := parts[1].(*fyne.Container).Objects[0].(*fyne.Container).Objects[0].(*widget.Icon)
	mark.SetResource(nil)
	what.Importance, what.TextStyle.Bold = widget.MediumImportance, i == h.now
	text := h.label(a)
	switch {
	case i == h.now:
		mark.SetResource(theme.NewPrimaryThemedResource(theme.NavigateNextIcon()))
		text = say("%s  (you are here)", text)
	case a.Gone:
		what.Importance = widget.LowImportance
		text = say("%s  (undone for good)", text)
	case a.Undone:
		what.Importance = widget.LowImportance
		text = say("%s  (undone)", text)
	}
	when.Importance = what.Importance
	what.SetText(text)
	if a.N == 0 {
		when.SetText("")
		return
	}
	when.SetText(a.Coder + " · " + moment(a.At))
}

// label is what was done at a point, in the person's language.
func (h *historySheet) label(a store.Action) string {
	if a.N == 0 {
		return say("The beginning")
	}
	return tell(a.Label)
}

// choose says where the button would lead.
func (h *historySheet) choose(i int) {
	h.chosen = -1
	text := say("Choose a line to go back to what the project was right after it, or forward again. Nothing is lost on the way: the lines above stay, until something new is done.")
	switch {
	case len(h.points) == 1:
		text = say("Nothing has been done in this project yet.")
	case i < 0 || i >= len(h.points):
	case h.points[i].Gone:
		text = say("This was undone, and then something else was done in its place; no way leads back to it.")
	case i == h.now:
		text = say("The project is at this point.")
	default:
		h.chosen = i
		n, back := h.steps(i)
		if back {
			text = say("Going there takes back %s.", count(n, "action"))
		} else {
			text = say("Going there does %s again.", count(n, "action"))
		}
	}
	h.about.SetText(text)
	if h.chosen >= 0 && !h.w.project.ReadOnly() {
		h.sheet.ok.Enable()
	} else {
		h.sheet.ok.Disable()
	}
}

// steps counts the actions between the point where the project is and another.
func (h *historySheet) steps(to int) (n int, back bool) {
	for i := min(h.now, to); i < max(h.now, to); i++ {
		if !h.points[i].Gone {
			n++
		}
	}
	return n, to > h.now
}

// accept goes to the chosen point and lists the history anew.
func (h *historySheet) accept() bool {
	if h.chosen < 0 {
		return false
	}
	to := h.points[h.chosen]
	h.sheet.ok.Disable()
	h.w.save(change{label: label("go to another point of the history"), verb: func(p *store.Project) error {
		_, err := p.GoTo(to.N)
		return err
	}, after: func() {
		h.w.status.say(say("Went to: %s", h.label(to)))
		h.read()
	}})
	return false
}
