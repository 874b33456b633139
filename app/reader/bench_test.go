//go:build unix

package reader

import (
	"fmt"
	"image/color"
	"math/rand"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
)

// The benchmarks measure the work on the UI goroutine for what a person does:
// the widget's own and, where a line comes into view, its pictures. The
// toolkit's painting is not in them but where one says so. The figure that
// counts is cpu-ms/op, the processor time of the whole process: it holds on a
// machine that is busy otherwise, and includes the collection of garbage.

// measure runs f over and over and reports its processor time.
func measure(b *testing.B, f func()) {
	b.ResetTimer()
	before := cpuTime(b)
	for b.Loop() {
		f()
	}
	b.ReportMetric((cpuTime(b)-before).Seconds()*1000/float64(b.N), "cpu-ms/op")
}

func cpuTime(tb testing.TB) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// book is n words of a text with the frequencies of words of a natural one
// (Zipf), in paragraphs of a hundred words.
func book(n int) *annotate.Article {
	r := rand.New(rand.NewSource(7))
	zipf := rand.NewZipf(r, 1.1, 4, 30000)
	vocabulary := make([]string, 30001)
	for i := range vocabulary {
		var b strings.Builder
		for range 1 + r.Intn(4) {
			b.WriteByte("bcdfglmnprst"[r.Intn(12)])
			b.WriteByte("aeiou"[r.Intn(5)])
		}
		vocabulary[i] = b.String()
	}
	var paragraphs []string
	var b strings.Builder
	for i := range n {
		b.WriteString(vocabulary[zipf.Uint64()])
		if i%100 == 99 || i == n-1 {
			paragraphs = append(paragraphs, b.String()+".")
			b.Reset()
			continue
		}
		if i%12 == 11 {
			b.WriteByte(',')
		}
		b.WriteByte(' ')
	}
	return plain(paragraphs...)
}

func scattered(a *annotate.Article, n int) []Highlight {
	r := rand.New(rand.NewSource(3))
	hs := make([]Highlight, n)
	for i := range hs {
		start := r.Intn(a.Text.Len() - 300)
		hs[i] = Highlight{
			ID: fmt.Sprint(i), Span: annotate.Span{Start: start, End: start + 20 + r.Intn(250)},
			Labels: []Label{{fmt.Sprint("tag ", i%8), annotate.Palette[i%8]}},
		}
	}
	return hs
}

var sizes = []struct{ words, highlights int }{
	{10_000, 0}, {10_000, 1000}, {10_000, 10_000}, {100_000, 0}, {100_000, 1000}, {100_000, 10_000}, {1_000_000, 0}, {1_000_000, 1000}, {1_000_000, 10_000},
}

var benchSize = fyne.NewSize(900, 1000)

// each runs a benchmark for all sizes, on a view that has been painted once.
func each(b *testing.B, f func(b *testing.B, v *View)) {
	for _, size := range sizes {
		b.Run(fmt.Sprintf("words=%d/highlights=%d", size.words, size.highlights), func(b *testing.B) {
			test.NewTempApp(b)
			a := book(size.words)
			v := New()
			v.Resize(benchSize)
			test.WidgetRenderer(v)
			v.SetArticle(a)
			v.SetHighlights(scattered(a, size.highlights))
			paint(v)
			b.ResetTimer()
			f(b, v)
		})
	}
}

// painted is what a picture showed when it was last painted.
type painted struct{ line, count int }

var lastPainted = map[*picture]painted{}

// paint draws the pictures that the toolkit would ask for.
func paint(v *View) {
	for _, r := range v.drawn.rows.rows {
		for _, p := range []*picture{&r.ink, &r.wash} {
			now := painted{r.line, p.drawn}
			if p == &r.wash && !r.washed || lastPainted[p] == now {
				continue
			}
			lastPainted[p] = now
			size := p.raster.Size()
			p.raster.Generator(int(size.Width), int(size.Height))
		}
	}
}

// BenchmarkOpen is from a text in memory to the first picture, in a view that
// has shown nothing: no word has been seen. The fonts are read before.
func BenchmarkOpen(b *testing.B) {
	for _, size := range sizes {
		b.Run(fmt.Sprintf("words=%d/highlights=%d", size.words, size.highlights), func(b *testing.B) {
			test.NewTempApp(b)
			a := book(size.words)
			hs := scattered(a, size.highlights)
			var spent time.Duration
			for b.Loop() {
				b.StopTimer()
				v := New()
				v.Resize(benchSize)
				test.WidgetRenderer(v)
				runtime.GC()
				b.StartTimer()
				before := cpuTime(b)
				v.SetArticle(a)
				v.SetHighlights(hs)
				paint(v)
				spent += cpuTime(b) - before
			}
			b.ReportMetric(spent.Seconds()*1000/float64(b.N), "cpu-ms/op")
		})
	}
}

