package store_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gloss/annotate"
	"gloss/annotate/store"
)

// TestMergeMeetings: three people work on copies of one project, most of all on
// its codebook, with few names to choose from, and take over from one another
// now and then. Whoever then brings everything together, in whichever order, has
// the same project.
func TestMergeMeetings(t *testing.T) {
	var decisions []string
	for seed := range uint64(*histories) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			rng := rand.New(rand.NewPCG(seed, 4))
			decisions = append(decisions, meetings(t, 10+rng.IntN(10), rng.IntN)...)
		})
	}
	all := strings.Join(decisions, "\n")
	for _, mended := range []string{"the two become one", "moves to the top", "it moves up", "it stays with", "as you said", "used on the other by", "deleted here and changed there"} {
		if n := strings.Count(all, mended); n == 0 && *histories >= 12 {
			t.Errorf("no history has come to %q", mended)
		} else {
			t.Logf("%d times: %s", n, mended)
		}
	}
}

// clashing are verbs that two people soon do in a way that cannot both be shown.
var clashing = append(slices.DeleteFunc(slices.Clone(verbs), func(v verb) bool {
	return !strings.Contains(v.name, "tag") && !strings.Contains(v.name, "highlight") && v.name != "save filter"
}), changing("move tag", func(r *random, tx *store.Tx, t *annotate.Tag) { t.Parent = r.tag(tx) }),
	changing("move tag again", func(r *random, tx *store.Tx, t *annotate.Tag) { t.Parent = r.tag(tx) }),
	changing("rename tag", func(r *random, _ *store.Tx, t *annotate.Tag) { t.Name = r.tagName() }),
	changing("give key", func(_ *random, _ *store.Tx, t *annotate.Tag) { t.Key = "7" }),
	verb{"add tag at the top", func(r *random, tx *store.Tx) error {
		_, err := tx.AddTag(annotate.Tag{Name: r.tagName()})
		return err
	}})

// knot puts tag b below a in p, and a below b in q, for two tags that both have.
func knot(t *testing.T, p, q *store.Project, choose func(n int) int) string {
	here, there := must(t, p.Tags), must(t, q.Tags)
	both := slices.DeleteFunc(slices.Clone(here), func(tag annotate.Tag) bool { _, ok := there.ByID(tag.ID); return !ok })
	if len(both) < 2 {
		return "no knot"
	}
	i := choose(len(both))
	a, b := both[i], both[(i+1+choose(len(both)-1))%len(both)]
	put := func(p *store.Project, tag, below annotate.Tag) error {
		return p.Do(p.Group("knot"), func(tx *store.Tx) error {
			tag.Parent = below.ID
			return tx.SetTag(tag)
		})
	}
	a2, _ := there.ByID(a.ID)
	return fmt.Sprintf("%s and %s in a knot: %v, %v", a.Name, b.Name, put(p, b, a), put(q, a2, b))
}

// changing is a verb that changes one thing about a tag.
func changing(name string, change func(r *random, tx *store.Tx, t *annotate.Tag)) verb {
	return verb{name, func(r *random, tx *store.Tx) error {
		book, err := tx.Tags()
		tag, ok := book.ByID(r.tag(tx))
		if err != nil || !ok {
			return err
		}
		change(r, tx, &tag)
		return tx.SetTag(tag)
	}}
}

// meetings returns what the merges have decided.
func meetings(t *testing.T, steps int, choose func(n int) int) (decisions []string) {
	base, err := store.Create(filepath.Join(t.TempDir(), "base.gloss"), person(t, "Eve"))
	if err != nil {
		t.Fatal(err)
	}
	defer base.Close()
	var did []string
	defer func() {
		if t.Failed() {
			t.Logf("they did: %s", strings.Join(did, "; "))
		}
	}()
	work := func(p *store.Project, name string, n int) {
		r := &random{t: t, p: p, choose: choose, verbs: clashing, few: true}
		for range n {
			switch choose(8) {
			case 0:
				if a, err := p.Undo(); err == nil {
					r.did = append(r.did, "undo "+a.Label)
				}
			case 1:
				if a, err := p.Redo(); err == nil {
					r.did = append(r.did, "redo "+a.Label)
				}
			case 2:
				r.verbs = nil
				r.act()
				r.verbs = clashing
			default:
				r.act()
			}
		}
		did = append(did, name+": "+strings.Join(r.did, ", "))
		sound(t, p)
	}
	do(t, base, "import", func(tx *store.Tx) error {
		_, err := tx.AddArticle(article("article 0", "some text for all of them"), noReceipt, nil)
		return err
	})
	work(base, "Eve", 4)
	names := []string{"Ann", "Robert", "Cleopatra"}
	three := map[string]*store.Project{}
	for _, name := range names {
		three[name] = copyFor(t, base, name)
	}
	takeOver := func(p, other *store.Project) {
		var choices store.MergeChoices
		if guess, err := p.TryMerge(other.Path(), choices); err != nil {
			t.Fatal(err)
		} else if n := len(guess.SameTags); n > 0 && choose(3) > 0 {
			choices.TagsApart = []string{guess.SameTags[choose(n)].There}
		}
		report, err := p.Merge(other.Path(), choices)
		if err != nil {
			t.Fatal(err)
		}
		decisions = append(decisions, report.Decisions...)
		sound(t, p)
	}
	for range steps {
		name, other := names[choose(3)], names[choose(3)]
		if name != other && choose(4) == 0 {
			did = append(did, name+" and "+other+": "+knot(t, three[name], three[other], choose))
			continue
		}
		if name != other && choose(2) == 0 {
			did = append(did, name+" merges "+other)
			takeOver(three[name], three[other])
			continue
		}
		work(three[name], name, 1+choose(3))
	}

	n := 0
	together := func(all ...*store.Project) *store.Project {
		n++
		p := copyBy(t, all[0], fmt.Sprint("together", n), base.Coder())
		for _, other := range all[1:] {
			decisions = append(decisions, merge(t, p, other).Decisions...)
		}
		return p
	}
	a, b, c := three[names[0]], three[names[1]], three[names[2]]
	abc := together(a, b, c)
	agree(t, "(a+b)+c = (b+a)+c", abc, together(b, a, c))
	agree(t, "(a+b)+c = a+(b+c)", abc, together(a, together(b, c)))
	agree(t, "(a+b)+c = (c+b)+a", abc, together(c, b, a))
	agree(t, "(a+b)+c = ((a+b)+c)+b", abc, together(abc, b))
	agree(t, "(a+b)+c = (b+c)+(a+b)", abc, together(together(b, c), together(a, b)))
	if again := must(t, abc.Version); merge(t, abc, c).Tags != (store.MergeCount{}) || must(t, abc.Version) != again {
		t.Error("merging again changes something")
	}
	return decisions
}

