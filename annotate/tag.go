package annotate

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Tag is a meaning that a passage can have. Tags form a tree; names are unique
// among siblings, whatever their case.
type Tag struct {
	ID          string
	Parent      string // the ID of the tag above, or empty
	Name        string // one line, without PathSeparator
	Color       string // #RRGGBB
	Description string // when to use it; may have several lines
	Key         string // the digit or lower-case letter that applies it, or empty
}

// PathSeparator joins the names of nested tags in a path: "economy > trade".
const PathSeparator = " > "

// Palette is a set of tag colours that stay apart for people with the common
// forms of colour blindness: seven after Okabe and Ito (2008), and three that lie
// farthest from them and from one another for the eyes of package typeset's tests.
// They are the strong colours of stripes; behind text they are thinned.
var Palette = []string{
	"#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00",
	"#56B4E9", "#8B5A2B", "#880077", "#AABB66", "#4A5555",
}

// DefaultTags is what the codebook of a new project starts with, without IDs.
func DefaultTags() []Tag {
	return []Tag{
		{Name: "sovereignty", Color: Palette[0], Key: "1", Description: "Who may decide over a territory, its waters, its people or its laws."},
		{Name: "military", Color: Palette[1], Key: "2", Description: "Armed forces, their use, their threat and their movements."},
		{Name: "trade", Color: Palette[2], Key: "3", Description: "Goods, tariffs, quotas, embargoes and what they are worth."},
	}
}

var color = regexp.MustCompile(`^#[0-9A-Fa-f]{6}$`)

// IsColor reports whether s is a colour of the form #RRGGBB.
func IsColor(s string) bool { return color.MatchString(s) }

// Check returns what is wrong with the tag by itself, in words for a person,
// or nil. [Codebook.Check] looks at it among the others.
func (t Tag) Check() error {
	switch {
	case strings.TrimSpace(t.Name) == "":
		return fmt.Errorf("a tag needs a name")
	case Clean(t.Name) != t.Name || strings.TrimSpace(t.Name) != t.Name || strings.ContainsAny(t.Name, "\n\t"):
		return fmt.Errorf("the tag name %q must be one line without blanks at its ends", t.Name)
	case strings.Contains(t.Name, strings.TrimSpace(PathSeparator)):
		return fmt.Errorf("the tag name %q must not contain %q, which parts a tag from the one above it", t.Name, ">")
	case !IsColor(t.Color):
		return fmt.Errorf("tag %s: the colour %q is not of the form #RRGGBB", t.Name, t.Color)
	case t.Key != "" && !isKey(t.Key):
		return fmt.Errorf("tag %s: the key %q is not one digit or letter", t.Name, t.Key)
	case Clean(t.Description) != t.Description:
		return fmt.Errorf("tag %s: the description holds control characters", t.Name)
	}
	return nil
}

func isKey(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	return size == len(s) && (unicode.IsDigit(r) || unicode.IsLetter(r) && unicode.ToLower(r) == r)
}

// Codebook is all the tags of a project, in the order in which they are shown:
// siblings keep the order of the slice.
type Codebook []Tag

// ByID returns the tag with the ID, and whether there is one.
func (c Codebook) ByID(id string) (Tag, bool) {
	if i := slices.IndexFunc(c, func(t Tag) bool { return t.ID == id }); i >= 0 {
		return c[i], true
	}
	return Tag{}, false
}

// ByKey returns the tag that the key applies, and whether there is one.
func (c Codebook) ByKey(key string) (Tag, bool) {
	i := slices.IndexFunc(c, func(t Tag) bool { return key != "" && t.Key == key })
	if i < 0 {
		return Tag{}, false
	}
	return c[i], true
}

// Children returns the tags right below parent, in order; "" is the root.
func (c Codebook) Children(parent string) []Tag {
	var out []Tag
	for _, t := range c {
		if t.Parent == parent {
			out = append(out, t)
		}
	}
	return out
}

// Within reports whether the tag is root or stands somewhere below it.
func (c Codebook) Within(id, root string) bool {
	for range len(c) + 1 {
		if id == root {
			return true
		}
		t, ok := c.ByID(id)
		if !ok || t.Parent == "" {
			return false
		}
		id = t.Parent
	}
	return false
}

