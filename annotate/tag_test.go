package annotate_test

import (
	"fmt"
	"strings"
	"testing"

	"gloss/annotate"
)

// book makes a codebook of paths; a path is a tag's ID too. Parents come first.
func book(paths ...string) annotate.Codebook {
	var c annotate.Codebook
	for i, path := range paths {
		names := strings.Split(path, annotate.PathSeparator)
		c = append(c, annotate.Tag{
			ID: path, Parent: strings.Join(names[:len(names)-1], annotate.PathSeparator), Name: names[len(names)-1],
			Color: annotate.Palette[i%len(annotate.Palette)],
		})
	}
	return c
}

func TestCodebookFind(t *testing.T) {
	c := book("economy", "economy > trade", "economy > trade > fish", "law", "law > fish", "law > ΛΌΓΟΣ")
	for ref, want := range map[string]string{
		"economy": "economy", "ECONOMY": "economy", "trade": "economy > trade", " economy  >Trade ": "economy > trade",
		"economy > trade > fish": "economy > trade > fish", "λόγος": "law > ΛΌΓΟΣ",
		"fish": "", "trade > fish": "", "none": "", "": "", " > ": "", "law > none": "",
	} {
		got, found := c.Find(ref)
		if got.ID != want || found != (want != "") {
			t.Errorf("%q: got %q, %v, want %q", ref, got.ID, found, want)
		}
	}
}

func TestCodebookTree(t *testing.T) {
	c := book("a", "a > b", "a > b > c", "d")
	for _, tag := range c {
		if got := c.Path(tag.ID); got != tag.ID {
			t.Errorf("path of %s: %s", tag.ID, got)
		}
	}
	if c.Path("none") != "" || c.Path("") != "" {
		t.Error("a path of nothing")
	}
	if got := fmt.Sprint(c.Children(""), c.Children("a > b > c")); strings.Count(got, "#") != 2 {
		t.Errorf("children %s", got)
	}
	for _, test := range []struct {
		id, root string
		want     bool
	}{{"a > b > c", "a", true}, {"a", "a", true}, {"a", "a > b", false}, {"d", "a", false}, {"none", "a", false}} {
		if got := c.Within(test.id, test.root); got != test.want {
			t.Errorf("%s within %s: %v", test.id, test.root, got)
		}
	}
	ring := annotate.Codebook{{ID: "x", Parent: "y", Name: "x"}, {ID: "y", Parent: "x", Name: "y"}}
	if ring.Within("x", "z") || len(ring.Path("x")) == 0 {
		t.Error("a ring is not walked to an end")
	}
}

func TestCodebookCheck(t *testing.T) {
	for _, test := range []struct {
		name  string
		spoil func(c annotate.Codebook)
		want  string
	}{
		{"sound", func(c annotate.Codebook) {}, ""},
		{"same name elsewhere", func(c annotate.Codebook) { c[1].Name = "d" }, ""},
		{"no name", func(c annotate.Codebook) { c[0].Name = " " }, "a tag needs a name"},
		{"name of two lines", func(c annotate.Codebook) { c[0].Name = "a\nb" }, "must be one line"},
		{"blank at the end", func(c annotate.Codebook) { c[0].Name = "a " }, "must be one line"},
		{"separator", func(c annotate.Codebook) { c[0].Name = "a > b" }, "must not contain"},
		{"colour", func(c annotate.Codebook) { c[0].Color = "red" }, "the colour"},
		{"key", func(c annotate.Codebook) { c[0].Key = "A" }, "is not one digit or letter"},
		{"two keys", func(c annotate.Codebook) { c[0].Key = "ab" }, "is not one digit or letter"},
		{"taken key", func(c annotate.Codebook) { c[0].Key, c[3].Key = "1", "1" }, "the key 1 applies a already; give d another"},
		{"description", func(c annotate.Codebook) { c[0].Description = "\x00" }, "control characters"},
		{"same id", func(c annotate.Codebook) { c[3].ID = "a" }, "the same id"},
		{"twin", func(c annotate.Codebook) { c[3].Name = "A" }, "there is a tag A in the same place already"},
		{"twin by another letter", func(c annotate.Codebook) { c[0].Name, c[3].Name = "λόγος", "λόγοσ" }, "in the same place already"},
		{"orphan", func(c annotate.Codebook) { c[1].Parent = "none" }, "below a tag that does not exist"},
		{"ring", func(c annotate.Codebook) { c[0].Parent = "a > b > c" }, "cannot stand below itself"},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := book("a", "a > b", "a > b > c", "d")
			test.spoil(c)
			err := c.Check()
			if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}

func TestNext(t *testing.T) {
	c := annotate.Codebook(annotate.DefaultTags())
	for i := range c {
		c[i].ID = fmt.Sprint(i)
	}
	if err := c.Check(); err != nil {
		t.Error(err)
	}
	if tag, ok := c.ByKey("2"); !ok || tag.Name != "military" {
		t.Errorf("key 2 is %v", tag)
	}
	if _, ok := c.ByKey(""); ok {
		t.Error("no key is a key")
	}
	seen := map[string]bool{}
	for range len(annotate.Palette) {
		color, key := c.NextColor(), c.NextKey()
		if len(seen) < len(annotate.Palette)-3 && strings.Contains(fmt.Sprint(seen), color) {
			t.Errorf("colour %s comes again too early", color)
		}
		seen[color] = true
		if _, taken := c.ByKey(key); taken && key != "" {
			t.Errorf("key %s is taken", key)
		}
		c = append(c, annotate.Tag{ID: color, Name: color, Color: strings.ToLower(color), Key: key})
	}
	if c.NextKey() != "" {
		t.Errorf("a tenth digit: %q", c.NextKey())
	}
}

// FuzzSplitPath: the names of a path lead back to the tag.
func FuzzSplitPath(f *testing.F) {
	f.Add("economy >  trade")
	f.Add(" > >\x00>a\tb")
	f.Fuzz(func(t *testing.T, path string) {
		names := annotate.SplitPath(path)
		for _, name := range names {
			if err := (annotate.Tag{Name: name, Color: "#000000"}).Check(); err != nil {
				t.Error(err)
			}
		}
		if again := annotate.SplitPath(strings.Join(names, annotate.PathSeparator)); fmt.Sprint(again) != fmt.Sprint(names) {
			t.Errorf("got %q, then %q", names, again)
		}
	})
}
