package importers

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// BenchmarkImport reads a source of some 200 kB in each format that is text.
func BenchmarkImport(b *testing.B) {
	const paragraphs = 1000
	sentence := "The trawlers sailed at dawn, and by noon the gunboats had cut the first of the warps, said the coast guard. "
	sources := map[string]func(i int) string{
		"html": func(int) string {
			return "<p>" + sentence + "<b>Nobody</b> was <a href='https://e.org/'>hurt</a>.</p>\n"
		},
		"text":     func(i int) string { return fmt.Sprintf("%d %s\n\n", i, sentence) },
		"markdown": func(int) string { return sentence + "**Nobody** was [hurt](https://e.org/).\n\n" },
	}
	for _, format := range []string{"html", "text", "markdown"} {
		b.Run(format, func(b *testing.B) {
			var s strings.Builder
			for i := range paragraphs {
				s.WriteString(sources[format](i))
			}
			data := []byte(s.String())
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Bytes(context.Background(), "a", data, Options{Format: format}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
