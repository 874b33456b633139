package importers

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
)

// TestPDF sends a page through the table; what the reader makes of harder
// files is tested beside it.
func TestPDF(t *testing.T) {
	res, err := Bytes(context.Background(), "folder/paper.pdf", onePage("Nets were cut at dawn."), Options{})
	if err != nil {
		t.Fatal(err)
	}
	a := res.Article
	if a.Format != "pdf" || a.SourceName != "paper.pdf" || a.Text.String() != "Nets were cut at dawn." {
		t.Errorf("got format %q, source %q, text %q", a.Format, a.SourceName, a.Text.String())
	}
	_, err = Bytes(context.Background(), "cut.pdf", []byte("%PDF-1.4\n1 0 obj"), Options{})
	if err == nil || !strings.HasPrefix(err.Error(), "cut.pdf: ") {
		t.Errorf("got %v, want a sentence on cut.pdf", err)
	}
}

// onePage is a PDF of one page with one line of text.
func onePage(line string) []byte {
	var b bytes.Buffer
	content := fmt.Sprintf("BT /F 12 Tf 72 720 Td (%s) Tj ET", line)
	offsets := []int{}
	b.WriteString("%PDF-1.4\n")
	for i, object := range []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(content), content),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
	} {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, offset := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, start)
	return b.Bytes()
}
