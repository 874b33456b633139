package window

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// notice is something about the project that a person should know and may
// settle in their own time: it stands below the toolbar until then.
type notice struct {
	title  string // in a few words
	text   string // one sentence: what is so, and what to do
	danger bool   // something may be lost
	ways   []way  // what can be done about it, the best first
}

// way is a button of a notice.
type way struct {
	name string
	run  func()
}

// notices shows each notice until it is dropped.
type notices struct {
	root *fyne.Container
	ids  []string          // of the rows, from the top
	said map[string]string // by id: what stands there, in one line
	ways map[string][]way  // by id: what can be done about it
}

// newNotices makes a place for notices, which takes no room without them.
func newNotices() *notices {
	return &notices{root: container.NewVBox(), said: map[string]string{}, ways: map[string][]way{}}
}

// set shows a notice in place of the one with the same id.
func (n *notices) set(id string, what notice) {
	said := what.title + " | " + what.text
	if n.said[id] == said {
		return
	}
	n.said[id], n.ways[id] = said, what.ways
	row := newNoticeRow(what)
	if i := slices.Index(n.ids, id); i >= 0 {
		n.root.Objects[i] = row
	} else {
		n.ids = append(n.ids, id)
		n.root.Objects = append(n.root.Objects, row)
	}
	n.root.Refresh()
}

// drop takes a notice away.
func (n *notices) drop(id string) {
	if i := slices.Index(n.ids, id); i >= 0 {
		delete(n.said, id)
		delete(n.ways, id)
		n.ids = slices.Delete(n.ids, i, i+1)
		n.root.Objects = slices.Delete(n.root.Objects, i, i+1)
		n.root.Refresh()
	}
}

// clear takes all notices away: they are about a project that is not open any
// more.
func (n *notices) clear() {
	n.ids, n.root.Objects = nil, nil
	clear(n.said)
	clear(n.ways)
	n.root.Refresh()
}

func newNoticeRow(what notice) fyne.CanvasObject {
	icon, color := theme.WarningIcon(), theme.ColorNameWarning
	if what.danger {
		icon, color = theme.ErrorIcon(), theme.ColorNameError
	}
	stripe := newBackdrop(color)
	title := widget.NewLabel(what.title)
	title.TextStyle.Bold = true
	title.Truncation = fyne.TextTruncateEllipsis
	text := newParagraph(what.text)
	text.SizeName = theme.SizeNameCaptionText
	buttons := container.NewHBox()
	for i, w := range what.ways {
		b := newButton(w.name, w.run)
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
	return container.NewStack(newBackdrop(colorNamePage), container.NewBorder(nil, widget.NewSeparator(), nil, nil, row))
}
