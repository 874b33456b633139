package annotate

import "fmt"

// Span is a stretch of text, [Start, End): zero-based, in code points, End
// exclusive. The zero Span is empty and stands at the start of the text.
type Span struct {
	Start, End int
}

// Len is the number of code points in the span.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether the span holds no code point.
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains reports whether the code point at pos lies in the span.
func (s Span) Contains(pos int) bool { return s.Start <= pos && pos < s.End }

// Covers reports whether all of o lies in s. An empty o is covered when it
// stands anywhere from Start to End.
func (s Span) Covers(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps reports whether the two spans share at least one code point.
func (s Span) Overlaps(o Span) bool {
	return s.Start < o.End && o.Start < s.End && !s.Empty() && !o.Empty()
}

// Intersect is the part that both spans share, or an empty span at the later
// start where they share none.
func (s Span) Intersect(o Span) Span {
	both := Span{max(s.Start, o.Start), min(s.End, o.End)}
	if both.End < both.Start {
		both.End = both.Start
	}
	return both
}

// Check returns an error unless the span holds at least one code point and
// lies within a text of length code points.
func (s Span) Check(length int) error {
	switch {
	case s.Start < 0:
		return fmt.Errorf("start %d is before the text", s.Start)
	case s.End <= s.Start:
		return fmt.Errorf("end %d is not after start %d", s.End, s.Start)
	case s.End > length:
		return fmt.Errorf("end %d is past the end of the text (%d characters)", s.End, length)
	}
	return nil
}

// String prints the span as "[start,end)".
func (s Span) String() string { return fmt.Sprintf("[%d,%d)", s.Start, s.End) }
