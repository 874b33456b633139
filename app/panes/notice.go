package panes

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Notice is something about the project that a person should know and may
// settle in their own time: it stands below the toolbar until then.
type Notice struct {
	Title  string // in a few words
	Text   string // one sentence: what is so, and what to do
	Danger bool   // something may be lost
	Ways   []Way  // what can be done about it, the best first
}

// Way is a button of a notice.
type Way struct {
	Name string
	Run  func()
}

// Notices shows each notice until it is dropped.
type Notices struct {
	Root *fyne.Container
	ids  []string          // of the rows, from the top
	Said map[string]string // by id: what stands there, in one line
	Ways map[string][]Way  // by id: what can be done about it
}

// NewNotices makes a place for notices, which takes no room without them.
func NewNotices() *Notices {
	return &Notices{Root: container.NewVBox(), Said: map[string]string{}, Ways: map[string][]Way{}}
}

// Set shows a notice in place of the one with the same id.
func (n *Notices) Set(id string, what Notice) {
	said := what.Title + " | " + what.Text
	if n.Said[id] == said {
		return
	}
	n.Said[id], n.Ways[id] = said, what.Ways
	row := newNoticeRow(what)
	if i := slices.Index(n.ids, id); i >= 0 {
		n.Root.Objects[i] = row
	} else {
		n.ids = append(n.ids, id)
		n.Root.Objects = append(n.Root.Objects, row)
	}
	n.Root.Refresh()
}

// Drop takes a notice away.
func (n *Notices) Drop(id string) {
	if i := slices.Index(n.ids, id); i >= 0 {
		delete(n.Said, id)
		delete(n.Ways, id)
		n.ids = slices.Delete(n.ids, i, i+1)
		n.Root.Objects = slices.Delete(n.Root.Objects, i, i+1)
		n.Root.Refresh()
	}
}

// Clear takes all notices away: they are about a project that is not open any
// more.
func (n *Notices) Clear() {
	n.ids, n.Root.Objects = nil, nil
	clear(n.Said)
	clear(n.Ways)
	n.Root.Refresh()
}

func newNoticeRow(what Notice) fyne.CanvasObject {
	icon, color := theme.WarningIcon(), theme.ColorNameWarning
	if what.Danger {
		icon, color = theme.ErrorIcon(), theme.ColorNameError
	}
	stripe := NewBackdrop(color)
	title := widget.NewLabel(what.Title)
	title.TextStyle.Bold = true
	title.Truncation = fyne.TextTruncateEllipsis
	text := NewParagraph(what.Text)
	text.SizeName = theme.SizeNameCaptionText
	buttons := container.NewHBox()
	for i, w := range what.Ways {
		b := NewButton(w.Name, w.Run)
		if i == 0 {
			b.Importance = widget.HighImportance
		}
		buttons.Add(b)
	}
	edge := canvas.NewRectangle(nil)
	edge.SetMinSize(fyne.NewSize(4, 0))
	row := container.NewBorder(nil, nil,
		container.NewHBox(container.NewStack(edge, stripe), container.NewCenter(widget.NewIcon(theme.NewColoredResource(icon, color)))),
		container.NewCenter(container.NewPadded(buttons)),
		container.New(layout.NewCustomPaddedVBoxLayout(-8), title, text))
	return container.NewStack(NewBackdrop(ColorNamePage), container.NewBorder(nil, widget.NewSeparator(), nil, nil, row))
}
