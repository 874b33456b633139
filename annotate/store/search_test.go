package store_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gloss/annotate"
	"gloss/annotate/store"
)

// TestSearch marks in the texts what each query must find.
func TestSearch(t *testing.T) {
	for _, test := range []struct {
		query string
		text  string // the hits in [brackets]
	}{
		{"cod", "The [cod] war: [Cod], codfish and [COD]."},
		{"cod*", "The [cod] war: [codfish], [CODs] and a decoder."},
		{"war cod", "The [cod] [war]."},
		{"war cod", "The cod."},
		{`"cod war"`, "War, cod: the [Cod\nWar] and a cod’s war."},
		{`"cod war`, "a [cod war]"},
		{`"the cod w*"`, "in [the cod war]"},
		{"„cod war“", "a cod’s war"},
		{"resume", "his [Résumé]"},
		{"RÉSUMÉ", "his [resume]"},
		{"oladottir", "Eva [Óladóttir]"},
		{"strasse", "in der [Straße]"},
		{"STRASSE", "in der [Straße]"},
		{"malmo lodz aero", "[Malmø], [Łódź], [Ærø]"},
		{"σισυφος", "[ΣΊΣΥΦΟΣ] und [σίσυφος]"},
		{"елка", "[ёлка]"},
		{"istanbul", "[İstanbul]"},
		{"office", "the [oﬃce]"},
		{"人民", "中国[人民]，[人民]币"},
		{"人 币", "中国[人]民，[人]民[币]"},
		{"ガ", "カ[ガ]キ"},
		{"ほん", "に[ほん]、にぽん"},
		{"한국", "한국어"},
		{"한국*", "[한국어]"},
		{"ภาษา", "[ภาษา]ไทย"},
		{"हिन्दी", "मैं [हिन्दी] हूँ"},
		{"हन्द", "मैं हिन्दी हूँ"},
		{"سلام", "[سَلَام]"},
		{"😀 cod", "😀😀 [cod] 😀"},
		{"2nd 1972", "the [2nd] of [1972]"},
		{"don't", "I [don't], [Don’t]! He dont."},
		{"U.S.", "the [U.S]. and US"},
		{`a" OR b NOT (c) AND {d}: ^e -f + NEAR/2`, "a b c d e f"},
		{`title:cod`, "a [title cod]"},
		{`cod'); DROP TABLE op; --`, "a [cod]; [drop] [table] [op]"},
		{`*`, "anything"},
		{`" "`, "anything"},
		{"", "anything"},
		{"\x00\xff", "anything"},
		{"½", "a [½]"},
		{"cod OR herring", "The [cod]."},
		{"war cod OR herring", "The [herring] [war]."},
		{"war cod OR herring", "The war."},
		{`war OR "cod herring" OR trawl*`, "A [trawler] and a [cod herring], a herring cod."},
		{"cod AND war", "[cod] and [war]"},
		{"cod NOT war", "The [cod]."},
		{"cod NOT war", "The cod war."},
		{`NOT "cod war" cod`, "The [cod]'s war."},
		{"cod NOT war OR herring", "The cod and the herring."},
		{"cod NOT war OR herring", "The [cod] and the trawler."},
		{"OR cod AND NOT", "The [cod]."},
		{"cod OR OR", "The [cod]."},
		{"NOT war", "The cod."},
		{"AND OR NOT", "and or not"},
		{`cod or "NOT" 1`, "[1] [cod] [or] [not]"},
	} {
		p := newProject(t)
		plain := strings.NewReplacer("[", "", "]", "").Replace(test.text)
		a := add(t, p, article("A", plain))
		hits, err := p.Search(test.query, 0, 0)
		if err != nil {
			t.Errorf("%s: %v", test.query, err)
		}
		var got strings.Builder
		at := 0
		for _, h := range hits {
			got.WriteString(a.Text.Slice(annotate.Span{Start: at, End: h.Span.Start}) + "[" + a.Text.Slice(h.Span) + "]")
			at = h.Span.End
			if h.Article != a.ID || h.Title != "A" || h.Match != strings.ReplaceAll(a.Text.Slice(h.Span), "\n", " ") {
				t.Errorf("%s: hit %+v", test.query, h)
			}
		}
		got.WriteString(a.Text.Slice(annotate.Span{Start: at, End: a.Text.Len()}))
		want := annotate.Clean(test.text) + " end"
		if got.String() != want {
			t.Errorf("%s:\ngot  %s\nwant %s", test.query, got.String(), want)
		}
	}
}

