package layout

import "testing"

// TestMend: what becomes of a word that is cut at the end of a line, in a
// document that also says what stands in its text.
func TestMend(t *testing.T) {
	for _, c := range []struct{ text, line, next, want string }{
		{"", "the agree-", "ment was kept", "the agreement was kept"},
		{"", "a well-", "known poacher", "a well-known poacher"},
		{"", "an under-", "standing of law", "an understanding of law"},
		{"under standing", "an under-", "standing of law", "an understanding of law"},
		{"", "a long-", "standing quarrel", "a long-standing quarrel"},
		{"", "an outstand-", "ing catch", "an outstanding catch"},
		{"of emissions", "the emissions-", "cheating scandal", "the emissions-cheating scandal"},
		{"", "their decision-", "making power", "their decision-making power"},
		{"harbour master", "the harbour-", "master of Hull", "the harbourmaster of Hull"},
		{"gunboat diplomacy", "a gunboat-", "diplomacy of old", "a gunboat-diplomacy of old"},
		{"it is state-owned", "a state-", "owned fleet", "a state-owned fleet"},
		{"the stateowned fleet", "a stateow-", "ned fleet", "a stateowned fleet"},
		{"", "from North-", "West Iceland", "from North-West Iceland"},
		{"", "in the 1970-", "76 seasons", "in the 1970-76 seasons"},
		{"", "both short-", "and long-term", "both short- and long-term"},
		{"", "a remark - made -", "in passing", "a remark - made - in passing"},
		{"", "the fishery\u00ad", "limits", "the fisherylimits"},
		{"", "for every-", "body else", "for everybody else"},
		{"", "the gov-", "ernment fell", "the government fell"},
		{"", "an elec-", "tion year", "an election year"},
		{"", "the fish-", "ing limit", "the fishing limit"},
		{"", "on Satur-", "day it fell", "on Saturday it fell"},
		{"", "by deter-", "mining the line", "by determining the line"},
		{"", "of so-", "cial order", "of social order"},
		{"", "as ex-", "pected by all", "as expected by all"},
		{"the minister", "an ex-", "minister said", "an ex-minister said"},
		{"", "a ten-", "dency to war", "a tendency to war"},
		{"", "the north-", "ern harbours", "the northern harbours"},
		{"", "a newly-", "elected member", "a newly-elected member"},
		{"", "冰岛与英国", "的争端", "冰岛与英国的争端"},
	} {
		v := readVocabulary([]Column{{Lines: []Line{{Text: c.text}}}})
		cut, sep, _ := v.mend(c.line, c.next)
		if got := c.line[:len(c.line)-cut] + sep + c.next; got != c.want {
			t.Errorf("%q, %q with %q: got %q, want %q", c.line, c.next, c.text, got, c.want)
		}
	}
}
