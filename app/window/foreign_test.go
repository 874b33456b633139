package window

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"gloss/app/panes"
)

// study is a project of another program with a passage, one that lies outside
// its text, and a picture.
const study = `<?xml version="1.0"?><Project name="study" origin="MAXQDA 24" xmlns="urn:QDA-XML:project:1.0"><CodeBook><Codes><Code guid="22222222-2222-4222-8222-222222222222" name="fishing" isCodable="true"/></Codes></CodeBook>
<Sources><TextSource guid="66666666-6666-4666-8666-666666666666" name="Interview 1"><PlainTextContent>The ban lasted. Nobody wanted it.</PlainTextContent>
<PlainTextSelection guid="77777777-7777-4777-8777-777777777777" startPosition="4" endPosition="14"><Coding guid="88888888-8888-4888-8888-888888888888"><CodeRef targetGUID="22222222-2222-4222-8222-222222222222"/></Coding></PlainTextSelection>
<PlainTextSelection guid="99999999-9999-4999-8999-999999999999" startPosition="900" endPosition="910"/></TextSource><PictureSource guid="a" name="map.jpg"/></Sources></Project>`

// TestImportProject: a project that is dropped is shown first; then its articles
// and codings are there, one undo takes them all back, and a second import says
// that nothing is new.
func TestImportProject(t *testing.T) {
	w := opened(t)
	path := filepath.Join(t.TempDir(), "study.qde")
	if err := os.WriteFile(path, []byte(study), 0o666); err != nil {
		t.Fatal(err)
	}
	before := len(w.shown.articles)
	w.dropped([]fyne.URI{storage.NewFileURI(path)})
	w.idle()
	if w.sheet == nil || len(w.shown.articles) != before {
		t.Fatal("the project was not shown before it was imported")
	}
	w.sheet.confirm()
	w.idle()
	if w.sheet != nil || len(w.shown.articles) != before+1 || w.shown.article.Title != "Interview 1" {
		t.Fatalf("%d articles, the open one is %q", len(w.shown.articles), w.shown.article.Title)
	}
	if got := w.codings(); len(got) != 1 || got[0] != "ban lasted: fishing" {
		t.Errorf("codings: %q", got)
	}
	w.importPaths([]string{path})
	w.idle()
	w.sheet.confirm()
	w.idle()
	if n := len(w.shown.articles); n != before+1 {
		t.Errorf("the second time there are %d articles", n)
	}
	w.do(t, "undo")
	if _, there := w.shown.tags.Find("fishing"); there || len(w.shown.articles) != before {
		t.Error("undo left something behind")
	}
}

// TestImportDamagedProject: what cannot be read is told of, and the files beside
// it are not imported behind its back.
func TestImportDamagedProject(t *testing.T) {
	w := opened(t)
	path := filepath.Join(t.TempDir(), "study.qde")
	if err := os.WriteFile(path, []byte(study[:600]), 0o666); err != nil {
		t.Fatal(err)
	}
	w.importPaths([]string{path})
	w.idle()
	if w.sheet == nil || w.sheet.ok != nil {
		t.Fatal("nothing was said")
	}
}

// TestCodebookFiles: a codebook goes out as a table or as QDC and comes into
// another project; rows that cannot be used are named.
func TestCodebookFiles(t *testing.T) {
	w := opened(t)
	dir := t.TempDir()
	w.prefs.SetString(prefDir, dir)
	w.do(t, "export codebook")
	w.sheet.confirm()
	w.idle()
	w.win.Canvas().Focused().(*panes.Field).SetText("out")
	w.sheet.confirm()
	w.idle()
	data, err := os.ReadFile(filepath.Join(dir, "out.codebook.csv"))
	if err != nil {
		t.Fatal(err)
	}
	changed := strings.Replace(string(data), ",trade,trade,#009E73,3,", ",fishing,fishing,#009E73,,", 1) + "x,y,,,,,,,\r\n"
	if err := os.WriteFile(filepath.Join(dir, "in.csv"), []byte(changed), 0o666); err != nil {
		t.Fatal(err)
	}
	w.importCodebook(filepath.Join(dir, "in.csv"))
	w.idle()
	if _, there := w.shown.tags.Find("fishing"); !there || w.sheet == nil {
		t.Errorf("the table did not come in, or its bad row was not named: %q", changed)
	}
	w.sheet.close()
	if err := os.WriteFile(filepath.Join(dir, "in.qdc"), []byte(`<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes><Code guid="a" name="whaling" isCodable="true"/></Codes></CodeBook>`), 0o666); err != nil {
		t.Fatal(err)
	}
	w.importCodebook(filepath.Join(dir, "in.qdc"))
	w.idle()
	if _, there := w.shown.tags.Find("whaling"); !there || w.sheet != nil {
		t.Error("the QDC file did not come in")
	}
}