func TestSearchOrder(t *testing.T) {
	p := newProject(t)
	long := strings.Repeat("nothing of interest stands here. ", 40)
	add(t, p, article("Weather", "cod "+long))
	often := add(t, p, article("Fish", "cod cod cod "+long))
	title := add(t, p, article("Cod war", long))
	noted := add(t, p, article("Noted", "Again "+long))
	mark(t, p, noted, "interest", "this is about the Cod\nof the north", "trade")
	hits := func(query string, perArticle, limit int) string {
		t.Helper()
		found, err := p.Search(query, perArticle, limit)
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, h := range found {
			all = append(all, fmt.Sprintf("%s:%s%v", h.Title, h.Match, h.Span))
		}
		return strings.Join(all, " ")
	}
	if got, want := hits("cod", 1, 0), "Cod war:Cod[0,0) Fish:cod[0,3) Noted:Cod[17,25) Weather:cod[0,3)"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got, want := hits("cod", 2, 4), "Cod war:Cod[0,0) Fish:cod[0,3) Fish:cod[4,7) Noted:Cod[17,25)"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got := hits("cod fish", 1, 0); got != "Fish:cod[0,3)" {
		t.Errorf("words of title and text together: %s", got)
	}
	// The index follows every change, and undo.
	do(t, p, "retitle", func(tx *store.Tx) error {
		title.Title = "Herring"
		often.Note = "see the herring"
		if err := tx.SetArticle(often); err != nil {
			return err
		}
		return tx.SetArticle(title)
	})
	if got, want := hits("herring", 0, 0), "Herring:Herring[0,0) Fish:herring[0,0)"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got := hits("war", 0, 0); got != "" {
		t.Errorf("the old title is found: %s", got)
	}
	if _, err := p.Undo(); err != nil {
		t.Fatal(err)
	}
	if got := hits("herring", 0, 0); got != "" {
		t.Errorf("after undo: %s", got)
	}
	do(t, p, "delete", func(tx *store.Tx) error { return tx.DeleteArticle(often.ID) })
	if got, want := hits("cod", 1, 0), "Cod war:Cod[0,0) Noted:Cod[17,25) Weather:cod[0,3)"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	sound(t, p)
}

// TestSearchFindsWhatScanFinds compares the index with reading everything, for
// random words, phrases and beginnings.
func TestSearchFindsWhatScanFinds(t *testing.T) {
	p := newProject(t)
	rng := rand.New(rand.NewPCG(2, 2))
	vocabulary := strings.Fields("cod Cód war wart Straße strasse 人民 民人 ﬁsh fish — 1972 don't x")
	random := func(n int) string {
		var words []string
		for range n {
			words = append(words, vocabulary[rng.IntN(len(vocabulary))])
		}
		return strings.Join(words, []string{" ", "", "\n", "-"}[rng.IntN(4)])
	}
	texts := map[string]string{}
	for i := range 30 {
		a := article(fmt.Sprint("a", i), random(3+rng.IntN(6)))
		a = add(t, p, a)
		texts[a.ID] = a.Text.String()
	}
	for range 300 {
		query := strings.NewReplacer("\n", " ", "*", "").Replace(random(1 + rng.IntN(2)))
		switch rng.IntN(3) {
		case 0:
			query = `"` + query + `"`
		case 1:
			query += "*"
		}
		hits, err := p.Search(query, 1, 0)
		if err != nil {
			t.Fatalf("%s: %v", query, err)
		}
		var got, want []string
		for _, h := range hits {
			got = append(got, h.Article)
		}
		for id, text := range texts {
			if store.Matches(text, query) {
				want = append(want, id)
			}
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", query, got, want)
		}
	}
}

// FuzzSearch: whatever a person types is a query, and no error.
func FuzzSearch(f *testing.F) {
	p := newProject(f)
	add(f, p, article("A", "The cod war, 人民, Straße."))
	for _, seed := range []string{`"cod w*"`, `a OR (b`, "NEAR(a b)", "人*", "\"\"\x00", "½ *"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, query string) {
		hits, err := p.Search(query, 0, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range hits {
			if h.Match == "" {
				t.Errorf("an empty hit: %+v", h)
			}
		}
	})
}

// TestSearchNotes: a note is found beside the text, and leads to its highlight.
func TestSearchNotes(t *testing.T) {
	p := newProject(t)
	a := article("", "the boats went out", "nothing")
	a.SourceName = "log.txt"
	a = add(t, p, a)
	h := mark(t, p, a, "nothing", "more boats here", "trade")
	hits, err := p.Search("boats", 0, 0)
	if err != nil || len(hits) != 2 {
		t.Fatalf("got %+v, %v", hits, err)
	}
	if text := hits[0]; text.In != store.InText || text.Span != (annotate.Span{Start: 4, End: 9}) || text.Title != "log.txt" {
		t.Errorf("in the text: %+v", text)
	}
	if note := hits[1]; note.In != store.InNote || note.Span != h.Span || note.Before+note.Match+note.After != "more boats here" {
		t.Errorf("in the note: %+v", note)
	}
}
