package stats

import (
	"cmp"
	"slices"
)

// The size of a shingle, in words, and the share of all shingles that a sketch
// keeps: one in sampled.
const (
	shingleWords = 5
	sampled      = 4
)

// Sketch stands for the words of a text and their order: the hashes of a fixed
// share of its shingles, which are its runs of five words as [Vocabulary] knows
// words. Texts that share passages share shingles, whatever stands around them.
// See Broder, On the resemblance and containment of documents (1997); because
// every sketch keeps the same ones, containment can be told from sketches too.
type Sketch []uint64 // rising

// SketchOf returns the sketch of a text. One of fewer than five words has none.
func SketchOf(text string) Sketch {
	var out Sketch
	var last [shingleWords]uint64 // hashes of the last words, the newest before n % shingleWords
	n := 0
	for _, w := range wordsOf(text) {
		last[n%shingleWords] = hashOf(w)
		if n++; n < shingleWords {
			continue
		}
		var h uint64
		for i := range uint(shingleWords) {
			h = mix(h ^ last[(uint(n)+i)%shingleWords])
		}
		if h%sampled == 0 {
			out = append(out, h)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// hashOf is FNV-1a, in 64 bits.
func hashOf(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// mix spreads a number over all bits: the last step of SplitMix64 (Steele, Lea
// and Flood, 2014).
func mix(h uint64) uint64 {
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

// Alike are texts that share much, by their index.
type Alike struct {
	Texts []int   // two or more, rising
	Share float64 // of the shorter text of a pair that the other holds too: the least that joined the group, estimated
}

// maxCommon is how many texts may hold a shingle that tells something: what
// more share is a notice of rights or a greeting.
const maxCommon = 50

// Group finds texts of which one holds at least the share of the other, such as
// one agency's story in several papers, cut or with a paragraph more, and joins
// those that are linked. A sketch of fewer than ten shingles is not looked at.
// The groups are ordered by their first text.
func Group(sketches []Sketch, share float64) []Alike {
	const enough = 10
	held := map[uint64][]int32{}
	for i, s := range sketches {
		if len(s) < enough {
			continue
		}
		for _, h := range s {
			held[h] = append(held[h], int32(i))
		}
	}
	group := make([]int, len(sketches)) // what each is joined to, at last itself
	least := make([]float64, len(sketches))
	for i := range group {
		group[i], least[i] = i, 1
	}
	find := func(i int) int {
		for group[i] != i {
			group[i] = group[group[i]]
			i = group[i]
		}
		return i
	}
	for i, s := range sketches {
		common := map[int32]int{} // with earlier texts
		for _, h := range s {
			if texts := held[h]; len(texts) <= maxCommon {
				for _, other := range texts {
					if int(other) >= i {
						break
					}
					common[other]++
				}
			}
		}
		for other, n := range common {
			held := float64(n) / float64(min(len(s), len(sketches[other])))
			if held < share {
				continue
			}
			a, b := find(i), find(int(other))
			least[min(a, b)] = min(least[a], least[b], held)
			group[max(a, b)] = min(a, b)
		}
	}
	members := map[int][]int{}
	for i := range sketches {
		members[find(i)] = append(members[find(i)], i)
	}
	var groups []Alike
	for first, texts := range members {
		if len(texts) > 1 {
			groups = append(groups, Alike{texts, least[first]})
		}
	}
	slices.SortFunc(groups, func(a, b Alike) int { return cmp.Compare(a.Texts[0], b.Texts[0]) })
	return groups
}
