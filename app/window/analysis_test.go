package window

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"gloss/annotate/store"
	"gloss/app/panes"
)

// analysed returns a window on two articles with some passages coded, with the
// Analysis view open.
func analysed(t *testing.T) *window {
	t.Helper()
	w := opened(t)
	w.drag(t, "frigates")
	w.press("2")
	w.drag(t, "sent frigates")
	w.press("3")
	w.drag(t, "limit")
	w.press("1")
	w.do(t, "next article")
	w.drag(t, "herring")
	w.press("3")
	w.do(t, viewAnalysis)
	return w
}

// kind shows the kind of analysis of that name.
func (w *window) kind(t *testing.T, id string) {
	t.Helper()
	for i, k := range w.analysis.kinds {
		if k.id == id {
			w.analysis.choose(i)
			w.idle()
			return
		}
	}
	t.Fatalf("there is no analysis %q", id)
}

// cells writes the table that is shown, one row per line.
func (w *window) cells() string {
	c := w.analysis.table
	var b strings.Builder
	for row := range c.Order {
		for col := range c.Table.Columns {
			if col > 0 {
				b.WriteString(" | ")
			}
			b.WriteString(c.Text(row, col))
		}
		b.WriteString("\n")
	}
	return b.String()
}

// TestAnalyses: what each kind shows.
func TestAnalyses(t *testing.T) {
	w := analysed(t)
	for _, c := range []struct{ id, want string }{
		{"tags", "sovereignty | 1 | 1 | 5 | 2.7 %\nmilitary | 1 | 1 | 8 | 4.3 %\ntrade | 2 | 2 | 20 | 10.7 %\n"},
		{"matrix", "The Cod Wars |  | 3 | 1 | 1 | 1\nWhere the herring went |  | 1 | 0 | 0 | 1\n"},
		{"together", "military | trade | 1 | 0.40 | 1 | 0.50 | 1 | 0.50\nsovereignty | military | 0 | 0.00 | 0 | 0.00 | 1 | 1.00\nsovereignty | trade | 0 | 0.00 | 0 | 0.00 | 1 | 0.50\n"},
	} {
		w.kind(t, c.id)
		if got := w.cells(); got != c.want {
			t.Errorf("%s:\n%swant\n%s", c.id, got, c.want)
		}
		if w.analysis.plot.Scene.Marks == nil || w.analysis.shown.plot == nil {
			t.Errorf("%s: no plot", c.id)
		}
	}
	w.kind(t, "time")
	if !strings.Contains(w.analysis.empty.String(), "No article has a date") || w.plotShown() || w.tableShown() {
		t.Errorf("without dates: %q", w.analysis.empty.String())
	}
	w.analysis.stop.SetSelected("English stop words")
	w.kind(t, kindWords)
	if got := w.cells(); !strings.HasPrefix(got, "herring | 2 | 1\ntrade | 2 | 2\nwent | 2 | 1\n") && !strings.HasPrefix(got, "herring | 2 | 1\ntrade | 2 | 2\n") {
		t.Errorf("words:\n%s", got)
	}
}

// TestClickThrough: a number leads to the passages that it counts, a word to its
// places, and a place into the article.
func TestClickThrough(t *testing.T) {
	w := analysed(t)
	list := func() string {
		var out []string
		for _, r := range w.passages.rows {
			out = append(out, r.Quote)
		}
		return strings.Join(out, ", ")
	}
	w.kind(t, "together")
	w.analysis.chooseCell(0, 2)
	w.idle()
	if got, want := list(), "sent frigates, frigates"; got != want || !w.viewing(viewPassages) {
		t.Errorf("overlaps: got %q, want %q", got, want)
	}
	if got, want := w.passages.counted.about.Text, "From Analysis: military overlapping with trade"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	w.passages.counted.set(nil, nil, "")
	w.loadPassages()
	w.idle()
	if got := len(w.passages.rows); got != 4 {
		t.Errorf("all again: %d passages", got)
	}

	w.do(t, viewAnalysis)
	w.kind(t, "matrix")
	m := w.analysis.plot.Scene.Marks[2]
	w.analysis.plot.Face.Tapped(&fyne.PointEvent{Position: fyne.NewPos(float32(m.X+m.W/2), float32(m.Y+m.H/2))})
	w.idle()
	if got := list(); got != "sent frigates" {
		t.Errorf("trade in the first article: got %q", got)
	}

	w.do(t, viewAnalysis)
	w.kind(t, kindWords)
	w.analysis.lookUp("went")
	w.idle()
	if got, want := w.cells(), "Where the herring went | Where the herring  | went |  The herring went away, and with it the trade of the north. | 18 | 22\nWhere the herring went | Where the herring went The herring  | went |  away, and with it the trade of the north. | 36 | 40\n"; got != want {
		t.Errorf("in context: got\n%swant\n%s", got, want)
	}
	w.analysis.chooseCell(1, 0)
	w.idle()
	if !w.viewing(viewRead) || w.article.title.Text != "Where the herring went" {
		t.Error("the place did not open")
	}
}

