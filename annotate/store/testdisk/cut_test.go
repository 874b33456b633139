package testdisk

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// TestCut takes a short log and lists all that a power cut at its end may
// leave. A file is written as name=contents.
func TestCut(t *testing.T) {
	a, b := strings.Repeat("a", sector), strings.Repeat("b", sector)
	write := func(name string, at int64, data string) Op {
		return Op{Kind: Write, Name: name, Offset: at, Data: []byte(data)}
	}
	short := strings.NewReplacer(a, "A", b, "B", strings.Repeat("\x00", sector), "_")
	for _, test := range []struct {
		name string
		log  []Op
		want string // the states, parted by " | "
	}{
		{"synced", []Op{write("f", 0, a), {Kind: Sync, Name: "f"}}, "f=A"},
		{"not synced", []Op{write("f", 0, a)}, "f= | f=A"},
		{"another file synced", []Op{write("f", 0, a), {Kind: Sync, Name: "g"}}, "f= | f=A"},
		{"two sectors, either may be missing", []Op{write("f", 0, a+b)}, "f= | f=A | f=AB | f=_B"},
		{"across a sector's end", []Op{write("f", sector-1, "xy")}, "f= | f=" + strings.Repeat("\x00", sector-1) + "x | f=" + strings.Repeat("\x00", sector-1) + "xy | f=_y"},
		{"truncated after a sync", []Op{write("f", 0, a+b), {Kind: Sync, Name: "f"}, {Kind: Truncate, Name: "f", Offset: sector}}, "f=A | f=AB"},
		{"a new file goes with its name", []Op{{Kind: Create, Name: "g"}, write("g", 0, a)}, "f= | f= g= | f= g=A"},
		{"a sync keeps the name too", []Op{{Kind: Create, Name: "g"}, write("g", 0, a), {Kind: Sync, Name: "g"}}, "f= g=A"},
		{"deleted", []Op{{Kind: Delete, Name: "f"}}, " | f="},
		{"deleted for good", []Op{{Kind: Delete, Name: "f", Synced: true}}, ""},
		{"notes are nothing", []Op{{Kind: Note, Name: "saved"}}, "f="},
	} {
		c := CutAt(map[string][]byte{"f": {}}, test.log)
		states := map[string]bool{}
		for set := range 1 << c.Pending() {
			files := c.Files(func(i int) bool { return set>>i&1 == 1 })
			var all []string
			for _, name := range slices.Sorted(maps.Keys(files)) {
				all = append(all, fmt.Sprintf("%s=%s", name, short.Replace(string(files[name]))))
			}
			states[strings.Join(all, " ")] = true
		}
		if got, want := strings.Join(slices.Sorted(maps.Keys(states)), " | "), short.Replace(test.want); got != want {
			t.Errorf("%s: got  %q\nwant %q", test.name, got, want)
		}
	}
}
