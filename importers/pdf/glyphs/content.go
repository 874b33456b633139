package glyphs

import (
	"context"
	"math"

	"github.com/ledongthuc/pdf"
)

// matrix is [a b 0; c d 0; e f 1], as PDF writes them.
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{a: 1, d: 1}

// times is m applied first, then n.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d,
		m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

func (m matrix) at(x, y float64) (float64, float64) {
	return m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f
}

// state is the part of the graphics state that text depends on.
type state struct {
	ctm        matrix
	font       *font
	size       float64
	charSpace  float64
	wordSpace  float64
	stretch    float64 // horizontal scaling, 1 is none
	leading    float64
	rise       float64
	renderMode int
}

// interpreter runs the content streams of one page.
type interpreter struct {
	ctx      context.Context
	doc      *Document
	page     Page
	state    state
	stack    []state
	sections []section
	tags     []int32 // of the marked content of the page, or of the form that is drawn
	text     matrix  // where the next glyph goes
	line     matrix  // where the line began
	tokens   int     // read so far on this page
}

const (
	maxForms   = 12   // forms within forms
	formTokens = 100  // that looking a form up counts for
	maxStates  = 1024 // saved graphics states
)

func newInterpreter(ctx context.Context, d *Document, ref pageRef) *interpreter {
	box := [4]float64{0, 0, 612, 792}
	if ref.box.Len() == 4 {
		for i := range box {
			box[i] = ref.box.Index(i).Float64()
		}
	}
	x0, x1 := min(box[0], box[2]), max(box[0], box[2])
	y0, y1 := min(box[1], box[3]), max(box[1], box[3])
	w, h := x1-x0, y1-y0
	if !(w > 1 && h > 1 && w < 1e6 && h < 1e6) {
		x0, y0, w, h = 0, 0, 612, 792
	}
	in := &interpreter{ctx: ctx, doc: d}
	m := matrix{1, 0, 0, 1, -x0, -y0}
	switch (ref.rotate + 360) % 360 {
	case 90:
		m, w, h = m.times(matrix{0, -1, 1, 0, 0, w}), h, w
	case 180:
		m = m.times(matrix{-1, 0, 0, -1, w, h})
	case 270:
		m, w, h = m.times(matrix{0, 1, -1, 0, h, 0}), h, w
	}
	in.page = Page{Width: w, Height: h}
	in.state = state{ctm: m, stretch: 1}
	return in
}

// run interprets one content stream: that of the page or of a form in it.
func (in *interpreter) run(data []byte, resources pdf.Value, depth int) {
	l := lexer{data: data}
	fonts := map[string]*font{}
	args := make([]object, 0, 16)
	bottom := len(in.stack)
	for {
		o := l.next()
		if in.tokens++; in.tokens > maxTokens || len(in.page.Glyphs) >= maxGlyphs {
			in.page.Broken = true
			break
		}
		if in.tokens%4096 == 0 && in.ctx.Err() != nil {
			break
		}
		if o.kind == end {
			break
		}
		if o.kind != operator {
			if len(args) < 64 {
				args = append(args, o)
			}
			continue
		}
		switch o.str {
		case "q":
			if len(in.stack) < maxStates {
				in.stack = append(in.stack, in.state)
			}
		case "Q":
			if n := len(in.stack); n > bottom {
				in.state, in.stack = in.stack[n-1], in.stack[:n-1]
			}
		case "Tf":
			if len(args) >= 2 {
				n := args[0].str
				f, ok := fonts[n]
				if !ok {
					in.doc.try(func() {
						if v := resources.Key("Font").Key(n); v.Kind() == pdf.Dict {
							f = in.doc.font(v)
						}
					})
					fonts[n] = f
				}
				in.state.font, in.state.size = f, args[1].num
			}
		case "gs":
			if len(args) > 0 {
				in.doc.try(func() {
					if v := resources.Key("ExtGState").Key(args[0].str).Key("Font"); v.Len() == 2 {
						in.state.font, in.state.size = in.doc.font(v.Index(0)), v.Index(1).Float64()
					}
				})
			}
		case "Do":
			if len(args) > 0 {
				in.object(args[0].str, resources, depth)
			}
		case "BMC", "BDC":
			in.begin(args, resources)
		case "EMC":
			in.end()
		case "ID":
			l.skipInlineImage()
		default:
			in.do(o.str, args)
		}
		args = args[:0]
	}
	if len(in.stack) > bottom {
		in.stack = in.stack[:bottom]
	}
}

// do runs the operators that need nothing but their operands.
func (in *interpreter) do(op string, args []object) {
	n := func(i int) float64 {
		if i < len(args) && args[i].kind == number {
			return args[i].num
		}
		return 0
	}
	s := &in.state
	switch op {
	case "cm":
		s.ctm = matrix{n(0), n(1), n(2), n(3), n(4), n(5)}.times(s.ctm)
	case "BT":
		in.text, in.line = identity, identity
	case "Tc":
		s.charSpace = n(0)
	case "Tw":
		s.wordSpace = n(0)
	case "Tz":
		s.stretch = n(0) / 100
	case "TL":
		s.leading = n(0)
	case "Ts":
		s.rise = n(0)
	case "Tr":
		s.renderMode = int(n(0))
	case "Td":
		in.move(n(0), n(1))
	case "TD":
		s.leading = -n(1)
		in.move(n(0), n(1))
	case "Tm":
		in.line = matrix{n(0), n(1), n(2), n(3), n(4), n(5)}
		in.text = in.line
	case "T*":
		in.move(0, -s.leading)
	case "Tj":
		in.showFirst(args)
	case "'":
		in.move(0, -s.leading)
		in.showFirst(args)
	case "\"":
		s.wordSpace, s.charSpace = n(0), n(1)
		in.move(0, -s.leading)
		if len(args) > 2 {
			in.showFirst(args[2:])
		}
	case "TJ":
		if len(args) == 0 {
			return
		}
		for _, e := range args[0].list {
			switch e.kind {
			case text:
				in.show(e.str)
			case number:
				in.advance(-e.num / 1000 * s.size)
			}
		}
	}
}