func BenchmarkScrollStep(b *testing.B) {
	each(b, func(b *testing.B, v *View) {
		way := 60.0
		measure(b, func() {
			before := v.place.offset
			v.scrollTo(before + way)
			if v.place.offset == before {
				way = -way
			}
			paint(v)
		})
	})
}

func BenchmarkPageJump(b *testing.B) {
	each(b, func(b *testing.B, v *View) {
		r := rand.New(rand.NewSource(1))
		measure(b, func() {
			v.scrollTo(r.Float64() * v.total())
			paint(v)
		})
	})
}

func BenchmarkDragStep(b *testing.B) {
	each(b, func(b *testing.B, v *View) {
		v.mouse.press, v.mouse.clicks = pressText, 1
		i := 0
		measure(b, func() {
			v.mouse.at = fyne.NewPos(float32(200+i%400), float32(100+i*13%800))
			v.dragText()
			paint(v)
			i++
		})
	})
}

func BenchmarkResize(b *testing.B) {
	each(b, func(b *testing.B, v *View) {
		i := 0
		measure(b, func() {
			v.Resize(fyne.NewSize(float32(600+i%200), 1000))
			paint(v)
			i++
		})
	})
}

// BenchmarkTag is the redrawing after one highlight more.
func BenchmarkTag(b *testing.B) {
	each(b, func(b *testing.B, v *View) {
		hs := append(v.highlights, Highlight{ID: "new", Span: annotate.Span{Start: 10, End: 200}, Labels: []Label{{"tag", "#0072B2"}}})
		measure(b, func() {
			v.SetHighlights(hs)
			paint(v)
		})
	})
}

// BenchmarkToolkit is the yardstick: the toolkit's own widgets with the same
// text, one segment or label to the whole, opened and made narrower. They do
// not survive more words than these in the time of a benchmark. Beside them
// stand the same steps of the view, with the toolkit's layout in all.
func BenchmarkToolkit(b *testing.B) {
	for _, words := range []int{10_000, 100_000} {
		a := book(words)
		for _, kind := range []struct {
			name string
			make func() fyne.CanvasObject
			most int
		}{
			{"View", func() fyne.CanvasObject {
				v := New()
				v.SetArticle(a)
				return v
			}, 100_000},
			{"RichText", func() fyne.CanvasObject {
				var segments []widget.RichTextSegment
				for _, block := range a.Blocks {
					segments = append(segments, &widget.TextSegment{Text: a.Text.Slice(block.Span), Style: widget.RichTextStyleParagraph})
				}
				t := widget.NewRichText(segments...)
				t.Wrapping = fyne.TextWrapWord
				return t
			}, 100_000},
			{"Label", func() fyne.CanvasObject {
				l := widget.NewLabel(a.Text.String())
				l.Wrapping = fyne.TextWrapWord
				return l
			}, 10_000},
		} {
			if words > kind.most {
				continue
			}
			open := func() fyne.CanvasObject {
				o := kind.make()
				o.Resize(benchSize)
				test.WidgetRenderer(o.(fyne.Widget))
				return o
			}
			b.Run(fmt.Sprintf("%s/open/words=%d", kind.name, words), func(b *testing.B) {
				test.NewTempApp(b)
				measure(b, func() { open() })
			})
			b.Run(fmt.Sprintf("%s/resize/words=%d", kind.name, words), func(b *testing.B) {
				test.NewTempApp(b)
				o := open()
				i := 0
				measure(b, func() {
					o.Resize(fyne.NewSize(float32(600+i%200), 1000))
					i++
				})
			})
		}
	}
}

// BenchmarkRepaint is one picture of a whole window by the toolkit's painter in
// software: of an empty one, and of one with the view.
func BenchmarkRepaint(b *testing.B) {
	run := func(name string, content fyne.CanvasObject) {
		b.Run(name, func(b *testing.B) {
			w := test.NewTempWindow(b, content)
			w.SetPadded(false)
			w.Resize(benchSize)
			measure(b, func() { w.Canvas().Capture() })
		})
	}
	test.NewTempApp(b)
	run("empty", canvas.NewRectangle(color.White))
	v := New()
	v.SetArticle(book(100_000))
	run("view", v)
	v.SetHighlights(scattered(v.article, 1000))
	run("view with highlights", v)
}
