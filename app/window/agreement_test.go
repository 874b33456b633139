package window

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/annotate/stats"
	"gloss/annotate/store"
	"gloss/app"
)

// disputed is a window on a project that Ada and Bo have coded: they agree about
// Iceland (sovereignty), set other limits around the frigates (military), and
// only Ada gave trade.
func disputed(t *testing.T) *window {
	t.Helper()
	w := opened(t)
	w.drag(t, "Britain sent frigates")
	w.press("2")
	w.drag(t, "trade suffered")
	w.press("3")
	w.drag(t, "Iceland")
	w.press("1")
	w.change("what Bo did", func(tx *store.Tx) error {
		bo, err := tx.AddCoder(annotate.Coder{Name: "Bo"})
		for _, h := range w.shown.highlights {
			h.Coder = bo.ID
			switch h.Quote.Exact {
			case "trade suffered":
				continue
			case "Britain sent frigates":
				h.Span.Start += len("Britain ")
				h.Note = "no nation meant"
			}
			if err == nil {
				_, err = tx.AddHighlight(h)
			}
		}
		return err
	}, nil)
	w.idle()
	return w
}

// queue lists the disagreements: "military: open, trade: as Ada".
func (w *window) disputes() string {
	var out []string
	for _, d := range w.agreement.queue.review.Disagreements {
		v := "open"
		if d.Verdict != app.Open {
			v = verdictName(d.Verdict, w.agreement.queue.coders)
		}
		out = append(out, d.TagPath+": "+v)
	}
	return strings.Join(out, ", ")
}

// consensus lists what Consensus has in the open article.
func (w *window) consensus() string {
	var out []string
	for _, h := range w.shown.highlights {
		if w.shown.coders[h.Coder].Name == app.Consensus {
			s := h.Quote.Exact
			for _, id := range h.Tags {
				s += " " + w.shown.tags.Path(id)
			}
			if h.Note != "" {
				s += " (" + h.Note + ")"
			}
			out = append(out, s)
		}
	}
	return strings.Join(out, "; ")
}

func TestAgreementNeedsTwoCoders(t *testing.T) {
	w := opened(t)
	w.do(t, "agree")
	if w.agreement.figures.root.Visible() || !w.agreement.hint.Visible() || !strings.Contains(w.agreement.hint.String(), "two coders") {
		t.Errorf("got %q", w.agreement.hint.String())
	}
	if w.library.Root.Visible() || w.side.Visible() {
		t.Error("the side panes did not make room")
	}
	w.do(t, "read")
	if !w.library.Root.Visible() || !w.side.Visible() || !w.viewing(viewRead) {
		t.Error("the side panes did not come back")
	}
}

