package glyphs

import (
	"slices"

	"github.com/ledongthuc/pdf"
)

// Tag is an element of a tagged file's structure tree that makes a block: what
// the program that wrote the file says its glyphs are together.
type Tag struct {
	Role  Role
	Level int // of a heading, from 1 (0: not said); nesting depth of a list item
}

// Role is what a tagged block is.
type Role uint8

// The roles that a text can have. InTable is all that stands in a table, whose
// rows are found by where they stand.
const (
	OtherRole Role = iota
	ParagraphRole
	HeadingRole
	ItemRole
	QuoteRole
	CaptionRole
	InTable
)

// roles are the standard structure types that make a block (ISO 32000-1,
// 14.8.4). Inline ones and those that only group are not here.
var roles = map[string]Tag{
	"P": {ParagraphRole, 0}, "BlockQuote": {QuoteRole, 1}, "Caption": {CaptionRole, 0}, "Note": {ParagraphRole, 0},
	"TOCI": {ParagraphRole, 0}, "BibEntry": {ParagraphRole, 0}, "Code": {OtherRole, 0}, "Formula": {OtherRole, 0}, "Figure": {OtherRole, 0},
	"Title": {HeadingRole, 1}, "H": {HeadingRole, 0}, "H1": {HeadingRole, 1}, "H2": {HeadingRole, 2}, "H3": {HeadingRole, 3},
	"H4": {HeadingRole, 4}, "H5": {HeadingRole, 5}, "H6": {HeadingRole, 6}, "LI": {ItemRole, 0}, "Table": {InTable, 0},
}

const (
	maxClimb   = 32      // levels of the structure tree
	maxParents = 1 << 14 // entries of the tree that leads from pages to tags
)

// structure is what a tagged file says of its marked content. The file leads
// from content to elements by its ParentTree: the number that a page or form
// has, and the number of the marked content on it.
type structure struct {
	parents  map[int]pdf.Value // arrays of elements by the number of a page or form
	lists    map[int][]int32   // what was found for each number
	names    map[string]string // RoleMap
	elements map[int]*element  // by object number
	known    map[int]int32     // tags of elements, by object number
	blocks   map[int]int32     // tags, by the object number of the block's element
	tags     []Tag             // by number, counted from 1
}

// Tags are those that the glyphs of the pages read so far name, counted from 1.
func (d *Document) Tags() []Tag {
	if d.structure == nil {
		return nil
	}
	return d.structure.tags
}

// readStructure finds the way from marked content to elements.
func (d *Document) readStructure() {
	d.structure = &structure{parents: map[int]pdf.Value{}, lists: map[int][]int32{}, names: map[string]string{}, elements: map[int]*element{}, known: map[int]int32{}, blocks: map[int]int32{}}
	d.try(func() {
		root := d.reader.Trailer().Key("Root").Key("StructTreeRoot")
		if root.Kind() != pdf.Dict {
			return
		}
		for _, own := range root.Key("RoleMap").Keys() {
			d.structure.names[own] = root.Key("RoleMap").Key(own).Name()
		}
		seen := map[int]bool{}
		var walk func(node pdf.Value, depth int)
		walk = func(node pdf.Value, depth int) {
			if node.Kind() != pdf.Dict || depth > maxDepth {
				return
			}
			nums := node.Key("Nums")
			for i := 0; i+1 < nums.Len() && len(d.structure.parents) < maxParents; i += 2 {
				if v := nums.Index(i + 1); v.Kind() == pdf.Array {
					d.structure.parents[int(nums.Index(i).Int64())] = v
				}
			}
			kids := node.Key("Kids")
			for i, n := range references(kids) {
				if n > 0 && seen[n] || len(seen) > maxParents {
					continue
				}
				seen[n] = true
				d.try(func() { walk(kids.Index(i), depth+1) })
			}
		}
		walk(root.Key("ParentTree"), 0)
	})
}

// tagsOf returns the tags of the marked content of a page or form, by its
// number there; 0 is none.
func (d *Document) tagsOf(owner pdf.Value) (tags []int32) {
	d.try(func() {
		number := owner.Key("StructParents")
		if number.Kind() != pdf.Integer {
			return
		}
		if d.structure == nil {
			d.readStructure()
		}
		key := int(number.Int64())
		elements, ok := d.structure.parents[key]
		if !ok {
			return
		}
		if tags, ok = d.structure.lists[key]; ok {
			return // a form may be drawn a thousand times
		}
		for i, n := range references(elements) {
			if i >= maxGlyphs {
				break
			}
			tag, known := d.structure.known[n]
			if !known && n > 0 {
				d.try(func() { tag = d.structure.tagOf(n, elements.Index(i)) })
				d.structure.known[n] = tag
			}
			tags = append(tags, tag)
		}
		d.structure.lists[key] = tags
	})
	return tags
}

// element is what is asked of an element of the tree. The library reads an
// object anew each time, so it is asked once for each.
type element struct {
	kind  string // standard, where the file says what its own stand for
	above int    // object number of the one around it
	value pdf.Value
}

func (s *structure) element(number int, v pdf.Value) *element {
	if e, ok := s.elements[number]; ok {
		return e
	}
	e := &element{value: v}
	if v.Kind() == pdf.Dict {
		l := lexer{data: []byte(v.String())}
		o := l.next()
		e.kind, e.above = s.standard(o.key("S").str), o.key("P").int()
	}
	s.elements[number] = e
	return e
}

// tagOf is the tag of the block that an element stands in. Item of a list and
// table are looked for above a paragraph, since they are more than it.
func (s *structure) tagOf(number int, v pdf.Value) int32 {
	block, found, lists := 0, Tag{}, 0
	e := s.element(number, v)
	for range maxClimb {
		tag, ok := roles[e.kind]
		switch {
		case e.kind == "L":
			lists++
		case !ok:
		case block == 0, tag.Role == InTable, tag.Role == ItemRole && found.Role == ParagraphRole:
			block, found = number, tag
		case tag.Role == QuoteRole && found.Role == ParagraphRole:
			found = tag // each of its paragraphs is a block
		}
		if number = e.above; number <= 0 {
			break
		}
		above, known := s.elements[number]
		if !known {
			above = s.element(number, e.value.Key("P"))
		}
		e = above
	}
	if block == 0 {
		return 0
	}
	if found.Role == ItemRole {
		found.Level = max(lists, 1)
	}
	if n, ok := s.blocks[block]; ok {
		return n
	}
	s.tags = append(s.tags, found)
	s.blocks[block] = int32(len(s.tags))
	return s.blocks[block]
}

// standard is the standard type that a file's own type stands for.
func (s *structure) standard(kind string) string {
	var been []string
	for !slices.Contains(been, kind) && len(been) < 8 {
		if _, ok := roles[kind]; ok {
			break
		}
		been = append(been, kind)
		if to := s.names[kind]; to != "" {
			kind = to
		}
	}
	return kind
}
