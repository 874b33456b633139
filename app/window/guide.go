package window

import (
	"bytes"
	"image/png"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/app/guide"
	"gloss/app/panes"
	"gloss/app/reader"
	"gloss/app/words"
)

// viewGuide is the view that shows the guide.
const viewGuide = "guide"

// guidePane shows the guide as an article that nobody codes: its contents to the
// left, with the section that is being read marked, and a find bar over the text.
type guidePane struct {
	w      *window
	root   fyne.CanvasObject
	view   *reader.View
	find   *panes.FindBar
	list   *panes.KeyList
	before string // the view from which a person came

	guide    guide.Guide
	entries  []guide.Entry
	at       int  // index in entries of what is being read
	scrolled bool // the list only follows the text
}

// The table of contents: its width, and how much closer its lines stand than
// labels do, above and below each.
const (
	contentsWidth = 240
	contentsTight = 4
)

func newGuidePane(w *window) *guidePane {
	g := &guidePane{w: w, view: reader.New(), find: panes.NewFindBar(w.tips), before: viewRead}
	g.view.OnMove = g.follow
	g.view.OnKey = w.typedKey
	g.view.OnZoom = w.zoom
	g.view.OnLink = w.askLink
	g.view.OnHighlights = func(_ []string, at fyne.Position) {
		if url := g.view.LinkAt(at); url != "" {
			w.askLink(url)
		}
	}
	g.find.All.Hide()
	g.find.OnHits = g.view.SetHits
	g.find.OnReveal = g.view.Visit
	g.find.From = g.view.Top
	g.find.OnClose = g.focus
	g.find.OnKey = func(e *fyne.KeyEvent) bool { return w.pressed(e.Name, true) }

	g.list = panes.NewKeyList(func() int { return len(g.entries) },
		func() fyne.CanvasObject { return container.New(&indented{}, widget.NewLabel("")) },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			row := o.(*fyne.Container)
			row.Layout.(*indented).level = g.entries[i].Level
			l := row.Objects[0].(*widget.Label)
			l.Truncation = fyne.TextTruncateEllipsis
			l.TextStyle.Bold = g.entries[i].Level == 1
			l.SetText(g.entries[i].Title)
			row.Refresh()
		})
	g.list.HideSeparators = true
	g.list.OnSelected = func(i widget.ListItemID) {
		if !g.scrolled {
			g.view.SetTop(g.entries[i].Start)
		}
	}
	g.list.OnKey = func(e *fyne.KeyEvent) bool { w.typedKey(e); return true }

	done := panes.NewTipButton(w.tips, "", theme.CancelIcon(), say("Back to where you were (Esc)"), g.leave)
	title := widget.NewLabelWithStyle(say("Guide"), fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	title.SizeName = theme.SizeNameSubHeadingText
	width := canvas.NewRectangle(nil)
	width.SetMinSize(fyne.NewSize(contentsWidth, 0))
	page := container.NewStack(panes.NewBackdrop(panes.ColorNamePage), container.NewThemeOverride(g.view, panes.PageTheme{}))
	g.root = container.NewBorder(
		container.NewBorder(nil, widget.NewSeparator(), nil, container.NewCenter(done), title), nil,
		container.NewHBox(container.NewStack(width, g.list), widget.NewSeparator()), nil,
		container.NewBorder(g.find.Root, nil, nil, nil, page))
	return g
}

// load reads the guide, once.
func (g *guidePane) load() {
	if len(g.entries) > 0 {
		return
	}
	var err error
	if g.guide, err = guide.Read(words.Language()); err != nil {
		g.w.fail(err)
		return
	}
	g.entries = g.guide.Contents()
	g.view.SetLook(g.w.look())
	g.view.SetArticle(&g.guide.Article)
	g.find.SetText(&g.guide.Article)
	g.view.SetInsets(g.insets())
	g.list.Refresh()
	g.follow()
}

// insets are the pictures, and a button to copy every piece of code.
func (g *guidePane) insets() []reader.Inset {
	var all []reader.Inset
	for _, f := range g.guide.Figures {
		data, err := f.Picture()
		if err != nil {
			continue // it is not compiled in: the caption stands alone
		}
		size, err := png.DecodeConfig(bytes.NewReader(data))
		if err != nil {
			continue
		}
		picture := canvas.NewImageFromResource(fyne.NewStaticResource(f.Name, data))
		picture.ScaleMode = canvas.ImageScaleSmooth
		all = append(all, reader.Inset{Block: f.Block, Object: picture, Size: fyne.NewSize(float32(size.Width), float32(size.Height))})
	}
	for i, b := range g.guide.Article.Blocks {
		if b.Kind != annotate.Preformatted {
			continue
		}
		code := g.guide.Article.Text.Slice(b.Span)
		button := panes.NewTipButton(g.w.tips, "", theme.ContentCopyIcon(), say("Copy"), func() { g.w.copyText(code + "\n") })
		all = append(all, reader.Inset{Block: i, Object: button, Size: button.MinSize(), Beside: true})
	}
	return all
}

// follow marks the section that is being read.
func (g *guidePane) follow() {
	at := 0
	for i, e := range g.entries {
		if e.Start <= g.view.Top() {
			at = i
		}
	}
	if len(g.entries) == 0 {
		return
	}
	g.scrolled = true
	g.at = at
	g.list.Select(at)
	g.scrolled = false
}

// focus is what gets the keyboard.
func (g *guidePane) focus() { g.w.win.Canvas().Focus(g.view) }

// startFind opens the find bar.
func (g *guidePane) startFind() {
	g.find.Open(g.guide.Article.Text.Slice(g.view.Selection()))
	g.w.win.Canvas().Focus(g.find.Entry)
	g.find.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// toggleGuide shows the guide, or goes back to where the person came from.
func (w *window) toggleGuide() {
	if w.viewing(viewGuide) {
		w.guide.leave()
		return
	}
	w.guide.before = w.shownView().id
	w.showView(viewGuide)
}

func (g *guidePane) leave() {
	g.find.Close()
	g.w.showView(g.before)
}

// finder is the find bar of what is being read.
func (w *window) finder() *panes.FindBar {
	if w.viewing(viewGuide) {
		return w.guide.find
	}
	return w.article.find
}

// indented is the layout of a line of the table of contents.
type indented struct{ level int }

func (l *indented) indent() float32 { return float32(max(0, l.level-1)) * 4 * theme.Padding() }

// Layout gives the line what is left of the width.
func (l *indented) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	layout.NewCustomPaddedLayout(-contentsTight, -contentsTight, l.indent(), 0).Layout(objects, size)
}

// MinSize is the line with its indentation.
func (l *indented) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(l.indent(), -2*contentsTight)
}
