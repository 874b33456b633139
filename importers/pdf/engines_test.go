package pdf

import (
	"context"
	"errors"
	"strings"
	"testing"

	"gloss/importers/pdf/internal/pdftest"
)

// TestPassword: with its password a file is read, without it or with another
// one a person is told which of the two is the matter.
func TestPassword(t *testing.T) {
	f := pdftest.New()
	f.Page(pdftest.Text(72, 700, 12, "F1", "The talks were secret"))
	f.Password = "herring"
	data := f.Bytes()
	for password, want := range map[string]error{"": ErrPassword, "Herring": ErrWrongPassword} {
		if _, _, err := Import(context.Background(), data, Options{Password: password}); !errors.Is(err, want) {
			t.Errorf("%q: got %v, want %v", password, err, want)
		}
	}
	a, r, err := Import(context.Background(), data, Options{Password: "herring"})
	if err != nil {
		t.Fatal(err)
	}
	if a.Text.String() != "The talks were secret" {
		t.Errorf("got %q", a.Text.String())
	}
	if want := "PDF of 1 page, read by the second engine (PDFium): the first one could not open it."; r.Remarks[0].Detail != want {
		t.Errorf("got %q, want %q", r.Remarks[0].Detail, want)
	}
	plain := pdftest.New()
	plain.Page(pdftest.Text(72, 700, 12, "F1", "Nothing is secret here"))
	if a, _, err := Import(context.Background(), plain.Bytes(), Options{Password: "needless"}); err != nil || a.Text.String() != "Nothing is secret here" {
		t.Errorf("a password too many: got %q, %v", a.Text.String(), err)
	}
}

// TestSecondEngine: what the first engine cannot tell, the second one reads
// where it can, and the receipt says so.
func TestSecondEngine(t *testing.T) {
	f := pdftest.New()
	font := f.Add("<</Type /Font /Subtype /Type0 /BaseFont /HeiseiMin-W3 /Encoding /Identity-H /DescendantFonts [<</Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiMin-W3 /CIDSystemInfo <</Registry (Adobe) /Ordering (Japan1) /Supplement 2>> /FontDescriptor <</Type /FontDescriptor /FontName /HeiseiMin-W3 /Flags 4>>>>]>>")
	f.Resources = strings.Replace(f.Resources, "/F1 ", "/F9 "+string(rune('0'+font))+" 0 R /F1 ", 1)
	f.Page("BT /F9 12 Tf 72 700 Td <0CD40E8A07A0> Tj ET")
	a, r := imported(t, f.Bytes())
	if a.Text.String() != "日本語" || !strings.Contains(r.Remarks[0].Detail, "second engine") {
		t.Errorf("got %q, %q", a.Text.String(), r.Remarks[0].Detail)
	}
}
