package typeset

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/theme"

	"gloss/annotate"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// testFaces are the faces that the toolkit bundles, without the system's.
func testFaces(tb testing.TB) *Faces {
	tb.Helper()
	fs, err := NewFaces(Fonts{
		Regular:    theme.DefaultTextFont().Content(),
		Bold:       theme.DefaultTextBoldFont().Content(),
		Italic:     theme.DefaultTextItalicFont().Content(),
		BoldItalic: theme.DefaultTextBoldItalicFont().Content(),
		Mono:       theme.DefaultTextMonospaceFont().Content(),
		More:       [][]byte{theme.DefaultSymbolFont().Content(), theme.DefaultEmojiFont().Content()},
	})
	if err != nil {
		tb.Fatal(err)
	}
	return fs
}

// article makes an article of a text whose blocks are parted by blank lines and
// whose kinds are told by how they begin: # heading, - list item, > quote, ~
// caption, | table row, |= header row, ! preformatted. A cell ends at " | ", a
// line break is written \\. *Stars* make bold, _lines_ italic, [brackets] a
// link.
func article(tb testing.TB, source string) *annotate.Article {
	tb.Helper()
	var a annotate.Article
	var text strings.Builder
	pos := 0
	open := map[rune]int{}
	for i, part := range strings.Split(strings.TrimSpace(source), "\n\n") {
		if i > 0 {
			text.WriteString("\n\n")
			pos += 2
		}
		b := annotate.Block{Kind: annotate.Paragraph}
		for _, k := range []struct {
			prefix string
			kind   annotate.Kind
			level  int
		}{
			{"# ", annotate.Heading, 1}, {"## ", annotate.Heading, 2}, {"- ", annotate.ListItem, 1}, {"-- ", annotate.ListItem, 2},
			{"> ", annotate.Blockquote, 1}, {"~ ", annotate.Caption, 0}, {"| ", annotate.TableRow, 0}, {"|= ", annotate.TableRow, 1},
			{"! ", annotate.Preformatted, 0},
		} {
			if rest, ok := strings.CutPrefix(part, k.prefix); ok {
				part, b.Kind, b.Level = rest, k.kind, k.level
				break
			}
		}
		if b.Kind == annotate.TableRow {
			part = strings.ReplaceAll(part, " | ", "\t")
		}
		part = strings.ReplaceAll(strings.ReplaceAll(part, "\n", " "), `\\`, "\n")
		b.Span.Start = pos
		for _, r := range part {
			style, url := annotate.Style(""), ""
			switch {
			case b.Kind == annotate.Preformatted:
			case r == '*':
				style = annotate.Bold
			case r == '_':
				style = annotate.Italic
			case r == '[':
				open[r] = pos
				continue
			case r == ']':
				style, url, r = annotate.Link, "https://example.org/", '['
			}
			if style == "" {
				text.WriteRune(r)
				pos++
				continue
			}
			start, isOpen := open[r]
			if !isOpen {
				open[r] = pos
				continue
			}
			delete(open, r)
			a.Marks = append(a.Marks, annotate.Mark{Span: annotate.Span{Start: start, End: pos}, Style: style, URL: url})
		}
		b.Span.End = pos
		a.Blocks = append(a.Blocks, b)
	}
	a.Text = annotate.NewText(text.String())
	if err := a.Check(); err != nil {
		tb.Fatal(err)
	}
	return &a
}

// dump prints the lines of a column: place, span, text in logical order, and
// the pieces from left to right where they are not in that order.
func dump(c *Column) string {
	var out strings.Builder
	fmt.Fprintf(&out, "width %.0f height %.2f\n", c.Width(), c.Height())
	block := int32(-1)
	for i := range c.lines {
		l := &c.lines[i]
		if l.block != block {
			block = l.block
			fmt.Fprintf(&out, "%s %d\n", c.blocks[block].Kind, c.blocks[block].Level)
		}
		fmt.Fprintf(&out, "%7.2f %6.2f +%6.2f %q\n", l.y, l.x(), l.w, c.article.Text.Slice(l.span()))
		items := c.place(i)
		for k := 1; k < len(items); k++ {
			if items[k].from < items[k-1].from {
				out.WriteString("        seen")
				for _, it := range items {
					fmt.Fprintf(&out, " %d-%d", it.from-int(l.start), it.to-int(l.start))
				}
				out.WriteString("\n")
				break
			}
		}
	}
	return out.String()
}

// TestColumn compares the lines of testdata/*.txt with what stands below the
// line "====" in each file; -update rewrites it.
func TestColumn(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no golden files", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			source, want, _ := strings.Cut(string(data), "\n====\n")
			c := NewColumn(testFaces(t), article(t, source), Setting{Justified: strings.Contains(file, "justified")}, 400)
			checkLaws(t, c)
			got := dump(c)
			if *update {
				if err := os.WriteFile(file, []byte(source+"\n====\n"+got), 0o666); err != nil {
					t.Fatal(err)
				}
			} else if got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// checkLaws fails the test unless lines partition the text and the two verbs of
// geometry are inverse.
func checkLaws(tb testing.TB, c *Column) {
	tb.Helper()
	n := c.article.Text.Len()
	next := 0
	for i := range c.lines {
		l := &c.lines[i]
		if int(l.start) != next || l.end <= l.start {
			tb.Fatalf("line %d is [%d,%d), the one before ended at %d", i, l.start, l.end, next)
		}
		next = int(l.end)
		if got := c.LineOf(int(l.start)); got != i {
			tb.Fatalf("LineOf(%d) = %d, want %d", l.start, got, i)
		}
		if !c.startsCluster(int(l.start)) {
			tb.Fatalf("line %d begins inside a grapheme cluster at %d", i, l.start)
		}
	}
	if next != n {
		tb.Fatalf("the lines end at %d, the text at %d", next, n)
	}
	for pos := 0; pos <= n; pos++ {
		stop := c.isStop(pos)
		if stop && !c.startsCluster(pos) {
			tb.Fatalf("the stop %d is inside a grapheme cluster", pos)
		}
		p := c.PointOf(pos)
		if len(c.lines) > 0 {
			l := &c.lines[c.LineOf(pos)]
			if b := &c.blocks[l.block]; b.wide && c.overHeld(b, p.X) && !c.isHeld(l) {
				continue // scrolled below the column that is held
			}
		}
		if stop {
			if got := c.OffsetAt(p); got != pos {
				tb.Fatalf("OffsetAt(PointOf(%d)) = %d at %v in %q", pos, got, p, c.article.Text.String())
			}
		} else if got, want := c.OffsetAt(p), c.Snap(pos); got != want {
			tb.Fatalf("OffsetAt(PointOf(%d)) = %d at %v, want the stop %d, in %q", pos, got, p, want, c.article.Text.String())
		}
	}
}

// startsCluster is the slow and obvious judge of grapheme clusters.
func (c *Column) startsCluster(pos int) bool {
	starts := clusterStarts([]rune(c.article.Text.String()))
	return pos >= len(starts) || starts[pos]
}
