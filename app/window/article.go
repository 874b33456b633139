package window

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/app/panes"
	"gloss/app/reader"
)

// articlePane is the centre: what is known of the article, the find bar, and
// the reading widget.
type articlePane struct {
	root     fyne.CanvasObject
	onStatus func(annotate.Status)

	view   *reader.View
	paper  fyne.CanvasObject // the view on its page
	page   *pageImage
	sides  *fyne.Container // the text and the page image
	find   *panes.FindBar
	head   fyne.CanvasObject
	title  *widget.Label
	about  *widget.Label
	status *panes.Picker
	empty  fyne.CanvasObject
	shown  *annotate.Article
}

// newArticlePane makes the pane. notice stands over the text, empty in its place
// where there is no article.
func newArticlePane(t *panes.Tips, notice, empty fyne.CanvasObject) *articlePane {
	p := &articlePane{view: reader.New(), title: widget.NewLabel(""), about: widget.NewLabel(""), empty: empty}
	p.title.TextStyle.Bold = true
	p.title.SizeName = theme.SizeNameSubHeadingText
	p.title.Truncation = fyne.TextTruncateEllipsis
	p.about.SizeName = theme.SizeNameCaptionText
	p.about.Truncation = fyne.TextTruncateEllipsis
	p.status = panes.NewPicker(statusNames(), nil)
	p.paper = container.NewStack(panes.NewBackdrop(panes.ColorNamePage), container.NewThemeOverride(p.view, panes.PageTheme{}))
	p.find = panes.NewFindBar(t)
	p.find.OnHits = p.view.SetHits
	p.find.OnReveal = p.view.Visit

	p.page = newPageImage()
	p.sides = container.New(beside{}, container.NewStack(p.paper, container.NewVBox(layout.NewSpacer(), p.empty, layout.NewSpacer())), p.page.root)

	text := container.New(layout.NewCustomPaddedVBoxLayout(-8), p.title, p.about)
	p.head = container.NewBorder(nil, widget.NewSeparator(), nil,
		container.NewCenter(p.status), text)
	p.root = container.NewBorder(container.NewVBox(p.head, p.find.Root, notice), nil, nil, nil,
		p.sides)
	p.show(nil, annotate.Unread)
	return p
}

// statusNames are the words for annotate.Statuses, in that order.
func statusNames() []string {
	names := make([]string, len(annotate.Statuses))
	for i, s := range annotate.Statuses {
		names[i] = statusName(s)
	}
	return names
}

// statusName is the word for a status that stands after an article.
func statusName(s annotate.Status) string {
	switch s {
	case annotate.InProgress:
		return say("in progress")
	case annotate.Done:
		return say("done")
	}
	return say("unread")
}

// show shows an article and how far the coder has come with it, or the empty
// state for nil. It reports whether the text is another one than before.
func (p *articlePane) show(a *annotate.Article, mine annotate.Status) (fresh bool) {
	fresh = (a == nil) != (p.shown == nil) || a != nil && a.ID != p.shown.ID
	p.shown = a
	panes.SetVisible(p.head, a != nil)
	panes.SetVisible(p.paper, a != nil)
	panes.SetVisible(p.empty, a == nil)
	if fresh {
		p.view.SetArticle(a)
		p.find.SetText(a)
		p.root.Refresh()
	}
	if a == nil {
		p.find.Close()
		return fresh
	}
	p.title.SetText(panes.TitleOf(a))
	p.about.SetText(about(a))
	p.status.OnChanged = nil
	p.status.SetSelectedIndex(slices.Index(annotate.Statuses, mine))
	p.status.OnChanged = func(string) { p.onStatus(annotate.Statuses[p.status.SelectedIndex()]) }
	return fresh
}

// about is the line below the title: byline, date, source.
func about(a *annotate.Article) string {
	var parts []string
	if len(a.Authors) > 0 {
		parts = append(parts, say("By %s", list(a.Authors)))
	}
	if a.Published != "" {
		parts = append(parts, date(a.Published))
	}
	if a.Site != "" {
		parts = append(parts, a.Site)
	}
	if a.SourceName != "" {
		parts = append(parts, a.SourceName)
	}
	return strings.Join(parts, " · ")
}

// list joins names as in a sentence.
func list(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return say("%s and %s", strings.Join(names[:len(names)-1], ", "), names[len(names)-1])
}
