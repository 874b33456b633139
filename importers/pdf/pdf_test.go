package pdf

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gloss/annotate"
	"gloss/importers/pdf/internal/pdftest"
)

// texts imports a file and returns the text of its blocks.
func texts(t *testing.T, data []byte) []string {
	t.Helper()
	a, _ := imported(t, data)
	var out []string
	for _, b := range a.Blocks {
		out = append(out, a.Text.Slice(b.Span))
	}
	return out
}

func imported(t *testing.T, data []byte) (annotate.Article, annotate.Receipt) {
	t.Helper()
	a, r, err := Import(context.Background(), data, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Check(); err != nil {
		t.Fatal(err)
	}
	return a, r
}

func equal(t *testing.T, got, want []string) {
	t.Helper()
	if strings.Join(got, "\n¶ ") != strings.Join(want, "\n¶ ") {
		t.Errorf("got\n¶ %s\n\nwant\n¶ %s", strings.Join(got, "\n¶ "), strings.Join(want, "\n¶ "))
	}
}

func TestSingleColumn(t *testing.T) {
	f := pdftest.New()
	f.Page(pdftest.Text(72, 720, 18, "F2", "The herring and the gunboat") +
		pdftest.Lines(72, 690, 11, 14, "F1",
			"The trawlers came back in the autumn, when the weather was at its worst and the",
			"patrol boats had the least to lose. Nobody in the harbour spoke of war, but everyone",
			"counted the ships.") +
		pdftest.Lines(72, 630, 11, 14, "F1",
			"A second paragraph follows after a gap, and it too runs over more than one line so",
			"that it has to be joined."))
	equal(t, texts(t, f.Bytes()), []string{
		"The herring and the gunboat",
		"The trawlers came back in the autumn, when the weather was at its worst and the patrol boats had the least to lose. Nobody in the harbour spoke of war, but everyone counted the ships.",
		"A second paragraph follows after a gap, and it too runs over more than one line so that it has to be joined.",
	})
}

// TestWhole: what is left out is in the receipt, and in the text where the whole
// pages are asked for.
func TestWhole(t *testing.T) {
	f := pdftest.New()
	for i, text := range []string{first, second, third} {
		f.Page(pdftest.Text(72, 760, 8, "F4", "The Harbour Review") + pdftest.Lines(72, 700, 10, 12, "F5", pdftest.Wrap(text, 70)...) + pdftest.Text(300, 30, 8, "F4", strconv.Itoa(41+i)))
	}
	for _, whole := range []bool{false, true} {
		a, r, err := Import(t.Context(), f.Bytes(), Options{Whole: whole})
		if err != nil {
			t.Fatal(err)
		}
		left := slices.ContainsFunc(r.Remarks, func(m annotate.Remark) bool {
			return m.Kind == annotate.LeftOut && strings.HasPrefix(m.Text, "page 1: The Harbour Review\n")
		})
		in := strings.Count(a.Text.String(), "The Harbour Review") == 3 && strings.Contains(a.Text.String(), "\n\n42")
		if in != whole || left == whole {
			t.Errorf("whole %v: in the text %v, left out %v: %q", whole, in, left, a.Text.String())
		}
	}
}

// scanned adds a page that is one picture, with text behind it.
func scanned(f *pdftest.File, text string) {
	picture := f.Stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray", "\x80")
	f.Resources = strings.TrimSuffix(f.Resources, ">>") + " /XObject <</Scan " + strconv.Itoa(picture) + " 0 R>>>>"
	f.Page("q 612 0 0 792 0 0 cm /Scan Do Q 3 Tr " + text)
}

// TestDoubts is what the receipt says of text that a person should compare with
// the page.
func TestDoubts(t *testing.T) {
	for _, c := range []struct {
		name, want string
		make       func(f *pdftest.File)
	}{
		{"text recognition", "(OCR) behind a scanned picture", func(f *pdftest.File) { scanned(f, pdftest.Text(72, 700, 12, "F1", "The nets were cut")) }},
		{"unknown characters", "which characters 33.3 % of its signs are", func(f *pdftest.File) {
			n := f.Add("<</Type /Font /Subtype /Type3 /FontMatrix [.001 0 0 .001 0 0] /FontBBox [0 0 1000 1000] /CharProcs <<>> /Encoding <</Differences [1 /g1]>> /FirstChar 1 /LastChar 1 /Widths [500]>>")
			f.Resources = strings.Replace(f.Resources, "/F1 ", "/F9 "+strconv.Itoa(n)+" 0 R /F1 ", 1)
			f.Page(pdftest.Text(72, 700, 12, "F1", "Nets") + pdftest.Text(110, 700, 12, "F9", "\x01\x01"))
		}},
		{"pages without text", "1 page without text: 2.", func(f *pdftest.File) {
			f.Page(pdftest.Text(72, 700, 12, "F1", "Nets"))
			f.Page("")
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := pdftest.New()
			c.make(f)
			_, r := imported(t, f.Bytes())
			if !slices.ContainsFunc(r.Remarks, func(m annotate.Remark) bool { return m.Kind == annotate.Doubt && strings.Contains(m.Detail, c.want) }) {
				t.Errorf("the receipt says %+v", r.Remarks)
			}
		})
	}
}

// TestRefused is what a person is told about files that cannot be read.
func TestRefused(t *testing.T) {
	blank := pdftest.New()
	blank.Page("")
	scan := pdftest.New()
	scanned(scan, "")
	locked := pdftest.New()
	locked.Page(pdftest.Text(72, 700, 12, "F1", "secret"))
	locked.Trailer = "/Encrypt <</Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <" + strings.Repeat("11", 32) + "> /U <" + strings.Repeat("22", 32) + ">>> /ID [<01> <01>]"
	for _, c := range []struct {
		name string
		data []byte
		want error
	}{
		{"empty", nil, errNotPDF},
		{"text", []byte("Dear all,\nplease find attached"), errNotPDF},
		{"header only", []byte("%PDF-1.7\n"), errDamaged},
		{"no text", blank.Bytes(), errNoText},
		{"scan", scan.Bytes(), errScan},
		{"password", locked.Bytes(), ErrPassword},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, _, err := Import(context.Background(), c.data, Options{}); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

func TestCancelled(t *testing.T) {
	f := pdftest.New()
	f.Page(pdftest.Text(72, 700, 12, "F1", "Some text"))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := Import(ctx, f.Bytes(), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}
