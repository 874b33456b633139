package window

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"gloss/app"
	"gloss/app/panes"
)

// askImportCodebook asks for a file with tags: a table, or the codebook of
// another program.
func (w *window) askImportCodebook() {
	w.askFile(say("Import a codebook"), []string{".csv", ".tsv", ".txt", ".qdc", ".qde", ".qdpx"}, w.importCodebook)
}

// importCodebook takes the tags of a file and says what became of them.
func (w *window) importCodebook(path string) {
	p := w.project
	if p == nil {
		return
	}
	w.queue.aside(func() func() {
		r, err := app.ImportCodebookFile(context.Background(), p, path)
		return func() {
			if err != nil {
				w.fail(err)
				return
			}
			w.reload(w.shown.articleID(), nil)
			says := say("%s: %s added, %s changed.", filepath.Base(path), count(r.Added, "tag"), number(r.Changed))
			if len(r.Rejected) == 0 {
				w.status.say(says)
				return
			}
			box := container.NewVBox(panes.NewParagraph(says), panes.NewHeading(say("Rows that cannot be used")))
			for i, row := range r.Rejected {
				if i == mostRows {
					box.Add(panes.NewParagraph(say("… and %s more.", count(len(r.Rejected)-mostRows, "row"))))
					break
				}
				box.Add(panes.NewParagraph(say("Line %d: %s", row.Line, sentence(row.Reason))))
			}
			w.ask(say("Import a codebook"), container.NewVScroll(box), fyne.NewSize(560, 380), "", nil, nil)
		}
	})
}

// askExportCodebook opens the export on the codebook as a table; the QDC format
// stands there too.
func (w *window) askExportCodebook() {
	e := w.askExport()
	e.format.SetSelectedIndex(indexOfFormat("codebook"))
}