func (in *interpreter) move(x, y float64) {
	in.line = matrix{1, 0, 0, 1, x, y}.times(in.line)
	in.text = in.line
}

// advance moves along the baseline by a distance in text space.
func (in *interpreter) advance(t float64) {
	if in.state.font != nil && in.state.font.vertical {
		in.text = matrix{1, 0, 0, 1, 0, t}.times(in.text)
		return
	}
	in.text = matrix{1, 0, 0, 1, t * in.state.stretch, 0}.times(in.text)
}

func (in *interpreter) showFirst(args []object) {
	if len(args) > 0 && args[0].kind == text {
		in.show(args[0].str)
	}
}

// show draws the glyphs of a string.
func (in *interpreter) show(str string) {
	s := &in.state
	f := s.font
	if f == nil {
		return
	}
	artifact, tag := false, int32(0)
	for _, sec := range in.sections {
		artifact = artifact || sec.artifact
		if sec.tag != 0 {
			tag = sec.tag
		}
	}
	f.each(str, func(c char) {
		if len(in.page.Glyphs) >= maxGlyphs {
			return
		}
		m := in.text.times(s.ctm)
		// Along the baseline, and upright from it.
		ax, ay := m.a*s.stretch, m.b*s.stretch
		if f.vertical {
			ax, ay = -m.c, -m.d
		}
		along := math.Hypot(ax, ay)
		size := math.Hypot(m.c, m.d) * abs(s.size)
		if f.vertical {
			size = math.Hypot(m.a, m.b) * abs(s.size)
		}
		if f.height > 0 && f.scale != 0.001 {
			size *= f.height
		}
		x, y := m.at(0, s.rise)
		w := c.width * s.size * along
		if w < 0 {
			w, ax, ay = -w, -ax, -ay
		}
		if finite(x) && finite(y) && finite(w) && finite(size) && size > 0 {
			if c.text == "\uFFFD" {
				in.page.Unmapped++
			}
			in.page.Glyphs = append(in.page.Glyphs, Glyph{
				Text: c.text, X: x, Y: y, W: w, Size: size, Font: f.index,
				Tag: tag, Turn: TurnOf(ax, ay), Hidden: s.renderMode == 3 || s.renderMode == 7,
				Artifact: artifact || !in.onPage(x, y, w, size),
			})
		}
		t := c.width*s.size + s.charSpace
		if c.space {
			t += s.wordSpace
		}
		if f.vertical {
			t = -t
		}
		in.advance(t)
	})
}

// onPage reports whether something of a glyph is to be seen.
func (in *interpreter) onPage(x, y, w, size float64) bool {
	return x > -w-size && x < in.page.Width+size && y > -size && y < in.page.Height+size
}

func finite(f float64) bool { return abs(f) < 1e6 }

// TurnOf is the direction of a vector, to about five degrees.
func TurnOf(x, y float64) Turn {
	const slope = 0.09
	switch {
	case abs(y) <= slope*abs(x) && x >= 0:
		return Right
	case abs(y) <= slope*abs(x):
		return Left
	case abs(x) <= slope*abs(y) && y > 0:
		return Up
	case abs(x) <= slope*abs(y):
		return Down
	}
	return Oblique
}

// object draws a form or notes a picture.
func (in *interpreter) object(n string, resources pdf.Value, depth int) {
	in.doc.try(func() {
		v := resources.Key("XObject").Key(n)
		switch v.Key("Subtype").Name() {
		case "Image":
			x0, y0 := in.state.ctm.at(0, 0)
			x1, y1 := in.state.ctm.at(1, 1)
			if abs((x1-x0)*(y1-y0)) > 0.6*in.page.Width*in.page.Height {
				in.page.Picture = true
			}
		case "Form":
			if depth >= maxForms {
				return
			}
			in.tokens += formTokens
			data, err := in.doc.form(v)
			if err != nil {
				in.page.Broken = true
				return
			}
			saved, text, line, tags := in.state, in.text, in.line, in.tags
			if own := in.doc.tagsOf(v); own != nil {
				in.tags = own
			}
			if m := v.Key("Matrix"); m.Len() == 6 {
				f := func(i int) float64 { return m.Index(i).Float64() }
				in.state.ctm = matrix{f(0), f(1), f(2), f(3), f(4), f(5)}.times(in.state.ctm)
			}
			if own := v.Key("Resources"); own.Kind() == pdf.Dict {
				resources = own
			}
			in.run(data, resources, depth+1)
			in.state, in.text, in.line, in.tags = saved, text, line, tags
		}
	})
}

// form returns the content of a form, decoded once: a file may draw one
// thousands of times.
func (d *Document) form(v pdf.Value) ([]byte, error) {
	key := v.String()
	if data, ok := d.forms[key]; ok {
		return data, nil
	}
	data, err := d.stream(v)
	if err == nil && len(d.forms) < 256 && len(data) < 1<<20 {
		d.forms[key] = data
	}
	return data, err
}