// TestMergeRing: each side puts one tag below the other. The later move gives
// way; once someone moves the other tag away, it is as it was wanted.
func TestMergeRing(t *testing.T) {
	base := newProject(t)
	put := func(p *store.Project, name, below string) {
		t.Helper()
		moved := tag(t, p, name)
		moved.Parent = ""
		if below != "" {
			moved.Parent = tag(t, p, below).ID
		}
		do(t, p, "move", func(tx *store.Tx) error { return tx.SetTag(moved) })
	}
	p, q := copyFor(t, base, "Ann"), copyFor(t, base, "Bob")
	mark(t, q, add(t, q, article("B", "Bob's clock goes ahead by this")), "Bob", "")
	put(p, "trade", "military")
	put(q, "military", "trade")
	if report := merge(t, p, q); len(report.Decisions) != 0 {
		t.Errorf("decided %q, and nothing moves here", report.Decisions)
	}
	tag(t, p, "military > trade")
	report := merge(t, q, p)
	if want := "The tag “military” was put below a tag that stands below it on the other side; it moves to the top."; fmt.Sprint(report.Decisions) != "["+want+"]" {
		t.Errorf("decided %q", report.Decisions)
	}
	agree(t, "a ring", p, q)
	put(p, "trade", "")
	merge(t, q, p)
	tag(t, q, "trade > military")
}

// TestMergeLaws: three people work on copies of one project, do and undo things
// at random, and merge in every way.
func TestMergeLaws(t *testing.T) {
	for seed := range uint64(*histories) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			rng := rand.New(rand.NewPCG(seed, 2))
			base, err := store.Create(filepath.Join(t.TempDir(), "base.gloss"), person(t, "Eve"))
			if err != nil {
				t.Fatal(err)
			}
			defer base.Close()
			did := map[string][]string{}
			work := func(p *store.Project, name string) {
				r := &random{t: t, p: p, choose: rng.IntN}
				for range 12 {
					switch rng.IntN(6) {
					case 0:
						if a, err := p.Undo(); err == nil {
							r.did = append(r.did, "undo "+a.Label)
						}
					case 1:
						if a, err := p.Redo(); err == nil {
							r.did = append(r.did, "redo "+a.Label)
						}
					default:
						r.act()
					}
				}
				did[name] = append(did[name], r.did...)
			}
			work(base, "base")
			three := map[string]*store.Project{}
			for _, name := range []string{"Ann", "Bob", "Cleo"} {
				three[name] = copyFor(t, base, name)
				work(three[name], name)
			}
			defer func() {
				if t.Failed() {
					for name, all := range did {
						t.Logf("%s: %s", name, strings.Join(all, "; "))
					}
				}
			}()
			fresh := func(name, as string) *store.Project { return copyBy(t, three[name], as, base.Coder()) }
			ab, ba := fresh("Ann", "AB"), fresh("Bob", "BA")
			before := meaning(t, ab)
			merge(t, ab, three["Bob"])
			once := meaning(t, ab)
			if again := merge(t, ab, three["Bob"]); meaning(t, ab) != once || again.Articles != (store.MergeCount{}) || again.Highlights != (store.MergeCount{}) || again.Tags != (store.MergeCount{}) {
				t.Fatalf("the second time: %+v", again)
			}
			merge(t, ba, three["Ann"])
			agree(t, "a+b = b+a", ab, ba)
			merge(t, ab, ba)
			agree(t, "(a+b)+(b+a) = b+a", ab, ba)

			bc, abc := fresh("Bob", "BC"), fresh("Ann", "ABC")
			merge(t, bc, three["Cleo"])
			merge(t, abc, bc)
			merge(t, ab, three["Cleo"])
			agree(t, "(a+b)+c = a+(b+c)", ab, abc)

			undone := fresh("Ann", "U")
			merge(t, undone, three["Bob"])
			next, found, err := undone.NextUndo()
			if err != nil {
				t.Fatal(err)
			}
			if found && strings.HasPrefix(next.Label, "merge ") {
				if _, err := undone.Undo(); err != nil {
					t.Fatal(err)
				}
				sound(t, undone)
				if got := meaning(t, undone); got != before {
					t.Fatalf("after undo:\n%s\nwant\n%s", got, before)
				}
				merge(t, undone, three["Bob"])
				agree(t, "merging again after an undo", undone, ba)
			}
		})
	}
}
