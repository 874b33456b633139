package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"gloss/app/panes"
	"gloss/app/reader"
)

// The choices of how articles are set. A step of a slider is one of them.
const (
	leadingMin, leadingNormal, leadingMax = 1.2, 1.5, 2.0
	measureMin, measureNormal, measureMax = 45, 72, 110
)

// look is how articles are set, from the preferences.
func (w *window) look() reader.Look {
	return reader.Look{
		Size: w.prefs.textSize(), Serif: w.prefs.Bool(prefSerif), Justified: w.prefs.Bool(prefJustified),
		Leading: w.prefs.FloatWithFallback(prefLeading, leadingNormal), Measure: w.prefs.IntWithFallback(prefMeasure, measureNormal),
	}
}

// setLook shows the preferences of text at once.
func (w *window) setLook() {
	w.article.view.SetLook(w.look())
	w.guide.view.SetLook(w.look())
	if w.tagbar.Box.Visible() {
		w.placeTagBar()
	}
}

// askTypeface opens the dialog of how articles are set. What is chosen is seen
// at once in the text beside it.
func (w *window) askTypeface() {
	face := panes.NewPicker([]string{say("Sans serif"), say("Serif, where the system has one")}, nil)
	edges := panes.NewPicker([]string{say("Ragged right"), say("Both margins straight")}, nil)
	slider := func(min, max, step, at float64, show func(float64) string, set func(float64)) fyne.CanvasObject {
		value := widget.NewLabel(show(at))
		s := widget.NewSlider(min, max)
		s.Step, s.Value = step, at
		s.OnChanged = func(v float64) {
			value.SetText(show(v))
			set(v)
			w.setLook()
		}
		return container.NewBorder(nil, nil, nil, container.NewGridWrap(fyne.NewSize(110, value.MinSize().Height), value), s)
	}
	look := w.look()
	face.SetSelectedIndex(index(look.Serif))
	edges.SetSelectedIndex(index(look.Justified))
	face.OnChanged = func(string) { w.prefs.SetBool(prefSerif, face.SelectedIndex() == 1); w.setLook() }
	edges.OnChanged = func(string) { w.prefs.SetBool(prefJustified, edges.SelectedIndex() == 1); w.setLook() }
	content := form(
		widget.NewLabel(say("Letters")), face,
		widget.NewLabel(say("Edges")), edges,
		widget.NewLabel(say("Size")), slider(textSizeMin, textSizeMax, 1, float64(look.Size),
			func(v float64) string { return number(int(v)) },
			func(v float64) { w.prefs.SetFloat(prefTextSize, v) }),
		widget.NewLabel(say("Line height")), slider(leadingMin, leadingMax, 0.05, look.Leading,
			func(v float64) string { return decimal(v, 2) },
			func(v float64) { w.prefs.SetFloat(prefLeading, v) }),
		widget.NewLabel(say("Line length")), slider(measureMin, measureMax, 1, float64(look.Measure),
			func(v float64) string { return count(int(v), "character") },
			func(v float64) { w.prefs.SetInt(prefMeasure, int(v)) }),
	)
	w.ask(say("Text of articles"), content, fyne.NewSize(460, 0), "", nil, nil)
}

// index of a choice between no and yes.
func index(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
