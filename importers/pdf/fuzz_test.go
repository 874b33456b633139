package pdf

import (
	"context"
	"reflect"
	"testing"
)

// FuzzImport holds the laws of every importer: no panic, an article that
// passes its check, and the same article for the same bytes.
func FuzzImport(f *testing.F) {
	for _, c := range cases {
		f.Add(c.make())
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		a, ra, err := Import(context.Background(), data, Options{})
		if err != nil {
			return
		}
		if err := a.Check(); err != nil {
			t.Fatal(err)
		}
		b, rb, err := Import(context.Background(), data, Options{})
		if err != nil || !reflect.DeepEqual(a, b) || !reflect.DeepEqual(ra, rb) {
			t.Fatalf("the second time it is another article: %v", err)
		}
	})
}

func BenchmarkImport(b *testing.B) {
	data := twoColumns("")
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := Import(context.Background(), data, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