func TestAgreementNumbers(t *testing.T) {
	w := disputed(t)
	w.do(t, "agree")
	a := w.agreement
	if got, want := a.coders.Text+" "+a.articles.Text, "Ada and Bo 1 of 2 articles"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	row := func(i int) string {
		var cells []string
		for _, c := range a.figures.columns {
			cells = append(cells, c.text(&a.figures.rows[i]))
		}
		return strings.Join(cells, " ")
	}
	// Three paragraphs: a heading, Iceland, Britain.
	if got, want := row(1), "military 1 0 0 2 100.0% 1.00 1.00 1.00 "; !strings.HasPrefix(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := row(2), "trade 0 1 0 2 66.7% 0.00 -0.20 0.00 "; !strings.HasPrefix(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	a.figures.table.OnSelected(widget.TableCellID{Row: 2, Col: 2})
	w.idle()
	if got, want := a.figures.heading.Text, "trade, given by Ada alone: 1 paragraph"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	a.figures.units.OnSelected(0)
	w.idle()
	if !w.viewing(viewRead) || w.shown.article.BlockAt(w.article.view.Selection().Start) != 2 {
		t.Error("the unit did not lead to its paragraph")
	}
	w.do(t, "agree")
	a.figures.table.OnSelected(widget.TableCellID{Row: 2, Col: 6})
	w.idle()
	if got, want := a.figures.heading.Text, "trade, where they differ: 1 paragraph"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	a.unit.SetSelected(say(unitNames[stats.Character]))
	w.idle()
	a.tag.SetSelected("military")
	w.idle()
	if got, want := row(0), "military 13 8 0 "; len(a.figures.rows) != 1 || !strings.HasPrefix(got, want) {
		t.Errorf("characters: got %q, want %q", got, want)
	}
	w.do(t, "read")
	w.do(t, "agree")
	if c := w.comparison(); c.Unit != stats.Character || len(c.Tags) != 1 {
		t.Errorf("what was chosen is forgotten: %+v", c)
	}
	w.do(t, "copy")
	if got := w.app.Clipboard().Content(); !strings.HasPrefix(got, "Agreement between Ada and Bo was computed on 1 article") {
		t.Errorf("copied %q", got)
	}
	dir := t.TempDir()
	w.prefs.SetString(prefDir, dir)
	for _, extension := range []string{".csv", ".xlsx"} {
		w.agreement.figures.onExport(extension)
		w.idle()
		w.sheet.confirm()
		w.idle()
		out, err := os.ReadFile(filepath.Join(dir, "test agreement"+extension))
		if err != nil || extension == ".csv" && !strings.Contains(string(out), "\r\nmilitary,Ada; Bo,character,1,") {
			t.Errorf("%s: %q, %v", extension, out, err)
		}
	}
}

// TestChooseCompared chooses coders and articles by hand.
func TestChooseCompared(t *testing.T) {
	w := disputed(t)
	w.do(t, "agree")
	w.agreement.onArticles()
	w.idle()
	w.sheet.close()
	c := w.comparison()
	c.Articles = []string{w.shown.articles[1].ID}
	w.compare(c)
	w.idle()
	if got, want := w.agreement.about.Text, "1 article: chosen by hand."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	w.change("a third", func(tx *store.Tx) error {
		_, err := tx.AddCoder(annotate.Coder{Name: "Cy"})
		return err
	}, nil)
	w.idle()
	c.Coders = w.comparable()
	w.compare(c)
	w.idle()
	var titles []string
	for _, col := range w.agreement.figures.columns {
		titles = append(titles, col.title)
	}
	if got, want := strings.Join(titles, " "), "Tag all some none agree Fleiss' kappa alpha |uα αU"; got != want {
		t.Errorf("three coders: got %q, want %q", got, want)
	}
	w.agreement.onCoders()
	w.sheet.close()
}

// TestSettle settles by keys, writes a note, undoes, and goes on after a restart
// where it stopped.
func TestSettle(t *testing.T) {
	w := disputed(t)
	c := w.comparison()
	c.Unit = stats.Character
	w.compare(c)
	w.idle()
	w.do(t, "settle")
	q := w.agreement.queue
	if got, want := w.disputes(), "military: open, trade: open"; got != want {
		t.Fatalf("got %q, want %q", got, want)
	}
	if q.head.Text != "military · The Cod Wars ¶3 · with other limits" || q.sides[1].note.Text != "no nation meant" {
		t.Errorf("got %q, %q", q.head.Text, q.sides[1].note.Text)
	}
	w.press("s")
	if got, want := q.head.Text, "trade · The Cod Wars ¶3 · not given by Bo"; got != want {
		t.Errorf("skipped: got %q, want %q", got, want)
	}
	w.typedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	w.press("m")
	if w.win.Canvas().Focused() != fyne.Focusable(q.note) {
		t.Error("M did not go to the note")
	}
	q.note.SetText("as the codebook says")
	q.note.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	w.press("2")
	if got, want := w.disputes()+" | "+w.consensus(), "military: as Bo, trade: open | sent frigates military (as the codebook says)"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := w.menuSays("undo"), "Undo settle military: as Bo"; got != want {
		t.Errorf("menu: got %q, want %q", got, want)
	}
	if q.head.Text[:5] != "trade" || q.note.Text != "" {
		t.Errorf("the next one is %q, its note %q", q.head.Text, q.note.Text)
	}

	kept := w.prefs.String(prefAgree)
	w = w.reopened(t)
	w.prefs.SetString(prefAgree, kept)
	w.do(t, "settle")
	q = w.agreement.queue
	if q.head.Text[:5] != "trade" {
		t.Errorf("after a restart it goes on with %q", q.head.Text)
	}
	w.press("n")
	if got, want := w.disputes()+" | "+w.agreement.faces[faceQueue].Text, "military: as Bo, trade: not given | Disagreements 2 of 2 settled"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if q.at != -1 || !q.done.Visible() || !q.take.Visible() {
		t.Error("it does not say that all are settled")
	}
	w.do(t, "undo")
	if q.at != 1 || w.disputes() != "military: as Bo, trade: open" {
		t.Errorf("undone: item %d of %s", q.at, w.disputes())
	}
	q.goTo(0)
	w.idle()
	w.press("b")
	if got, want := w.consensus(), "Britain sent frigates military (as the codebook says)"; got != want {
		t.Errorf("both: got %q, want %q", got, want)
	}
	q.take.OnTapped()
	w.idle()
	if got, want := w.consensus(), "Iceland sovereignty; Britain sent frigates military (as the codebook says)"; got != want || q.take.Visible() {
		t.Errorf("taken over: got %q, want %q", got, want)
	}
	w.press("o")
	w.idle()
	if !w.viewing(viewRead) {
		t.Error("O did not open the article")
	}
	w.agreement.queue.export.OnTapped()
	w.idle()
	if w.sheet == nil || w.sheet.dialog == nil {
		t.Fatal("no export")
	}
	w.sheet.close()
}

// TestSettledNote changes the note of what is settled.
func TestSettledNote(t *testing.T) {
	w := disputed(t)
	w.do(t, "settle") // by paragraph: trade only
	w.press("1")
	q := w.agreement.queue
	q.goTo(0)
	w.idle()
	q.note.SetText("sure")
	q.keepNote()
	w.idle()
	if got, want := w.consensus(), "trade suffered trade (sure)"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	q.article.SetSelectedIndex(1)
	w.idle()
	if q.at != 0 || len(q.rows) != 1 || !q.passes(0) {
		t.Errorf("in this article: item %d of %v", q.at, q.rows)
	}
	q.goTo(0)
	q.only.SetChecked(true)
	if len(q.rows) != 1 || q.review.Disagreements[q.rows[0]].Note != "sure" {
		t.Errorf("the one that is looked at went: %v", q.rows)
	}
}

func TestAround(t *testing.T) {
	var b annotate.Builder
	for i := range 5 {
		b.Add(annotate.Paragraph, 0, 0, annotate.Piece{Text: fmt.Sprint("Part ", i)}, annotate.Piece{Text: "!", Bold: true})
	}
	var a annotate.Article
	b.Into(&a)
	for i, want := range []string{"Part 0!\n\nPart 1!", "Part 0!\n\nPart 1!\n\nPart 2!", "", "", "Part 3!\n\nPart 4!"} {
		part, from := around(&a, a.Blocks[i].Span)
		if err := part.Check(); err != nil {
			t.Fatal(err)
		}
		if got := part.Text.String(); want != "" && got != want || a.Text.Slice(annotate.Span{Start: from, End: from + part.Text.Len()}) != got {
			t.Errorf("%d: got %q at %d", i, got, from)
		}
	}
	if i := slices.IndexFunc(a.Marks, func(m annotate.Mark) bool { return m.Style == annotate.Bold }); i < 0 {
		t.Error("no mark was tried")
	}
}
