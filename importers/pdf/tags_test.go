package pdf

import (
	"fmt"
	"strings"
	"testing"

	. "gloss/importers/pdf/internal/pdftest"
)

// tree is a structure tree in the making: elements below one root, and the way
// from marked content to them.
type tree struct {
	f       *File
	root    int
	parents []string // elements of the marked content of each page or form, by its number
}

func newTree(f *File) *tree { return &tree{f: f, root: f.Add("")} }

// element adds an element below another one.
func (t *tree) element(kind string, parent int) int {
	return t.f.Add(fmt.Sprintf("<</Type /StructElem /S /%s /P %d 0 R>>", kind, parent))
}

// owner gives a page or form its number and says of which elements its marked
// content is.
func (t *tree) owner(elements ...int) (entry string) {
	list := ""
	for _, e := range elements {
		list += fmt.Sprintf("%d 0 R ", e)
	}
	t.parents = append(t.parents, list)
	return fmt.Sprintf("/StructParents %d", len(t.parents)-1)
}

// end writes the root.
func (t *tree) end(roles string) {
	nums := ""
	for i, list := range t.parents {
		nums += fmt.Sprintf("%d %d 0 R ", i, t.f.Add("["+list+"]"))
	}
	leaf := t.f.Add(fmt.Sprintf("<</Limits [0 %d] /Nums [%s]>>", len(t.parents)-1, nums))
	t.f.Set(t.root, fmt.Sprintf("<</Type /StructTreeRoot /RoleMap <<%s>> /ParentTree <</Kids [%d 0 R]>>>>", roles, leaf))
	t.f.Catalog = fmt.Sprintf("/MarkInfo <</Marked true>> /StructTreeRoot %d 0 R", t.root)
}

// marked is marked content of that number.
func marked(number int, content string) string {
	return fmt.Sprintf("/P <</MCID %d>> BDC %sEMC ", number, content)
}

// tagsBelieved is a file whose looks say nothing of its paragraphs: one size,
// no indents, no gaps. Its tags do, over a page's end and into a form.
func tagsBelieved() []byte {
	f := New()
	t := newTree(f)
	heading := t.element("Ueberschrift", t.root)
	p1 := t.element("P", t.root)
	link := t.element("Link", p1)
	p2 := t.element("Textkoerper", t.root)
	quote := t.element("P", t.element("BlockQuote", t.root))
	list := t.element("L", t.root)
	item := t.element("LI", list)
	label, body := t.element("Lbl", item), t.element("P", t.element("LBody", item))
	inForm := t.element("P", t.root)

	one, two := Wrap(first, 70), Wrap(second, 70)
	f.Entries = t.owner(heading, p1, link, p2)
	f.Page(marked(0, Text(72, 700, 10, "F5", "What the cutters did")) +
		marked(1, Lines(72, 688, 10, 12, "F5", one[:1]...)) + marked(2, Lines(72, 676, 10, 12, "F5", one[1:]...)) +
		marked(3, Lines(72, 688-12*float64(len(one)), 10, 12, "F5", two[:2]...)))
	form := f.Stream(fmt.Sprintf("/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources %s %s", f.Resources, t.owner(inForm)),
		marked(0, Text(72, 616, 10, "F5", "What stands in a form has numbers of its own.")))
	f.Resources = strings.TrimSuffix(f.Resources, ">>") + fmt.Sprintf("/XObject <</Form %d 0 R>>>>", form)
	f.Entries = t.owner(p2, quote, label, body)
	f.Page(marked(0, Lines(72, 700, 10, 12, "F5", two[2:]...)) +
		marked(1, Text(72, 676, 10, "F5", "A paper wall, said the ministry.")) +
		marked(2, Text(72, 664, 10, "F5", "1.")) + marked(3, Text(90, 664, 10, "F5", "The talks that ended the quarrel took less than a week.")) +
		"/Form Do")
	t.end("/Ueberschrift /H2 /Textkoerper /Absatz /Absatz /P")
	return f.Bytes()
}

// tagsByLine is a file that calls every line a paragraph.
func tagsByLine() []byte {
	f := New()
	t := newTree(f)
	var elements []int
	content := ""
	for _, line := range Wrap(first+" "+second+" "+third, 70) {
		n := len(elements)
		elements = append(elements, t.element("P", t.root))
		content += marked(n, Text(72, 700-12*float64(n), 10, "F5", line))
	}
	f.Entries = t.owner(elements...)
	f.Page(content)
	t.end("")
	return f.Bytes()
}

// TestHostileTags: trees that contain themselves end, and the text is there.
func TestHostileTags(t *testing.T) {
	for name, roles := range map[string]string{"roles in a circle": "/A /B /B /A", "no roles": ""} {
		f := New()
		tr := newTree(f)
		loop := f.Add("")
		f.Set(loop, fmt.Sprintf("<</S /A /P %d 0 R /Nums [1 [%d 0 R]] /Kids [%d 0 R %d 0 R]>>", loop, loop, loop, tr.root))
		f.Entries = tr.owner(loop, 99999, -1)
		f.Page(marked(0, Text(72, 700, 12, "F1", "The nets were cut.")) + marked(-7, "") + marked(2, "") + marked(1<<30, Text(72, 650, 12, "F1", "Nobody was hurt.")))
		tr.end(roles)
		f.Set(tr.root, fmt.Sprintf("<</RoleMap <<%s>> /ParentTree <</Kids [%d 0 R] /Nums [0 [%d 0 R 99999 0 R 7 (x)]]>>>>", roles, loop, loop))
		a, _ := imported(t, f.Bytes())
		if got := a.Text.String(); got != "The nets were cut.\n\nNobody was hurt." {
			t.Errorf("%s: %q", name, got)
		}
	}
}
