package layout

import "math"

// margins are the edges that the lines around one line keep: those of its
// column, or narrower ones where an abstract, a quotation or a caption is set
// in.
type margins struct{ x0, x1 float64 }

// indented reports whether a line begins to the right of its margin.
func (m margins) indented(l Line) bool { return l.X0-m.x0 > 0.6*l.Size }

// short reports whether line a ends although the first word of b would have
// fitted: nobody but an author ends a line there.
func (m margins) short(a, b Line) bool {
	return !endsInHyphen(a.Text) && m.x1-a.X1 > b.First+0.6*a.Size
}

func (m margins) centred(l Line) bool {
	return math.Abs((l.X0-m.x0)-(m.x1-l.X1)) < 1.5*l.Size && l.X0-m.x0 > l.Size
}

// readMargins finds the margins of every line of a column.
func (s *style) readMargins(c *Column) []margins {
	out := make([]margins, len(c.Lines))
	for from := 0; from < len(c.Lines); {
		to := from + 1
		for to < len(c.Lines) && s.goesOn(c.Lines[from:to], c.Lines[to]) {
			to++
		}
		m := zoneMargins(c, c.Lines[from:to])
		for i := from; i < to; i++ {
			out[i] = m
		}
		from = to
	}
	return out
}

// goesOn reports whether a line follows those above it at their distance and in
// their size.
func (s *style) goesOn(above []Line, l Line) bool {
	a := above[len(above)-1]
	lead := (a.Y - l.Y) / max(a.Size, l.Size)
	usual := s.leading
	if n := len(above); n > 1 {
		usual = (above[n-2].Y - a.Y) / a.Size
	}
	return same(a.Size, l.Size) && lead > 0.3 && lead < 1.25*max(usual, 1)
}

// zoneMargins are the column's edges unless several lines keep others.
func zoneMargins(c *Column, zone []Line) margins {
	m := margins{c.X0, c.X1}
	if len(zone) < 3 {
		return m
	}
	x0, x1 := math.Inf(1), math.Inf(-1)
	for _, l := range zone {
		x0, x1 = min(x0, l.X0), max(x1, l.X1)
	}
	left, right := 0, 0
	for _, l := range zone {
		if l.X0-x0 < 1.5 {
			left++
		}
		if x1-l.X1 < 1.5 {
			right++
		}
	}
	size := zone[0].Size
	if x0-c.X0 > 0.6*size && left*3 >= len(zone)*2 {
		m.x0 = x0
	}
	if c.X1-x1 > 0.6*size && right >= 2 && right*2 >= len(zone)-1 {
		m.x1 = x1
	}
	return m
}