// Path returns the names from the root to the tag, joined by PathSeparator, or
// "" for an unknown ID.
func (c Codebook) Path(id string) string {
	var names []string
	for range c {
		t, ok := c.ByID(id)
		if !ok {
			break
		}
		names = append(names, t.Name)
		id = t.Parent
	}
	slices.Reverse(names)
	return strings.Join(names, PathSeparator)
}

// Find returns the tag that a person means by ref, whatever the case: a path
// from the root, or the name of a tag anywhere if only one has it.
func (c Codebook) Find(ref string) (Tag, bool) {
	names := SplitPath(ref)
	if len(names) == 0 {
		return Tag{}, false
	}
	parent, at := "", Tag{}
	for i, name := range names {
		t, ok := c.child(parent, name)
		if !ok {
			if i == 0 && len(names) == 1 {
				return c.onlyNamed(name)
			}
			return Tag{}, false
		}
		parent, at = t.ID, t
	}
	return at, true
}

func (c Codebook) child(parent, name string) (Tag, bool) {
	for _, t := range c {
		if t.Parent == parent && strings.EqualFold(t.Name, name) {
			return t, true
		}
	}
	return Tag{}, false
}

func (c Codebook) onlyNamed(name string) (Tag, bool) {
	var found []Tag
	for _, t := range c {
		if strings.EqualFold(t.Name, name) {
			found = append(found, t)
		}
	}
	if len(found) != 1 {
		return Tag{}, false
	}
	return found[0], true
}

// SplitPath cuts a path such as "economy > trade" into clean names.
func SplitPath(path string) []string {
	var names []string
	for _, n := range strings.Split(Clean(path), strings.TrimSpace(PathSeparator)) {
		if n = strings.Join(strings.Fields(n), " "); n != "" {
			names = append(names, n)
		}
	}
	return names
}

// NextColor returns the palette colour that the fewest tags have.
func (c Codebook) NextColor() string {
	count := map[string]int{}
	for _, t := range c {
		count[strings.ToUpper(t.Color)]++
	}
	best := Palette[0]
	for _, p := range Palette[1:] {
		if count[p] < count[best] {
			best = p
		}
	}
	return best
}

// NextKey returns the first digit from 1 to 9 that applies no tag, or "".
func (c Codebook) NextKey() string {
	for k := '1'; k <= '9'; k++ {
		if _, taken := c.ByKey(string(k)); !taken {
			return string(k)
		}
	}
	return ""
}

// Check returns the first thing that is wrong with the codebook, in words for
// a person, or nil: each tag by itself, unique IDs and keys, unique names
// among siblings, parents that exist, and no tag below itself.
func (c Codebook) Check() error {
	ids, keys := map[string]bool{}, map[string]string{}
	for _, t := range c {
		if err := t.Check(); err != nil {
			return err
		}
		if ids[t.ID] {
			return fmt.Errorf("tag %s: another tag has the same id", t.Name)
		}
		ids[t.ID] = true
		if other, taken := keys[t.Key]; taken && t.Key != "" {
			return fmt.Errorf("the key %s applies %s already; give %s another", t.Key, other, t.Name)
		}
		keys[t.Key] = t.Name
	}
	names := map[[2]string]bool{}
	for _, t := range c {
		if t.Parent != "" && !ids[t.Parent] {
			return fmt.Errorf("tag %s stands below a tag that does not exist", t.Name)
		}
		if t.Parent != "" && c.Within(t.Parent, t.ID) {
			return fmt.Errorf("tag %s cannot stand below itself", t.Name)
		}
		// Through the capitals, so that the same names are equal here as in
		// strings.EqualFold, by which Find goes: σ and ς, s and ſ.
		sibling := [2]string{t.Parent, strings.ToLower(strings.ToUpper(t.Name))}
		if names[sibling] {
			return fmt.Errorf("there is a tag %s in the same place already", t.Name)
		}
		names[sibling] = true
	}
	return nil
}