// TestAnalysisFollows: the numbers follow what is coded and what is chosen.
func TestAnalysisFollows(t *testing.T) {
	w := analysed(t)
	w.do(t, "undo")
	if got := w.cells(); !strings.Contains(got, "trade | 1 | 1") {
		t.Errorf("after undo:\n%s", got)
	}
	bar := w.passages.bar
	bar.set(store.Filter{Articles: []string{w.shown.articles[1].ID}})
	w.idle()
	if !strings.Contains(w.analysis.empty.String(), "No passage is left by the filter") {
		t.Errorf("an article without passages: %q", w.analysis.empty.String())
	}
	bar.set(store.Filter{})
	w.idle()
	w.setOnly(w.shown.tags[1].ID)
	w.idle()
	if got := w.cells(); !strings.Contains(got, "military | 1 | 1") || strings.Contains(got, "trade | 1") {
		t.Errorf("one tag only:\n%s", got)
	}
}

// TestAnalysisSaves: the table and the plot reach files.
func TestAnalysisSaves(t *testing.T) {
	w := analysed(t)
	dir := t.TempDir()
	w.prefs.SetString(prefDir, dir)
	for _, c := range []struct {
		action, name, want string
	}{
		{"save csv", "t.csv", "\ufefftag,highlights,articles,characters,share of text\r\nsovereignty,1,1,5,0.0267\r\n"},
		{"save xlsx", "t.xlsx", "PK"},
		{"save svg", "p.svg", "<?xml"},
		{"save png", "p.png", "\x89PNG"},
	} {
		if !w.can(c.action) {
			t.Fatalf("%s cannot be done", c.action)
		}
		w.do(t, c.action)
		w.win.Canvas().Focused().(*panes.Field).SetText(c.name)
		w.sheet.confirm()
		w.idle()
		data, err := os.ReadFile(filepath.Join(dir, c.name))
		if err != nil || !strings.HasPrefix(string(data), c.want) {
			t.Errorf("%s: %v, %.120q", c.action, err, data)
		}
	}
}

// TestAnalysisStops: a count that is cancelled says so, and starts again when
// something is chosen.
func TestAnalysisStops(t *testing.T) {
	w := analysed(t)
	before := w.cells()
	w.analysis.read = reading{}
	w.analysis.load()
	w.analysis.work.cancel()
	w.idle()
	if !strings.Contains(w.analysis.empty.String(), "Stopped.") || w.tableShown() {
		t.Errorf("after Cancel: %q", w.analysis.empty.String())
	}
	w.analysis.pick(0)
	w.idle()
	if got := w.cells(); got != before {
		t.Errorf("again:\n%swant\n%s", got, before)
	}
}

// TestCountTable sorts by a click on a head, turned round by a second one, and
// back by a third.
func TestCountTable(t *testing.T) {
	w := analysed(t)
	first := func() string { return strings.SplitN(w.cells(), " ", 2)[0] }
	for _, want := range []string{"trade", "sovereignty", "sovereignty"} {
		w.analysis.table.Sort(1)
		if got := first(); got != want {
			t.Errorf("got %s first, want %s", got, want)
		}
	}
	w.analysis.table.Sort(0)
	if got := first(); got != "military" {
		t.Errorf("by name: %s first", got)
	}
	w.analysis.chooseCell(w.analysis.table.Order[0], 1)
	w.idle()
	if len(w.passages.rows) != 1 || w.passages.rows[0].tags != "military" {
		t.Errorf("a sorted row leads to %d passages", len(w.passages.rows))
	}
}

// TestFilterEnds: what was chosen of one project is not looked for in the next.
func TestFilterEnds(t *testing.T) {
	w := analysed(t)
	w.passages.bar.set(store.Filter{Articles: []string{w.shown.articles[0].ID}})
	w.idle()
	w.analysis.chooseCell(0, 1)
	w.idle()
	w.open(w.project.Path())
	w.idle()
	w.do(t, viewPassages)
	if got := len(w.passages.rows); got != 4 || w.passages.counted.row.Visible() {
		t.Errorf("%d passages after opening again", got)
	}
}
