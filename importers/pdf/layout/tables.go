package layout

import (
	"math"
	"regexp"
	"slices"
	"strings"
)

// Word is a stretch of a line between spaces.
type Word struct {
	X0, X1 float64
	At     int // where it begins in the line's Text, in bytes
}

const (
	tableRows   = 3   // that a table has at least
	stripWidth  = 0.7 // of the white between two columns of a table, in font sizes
	stripRows   = 0.15
	cellLetters = 42 // in a cell, on average, at most
	maxColumns  = 24
)

// table is a stretch of lines of a column that are the rows of a table.
type table struct {
	from, to int // indexes of lines, end exclusive
	rows     [][]string
	first    []int // the line of each row
	head     bool  // its first row names the columns
}

// tables finds the tables among the lines of a column: neighbouring lines with
// wide gaps that stand one below the other.
func tables(ls []Line) []table {
	var out []table
	for i := 0; i < len(ls); {
		if !gappy(ls[i]) {
			i++
			continue
		}
		// A row may have one cell only, if rows go on after it.
		last := i
		for j := i + 1; j < len(ls) && j-last <= 2 && near(ls[j-1], ls[j]); j++ {
			if gappy(ls[j]) {
				last = j
			}
		}
		if t, ok := newTable(ls, i, last+1); ok {
			out = append(out, t)
		}
		i = last + 1
	}
	return out
}

// near reports whether one line may be the row below another.
func near(a, b Line) bool {
	lead := (a.Y - b.Y) / max(a.Size, b.Size)
	return lead > 0.5 && lead < 2.6 && len(b.Words) > 0 && max(a.Size, b.Size) < 1.35*min(a.Size, b.Size)
}

// gappy reports whether a line has a gap as between cells: wider than the
// others, if there are others.
func gappy(l Line) bool {
	var gaps []float64
	for i := 1; i < len(l.Words); i++ {
		gaps = append(gaps, (l.Words[i].X0-l.Words[i-1].X1)/l.Size)
	}
	if len(gaps) == 0 {
		return false
	}
	widest, least := slices.Max(gaps), slices.Min(gaps)
	return widest > 2.5 || widest > 0.9 && (widest > 2*least && least < 0.6 || len(gaps) > 1 && least > 0.9)
}

// newTable cuts lines into cells, where white strips go down through nearly
// all of them.
func newTable(ls []Line, from, to int) (table, bool) {
	rows := ls[from:to]
	if len(rows) < tableRows {
		return table{}, false
	}
	edges := strips(rows)
	if len(edges) == 0 || len(edges) >= maxColumns {
		return table{}, false
	}
	t := table{from: from, to: to}
	filled, letters, full := 0, 0, 0
	for i, l := range rows {
		cells := split(l, edges)
		n := 0
		for _, c := range cells {
			if c != "" {
				n++
				letters += len([]rune(c))
			}
		}
		filled += n
		if n > 1 {
			full++
		}
		if k := len(t.rows) - 1; k >= 0 && cells[0] == "" && n < len(cells)-1 && goesOnBelow(rows[i-1], l) {
			for j, c := range cells { // the second line of a row
				t.rows[k][j] = strings.TrimSpace(t.rows[k][j] + " " + c)
			}
			continue
		}
		t.rows = append(t.rows, cells)
		t.first = append(t.first, from+i)
	}
	if full*5 < len(rows)*3 || letters > cellLetters*filled || len(t.rows) < 2 || isList(t.rows) || !aligned(rows, edges) || justified(rows, edges) {
		return table{}, false
	}
	t.head = rows[0].Bold && !rows[1].Bold || !hasDigit(t.rows[0]) && hasDigit(t.rows[1])
	return t, true
}

func hasDigit(cells []string) bool {
	return slices.ContainsFunc(cells, func(c string) bool { return strings.ContainsAny(c, "0123456789") })
}

// goesOnBelow reports whether two lines stand as close as those of one cell.
func goesOnBelow(a, b Line) bool { return (a.Y-b.Y)/max(a.Size, b.Size) < 1.35 }

// aligned tells the columns of a table, in which most cells begin or have
// their middles one below the other, or end there if they are numbers, from
// gaps that happen to meet in lines of prose.
func aligned(rows []Line, edges []float64) bool {
	good := 0
	for i, e := range edges {
		end := math.Inf(1)
		if i+1 < len(edges) {
			end = edges[i+1]
		}
		var left, middle, right []float64
		numbers := 0
		for _, l := range rows {
			x0, x1 := math.Inf(1), 0.0
			number := false
			for j, w := range l.Words {
				if m := (w.X0 + w.X1) / 2; m > e && m <= end {
					x0, x1 = min(x0, w.X0), max(x1, w.X1)
					to := len(l.Text)
					if j+1 < len(l.Words) {
						to = l.Words[j+1].At
					}
					number = number || strings.ContainsAny(l.Text[w.At:to], "0123456789")
				}
			}
			if x1 > 0 {
				left, middle, right = append(left, x0), append(middle, (x0+x1)/2), append(right, x1)
				if number {
					numbers++
				}
			}
		}
		near := 0.4 * rows[0].Size
		if agree(left, near) || agree(middle, near) || numbers*2 > len(right) && agree(right, near) {
			good++
		}
	}
	return good*2 >= len(edges)
}

