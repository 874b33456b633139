// Package annotate holds the values of Gloss: articles and their text, the
// tags of a codebook, the highlights that join them, and the people who code.
// It reads and writes nothing; every other package speaks in these values.
//
// # Units
//
// There is one coordinate system. A position is a zero-based offset in Unicode
// code points into [Article.Text]; a [Span] is half open, [Start, End). The
// same two numbers stand in Go, in the project file (where
// substr(text, start+1, end-start) is the quote), in CSV, and in R and Python.
// Only [Text] knows bytes. Pages and paragraphs are one-based. Times are UTC,
// whole seconds. Colours are #RRGGBB.
//
// # The one picture
//
//	Article ── Text ── Blocks (what a stretch is: heading, paragraph, ...)
//	   │         └──── Marks  (how it looks: bold, italic, link)
//	   └ Highlight ── Span + Quote (where, proved by what stands there)
//	        │   └───── Coder (who)
//	        └ Tags ─── Tag, Tag, ... (what it means; a tree, the Codebook)
//
// Highlights overlap and nest as they like. [Runs] cuts them into disjoint
// stretches, and only those are ever painted.
package annotate
