package reader

import (
	"flag"
	"image/color"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"gloss/annotate"
	"gloss/app/reader/golden"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// crowded is a page on whose first line six passages begin, among them one that
// goes on, one with two tags and one with a long name.
var crowded = plain(
	"Reykjavík broke off diplomatic relations with London on Thursday, the first time that one member of the alliance has done so to another, and few expect that it will be the last.",
	"Cod is dearer in every port, and the insurers have doubled their rates.",
)

func crowd(s *stage) []Highlight {
	of := func(id, quote string, labels ...Label) Highlight {
		at := s.find(quote)
		return Highlight{ID: id, Span: annotate.Span{Start: at, End: at + len([]rune(quote))}, Labels: labels}
	}
	blue, red, green := Label{"sovereignty", "#0072B2"}, Label{"military", "#D55E00"}, Label{"trade", "#009E73"}
	return []Highlight{
		of("a", "Reykjavík broke off diplomatic relations with London on Thursday, the first time that one member", blue),
		of("b", "broke off", red),
		of("c", "diplomatic", green, red),
		of("d", "relations", Label{"relations between states, as told in the press", "#CC79A7"}),
		of("e", "with London", green),
		of("x", "on Thursday", Label{"insurance", "#56B4E9"}),
		of("f", "Cod is", blue),
		of("g", "dearer", red),
		of("h", "in every port", green),
	}
}

// lines tells what stands beside the stripes: the names of each line from the
// top, in the order in which they are read.
func (s *stage) lines() (out []string) {
	y := float32(-1e9)
	m := s.drawn.margin.labels
	for _, t := range m.texts.made[:m.texts.used] {
		if at := t.Position().Y; at == y {
			out[len(out)-1] += " | " + t.Text
		} else {
			out, y = append(out, t.Text), at
		}
	}
	return out
}

// TestSharedLabels: where more passages begin on a line of the text than have
// room for a name, names share a line, those without room are counted, and a tip
// and a click tell which they are. The chosen one is named before others.
func TestSharedLabels(t *testing.T) {
	s := newStage(t, crowded)
	hs := crowd(s)
	s.SetHighlights(hs)
	for _, test := range []struct {
		width  float32
		choose string
		want   []string
	}{
		{1000, "", []string{"sovereignty | relations b…", "military | trade, mili… | +1", "insurance", "sovereignty", "military", "trade"}},
		{1000, "e", []string{"sovereignty | relations b…", "trade | military | trade…", "insurance", "sovereignty", "military", "trade"}},
		{560, "", []string{"so… | +1", "mi… | +2", "insura…", "sover…", "military", "trade"}},
	} {
		s.window.Resize(fyne.NewSize(test.width, 400))
		s.Choose(test.choose)
		if got := s.lines(); !slices.Equal(got, test.want) {
			t.Errorf("%v wide, %q chosen: %q, want %q", test.width, test.choose, got, test.want)
		}
	}
	s.told = nil
	s.rest("+2")
	if m := s.drawn.margin; m.tip.used != 3 || m.dots.used != 3 || m.tip.made[1].Text != "trade, military" {
		t.Errorf("a tip of %d lines and %d dots for three highlights", m.tip.used, m.dots.used)
	}
	s.click(s.mouse.at, 0)
	s.expect("highlights b c e")
	if s.drawn.margin.tip.used != 0 {
		t.Error("the tip stays over what the click has opened")
	}
	s.rest("so…")
	s.click(s.mouse.at, 0)
	s.expect("highlights a")

	for i := range hs {
		hs[i].Dim = hs[i].ID != "c" && hs[i].ID != "f"
	}
	s.window.Resize(fyne.NewSize(1000, 400))
	s.SetHighlights(hs)
	s.Choose("")
	if got, want := s.lines()[1], "trade, military | +2"; got != want {
		t.Errorf("with others dimmed: %q, want %q", got, want)
	}
}

// TestLabelsTellAll: whatever the width, the labels stand for every stripe in
// view, each once.
func TestLabelsTellAll(t *testing.T) {
	s := newStage(t, crowded)
	s.SetHighlights(crowd(s))
	for width := float32(420); width < 1200; width += 17 {
		s.window.Resize(fyne.NewSize(width, 400))
		m := s.drawn.margin
		if m.labels.texts.used == 0 {
			continue // there is no room for any
		}
		var told []int
		for _, line := range m.labels.lines {
			told = append(told, line.highlights...)
		}
		slices.Sort(told)
		if want := []int{0, 1, 2, 3, 4, 5, 6, 7, 8}; !slices.Equal(told, want) {
			t.Errorf("%v wide: labels for %v", width, told)
		}
		for _, text := range m.labels.texts.made[:m.labels.texts.used] {
			if end := text.Position().X + text.Size().Width; end > width-barWidth {
				t.Errorf("%v wide: %q ends at %v", width, text.Text, end)
			}
		}
	}
}

// rest lets the mouse rest on the first label that is so written.
func (s *stage) rest(label string) {
	s.Helper()
	m := s.drawn.margin.labels
	i := slices.IndexFunc(m.texts.made[:m.texts.used], func(t *canvas.Text) bool { return t.Text == label })
	if i < 0 {
		s.Fatalf("no label %q among %q", label, s.lines())
	}
	e := &desktop.MouseEvent{}
	e.Position = m.texts.made[i].Position().AddXY(4, 4)
	s.MouseMoved(e)
}

// TestLabelPictures compares the margin with testdata/pictures, as the processor
// draws it. Look at the pictures after -update.
func TestLabelPictures(t *testing.T) {
	for _, test := range []struct {
		name    string
		variant fyne.ThemeVariant
		width   float32
		over    string // what the mouse rests on
	}{
		{"labels_light", theme.VariantLight, 1000, ""},
		{"labels_dark", theme.VariantDark, 1000, "+1"},
		{"labels_narrow_light", theme.VariantLight, 560, "+2"},
		{"labels_narrow_dark", theme.VariantDark, 560, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newStage(t, crowded)
			fyne.CurrentApp().Settings().SetTheme(plainTheme{theme.DefaultTheme(), test.variant})
			s.window.Resize(fyne.NewSize(test.width, 220))
			s.SetHighlights(crowd(s))
			if test.over != "" {
				s.rest(test.over)
			}
			golden.Picture(t, filepath.Join("testdata/pictures", test.name+".png"), s.window.Canvas().Capture(), *update)
		})
	}
}

// plainTheme is the toolkit's own theme, light or dark.
type plainTheme struct {
	fyne.Theme
	variant fyne.ThemeVariant
}

func (p plainTheme) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	return p.Theme.Color(name, p.variant)
}