// justified reports whether a few lines end at one margin and hold no numbers,
// as those of prose do that is set too wide.
func justified(rows []Line, edges []float64) bool {
	if len(edges) > 1 || len(rows) > 5 {
		return false
	}
	for _, l := range rows {
		if math.Abs(l.X1-rows[0].X1) > 1.5 || math.Abs(l.X0-rows[0].X0) > 1.5 || strings.ContainsAny(l.Text, "0123456789") {
			return false
		}
	}
	return true
}

// agree reports whether most values lie near the one in the middle.
func agree(vs []float64, near float64) bool {
	m, n := quantile(vs, 0.5), 0
	for _, v := range vs {
		if math.Abs(v-m) <= near {
			n++
		}
	}
	return n*5 >= len(vs)*3
}

// itemMark is what stands before an item of a list or after a formula.
var itemMark = regexp.MustCompile(`^([•●▪■◦○‣·–—�*-]|[(\[]?[0-9]{1,3}[.:)\]]+|[0-9.]{1,8}|\(.{1,5}\)|\[.{1,12}\])$`)

// isList tells a list, or formulas with their numbers, from a table: one of its
// two columns holds nothing but numbers and bullets.
func isList(rows [][]string) bool {
	if len(rows[0]) != 2 {
		return false
	}
	for _, column := range []int{0, 1} {
		marks := 0
		for _, r := range rows {
			c := r[column]
			if itemMark.MatchString(c) {
				marks++
			}
		}
		if marks*2 > len(rows) {
			return true
		}
	}
	return false
}

// strips returns the middles of the white strips between the columns of a
// table. Headings above several columns may cross them.
func strips(rows []Line) []float64 {
	type event struct {
		x     float64
		enter int
	}
	var events []event
	size := 0.0
	for _, l := range rows {
		size += l.Size / float64(len(rows))
		for i := 0; i < len(l.Words); {
			j := i + 1
			for j < len(l.Words) && l.Words[j].X0-l.Words[j-1].X1 < 0.45*l.Size {
				j++
			}
			events = append(events, event{l.Words[i].X0, 1}, event{l.Words[j-1].X1, -1})
			i = j
		}
	}
	slices.SortFunc(events, func(a, b event) int {
		switch {
		case a.x != b.x:
			if a.x < b.x {
				return -1
			}
			return 1
		}
		return b.enter - a.enter
	})
	allowed := int(stripRows * float64(len(rows)))
	if len(rows) < 3 {
		allowed = 0
	}
	var out []float64
	inked, open := 0, events[0].x
	white := false
	for _, e := range events {
		if white && inked+e.enter > allowed {
			if e.x-open >= stripWidth*size {
				out = append(out, (open+e.x)/2)
			}
			white = false
		}
		inked += e.enter
		if !white && inked <= allowed {
			white, open = true, e.x
		}
	}
	// A column that hardly any row has is a gap within another.
	return slices.DeleteFunc(out, func(x float64) bool {
		left, right := 0, 0
		for _, l := range rows {
			if len(l.Words) > 0 && l.Words[0].X1 <= x {
				left++
			}
			if len(l.Words) > 0 && l.Words[len(l.Words)-1].X0 >= x {
				right++
			}
		}
		return left*4 < len(rows) || right*4 < len(rows)
	})
}

// split cuts the text of a line at the strips.
func split(l Line, edges []float64) []string {
	out := make([]string, len(edges)+1)
	for i, w := range l.Words {
		end := len(l.Text)
		if i+1 < len(l.Words) {
			end = l.Words[i+1].At
		}
		column := 0
		for column < len(edges) && (w.X0+w.X1)/2 > edges[column] {
			column++
		}
		word := strings.TrimSpace(l.Text[w.At:end])
		if out[column] != "" {
			word = " " + word
		}
		out[column] += word
	}
	return out
}

// tableLines tells for the lines of a column, by their indexes, in which table
// they stand.
func tableLines(ls []Line) map[int]*table {
	out := map[int]*table{}
	for _, t := range tables(ls) {
		for i := t.from; i < t.to; i++ {
			out[i] = &t
		}
	}
	return out
}

// row returns the cells of the row that begins with line i, if one does.
func (t *table) row(i int) (cells []string, head, begins bool) {
	if at, found := slices.BinarySearch(t.first, i); found {
		return t.rows[at], at == 0 && t.head, true
	}
	return nil, false, false
}
