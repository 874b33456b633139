package window

import (
	"io"
	"path/filepath"
	"strings"

	"gloss/annotate/export"
	"gloss/app"
	"gloss/app/chart"
	"gloss/app/panes"
)

// savedWidth is how wide a saved plot is, in units: that of a page with small
// margins, at 96 units to an inch.
const savedWidth = 760

// tableShown and plotShown report whether there is one to save.
func (w *window) tableShown() bool {
	return w.viewing(viewAnalysis) && len(w.analysis.shown.table.Rows) > 0 || w.numbersShown()
}

func (w *window) plotShown() bool { return w.viewing(viewAnalysis) && w.analysis.shown.plot != nil }

// saveTable asks where to save the table that is shown: as CSV, or as a
// workbook.
func (w *window) saveTable(extension string) {
	t := w.analysis.shown.table.Export()
	if w.numbersShown() {
		t = app.AgreementTable(w.agreement.figures.shown)
	}
	o := export.Options{BOM: w.prefs.BoolWithFallback(prefBOM, true), Guard: w.prefs.String(prefGuard) == "yes",
		Delimiter: delimiters[max(0, min(len(delimiters)-1, w.prefs.Int(prefDelimiter)))].rune}
	w.saveResult(say("Save the table as"), t.Name, extension, func(out io.Writer) error {
		if extension == ".xlsx" {
			return t.XLSX(out)
		}
		return t.CSV(out, o)
	})
}

// savePlot asks where to save the plot that is shown, in its light look.
func (w *window) savePlot(extension string) {
	plot := w.analysis.shown.plot
	w.saveResult(say("Save the plot as"), string(w.analysis.kinds[w.analysis.kind].name), extension, func(out io.Writer) error {
		fonts, err := panes.PlotFonts() // its own: those on the screen belong to the window
		if err != nil {
			return err
		}
		scene := plot.Scene(savedWidth, chart.Light, fonts)
		if extension == ".svg" {
			return chart.SVG(out, &scene)
		}
		return chart.PNG(out, &scene, fonts)
	})
}

// saveResult asks where to save what is called by a name in English.
func (w *window) saveResult(title, what, extension string, write func(out io.Writer) error) {
	name := strings.TrimSuffix(filepath.Base(w.project.Path()), projectExtension) + " " + strings.ToLower(what) + extension
	w.askSave(title, name, extension, func(path string) {
		w.queue.aside(func() func() {
			err := app.WriteFile(path, write)
			return func() {
				if err != nil {
					w.fail(err)
					return
				}
				w.status.say(say("Saved as %s", path))
			}
		})
	})
}
