package importers

import (
	"strconv"
	"strings"
)

const wordLevels = 9 // of a list in a Word document

// wordNumbers count the items of a Word document's lists. Several lists may
// share one definition, and then they go on with one another's numbers unless
// they say where to begin.
type wordNumbers struct {
	lists  map[string]wordList // by w:numId
	counts map[string]*[wordLevels]int
	begun  map[string]bool // lists that have begun, by identifier and level
}

type wordList struct {
	definition string
	levels     [wordLevels]wordLevel
}

type wordLevel struct {
	start    int
	restarts bool   // start is this list's own
	format   string // decimal, lowerLetter, bullet, ...
	text     string // "%1.%2."
	legal    bool   // all numbers in it are decimal
}

func readWordNumbers(root *element, styles wordStyles) wordNumbers {
	n := wordNumbers{lists: map[string]wordList{}, counts: map[string]*[wordLevels]int{}, begun: map[string]bool{}}
	definitions := map[string]*element{}
	for e := range root.all("w:abstractNum") {
		definitions[e.attr("w:abstractNumId")] = e
	}
	instances := map[string]*element{}
	for e := range root.all("w:num") {
		instances[e.attr("w:numId")] = e
	}
	for id, e := range instances {
		name := e.child("w:abstractNumId").attr("w:val")
		// A definition may be that of a style.
		if link := definitions[name].child("w:numStyleLink").attr("w:val"); link != "" {
			num := styles.list[link].paragraph.child("w:numPr", "w:numId").attr("w:val")
			if other := instances[num].child("w:abstractNumId").attr("w:val"); definitions[other] != nil {
				name = other
			}
		}
		list := wordList{definition: name}
		for i := range list.levels {
			list.levels[i].start = 1
		}
		list.read(definitions[name])
		if e != nil {
			for _, override := range e.children {
				if override.name != "w:lvlOverride" {
					continue
				}
				list.read(override)
				level, err := strconv.Atoi(override.attr("w:ilvl"))
				start, err2 := strconv.Atoi(override.child("w:startOverride").attr("w:val"))
				if err == nil && err2 == nil && 0 <= level && level < wordLevels {
					list.levels[level].start, list.levels[level].restarts = start, true
				}
			}
		}
		n.lists[id] = list
	}
	return n
}

// read takes in the levels that e defines.
func (l *wordList) read(e *element) {
	if e == nil {
		return
	}
	for _, c := range e.children {
		i, err := strconv.Atoi(c.attr("w:ilvl"))
		if c.name != "w:lvl" || err != nil || i < 0 || i >= wordLevels {
			continue
		}
		level := wordLevel{start: 1, format: c.child("w:numFmt").attr("w:val"), text: c.child("w:lvlText").attr("w:val")}
		if start, err := strconv.Atoi(c.child("w:start").attr("w:val")); err == nil {
			level.start = start
		}
		level.legal = on(c.child("w:isLgl"))
		l.levels[i] = level
	}
}

// next counts an item and returns its number as it is seen, "" for a bullet.
// found is false where there is no such list.
func (n *wordNumbers) next(num string, level int) (number string, found bool) {
	list, found := n.lists[num]
	if !found {
		return "", false
	}
	counts := n.counts[list.definition]
	if counts == nil {
		counts = &[wordLevels]int{}
		for i := range counts {
			counts[i] = -1 // not begun
		}
		n.counts[list.definition] = counts
	}
	key := num + " " + strconv.Itoa(level)
	if counts[level] < 0 || list.levels[level].restarts && !n.begun[key] {
		counts[level] = max(list.levels[level].start, 0)
	} else {
		counts[level]++
	}
	n.begun[key] = true
	for i := level + 1; i < wordLevels; i++ {
		counts[i] = -1
	}
	for i := range level {
		if counts[i] < 0 {
			counts[i] = max(list.levels[i].start, 0)
		}
	}
	l := list.levels[level]
	if l.format == "bullet" || l.format == "none" && !strings.Contains(l.text, "%") {
		return "", true
	}
	text := l.text
	for i := range level + 1 {
		format := list.levels[i].format
		if l.legal {
			format = "decimal"
		}
		text = strings.ReplaceAll(text, "%"+strconv.Itoa(i+1), wordNumeral(counts[i], format))
	}
	return strings.TrimSpace(text), true
}

// wordNumeral writes a number as a format of Word wants it.
func wordNumeral(n int, format string) string {
	switch format {
	case "none":
		return ""
	case "lowerLetter":
		return numeral(n, "a")
	case "upperLetter":
		return numeral(n, "A")
	case "lowerRoman":
		return numeral(n, "i")
	case "upperRoman":
		return numeral(n, "I")
	case "decimalZero":
		if n < 10 {
			return "0" + strconv.Itoa(n)
		}
	}
	return strconv.Itoa(n)
}
