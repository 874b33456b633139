package window

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gloss/annotate"
	"gloss/annotate/store"
)

// twoPages is a PDF file of two pages with a line on each; readers mend its
// missing table of objects.
func twoPages(first, second string) []byte {
	var b strings.Builder
	b.WriteString("%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n2 0 obj <</Type /Pages /Kids [3 0 R 4 0 R] /Count 2>> endobj\n")
	for i, line := range []string{first, second} {
		fmt.Fprintf(&b, "%d 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources <</Font <</F1 7 0 R>>>> /Contents %d 0 R>> endobj\n", 3+i, 5+i)
		content := fmt.Sprintf("BT /F1 12 Tf 72 700 Td (%s) Tj ET", line)
		fmt.Fprintf(&b, "%d 0 obj <</Length %d>>\nstream\n%s\nendstream endobj\n", 5+i, len(content), content)
	}
	b.WriteString("7 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding>> endobj\ntrailer <</Root 1 0 R /Size 8>>\n%%EOF\n")
	return []byte(b.String())
}

// TestPageImage shows the page of a passage with the passage marked, goes to
// another page with the selection, and draws no page twice.
func TestPageImage(t *testing.T) {
	w := empty(t)
	path := filepath.Join(t.TempDir(), "two.pdf")
	if err := os.WriteFile(path, twoPages("Gunboats cut the nets of trawlers, and the ministers wrote notes to one another.", "On the second page the quarrel over the limit came to its end at last."), 0o600); err != nil {
		t.Fatal(err)
	}
	w.importPaths([]string{path, files(t)[0]})
	w.idle()
	w.openArticle(w.shown.articles[slices.IndexFunc(w.shown.articles, func(a store.Summary) bool { return a.Format == "pdf" })].ID, annotate.Span{})
	w.idle()
	p := w.article.page
	if p.root.Visible() {
		t.Error("the page image is there before it was asked for")
	}
	w.do(t, "page image")
	if p.head.Text != "Page 1 of 2" || p.image.Image == nil {
		t.Fatalf("got %q", p.head.Text)
	}
	plain := p.image.Image
	w.drag(t, "nets of trawlers")
	w.idle()
	if p.head.Text != "Page 1 of 2" || p.image.Image == plain || len(p.kept) != 1 {
		t.Errorf("after a selection: %q, %d pages kept", p.head.Text, len(p.kept))
	}
	w.drag(t, "quarrel over the limit")
	w.idle()
	if p.head.Text != "Page 2 of 2" || len(p.kept) != 2 {
		t.Errorf("on the second page: %q, %d pages kept", p.head.Text, len(p.kept))
	}
	w.do(t, "page image")
	if p.root.Visible() {
		t.Error("the page image stays")
	}
}
