package pdf

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	. "gloss/importers/pdf/internal/pdftest"
)

// deflated is a stream of n times the same bytes.
func deflated(piece string, n int) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	for range n {
		w.Write([]byte(piece))
	}
	w.Close()
	return b.String()
}

// onePage is a file of one page with this content.
func onePage(content string) []byte {
	f := New()
	f.Page(content)
	return f.Bytes()
}

// scattered is n characters at random places, in sizes around one.
func scattered(n int, sizes ...float64) string {
	r := rand.New(rand.NewPCG(1, 2))
	var b strings.Builder
	b.WriteString("BT ")
	for i := range n {
		fmt.Fprintf(&b, "/F1 %g Tf 1 0 0 1 %d %d Tm (%c) Tj ", sizes[i%len(sizes)], r.IntN(600), r.IntN(780), 'a'+i%26)
	}
	return b.String() + "ET"
}

// hostile are files that make readers loop, crash or take all memory.
var hostile = []struct {
	name string
	make func() []byte
}{
	{"size of two thousand million objects", func() []byte { return twoColumns("/Size 2000000000") }},
	{"tables in a circle", func() []byte { return twoColumns("/Prev 9") }},
	{"pages in a circle", func() []byte {
		f := New()
		f.Page(Text(72, 700, 12, "F1", "the only page"))
		f.Set(1, "<</Type /Pages /Kids [1 0 R 8 0 R 1 0 R 8 0 R] /Count 99>>")
		return f.Bytes()
	}},
	{"pages without end", func() []byte {
		f := New()
		f.Page(Text(72, 700, 12, "F1", "page"))
		f.Set(1, "<</Type /Pages /Kids ["+strings.Repeat("<</Type /Page>> ", 30_000)+"] /Count 2000000000>>")
		return f.Bytes()
	}},
	{"form in itself", func() []byte {
		f := New()
		form := f.Stream("/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources <</XObject <</X 7 0 R /Y 6 0 R /Z 5 0 R>>>>", "/X Do /Y Do /Z Do")
		f.Resources = fmt.Sprintf("<</XObject <</X %d 0 R>>>>", form)
		f.Page(strings.Repeat("/X Do ", 100))
		return f.Bytes()
	}},
	{"forms that each draw the next a hundred times", func() []byte {
		f := New()
		next := f.Stream("/Type /XObject /Subtype /Form /BBox [0 0 600 800] "+strings.TrimSuffix(strings.TrimPrefix(f.Resources, "<<"), ">>"), Text(72, 700, 12, "F1", "deep"))
		for range 10 {
			next = f.Stream(fmt.Sprintf("/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources <</XObject <</X %d 0 R>>>>", next), strings.Repeat("/X Do ", 100))
		}
		f.Resources = fmt.Sprintf("<</XObject <</X %d 0 R>>>>", next)
		f.Page("/X Do")
		return f.Bytes()
	}},
	{"stream that unpacks to a thousand times its size", func() []byte {
		f := New()
		f.Page("")
		content := f.Stream("/Filter /FlateDecode", deflated(strings.Repeat(" ", 1<<16), 4096))
		return []byte(strings.Replace(string(f.Bytes()), "/Contents ", fmt.Sprintf("/Contents %d 0 R /Was ", content), 1))
	}},
	{"stream packed twice", func() []byte {
		f := New()
		f.Page("")
		content := f.Stream("/Filter [/FlateDecode /FlateDecode]", deflated(deflated(strings.Repeat("\x00", 1<<16), 512), 200))
		return []byte(strings.Replace(string(f.Bytes()), "/Contents ", fmt.Sprintf("/Contents %d 0 R /Was ", content), 1))
	}},
	{"arrays within arrays", func() []byte { return onePage(strings.Repeat("[", 200_000)) }},
	{"dictionaries within dictionaries", func() []byte { return onePage(strings.Repeat("<</A ", 100_000)) }},
	{"objects within objects", func() []byte { return twoColumns("/A " + strings.Repeat("[", 300_000)) }},
	{"saved states without end", func() []byte { return onePage(strings.Repeat("q ", 200_000)) }},
	{"marked content without end", func() []byte { return onePage(strings.Repeat("/P BMC ", 100_000)) }},
	{"widths for every code there is", func() []byte {
		return []byte(strings.Replace(string(type0()), "/W [32 [250] 240 241 900]", "/W [0 4294967295 500 -9 2147483647 1]", 1))
	}},
	{"characters for every code there is", func() []byte {
		return []byte(strings.Replace(string(type0()), "<0001> <001A> <0061>", "<0000> <FFFFFFFF> <0061>", 1))
	}},
	{"codes out of range", func() []byte {
		return []byte(strings.Replace(string(type3()), "/FirstChar 1", "/FirstChar -2147483648", 1))
	}},
	{"a page of no size", func() []byte {
		return []byte(strings.Replace(string(twoColumns("")), "[0 0 612 792]", "[0 0 0 1e38]", 1))
	}},
	{"numbers without end", func() []byte {
		return onePage("BT /F1 " + strings.Repeat("9", 100_000) + " Tf 1e308 0 0 1e308 -1e308 1e308 Tm (far) Tj ET")
	}},
	{"a string without end", func() []byte { return onePage("BT /F1 12 Tf (" + strings.Repeat("(", 1_000_000)) }},
	{"a picture without end", func() []byte { return onePage("BI /W 9 ID " + strings.Repeat("EI", 500_000)) }},
	{"characters at random places", func() []byte { return onePage(scattered(60_000, 10)) }},
	{"characters at random places in many sizes", func() []byte { return onePage(scattered(60_000, 4, 5, 9, 10, 11, 24, 36)) }},
	{"all characters at one place", func() []byte {
		return onePage("BT /F1 10 Tf " + strings.Repeat("1 0 0 1 72 700 Tm (m) Tj ", 60_000) + "ET")
	}},
	{"numbers in a hundred columns", func() []byte {
		var b strings.Builder
		for y := range 150 {
			for x := range 100 {
				b.WriteString(Text(float64(6*x), float64(20+5*y), 4, "F1", fmt.Sprint(x%10)))
			}
		}
		return onePage(b.String())
	}},
	{"a picture of a million million points", func() []byte {
		f := New()
		n := f.Stream("/Type /XObject /Subtype /Image /Width 1000000 /Height 1000000 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /FlateDecode", deflated(strings.Repeat("\x00", 1<<16), 1<<10))
		f.Resources = strings.TrimSuffix(f.Resources, ">>") + fmt.Sprintf("/XObject <</Im %d 0 R>>>>", n)
		f.Page("q 600 0 0 780 0 0 cm /Im Do Q " + Text(72, 700, 12, "F1", "a line over it"))
		return f.Bytes()
	}},
	{"filter that is none", func() []byte {
		return []byte(strings.Replace(string(twoColumns("")), "/Length ", "/Filter /JPXDecode /Length ", 1))
	}},
	{"key without end", func() []byte {
		return twoColumns("/Encrypt <</Filter /Standard /V 5 /R 6 /Length 2147483647 /O <00> /U <00>>> /ID [<01>]")
	}},
}

// TestHostile: with the memory and more than the time that every file has, each
// of them gives an article or a sentence about the file, and the child
// that read it goes on to the next.
func TestHostile(t *testing.T) {
	n := testNursery(t, "", 2*time.Minute)
	for _, c := range hostile {
		t.Run(c.name, func(t *testing.T) {
			_, _, err := n.read(t.Context(), c.make(), Options{})
			for _, end := range []error{errSlow, errLarge, errCrash, errNoChild} {
				if errors.Is(err, end) {
					t.Error(err)
				}
			}
		})
	}
}
