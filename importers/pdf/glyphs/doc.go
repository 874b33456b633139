// Package glyphs reads a PDF file as what it is, characters drawn at places:
// pages of glyphs, in the order in which the file draws them. What they mean
// together, words, lines and paragraphs, is for package layout to find out.
//
// github.com/ledongthuc/pdf gives access to the objects of the file. It
// trusts a file's cross-reference table, and a hostile or damaged one makes
// it crash or loop where Go cannot recover; so the table is read and checked
// here first, and the library is handed a copy of the file with a sound one
// (see mend). Everything that concerns text is done here: fonts, encodings,
// CMaps and the operators of content streams.
//
//	bytes -> mend -> ledongthuc's Reader -> pages -> content -> Glyphs
//	                                          fonts ---^
package glyphs

// Glyph is what one character code of a font draws: mostly one character, but
// "ffi" where the code stands for a ligature.
//
// Coordinates are points (1/72 inch) on the page as it is seen, turned
// upright: x to the right, y upwards, the origin at the lower left corner.
type Glyph struct {
	Text     string  // U+FFFD where the file does not say
	X, Y     float64 // where it starts on the baseline
	W        float64 // how far it reaches along the baseline
	Size     float64 // of the font, as drawn
	Font     int     // index in the document's list of fonts
	Tag      int32   // number of the tagged block that it belongs to, counted from 1; 0: none
	Turn     Turn    // the direction of the baseline
	Hidden   bool    // drawn invisibly, as the text behind a scanned page is
	Artifact bool    // marked by the file as no part of its content, such as a running head, or drawn beside the page
}

// Turn is the direction in which a baseline runs.
type Turn uint8

// The directions: a quarter of a turn each, counter-clockwise. Oblique is any
// other one, as watermarks have.
const (
	Right Turn = iota
	Up
	Left
	Down
	Oblique
)

// Font is what is known of a font's look.
type Font struct {
	Name   string // without the tag of a subset
	Bold   bool
	Italic bool
	Fixed  bool // all characters are equally wide
}

// Page is one page of a document.
type Page struct {
	Width, Height float64 // in points, as it is seen
	Glyphs        []Glyph // in the order of drawing
	Picture       bool    // a picture covers most of it
	Unmapped      int     // glyphs whose text the file does not say
	Broken        bool    // a part of its content could not be read
}
