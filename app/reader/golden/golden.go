// Package golden compares pictures with golden ones, for the tests of reader and
// typeset.
package golden

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"testing"
)

// Picture compares got with the PNG file at path, which update writes anew.
// Rounding differs a little between processors, so one pixel of 2,000 may.
func Picture(t testing.TB, path string, got image.Image, update bool) {
	t.Helper()
	if update {
		var out bytes.Buffer
		if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, got); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, out.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	bounds := got.Bounds()
	if want.Bounds() != bounds {
		t.Fatalf("the picture is %v, want %v", bounds, want.Bounds())
	}
	off := 0
	near := func(a, b uint32) bool { return max(a, b)-min(a, b) <= 12<<8 }
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			r, g, b, _ := got.At(x, y).RGBA()
			r2, g2, b2, _ := want.At(x, y).RGBA()
			if !near(r, r2) || !near(g, g2) || !near(b, b2) {
				off++
			}
		}
	}
	if most := bounds.Dx() * bounds.Dy() / 2000; off > most {
		t.Errorf("%d pixels differ, %d may; -update writes the picture anew", off, most)
	}
}
