package chart

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"image/color"
	"io"
	"strconv"
	"strings"
)

// SVG writes a scene as SVG 1.1. Text is text, to be searched and edited, in the
// first font of a usual list that the reader's system has; what a mark stands for
// is its title, which browsers show as a tooltip.
func SVG(w io.Writer, s *Scene) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, `<?xml version="1.0" encoding="UTF-8"?>`+"\n"+
		`<svg xmlns="http://www.w3.org/2000/svg" width="%[1]s" height="%[2]s" viewBox="0 0 %[1]s %[2]s" font-family="'Noto Sans', 'Helvetica Neue', Arial, sans-serif">`+"\n",
		short(s.Width), short(s.Height))
	fmt.Fprintf(b, "<title>%s</title>\n", escaped(s.Title))
	fmt.Fprintf(b, `<rect width="100%%" height="100%%" fill="%s"/>`+"\n", hex(s.Paper))
	for _, r := range s.Rects {
		fmt.Fprintf(b, `<rect x="%s" y="%s" width="%s" height="%s" fill="%s"/>`+"\n", short(r.X), short(r.Y), short(r.W), short(r.H), hex(r.Fill))
	}
	for _, t := range s.Texts {
		if t.Up {
			fmt.Fprintf(b, `<text transform="translate(%s %s) rotate(-90)"`, short(t.X), short(t.Y))
		} else {
			fmt.Fprintf(b, `<text x="%s" y="%s"`, short(t.X), short(t.Y))
		}
		if t.Anchor != Start {
			fmt.Fprintf(b, ` text-anchor="%s"`, map[Anchor]string{Middle: "middle", End: "end"}[t.Anchor])
		}
		if t.Bold {
			b.WriteString(` font-weight="bold"`)
		}
		fmt.Fprintf(b, ` font-size="%s" fill="%s">%s</text>`+"\n", short(t.Size), hex(t.Color), escaped(t.Text))
	}
	for _, m := range s.Marks {
		fmt.Fprintf(b, `<rect x="%s" y="%s" width="%s" height="%s" fill="#000" fill-opacity="0"><title>%s</title></rect>`+"\n",
			short(m.X), short(m.Y), short(m.W), short(m.H), escaped(m.Tip))
	}
	b.WriteString("</svg>\n")
	return b.Flush()
}

// short is a length with at most two decimals.
func short(v float64) string {
	s := strconv.FormatFloat(v, 'f', 2, 64)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

func hex(c color.NRGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

func escaped(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s)) // a strings.Builder takes everything
	return b.String()
}
