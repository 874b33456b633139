package window

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gloss/annotate/export"
	"gloss/annotate/store"
	"gloss/app/panes"
)

func TestImportSummary(t *testing.T) {
	w := opened(t)
	missing := filepath.Join(t.TempDir(), "missing.txt")
	w.importPaths(append(files(t), missing))
	w.idle()
	if w.sheet == nil {
		t.Fatal("there is no summary")
	}
	if n := len(w.shown.articles); n != 2 {
		t.Errorf("the project has %d articles, want 2", n)
	}
}

func TestPaste(t *testing.T) {
	w := empty(t)
	w.app.Clipboard().SetContent("A title\n\nBy Ann Author\n\nThe first paragraph of the article, which is long enough to be one.\n")
	p := w.askPaste()
	w.idle()
	p.facts.fields[0].SetText("A title")
	w.sheet.confirm()
	w.idle()
	if a := w.shown.article; a == nil || a.Title != "A title" || !slices.Equal(a.Authors, []string{"Ann Author"}) {
		t.Errorf("the pasted article is %+v", a)
	}
}

// TestPasteCorrected corrects a proposal and then goes on with the text.
func TestPasteCorrected(t *testing.T) {
	w := empty(t)
	w.app.Clipboard().SetContent("The harbour that changed hands\n\nBy Ada Quill\n\nThe port authority moved its guns to the pier on Monday.\n")
	p := w.askPaste()
	w.idle()
	title, authors := p.facts.fields[0], p.facts.fields[1]
	authors.SetText("Ada Quill; Ben Ink")
	p.typed.SetText(strings.Replace(p.typed.Text, "harbour", "port", 1))
	w.idle()
	if title.Text != "The port that changed hands" || authors.Text != "Ada Quill; Ben Ink" {
		t.Errorf("title %q, authors %q", title.Text, authors.Text)
	}
}

// TestPasteAtOnce confirms before the text is read.
func TestPasteAtOnce(t *testing.T) {
	w := empty(t)
	w.app.Clipboard().SetContent("The harbour that changed hands\n\nBy Ada Quill\n\nThe port authority moved its guns to the pier on Monday.\n")
	w.askPaste()
	w.sheet.confirm()
	w.idle()
	if w.sheet != nil || w.shown.article == nil {
		t.Error("the article was not added")
	}
}

func TestExportPreview(t *testing.T) {
	w := opened(t)
	w.drag(t, "frigates")
	w.press("2")
	first, err := tablePreview(w.project, store.Filter{}, export.Options{Delimiter: ';', BOM: true})
	if err != nil || first.total != 1 || len(first.rows) != 2 || first.risky {
		t.Fatalf("got %+v, %v", first, err)
	}
	if first.rows[0][0] != "highlight_id" || first.rows[1][slices.Index(first.rows[0], "quote")] != "frigates" {
		t.Errorf("got %q", first.rows)
	}
}

// TestExport saves a table twice: the first time it asks about formulas, since
// a note begins with one.
func TestExport(t *testing.T) {
	w := opened(t)
	w.drag(t, "frigates")
	w.press("2")
	w.setNote(w.chosen, "=1+1")
	w.idle()
	dir := t.TempDir()
	w.prefs.SetString(prefDir, dir)
	for i, name := range []string{"first.csv", "second.csv"} {
		w.perform("export")
		w.sheet.confirm() // does not wait for the preview
		w.idle()
		if i == 0 {
			w.sheet.confirm() // leaves the cells as they are
			w.idle()
		}
		w.win.Canvas().Focused().(*panes.Field).SetText(name)
		w.sheet.confirm()
		w.idle()
		if w.sheet != nil {
			t.Fatalf("%s: a dialog remains", name)
		}
		out, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || !strings.HasPrefix(string(out), "\ufeffhighlight_id,") || !strings.Contains(string(out), ",frigates,=1+1,Ada,") {
			t.Errorf("%s: %q, %v", name, out, err)
		}
	}
}

// TestExportFormats saves in every format; nothing is asked about formulas
// where the format runs none.
func TestExportFormats(t *testing.T) {
	w := opened(t)
	w.drag(t, "frigates")
	w.press("2")
	w.setNote(w.chosen, "=1+1")
	w.idle()
	dir := t.TempDir()
	w.prefs.SetString(prefDir, dir)
	for i, format := range export.Formats()[1:] {
		e := w.askExport()
		e.format.SetSelectedIndex(i + 1)
		if e.format.Selected != format.Label {
			t.Errorf("%s: it is called %q on the screen, want %q", format.Name, e.format.Selected, format.Label)
		}
		if !e.bom.Disabled() || !e.guard.Disabled() || !e.delim.Disabled() {
			t.Errorf("%s: the options of a CSV are on offer", format.Name)
		}
		if report := format.Name == "html" || format.Name == "docx"; e.parts.Disabled() == report || e.parts.Visible() != report {
			t.Errorf("%s: the parts of a report are on offer or not", format.Name)
		}
		w.idle()
		if shown := fmt.Sprint(e.rows, e.text.Text); !strings.Contains(shown, "military") {
			t.Errorf("%s: the preview is %q", format.Name, shown)
		}
		w.sheet.confirm()
		w.idle()
		w.win.Canvas().Focused().(*panes.Field).SetText(format.Name)
		w.sheet.confirm()
		w.idle()
		if w.sheet != nil {
			t.Fatalf("%s: a dialog remains", format.Name)
		}
		if out, err := os.ReadFile(filepath.Join(dir, format.Name+format.Extension)); err != nil || len(out) < 100 {
			t.Errorf("%s: %d bytes, %v", format.Name, len(out), err)
		}
		if e := w.askExport(); e.chosen().Name != format.Name {
			t.Errorf("the format %s is not remembered", format.Name)
		}
		w.sheet.close()
	}
}

// TestExportForSPSS: the preview is what will be written, and the choice is
// remembered.
func TestExportForSPSS(t *testing.T) {
	w := opened(t)
	w.drag(t, "miles.\n\nBritain")
	w.press("2")
	for range 2 {
		e := w.askExport()
		e.spss.SetChecked(true)
		w.idle()
		if got := fmt.Sprint(e.rows); !strings.Contains(got, "miles.  Britain") {
			t.Errorf("the preview is %q", got)
		}
		w.sheet.confirm()
		w.idle()
		w.sheet.close()
		w.sheet.close()
		if !w.prefs.Bool(prefSPSS) {
			t.Error("the choice is not remembered")
		}
	}
}

func TestRefusedProjects(t *testing.T) {
	w := opened(t)
	foreign := filepath.Join(t.TempDir(), "foreign.gloss")
	if err := os.WriteFile(foreign, []byte("not a project at all, but some text"), 0o600); err != nil {
		t.Fatal(err)
	}
	before := w.project
	for _, path := range []string{foreign, filepath.Join(t.TempDir(), "missing.gloss")} {
		w.open(path)
		w.idle()
		if w.sheet == nil || w.project != before {
			t.Errorf("%s: no dialog, or the open project was lost", path)
			continue
		}
		w.sheet.close()
	}
}
