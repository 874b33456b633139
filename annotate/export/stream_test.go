package export

import (
	"encoding/csv"
	"io"
	"runtime"
	"testing"

	"gloss/annotate"
)

// many streams n codings without keeping any.
func many(n int) annotate.Codings {
	return func(yield func(annotate.Coding, error) bool) {
		for i := range n {
			c := awkward[i%len(awkward)]
			c.Start, c.End = 10*i, 10*i+7
			if !yield(c, nil) {
				return
			}
		}
	}
}

// BenchmarkStream writes 200,000 codings as CSV and as a workbook, beside the
// writer of encoding/csv, and reports by how much the heap grew at its largest.
func BenchmarkStream(b *testing.B) {
	const rows = 200_000
	for _, test := range []struct {
		name  string
		write func(w io.Writer) error
	}{
		{"csv", func(w io.Writer) error { return CSV(w, many(rows), Options{}) }},
		{"encoding", func(w io.Writer) error {
			out := csv.NewWriter(w)
			cells := make([]string, len(columns))
			for c := range many(rows) {
				for k := range columns {
					cells[k] = columns[k].cell(&c)
				}
				if err := out.Write(cells); err != nil {
					return err
				}
			}
			out.Flush()
			return out.Error()
		}},
		{"xlsx", func(w io.Writer) error {
			return (&workbook{archive: newArchive(w), rows: excelRows}).write([]sheet{codingSheet(many(rows), nil)})
		}},
	} {
		b.Run(test.name, func(b *testing.B) {
			largest := uint64(0)
			for b.Loop() {
				runtime.GC()
				w := &watcher{before: heap()}
				if err := test.write(w); err != nil {
					b.Fatal(err)
				}
				largest = max(largest, w.largest)
			}
			b.ReportMetric(float64(largest)/1e6, "MB-above")
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/rows, "ns/row")
		})
	}
}

// watcher looks at the heap at every megabyte that is written to it.
type watcher struct {
	n, next         int
	before, largest uint64
}

// Write counts.
func (w *watcher) Write(p []byte) (int, error) {
	if w.n += len(p); w.n >= w.next {
		w.next += 1 << 20
		if now := heap(); now > w.before {
			w.largest = max(w.largest, now-w.before)
		}
	}
	return len(p), nil
}

func heap() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapInuse
}

// TestStreams: of a large table a row is written soon after it is read.
func TestStreams(t *testing.T) {
	read, written := 0, 0
	rows := func(yield func(annotate.Coding, error) bool) {
		for c, err := range many(20_000) {
			read++
			if read-written > 5000 {
				t.Fatalf("%d rows were read before %d were written", read, written)
			}
			if !yield(c, err) {
				return
			}
		}
	}
	if err := CSV(writerFunc(func(p []byte) (int, error) { written = read; return len(p), nil }), rows, Options{}); err != nil || read != 20_000 {
		t.Error(read, err)
	}
}

type writerFunc func(p []byte) (int, error)

// Write calls the function.
func (f writerFunc) Write(p []byte) (int, error) { return f(p) }
