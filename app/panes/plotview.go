package panes

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/app/chart"
	"gloss/app/reader/typeset"
	"gloss/app/words"
)

// PlotView shows a plot as wide as there is room, and scrolls what is larger. A
// number under the mouse is framed and says what it is; a click tells which.
type PlotView struct {
	widget.BaseWidget
	scroll *container.Scroll
	Face   *plotFace
	OnTap  func(chart.Mark) // a number was clicked
	tips   *Tips

	plot  chart.Plot // nil: nothing
	fonts *chart.Fonts
	Scene chart.Scene
	width float32 // for which the scene was laid out
}

// NewPlotView makes a view without a plot; tips tells the number under the mouse.
func NewPlotView(t *Tips) *PlotView {
	v := &PlotView{tips: t}
	v.Face = &plotFace{view: v, frame: canvas.NewRectangle(color.Transparent)}
	v.Face.frame.StrokeWidth = 1.5
	v.Face.frame.Hide()
	v.Face.raster = canvas.NewRaster(func(w, h int) image.Image { return v.paint(w) })
	v.Face.ExtendBaseWidget(v.Face)
	v.scroll = container.NewScroll(v.Face)
	v.ExtendBaseWidget(v)
	return v
}

// ShowScene shows a plot from its top, or nothing for nil.
func (v *PlotView) ShowScene(p chart.Plot) {
	v.plot = p
	v.scroll.ScrollToTop()
	v.arrange()
}

// plotLook is the look of plots in the theme of the window.
func plotLook() chart.Look {
	paper := color.NRGBAModel.Convert(theme.Color(ColorNamePage)).(color.NRGBA)
	look := chart.Light
	if int(paper.R)+int(paper.G)+int(paper.B) < 3*128 {
		look = chart.Dark
	}
	look.Paper = paper
	return look
}

// PlotFonts are the fonts of the window, for plots.
func PlotFonts() (*chart.Fonts, error) {
	f, err := chart.NewFonts(typeset.Fonts{
		Regular: theme.TextFont().Content(), Bold: theme.TextBoldFont().Content(),
		More: [][]byte{theme.DefaultSymbolFont().Content(), theme.DefaultEmojiFont().Content()},
	})
	if err != nil { // a theme with a broken font
		return chart.NewFonts(chart.PlainFonts())
	}
	return f, nil
}

// arrange lays the plot out anew for the width that there is.
func (v *PlotView) arrange() {
	v.width = v.scroll.Size().Width
	v.Face.leave()
	if v.fonts == nil {
		f, err := PlotFonts()
		if err != nil {
			fyne.LogError("plots cannot be drawn", err)
			return
		}
		v.fonts = f
	}
	v.Scene = chart.Scene{}
	if v.plot != nil && v.width > 0 {
		v.Scene = v.plot.Scene(float64(v.width), plotLook(), v.fonts)
		v.seekFonts()
	}
	v.Face.size = fyne.NewSize(float32(v.Scene.Width), float32(v.Scene.Height))
	v.Face.raster.Resize(v.Face.size)
	v.Face.raster.Refresh()
	v.scroll.Refresh()
}

// seekFonts looks for fonts of the system for what could not be drawn.
func (v *PlotView) seekFonts() {
	missing := v.fonts.Missing()
	if _, desktop := fyne.CurrentApp().Driver().(desktop.Driver); len(missing) == 0 || !desktop {
		return
	}
	go func() {
		found := typeset.FindFonts(missing, "")
		fyne.Do(func() {
			if v.fonts.Add(found) {
				v.arrange()
			}
		})
	}()
}

// paint draws the plot for a width in pixels.
func (v *PlotView) paint(w int) image.Image {
	if v.Scene.Width == 0 || w == 0 {
		return image.NewRGBA(image.Rect(0, 0, 1, 1))
	}
	return chart.Paint(&v.Scene, v.fonts, float64(w)/v.Scene.Width)
}

// CreateRenderer shows the plot in its scroller.
func (v *PlotView) CreateRenderer() fyne.WidgetRenderer {
	back := NewBackdrop(ColorNamePage)
	return &plotViewRenderer{widget.NewSimpleRenderer(container.NewStack(back, v.scroll)), v}
}

// MinSize leaves it to the window how large plots are.
func (v *PlotView) MinSize() fyne.Size { return fyne.NewSize(200, 100) }

type plotViewRenderer struct {
	fyne.WidgetRenderer
	view *PlotView
}

// Layout lays the plot out anew where the width has changed.
func (r *plotViewRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	if r.view.scroll.Size().Width != r.view.width {
		r.view.arrange()
	}
}

// Refresh follows the theme.
func (r *plotViewRenderer) Refresh() {
	r.WidgetRenderer.Refresh()
	if r.view.fonts != nil && r.view.Scene.Paper != plotLook().Paper {
		r.view.arrange()
	}
}

// plotFace is the plot itself, as large as it is.
type plotFace struct {
	widget.BaseWidget
	view   *PlotView
	raster *canvas.Raster
	frame  *canvas.Rectangle // around the number under the mouse
	under  chart.Mark
	size   fyne.Size
}

// CreateRenderer draws the plot and the frame.
func (f *plotFace) CreateRenderer() fyne.WidgetRenderer {
	return &plotFaceRenderer{widget.NewSimpleRenderer(container.NewWithoutLayout(f.raster, f.frame)), f}
}

type plotFaceRenderer struct {
	fyne.WidgetRenderer
	face *plotFace
}

func (r *plotFaceRenderer) MinSize() fyne.Size { return r.face.size }

// Layout leaves empty what the plot does not need: stretched, it would be blurred.
func (r *plotFaceRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.face.raster.Resize(r.face.size)
}

// Tapped tells which number was clicked.
func (f *plotFace) Tapped(e *fyne.PointEvent) {
	f.view.tips.Leave()
	if m, ok := f.view.Scene.At(float64(e.Position.X), float64(e.Position.Y)); ok {
		f.view.OnTap(m)
	}
}

// MouseIn is part of desktop.Hoverable.
func (f *plotFace) MouseIn(e *desktop.MouseEvent) { f.MouseMoved(e) }

// MouseMoved frames the number under the mouse.
func (f *plotFace) MouseMoved(e *desktop.MouseEvent) {
	m, ok := f.view.Scene.At(float64(e.Position.X), float64(e.Position.Y))
	if !ok {
		f.leave()
		return
	}
	if f.frame.Visible() && m == f.under {
		return
	}
	f.under = m
	f.frame.StrokeColor = theme.Color(theme.ColorNamePrimary)
	f.frame.Move(fyne.NewPos(float32(m.X), float32(m.Y)))
	f.frame.Resize(fyne.NewSize(float32(m.W), float32(m.H)))
	f.frame.Show()
	f.frame.Refresh()
	tip := words.Say("%s · click to see them", m.Tip)
	if m.Word != "" {
		tip = words.Say("%s · click to see it in context", m.Tip)
	}
	f.view.tips.restAt(f, f.frame.Position(), f.frame.Size(), tip)
}

// MouseOut takes the frame away.
func (f *plotFace) MouseOut() { f.leave() }

func (f *plotFace) leave() {
	if f.frame.Visible() {
		f.frame.Hide()
		f.view.tips.Leave()
	}
}

// Cursor is a hand over what can be clicked.
func (f *plotFace) Cursor() desktop.Cursor {
	if f.frame.Visible() {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}
