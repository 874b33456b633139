package layout

import "strings"

// English words that decide about a hyphen at the end of a line where the
// document itself does not: our own list, 557 parts of words, chosen by rule.
// The first three hold parts that are joined to others with a hyphen, the
// closed ones parts that are words by themselves but mostly make one word with
// another.

// prefixes keep their hyphen before whatever follows.
var prefixes = words(`
	self all ex well so vice half quasi high low long short two three four five six seven eight nine ten one first second third fourth full
	cross near non mid anti post pro state large small all best better ill much most least once ever never still yet already newly
	old new young early late free open closed right left far deep hard soft hot cold double single multi semi ultra pseudo neo
	family city user time work world war peace oil gas coal cod fish trade tax cost data labour labor market policy decision problem
	working middle upper lower left right cease face door hand north south east west anglo franco sino indo
	ninety eighty seventy sixty fifty forty thirty twenty year day week month hour minute mile`)

// suffixes keep their hyphen after whatever precedes.
var suffixes = words(`
	style based led backed related long year years level free friendly controlled owned run made making scale speaking funded enabled ranked
	profit in up off out wing looking thinking driven oriented orientated dependent independent specific reaching lasting running growing
	seeking sharing saving building breaking sponsored supported elected appointed inflicted educated known established defined organised
	organized equipped informed intentioned minded hearted handed headed eyed income quality century generation country market sector
	industry week month hour minute kilometre person cheating fishing hunting farming drinking smoking reading writing learning teaching
	shipping trading spending winning losing killing bombing fighting keeping producing exporting importing consuming processing
	manufacturing intensive poor heavy deep resistant conscious aware centred centered centric focused focussed shaped coloured colored
	threatening covered filled coated wrapped powered wheel wheeled changing screen touchscreen`)

// weakSuffixes keep it after what is a word of the document: they are also
// syllables, as in deter-mining and Satur-day.
var weakSuffixes = words(`
	born term old range sized size standing moving going serving solving setting raising cutting approved imposed trained paid tested proven
	developed sided aged armed class rise risk value price cost party member state day mile page point part general elect mining sailing
	eating lending holding bearing rich light sensitive type faced tempered mouthed winged legged school care work`)

// closedFirst begin words that are written as one.
var closedFirst = words(`
	under over out inter some any every no where there here with through fore back up down news net home house land school court gun ship
	fisher states business sales crafts text note book week rail road birth child mother father grand step black white green blue mean main
	head hand eye foot life light moon sun sea sky snow rain thunder earth bed bath wall door gate key pay short`)

// closedLast end words that are written as one.
var closedLast = words(`
	ment ments ness less lessly ful fully ship ships hood ward wards wise able ible ably tion sion ground grounds side sides time times line
	lines man men woman women land lands lander place places day days body bodies thing things where ever soever more fore self selves come
	comes coming look looks put load loads book books paper papers house houses port ports way ways room rooms mark marks fall falls
	holder holders keeper keepers yard yards wide shop shops craft master masters piece pieces mate mates ache aches berry fish point
	stone storm fire work works worker workers stand stands stood take takes taken taking took out ward shed tide tides wind winds
	weight path paths print prints sheet sheets stream streams shift shifts word words writer writers`)

// endings are syllables that belong to the word before the hyphen.
var endings = words(`
	ing ings ed er ers or ors ly en ens es ern est al als ity ment ness ful less teen ty ies able ible ish ism ist ists ive ize ise ous
	ance ence age ages ery ling lings let lets some dom`)

func words(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}
